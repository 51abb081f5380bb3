use crate::findings::{Context, Edit, Facts, Finding, Findings, Fix, Safety, Severity};
use crate::rules::{Example, Fixed, Group, Rule, Scope};
use crate::text::Flavor;
use crate::tree::Trouble;

/// The end tag of an element that has no content.
pub static RULE: Rule = Rule {
    name: "void-end-tag",
    group: Group::Tags,
    summary: "The end tag of an element that has no content",
    why: "`<img>`, `<hr>` and their like end by themselves. A browser ignores their end tags, but for `</br>`, which it takes for another `<br>`.",
    severity: Severity::Warning,
    on: true,
    fix: Some(Safety::Safe),
    flavors: Flavor::ALL,
    triggers: Facts::trouble(Trouble::VoidEnd),
    scope: Scope::Block,
    options: &[],
    examples: &[
        Example::Bad {
            flavor: Flavor::Html,
            text: "<p><img src=\"pier.jpg\" alt=\"Pier\"></img></p>\n",
            at: "</img>",
            fixed: Fixed::Safe("<p><img src=\"pier.jpg\" alt=\"Pier\"></p>\n"),
        },
        Example::Bad {
            flavor: Flavor::Html,
            text: "<p>One</br>two</p>\n",
            at: "</br>",
            fixed: Fixed::Safe("<p>One<br>two</p>\n"),
        },
        Example::Good { flavor: Flavor::Html, text: "<p>One<br>two</p>\n<hr>\n" },
    ],
    check,
};

fn check(context: &Context, findings: &mut Findings) {
    for (_, tag) in context.troubled(Trouble::VoidEnd) {
        let name = tag.element.name();
        let fix = if name == "br" {
            Fix::safe("Write <br>", vec![Edit::replace(tag.span, "<br>")])
        } else {
            Fix::safe(format!("Remove </{name}>"), vec![context.removal(tag.span)])
        };
        findings.add(Finding::new(tag.span, format!("`{name}` has no end tag")).fix(fix));
    }
}
