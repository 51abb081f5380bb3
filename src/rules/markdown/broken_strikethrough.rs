use crate::constructs::STRIKETHROUGH;
use crate::findings::{Context, Facts, Findings, Safety, Severity};
use crate::rules::worn::report;
use crate::rules::{Example, Fixed, Group, Rule, Scope};
use crate::text::Flavor;

/// Text to be struck through whose signs are damaged.
pub static RULE: Rule = Rule {
    name: "broken-strikethrough",
    group: Group::Markdown,
    summary: "Text to be struck through whose signs are damaged",
    why: "`~~words~~` is struck through. With a space inside the signs or a full-width one, readers see the signs.",
    severity: Severity::Error,
    on: true,
    fix: Some(Safety::Safe),
    flavors: Flavor::WITH_MARKDOWN,
    triggers: Facts::FENCE,
    scope: Scope::Block,
    options: &[],
    examples: &[
Example::Bad { flavor: Flavor::Markdown, text: "The fee is ~~ four~~ five crowns.\n", at: "~~ four~~", fixed: Fixed::Safe("The fee is ~~four~~ five crowns.\n") },
Example::Good { flavor: Flavor::Markdown, text: "The fee is ~~four~~ five crowns, or ~5.\n" },
    ],
    check,
};

fn check(context: &Context, findings: &mut Findings) {
    report(context, findings, &[&STRIKETHROUGH]);
}
