use crate::constructs::{ALERT, QUOTED_ALERT};
use crate::findings::{Context, Edit, Facts, Finding, Findings, Fix, Safety, Severity};
use crate::rules::worn::report;
use crate::rules::{Example, Fixed, Group, Rule, Scope};
use crate::text::{Flavor, Span};
use crate::tokens::{Line, Signs};

/// An alert whose signs or name are damaged.
pub static RULE: Rule = Rule {
    name: "broken-callout",
    group: Group::Markdown,
    summary: "An alert or callout whose signs or name are damaged",
    why: "An alert is a quote whose first line is `[!NOTE]` or another of five names. With a space in it, a full-width sign or a translated name, readers see a plain quote that begins with brackets.",
    severity: Severity::Error,
    on: true,
    fix: Some(Safety::Safe),
    flavors: Flavor::WITH_MARKDOWN,
    triggers: Facts::BRACKET,
    scope: Scope::Block,
    options: &[],
    examples: &[
        Example::Bad {
            flavor: Flavor::Markdown,
            text: "> [! NOTE]\n> The bridge closes at ten.\n",
            at: "[! NOTE]",
            fixed: Fixed::Safe("> [!NOTE]\n> The bridge closes at ten.\n"),
        },
        Example::Bad {
            flavor: Flavor::Markdown,
            text: "> [!HINWEIS]\n> The bridge closes at ten.\n",
            at: "[!HINWEIS]",
            fixed: Fixed::Unsafe("> [!NOTE]\n> The bridge closes at ten.\n"),
        },
        Example::Bad {
            flavor: Flavor::Markdown,
            text: "> [!NOTE] > The bridge closes at ten.\n",
            at: "[!NOTE] > ",
            fixed: Fixed::Unsafe("> [!NOTE]\n> The bridge closes at ten.\n"),
        },
        Example::Good {
            flavor: Flavor::Markdown,
            text: "> [!NOTE] A title\n> The bridge closes at ten.\n\n> [!TIP] a > b holds here.\n",
        },
        Example::Good { flavor: Flavor::Markdown, text: "> [!mystery]\n> A callout of one's own.\n\n> [Note] that this is a quote.\n" },
    ],
    check,
};

fn check(context: &Context, findings: &mut Findings) {
    report(context, findings, &[&ALERT, &QUOTED_ALERT]);
    let signs = Signs::EXCLAMATION | Signs::OPEN_BRACKET | Signs::CLOSE_BRACKET | Signs::GREATER;
    if !context.lines.signs().contains(signs) {
        return;
    }
    let quoted = context.lines.list().iter().filter(|line| line.quotes > 0 && line.signs.contains(signs));
    for found in quoted.filter_map(|line| joined(context, line)) {
        findings.add(found);
    }
}

/// An alert whose first line and the one below it were joined: the quote mark of the second shows it. Words alone are a
/// title, which some dialects have.
fn joined(context: &Context, line: &Line) -> Option<Finding> {
    let content = context.slice(line.content_span());
    let name = content.strip_prefix("[!")?;
    let length = name.bytes().take_while(u8::is_ascii_alphabetic).count();
    let behind = name[length..].strip_prefix(']').filter(|_| length > 0)?;
    let marks = behind.strip_prefix(' ')?.trim_start_matches(' ');
    let words = marks.trim_start_matches('>');
    let is_mark = words.len() < marks.len() && words.starts_with(' ') && !words.trim().is_empty();
    let words = words.trim_start_matches(' ');
    let end = line.span.end - words.len() as u32;
    let start = line.span.end - behind.len() as u32;
    let begin = context.slice(Span::new(line.span.start, line.content));
    let edit = Edit::replace(Span::new(start, end), format!("\n{begin}"));
    let fix = Fix::unsafe_("Write the words below the name", vec![edit], "the second sign may begin a quote in it");
    let message = "The line below was joined to the name: this will not be an alert";
    is_mark.then(|| Finding::new(Span::new(line.content, end), message).fix(fix))
}
