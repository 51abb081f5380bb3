use crate::constructs::ADMONITION;
use crate::findings::{Context, Facts, Findings, Safety, Severity};
use crate::rules::worn::report;
use crate::rules::{Example, Fixed, Group, Rule, Scope};
use crate::text::Flavor;

/// An admonition whose signs or name were changed.
pub static RULE: Rule = Rule {
    name: "broken-admonition",
    group: Group::Markdown,
    summary: "An admonition whose signs or name were changed",
    why: "MkDocs and Python-Markdown read `!!! note` and the indented lines below it as a box. Where the signs are parted or full-width, or the name was translated, readers see them, and the words become code.",
    severity: Severity::Error,
    on: true,
    fix: Some(Safety::Safe),
    flavors: Flavor::WITH_MARKDOWN,
    triggers: Facts::ALWAYS,
    scope: Scope::Block,
    options: &[],
    examples: &[
Example::Bad { flavor: Flavor::Markdown, text: "！！！ note\n    The bridge closes at ten.\n", at: "！！！ note", fixed: Fixed::Safe("!!! note\n    The bridge closes at ten.\n") },
Example::Bad { flavor: Flavor::Markdown, text: "!!! hinweis\n    The bridge closes at ten.\n", at: "!!! hinweis", fixed: Fixed::Unsafe("!!! note\n    The bridge closes at ten.\n") },
Example::Good { flavor: Flavor::Markdown, text: "!!! custom\n    The bridge closes at ten.\n\nStop! !! Now\n" },
    ],
    check,
};

fn check(context: &Context, findings: &mut Findings) {
    report(context, findings, &[&ADMONITION]);
}
