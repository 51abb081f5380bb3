//! Which pieces of a table depend on the words of its header.

use crate::tokens::{LineKind, Lines, Regions};
use crate::tree::row_widths;

/// Whether what is told of a text depends on the words of the header in its first `length` bytes, which are handed on: it
/// may stand there again before a delimiter row, and tells with the rows where one of them lost a pipe.
pub(super) fn heeds_header(text: &str, regions: &Regions, lines: &Lines, length: usize) -> bool {
    let list = lines.list();
    let behind = list.partition_point(|line| (line.span.start as usize) < length);
    let header = list[..behind].iter().rposition(|line| line.kind == LineKind::TableHeader);
    let Some(header) = header.filter(|header| header + 2 == behind) else { return false };
    let count = list[behind..].iter().take_while(|line| line.kind == LineKind::TableRow).count();
    let rows = &list[behind..behind + count];
    let is_delimiter = |row: &str| row.chars().all(|char| "|-:".contains(char) || char.is_whitespace());
    if rows.iter().any(|row| is_delimiter(&text[row.content_span().range()])) {
        return true;
    }
    let mut widths = row_widths(text, &list[header..behind + count], regions);
    let (header, delimiter) = (widths.next().unwrap_or(0), widths.next().unwrap_or(0));
    widths.any(|cells| cells + 1 == header || cells + 1 == delimiter)
}
