//! Rules of the group `residue`.

group! {
    broken_shortcode,
    chat_residue,
    leaked_placeholder,
    permalink_residue,
    shortcode_residue,
    spaced_placeholder,
}
