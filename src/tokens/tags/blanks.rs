//! White space within the delimiters of a tag.

/// The most white space, in bytes, that damage puts after `<` or `/`.
const MOST_SPACE: usize = 6;

/// Skips blanks of one line: spaces, tabs, the no-break and ideographic spaces that translation puts there, and what
/// nobody sees.
pub(super) fn skip_blanks(text: &str, at: usize) -> usize {
    let rest = &text[at..];
    let is_blank = |char: char| matches!(char, ' ' | '\t' | '\u{a0}' | '\u{3000}' | '\u{202f}') || is_invisible(char);
    let blanks = rest.char_indices().find(|&(_, char)| !is_blank(char));
    let length = blanks.map_or(rest.len(), |(offset, _)| offset);
    if length <= MOST_SPACE { at + length } else { at }
}

/// Whether nobody sees the character.
pub(super) fn is_invisible(char: char) -> bool {
    matches!(char, '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}' | '\u{ad}')
}
