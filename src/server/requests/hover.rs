//! What is shown where the pointer rests.

use lsp_types::{Hover, HoverContents, MarkupContent, MarkupKind, Position};

use crate::findings::Finding;
use crate::rules::{self, page};
use crate::server::protocol;
use crate::server::state::Analysis;
use crate::text::Span;

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
