//! Rules of the group `residue`.

group! {
    broken_shortcode,
    spaced_placeholder,
}
