use crate::findings::{Context, Facts, Finding, Findings, Fix, Safety, Severity};
use crate::rules::{Example, Fixed, Group, Rule, Scope};
use crate::text::{Flavor, Span};
use crate::tree::{Role, Tag, Trouble};

/// A paragraph or list item whose tags are both there twice.
pub static RULE: Rule = Rule {
    name: "doubled-tag",
    group: Group::Structure,
    summary: "A paragraph or list item whose tags are both there twice",
    why: "The first `<p>` or `<li>` ends at the second one and stays empty: it shows as a gap or as a bullet without \
          text. Editors and import programs that wrap what is wrapped already leave it.",
    severity: Severity::Warning,
    on: true,
    fix: Some(Safety::Unsafe),
    flavors: Flavor::ALL,
    triggers: Facts::trouble(Trouble::OptionalEnd),
    scope: Scope::Block,
    options: &[],
    examples: &[
        Example::Bad {
            flavor: Flavor::Html,
            text: "<ul>\n<li><li>Bring a map.\n</li></li>\n</ul>\n",
            at: "<li><li>Bring a map.\n</li></li>",
            fixed: Fixed::Unsafe("<ul>\n<li>Bring a map.\n</li>\n</ul>\n"),
        },
        Example::Good { flavor: Flavor::Html, text: "<p>One<p>Two</p>\n<ul><li><li>Three</li></ul>\n" },
    ],
    check,
};

/// Bytes of an element that a finding covers as a whole.
const LONGEST: u32 = 200;

fn check(context: &Context, findings: &mut Findings) {
    let tags = &context.tree.tags;
    for (index, tag) in context.troubled(Trouble::OptionalEnd) {
        let Some((second, end)) = doubled(tags, index as usize) else { continue };
        let name = tag.element.name();
        let edits = vec![context.removal(tag.span), context.removal(tags[end].span)];
        let fix = Fix::unsafe_(format!("Remove one <{name}>"), edits, "the text of the first one may be missing");
        let message = format!("`<{name}>` is there twice, and so is its end tag");
        let whole = Span::new(tag.span.start, tags[end].span.end);
        let ends = Span::new(tags[end - 1].span.start, whole.end);
        findings.add(if whole.len() <= LONGEST {
            Finding::new(whole, message).fix(fix)
        } else {
            let starts = Span::new(tag.span.start, tags[second].span.end);
            Finding::new(starts, message).related(ends, "The end tags are here").fix(fix)
        });
    }
}

/// The second start tag and the second end tag of the element whose first start tag is the tag number `first`.
fn doubled(tags: &[Tag], first: usize) -> Option<(usize, usize)> {
    let [tag, next, ..] = tags.get(first..)? else { return None };
    let is_one = matches!(tag.element.name(), "p" | "li") && tag.attribute_count == 0;
    let is_same = next.role == Role::Start && next.element == tag.element && next.span.start == tag.span.end;
    let end = next.partner.filter(|_| is_one && is_same)? as usize;
    let [last, after, ..] = tags.get(end..)? else { return None };
    let is_doubled =
        after.is_end() && after.element == tag.element && after.partner.is_none() && after.span.start == last.span.end;
    is_doubled.then_some((first + 1, end + 1))
}

/// Whether the end tag number `index`, which closes nothing, is the second one of such an element.
pub(super) fn is_second_end(tags: &[Tag], index: usize) -> bool {
    let start = index.checked_sub(1).and_then(|before| tags[before].partner);
    let first = start.and_then(|start| (start as usize).checked_sub(1));
    first.is_some_and(|first| tags[first].trouble == Some(Trouble::OptionalEnd) && doubled(tags, first).is_some())
}
