//! Rules of the group `text`.

group! {
    control_character,
    fused_words,
    hyphen_as_dash,
    invisible_character,
    mojibake,
    repeated_word,
    split_word,
}
