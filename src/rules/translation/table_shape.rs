use crate::differences::Cause;
use crate::findings::{Context, Facts, Findings, Severity};
use crate::rules::beside::{self, Words};
use crate::rules::{Example, Fixed, Group, Rule, Scope};
use crate::text::Flavor;

/// A table with other columns or rows than in the original.
pub static RULE: Rule = Rule {
    name: "table-shape",
    group: Group::Translation,
    summary: "A table with other columns or rows than in the original",
    why: "Tables are torn when they are translated row by row: cells run together, rows are lost, a delimiter row becomes text. A translation has as many columns and rows as its original.",
    severity: Severity::Warning,
    on: true,
    fix: None,
    flavors: Flavor::WITH_MARKDOWN,
    triggers: Facts::TRANSLATION,
    scope: Scope::Document,
    options: &[],
    examples: &[
        Example::Pair {
            flavor: Flavor::Markdown,
            original: "| a | b |\n|---|---|\n| 1 | 2 |\n| 3 | 4 |\n",
            text: "| x | y |\n|---|---|\n| 1 | 2 |\n",
            at: "| x | y |",
            fixed: Fixed::No,
        },
        Example::Pair {
            flavor: Flavor::Markdown,
            original: "| a | b |\n|---|---|\n| 1 | 2 |\n",
            text: "| x | y |\n| --- | --- |\n| 1 | 2 |\n",
            at: "",
            fixed: Fixed::No,
        },
    ],
    check,
};

fn check(context: &Context, findings: &mut Findings) {
    beside::report(context, findings, |difference, _| {
        if !beside::is(difference, Cause::Shape) {
            return None;
        }
        Some(Words {
            message: "This table has other columns or rows than that of the original".to_owned(),
            title: String::new(),
            help: beside::RESTORE,
        })
    });
}
