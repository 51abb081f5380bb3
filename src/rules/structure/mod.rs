//! Rules of the group `structure`.

group! {
    bare_placeholder,
    broken_comment,
    broken_declaration,
    broken_doctype,
    doubled_tag,
    empty_paragraph,
    list_residue,
    mismatched_heading,
    misnested_elements,
    nested_link,
    optional_end_tag,
    stray_end_tag,
    swallowed_markdown,
    unclosed_comment,
    unclosed_element,
}
