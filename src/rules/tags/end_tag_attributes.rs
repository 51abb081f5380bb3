use crate::findings::{Context, Facts, Finding, Findings, Safety, Severity};
use crate::rules::{Example, Fixed, Group, Rule, Scope};
use crate::text::Flavor;
use crate::tree::Trouble;

/// An end tag with attributes.
pub static RULE: Rule = Rule {
    name: "end-tag-attributes",
    group: Group::Tags,
    summary: "An end tag with attributes",
    why: "A browser ignores the attributes of an end tag. If no element is open that it could close, the slash is \
          wrong and a start tag was meant.",
    severity: Severity::Warning,
    on: true,
    fix: Some(Safety::Safe),
    flavors: Flavor::ALL,
    triggers: Facts::trouble(Trouble::EndAttributes),
    scope: Scope::Block,
    options: &[],
    examples: &[
        Example::Bad {
            flavor: Flavor::Html,
            text: "<ul><li>Ships</li class=\"x\"></ul>\n",
            at: "</li class=\"x\">",
            fixed: Fixed::Safe("<ul><li>Ships</li></ul>\n"),
        },
        Example::Bad {
            flavor: Flavor::Html,
            text: "<div id=\"a\">One</div>\n</div id=\"b\">Two</div>\n",
            at: "</div id=\"b\">",
            fixed: Fixed::Unsafe("<div id=\"a\">One</div>\n<div id=\"b\">Two</div>\n"),
        },
        Example::Good { flavor: Flavor::Html, text: "<div id=\"a\">One</div >\n" },
    ],
    check,
};

fn check(context: &Context, findings: &mut Findings) {
    for (_, tag) in context.troubled(Trouble::EndAttributes) {
        let mut fix = context.rewrite(tag);
        if context.may_hold_text(tag) {
            fix = fix.at_most(Safety::Unsafe, "the attributes may be text that belongs after the tag");
        }
        let finding = if tag.is_end() {
            Finding::new(tag.span, format!("The end tag {} has attributes", context.intended(tag))).fix(fix)
        } else {
            let reason = "the slash may be correct and a start tag missing";
            let message = format!("End tag with attributes where the start tag {} was meant", context.intended(tag));
            Finding::new(tag.span, message).fix(fix.at_most(Safety::Unsafe, reason))
        };
        findings.add(finding);
    }
}
