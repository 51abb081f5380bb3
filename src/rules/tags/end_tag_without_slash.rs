use crate::findings::{Context, Facts, Finding, Findings, Safety, Severity};
use crate::rules::{Example, Fixed, Group, Rule, Scope};
use crate::text::Flavor;
use crate::tree::Trouble;

/// An end tag written as a start tag.
pub static RULE: Rule = Rule {
    name: "end-tag-without-slash",
    group: Group::Tags,
    summary: "An end tag written as a start tag",
    why: "A second `<b>` does not close the first: it opens another one inside it, and everything after it is bold \
          too.",
    severity: Severity::Error,
    on: true,
    fix: Some(Safety::Safe),
    flavors: Flavor::ALL,
    triggers: Facts::trouble(Trouble::EndWithoutSlash),
    scope: Scope::Block,
    options: &[],
    examples: &[
        Example::Bad {
            flavor: Flavor::Markdown,
            text: "- <b>Tea<b> is served at four.\n",
            at: "<b>^2",
            fixed: Fixed::Safe("- <b>Tea</b> is served at four.\n"),
        },
        Example::Bad {
            flavor: Flavor::Html,
            text: "<ul><li>One<li></ul><ul><li>Two</li></ul>\n",
            at: "<li>^2",
            fixed: Fixed::Unsafe("<ul><li>One</li></ul><ul><li>Two</li></ul>\n"),
        },
        Example::Good { flavor: Flavor::Html, text: "<p><b>a <b>b</b></b></p>\n" },
        Example::Good { flavor: Flavor::Html, text: "<table><tr><td>1<td>2<tr><td>3<td></table>\n" },
    ],
    check,
};

fn check(context: &Context, findings: &mut Findings) {
    for (_, tag) in context.troubled(Trouble::EndWithoutSlash) {
        let message = format!("Start tag where the end tag {} was meant", context.intended(tag));
        let fix = context.rewrite(tag);
        let fix = if context.ends_its_line(tag) {
            fix
        } else {
            fix.at_most(Safety::Unsafe, "a second element may have been meant")
        };
        findings.add(Finding::new(tag.span, message).fix(fix));
    }
}
