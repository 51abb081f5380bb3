use crate::differences::Cause;
use crate::findings::{Context, Facts, Findings, Safety, Severity};
use crate::rules::beside::{self, Words};
use crate::rules::{Example, Fixed, Group, Rule, Scope};
use crate::text::Flavor;

/// A number that differs from that of the original.
pub static RULE: Rule = Rule {
    name: "changed-number",
    group: Group::Translation,
    summary: "A number that differs from that of the original",
    why: "Figures get lost or changed when a text is translated by a machine. Languages write numbers by rules of their own, and put other things in words, so that this rule is off by default.",
    severity: Severity::Info,
    on: false,
    fix: Some(Safety::Unsafe),
    flavors: Flavor::ALL,
    triggers: Facts::TRANSLATION,
    scope: Scope::Document,
    options: &[],
    examples: &[
        Example::Pair {
            flavor: Flavor::Markdown,
            original: "The mole is 340 metres long.\n",
            text: "Die Mole ist 304 Meter lang.\n",
            at: "304",
            fixed: Fixed::Unsafe("Die Mole ist 340 Meter lang.\n"),
        },
        Example::Pair {
            flavor: Flavor::Markdown,
            original: "It costs 1,200 euros.\n",
            text: "Es kostet 1.200 Euro.\n",
            at: "",
            fixed: Fixed::No,
        },
    ],
    check,
};

fn check(context: &Context, findings: &mut Findings) {
    beside::report(context, findings, |difference, beside| {
        if !beside::is(difference, Cause::Number) {
            return None;
        }
        Some(Words {
            message: format!("The original has the number {} here", beside.was(difference)),
            title: "Restore the number of the original".to_owned(),
            help: beside::RESTORE,
        })
    });
}
