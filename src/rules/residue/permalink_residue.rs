use crate::findings::{Context, Edit, Facts, Finding, Findings, Fix, Safety, Severity};
use crate::rules::{Example, Fixed, Group, Rule, Scope};
use crate::text::{Flavor, Span};
use crate::tokens::LineKind;
use crate::tokens::search;

/// The link of a heading to itself, scraped with it.
pub static RULE: Rule = Rule {
    name: "permalink-residue",
    group: Group::Residue,
    summary: "A heading's link to itself, scraped along with the heading",
    why: "Documentation sites follow every heading with a link to itself: an invisible character, `#` or `¶`. \
          Scraped into an article it is clutter, and it shows up in outlines and in the anchor of the heading.",
    severity: Severity::Warning,
    on: true,
    fix: Some(Safety::Safe),
    flavors: Flavor::WITH_MARKDOWN,
    triggers: Facts::BRACKET,
    scope: Scope::Block,
    options: &[],
    examples: &[
        Example::Bad {
            flavor: Flavor::Markdown,
            text: "## Opening hours[\u{200b}](#opening-hours)\n\nNine to five.\n",
            at: "[\u{200b}](#opening-hours)",
            fixed: Fixed::Safe("## Opening hours\n\nNine to five.\n"),
        },
        Example::Bad {
            flavor: Flavor::Markdown,
            text: "## Tides [¶](https://pier.example/tides#tides \"Permalink to this heading\")\n",
            at: " [¶](https://pier.example/tides#tides \"Permalink to this heading\")",
            fixed: Fixed::Safe("## Tides\n"),
        },
        Example::Bad {
            flavor: Flavor::Text,
            text: "## [#](#boats) Boats\n",
            at: "[#](#boats) ",
            fixed: Fixed::Safe("## Boats\n"),
        },
        Example::Good {
            flavor: Flavor::Markdown, text: "## See [tides](#tides)\n\nBack to [#](#top) and [¶](#p4).\n"
        },
        Example::Good {
            flavor: Flavor::Markdown,
            text: "## Issue [#12](https://pier.example/12)\n\n```\n## A[](#a)\n```\n",
        },
    ],
    check,
};

/// What such a link shows.
const SIGNS: &[&str] = &[
    "",
    "\u{200b}",
    "\u{200d}",
    "\u{feff}",
    "#",
    "\\#",
    "¶",
    "§",
    "🔗",
    "\u{f0c1}",
    "Anchor",
    "anchor",
    "Permalink",
    "permalink",
];

fn check(context: &Context, findings: &mut Findings) {
    for line in context.lines.list().iter().filter(|line| matches!(line.kind, LineKind::Heading(_))) {
        let text = context.slice(line.span);
        let trimmed = text.trim_end().len();
        if let Some(start) = link_at_end(&text[..trimmed]) {
            report(Span::new(line.span.start + start as u32, line.span.start + trimmed as u32), findings);
        } else if let Some((start, end)) = link_at_start(text) {
            report(Span::new(line.span.start + start as u32, line.span.start + end as u32), findings);
        }
    }
}

fn report(span: Span, findings: &mut Findings) {
    let fix = Fix::safe("Delete it", vec![Edit::delete(span)]);
    findings.add(Finding::new(span, "The heading's link to itself was scraped along with it").fix(fix));
}

/// Where the link to the heading itself begins that ends `heading`, the white space before it included.
fn link_at_end(heading: &str) -> Option<usize> {
    let body = heading.strip_suffix(')')?;
    let middle = search::last_bytes(body.as_bytes(), b"](")?;
    let open = search::last_byte(b'[', &body.as_bytes()[..middle])?;
    let before = heading[..open].trim_end();
    let is_own = is_sign(&body[open + 1..middle]) && is_anchor(&body[middle + 2..]);
    (is_own && before.len() > before.bytes().take_while(|byte| *byte == b'#').count()).then_some(before.len())
}

/// The same before the heading's words: from its bracket to the word after it.
fn link_at_start(heading: &str) -> Option<(usize, usize)> {
    let marks = heading.len() - heading.trim_start_matches(['#', ' ']).len();
    let rest = heading[marks..].strip_prefix('[')?;
    let middle = search::bytes(rest.as_bytes(), b"](")?;
    let close = middle + search::byte(b')', &rest.as_bytes()[middle..])?;
    let end = marks + 1 + close + 1;
    let words = heading[end..].trim_start();
    let is_own = is_sign(&rest[..middle]) && is_anchor(&rest[middle + 2..close]);
    (is_own && !words.is_empty()).then(|| (marks, heading.len() - words.len()))
}

fn is_sign(text: &str) -> bool {
    SIGNS.contains(&text.trim()) || text.starts_with("Direct link to ")
}

/// Whether the target is an anchor, with or without an address before it.
fn is_anchor(target: &str) -> bool {
    let address = target.split_whitespace().next().unwrap_or_default();
    address.rsplit_once('#').is_some_and(|(_, anchor)| !anchor.is_empty())
}
