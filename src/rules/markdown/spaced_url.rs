use std::sync::LazyLock;

use memchr::memmem::Finder;

use crate::findings::{Context, Edit, Facts, Finding, Findings, Fix, Safety, Severity};
use crate::rules::{Example, Fixed, Group, Rule, Scope};
use crate::text::{Flavor, Span};
use crate::tokens::RegionKind;
use crate::tokens::search;

/// White space within the scheme of a URL.
pub static RULE: Rule = Rule {
    name: "spaced-url",
    group: Group::Markdown,
    summary: "Whitespace around the `://` of a URL",
    why: "A URL contains no whitespace: `https: //example.org` is neither a link nor the target of one. Machine \
          translation puts spaces around the colon and the slashes because it takes them for punctuation.",
    severity: Severity::Error,
    on: true,
    fix: Some(Safety::Safe),
    flavors: Flavor::ALL,
    triggers: Facts::COLONS.union(Facts::NON_ASCII),
    scope: Scope::Block,
    options: &[],
    examples: &[
        Example::Bad {
            flavor: Flavor::Markdown,
            text: "See [the map](https: //example.org/map) first.\n",
            at: "https: //",
            fixed: Fixed::Safe("See [the map](https://example.org/map) first.\n"),
        },
        Example::Bad {
            flavor: Flavor::Text,
            text: "The map is at http:// example.org/map today.\n",
            at: "http:// ",
            fixed: Fixed::Safe("The map is at http://example.org/map today.\n"),
        },
        Example::Bad {
            flavor: Flavor::Markdown,
            text: "地图在 https：// example.org 上。\n",
            at: "https：// ",
            fixed: Fixed::Safe("地图在 https://example.org 上。\n"),
        },
        Example::Good { flavor: Flavor::Markdown, text: "An address begins with http:// or https:// and a name.\n" },
        Example::Good {
            flavor: Flavor::Markdown,
            text: "Over https: // is a comment there, and `https: //a.b` is code.\n",
        },
        Example::Good { flavor: Flavor::Html, text: "<p>Use https: it is safe.</p>\n" },
    ],
    check,
};

static HTTP: LazyLock<Finder> = LazyLock::new(|| Finder::new("http"));

fn check(context: &Context, findings: &mut Findings) {
    for at in HTTP.find_iter(context.text().as_bytes()) {
        let Some((span, scheme)) = spaced_scheme(context.text(), at) else { continue };
        let region = context.region_at(span.start);
        let is_closed = !matches!(region, None | Some(RegionKind::LinkTarget)) || context.in_code(span.start);
        if is_closed || context.touches_tag(span) {
            continue;
        }
        let fix = Fix::safe("Remove the whitespace", vec![Edit::replace(span, format!("{scheme}://"))]);
        let finding = Finding::new(span, "Whitespace around the `://` of a URL").fix(fix);
        findings.add(match link_around(context, span) {
            Some(link) => finding.mends(link),
            None => finding,
        });
    }
}

/// How far before a target its link's text may begin, in bytes.
const REACH: u32 = 600;

/// The link whose target is the address at `span`: from its bracket to its parenthesis.
fn link_around(context: &Context, span: Span) -> Option<Span> {
    let far = context.char_floor(span.start.saturating_sub(REACH));
    let before = context.slice(Span::new(far, span.start)).trim_end_matches(' ').strip_suffix("](")?;
    let mut depth = 0_i32;
    let open = before.bytes().rposition(|byte| {
        depth += i32::from(byte == b']') - i32::from(byte == b'[');
        depth < 0
    })?;
    let line = context.lines.at(span.start).span;
    let behind = context.slice(Span::new(span.end, line.end.max(span.end)));
    let end = span.end + search::byte(b')', behind.as_bytes())? as u32 + 1;
    (!before[open..].contains("\n\n")).then(|| Span::new(far + open as u32, end))
}

/// The damaged scheme at `at` up to the host name, and its name.
fn spaced_scheme(text: &str, at: usize) -> Option<(Span, &'static str)> {
    let rest = &text[at..];
    let scheme = if rest.starts_with("https") { "https" } else { "http" };
    let rest = &rest[scheme.len()..];
    if text[..at].ends_with(|before: char| before.is_alphanumeric()) {
        return None;
    }
    let (first, rest) = split_spaces(rest);
    let wide = rest.starts_with('：');
    let rest = rest.strip_prefix([':', '：'])?;
    let (second, rest) = split_spaces(rest);
    let (slashes, rest) = slashes(rest)?;
    let (third, rest) = split_spaces(rest);
    let is_damaged = wide || slashes || first + second + third > 0;
    let end = at + (text.len() - at - rest.len());
    (is_damaged && first + second + third <= 6 && is_host(rest)).then(|| (Span::of(at, end), scheme))
}

fn split_spaces(text: &str) -> (usize, &str) {
    let rest = text.trim_start_matches([' ', '\u{a0}']);
    (text.len() - rest.len(), rest)
}

/// Two slashes, with a space between or full-width ones too, and whether they are damaged.
fn slashes(text: &str) -> Option<(bool, &str)> {
    for (sign, damaged) in [("//", false), ("/ /", true), ("／／", true)] {
        if let Some(rest) = text.strip_prefix(sign) {
            return Some((damaged, rest));
        }
    }
    None
}

/// Whether `text` begins with a host name: at least two labels, or `localhost`.
pub(super) fn is_host(text: &str) -> bool {
    let length = text
        .bytes()
        .take(254)
        .take_while(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b'_'))
        .count();
    let host = text[..length].trim_end_matches('.');
    let is_name = host.split('.').all(|label| !label.is_empty());
    is_name && host.rsplit_once('.').is_some_and(|(_, last)| last.len() >= 2) || host.eq_ignore_ascii_case("localhost")
}
