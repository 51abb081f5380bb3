//! What is shown where the pointer rests.

use lsp_types::{Hover, HoverContents, MarkupContent, MarkupKind, Position};

use crate::findings::Finding;
use crate::rules::{self, page};
use crate::server::protocol;
use crate::server::state::Analysis;
use crate::text::{Span, as_markdown};

/// What the editor shows where the pointer rests on a finding: its message, its help and the page of its rule.
pub fn hover_at(analysis: &Analysis, position: Position) -> Option<Hover> {
    let offset = protocol::offset(&analysis.text, position);
    let (_, finding) = analysis.touching(Span::at(offset)).min_by_key(|(_, finding)| finding.span.len())?;
    let contents = MarkupContent { kind: MarkupKind::Markdown, value: explanation(finding) };
    let range = Some(protocol::range(&analysis.text, finding.span));
    Some(Hover { contents: HoverContents::Markup(contents), range })
}

fn explanation(finding: &Finding) -> String {
    let help = finding.help.as_ref().map(|help| format!("\n{}.\n", as_markdown(help))).unwrap_or_default();
    let page = rules::named(finding.rule).map(|rule| format!("\n---\n\n{}", page(rule))).unwrap_or_default();
    format!("{}.\n{help}{page}", as_markdown(&finding.message))
}
