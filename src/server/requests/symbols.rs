//! Outline, folds, linked names and end tags in the protocol's terms.

use lsp_types::{
    CompletionItem, CompletionItemKind, CompletionResponse, CompletionTextEdit, DocumentSymbol, DocumentSymbolResponse,
    FoldingRange, FoldingRangeKind, LinkedEditingRanges, Location, Position, SymbolInformation, SymbolKind, TextEdit,
};

use super::outline::{Entry, EntryKind, Fold, folds, outline};
use super::pairs::{due_ends, linked_names};
use crate::server::protocol::{Features, offset, range};
use crate::server::state::Analysis;

/// The characters of the names of elements, for editors that link them.
const NAME: &str = r#"[^\s<>/"'=]+"#;

/// The symbols of a document, as a tree where the editor shows one.
pub fn symbols(analysis: &Analysis, features: &Features) -> DocumentSymbolResponse {
    let entries = if analysis.is_article() { outline(analysis) } else { Vec::new() };
    if features.symbol_tree {
        return DocumentSymbolResponse::Nested(entries.iter().map(|entry| symbol(analysis, entry)).collect());
    }
    let mut flat = Vec::new();
    add_flat(&mut flat, analysis, &entries, None);
    DocumentSymbolResponse::Flat(flat)
}

#[expect(deprecated, reason = "the protocol's type has a deprecated field")]
fn symbol(analysis: &Analysis, entry: &Entry) -> DocumentSymbol {
    DocumentSymbol {
        name: entry.name.clone(),
        detail: None,
        kind: kind(entry.kind),
        tags: None,
        deprecated: None,
        range: range(&analysis.text, entry.span),
        selection_range: range(&analysis.text, entry.head),
        children: Some(entry.entries.iter().map(|entry| symbol(analysis, entry)).collect()),
    }
}

#[expect(deprecated, reason = "the protocol's type has a deprecated field")]
fn add_flat(flat: &mut Vec<SymbolInformation>, analysis: &Analysis, entries: &[Entry], container: Option<&str>) {
    for entry in entries {
        flat.push(SymbolInformation {
            name: entry.name.clone(),
            kind: kind(entry.kind),
            tags: None,
            deprecated: None,
            location: Location::new(analysis.uri.clone(), range(&analysis.text, entry.head)),
            container_name: container.map(str::to_owned),
        });
        add_flat(flat, analysis, &entry.entries, Some(&entry.name));
    }
}

fn kind(kind: EntryKind) -> SymbolKind {
    match kind {
        EntryKind::Heading(_) => SymbolKind::STRING,
        EntryKind::Table => SymbolKind::ARRAY,
        EntryKind::Block => SymbolKind::OBJECT,
    }
}

/// The ranges that can be folded.
pub fn folding_ranges(analysis: &Analysis, features: &Features) -> Vec<FoldingRange> {
    let folds = if analysis.is_article() { folds(analysis) } else { Vec::new() };
    let ranges = folds.into_iter().filter_map(|fold| folding_range(analysis, fold, features));
    let mut ranges: Vec<_> = ranges.collect();
    // Editors show one fold a line: the longest one comes first.
    ranges.dedup_by_key(|range| range.start_line);
    ranges
}

fn folding_range(analysis: &Analysis, fold: Fold, features: &Features) -> Option<FoldingRange> {
    let range = range(&analysis.text, fold.span);
    let ends_line = range.end.character == 0 && range.end.line > range.start.line;
    let keeps = u32::from(features.folds_lines && (fold.keeps_end || ends_line));
    let end_line = range.end.line.checked_sub(keeps).filter(|end| *end > range.start.line)?;
    let characters = (!features.folds_lines).then_some((range.start.character, range.end.character));
    Some(FoldingRange {
        start_line: range.start.line,
        start_character: characters.map(|(start, _)| start),
        end_line,
        end_character: characters.map(|(_, end)| end),
        kind: fold.is_comment.then_some(FoldingRangeKind::Comment),
        collapsed_text: None,
    })
}

/// The names that are edited together.
pub fn linked(analysis: &Analysis, position: Position) -> Option<LinkedEditingRanges> {
    let analysis = Some(analysis).filter(|analysis| analysis.is_article())?;
    let names = linked_names(analysis, offset(&analysis.text, position))?;
    let ranges = names.map(|name| range(&analysis.text, name)).to_vec();
    Some(LinkedEditingRanges { ranges, word_pattern: Some(NAME.to_owned()) })
}

/// The end tags that could be here.
pub fn end_tags(analysis: &Analysis, position: Position) -> Option<CompletionResponse> {
    let analysis = Some(analysis).filter(|analysis| analysis.is_article())?;
    let due = due_ends(analysis, offset(&analysis.text, position))?;
    let range = range(&analysis.text, due.span);
    let item = |(index, name): (usize, String)| CompletionItem {
        label: format!("</{name}>"),
        kind: Some(CompletionItemKind::PROPERTY),
        sort_text: Some(format!("{index:03}")),
        filter_text: Some(format!("{name}>")),
        preselect: Some(index == 0),
        text_edit: Some(CompletionTextEdit::Edit(TextEdit::new(range, format!("{name}>")))),
        ..CompletionItem::default()
    };
    Some(CompletionResponse::Array(due.names.into_iter().enumerate().map(item).collect()))
}
