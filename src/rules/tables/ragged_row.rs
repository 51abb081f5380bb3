use crate::findings::{Context, Facts, Finding, Findings, Severity};
use crate::rules::{Example, Fixed, Group, Rule, Scope};
use crate::text::Flavor;
use crate::tokens::{Element, Is};
use crate::tree::{Role, Tag};

/// A row of an HTML table with another number of cells than all the others.
pub static RULE: Rule = Rule {
    name: "ragged-row",
    group: Group::Tables,
    summary: "A row whose number of cells differs from all other rows of its table",
    why: "A missing or doubled cell tag shifts the rest of its row. HTML allows rows of different lengths, so the \
          rule is off by default. Tables with spanning cells are left alone.",
    severity: Severity::Info,
    on: false,
    fix: None,
    flavors: Flavor::ALL,
    triggers: Facts::LESS,
    scope: Scope::Document,
    options: &[],
    examples: &[
        Example::Bad {
            flavor: Flavor::Html,
            text: "<table><tr><td>1</td><td>2</td></tr><tr><td>3</td></tr><tr><td>4</td><td>5</td></tr></table>\n",
            at: "<tr>^2",
            fixed: Fixed::No,
        },
        Example::Good {
            flavor: Flavor::Html,
            text: "<table><tr><td colspan=\"2\">1</td></tr><tr><td>3</td><td>4</td></tr><tr><td>5</td><td>6</td></tr></table>\n",
        },
    ],
    check,
};

fn check(context: &Context, findings: &mut Findings) {
    let mut index = 0;
    let tags = &context.tree.tags;
    while index < tags.len() {
        if tags[index].element == Element::TABLE && tags[index].role == Role::Start {
            let end = tags[index].partner.map_or(tags.len(), |end| end as usize);
            check_table(context, &tags[index + 1..end.max(index + 1)], findings);
        }
        index += 1;
    }
}

/// Reports the rows that differ where all others agree. `tags` are in one table; one with tables in it is left alone.
fn check_table(context: &Context, tags: &[Tag], findings: &mut Findings) {
    let mut rows: Vec<(&Tag, u32)> = Vec::new();
    for tag in tags.iter().filter(|tag| tag.role == Role::Start) {
        if tag.element.is(Is::ROW) {
            rows.push((tag, 0));
        } else if tag.element.is(Is::CELL) {
            let spans = context.attributes(tag).iter().any(|attribute| context.slice(attribute.name).ends_with("span"));
            let Some(row) = rows.last_mut().filter(|_| !spans) else { return };
            row.1 += 1;
        } else if tag.element == Element::TABLE {
            return;
        }
    }
    let mut widths: Vec<u32> = rows.iter().map(|row| row.1).collect();
    widths.sort_unstable();
    let Some(&usual) = widths.get(widths.len() / 2) else { return };
    let odd: Vec<_> = rows.iter().filter(|row| row.1 != usual).collect();
    if rows.len() < 3 || odd.len() * 3 > rows.len() {
        return;
    }
    for (tag, width) in odd {
        let message = format!("This row has {width} cells but the others have {usual}");
        findings.add(Finding::new(tag.span, message).help("Look for a missing or doubled cell tag"));
    }
}
