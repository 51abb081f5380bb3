//! Lists and tables, put together from signs: what begins and ends them may lie in different pieces of a long article.

use super::view::View;
use crate::text::Span;
use crate::tokens::work::steps;
use crate::tokens::{Line, LineKind};
use crate::tree::{Notes, Role, Tag};

/// The deepest nesting that is counted.
const DEEPEST: usize = 100;

/// An item of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Item {
    /// Where its block begins.
    pub at: u32,
    /// The white space before its sign, and its sign with what follows it; empty where it is written as a tag.
    pub lead: Span,
    /// How many lists it is in, less one.
    pub depth: u16,
    /// Its number, in an ordered list.
    pub number: Option<u32>,
    /// Whether it is the first of its list.
    pub is_first: bool,
    /// Whether its box is checked, where it has one.
    pub task: Option<bool>,
}

/// A table, as far as its shape goes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    /// All of it.
    pub span: Span,
    /// Its rows, the header first.
    pub rows: Vec<Row>,
}

impl Table {
    /// The same table `distance` bytes further on.
    pub(super) fn moved(&self, distance: u32) -> Self {
        let rows = self.rows.iter().map(|row| Row { span: row.span.moved(distance), ..*row });
        Self { span: self.span.moved(distance), rows: rows.collect() }
    }
}

/// A row of a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Row {
    /// All of it, or the tag that begins it.
    pub span: Span,
    /// How many columns its cells take.
    pub cells: u32,
}

/// What tells lists and tables, at its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sign {
    at: u32,
    kind: SignKind,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum SignKind {
    /// A line that is an item: its columns, its lead, its number, its box, and whether it follows a line of text.
    Item {
        indent: u16,
        column: u16,
        quotes: u8,
        lead: Span,
        number: Option<u32>,
        task: Option<bool>,
        follows: bool,
    },
    /// A line at which text begins that is no item.
    Text {
        indent: u16,
        quotes: u8,
    },
    /// A list's tag: the number of its first item where it is ordered.
    List(Option<u32>),
    ListEnd,
    ListItem,
    Table,
    TableEnd(u32),
    Row(u32),
    /// A cell: how many columns it takes.
    Cell(u32),
}

impl Sign {
    /// The same sign `distance` bytes further on.
    pub fn moved(&self, distance: u32) -> Self {
        let mut moved = Self { at: self.at + distance, ..*self };
        match &mut moved.kind {
            SignKind::Item { lead, .. } => *lead = lead.moved(distance),
            SignKind::TableEnd(end) | SignKind::Row(end) => *end += distance,
            _ => {}
        }
        moved
    }
}

pub(super) fn read(view: &View) -> Vec<Sign> {
    let mut signs = Vec::new();
    if view.source.flavor().has_markdown() {
        of_lines(view, &mut signs);
    }
    for tag in view.tree.tags.iter().filter(|tag| !tag.notes.intersects(Notes::IN_CODE | Notes::CARRIED)) {
        let at = if tag.role == Role::End { tag.span.end } else { tag.span.start };
        signs.extend(of_tag(view, tag).map(|kind| Sign { at, kind }));
    }
    signs.sort_by_key(|sign| sign.at);
    signs
}

fn of_lines(view: &View, signs: &mut Vec<Sign>) {
    let mut goes_on = false;
    for line in view.lines.list() {
        let is_text = line.kind == LineKind::Text;
        let kind = match line.marker {
            // What is in a comment of MDX is no list.
            Some(marker) if view.regions.at(marker.start).is_some() => None,
            Some(marker) => Some(item(view, line, marker, goes_on)),
            None if is_text && !goes_on || matches!(line.kind, LineKind::Heading(_)) => {
                Some(SignKind::Text { indent: line.indent, quotes: line.quotes })
            }
            None => None,
        };
        signs.extend(kind.map(|kind| Sign { at: line.content.min(line.span.end), kind }));
        goes_on = is_text && !is_tag(view.slice(line.content_span()));
    }
}

/// Whether a line is a tag, which no list interrupts.
fn is_tag(line: &str) -> bool {
    line.starts_with('<') && line.trim_end().ends_with('>')
}

fn item(view: &View, line: &Line, marker: Span, follows: bool) -> SignKind {
    let content = view.slice(line.content_span());
    let spaces = line.content - marker.end;
    // Code may begin behind the one space that a sign needs (CommonMark 5.2).
    let spaces = if spaces > 4 || content.is_empty() { 1 } else { spaces };
    let lead = view.slice(Span::new(line.span.start, marker.start));
    let white = lead.len() - lead.trim_end_matches([' ', '\t']).len();
    let task = match content.as_bytes() {
        [b'[', b' ', b']', b' ' | b'\t', ..] => Some(false),
        [b'[', b'x' | b'X', b']', b' ' | b'\t', ..] => Some(true),
        _ => None,
    };
    SignKind::Item {
        indent: line.indent,
        column: line.indent.saturating_add((marker.len() + spaces) as u16),
        quotes: line.quotes,
        lead: Span::new(marker.start - white as u32, line.content.min(line.span.end)),
        number: view.slice(marker).trim_end_matches(['.', ')']).parse().ok(),
        task,
        follows,
    }
}

fn of_tag(view: &View, tag: &Tag) -> Option<SignKind> {
    let is_end = tag.role == Role::End;
    let attribute = |name: &str| {
        let attributes = view.attributes(tag).iter();
        let mut named = attributes.filter(|attribute| view.slice(attribute.name).eq_ignore_ascii_case(name));
        named.next().and_then(|attribute| attribute.inner_value(view.text()).trim().parse::<u32>().ok())
    };
    if tag.role == Role::Mention {
        return None;
    }
    Some(match (tag.element.name(), is_end) {
        ("ul" | "ol" | "menu", true) => SignKind::ListEnd,
        ("ul" | "menu", false) => SignKind::List(None),
        ("ol", false) => SignKind::List(Some(attribute("start").unwrap_or(1))),
        ("li", false) => SignKind::ListItem,
        ("table", false) => SignKind::Table,
        ("table", true) => SignKind::TableEnd(tag.span.end),
        ("tr", false) => SignKind::Row(tag.span.end),
        ("td" | "th", false) => SignKind::Cell(attribute("colspan").unwrap_or(1).clamp(1, 1_000)),
        _ => return None,
    })
}

/// The items that signs tell.
pub(super) fn items(signs: &[Sign]) -> Vec<Item> {
    let mut items = Vec::new();
    let mut open: Vec<Open> = Vec::new();
    for sign in signs {
        steps(1);
        match sign.kind {
            SignKind::Text { indent, quotes } => leave(&mut open, indent, quotes),
            SignKind::Item { indent, column, quotes, lead, number, task, follows } => {
                let sibling = open.iter().rev().find(|level| level.is_line()).copied();
                // Only a list from 1 on may interrupt a paragraph (CommonMark 5.3).
                let goes_on = sibling.is_some_and(|level| level.number.is_some());
                if follows && number.is_some_and(|number| number != 1) && !goes_on {
                    continue;
                }
                let kept = column_of(&open, indent, quotes);
                leave(&mut open, kept, quotes);
                let last = open.last().filter(|level| level.is_line() && level.is_beside(indent, quotes)).copied();
                if last.is_some() {
                    open.pop();
                }
                let is_first = last.is_none_or(|level| level.number.is_some() != number.is_some());
                items.push(Item { at: sign.at, lead, depth: open.len() as u16, number, is_first, task });
                if open.len() < DEEPEST {
                    open.push(Open { column, quotes, number, is_tag: false, is_empty: false });
                }
            }
            SignKind::List(number) if open.len() < DEEPEST => {
                open.push(Open { column: 0, quotes: 0, number, is_tag: true, is_empty: true });
            }
            SignKind::ListEnd => {
                if let Some(at) = open.iter().rposition(|level| level.is_tag) {
                    open.truncate(at);
                }
            }
            SignKind::ListItem => {
                if let Some(at) = open.iter().rposition(|level| level.is_tag) {
                    open.truncate(at + 1);
                    let list = &mut open[at];
                    let (is_first, lead) = (list.is_empty, Span::at(sign.at));
                    list.is_empty = false;
                    let number = list.number;
                    items.push(Item { at: sign.at, lead, depth: at as u16, number, is_first, task: None });
                }
            }
            _ => {}
        }
    }
    items
}

/// An item or a list that is open.
#[derive(Clone, Copy)]
struct Open {
    column: u16,
    quotes: u8,
    number: Option<u32>,
    is_tag: bool,
    is_empty: bool,
}

impl Open {
    fn is_line(&self) -> bool {
        !self.is_tag
    }

    /// Whether an item at this column is one of the same list.
    fn is_beside(&self, indent: u16, quotes: u8) -> bool {
        self.quotes == quotes && indent < self.column
    }
}

/// The column that decides which items an item leaves: those are kept in which it lies.
fn column_of(open: &[Open], indent: u16, quotes: u8) -> u16 {
    // The item whose column is the first beyond this one is its sibling, and stays until it is replaced.
    let beside = open.iter().find(|level| level.is_line() && level.is_beside(indent, quotes));
    beside.map_or(indent, |level| level.column)
}

/// Leaves the items in which text at this column does not lie.
fn leave(open: &mut Vec<Open>, column: u16, quotes: u8) {
    while open.last().is_some_and(|level| level.is_line() && (level.column > column || level.quotes != quotes)) {
        open.pop();
    }
}

/// The tables that tags tell.
pub(super) fn tables(signs: &[Sign]) -> Vec<Table> {
    let mut tables = Vec::new();
    let mut open: Vec<Table> = Vec::new();
    for sign in signs {
        match sign.kind {
            SignKind::Table if open.len() < DEEPEST => {
                open.push(Table { span: Span::at(sign.at), rows: Vec::new() });
            }
            SignKind::TableEnd(end) => {
                if let Some(mut table) = open.pop() {
                    table.span = Span::new(table.span.start, end);
                    tables.push(table);
                }
            }
            SignKind::Row(end) => {
                if let Some(table) = open.last_mut() {
                    table.rows.push(Row { span: Span::new(sign.at, end), cells: 0 });
                }
            }
            SignKind::Cell(columns) => {
                if let Some(row) = open.last_mut().and_then(|table| table.rows.last_mut()) {
                    row.cells += columns;
                }
            }
            _ => {}
        }
    }
    tables.retain(|table| !table.rows.is_empty());
    tables
}

#[cfg(test)]
mod tests {
    use super::super::Skeleton;
    use crate::lint::Document;
    use crate::settings::Settings;
    use crate::text::{Flavor, Source};

    fn skeleton(flavor: Flavor, text: &str) -> Skeleton {
        let source = Source::new("a", flavor, text).expect("short");
        Document::new(&source, &Settings::default()).skeleton()
    }

    fn depths(flavor: Flavor, text: &str) -> Vec<(u16, Option<u32>, bool)> {
        let items = skeleton(flavor, text).items;
        items.iter().map(|item| (item.depth, item.number, item.is_first)).collect()
    }

    #[test]
    fn items_know_their_lists() {
        let nested = "- a\n  - b\n\n    text\n\n  - c\n- d\n\ntext\n\n1. e\n2. f\n   - g\n";
        let expected = [
            (0, None, true),
            (1, None, true),
            (1, None, false),
            (0, None, false),
            (0, Some(1), true),
            (0, Some(2), false),
            (1, None, true),
        ];
        assert_eq!(depths(Flavor::Markdown, nested), expected);
        let tags = "<ul><li>a<ul><li>b</li><li>c</li></ul></li><li>d</li></ul><ol start=\"1\"><li>e</li></ol>";
        assert_eq!(depths(Flavor::Html, tags), expected[..5]);
        // A year at the beginning of a line is no item.
        assert!(depths(Flavor::Markdown, "It was built in\n1990. Then\n").is_empty());
        assert_eq!(depths(Flavor::Markdown, "> - a\n>   - b\n"), [(0, None, true), (1, None, true)]);
        assert_eq!(depths(Flavor::Markdown, "1. a\n  - b\n"), [(0, Some(1), true), (0, None, true)]);
    }

    #[test]
    fn tables_of_tags_have_rows_and_cells() {
        let text = "<table><tr><th colspan=\"2\">a<td>b</tr><tr><td>c</td></tr></table>";
        let tables = skeleton(Flavor::Html, text).tables;
        let cells: Vec<Vec<u32>> =
            tables.iter().map(|table| table.rows.iter().map(|row| row.cells).collect()).collect();
        assert_eq!(cells, [vec![3, 1]]);
    }
}
