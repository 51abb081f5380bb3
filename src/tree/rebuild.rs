//! Rebuilds a flattened table where its remaining tags show every bound. No cell is guessed.

use super::flattened::FlattenedTable;
use super::intended::intended_text;
use super::tag::{Role, Tag};
use crate::text::Span;
use crate::tokens::{Attribute, Element, Is, filler_runs};

/// The rows of a table, each a list of cells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rows {
    /// The cells as text, with their inline markup.
    pub cells: Vec<Vec<String>>,
    /// Whether the first row consists of header cells.
    pub has_header: bool,
}

/// The rows of a flattened table; `None` if a bound is missing: text outside cells, or a line end within one.
///
/// `tags` are all tags of the document, `attributes` all attributes.
pub fn rebuilt_rows(text: &str, tags: &[Tag], attributes: &[Attribute], table: &FlattenedTable) -> Option<Rows> {
    let mut rows = Rows { cells: Vec::new(), has_header: false };
    let mut open = false;
    let mut at = table.span.start;
    let first = tags.partition_point(|tag| tag.span.start < table.span.start);
    for tag in tags[first..].iter().take_while(|tag| tag.span.start < table.span.end) {
        push_text(&mut rows, open, &text[Span::new(at.min(tag.span.start), tag.span.start).range()])?;
        at = tag.span.end;
        if !tag.element.is(Is::TABLE_PART) && tag.element.name() != "table" {
            let first = tag.first_attribute as usize;
            let attributes = &attributes[first..first + tag.attribute_count as usize];
            push_text(&mut rows, open, &intended_text(text, tag, attributes))?;
            continue;
        }
        match tag.role {
            Role::Start if tag.element.is(Is::ROW) => {
                rows.cells.push(Vec::new());
                open = false;
            }
            Role::Start if tag.element.is(Is::CELL) => {
                if rows.cells.is_empty() {
                    rows.cells.push(Vec::new());
                }
                rows.has_header |= rows.cells.len() == 1 && tag.element == Element::TH;
                rows.cells.last_mut()?.push(String::new());
                open = true;
            }
            _ => open = false,
        }
    }
    push_text(&mut rows, open, &text[Span::new(at.min(table.span.end), table.span.end).range()])?;
    finish(rows)
}

fn push_text(rows: &mut Rows, open: bool, piece: &str) -> Option<()> {
    if !open {
        return piece.trim().is_empty().then_some(());
    }
    rows.cells.last_mut()?.last_mut()?.push_str(piece);
    Some(())
}

fn finish(mut rows: Rows) -> Option<Rows> {
    rows.cells.retain(|row| !row.is_empty());
    for cell in rows.cells.iter_mut().flatten() {
        let trimmed = without_filler(cell.trim());
        if trimmed.contains('\n') {
            return None;
        }
        *cell = trimmed.to_owned();
    }
    let widest = rows.cells.iter().map(Vec::len).max()?;
    (widest > 1 || rows.cells.len() > 1).then_some(rows)
}

/// A cell without the filler run that it ends with.
fn without_filler(cell: &str) -> &str {
    match filler_runs(cell, Span::of(0, cell.len())).last() {
        Some(run) if run.count >= 5 && run.span.end as usize == cell.len() => {
            cell[..run.span.start as usize].trim_end()
        }
        _ => cell,
    }
}
