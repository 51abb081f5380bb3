use crate::findings::{Context, Facts, Finding, Findings, Safety, Severity};
use crate::rules::{Example, Fixed, Group, Rule, Scope};
use crate::text::Flavor;
use crate::tree::Trouble;

/// The same attribute twice in one tag.
pub static RULE: Rule = Rule {
    name: "duplicate-attribute",
    group: Group::Tags,
    summary: "The same attribute twice in one tag",
    why: "A browser uses the first one and ignores the second. Page builders that add a class or a style without \
          checking for an existing one leave such tags.",
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
        // Words of the article are not attributes.
        Example::Good { flavor: Flavor::Html, text: "<p>Rates where x <rate the rate of the day /> end.</p>\n" },
    ],
    check,
};

fn check(context: &Context, findings: &mut Findings) {
    for (_, tag) in context.troubled(Trouble::DuplicateAttribute) {
        let message = format!("The same attribute appears twice in the tag {}", context.intended(tag));
        let fix = context.rewrite(tag);
        findings.add(Finding::new(tag.span, message).fix(fix));
    }
}
