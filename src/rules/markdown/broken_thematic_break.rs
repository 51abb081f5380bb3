use crate::constructs::THEMATIC_BREAK;
use crate::findings::{Context, Facts, Findings, Safety, Severity};
use crate::rules::worn::report;
use crate::rules::{Example, Fixed, Group, Rule, Scope};
use crate::text::Flavor;

/// A thematic break whose dashes were changed.
pub static RULE: Rule = Rule {
    name: "broken-thematic-break",
    group: Group::Markdown,
    summary: "A thematic break whose dashes were changed",
    why: "Three dashes on a line of their own are a line across the page. Typography makes one long dash of them, and readers see that.",
    severity: Severity::Warning,
    on: true,
    fix: Some(Safety::Safe),
    flavors: Flavor::WITH_MARKDOWN,
    triggers: Facts::ALWAYS,
    scope: Scope::Block,
    options: &[],
    examples: &[
Example::Bad { flavor: Flavor::Markdown, text: "The day ends.\n\n－－－\n\nThe night begins.\n", at: "－－－", fixed: Fixed::Safe("The day ends.\n\n---\n\nThe night begins.\n") },
Example::Good { flavor: Flavor::Markdown, text: "The day ends.\n\n---\n\nThe night begins — at last.\n" },
    ],
    check,
};

fn check(context: &Context, findings: &mut Findings) {
    report(context, findings, &[&THEMATIC_BREAK]);
}
