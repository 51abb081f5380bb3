use std::fmt::Write;

use crate::findings::{Context, Edit, Facts, Finding, Findings, Fix, Safety, Severity};
use crate::rules::{Example, Fixed, Group, Rule, Scope};
use crate::text::{Flavor, Span};
use crate::tokens::{Element, Is, LineKind};
use crate::tree::{FlattenedTable, Role, Rows, Tag, rebuilt_rows};

/// A table that was flattened into text.
pub static RULE: Rule = Rule {
    name: "flattened-table",
    group: Group::Tables,
    summary: "A table that was flattened into text",
    why: "A converter dropped a table and left its words in a row, with some of its tags between them, whole or \
          damaged. All of it is one damage, reported once. If the remaining tags show every cell, the rows can be \
          rebuilt; if not, only the original can tell.",
    severity: Severity::Error,
    on: true,
    fix: Some(Safety::Unsafe),
    flavors: Flavor::ALL,
    triggers: Facts::FLATTENED,
    scope: Scope::Block,
    options: &[],
    examples: &[
        Example::Bad {
            flavor: Flavor::Html,
            text: "<p>Region North 12 South 9< td >East 7< / tbody ></p>\n",
            at: "Region North 12 South 9< td >East 7< / tbody >",
            fixed: Fixed::Unsafe("<p>Region North 12 South 9 East 7</p>\n"),
        },
        Example::Bad {
            flavor: Flavor::Markdown,
            text: "Prices:\n\n< tr >< tdTea< td >2< tr >< tdMilk< td >1 table >\n",
            at: "< tr >< tdTea< td >2< tr >< tdMilk< td >1 table >",
            fixed: Fixed::Unsafe("Prices:\n\n| Tea | 2 |\n|---|---|\n| Milk | 1 |\n"),
        },
        Example::Bad {
            flavor: Flavor::Html,
            text: "<p>Prices:</p>\n< tr >< tdTea< td >2< tr >< tdMilk< td >1 table >\n",
            at: "< tr >< tdTea< td >2< tr >< tdMilk< td >1 table >",
            fixed: Fixed::Unsafe(
                "<p>Prices:</p>\n<table>\n<tr><td>Tea</td><td>2</td></tr>\n<tr><td>Milk</td><td>1</td></tr>\n</table>\n",
            ),
        },
        Example::Good { flavor: Flavor::Html, text: "<table><tr><td>Tea<td>2<tr><td>Milk<td>1</table>\n" },
        Example::Good { flavor: Flavor::Html, text: "<tr>\n<td>A row for a template</td>\n<td>2</td>\n</tr>\n" },
    ],
    check,
};

fn check(context: &Context, findings: &mut Findings) {
    for table in &context.tree.flattened {
        let rows = rebuilt_rows(context.text(), &context.tree.tags, &context.places.attributes, table);
        let finding = Finding::new(table.span, "A table was flattened into text");
        findings.add(match rows {
            Some(rows) => finding.fix(rebuild(context, table, &rows)),
            None => finding
                .help("Restore the table from the original: the text no longer shows where its cells end")
                .fix(remove_tags(context, table)),
        });
    }
}

fn rebuild(context: &Context, table: &FlattenedTable, rows: &Rows) -> Fix {
    let text = if context.flavor().has_markdown() { pipe_table(rows) } else { html_table(rows) };
    let (before, after) = if context.flavor().has_markdown() { margins(context, table.span) } else { ("", "") };
    let edit = Edit::replace(table.span, format!("{before}{text}{after}"));
    Fix::unsafe_("Rebuild the table", vec![edit], "cells without tags stay in the cell before them")
}

fn pipe_table(rows: &Rows) -> String {
    let width = rows.cells.iter().map(Vec::len).max().unwrap_or(0);
    let mut lines = Vec::with_capacity(rows.cells.len() + 1);
    for row in &rows.cells {
        let cells = row.iter().map(|cell| cell.replace('|', "\\|")).chain(std::iter::repeat(String::new()));
        lines.push(format!("| {} |", cells.take(width).collect::<Vec<_>>().join(" | ")));
    }
    lines.insert(1, format!("|{}", "---|".repeat(width)));
    lines.join("\n")
}

fn html_table(rows: &Rows) -> String {
    let mut text = String::from("<table>\n");
    for (index, row) in rows.cells.iter().enumerate() {
        let name = if index == 0 && rows.has_header { "th" } else { "td" };
        text.push_str("<tr>");
        for cell in row {
            let _ = write!(text, "<{name}>{cell}</{name}>");
        }
        text.push_str("</tr>\n");
    }
    text + "</table>"
}

/// The line breaks that a pipe table needs before and after it.
fn margins(context: &Context, span: Span) -> (&'static str, &'static str) {
    let lines = context.lines;
    let index = lines.index_at(span.start);
    let line = &lines.list()[index];
    let own_line = context.slice(Span::new(line.span.start, span.start)).trim().is_empty();
    let free_above = index == 0 || lines.list()[index - 1].kind == LineKind::Blank;
    let before = if !own_line {
        "\n\n"
    } else if free_above {
        ""
    } else {
        "\n"
    };
    let last = lines.index_at(span.end.saturating_sub(1));
    let free_below = lines.list().get(last + 1).is_none_or(|line| line.kind == LineKind::Blank);
    let after = if !context.ends_line(span.end) {
        "\n\n"
    } else if free_below {
        ""
    } else {
        "\n"
    };
    (before, after)
}

/// Takes the leftover tags out; a cell or row that began there begins on a line of its own, or after a space in HTML.
fn remove_tags(context: &Context, table: &FlattenedTable) -> Fix {
    let (_, tags) = context.tree.tags_within(table.span);
    let mut edits: Vec<Edit> = Vec::new();
    for edit in tags.iter().filter_map(|tag| edit_for(context, tag)) {
        // What goes with one tag, such as its line, may hold the next.
        match edits.last_mut() {
            Some(last) if edit.span.start < last.span.end => last.span.end = last.span.end.max(edit.span.end),
            _ => edits.push(edit),
        }
    }
    Fix::unsafe_("Remove the leftover table tags", edits, "the cells stay lost; restoring the table from the original is better")
}

fn edit_for(context: &Context, tag: &Tag) -> Option<Edit> {
    let is_part = tag.element.is(Is::TABLE_PART) || tag.element == Element::TABLE;
    if !is_part {
        return tag.is_damaged().then(|| context.repair(tag));
    }
    if tag.role == Role::End {
        return Some(context.removal(tag.span));
    }
    let text = context.text();
    let between_words = !text[..tag.span.start as usize].ends_with(char::is_whitespace)
        && !text[tag.span.end as usize..].starts_with(char::is_whitespace)
        && tag.span.start > 0;
    let separator = match () {
        () if !between_words => "",
        () if context.flavor().has_markdown() => "\n",
        () => " ",
    };
    Some(Edit::replace(tag.span, separator))
}
