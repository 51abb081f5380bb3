use crate::findings::{Context, Facts, Findings, Safety, Severity};
use crate::rules::worn::finding;
use crate::rules::{Example, Fixed, Group, Rule, Scope};
use crate::text::Flavor;

/// A link or picture whose signs are damaged.
pub static RULE: Rule = Rule {
    name: "broken-link",
    group: Group::Markdown,
    summary: "A link or picture whose signs are doubled, wrong or parted",
    why: "A link needs its four signs just as they are, `[text](target)`. Readers see the brackets and the address where one of them is doubled or another one, or where a character that nobody sees parts them.",
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
            text: "Read [the rules]\u{200b}(https://example.org/rules) first.\n",
            at: "[the rules]\u{200b}(https://example.org/rules)",
            fixed: Fixed::Safe("Read [the rules](https://example.org/rules) first.\n"),
        },
        Example::Bad {
            flavor: Flavor::Markdown,
            text: "Read [the rules]](https://example.org/rules) first.\n",
            at: "[the rules]](https://example.org/rules)",
            fixed: Fixed::Unsafe("Read [the rules](https://example.org/rules) first.\n"),
        },
        Example::Bad {
            flavor: Flavor::Markdown,
            text: "Read [the rules)[https://example.org/rules) first.\n",
            at: "[the rules)[https://example.org/rules)",
            fixed: Fixed::Unsafe("Read [the rules](https://example.org/rules) first.\n"),
        },
        Example::Good { flavor: Flavor::Markdown, text: "Read [the rules](https://example.org/rules) (or [not]).\n" },
    ],
    check,
};

fn check(context: &Context, findings: &mut Findings) {
    for found in context.broken_links() {
        findings.add(finding(context, found));
    }
}
