use crate::constructs::LINE_BREAK;
use crate::findings::{Context, Facts, Findings, Safety, Severity};
use crate::rules::worn::report;
use crate::rules::{Example, Fixed, Group, Rule, Scope};
use crate::text::Flavor;

/// A full-width backslash at the end of a line.
pub static RULE: Rule = Rule {
    name: "broken-line-break",
    group: Group::Markdown,
    summary: "A full-width backslash at the end of a line",
    why: "A backslash at the end of a line breaks it. Full-width, it is shown, and the lines are joined.",
    severity: Severity::Error,
    on: true,
    fix: Some(Safety::Safe),
    flavors: Flavor::WITH_MARKDOWN,
    triggers: Facts::NON_ASCII,
    scope: Scope::Block,
    options: &[],
    examples: &[
Example::Bad { flavor: Flavor::Markdown, text: "Harbour office＼\nNorth quay 4\n", at: "＼", fixed: Fixed::Safe("Harbour office\\\nNorth quay 4\n") },
Example::Good { flavor: Flavor::Markdown, text: "Harbour office\\\nNorth quay 4＼5\n" },
    ],
    check,
};

fn check(context: &Context, findings: &mut Findings) {
    report(context, findings, &[&LINE_BREAK]);
}
