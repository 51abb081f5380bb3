use crate::findings::{Context, Edit, Facts, Finding, Findings, Fix, Safety, Severity};
use crate::rules::{Example, Fixed, Group, Rule, Scope};
use crate::text::Flavor;
use crate::tree::Trouble;

/// A table cell or row outside a table.
pub static RULE: Rule = Rule {
    name: "stray-cell",
    group: Group::Tables,
    summary: "A table cell or row outside a table",
    why: "A browser ignores `<td>` outside a table and shows a damaged one as text. It is left over from a table \
          whose other tags are gone.",
    severity: Severity::Error,
    on: true,
    fix: Some(Safety::Unsafe),
    flavors: Flavor::ALL,
    triggers: Facts::trouble(Trouble::StrayCell),
    scope: Scope::Block,
    options: &[],
    examples: &[
        Example::Bad {
            flavor: Flavor::Markdown,
            text: "Investment in renewables< tdTechnology\n",
            at: "< td",
            fixed: Fixed::Unsafe("Investment in renewables Technology\n"),
        },
        Example::Good { flavor: Flavor::Markdown, text: "In each row, use a < td > element for a cell.\n" },
        Example::Good { flavor: Flavor::Html, text: "<table><tr><td>A cell</table>\n" },
    ],
    check,
};

fn check(context: &Context, findings: &mut Findings) {
    for (_, tag) in context.troubled(Trouble::StrayCell) {
        let name = tag.element.name();
        let text = context.text();
        let between_words = !text[..tag.span.start as usize].ends_with(char::is_whitespace)
            && !text[tag.span.end as usize..].starts_with(char::is_whitespace);
        let separator = if between_words { " " } else { "" };
        let reason = "the content of the cell is unknown";
        let fix = Fix::unsafe_(format!("Remove <{name}>"), vec![Edit::replace(tag.span, separator)], reason);
        findings.add(Finding::new(tag.span, format!("`<{name}>` is outside a table")).fix(fix));
    }
}
