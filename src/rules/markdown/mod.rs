//! Rules of the group `markdown`.

group! {
    accidental_setext,
    broken_directive,
    broken_fence,
    broken_front_matter,
    curly_link_title,
    escaped_thematic_break,
    fullwidth_link,
    halved_emphasis,
    heading_without_space,
    list_without_space,
    phantom_fence,
    spaced_emphasis,
    spaced_link,
    spaced_url,
    unclosed_fence,
    unclosed_link,
    unflanked_emphasis,
    wrapped_document,
}
