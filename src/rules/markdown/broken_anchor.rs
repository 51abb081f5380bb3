use crate::constructs::ANCHOR;
use crate::findings::{Context, Facts, Findings, Safety, Severity};
use crate::rules::worn::report;
use crate::rules::{Example, Fixed, Group, Rule, Scope};
use crate::text::Flavor;

/// The anchor of a heading whose signs are damaged.
pub static RULE: Rule = Rule {
    name: "broken-anchor",
    group: Group::Markdown,
    summary: "The anchor of a heading whose signs are damaged",
    why: "Pandoc, Hugo, MkDocs and others read `{#name}` at the end of a heading as its anchor. Where its signs are damaged, readers see it, and links to it lead nowhere.",
    severity: Severity::Error,
    on: true,
    fix: Some(Safety::Safe),
    flavors: Flavor::WITH_MARKDOWN,
    triggers: Facts::BRACE,
    scope: Scope::Block,
    options: &[],
    examples: &[
        Example::Bad {
            flavor: Flavor::Markdown,
            text: "## Opening hours { #hours}\n",
            at: "{ #hours}",
            fixed: Fixed::Safe("## Opening hours {#hours}\n"),
        },
        Example::Good { flavor: Flavor::Markdown, text: "## Opening hours {#hours}\n\n## The set { #a, #b }\n" },
    ],
    check,
};

fn check(context: &Context, findings: &mut Findings) {
    report(context, findings, &[&ANCHOR]);
}
