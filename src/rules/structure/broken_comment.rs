use crate::constructs::{COMMENT, damaged_end};
use crate::findings::{Context, Facts, Findings, Safety, Severity};
use crate::rules::worn::{finding, report};
use crate::rules::{Example, Fixed, Group, Rule, Scope};
use crate::text::Flavor;
use crate::tokens::RegionKind;

/// A comment whose signs are damaged.
pub static RULE: Rule = Rule {
    name: "broken-comment",
    group: Group::Structure,
    summary: "A comment whose signs are damaged",
    why: "A comment stands between `<!--` and `-->`. With a space or a dash that typography made longer in them, readers see it, or a browser drops what follows.",
    severity: Severity::Error,
    on: true,
    fix: Some(Safety::Unsafe),
    flavors: Flavor::ALL,
    triggers: Facts::ALWAYS,
    scope: Scope::Block,
    options: &[],
    examples: &[
        Example::Bad {
            flavor: Flavor::Markdown,
            text: "Before.\n\n<! -- checked in May -->\n\nAfter.\n",
            at: "<! -- checked in May -->",
            fixed: Fixed::Unsafe("Before.\n\n<!-- checked in May -->\n\nAfter.\n"),
        },
        Example::Bad {
            flavor: Flavor::Html,
            text: "<p>Before.</p>\n< !-- checked in May -->\n",
            at: "< !-- checked in May -->",
            fixed: Fixed::Unsafe("<p>Before.</p>\n<!-- checked in May -->\n"),
        },
        Example::Bad {
            flavor: Flavor::Html,
            text: "<p>Before.</p>\n<!-- checked in May -- >\n<p>After.</p>\n",
            at: "-- >",
            fixed: Fixed::Unsafe("<p>Before.</p>\n<!-- checked in May -->\n<p>After.</p>\n"),
        },
        Example::Bad {
            flavor: Flavor::Html,
            text: "<p>Before.</p>\n<!- old: <b>closed</b> in winter ->\n",
            at: "<!- old: <b>closed</b> in winter ->",
            fixed: Fixed::Unsafe("<p>Before.</p>\n<!-- old: <b>closed</b> in winter -->\n"),
        },
        Example::Bad {
            flavor: Flavor::Markdown,
            text: "Before.\n\n<! -- checked in May\nby the office\n-- >\n\nAfter.\n",
            at: "<! -- checked in May\nby the office\n-- >",
            fixed: Fixed::Unsafe("Before.\n\n<!-- checked in May\nby the office\n-->\n\nAfter.\n"),
        },
        Example::Bad {
            flavor: Flavor::Html,
            text: "<!-- checked in May -- >\n<p>Hidden.</p>\n<!-- end -->\n<p>After.</p>\n",
            at: "-- >",
            fixed: Fixed::Unsafe("<!-- checked in May -->\n<p>Hidden.</p>\n<!-- end -->\n<p>After.</p>\n"),
        },
        Example::Bad {
            flavor: Flavor::Html,
            text: "<p>Before.</p>\n<!- <b>closed</b>\nin winter\n->\n<p>After.</p>\n",
            at: "<!- <b>closed</b>\nin winter\n->",
            fixed: Fixed::Unsafe("<p>Before.</p>\n<!-- <b>closed</b>\nin winter\n-->\n<p>After.</p>\n"),
        },
        Example::Good {
            flavor: Flavor::Markdown,
            text: "! -- a remark\n\nAn arrow --> here\n\n<-- see left\n\nand more -->\n",
        },
        Example::Good { flavor: Flavor::Markdown, text: "<! -- a remark that goes on\n\n<!-- another -->\n" },
        Example::Good { flavor: Flavor::Markdown, text: "The signs `< !--` and <!-- a comment -->, an arrow --> and <- another.\n" },
    ],
    check,
};

fn check(context: &Context, findings: &mut Findings) {
    report(context, findings, &[&COMMENT]);
    let comments = context.regions.list().iter().filter(|region| region.kind == RegionKind::Comment);
    for found in comments.filter_map(|region| damaged_end(context.text(), region)) {
        findings.add(finding(context, &found));
    }
}
