use crate::differences::Cause;
use crate::findings::{Context, Facts, Findings, Safety, Severity};
use crate::rules::beside::{self, Words};
use crate::rules::{Example, Fixed, Group, Rule, Scope};
use crate::text::Flavor;

/// The anchor of a heading that is not that of the original.
pub static RULE: Rule = Rule {
    name: "changed-anchor",
    group: Group::Translation,
    summary: "The anchor of a heading that is not that of the original",
    why: "Links from other pages lead to the anchor of a heading. Where a translation changes or translates it, they lead to the top of the page instead. The anchor is right if it is that of the original or the one that generators make of the original's heading.",
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
            original: "## File an issue {#file-an-issue}\n",
            text: "## Abrir una incidencia {#file-an-isue}\n",
            at: "file-an-isue",
            fixed: Fixed::Safe("## Abrir una incidencia {#file-an-issue}\n"),
        },
        Example::Pair {
            flavor: Flavor::Markdown,
            original: "## File an issue\n",
            text: "## Abrir una incidencia {#file-an-issue}\n",
            at: "",
            fixed: Fixed::No,
        },
    ],
    check,
};

fn check(context: &Context, findings: &mut Findings) {
    beside::report(context, findings, |difference, beside| {
        if !beside::is(difference, Cause::Anchor) {
            return None;
        }
        Some(Words {
            message: format!("The original has another anchor here than `{}`", beside.is(difference)),
            title: "Restore the anchor of the original".to_owned(),
            help: beside::RESTORE,
        })
    });
}
