use crate::findings::{Context, Facts, Finding, Findings, Severity};
use crate::rules::{Example, Fixed, Group, Rule, Scope};
use crate::text::Flavor;
use crate::tree::Trouble;

/// An end tag that HTML lets you leave out.
pub static RULE: Rule = Rule {
    name: "optional-end-tag",
    group: Group::Structure,
    summary: "An end tag that HTML lets you leave out",
    why: "HTML requires no end tag for `<li>` and `<p>`. Some teams do, because XML tools need them and careless \
          edits are safer with them.",
    severity: Severity::Info,
    on: false,
    fix: None,
    flavors: Flavor::ALL,
    triggers: Facts::trouble(Trouble::OptionalEnd),
    scope: Scope::Block,
    options: &[],
    examples: &[
        Example::Bad { flavor: Flavor::Html, text: "<ul><li>Bread</ul>\n", at: "<li>", fixed: Fixed::No },
        Example::Good { flavor: Flavor::Html, text: "<ul><li>Bread</li></ul>\n" },
    ],
    check,
};

fn check(context: &Context, findings: &mut Findings) {
    for (_, tag) in context.troubled(Trouble::OptionalEnd) {
        let name = tag.element.name();
        let help = format!("Add `</{name}>` where the element ends");
        findings.add(Finding::new(tag.span, format!("`<{name}>` has no end tag")).help(help));
    }
}
