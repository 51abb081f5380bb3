//! Rules of the group `residue`.

group! {
    broken_shortcode,
    chat_residue,
    editor_residue,
    escape_leak,
    leaked_placeholder,
    markup_residue,
    permalink_residue,
    shortcode_residue,
    site_residue,
    spaced_placeholder,
    spintax_residue,
    translation_residue,
    word_residue,
}
