//! Offsets in characters, lines and columns, as Python and people count them.

use copydesk::{Finding, Source, Span};

const BYTE_ORDER_MARK: char = '\u{feff}';

/// Characters before some byte offsets of one article.
pub struct Places<'a> {
    source: &'a Source,
    /// Byte offsets, rising, and how many characters are before them; none where both are the same.
    counted: Option<Vec<(u32, u32)>>,
}

impl<'a> Places<'a> {
    /// The places that `findings` mention, and those of `more`.
    pub fn new(source: &'a Source, findings: &[Finding], more: impl Iterator<Item = Span>) -> Self {
        if source.text().is_ascii() {
            return Self { source, counted: None };
        }
        let related = |finding: &'_ Finding| finding.related.iter().map(|related| related.span).collect::<Vec<_>>();
        let edits = |finding: &'_ Finding| {
            let edits = finding.fixes.iter().flat_map(|fix| &fix.edits);
            edits.map(|edit| edit.span).collect::<Vec<_>>()
        };
        let spans = findings
            .iter()
            .flat_map(|finding| std::iter::once(finding.span).chain(related(finding)).chain(edits(finding)));
        let mut offsets: Vec<u32> = spans.chain(more).flat_map(|span| [span.start, span.end]).collect();
        let starts: Vec<u32> = offsets.iter().map(|offset| line_start(source, *offset)).collect();
        offsets.extend(starts);
        offsets.sort_unstable();
        offsets.dedup();
        Self { source, counted: Some(counted(source.text(), &offsets)) }
    }

    /// Number of characters before byte `offset`.
    pub fn characters(&self, offset: u32) -> u32 {
        let Some(counted) = &self.counted else { return offset };
        counted.binary_search_by_key(&offset, |(byte, _)| *byte).map_or(offset, |at| counted[at].1)
    }

    /// Line and column of byte `offset`, from 1. A byte-order mark takes no column.
    pub fn position(&self, offset: u32) -> (u32, u32) {
        let line = self.source.lines().line_of(offset);
        let column = self.characters(offset) - self.characters(line_start(self.source, offset)) + 1;
        let has_mark = line == 0 && offset > 0 && self.source.text().starts_with(BYTE_ORDER_MARK);
        (line + 1, column - u32::from(has_mark))
    }
}

fn line_start(source: &Source, offset: u32) -> u32 {
    let lines = source.lines();
    lines.line_span(lines.line_of(offset), source.text()).start
}

/// Each of `offsets`, which rise, and the characters before it.
fn counted(text: &str, offsets: &[u32]) -> Vec<(u32, u32)> {
    let (mut at, mut characters) = (0, 0);
    let count = |&offset: &u32| {
        let end = (offset as usize).min(text.len());
        characters += text[at..end].chars().count() as u32;
        at = end;
        (offset, characters)
    };
    offsets.iter().map(count).collect()
}
