use crate::constructs::QUOTE;
use crate::findings::{Context, Facts, Findings, Safety, Severity};
use crate::rules::worn::report;
use crate::rules::{Example, Fixed, Group, Rule, Scope};
use crate::text::Flavor;

/// A line of a quote whose sign is damaged.
pub static RULE: Rule = Rule {
    name: "broken-quote",
    group: Group::Markdown,
    summary: "A line of a quote whose sign is damaged",
    why: "A line of a quote begins with `>`. Where it is full-width, escaped or a character reference beside lines of the same quote, readers see the sign, and the quote ends there.",
    severity: Severity::Error,
    on: true,
    fix: Some(Safety::Safe),
    flavors: Flavor::WITH_MARKDOWN,
    triggers: Facts::ALWAYS,
    scope: Scope::Block,
    options: &[],
    examples: &[
Example::Bad { flavor: Flavor::Markdown, text: "> The sea takes its time,\n＞ said the keeper.\n", at: "＞", fixed: Fixed::Safe("> The sea takes its time,\n> said the keeper.\n") },
Example::Bad { flavor: Flavor::Markdown, text: "> The sea takes its time,\n\\> said the keeper.\n", at: "\\>", fixed: Fixed::Unsafe("> The sea takes its time,\n> said the keeper.\n") },
Example::Good { flavor: Flavor::Markdown, text: "> The sea takes its time.\n\n\\> is a sign, and so is &gt; in HTML.\n" },
    ],
    check,
};

fn check(context: &Context, findings: &mut Findings) {
    report(context, findings, &[&QUOTE]);
}
