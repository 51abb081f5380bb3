use crate::constructs::DIRECTIVE;
use crate::rules::worn::report;
use crate::findings::{Context, Edit, Facts, Finding, Findings, Fix, Safety, Severity};
use crate::rules::{Example, Fixed, Group, Rule, Scope};
use crate::text::{Flavor, Span};
use crate::tokens::{Line, LineKind, Signs};

/// A directive whose label lost its closing bracket.
pub static RULE: Rule = Rule {
    name: "broken-directive",
    group: Group::Markdown,
    summary: "A directive such as `:::note[Label` whose label is missing its closing bracket",
    why: "Site generators read `:::note[Label]` as the start of a box. Without the bracket, the line and the `:::` \
          that should end the box are shown as text.",
    severity: Severity::Error,
    on: true,
    fix: Some(Safety::Safe),
    flavors: Flavor::WITH_MARKDOWN,
    triggers: Facts::COLONS,
    scope: Scope::Block,
    options: &[],
    examples: &[
        Example::Bad {
            flavor: Flavor::Markdown,
            text: ":::note[Keep a spare rope\nStow it dry.\n:::\n",
            at: ":::note[Keep a spare rope",
            fixed: Fixed::Safe(":::note[Keep a spare rope]\nStow it dry.\n:::\n"),
        },
        Example::Bad {
            flavor: Flavor::Markdown,
            text: ": ::note\n\nStow it dry.\n\n:::\n",
            at: ": ::",
            fixed: Fixed::Unsafe(":::note\n\nStow it dry.\n\n:::\n"),
        },
        Example::Bad {
            flavor: Flavor::Markdown,
            text: "## Rope\n\n:::tip\n\nStow it dry.\n\n## Lamp\n\nLight it at six.\n",
            at: ":::tip",
            fixed: Fixed::No,
        },
        Example::Good { flavor: Flavor::Markdown, text: "::: harbour.tides\n\n::::note\n\n:::tip\n\nDry.\n\n:::\n\n::::\n" },
        Example::Good {
            flavor: Flavor::Markdown,
            text: ":::note[Keep a spare [rope]]{.wide}\nStow it dry.\n:::\n\n::: tip\nDry.\n:::\n",
        },
    ],
    check,
};

fn check(context: &Context, findings: &mut Findings) {
    report(context, findings, &[&DIRECTIVE]);
    if !context.lines.signs().contains(Signs::COLON) {
        return;
    }
    for span in context.unclosed_directives() {
        let message = "This directive is never closed: it takes in what comes behind it";
        findings.add(Finding::new(span, message).help("Add `:::` on a line of its own where it ends"));
    }
    let may_be_one = |line: &&Line| line.signs.contains(Signs::COLON) && line.kind == LineKind::Text;
    for line in context.lines.list().iter().filter(may_be_one) {
        let content = context.slice(line.content_span());
        if !content.starts_with(":::") {
            continue;
        }
        let content = content.trim_end();
        let Some(length) = label_start(content) else { continue };
        let label = &content[length..];
        let open = label.matches('[').count();
        if label.matches(']').count() > open || label.trim().is_empty() {
            continue;
        }
        let end =
            label.rfind('{').filter(|_| label.ends_with('}')).map_or(label.len(), |at| label[..at].trim_end().len());
        let place = line.content + (length + end) as u32;
        // A bracket of another script is the one that was meant.
        let wrong = label[..end].chars().next_back().filter(|char| matches!(char, '】' | '］' | '）' | ')' | '}'));
        let wrong = wrong.filter(|char| !(*char == ')' && label.contains('(') || *char == '}' && label.contains('{')));
        let start = place - wrong.map_or(0, |char| char.len_utf8() as u32);
        let fix = Fix::safe("Close the label", vec![Edit::replace(Span::new(start, place), "]")]);
        findings.add(Finding::new(Span::new(line.content, place), "The label of this directive is missing its `]`").fix(fix));
    }
}

/// Length of `:::name[` at the start of `content`.
fn label_start(content: &str) -> Option<usize> {
    let colons = content.bytes().take_while(|&byte| byte == b':').count();
    let name = content[colons..]
        .bytes()
        .take_while(|&byte| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_')
        .count();
    let starts = colons >= 3 && name > 0 && content[colons + name..].starts_with('[');
    starts.then_some(colons + name + 1)
}
