//! White space within the delimiters of a tag.

/// The most white space, in bytes, that damage puts after `<` or `/`.
const MOST_SPACE: usize = 6;

/// Skips blanks of one line: spaces, tabs, and the no-break and ideographic spaces that translation puts there.
pub(super) fn skip_blanks(text: &str, at: usize) -> usize {
    let rest = &text[at..];
    let blanks = rest.char_indices().find(|(_, char)| !matches!(char, ' ' | '\t' | '\u{a0}' | '\u{3000}' | '\u{202f}'));
    let length = blanks.map_or(rest.len(), |(offset, _)| offset);
    if length <= MOST_SPACE { at + length } else { at }
}
