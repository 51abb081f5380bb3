//! A repair as it is shown before it is taken: the places that it changes, before and after, and the table that it makes.

use super::minimal::edited;
use super::squeezed::with_squeezed;
use super::tables::table_in;
use crate::findings::{Edit, Finding, Fix};
use crate::server::state::Analysis;
use crate::text::Span;

/// Bytes of a line that are shown on each side of a change, as far as they end at a word.
const CONTEXT: usize = 32;

/// Bytes between two changes from which on they are shown as two places.
const APART: u32 = 64;

/// The most places that are shown, and the most lines of each.
const MOST_PLACES: usize = 3;
const MOST_LINES: usize = 12;

/// A place that a repair changes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// What is there, with a little of what stands around it.
    pub before: String,
    /// What would be there.
    pub after: String,
}

/// What a repair would make of an article.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ShownFix {
    /// The places that change, the first ones.
    pub changes: Vec<Change>,
    /// How many more there are.
    pub more: usize,
    /// The rows of the table that is mended, where it is one.
    pub table: Option<Vec<Vec<String>>>,
}

/// What `fix` would make of the place of `finding`, which is one of `findings`.
pub fn shown_fix(analysis: &Analysis, findings: &[Finding], finding: &Finding, fix: &Fix) -> ShownFix {
    let text = analysis.source().text();
    let edits = with_squeezed(text, findings, fix);
    let places = places(&edits);
    let changes = places.iter().take(MOST_PLACES).map(|edits| change(text, edits)).collect();
    let more = places.len().saturating_sub(MOST_PLACES);
    ShownFix { changes, more, table: table_in(analysis, finding, fix) }
}

/// The edits in groups that stand near each other.
fn places(edits: &[Edit]) -> Vec<&[Edit]> {
    edits.chunk_by(|one, next| next.span.start < one.span.end + APART).collect()
}

fn change(text: &str, edits: &[Edit]) -> Change {
    let span = Span::new(edits[0].span.start, edits[edits.len() - 1].span.end);
    let (start, is_cut_before) = context_before(text, span.start as usize);
    let (end, is_cut_behind) = context_behind(text, span.end as usize);
    let around = Span::of(start, end);
    let cut = |is_cut: bool| if is_cut { "…" } else { "" };
    let shown = |content: &str| limited(&format!("{}{content}{}", cut(is_cut_before), cut(is_cut_behind)));
    Change { before: shown(&text[around.range()]), after: shown(&edited(text, around, edits)) }
}

/// Where the shown part of the line before `offset` begins, and whether it lacks something.
fn context_before(text: &str, offset: usize) -> (usize, bool) {
    let line = text[..offset].rfind('\n').map_or(0, |end| end + 1);
    if offset - line <= CONTEXT {
        return (line, false);
    }
    let from = (offset - CONTEXT..=offset).find(|&at| text.is_char_boundary(at)).unwrap_or(offset);
    let begin = text[from..offset].find(char::is_whitespace).map_or(from, |space| from + space);
    (offset - text[begin..offset].trim_start().len(), true)
}

/// Where the shown part of the line behind `offset` ends, and whether it lacks something.
fn context_behind(text: &str, offset: usize) -> (usize, bool) {
    let line = text[offset..].find('\n').map_or(text.len(), |end| offset + end);
    if line - offset <= CONTEXT {
        return (line, false);
    }
    let to = (offset..=offset + CONTEXT).rfind(|&at| text.is_char_boundary(at)).unwrap_or(offset);
    (text[offset..to].rfind(char::is_whitespace).map_or(to, |space| offset + space), true)
}

/// The first lines, and how many more there are.
fn limited(content: &str) -> String {
    let lines: Vec<_> = content.lines().collect();
    if lines.len() <= MOST_LINES {
        return lines.join("\n");
    }
    let more = lines.len() - MOST_LINES;
    format!("{}\n… ({more} more lines)", lines[..MOST_LINES].join("\n"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str, edits: &[Edit]) -> (String, String) {
        let Change { before, after } = change(text, edits);
        (before, after)
    }

    #[test]
    fn a_change_is_shown_with_a_little_of_its_line() {
        let text = "one\nA long line begins here, and then <b >it< / b > is bold, and the line goes on for long\n";
        let at = text.find("<b >").expect("there") as u32;
        let end = text.find("< / b >").expect("there") as u32;
        let edits = [Edit::replace(Span::new(at, at + 4), "<b>"), Edit::replace(Span::new(end, end + 7), "</b>")];
        let (before, after) = shown(text, &edits);
        assert_eq!(before, "…line begins here, and then <b >it< / b > is bold, and the line goes on…");
        assert_eq!(after, "…line begins here, and then <b>it</b> is bold, and the line goes on…");
    }

    #[test]
    fn long_texts_are_cut_between_characters() {
        let text = "漢".repeat(100);
        let (before, after) = shown(&text, &[Edit::delete(Span::new(150, 153))]);
        assert_eq!(before.chars().count(), after.chars().count() + 1);
        let many = "a\n".repeat(50);
        let (_, after) = shown("x", &[Edit::replace(Span::new(0, 1), many)]);
        assert!(after.ends_with("\n… (38 more lines)"), "{after}");
    }

    #[test]
    fn edits_that_are_far_apart_are_several_places() {
        let edits = [0, 10, 200].map(|at| Edit::insert(at, "x"));
        let places: Vec<_> = places(&edits).iter().map(|place| place.len()).collect();
        assert_eq!(places, [2, 1]);
    }
}
