//! Rules of the group `references`.

group! {
    broken_reference,
    double_escaped_reference,
    fullwidth_reference,
    spaced_reference,
    unknown_reference,
    unterminated_reference,
}
