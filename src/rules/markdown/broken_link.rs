use crate::constructs::Found;
use crate::findings::{Context, Facts, Findings, Safety, Severity};
use crate::rules::worn::finding;
use crate::rules::{Example, Fixed, Group, Rule, Scope};
use crate::text::{Flavor, Span};

/// A link or picture whose signs are damaged.
pub static RULE: Rule = Rule {
    name: "broken-link",
    group: Group::Markdown,
    summary: "A link or picture whose signs are doubled, wrong or parted",
    why: "A link needs its four signs just as they are, `[text](target)`. Readers see the brackets and the address where one of them is doubled or another one, or where a character that nobody sees parts them.",
    severity: Severity::Error,
    on: true,
    fix: Some(Safety::Safe),
    flavors: Flavor::WITH_MARKDOWN,
    triggers: Facts::BRACKET,
    scope: Scope::Block,
    options: &[],
    examples: &[
        Example::Bad {
            flavor: Flavor::Markdown,
            text: "Read [the rules]\u{200b}(https://example.org/rules) first.\n",
            at: "[the rules]\u{200b}(https://example.org/rules)",
            fixed: Fixed::Safe("Read [the rules](https://example.org/rules) first.\n"),
        },
        Example::Bad {
            flavor: Flavor::Markdown,
            text: "Read [the rules]](https://example.org/rules) first.\n",
            at: "[the rules]](https://example.org/rules)",
            fixed: Fixed::Unsafe("Read [the rules](https://example.org/rules) first.\n"),
        },
        Example::Bad {
            flavor: Flavor::Markdown,
            text: "Read [the rules)[https://example.org/rules) first.\n",
            at: "[the rules)[https://example.org/rules)",
            fixed: Fixed::Unsafe("Read [the rules](https://example.org/rules) first.\n"),
        },
        Example::Good { flavor: Flavor::Markdown, text: "Read [the rules](https://example.org/rules) (or [not]).\n" },
    ],
    check,
};

fn check(context: &Context, findings: &mut Findings) {
    for found in context.broken_links().filter(|found| !ends_aside(context, found) && !is_link_anyway(context, found)) {
        findings.add(finding(context, found));
    }
}

/// Whether the parenthesis too many ends one that was opened before the link: `（see [tides](b.md))。`
fn ends_aside(context: &Context, found: &Found) -> bool {
    let [(extra, new)] = &found.edits[..] else { return false };
    let line = context.lines.at(found.span.start).span;
    let before = context.slice(Span::new(line.start, found.span.start));
    let count = |signs: [char; 2]| before.matches(signs).count();
    new.is_empty() && context.slice(*extra) == ")" && count(['(', '（']) > count([')', '）'])
}

/// Whether all that is too much is white space at the edges of the link's text, which a link may have (CommonMark 6.3).
fn is_link_anyway(context: &Context, found: &Found) -> bool {
    let is_edge = |(span, new): &(Span, String)| {
        let (before, after) = (&context.text()[..span.start as usize], &context.text()[span.end as usize..]);
        new.is_empty() && context.slice(*span).trim().is_empty() && (before.ends_with('[') || after.starts_with("]("))
    };
    !found.edits.is_empty() && found.edits.iter().all(is_edge)
}
