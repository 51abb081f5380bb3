//! Rules of the group `text`.

group! {
    control_character,
    invisible_character,
    mojibake,
}
