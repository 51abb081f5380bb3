use crate::findings::{Context, Edit, Facts, Finding, Findings, Fix, Safety, Severity};
use crate::rules::{Example, Fixed, Group, Rule, Scope};
use crate::text::Flavor;
use crate::tokens::Damages;

/// An element name in capitals.
pub static RULE: Rule = Rule {
    name: "uppercase-tag",
    group: Group::Tags,
    summary: "An element name in capitals",
    why: "HTML ignores the case of element names; XML, JSX and many tools do not. Teams that write lowercase turn \
          this rule on.",
    severity: Severity::Info,
    on: false,
    fix: Some(Safety::Safe),
    flavors: &[Flavor::Html, Flavor::Markdown, Flavor::Text],
    triggers: Facts::LESS,
    scope: Scope::Block,
    options: &[],
    examples: &[
        Example::Bad {
            flavor: Flavor::Html,
            text: "<P>Tea at four.</p>\n",
            at: "<P>",
            fixed: Fixed::Safe("<p>Tea at four.</p>\n"),
        },
        Example::Good { flavor: Flavor::Html, text: "<p>Tea at <b>FOUR</b>.</p>\n" },
        Example::Good { flavor: Flavor::Markdown, text: "<Badge>New</Badge>\n" },
    ],
    check,
};

fn check(context: &Context, findings: &mut Findings) {
    if context.source.is_xml() {
        return;
    }
    let harmless = Damages::CURLY_QUOTES | Damages::DUPLICATE_ATTRIBUTE | Damages::END_ATTRIBUTES;
    for tag in context.tree.tags.iter().filter(|tag| tag.element.is_known() && harmless.contains(tag.damages)) {
        let written = context.slice(tag.name);
        if written.bytes().any(|byte| byte.is_ascii_uppercase()) {
            let name = tag.element.name();
            let fix = Fix::safe(format!("Write `{name}`"), vec![Edit::replace(tag.name, name)]);
            findings.add(Finding::new(tag.span, format!("The element name `{written}` has capital letters")).fix(fix));
        }
    }
}
