use crate::findings::{Context, Edit, Facts, Finding, Findings, Fix, Safety, Severity};
use crate::rules::{Example, Fixed, Group, Rule, Scope};
use crate::text::{Flavor, Span};
use crate::tokens::Quotes;
use crate::tree::{Trouble, mended_attribute};

/// Typographic quotes around an attribute value.
pub static RULE: Rule = Rule {
    name: "curly-attribute-quotes",
    group: Group::Tags,
    summary: "Typographic quotes around an attribute value",
    why: "A browser reads `“` as part of the value: links lead nowhere and classes do not match. Word processors and \
          typographic clean-up insert these quotes.",
    severity: Severity::Error,
    on: true,
    fix: Some(Safety::Safe),
    flavors: Flavor::ALL,
    triggers: Facts::trouble(Trouble::CurlyQuotes),
    scope: Scope::Block,
    options: &[],
    examples: &[
        Example::Bad {
            flavor: Flavor::Html,
            text: "<p><a href=“https://example.org”>The site</a></p>\n",
            at: "“https://example.org”",
            fixed: Fixed::Safe("<p><a href=\"https://example.org\">The site</a></p>\n"),
        },
        Example::Bad {
            flavor: Flavor::Html,
            text: "<p><span style=“color：red”>Closed</span></p>\n",
            at: "“color：red”",
            fixed: Fixed::Safe("<p><span style=\"color:red\">Closed</span></p>\n"),
        },
        Example::Good { flavor: Flavor::Html, text: "<p><img alt=\"The “old” pier\" src=\"a.jpg\"></p>\n" },
    ],
    check,
};

fn check(context: &Context, findings: &mut Findings) {
    for (_, tag) in context.troubled(Trouble::CurlyQuotes) {
        for attribute in context.attributes(tag).iter().filter(|attribute| attribute.quotes == Quotes::Curly) {
            let name = context.slice(attribute.name);
            let edit = Edit::replace(
                Span::new(attribute.name.start, attribute.value.end),
                mended_attribute(context.text(), attribute),
            );
            let fix = Fix::safe("Write straight quotes", vec![edit]);
            findings.add(
                Finding::new(attribute.value, format!("Typographic quotes around the value of `{name}`")).fix(fix),
            );
        }
    }
}
