//! Rules of the group `text`.

group! {
    control_character,
}
