use crate::findings::{Context, Edit, Facts, Finding, Findings, Fix, Safety, Severity};
use crate::rules::{Example, Fixed, Group, Rule, Scope};
use crate::text::Flavor;
use crate::tree::LinkDamage;

/// Typographic quotes around the title of a link.
pub static RULE: Rule = Rule {
    name: "curly-link-title",
    group: Group::Markdown,
    summary: "Typographic quotes around the title of a link",
    why: "The title of a link goes in straight quotes. Word processors and typographic clean-up make them curly, and \
          the whole link is then plain text.",
    severity: Severity::Error,
    on: true,
    fix: Some(Safety::Safe),
    flavors: Flavor::WITH_MARKDOWN,
    triggers: Facts::NON_ASCII,
    scope: Scope::Block,
    options: &[],
    examples: &[
        Example::Bad {
            flavor: Flavor::Markdown,
            text: "[Map](https://example.org/map “Harbour map”)\n",
            at: "“Harbour map”",
            fixed: Fixed::Safe("[Map](https://example.org/map \"Harbour map\")\n"),
        },
        Example::Bad {
            flavor: Flavor::Markdown,
            text: "[Map](https://example.org/map \"Harbour map”)\n",
            at: "\"Harbour map”",
            fixed: Fixed::Safe("[Map](https://example.org/map \"Harbour map\")\n"),
        },
        Example::Good {
            flavor: Flavor::Markdown,
            text: "[Map](https://example.org/map \"The “old” map\") and [“new” map](/new).\n",
        },
    ],
    check,
};

fn check(context: &Context, findings: &mut Findings) {
    for link in context.links().filter(|link| link.damage == LinkDamage::CurlyTitle) {
        let title = context.slice(link.title);
        let mut inner = title.chars();
        inner.next();
        inner.next_back();
        let straight = format!("\"{}\"", inner.as_str().replace('"', "\\\""));
        let fix = Fix::safe("Write straight quotes", vec![Edit::replace(link.title, straight)]);
        let message = "Typographic quotes around the link title: this will not be a link";
        findings.add(Finding::new(link.title, message).mends(link.span()).fix(fix));
    }
}
