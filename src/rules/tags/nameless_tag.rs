use crate::findings::{Context, Facts, Finding, Findings, Safety, Severity};
use crate::rules::{Example, Fixed, Group, Rule, Scope};
use crate::text::Flavor;
use crate::tree::Trouble;

/// A tag missing its name.
pub static RULE: Rule = Rule {
    name: "nameless-tag",
    group: Group::Tags,
    summary: "A tag missing its name",
    why: "`<href=\"…\">` has an attribute where the tag name should be. A browser takes it for an unknown element, \
          and the link or image is gone. It ignores `</>`, and the element goes on.",
    severity: Severity::Error,
    on: true,
    fix: Some(Safety::Unsafe),
    flavors: Flavor::ALL,
    triggers: Facts::trouble(Trouble::Nameless),
    scope: Scope::Block,
    options: &[],
    examples: &[
        Example::Bad {
            flavor: Flavor::Html,
            text: "<p>See <href=\"/guide\">the guide</a> first.</p>\n",
            at: "<href=\"/guide\">",
            fixed: Fixed::Unsafe("<p>See <a href=\"/guide\">the guide</a> first.</p>\n"),
        },
        Example::Bad {
            flavor: Flavor::Html,
            text: "<table><tr><colspan=\"2\">Low water</td></tr></table>\n",
            at: "<colspan=\"2\">",
            fixed: Fixed::Unsafe("<table><tr><td colspan=\"2\">Low water</td></tr></table>\n"),
        },
        Example::Bad {
            flavor: Flavor::Html,
            text: "<p>The mole: <src=\"mole.jpg\" alt=\"A mole\"></p>\n",
            at: "<src=\"mole.jpg\" alt=\"A mole\">",
            fixed: Fixed::Unsafe("<p>The mole: <img src=\"mole.jpg\" alt=\"A mole\"></p>\n"),
        },
        Example::Bad {
            flavor: Flavor::Html,
            text: "<h2>Opening hours</>\n<p>Daily from nine.</p>\n",
            at: "</>",
            fixed: Fixed::Unsafe("<h2>Opening hours</h2>\n<p>Daily from nine.</p>\n"),
        },
        Example::Good { flavor: Flavor::Mdx, text: "<><b>One</b></>\n" },
        Example::Good { flavor: Flavor::Html, text: "<p>See <a href=\"/guide\">the guide</a> first.</p>\n" },
    ],
    check,
};

fn check(context: &Context, findings: &mut Findings) {
    for (_, tag) in context.troubled(Trouble::Nameless) {
        let message = format!("The tag {} is missing its name", context.intended(tag));
        let reason = if tag.is_end() {
            "the name is inferred from the element that is open"
        } else {
            "the name is inferred from the attributes"
        };
        let fix = context.rewrite(tag).at_most(Safety::Unsafe, reason);
        findings.add(Finding::new(tag.span, message).fix(fix));
    }
}
