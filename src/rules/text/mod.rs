//! Rules of the group `text`.

group! {
    control_character,
    detached_accent,
    fused_words,
    hyphen_as_dash,
    inline_bullets,
    invisible_character,
    line_end_hyphen,
    mojibake,
    repeated_word,
    split_word,
}
