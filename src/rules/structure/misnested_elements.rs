use crate::findings::{Context, Edit, Facts, Finding, Findings, Fix, Safety, Severity};
use crate::rules::{Example, Fixed, Group, Rule, Scope};
use crate::text::{Flavor, Span};
use crate::tree::{Tag, Trouble};

/// Elements that overlap.
pub static RULE: Rule = Rule {
    name: "misnested-elements",
    group: Group::Structure,
    summary: "Elements that overlap",
    why: "`<b><i>…</b></i>`: the outer element ends before the inner one. Browsers guess, each in its own way outside the simple cases.",
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
    for (index, tag) in context.troubled(Trouble::Misnested) {
        let name = tag.element.name();
        let mut finding = Finding::new(tag.span, format!("`</{name}>` comes before an element inside it has ended"));
        if let Some(start) = context.partner(tag) {
            finding = finding.related(start.span, format!("`<{name}>` begins here"));
        }
        findings.add(match swap(context, index, tag) {
            Some(fix) => finding.fix(fix),
            None => finding.help("Close the inner element before the outer one"),
        });
    }
}

/// Swaps the end tag with the one that follows directly.
fn swap(context: &Context, index: u32, tag: &Tag) -> Option<Fix> {
    let next = context.tree.tags.get(index as usize + 1)?;
    let between = context.slice(Span::new(tag.span.end, next.span.start.max(tag.span.end)));
    // Only the end tag of an element further in may come before this one.
    let is_inner = next.is_end() && next.partner > tag.partner;
    if !is_inner || !between.trim().is_empty() {
        return None;
    }
    let edits = vec![Edit::replace(tag.span, context.intended(next)), Edit::replace(next.span, context.intended(tag))];
    Some(Fix::unsafe_("Swap the two end tags", edits, "one of them may be the wrong tag"))
}
