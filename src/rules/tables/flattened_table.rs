use crate::findings::{Context, Facts, Finding, Findings, Safety, Severity};
use crate::grids::{read_paragraphs, read_plain, read_tagged};
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
            flavor: Flavor::Text,
            text: "< tr >< thFish Price Season\n< tdHerring3.50Spring < tdMackerel . . . . . $ $ $ < tdCod6.10Winter table >\n",
            at: "< tr >< thFish Price Season\n< tdHerring3.50Spring < tdMackerel . . . . . $ $ $ < tdCod6.10Winter table >",
            fixed: Fixed::Unsafe(
                "| Fish | Price | Season |\n|---|---|---|\n| Herring | 3.50 | Spring |\n\
                 | Mackerel | . . . . . $ $ $ | |\n| Cod | 6.10 | Winter |\n",
            ),
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
        Example::Bad {
            flavor: Flavor::Markdown,
            text: "Fish\tPrice\tSeason\nHerring\t3.50\tSpring\nCod\t6.10\tWinter\n",
            at: "Fish\tPrice\tSeason\nHerring\t3.50\tSpring\nCod\t6.10\tWinter",
            fixed: Fixed::Unsafe(
                "| Fish | Price | Season |\n|---|---|---|\n| Herring | 3.50 | Spring |\n| Cod | 6.10 | Winter |\n",
            ),
        },
        Example::Bad {
            flavor: Flavor::Text,
            text: "The prices of today:\n\nFish     Price  Season\nHerring  3.50   Spring\nCod      6.10   Winter\n",
            at: "Fish     Price  Season\nHerring  3.50   Spring\nCod      6.10   Winter",
            fixed: Fixed::Unsafe(
                "The prices of today:\n\n| Fish | Price | Season |\n|---|---|---|\n| Herring | 3.50 | Spring |\n\
                 | Cod | 6.10 | Winter |\n",
            ),
        },
        Example::Bad {
            flavor: Flavor::Markdown,
            text: "Fish\nPrice\n\nHerring\n3.50\n\nCod\n6.10\n\nMackerel\n4.20\n",
            at: "Fish\nPrice\n\nHerring\n3.50\n\nCod\n6.10\n\nMackerel\n4.20",
            fixed: Fixed::Unsafe(
                "| Fish | Price |\n|---|---|\n| Herring | 3.50 |\n| Cod | 6.10 |\n| Mackerel | 4.20 |\n",
            ),
        },
        Example::Bad {
            flavor: Flavor::Markdown,
            text: "FishBoatSeason\nFat herringThe AuroraEarly spring\nSmoked codThe BellaLate winter\n",
            at: "FishBoatSeason\nFat herringThe AuroraEarly spring\nSmoked codThe BellaLate winter",
            fixed: Fixed::Unsafe(
                "| Fish | Boat | Season |\n|---|---|---|\n| Fat herring | The Aurora | Early spring |\n\
                 | Smoked cod | The Bella | Late winter |\n",
            ),
        },
        Example::Bad {
            flavor: Flavor::Html,
            text: "<p>Fish\tPrice<br>\nHerring\t3.50<br>\nCod\t6.10</p>\n",
            at: "Fish\tPrice<br>\nHerring\t3.50<br>\nCod\t6.10",
            fixed: Fixed::Unsafe(
                "<table>\n<tr><th>Fish</th><th>Price</th></tr>\n<tr><td>Herring</td><td>3.50</td></tr>\n\
                 <tr><td>Cod</td><td>6.10</td></tr>\n</table>\n",
            ),
        },
        Example::Bad {
            flavor: Flavor::Html,
            text: "<p>Today: | Fish | Price | |---|---| | Herring | 3.50 | | Cod | 6.10 |</p>\n",
            at: "| Fish | Price | |---|---| | Herring | 3.50 | | Cod | 6.10 |",
            fixed: Fixed::Unsafe(
                "<p>Today:</p>\n<table>\n<tr><th>Fish</th><th>Price</th></tr>\n<tr><td>Herring</td><td>3.50</td></tr>\n\
                 <tr><td>Cod</td><td>6.10</td></tr>\n</table>\n",
            ),
        },
        Example::Good {
            flavor: Flavor::Text,
            text: "ls        shows what a folder holds\ncd        goes to another folder\nmkdir     makes a folder\n",
        },
        Example::Good { flavor: Flavor::Text, text: "Preface\t1\nThe harbour\t7\nThe mole\t19\nIndex\t43\n" },
        Example::Good {
            flavor: Flavor::Text,
            text: "Anna Berg\nQuay 12\n4021 Stavanger\n\nJon Dahl\nMole 3\n5003 Bergen\n\nIda Lie\nPier 7\n7010 Trondheim\n",
        },
        Example::Good {
            flavor: Flavor::Markdown,
            text: "GitHub\nGitLab\nBitBucket\n\nThe tide comes in,\nthe boats go out,\n\nthe moon is pale,\nthe nets are stout.\n",
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
    let in_paragraphs = read_paragraphs(context.source, context.tree);
    for table in read_plain(context.source, context.lines).into_iter().chain(in_paragraphs) {
        if !context.in_code(table.span.start) {
            let finding = Finding::new(table.span, "A table was flattened into text");
            findings.add(restore::offer(context, finding, table.span, Some(table.reading)));
        }
    }
}
