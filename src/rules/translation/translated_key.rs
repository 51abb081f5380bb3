use crate::differences::Cause;
use crate::findings::{Context, Facts, Findings, Safety, Severity};
use crate::rules::beside::{self, Words};
use crate::rules::{Example, Fixed, Group, Rule, Scope};
use crate::text::Flavor;

/// A key of the metadata, or a value that is no prose, that was translated.
pub static RULE: Rule = Rule {
    name: "translated-key",
    group: Group::Translation,
    summary: "A key of the metadata, or a value that is no prose, that was translated",
    why: "The metadata at the beginning of an article is read by a program, which knows its keys by their names. Where a key is translated or capitalised, the page loses its title, its date or its place; a translated `true` is no truth value any more.",
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
            original: "---\ntitle: Tides\nweight: 3\n---\n\nText.\n",
            text: "---\nTitle: Gezeiten\nweight: 3\n---\n\nText.\n",
            at: "Title",
            fixed: Fixed::Safe("---\ntitle: Gezeiten\nweight: 3\n---\n\nText.\n"),
        },
        Example::Pair {
            flavor: Flavor::Markdown,
            original: "---\ntitle: Tides\n---\n\nText.\n",
            text: "---\ntitle: Gezeiten\nlang: de\n---\n\nText.\n",
            at: "",
            fixed: Fixed::No,
        },
    ],
    check,
};

fn check(context: &Context, findings: &mut Findings) {
    beside::report(context, findings, |difference, beside| {
        if !beside::is(difference, Cause::Key) {
            return None;
        }
        Some(Words {
            message: format!("In the original this is `{}`", beside.was(difference)),
            title: "Restore what the original has".to_owned(),
            help: beside::RESTORE,
        })
    });
}
