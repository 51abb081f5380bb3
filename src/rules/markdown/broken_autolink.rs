use crate::constructs::AUTOLINK;
use crate::findings::{Context, Facts, Findings, Safety, Severity};
use crate::rules::worn::report;
use crate::rules::{Example, Fixed, Group, Rule, Scope};
use crate::text::Flavor;

/// An address in angle brackets that is no link.
pub static RULE: Rule = Rule {
    name: "broken-autolink",
    group: Group::Markdown,
    summary: "An address in angle brackets that is no link",
    why: "An address between `<` and `>` is a link. With a space beside it or a sign too many, readers see the signs, or nothing where a browser takes it for a tag.",
    severity: Severity::Error,
    on: true,
    fix: Some(Safety::Safe),
    flavors: Flavor::WITH_MARKDOWN,
    triggers: Facts::ALWAYS,
    scope: Scope::Block,
    options: &[],
    examples: &[
        Example::Bad {
            flavor: Flavor::Markdown,
            text: "Write to < https://example.org/contact> today.\n",
            at: "< https://example.org/contact>",
            fixed: Fixed::Safe("Write to <https://example.org/contact> today.\n"),
        },
        Example::Good { flavor: Flavor::Markdown, text: "Write to <https://example.org/contact>, if x < y and y > z.\n" },
    ],
    check,
};

fn check(context: &Context, findings: &mut Findings) {
    report(context, findings, &[&AUTOLINK]);
}
