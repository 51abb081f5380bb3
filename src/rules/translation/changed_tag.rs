use crate::differences::Cause;
use crate::findings::{Context, Facts, Findings, Safety, Severity};
use crate::rules::beside::{self, Words};
use crate::rules::{Example, Fixed, Group, Rule, Scope};
use crate::text::Flavor;

/// A tag whose attributes are not those of the original.
pub static RULE: Rule = Rule {
    name: "changed-tag",
    group: Group::Translation,
    summary: "A tag whose attributes are not those of the original",
    why: "Attributes such as `class`, `style` and `type` are the same in every language. Where a translation changes them, a box loses its look, or a component its meaning. Attributes that people read are not compared.",
    severity: Severity::Warning,
    on: true,
    fix: Some(Safety::Unsafe),
    flavors: Flavor::ALL,
    triggers: Facts::TRANSLATION,
    scope: Scope::Document,
    options: &[],
    examples: &[
        Example::Pair {
            flavor: Flavor::Markdown,
            original: "<div class=\"note\">\n\nText.\n\n</div>\n",
            text: "<div class=\"nota\">\n\nTexto.\n\n</div>\n",
            at: "<div class=\"nota\">",
            fixed: Fixed::Unsafe("<div class=\"note\">\n\nTexto.\n\n</div>\n"),
        },
        Example::Pair {
            flavor: Flavor::Markdown,
            original: "<div title=\"Note\">\n\nText.\n\n</div>\n",
            text: "<div title=\"Nota\">\n\nTexto.\n\n</div>\n",
            at: "",
            fixed: Fixed::No,
        },
    ],
    check,
};

fn check(context: &Context, findings: &mut Findings) {
    beside::report(context, findings, |difference, beside| {
        if !beside::is(difference, Cause::Tag) {
            return None;
        }
        Some(Words {
            message: format!("In the original this is {}", beside.was(difference)),
            title: "Restore the tag of the original".to_owned(),
            help: beside::RESTORE,
        })
    });
}
