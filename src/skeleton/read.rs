//! Reads the skeleton of one text.

use super::outline::{Row, Table};
use super::view::View;
use super::whole::Skeleton;
use super::{blocks, brackets, components, metadata, outline, placeholders, regions, signs, tags};
use crate::text::{Flavor, Span};

impl Skeleton {
    /// Reads the skeleton of a text, or of a piece of an article.
    pub fn read(view: &View) -> Self {
        let mut skeleton = Skeleton { blocks: blocks::read(view), signs: outline::read(view), ..Skeleton::default() };
        skeleton.has_markdown = view.source.flavor().has_markdown();
        let marks = &mut skeleton.marks;
        metadata::read(view, marks);
        regions::read(view, marks);
        tags::read(view, marks);
        // In other Markdown such a name may stand for something that the reader puts there.
        if view.source.flavor() == Flavor::Mdx {
            components::read(view, marks);
        }
        if skeleton.has_markdown {
            brackets::read(view, marks);
            signs::read(view, &skeleton.blocks, marks);
            skeleton.tables = tables(view);
            let emphasis = view.marks.emphasis();
            skeleton.literal = emphasis.literal.iter().filter_map(|&at| run(view.text(), at)).collect();
            skeleton.literal.extend(emphasis.broken.iter().map(|broken| broken.opener).filter(|span| span.len() > 1));
            skeleton.literal.sort_unstable();
            skeleton.literal.dedup_by_key(|span| span.start);
        }
        placeholders::read(view, marks);
        skeleton
    }
}

/// The run of two or more `*` at `at`.
fn run(text: &str, at: u32) -> Option<Span> {
    let length = text.as_bytes()[at as usize..].iter().take_while(|&&byte| byte == b'*').count();
    (length > 1).then(|| Span::new(at, at + length as u32))
}

fn tables(view: &View) -> Vec<Table> {
    let row = |row: &crate::tree::PipeRow| Row { span: row.span, cells: row.cells.len() as u32 };
    let table = |table: &crate::tree::PipeTable| {
        let body = table.body.iter().filter(|row| view.slice(row.span).contains('|'));
        Table { span: table.span(), rows: std::iter::once(&table.header).chain(body).map(row).collect() }
    };
    view.marks.tables().iter().map(table).collect()
}
