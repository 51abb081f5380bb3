use crate::findings::{Context, Facts, Finding, Findings, Fix, Safety, Severity};
use crate::rules::{Example, Fixed, Group, Rule, Scope};
use crate::text::Flavor;
use crate::tokens::Element;
use crate::tree::{Role, Tag};

/// A link inside a link.
pub static RULE: Rule = Rule {
    name: "nested-link",
    group: Group::Structure,
    summary: "A link inside a link",
    why: "A browser ends the outer link where the inner one begins, so that half of it leads nowhere. Editors and \
          programs that turn addresses into links once more leave such pairs.",
    severity: Severity::Error,
    on: true,
    fix: Some(Safety::Unsafe),
    flavors: Flavor::ALL,
    triggers: Facts::LESS,
    scope: Scope::Block,
    options: &[],
    examples: &[
        Example::Bad {
            flavor: Flavor::Html,
            text: "<p>Read <a href=\"/notes\" rel=\"me\"><a href=\"/notes\">the notes</a></a> first.</p>\n",
            at: "<a href=\"/notes\">",
            fixed: Fixed::Unsafe("<p>Read <a href=\"/notes\" rel=\"me\">the notes</a> first.</p>\n"),
        },
        Example::Bad {
            flavor: Flavor::Html,
            text: "<p><a href=\"#locks\">Locks (page <a href=\"#p3\">3</a>)</a></p>\n",
            at: "<a href=\"#p3\">",
            fixed: Fixed::No,
        },
        Example::Good { flavor: Flavor::Html, text: "<p><a name=\"top\"><a href=\"/notes\">The notes</a></a></p>\n" },
        Example::Good { flavor: Flavor::Html, text: "<p><a href=\"/map\">One</a> <a href=\"/notes\">the notes</a></p>\n" },
    ],
    check,
};

fn check(context: &Context, findings: &mut Findings) {
    let links = context.tree.tags.iter().filter(|tag| tag.element == Element::A && tag.role == Role::Start);
    for tag in links {
        let parent = tag.parent.map(|index| &context.tree.tags[index as usize]);
        let Some(outer) = parent.filter(|parent| parent.element == Element::A && parent.partner.is_some()) else { continue };
        if is_link(context, tag) && is_link(context, outer) && !tag.is_damaged() {
            findings.add(finding(context, outer, tag));
        }
    }
}

fn is_link(context: &Context, tag: &Tag) -> bool {
    let name = |name: &str| name.eq_ignore_ascii_case("href");
    tag.partner.is_some() && context.attributes(tag).iter().any(|attribute| name(context.slice(attribute.name)))
}

fn finding(context: &Context, outer: &Tag, inner: &Tag) -> Finding {
    let finding = Finding::new(inner.span, "A link inside a link: the outer one ends here");
    let ends = context.partner(outer).zip(context.partner(inner));
    let Some((_, end)) = ends.filter(|(outer_end, end)| outer.span.end == inner.span.start && end.span.end == outer_end.span.start)
    else {
        return finding.help("Keep one of the links, or end the outer one before the inner one");
    };
    let edits = vec![context.removal(inner.span), context.removal(end.span)];
    finding.fix(Fix::unsafe_("Remove the inner link", edits, "the inner link may be the right one"))
}
