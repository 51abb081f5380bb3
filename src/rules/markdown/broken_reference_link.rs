use crate::constructs::{REFERENCE_LINK, REFERENCE_DEFINITION};
use crate::findings::{Context, Facts, Findings, Safety, Severity};
use crate::rules::worn::report;
use crate::rules::{Example, Fixed, Group, Rule, Scope};
use crate::text::Flavor;

/// A link by reference, or the definition of its address, whose signs are damaged.
pub static RULE: Rule = Rule {
    name: "broken-reference-link",
    group: Group::Markdown,
    summary: "A link by reference, or the definition of its address, whose signs are damaged",
    why: "A link by reference is `[text][label]`, and its address stands elsewhere as `[label]: address`. With a space between the brackets, a full-width or a wrong one, readers see the brackets and no link.",
    severity: Severity::Error,
    on: true,
    fix: Some(Safety::Unsafe),
    flavors: Flavor::WITH_MARKDOWN,
    triggers: Facts::BRACKET,
    scope: Scope::Block,
    options: &[],
    examples: &[
        Example::Bad {
            flavor: Flavor::Markdown,
            text: "See [the tides] [tides].\n\n[tides]: https://example.org/tides\n",
            at: "[the tides] [tides]",
            fixed: Fixed::Unsafe("See [the tides][tides].\n\n[tides]: https://example.org/tides\n"),
        },
        Example::Bad {
            flavor: Flavor::Markdown,
            text: "See [the tides][tides].\n\n[tides] : https://example.org/tides\n",
            at: "[tides] : https://example.org/tides",
            fixed: Fixed::Unsafe("See [the tides][tides].\n\n[tides]: https://example.org/tides\n"),
        },
        Example::Good { flavor: Flavor::Markdown, text: "See [both] [tides] or array[0] [1].\n\n[both]: https://example.org/both\n[tides]: https://example.org/tides\n" },
    ],
    check,
};

fn check(context: &Context, findings: &mut Findings) {
    report(context, findings, &[&REFERENCE_LINK, &REFERENCE_DEFINITION]);
}
