//! The border between copydesk and the protocol: the only file with both vocabularies.

use serde_json::json;
use tower_lsp::lsp_types::{
    self as lsp, Diagnostic, DiagnosticRelatedInformation, DiagnosticSeverity, DiagnosticTag, Location, NumberOrString,
    Position, Range, TextDocumentContentChangeEvent, TextDocumentItem, TextEdit, Url, WorkspaceEdit,
};

use super::analysis::Analysis;
use super::documents::{Change, Opened};
use super::features::Features;
use super::text::{Place, Text};
use crate::findings::{Edit, Finding, Severity};
use crate::reports::{page, rule_address};
use crate::rules::{self, Group, Rule};
use crate::text::{Flavor, Span};

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

/// The diagnostic of finding number `index`.
pub fn diagnostic(analysis: &Analysis, index: usize, features: &Features) -> Diagnostic {
    let finding = &analysis.findings()[index];
    let rule = rules::named(finding.rule);
    Diagnostic {
        range: range(&analysis.text, finding.span),
        severity: Some(severity(finding.severity)),
        code: Some(NumberOrString::String(finding.rule.to_owned())),
        code_description: rule.and_then(code_description),
        source: Some("copydesk".to_owned()),
        message: finding.message.to_string(),
        related_information: related(analysis, finding).filter(|_| features.related),
        tags: rule.and_then(tags),
        data: Some(json!({ "rule": finding.rule, "version": analysis.version, "index": index })),
    }
}

fn severity(severity: Severity) -> DiagnosticSeverity {
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

fn related(analysis: &Analysis, finding: &Finding) -> Option<Vec<DiagnosticRelatedInformation>> {
    let of_place = |related: &crate::findings::Related| DiagnosticRelatedInformation {
        location: Location::new(analysis.uri.clone(), range(&analysis.text, related.span)),
        message: related.message.to_string(),
    };
    (!finding.related.is_empty()).then(|| finding.related.iter().map(of_place).collect())
}

/// Editors fade out what is tagged as unnecessary.
pub fn tags(rule: &Rule) -> Option<Vec<DiagnosticTag>> {
    matches!(rule.group, Group::Filler | Group::Suppressions).then(|| vec![DiagnosticTag::UNNECESSARY])
}

/// Edits of a document.
pub fn text_edits(text: &Text, edits: &[Edit]) -> Vec<TextEdit> {
    edits.iter().map(|edit| TextEdit::new(range(text, edit.span), edit.text.to_string())).collect()
}

/// Edits of one version of a document, where the editor can tell versions apart.
pub fn workspace_edit(analysis: &Analysis, edits: &[Edit], features: &Features) -> WorkspaceEdit {
    document_edits(vec![(analysis.uri.clone(), Some(analysis.version), text_edits(&analysis.text, edits))], features)
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

/// What the editor shows where the pointer rests on a finding: its message, its help and the page of its rule.
pub fn hover_at(analysis: &Analysis, position: Position) -> Option<lsp::Hover> {
    let offset = offset(&analysis.text, position);
    let (_, finding) = analysis.touching(Span::at(offset)).min_by_key(|(_, finding)| finding.span.len())?;
    let contents = lsp::MarkupContent { kind: lsp::MarkupKind::Markdown, value: explanation(finding) };
    let range = Some(range(&analysis.text, finding.span));
    Some(lsp::Hover { contents: lsp::HoverContents::Markup(contents), range })
}

fn explanation(finding: &Finding) -> String {
    let help = finding.help.as_ref().map(|help| format!("\n{}.\n", as_markdown(help))).unwrap_or_default();
    let page = rules::named(finding.rule).map(|rule| format!("\n---\n\n{}", page(rule))).unwrap_or_default();
    format!("{}.\n{help}{page}", as_markdown(&finding.message))
}

/// A message as Markdown that shows every sign of it: tags become code, and so does what is between backticks; what
/// else would be markup is escaped (CommonMark 2.4).
fn as_markdown(message: &str) -> String {
    let mut markdown = String::with_capacity(message.len() + 8);
    let mut rest = message;
    while let Some(sign) = rest.chars().next() {
        let end = match sign {
            '`' => rest[1..].find('`').map(|end| end + 2),
            '<' => rest.find('>').map(|end| end + 1).filter(|&end| !rest[..end].contains('`')),
            _ => None,
        };
        let Some(end) = end else {
            if "\\`<&*_[]#|~$".contains(sign) {
                markdown.push('\\');
            }
            markdown.push(sign);
            rest = &rest[sign.len_utf8()..];
            continue;
        };
        let quote = if sign == '<' { "`" } else { "" };
        markdown.extend([quote, &rest[..end], quote]);
        rest = &rest[end..];
    }
    markdown
}

#[cfg(test)]
mod tests {
    use super::as_markdown;

    #[test]
    fn messages_are_shown_to_the_letter() {
        assert_eq!(as_markdown("Misplaced whitespace in the tag <b>"), "Misplaced whitespace in the tag `<b>`");
        assert_eq!(as_markdown("Write `<b>` or `*`, not **"), "Write `<b>` or `*`, not \\*\\*");
        assert_eq!(
            as_markdown("No space behind `#`, a < b and a ` alone"),
            "No space behind `#`, a \\< b and a \\` alone"
        );
    }
}
