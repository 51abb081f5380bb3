use crate::findings::{Context, Facts, Finding, Findings, Safety, Severity};
use crate::grids::{read_plain, read_tagged};
use crate::rules::{restore, Example, Fixed, Group, Rule, Scope};
use crate::text::Flavor;

/// A table that was flattened into text.
pub static RULE: Rule = Rule {
    name: "flattened-table",
    group: Group::Tables,
    summary: "A table that was flattened into text",
    why: "A converter dropped a table and left its words in a row, with some of its tags between them, whole or \
          damaged. All of it is one damage, reported once. If the remaining tags show every cell, the rows can be \
          rebuilt; if not, only the original can tell.",
    severity: Severity::Error,
    on: true,
    fix: Some(Safety::Unsafe),
    flavors: Flavor::ALL,
    triggers: Facts::ALWAYS,
    scope: Scope::Block,
    options: &[],
    examples: &[
        Example::Bad {
            flavor: Flavor::Html,
            text: "<p>Region North South 12< td >Old East 7< / tbody ></p>\n",
            at: "Region North South 12< td >Old East 7< / tbody >",
            fixed: Fixed::No,
        },
        Example::Bad {
            flavor: Flavor::Markdown,
            text: "Prices:\n\n< tr >< tdTea< td >2< tr >< tdMilk< td >1 table >\n",
            at: "< tr >< tdTea< td >2< tr >< tdMilk< td >1 table >",
            fixed: Fixed::Unsafe("Prices:\n\n| Tea | 2 |\n|---|---|\n| Milk | 1 |\n"),
        },
        Example::Bad {
            flavor: Flavor::Markdown,
            text: "< tr >< thFish Price Season\n< tdHerring3.50Spring < tdMackerel4.20Summer < tdCod6.10Winter table >\n",
            at: "< tr >< thFish Price Season\n< tdHerring3.50Spring < tdMackerel4.20Summer < tdCod6.10Winter table >",
            fixed: Fixed::Unsafe(
                "| Fish | Price | Season |\n|---|---|---|\n| Herring | 3.50 | Spring |\n| Mackerel | 4.20 | Summer |\n\
                 | Cod | 6.10 | Winter |\n",
            ),
        },
        Example::Bad {
            flavor: Flavor::Html,
            text: "<p>Prices:</p>\n< tr >< tdTea< td >2< tr >< tdMilk< td >1 table >\n",
            at: "< tr >< tdTea< td >2< tr >< tdMilk< td >1 table >",
            fixed: Fixed::Unsafe(
                "<p>Prices:</p>\n<table>\n<tr><td>Tea</td><td>2</td></tr>\n<tr><td>Milk</td><td>1</td></tr>\n</table>\n",
            ),
        },
        Example::Good { flavor: Flavor::Html, text: "<table><tr><td>Tea<td>2<tr><td>Milk<td>1</table>\n" },
        Example::Good { flavor: Flavor::Html, text: "<tr>\n<td>A row for a template</td>\n<td>2</td>\n</tr>\n" },
    ],
    check,
};

fn check(context: &Context, findings: &mut Findings) {
    for table in &context.tree.flattened {
        let finding = Finding::new(table.span, "A table was flattened into text");
        let reading = read_tagged(context.text(), context.tree, table);
        findings.add(restore::offer(context, finding, table.span, reading));
    }
    for table in read_plain(context.source, context.lines) {
        if !context.in_code(table.span.start) {
            let finding = Finding::new(table.span, "A table was flattened into text");
            findings.add(restore::offer(context, finding, table.span, Some(table.reading)));
        }
    }
}
