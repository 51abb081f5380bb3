use crate::findings::{Context, Edit, Facts, Finding, Findings, Fix, Safety, Severity};
use crate::rules::{Example, Fixed, Group, Rule, Scope};
use crate::text::{Flavor, Span};
use crate::tree::{Tag, Trouble};

/// Elements that overlap.
pub static RULE: Rule = Rule {
    name: "misnested-elements",
    group: Group::Structure,
    summary: "Elements that overlap",
    why: "In `<b><i>…</b></i>`, the outer element ends before the inner one. Browsers guess what was meant, and \
          outside the simple cases they guess differently.",
    severity: Severity::Warning,
    on: true,
    fix: Some(Safety::Unsafe),
    flavors: Flavor::ALL,
    triggers: Facts::trouble(Trouble::Misnested),
    scope: Scope::Block,
    options: &[],
    examples: &[
        Example::Bad {
            flavor: Flavor::Html,
            text: "<p><b><i>Tea</b></i> at four.</p>\n",
            at: "</b>",
            fixed: Fixed::Unsafe("<p><b><i>Tea</i></b> at four.</p>\n"),
        },
        Example::Good { flavor: Flavor::Html, text: "<p><b><i>Tea</i></b> at four.</p>\n" },
    ],
    check,
};

fn check(context: &Context, findings: &mut Findings) {
    let mut mended = 0;
    for (index, tag) in context.troubled(Trouble::Misnested) {
        let name = tag.element.name();
        let mut finding = Finding::new(tag.span, format!("`</{name}>` comes before an element inside it is closed"));
        if let Some(start) = context.partner(tag) {
            finding = finding.related(start.span, format!("`<{name}>` begins here"));
        }
        // The fix of the first end tag in a row puts all of them in order.
        let fix = if index < mended { None } else { in_order(context, index) };
        if let Some((fix, end)) = fix {
            mended = end;
            finding = finding.fix(fix);
        } else if index < mended {
            finding = finding.help("The fix for the end tags before it moves this one too");
        } else {
            finding = finding.help("Close the inner element before the outer one");
        }
        findings.add(finding);
    }
}

/// How many end tags in a row are put in order at once.
const MOST_TAGS: usize = 1_000;

/// Puts the end tags that follow each other from `first` on in the order in which their elements end; gives the index of
/// the first tag after them as well. `None` if a single one is there or they are in order.
fn in_order(context: &Context, first: u32) -> Option<(Fix, u32)> {
    let tags = &context.tree.tags[first as usize..];
    let follows = |pair: &[Tag]| {
        let between = Span::new(pair[0].span.end, pair[1].span.start.max(pair[0].span.end));
        pair[1].is_end() && pair[1].partner.is_some() && context.slice(between).trim().is_empty()
    };
    let count = 1 + tags.windows(2).take(MOST_TAGS).take_while(|pair| follows(pair)).count();
    let row = &tags[..count];
    let mut ordered: Vec<&Tag> = row.iter().collect();
    // The element that began last ends first.
    ordered.sort_by_key(|tag| std::cmp::Reverse(tag.partner));
    let moved = row.iter().zip(&ordered).filter(|(tag, wanted)| tag.span != wanted.span);
    let edits: Vec<_> = moved.map(|(tag, wanted)| Edit::replace(tag.span, context.intended(wanted))).collect();
    if edits.is_empty() {
        return None;
    }
    let title = if edits.len() == 2 { "Swap the two end tags" } else { "Put the end tags in order" };
    Some((Fix::unsafe_(title, edits, "one of them may be the wrong tag"), first + count as u32))
}
