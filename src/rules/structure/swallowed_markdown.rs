use crate::findings::{Context, Edit, Facts, Finding, Findings, Fix, Safety, Severity};
use crate::rules::{Example, Fixed, Group, Rule, Scope};
use crate::text::{Flavor, Span};
use crate::tokens::{Is, Line, LineKind};

/// Markdown directly after an HTML block.
pub static RULE: Rule = Rule {
    name: "swallowed-markdown",
    group: Group::Structure,
    summary: "Markdown directly after an HTML block",
    why: "An HTML block continues to the next blank line (CommonMark 4.6): a heading or list right after `</div>` is \
          shown exactly as typed.",
    severity: Severity::Error,
    on: true,
    fix: Some(Safety::Safe),
    flavors: &[Flavor::Markdown, Flavor::Text],
    triggers: Facts::HASH,
    scope: Scope::Block,
    options: &[],
    examples: &[
        Example::Bad {
            flavor: Flavor::Markdown,
            text: "<div align=\"center\">\n<b>Harbour</b>\n</div>\n## Installation\n\nRun it.\n",
            at: "## Installation",
            fixed: Fixed::Safe("<div align=\"center\">\n<b>Harbour</b>\n</div>\n\n## Installation\n\nRun it.\n"),
        },
        Example::Good {
            flavor: Flavor::Markdown,
            text: "<div align=\"center\">\n<b>Harbour</b>\n</div>\n\n## Installation\n",
        },
        Example::Good {
            flavor: Flavor::Markdown,
            text: "<details><summary>A</summary>B</details>\nText that goes on.\n",
        },
    ],
    check,
};

fn check(context: &Context, findings: &mut Findings) {
    for pair in context.lines.list().windows(2) {
        let (above, line) = (&pair[0], &pair[1]);
        if !matches!(line.kind, LineKind::Heading(_))
            || line.is_item()
            || above.kind != LineKind::Text
            || above.quotes != line.quotes
        {
            continue;
        }
        let above_text = context.slice(above.content_span()).trim_end();
        if !ends_block(context, above, above_text) {
            continue;
        }
        let newline = if context.slice(Span::new(above.span.end, line.span.start)) == "\r\n" { "\r\n" } else { "\n" };
        let fix = Fix::safe("Add a blank line before it", vec![Edit::insert(line.span.start, newline)]);
        let message = "This heading is part of the HTML block above it, so it is not read as Markdown";
        findings.add(Finding::new(line.content_span(), message).fix(fix));
    }
}

/// Whether a line ends an HTML block without ending it for Markdown: its last tag closes a block element.
fn ends_block(context: &Context, line: &Line, text: &str) -> bool {
    if !text.starts_with("</") || !text.ends_with('>') {
        return false;
    }
    let tag = context.tree.tag_at(line.content);
    tag.is_some_and(|tag| tag.is_end() && tag.element.is(Is::ENDS_P) && tag.span.len() as usize == text.len())
}
