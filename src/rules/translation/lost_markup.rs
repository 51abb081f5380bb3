use crate::differences::Cause;
use crate::findings::{Context, Facts, Findings, Safety, Severity};
use crate::rules::beside::{self, Words};
use crate::rules::{Example, Fixed, Group, Rule, Scope};
use crate::text::Flavor;

/// Markup that the translation does not have.
pub static RULE: Rule = Rule {
    name: "lost-markup",
    group: Group::Translation,
    summary: "Markup that the translation does not have",
    why: "A link, an image, a tag, a footnote or a placeholder of the original has no counterpart in the translation: its words are there and no longer lead anywhere, or it is gone altogether. Emphasis is told only where its signs are written and do not work. Code spans are told where their words stand there without backticks.",
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
            original: "See [GitHub](https://github.com) for more.\n",
            text: "Mehr auf GitHub.\n",
            at: "GitHub",
            fixed: Fixed::Unsafe("Mehr auf [GitHub](https://github.com).\n"),
        },
        Example::Pair {
            flavor: Flavor::Markdown,
            original: "## Tides {#high}\n",
            text: "## Gezeiten\n",
            at: "## Gezeiten",
            fixed: Fixed::Safe("## Gezeiten {#high}\n"),
        },
        Example::Pair {
            flavor: Flavor::Markdown,
            original: "It is **very** high.\n",
            text: "非常高。\n",
            at: "",
            fixed: Fixed::No,
        },
    ],
    check,
};

fn check(context: &Context, findings: &mut Findings) {
    beside::report(context, findings, |difference, beside| {
        let message = match difference.cause {
            Cause::Lost(kind) => format!("The original has {} here: {}", kind.name(), beside.was(difference)),
            Cause::Unshown => "The original has emphasis here that shows, and this does not".to_owned(),
            _ => return None,
        };
        Some(Words {
            message,
            title: "Restore it from the original".to_owned(),
            help: beside::RESTORE,
        })
    });
}
