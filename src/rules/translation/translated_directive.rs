use crate::differences::Cause;
use crate::findings::{Context, Facts, Findings, Safety, Severity};
use crate::rules::beside::{self, Words};
use crate::rules::{Example, Fixed, Group, Rule, Scope};
use crate::text::Flavor;

/// The name of a callout, admonition or directive that was translated.
pub static RULE: Rule = Rule {
    name: "translated-directive",
    group: Group::Translation,
    summary: "The name of a callout, admonition or directive that was translated",
    why: "Generators know callouts and directives by their names. A translated name such as `[!注意]` shows as text, and the box is gone.",
    severity: Severity::Error,
    on: true,
    fix: Some(Safety::Safe),
    flavors: Flavor::WITH_MARKDOWN,
    triggers: Facts::TRANSLATION,
    scope: Scope::Document,
    options: &[],
    examples: &[
        Example::Pair {
            flavor: Flavor::Markdown,
            original: "> [!NOTE]\n> Mind the tide.\n",
            text: "> [!ВНИМАНИЕ]\n> Achte auf die Flut.\n",
            at: "ВНИМАНИЕ",
            fixed: Fixed::Safe("> [!NOTE]\n> Achte auf die Flut.\n"),
        },
        Example::Pair {
            flavor: Flavor::Markdown,
            original: ":::tip\nMind the tide.\n:::\n",
            text: ":::tip[Tipp]\nAchte auf die Flut.\n:::\n",
            at: "",
            fixed: Fixed::No,
        },
        Example::Pair {
            flavor: Flavor::Markdown,
            original: "[![Harbour logo][]][harbour]\n\n[harbour logo]: /logo.png\n[harbour]: /harbour\n",
            text: "[![Logo des Hafens][harbour logo]][harbour]\n\n[harbour logo]: /logo.png\n[harbour]: /harbour\n",
            at: "",
            fixed: Fixed::No,
        },
    ],
    check,
};

fn check(context: &Context, findings: &mut Findings) {
    beside::report(context, findings, |difference, beside| {
        if !beside::is(difference, Cause::Directive) {
            return None;
        }
        Some(Words {
            message: format!("In the original this is `{}`, a name that is not translated", beside.was(difference)),
            title: "Restore the name of the original".to_owned(),
            help: beside::RESTORE,
        })
    });
}
