//! Rules of the group `markdown`.

group! {
    curly_link_title,
    fullwidth_link,
    halved_emphasis,
    spaced_emphasis,
    spaced_link,
    unclosed_link,
    unflanked_emphasis,
}
