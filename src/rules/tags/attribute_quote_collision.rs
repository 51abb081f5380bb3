use crate::findings::{Context, Facts, Finding, Findings, Safety, Severity};
use crate::rules::{Example, Fixed, Group, Rule, Scope};
use crate::text::Flavor;
use crate::tokens::Damages;
use crate::tree::Trouble;

/// An attribute value with unescaped quotes inside it.
pub static RULE: Rule = Rule {
    name: "attribute-quote-collision",
    group: Group::Tags,
    summary: "An attribute value with unescaped quotes inside it",
    why: "The value ends at the first inner quote, and the rest is read as attributes and text.",
    severity: Severity::Error,
    on: true,
    fix: Some(Safety::Unsafe),
    flavors: Flavor::ALL,
    triggers: Facts::trouble(Trouble::QuoteCollision),
    scope: Scope::Block,
    options: &[],
    examples: &[
        Example::Bad {
            flavor: Flavor::Html,
            text: "<p><a href=\"/d\" title=\"The \"old\" pier\">Here</a></p>\n",
            at: "<a href=\"/d\" title=\"The \"old\" pier\">",
            fixed: Fixed::Unsafe("<p><a href=\"/d\" title='The \"old\" pier'>Here</a></p>\n"),
        },
        Example::Good { flavor: Flavor::Html, text: "<p><a href=\"/d\" title=\"The 'old' pier\">Here</a></p>\n" },
    ],
    check,
};

fn check(context: &Context, findings: &mut Findings) {
    for (_, tag) in context.troubled(Trouble::QuoteCollision) {
        let help = "Write the inner quotes as `&quot;`, or put single quotes around the value";
        let finding = Finding::new(tag.span, "This attribute value ends early, at a quote inside it").help(help);
        let fix = || context.rewrite(tag).at_most(Safety::Unsafe, "where the value ends is a guess");
        let is_known = tag.damages.contains(Damages::BROKEN_ATTRIBUTE);
        findings.add(if is_known { finding.fix(fix()) } else { finding });
    }
}
