use crate::constructs::names_file;
use crate::findings::{Context, Edit, Facts, Finding, Findings, Fix, Safety, Severity};
use crate::rules::{Example, Fixed, Group, Rule, Scope};
use crate::text::{Flavor, Span};
use crate::tokens::search;
use crate::tree::{BrokenLink, LinkDamage};

/// A link missing a bracket or a parenthesis.
pub static RULE: Rule = Rule {
    name: "unclosed-link",
    group: Group::Markdown,
    summary: "A link missing a bracket or a parenthesis",
    why: "A link needs all four brackets and parentheses: `[text](target)`. If one of them is lost in translation, \
          conversion or editing, readers see the others and the address.",
    severity: Severity::Error,
    on: true,
    fix: Some(Safety::Unsafe),
    flavors: Flavor::WITH_MARKDOWN,
    triggers: Facts::BRACKET,
    scope: Scope::Block,
    options: &[],
    examples: &[
        Example::Bad {
            flavor: Flavor::Markdown,
            text: "Read [the rules](https://example.org/rules first.\n",
            at: "[the rules](https://example.org/rules",
            fixed: Fixed::Unsafe("Read [the rules](https://example.org/rules) first.\n"),
        },
        Example::Bad {
            flavor: Flavor::Markdown,
            text: "Read [the rules(https://example.org/rules) first.\n",
            at: "[the rules(https://example.org/rules)",
            fixed: Fixed::Unsafe("Read [the rules](https://example.org/rules) first.\n"),
        },
        Example::Bad {
            flavor: Flavor::Markdown,
            text: "Read [the rules]../rules.md) first.\n",
            at: "[the rules]../rules.md)",
            fixed: Fixed::Unsafe("Read [the rules](../rules.md) first.\n"),
        },
        Example::Bad {
            flavor: Flavor::Markdown,
            text: "- Harbour rules](/rules)\n",
            at: "Harbour rules](/rules)",
            fixed: Fixed::Unsafe("- [Harbour rules](/rules)\n"),
        },
        Example::Bad {
            flavor: Flavor::Markdown,
            text: "See [the chart](https://example.org/big chart.svg) now.\n",
            at: "[the chart](https://example.org/big chart.svg)",
            fixed: Fixed::Unsafe("See [the chart](https://example.org/big%20chart.svg) now.\n"),
        },
        Example::Bad {
            flavor: Flavor::Markdown,
            text: "Read [the rules](https://example.org/new- rules-of-2031).\n",
            at: "[the rules](https://example.org/new- rules-of-2031)",
            fixed: Fixed::Unsafe("Read [the rules](https://example.org/new-rules-of-2031).\n"),
        },
        Example::Good {
            flavor: Flavor::Markdown,
            text: "See [[OS] notes](https://example.org) and [hop](https://example.org/hop_(a)).\n",
        },
        Example::Good {
            flavor: Flavor::Markdown,
            text: "Edit [/etc/hosts] and array[/2]; see [rules (/old)] or [1].\n",
        },
        Example::Good {
            flavor: Flavor::Markdown,
            text: "Read [the rules][r] (or not).\n\n[r]: https://example.org/rules\n",
        },
    ],
    check,
};

fn check(context: &Context, findings: &mut Findings) {
    for link in context.links() {
        if link.damage == LinkDamage::NoOpenBracket && link.text().is_empty() {
            if let Some(finding) = torn_link(context, link) {
                findings.add(finding);
            }
            continue;
        }
        if let Some(finding) = parted_address(context, link) {
            findings.add(finding);
            continue;
        }
        let Some((sign, edit)) = missing(context, link) else { continue };
        let reason = if link.damage == LinkDamage::NoOpenBracket {
            "where the link's text begins is a guess"
        } else {
            "where the missing character belongs is a guess"
        };
        let fix = Fix::unsafe_(format!("Add the missing `{sign}`"), vec![edit], reason);
        findings.add(Finding::new(link.span(), format!("This link is missing its `{sign}`")).fix(fix));
    }
}

/// A link whose `)` is there, behind an address with spaces: the name of a file, or the subject of a mail.
fn parted_address(context: &Context, link: &BrokenLink) -> Option<Finding> {
    if link.damage != LinkDamage::NoCloseParenthesis {
        return None;
    }
    let line = context.lines.at(link.target.start).span;
    let rest = context.slice(Span::new(link.target.start, context.char_floor(line.end.min(link.target.start + LONGEST))));
    let length = search::char(rest, |char| matches!(char, ')' | '(' | '[' | '<' | '"' | '\''))?;
    let address = rest[..length].trim_end();
    let begin = address.split(' ').next().unwrap_or_default();
    let is_one = rest[length..].starts_with(')') && begin.contains("://") | begin.starts_with("mailto:");
    let begin_line = context.lines.at(link.span().start).span;
    let before = context.slice(Span::new(begin_line.start, link.span().start));
    // The `)` may end what began before the link.
    let is_its_own = before.matches('(').count() <= before.matches(')').count() && !address.contains(", ");
    let is_whole = is_its_own || names_file(address) && !names_file(begin) || begin.contains('?');
    let spaces = address.matches(' ').count();
    if !is_one || !is_whole || !(1..=MOST_SPACES).contains(&spaces) || address.contains("  ") {
        return None;
    }
    let place = Span::new(link.target.start, link.target.start + address.len() as u32);
    let (title, written) = match joined(address) {
        Some(joined) => ("Remove the spaces", joined),
        None => ("Write the spaces as `%20`", address.replace(' ', "%20")),
    };
    let fix = Fix::unsafe_(title, vec![Edit::replace(place, written)], "the words may be no address");
    let span = Span::new(link.span().start, link.target.start + length as u32 + 1);
    Some(Finding::new(span, "Spaces in the address: this will not be a link").fix(fix))
}

/// The address without its spaces, where each is beside a sign that parts the words of an address: `new- techniques`.
fn joined(address: &str) -> Option<String> {
    let is_sign = |char: Option<char>| char.is_some_and(|char| matches!(char, '-' | '_' | '/' | '#' | '.' | '='));
    let is_beside = |(at, _): (usize, &str)| {
        is_sign(address[..at].chars().next_back()) || is_sign(address[at + 1..].chars().next())
    };
    address.match_indices(' ').all(is_beside).then(|| address.replace(' ', ""))
}

/// Bytes of such an address at the most.
const LONGEST: u32 = 400;

/// Spaces in it at the most.
const MOST_SPACES: usize = 6;

/// The lost sign and the edit that puts it back.
fn missing(context: &Context, link: &BrokenLink) -> Option<(&'static str, Edit)> {
    let (sign, place) = match link.damage {
        // A comment or code in between would not let the two brackets meet.
        LinkDamage::NoOpenBracket if context.regions.is_free(Span::new(link.open.start, link.close.start)) => {
            ("[", link.open.start)
        }
        LinkDamage::NoCloseBracket => ("]", link.close.start),
        LinkDamage::NoOpenParenthesis => ("(", link.target.start),
        LinkDamage::NoCloseParenthesis => (")", link.after.end),
        _ => return None,
    };
    Some((sign, Edit::insert(place, sign)))
}

/// How far before its end the opening bracket of a torn link is looked for, in bytes.
const REACH: u32 = 2_000;

/// A link whose text was put on lines of its own: its opening bracket is alone on a line further up.
fn torn_link(context: &Context, link: &BrokenLink) -> Option<Finding> {
    let far = context.char_floor(link.close.start.saturating_sub(REACH));
    let before = context.slice(Span::new(far, link.close.start));
    let trimmed = before.trim_end();
    let open = search::last_bytes(before.as_bytes(), b"\n[\n").map(|at| at + 1);
    let open = open.or_else(|| before.starts_with("[\n").then_some(0))?;
    let inside = &before[open + 1..];
    let text = inside.trim();
    if text.is_empty() || text.contains("\n\n") || text.contains("](") && !text.starts_with("![") {
        return None;
    }
    let start = far + open as u32;
    let leading = (inside.len() - inside.trim_start().len()) as u32;
    let edits = vec![
        Edit::delete(Span::new(start + 1, start + 1 + leading)),
        Edit::delete(Span::new(far + trimmed.len() as u32, link.close.start)),
    ];
    let fix = Fix::unsafe_("Join the lines", edits, "the lines may be separate on purpose");
    let span = Span::new(start, link.after.end);
    Some(Finding::new(span, "Blank lines inside the link text: this will not be a link").fix(fix))
}
