use crate::differences::Cause;
use crate::findings::{Context, Facts, Findings, Severity};
use crate::rules::beside::{self, Words};
use crate::rules::{Example, Fixed, Group, Rule, Scope};
use crate::text::Flavor;

/// Markup that the original does not have.
pub static RULE: Rule = Rule {
    name: "added-markup",
    group: Group::Translation,
    summary: "Markup that the original does not have",
    why: "A link, an image or a tag in the translation whose block in the original has none like it. Translators add notes and links on purpose; language models invent them. The rule tells where to look, and changes nothing.",
    severity: Severity::Info,
    on: true,
    fix: None,
    flavors: Flavor::ALL,
    triggers: Facts::TRANSLATION,
    scope: Scope::Document,
    options: &[],
    examples: &[
        Example::Pair {
            flavor: Flavor::Markdown,
            original: "The ferry leaves at nine.\n",
            text: "El [transbordador](https://ferry.example) sale a las nueve.\n",
            at: "[transbordador](https://ferry.example)",
            fixed: Fixed::No,
        },
        Example::Pair {
            flavor: Flavor::Markdown,
            original: "See https://ferry.example today.\n",
            text: "Mira [la página](https://ferry.example) hoy.\n",
            at: "",
            fixed: Fixed::No,
        },
    ],
    check,
};

fn check(context: &Context, findings: &mut Findings) {
    beside::report(context, findings, |difference, beside| {
        let Cause::Added(kind) = difference.cause else { return None };
        Some(Words {
            message: format!("The original does not have {} here: {}", kind.name(), beside.is(difference)),
            title: String::new(),
            help: "remove it if it was not added on purpose",
        })
    });
}
