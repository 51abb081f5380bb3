//! Tables of HTML as they are written: rows, cells, and what stands outside them.

use crate::findings::Context;
use crate::text::Span;
use crate::tokens::{Element, Is};
use crate::tree::{Role, Tag};

/// The most tags of a table that are looked at.
const MOST_TAGS: usize = 20_000;

/// A cell.
#[derive(Clone, Copy, Debug)]
pub struct HtmlCell {
    /// Its start tag.
    pub tag: Span,
    /// Whether it is a header cell.
    pub is_header: bool,
    /// Where its end tag ends, or what follows it begins.
    pub end: u32,
}

/// A row.
#[derive(Clone, Debug)]
pub struct HtmlRow {
    /// Its start tag; `None` where its first cell stands for it.
    pub start: Option<Span>,
    /// Its cells.
    pub cells: Vec<HtmlCell>,
    /// Its end tag.
    pub end: Option<Span>,
}

/// Text in a row, or between rows, that is in no cell.
#[derive(Clone, Copy, Debug)]
pub struct LooseText {
    /// The text without the white space around it.
    pub span: Span,
    /// The row that it is in, as an index.
    pub row: Option<usize>,
    /// The end tag of a cell that follows it.
    pub cell_end: Option<Span>,
}

/// A table without tables in it and without cells that span others.
#[derive(Clone, Debug, Default)]
pub struct HtmlTable {
    /// Its rows in order.
    pub rows: Vec<HtmlRow>,
    /// Text outside its cells.
    pub loose: Vec<LooseText>,
    /// Whether only tags of tables stand outside cells, and no cell spans others.
    pub is_plain: bool,
}

/// The tables of the article that have an end and no table in them.
pub fn html_tables<'a>(context: &'a Context) -> impl Iterator<Item = HtmlTable> + 'a {
    let tags = &context.tree.tags;
    tags.iter().enumerate().filter_map(move |(index, tag)| {
        let is_start = tag.element == Element::TABLE && tag.role == Role::Start && !tag.is_damaged();
        let end = tag.partner.filter(|_| is_start)? as usize;
        let inner = tags.get(index + 1..=end)?;
        let is_nested = |tag: &Tag| tag.element == Element::TABLE && tag.role == Role::Start;
        (inner.len() < MOST_TAGS && !inner.iter().any(is_nested)).then(|| read(context, tag.span.end, inner))
    })
}

/// Whether the end tag at `index` ends what a lost start tag began: `<td>Cod</td>6.10</td>`, or cells without `<tr>`.
pub fn ends_lost_part(context: &Context, index: usize) -> bool {
    ends_lost_cell(context, index) || ends_lost_row(context, index)
}

/// Whether the end tag at `index` is `</tr>` behind a cell.
fn ends_lost_row(context: &Context, index: usize) -> bool {
    let tags = &context.tree.tags;
    let mut before = tags[..index].iter().rev().take(MOST_WITHIN).filter(|tag| tag.element.is(Is::TABLE_PART));
    tags[index].element.is(Is::ROW)
        && before.next().is_some_and(|tag| tag.element.is(Is::CELL))
        && is_in_table(context, index)
}

fn ends_lost_cell(context: &Context, index: usize) -> bool {
    let tags = &context.tree.tags;
    let Some(before) = index.checked_sub(1).map(|before| &tags[before]) else { return false };
    let is_bound = before.element.is(Is::CELL) && before.is_end() || before.element.is(Is::ROW) && !before.is_end();
    let between = Span::new(before.span.end.min(tags[index].span.start), tags[index].span.start);
    tags[index].element.is(Is::CELL)
        && is_bound
        && context.prose(between).any(|span| context.slice(span).contains(char::is_alphanumeric))
        && is_in_table(context, index)
}

/// Whether a table with an end is around the tag at `index`.
fn is_in_table(context: &Context, index: usize) -> bool {
    let tags = &context.tree.tags;
    let mut outer = std::iter::successors(tags[index].parent, |&parent| tags[parent as usize].parent).take(DEPTH);
    outer.any(|parent| tags[parent as usize].element == Element::TABLE && tags[parent as usize].partner.is_some())
}

/// How far out a table is looked for.
const DEPTH: usize = 4;
/// How many tags the cells of a row hold where its end is looked at.
const MOST_WITHIN: usize = 200;

/// What the tags of a table are read into.
#[derive(Default)]
struct Reading {
    table: HtmlTable,
    in_cell: bool,
    in_row: bool,
    /// The element in which text is no loose text: a caption, or what does not belong in a table.
    inside: Option<u32>,
}

/// The table of `tags`, of which the last one is its end; `from` is where its start tag ends.
fn read(context: &Context, from: u32, tags: &[Tag]) -> HtmlTable {
    let mut reading = Reading { table: HtmlTable { is_plain: true, ..HtmlTable::default() }, ..Reading::default() };
    let mut at = from;
    for tag in tags {
        if !reading.in_cell && reading.inside.is_none_or(|end| end <= at) {
            reading.add_loose(context, Span::new(at.min(tag.span.start), tag.span.start), tag);
        }
        reading.add(context, tag);
        at = tag.span.end;
    }
    reading.table
}

impl Reading {
    fn add(&mut self, context: &Context, tag: &Tag) {
        let is_start = tag.role == Role::Start;
        if tag.element.is(Is::CELL) {
            if is_start { self.begin_cell(context, tag) } else { self.end_cell(tag.span.end) }
        } else if tag.element.is(Is::ROW) {
            self.end_cell(tag.span.start);
            if is_start {
                self.table.rows.push(HtmlRow { start: Some(tag.span), cells: Vec::new(), end: None });
            } else if let Some(row) = self.table.rows.last_mut().filter(|_| self.in_row) {
                row.end = Some(tag.span);
            }
            self.in_row = is_start;
        } else if self.in_cell && !tag.element.is(Is::TABLE_PART) && tag.element != Element::TABLE {
            // It belongs to the cell.
        } else if tag.element == Element::TABLE || matches!(tag.element.name(), "thead" | "tbody" | "tfoot") {
            self.end_cell(tag.span.start);
            self.in_row = false;
        } else if !self.in_cell {
            let is_known = matches!(tag.element.name(), "caption" | "colgroup" | "col");
            self.table.is_plain &= is_known;
            if is_start {
                let end = context.partner(tag).map_or(u32::MAX, |end| end.span.end);
                self.inside = Some(self.inside.unwrap_or(0).max(end));
            }
        }
    }

    fn begin_cell(&mut self, context: &Context, tag: &Tag) {
        self.end_cell(tag.span.start);
        if !self.in_row {
            self.table.rows.push(HtmlRow { start: None, cells: Vec::new(), end: None });
        }
        (self.in_cell, self.in_row) = (true, true);
        let spans = |name: &str| name.to_ascii_lowercase().ends_with("span");
        self.table.is_plain &= !context.attributes(tag).iter().any(|attribute| spans(context.slice(attribute.name)));
        let cell = HtmlCell { tag: tag.span, is_header: tag.element.name() == "th", end: tag.span.end };
        if let Some(row) = self.table.rows.last_mut() {
            row.cells.push(cell);
        }
    }

    fn end_cell(&mut self, end: u32) {
        if let Some(cell) = self.table.rows.last_mut().and_then(|row| row.cells.last_mut()).filter(|_| self.in_cell) {
            cell.end = end;
        }
        self.in_cell = false;
    }

    fn add_loose(&mut self, context: &Context, between: Span, next: &Tag) {
        if context.slice(between).bytes().all(|byte| byte.is_ascii_whitespace()) {
            return;
        }
        let words = |span: &Span| context.slice(*span).contains(char::is_alphanumeric);
        let mut prose = context.prose(between).filter(words);
        let Some(first) = prose.next() else { return };
        let last = prose.last().unwrap_or(first);
        let text = context.slice(Span::new(first.start, last.end));
        let start = first.start + (text.len() - text.trim_start().len()) as u32;
        let span = Span::new(start, start + text.trim().len() as u32);
        // Statements of templates that are not known as such.
        let is_macro =
            |word: &str| word.len() > 2 && word.bytes().all(|byte| byte.is_ascii_uppercase() || byte == b'_');
        if text.contains(['{', '}', '<', '>', '$', '@', '#', '%'])
            || text.split(|c: char| !c.is_alphanumeric() && c != '_').any(is_macro)
        {
            self.table.is_plain = false;
            return;
        }
        let cell_end = (next.element.is(Is::CELL) && next.is_end()).then_some(next.span);
        let row = self.in_row.then(|| self.table.rows.len() - 1);
        self.table.loose.push(LooseText { span, row, cell_end });
    }
}
