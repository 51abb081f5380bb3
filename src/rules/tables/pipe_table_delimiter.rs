use crate::findings::{Context, Edit, Facts, Finding, Findings, Fix, Safety, Severity};
use crate::rules::{Example, Fixed, Group, Rule, Scope};
use crate::text::{Flavor, Span};

/// Dashes of a pipe table's delimiter row that are none.
pub static RULE: Rule = Rule {
    name: "pipe-table-delimiter",
    group: Group::Tables,
    summary: "Spaced or typographic dashes in the delimiter row of a pipe table",
    why: "The row below the header must consist of hyphens, `|---|---|`. Translation spaces them, typographic clean-up \
          turns them into dashes, and then the whole table is shown as one paragraph full of pipes (GFM 4.10).",
    severity: Severity::Error,
    on: true,
    fix: Some(Safety::Safe),
    flavors: Flavor::WITH_MARKDOWN,
    triggers: Facts::PIPE,
    scope: Scope::Block,
    options: &[],
    examples: &[
        Example::Bad {
            flavor: Flavor::Markdown,
            text: "| Berth | Rate |\n|---|- - -|\n| North | 50 |\n",
            at: "- - -",
            fixed: Fixed::Safe("| Berth | Rate |\n|---|---|\n| North | 50 |\n"),
        },
        Example::Bad {
            flavor: Flavor::Markdown,
            text: "Berth | Rate\n:— | –:\nNorth | 50\n",
            at: ":— | –:",
            fixed: Fixed::Safe("Berth | Rate\n:--- | ---:\nNorth | 50\n"),
        },
        Example::Good { flavor: Flavor::Markdown, text: "Berth | Rate\n:-|-:\nNorth | 50\nSouth | —\n" },
        Example::Good { flavor: Flavor::Text, text: "+-------+------+\n| Berth | Rate |\n+-------+------+\n| North | 50   |\n+-------+------+\n" },
    ],
    check,
};

fn check(context: &Context, findings: &mut Findings) {
    for table in context.marks.tables() {
        let cells = &table.delimiter.cells;
        // Damaged cells side by side are one damage.
        let broken = |cell: &Span| repaired(context.slice(*cell).trim()).is_some();
        for run in cells.chunk_by(|first, second| broken(first) == broken(second)).filter(|run| run.first().is_some_and(broken)) {
            let mut edits = Vec::new();
            for cell in run {
                let inner = inner(context, *cell);
                edits.extend(repaired(context.slice(inner)).map(|text| Edit::replace(inner, text)));
            }
            let Some(span) = edits.first().zip(edits.last()).map(|(first, last)| Span::new(first.span.start, last.span.end)) else {
                continue;
            };
            let message = "These dashes make no delimiter row: the table is shown as text";
            findings.add(Finding::new(span, message).fix(Fix::safe("Write hyphens", edits)));
        }
    }
}

fn inner(context: &Context, cell: Span) -> Span {
    let text = context.slice(cell);
    let start = cell.start + (text.len() - text.trim_start().len()) as u32;
    Span::new(start, start + text.trim().len() as u32)
}

/// The well-formed cell that was meant, where `cell` is none.
fn repaired(cell: &str) -> Option<String> {
    let dashes = cell.strip_prefix(':').unwrap_or(cell);
    let dashes = dashes.strip_suffix(':').unwrap_or(dashes);
    let is_right = cell.is_empty() || !dashes.is_empty() && dashes.bytes().all(|byte| byte == b'-');
    (!is_right).then(|| {
        let (left, right) = (cell.starts_with(':'), cell.len() > 1 && cell.ends_with(':'));
        format!("{}---{}", if left { ":" } else { "" }, if right { ":" } else { "" })
    })
}
