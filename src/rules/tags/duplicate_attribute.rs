use crate::findings::{Context, Facts, Finding, Findings, Safety, Severity};
use crate::rules::{Example, Fixed, Group, Rule, Scope};
use crate::text::Flavor;
use crate::tree::Trouble;

/// One attribute twice in a tag.
pub static RULE: Rule = Rule {
    name: "duplicate-attribute",
    group: Group::Tags,
    summary: "One attribute twice in a tag",
    why: "A browser takes the first and drops the second. Builders that add a class or a style without looking leave such tags.",
    severity: Severity::Warning,
    on: true,
    fix: Some(Safety::Safe),
    flavors: Flavor::ALL,
    triggers: Facts::trouble(Trouble::DuplicateAttribute),
    scope: Scope::Block,
    options: &[],
    examples: &[
        Example::Bad {
            flavor: Flavor::Html,
            text: "<p class=\"lead\" id=\"a\" class=\"big\">Text</p>\n",
            at: "<p class=\"lead\" id=\"a\" class=\"big\">",
            fixed: Fixed::Safe("<p class=\"lead\" id=\"a\">Text</p>\n"),
        },
        Example::Bad {
            flavor: Flavor::Html,
            text: "<p CLASS=\"lead\" class=\"big\">Text</p>\n",
            at: "<p CLASS=\"lead\" class=\"big\">",
            fixed: Fixed::Safe("<p CLASS=\"lead\">Text</p>\n"),
        },
        Example::Good { flavor: Flavor::Html, text: "<p class=\"lead big\">Text</p>\n" },
        // Words of the article are no attributes.
        Example::Good { flavor: Flavor::Html, text: "<p>Rates where x <rate the rate of the day /> end.</p>\n" },
    ],
    check,
};

fn check(context: &Context, findings: &mut Findings) {
    for (_, tag) in context.troubled(Trouble::DuplicateAttribute) {
        let message = format!("An attribute stands twice in the tag {}", context.intended(tag));
        let fix = context.rewrite(tag);
        findings.add(Finding::new(tag.span, message).fix(fix));
    }
}
