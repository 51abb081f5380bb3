//! Putting edits into a text.

use crate::findings::Edit;

/// The text with all `edits` made, in one walk over it.
///
/// The edits are in rising order, are disjoint, and lie within the text and on character boundaries.
pub fn apply(text: &str, edits: &[&Edit]) -> String {
    let added: usize = edits.iter().map(|edit| edit.text.len()).sum();
    let mut new = String::with_capacity(text.len() + added);
    let mut copied = 0;
    for edit in edits {
        let range = edit.span.range();
        new.push_str(&text[copied..range.start]);
        new.push_str(&edit.text);
        copied = range.end;
    }
    new.push_str(&text[copied..]);
    new
}
