//! Copydesk's terms and the protocol's, one for the other.

use lsp_types::{
    self as lsp, DiagnosticSeverity, DiagnosticTag, Position, Range, TextDocumentContentChangeEvent, TextDocumentItem,
    TextEdit, Url, WorkspaceEdit,
};

use super::features::Features;
use super::text::{Place, Text};
use crate::findings::{Edit, Severity};
use crate::rules::{Group, Rule, rule_address};
use crate::text::{Flavor, Span};

/// A change of a document, as the editor sends it.
#[derive(Clone, Debug)]
pub struct Change {
    /// What goes; the whole text where there is no range.
    pub range: Option<(Place, Place)>,
    /// What comes instead.
    pub text: String,
}

/// What the editor says about a document when it opens it.
#[derive(Clone, Debug)]
pub struct Opened {
    /// Its address.
    pub uri: Url,
    /// The flavor that its language suggests.
    pub language: Option<Flavor>,
    /// Its version.
    pub version: i32,
    /// Its text.
    pub text: String,
}

/// What the editor opened.
pub fn opened(item: TextDocumentItem) -> Opened {
    let language = flavor(&item.language_id);
    Opened { uri: item.uri, language, version: item.version, text: item.text }
}

/// The flavor of a language, by the identifiers that editors use (LSP 3.17, "Text Document Language Identifiers").
fn flavor(language: &str) -> Option<Flavor> {
    match language {
        "html" | "xhtml" | "htm" => Some(Flavor::Html),
        "markdown" | "md" => Some(Flavor::Markdown),
        "mdx" => Some(Flavor::Mdx),
        "plaintext" | "text" => Some(Flavor::Text),
        _ => None,
    }
}

/// A change of a document.
pub fn change(event: TextDocumentContentChangeEvent) -> Change {
    Change { range: event.range.map(|range| (place(range.start), place(range.end))), text: event.text }
}

/// A position.
pub fn place(position: Position) -> Place {
    Place { line: position.line, character: position.character }
}

fn position(place: Place) -> Position {
    Position::new(place.line, place.character)
}

/// The byte offset of a position.
pub fn offset(text: &Text, position: Position) -> u32 {
    text.offset(place(position)) as u32
}

/// The bytes of a range.
pub fn span(text: &Text, range: Range) -> Span {
    let start = text.offset(place(range.start));
    Span::of(start, text.offset(place(range.end)).max(start))
}

/// The range of some bytes.
pub fn range(text: &Text, span: Span) -> Range {
    Range::new(position(text.place(span.start as usize)), position(text.place(span.end as usize)))
}

/// A severity.
pub fn severity(severity: Severity) -> DiagnosticSeverity {
    match severity {
        Severity::Error => DiagnosticSeverity::ERROR,
        Severity::Warning => DiagnosticSeverity::WARNING,
        Severity::Info => DiagnosticSeverity::INFORMATION,
    }
}

/// Where the page of a rule is.
pub fn code_description(rule: &Rule) -> Option<lsp::CodeDescription> {
    let href = Url::parse(&rule_address(rule)?).ok()?;
    Some(lsp::CodeDescription { href })
}

/// Editors fade out what is tagged as unnecessary.
pub fn tags(rule: &Rule) -> Option<Vec<DiagnosticTag>> {
    matches!(rule.group, Group::Filler | Group::Suppressions).then(|| vec![DiagnosticTag::UNNECESSARY])
}

/// Edits of a document.
pub fn text_edits(text: &Text, edits: &[Edit]) -> Vec<TextEdit> {
    edits.iter().map(|edit| TextEdit::new(range(text, edit.span), edit.text.to_string())).collect()
}

/// Edits of several documents; those without a version are not open.
pub fn document_edits(edits: Vec<(Url, Option<i32>, Vec<TextEdit>)>, features: &Features) -> WorkspaceEdit {
    if !features.versioned_edits {
        let changes = edits.into_iter().map(|(uri, _, edits)| (uri, edits)).collect();
        return WorkspaceEdit { changes: Some(changes), ..WorkspaceEdit::default() };
    }
    let of_document = |(uri, version, edits): (Url, Option<i32>, Vec<TextEdit>)| lsp::TextDocumentEdit {
        text_document: lsp::OptionalVersionedTextDocumentIdentifier { uri, version },
        edits: edits.into_iter().map(lsp::OneOf::Left).collect(),
    };
    let edits = edits.into_iter().map(of_document).collect();
    WorkspaceEdit { document_changes: Some(lsp::DocumentChanges::Edits(edits)), ..WorkspaceEdit::default() }
}
