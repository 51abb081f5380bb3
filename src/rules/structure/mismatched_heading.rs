use crate::findings::{Context, Edit, Facts, Finding, Findings, Fix, Safety, Severity};
use crate::rules::{Example, Fixed, Group, Rule, Scope};
use crate::text::Flavor;
use crate::tree::{Trouble, repaired_span};

/// A heading whose start and end tags differ in level.
pub static RULE: Rule = Rule {
    name: "mismatched-heading",
    group: Group::Structure,
    summary: "A heading whose start and end tags differ in level",
    why: "Browsers close the heading in `<h2>…</h3>` anyway; other tools do not.",
    severity: Severity::Warning,
    on: true,
    fix: Some(Safety::Safe),
    flavors: Flavor::ALL,
    triggers: Facts::trouble(Trouble::MismatchedHeading),
    scope: Scope::Block,
    options: &[],
    examples: &[
        Example::Bad {
            flavor: Flavor::Html,
            text: "<h2>Opening hours</h3>\n<p>Nine to five.</p>\n",
            at: "</h3>",
            fixed: Fixed::Safe("<h2>Opening hours</h2>\n<p>Nine to five.</p>\n"),
        },
        Example::Good { flavor: Flavor::Html, text: "<h2>Opening hours</h2>\n<h3>Winter</h3>\n" },
    ],
    check,
};

fn check(context: &Context, findings: &mut Findings) {
    for (_, tag) in context.troubled(Trouble::MismatchedHeading) {
        let Some(start) = context.partner(tag) else { continue };
        let (opened, closed) = (start.element.name(), tag.element.name());
        let edit = Edit::replace(repaired_span(context.text(), tag), format!("</{opened}>"));
        let finding = Finding::new(tag.span, format!("`<{opened}>` is closed by `</{closed}>`"))
            .related(start.span, format!("`<{opened}>` begins here"))
            .fix(Fix::safe(format!("Write </{opened}>"), vec![edit]));
        findings.add(finding);
    }
}
