use crate::findings::{Context, Facts, Finding, Findings, Fix, Safety, Severity};
use crate::rules::{Example, Fixed, Group, Rule, Scope};
use crate::text::{Flavor, Span};
use crate::tree::{Tag, Trouble};

/// A paragraph that begins at the end of its parent and holds nothing.
pub static RULE: Rule = Rule {
    name: "empty-paragraph",
    group: Group::Structure,
    summary: "An empty paragraph at the end of its parent",
    why: "Editors that put paragraphs around everything leave a `<p>` before the end of a block. It is empty and \
          shows as a gap.",
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
            text: "<div>\n<p>Yes, on Mondays.</p>\n<p></div>\n",
            at: "<p>^2",
            fixed: Fixed::Unsafe("<div>\n<p>Yes, on Mondays.</p>\n</div>\n"),
        },
        Example::Good { flavor: Flavor::Html, text: "<div><p>One<p>Two</div>\n" },
        Example::Good { flavor: Flavor::Html, text: "<p></p>\n<p class=\"gap\">\n" },
    ],
    check,
};

fn check(context: &Context, findings: &mut Findings) {
    for (index, tag) in context.troubled(Trouble::OptionalEnd) {
        if tag.element.name() == "p" && tag.attribute_count == 0 && ends_with_parent(context, index, tag) {
            let reason = "the text of the paragraph may be missing";
            let fix = Fix::unsafe_("Remove the empty <p>", vec![context.removal(tag.span)], reason);
            findings.add(Finding::new(tag.span, "`<p>` is empty: its parent ends right after it").fix(fix));
        }
    }
}

/// Whether nothing but white space is between `tag` and the end tag of its parent.
fn ends_with_parent(context: &Context, index: u32, tag: &Tag) -> bool {
    let Some(next) = context.tree.tags.get(index as usize + 1) else { return false };
    let between = context.slice(Span::new(tag.span.end, next.span.start.max(tag.span.end)));
    let is_parents = tag.parent.is_some() && next.partner == tag.parent;
    next.is_end() && is_parents && between.trim().is_empty()
}
