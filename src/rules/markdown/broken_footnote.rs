use crate::constructs::{FOOTNOTE, FOOTNOTE_DEFINITION};
use crate::findings::{Context, Facts, Findings, Safety, Severity};
use crate::rules::worn::report;
use crate::rules::{Example, Fixed, Group, Rule, Scope};
use crate::text::Flavor;

/// A footnote whose signs are damaged.
pub static RULE: Rule = Rule {
    name: "broken-footnote",
    group: Group::Markdown,
    summary: "A footnote whose signs are damaged",
    why: "A footnote is `[^1]` in the text and `[^1]:` before its words. With a space, a full-width sign or a lost one in it, readers see the signs, and the note stands somewhere below without a way to it.",
    severity: Severity::Error,
    on: true,
    fix: Some(Safety::Safe),
    flavors: Flavor::WITH_MARKDOWN,
    triggers: Facts::BRACKET,
    scope: Scope::Block,
    options: &[],
    examples: &[
        Example::Bad {
            flavor: Flavor::Markdown,
            text: "The pier was longer.[ ^1]\n\n[^1]: By twelve metres.\n",
            at: "[ ^1]",
            fixed: Fixed::Safe("The pier was longer.[^1]\n\n[^1]: By twelve metres.\n"),
        },
        Example::Bad {
            flavor: Flavor::Markdown,
            text: "The pier was longer.[^1]\n\n［^1］： By twelve metres.\n",
            at: "［^1］：",
            fixed: Fixed::Safe("The pier was longer.[^1]\n\n[^1]: By twelve metres.\n"),
        },
        Example::Bad {
            flavor: Flavor::Markdown,
            text: "The pier was longer.[^a\n\n[^a]: By twelve metres.\n",
            at: "[^a",
            fixed: Fixed::Unsafe("The pier was longer.[^a]\n\n[^a]: By twelve metres.\n"),
        },
        Example::Good { flavor: Flavor::Markdown, text: "Raise it to [n^2] or `[ ^1]`, as in x[^a].\n\n[^a]: A note.\n" },
    ],
    check,
};

fn check(context: &Context, findings: &mut Findings) {
    report(context, findings, &[&FOOTNOTE, &FOOTNOTE_DEFINITION]);
}
