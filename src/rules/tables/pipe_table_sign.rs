use crate::findings::{Context, Edit, Facts, Finding, Findings, Fix, Safety, Severity};
use crate::grids::read_worn;
use crate::rules::{restore, Example, Fixed, Group, Rule, Scope};
use crate::text::wear::Wear;
use crate::text::{Flavor, Span};
use crate::tree::{PipeTable, folded_delimiter};

/// Pipes of a table that are none.
pub static RULE: Rule = Rule {
    name: "pipe-table-sign",
    group: Group::Tables,
    summary: "Full-width, doubled, escaped or look-alike pipes in a row of a pipe table",
    why: "Cells of a pipe table end with `|` (GFM 4.10). Input methods write `｜`, scanners read `¦`, editors escape \
          `\\|`, and a pipe that is there twice makes an empty cell: the row loses its cells, or the whole table is shown \
          as text. How many cells a row should have the other rows tell.",
    severity: Severity::Error,
    on: true,
    fix: Some(Safety::Safe),
    flavors: Flavor::WITH_MARKDOWN,
    triggers: Facts::PIPE.union(Facts::NON_ASCII),
    scope: Scope::Block,
    options: &[],
    examples: &[
        Example::Bad {
            flavor: Flavor::Markdown,
            text: "| Berth | Rate |\n|---|---|\n| North ｜ 50 |\n",
            at: "| North ｜ 50 |",
            fixed: Fixed::Safe("| Berth | Rate |\n|---|---|\n| North | 50 |\n"),
        },
        Example::Bad {
            flavor: Flavor::Markdown,
            text: "| Berth | Rate |\n|---|---|\n|| North | 50 |\n| South | 60 |\n",
            at: "|| North | 50 |",
            fixed: Fixed::Unsafe("| Berth | Rate |\n|---|---|\n| North | 50 |\n| South | 60 |\n"),
        },
        Example::Bad {
            flavor: Flavor::Markdown,
            text: "| Berth | Rate |\n｜－－－｜－－－｜\n| North | 50 |\n",
            at: "｜－－－｜－－－｜",
            fixed: Fixed::Safe("| Berth | Rate |\n|---|---|\n| North | 50 |\n"),
        },
        Example::Bad {
            flavor: Flavor::Markdown,
            text: "¦ Berth ¦ Rate ¦\n¦---¦---¦\n¦ North ¦ 50 ¦\n",
            at: "¦ Berth ¦ Rate ¦\n¦---¦---¦\n¦ North ¦ 50 ¦",
            fixed: Fixed::Unsafe("| Berth | Rate |\n|---|---|\n| North | 50 |\n"),
        },
        Example::Good {
            flavor: Flavor::Markdown,
            text: "│ Harbour │ 3 │\n├─────────┼───┤\n│ Mole    │ 5 │\n",
        },
        Example::Good {
            flavor: Flavor::Markdown,
            text: "| Sign | Means |\n|---|---|\n| `a\\|b` | a \\| b |\n| ｜ | wide |\n| ¦ ||\n",
        },
    ],
    check,
};

fn check(context: &Context, findings: &mut Findings) {
    for table in context.marks.tables() {
        let rows = [&table.header, &table.delimiter].into_iter().chain(&table.body);
        for row in rows.filter(|row| !row.worn.is_empty()) {
            let mut edits: Vec<Edit> = row.worn.iter().map(|(span, sign)| Edit::replace(*span, *sign)).collect();
            if row.span == table.delimiter.span && row.wear != Wear::DOUBLED {
                edits = vec![Edit::replace(row.span, folded_delimiter(context.slice(row.span)))];
            }
            findings.add(finding(row.span, row.wear, edits, table));
        }
        if context.facts.contains(Facts::NON_ASCII) {
            escapes(context, table, findings);
        }
    }
    if context.facts.contains(Facts::NON_ASCII) {
        without_pipes(context, findings);
    }
}

/// Tables that have no pipe at all.
fn without_pipes(context: &Context, findings: &mut Findings) {
    for table in read_worn(context.text(), context.lines.list()) {
        if !context.in_code(table.span.start) {
            let message = "These rows are parted by signs that look like pipes: they are shown as text";
            let finding = Finding::new(table.span, message).mends(table.span);
            findings.add(restore::offer(context, finding, table.span, Some(table.reading)));
        }
    }
}

/// Full-width pipes behind a backslash: the escape of a pipe in code.
fn escapes(context: &Context, table: &PipeTable, findings: &mut Findings) {
    for row in table.body.iter().filter(|row| row.worn.is_empty()) {
        for written in ["＼｜", "\\｜"] {
            for (at, _) in context.slice(row.span).match_indices(written) {
                let span = Span::of(row.span.start as usize + at, row.span.start as usize + at + written.len());
                let fix = Fix::safe("Write `\\|`", vec![Edit::replace(span, "\\|")]);
                findings.add(Finding::new(span, "Full-width signs in place of an escaped pipe").fix(fix));
            }
        }
    }
}

fn finding(span: Span, wear: Wear, edits: Vec<Edit>, table: &PipeTable) -> Finding {
    let what = match wear {
        Wear::DOUBLED => "A pipe too many in this row",
        wear if wear.contains(Wear::ESCAPED) => "Escaped pipes in this row",
        wear if wear.contains(Wear::FULL_WIDTH) => "Full-width pipes in this row",
        _ => "Signs that look like pipes in this row",
    };
    let fix = if wear == Wear::FULL_WIDTH {
        Fix::safe("Write pipes", edits)
    } else {
        let title = if wear == Wear::DOUBLED { "Delete the pipe" } else { "Write pipes" };
        Fix::unsafe_(title, edits, "the sign may belong to the text of a cell")
    };
    Finding::new(span, format!("{what}: it will not have as many cells as the others")).mends(table.span()).fix(fix)
}
