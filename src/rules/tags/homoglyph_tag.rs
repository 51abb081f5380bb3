use crate::findings::{Context, Facts, Finding, Findings, Safety, Severity};
use crate::rules::{Example, Fixed, Group, Rule, Scope};
use crate::text::Flavor;
use crate::tree::{Notes, Trouble};

/// Letters from another alphabet in a tag name.
pub static RULE: Rule = Rule {
    name: "homoglyph-tag",
    group: Group::Tags,
    summary: "Letters from another alphabet in a tag name",
    why: "A Cyrillic `р` looks like a Latin `p` but is a different letter, so a browser does not know the tag. \
          Translators and spell checkers swap such letters.",
    severity: Severity::Error,
    on: true,
    fix: Some(Safety::Safe),
    flavors: Flavor::ALL,
    triggers: Facts::trouble(Trouble::Homoglyph),
    scope: Scope::Block,
    options: &[],
    examples: &[
        Example::Bad {
            flavor: Flavor::Html,
            text: "<p>Total price</ п>\n",
            at: "</ п>",
            fixed: Fixed::Safe("<p>Total price</p>\n"),
        },
        Example::Good { flavor: Flavor::Html, text: "<p>В тексте есть буква п.</p>\n" },
    ],
    check,
};

fn check(context: &Context, findings: &mut Findings) {
    for (_, tag) in context.troubled(Trouble::Homoglyph) {
        let message = format!("Letters from another alphabet in the tag {}", context.intended(tag));
        let fix = context.rewrite(tag);
        let fix = if tag.notes.contains(Notes::PAIRED) {
            fix
        } else {
            fix.at_most(Safety::Unsafe, "no matching tag confirms which element is meant")
        };
        findings.add(Finding::new(tag.span, message).fix(fix));
    }
}
