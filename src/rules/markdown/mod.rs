//! Rules of the group `markdown`.

group! {
    curly_link_title,
    fullwidth_link,
    halved_emphasis,
    heading_without_space,
    list_without_space,
    spaced_emphasis,
    spaced_link,
    spaced_url,
    unclosed_link,
    unflanked_emphasis,
}
