use crate::constructs::{ALERT, QUOTED_ALERT};
use crate::findings::{Context, Facts, Findings, Safety, Severity};
use crate::rules::worn::report;
use crate::rules::{Example, Fixed, Group, Rule, Scope};
use crate::text::Flavor;

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
        Example::Good { flavor: Flavor::Markdown, text: "> [!mystery]\n> A callout of one's own.\n\n> [Note] that this is a quote.\n" },
    ],
    check,
};

fn check(context: &Context, findings: &mut Findings) {
    report(context, findings, &[&ALERT, &QUOTED_ALERT]);
}
