use crate::differences::Cause;
use crate::findings::{Context, Facts, Findings, Safety, Severity};
use crate::rules::beside::{self, Words};
use crate::rules::{Example, Fixed, Group, Rule, Scope};
use crate::text::Flavor;

/// A heading of another level than in the original.
pub static RULE: Rule = Rule {
    name: "changed-level",
    group: Group::Translation,
    summary: "A heading of another level than in the original",
    why: "The levels of headings make the table of contents. A translation keeps them; where one sign is lost or added, a section becomes a part of another one.",
    severity: Severity::Warning,
    on: true,
    fix: Some(Safety::Safe),
    flavors: Flavor::ALL,
    triggers: Facts::TRANSLATION,
    scope: Scope::Document,
    options: &[],
    examples: &[
        Example::Pair {
            flavor: Flavor::Markdown,
            original: "# A\n\n### Tides\n\nText.\n",
            text: "# A\n\n## Gezeiten\n\nText.\n",
            at: "##",
            fixed: Fixed::Safe("# A\n\n### Gezeiten\n\nText.\n"),
        },
        Example::Pair {
            flavor: Flavor::Markdown,
            original: "Tides\n-----\n",
            text: "## Gezeiten\n",
            at: "",
            fixed: Fixed::No,
        },
    ],
    check,
};

fn check(context: &Context, findings: &mut Findings) {
    beside::report(context, findings, |difference, _| {
        let Cause::Level(level) = difference.cause else { return None };
        Some(Words {
            message: format!("In the original this is a heading of level {level}"),
            title: "Restore the level of the original".to_owned(),
            help: beside::RESTORE,
        })
    });
}
