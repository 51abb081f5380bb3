use crate::differences::Cause;
use crate::findings::{Context, Facts, Findings, Safety, Severity};
use crate::rules::beside::{self, Words};
use crate::rules::{Example, Fixed, Group, Rule, Scope};
use crate::text::Flavor;

/// A placeholder, template tag or footnote that is not that of the original.
pub static RULE: Rule = Rule {
    name: "changed-placeholder",
    group: Group::Translation,
    summary: "A placeholder, template tag or footnote that is not that of the original",
    why: "A program puts something in the place of a placeholder, a shortcode or a label, and knows it by its name. Where the name is translated, the program finds nothing, and readers see the placeholder or an error.",
    severity: Severity::Error,
    on: true,
    fix: Some(Safety::Safe),
    flavors: Flavor::ALL,
    triggers: Facts::TRANSLATION,
    scope: Scope::Document,
    options: &[],
    examples: &[
        Example::Pair {
            flavor: Flavor::Markdown,
            original: "Welcome, {user_name}!\n",
            text: "Willkommen, {benutzer_name}!\n",
            at: "benutzer_name",
            fixed: Fixed::Safe("Willkommen, {user_name}!\n"),
        },
        Example::Pair {
            flavor: Flavor::Markdown,
            original: "The pier was longer.[^1]\n\n[^1]: By far.\n",
            text: "Der Pier war länger.[^1]\n\n[^1]: Bei weitem.\n",
            at: "",
            fixed: Fixed::No,
        },
    ],
    check,
};

fn check(context: &Context, findings: &mut Findings) {
    beside::report(context, findings, |difference, beside| {
        let Cause::Placeholder(_) = difference.cause else { return None };
        Some(Words {
            message: format!("In the original this is `{}`", beside.was(difference)),
            title: "Restore what the original has".to_owned(),
            help: beside::RESTORE,
        })
    });
}
