use crate::differences::Cause;
use crate::findings::{Context, Facts, Findings, Safety, Severity};
use crate::rules::beside::{self, Words};
use crate::rules::{Example, Fixed, Group, Rule, Scope};
use crate::text::Flavor;

/// A link or image that leads elsewhere than in the original.
pub static RULE: Rule = Rule {
    name: "changed-target",
    group: Group::Translation,
    summary: "A link or image that leads elsewhere than in the original",
    why: "Translation capitalises or translates parts of addresses, drops signs, and gives a link the address of another one. The link shows and leads nowhere. Segments and hosts that name a language are not compared, nor steps between folders; `#x` is compared by the heading that it names.",
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
            original: "See [the tides](/docs/tide-tables/).\n",
            text: "Siehe [die Gezeiten](/docs/Tide-Tables/).\n",
            at: "/docs/Tide-Tables/",
            fixed: Fixed::Safe("Siehe [die Gezeiten](/docs/tide-tables/).\n"),
        },
        Example::Pair {
            flavor: Flavor::Markdown,
            original: "# Harbour\n\nSee [the tides](#tides).\n\n## Tides\n\nHigh.\n",
            text: "# Hafen\n\nSiehe [die Gezeiten](/de/hafen/#gezeiten).\n\n## Gezeiten\n\nHoch.\n",
            at: "",
            fixed: Fixed::No,
        },
        Example::Pair {
            flavor: Flavor::Markdown,
            original: "See [the tides](/en/docs/tides/).\n",
            text: "Siehe [die Gezeiten](/de/docs/tides/).\n",
            at: "",
            fixed: Fixed::No,
        },
    ],
    check,
};

fn check(context: &Context, findings: &mut Findings) {
    beside::report(context, findings, |difference, beside| {
        let Cause::Target(_) = difference.cause else { return None };
        Some(Words {
            message: format!("In the original this leads to {}", beside.was(difference)),
            title: "Restore the target of the original".to_owned(),
            help: "compare with the original, and lead there if nothing else is meant",
        })
    });
}
