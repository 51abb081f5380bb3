use crate::findings::{Context, Edit, Facts, Finding, Findings, Fix, Safety, Severity};
use crate::rules::{Example, Fixed, Group, Rule, Scope};
use crate::text::Flavor;
use crate::tree::{PipeRow, PipeTable};

/// A paragraph directly below a pipe table.
pub static RULE: Rule = Rule {
    name: "swallowed-paragraph",
    group: Group::Tables,
    summary: "A paragraph directly below a pipe table, which becomes a row of the table",
    why: "A pipe table ends at the first blank line (GFM 4.10). Without one, the paragraph below becomes the first \
          cell of another row. Exports that drop blank lines do this.",
    severity: Severity::Warning,
    on: true,
    fix: Some(Safety::Unsafe),
    flavors: Flavor::WITH_MARKDOWN,
    triggers: Facts::PIPE,
    scope: Scope::Block,
    options: &[],
    examples: &[
        Example::Bad {
            flavor: Flavor::Markdown,
            text: "| Berth | Rate |\n|---|---|\n| North | 50 |\nAll rates are per night.\n",
            at: "All rates are per night.",
            fixed: Fixed::Unsafe("| Berth | Rate |\n|---|---|\n| North | 50 |\n\nAll rates are per night.\n"),
        },
        Example::Good { flavor: Flavor::Markdown, text: "Berth | Rate\n---|---\nNorth | 50\nSouth\n" },
        Example::Good { flavor: Flavor::Markdown, text: "| Berth | Rate |\n|---|---|\n| North | 50 |\n{: .narrow}\n" },
    ],
    check,
};

fn check(context: &Context, findings: &mut Findings) {
    for table in context.marks.tables() {
        let Some(row) = swallowed(context, table) else { continue };
        let reason = "the line may be meant as a row of one cell";
        let fix = Fix::unsafe_("Add a blank line before it", vec![Edit::insert(row.span.start, "\n")], reason);
        findings.add(Finding::new(row.span, "This paragraph becomes a row of the table above it").fix(fix));
    }
}

/// The first line below the rows that is prose.
fn swallowed<'a>(context: &Context, table: &'a PipeTable) -> Option<&'a PipeRow> {
    let text = context.text();
    let rows = table.body.iter().take_while(|row| context.slice(row.span).contains('|')).count();
    let row = table.body.get(rows)?;
    let encloses = table.header.is_enclosed(text) && table.body[..rows].iter().all(|row| row.is_enclosed(text));
    let follow = table.body[rows..].iter().all(|row| !context.slice(row.span).contains('|'));
    let line = context.slice(row.span);
    let is_sentence = line.split_whitespace().count() >= 4 || line.ends_with(['.', '。', '!', '?', ':']);
    let first = line.chars().next()?;
    let begins = first.is_alphabetic() || matches!(first, '*' | '_' | '"' | '“' | '[' | '`');
    // The quote marks and the indentation of a container would have to be repeated.
    let at_margin = context.lines.at(row.span.start).span.start == row.span.start;
    let is_definition = line.starts_with('[') && line.contains("]:");
    (rows > 0 && encloses && follow && is_sentence && begins && at_margin && !is_definition).then_some(row)
}
