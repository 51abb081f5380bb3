use crate::constructs::Undefined;
use crate::findings::{Context, Edit, Facts, Finding, Findings, Fix, Safety, Severity};
use crate::rules::{Example, Fixed, Group, Rule, Scope};
use crate::text::Flavor;

/// A link by reference whose label is defined nowhere.
pub static RULE: Rule = Rule {
    name: "undefined-reference",
    group: Group::Markdown,
    summary: "A link by reference whose label the article does not define",
    why: "`[text][label]` is a link only where a line `[label]: address` follows or comes before; else readers see the \
          brackets. Translation changes one of the two, and cuts leave one out. It is reported only in articles that \
          define other labels.",
    severity: Severity::Warning,
    on: true,
    fix: Some(Safety::Unsafe),
    flavors: Flavor::WITH_MARKDOWN,
    triggers: Facts::BRACKET,
    scope: Scope::Document,
    options: &[],
    examples: &[
        Example::Bad {
            flavor: Flavor::Markdown,
            text: "Leia o [guia de remo][] antes.\n\n[rowing guide]: https://example.org/guide\n",
            at: "[guia de remo][]",
            fixed: Fixed::Unsafe(
                "Leia o [guia de remo][rowing guide] antes.\n\n[rowing guide]: https://example.org/guide\n",
            ),
        },
        Example::Good { flavor: Flavor::Markdown, text: "The cell `grid[row][column]` and rows[first][second].\n" },
        Example::Good { flavor: Flavor::Markdown, text: "See [the notes][notes] in a file that defines nothing.\n" },
    ],
    check,
};

fn check(context: &Context, findings: &mut Findings) {
    for found in context.undefined_references() {
        if context.is_prose(found.span) {
            findings.add(finding(context, &found));
        }
    }
}

fn finding(context: &Context, found: &Undefined) -> Finding {
    let label = context.slice(found.label);
    let what = if label.is_empty() { "its text".to_owned() } else { format!("`{label}`") };
    let finding = Finding::new(found.span, format!("This will not be a link: no line defines {what}"));
    match &found.meant {
        Some(meant) => {
            let edit = Edit::replace(found.label, meant.as_str());
            finding.fix(Fix::unsafe_(format!("Write the label `{meant}`"), vec![edit], "another link may have been meant"))
        }
        None => finding.help("Add a line with the label and its address, or correct the label"),
    }
}
