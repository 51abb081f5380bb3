use crate::constructs::CODE_SPAN;
use crate::findings::{Context, Facts, Findings, Safety, Severity};
use crate::rules::worn::report;
use crate::rules::{Example, Fixed, Group, Rule, Scope};
use crate::text::Flavor;

/// A code span whose backtick was changed.
pub static RULE: Rule = Rule {
    name: "broken-code-span",
    group: Group::Markdown,
    summary: "A code span whose backtick was changed",
    why: "A code span stands between two backticks. Typography makes a quotation mark of one, and readers see both.",
    severity: Severity::Error,
    on: true,
    fix: Some(Safety::Unsafe),
    flavors: Flavor::WITH_MARKDOWN,
    triggers: Facts::FENCE,
    scope: Scope::Block,
    options: &[],
    examples: &[
Example::Bad { flavor: Flavor::Markdown, text: "Run ‘make harbour` before you sail.\n", at: "‘make harbour`", fixed: Fixed::Unsafe("Run `make harbour` before you sail.\n") },
Example::Bad { flavor: Flavor::Markdown, text: "Run `make harbour｀ before you sail.\n", at: "`make harbour｀", fixed: Fixed::Unsafe("Run `make harbour` before you sail.\n") },
Example::Good { flavor: Flavor::Markdown, text: "Run `make harbour` ‘now’.\n" },
    ],
    check,
};

fn check(context: &Context, findings: &mut Findings) {
    report(context, findings, &[&CODE_SPAN]);
}
