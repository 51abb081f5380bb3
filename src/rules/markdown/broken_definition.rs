use crate::constructs::DEFINITION;
use crate::findings::{Context, Facts, Findings, Safety, Severity};
use crate::rules::worn::report;
use crate::rules::{Example, Fixed, Group, Rule, Scope};
use crate::text::Flavor;

/// A definition whose colon is damaged.
pub static RULE: Rule = Rule {
    name: "broken-definition",
    group: Group::Markdown,
    summary: "A definition whose colon is damaged",
    why: "Where a dialect has definition lists, a line that begins with a colon and a space defines the term above it. A doubled, full-width or escaped colon leaves both a paragraph.",
    severity: Severity::Error,
    on: true,
    fix: Some(Safety::Unsafe),
    flavors: Flavor::WITH_MARKDOWN,
    triggers: Facts::ALWAYS,
    scope: Scope::Block,
    options: &[],
    examples: &[
Example::Bad { flavor: Flavor::Markdown, text: "Ebb\n:: The falling tide.\n", at: "::", fixed: Fixed::Unsafe("Ebb\n: The falling tide.\n") },
Example::Good { flavor: Flavor::Markdown, text: "Ebb\n: The falling tide.\n\nHe said this:\n:: is a sign.\n" },
    ],
    check,
};

fn check(context: &Context, findings: &mut Findings) {
    report(context, findings, &[&DEFINITION]);
}
