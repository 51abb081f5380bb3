use std::sync::LazyLock;

use memchr::memmem::Finder;

use super::spaced_url::is_host;
use crate::findings::{Context, Edit, Facts, Finding, Findings, Fix, Safety, Severity};
use crate::rules::{Example, Fixed, Group, Rule, Scope};
use crate::text::{Flavor, Span};
use crate::tokens::RegionKind;

/// A URL whose `://` has a sign too many or lacks one.
pub static RULE: Rule = Rule {
    name: "broken-url",
    group: Group::Markdown,
    summary: "A URL whose `://` has a sign too many or lacks one",
    why: "`https//example.org`, `https:/example.org` and `https:://example.org` lead nowhere, or to a page below the current one. Retyped text, OCR and language models lose and repeat the signs.",
    severity: Severity::Error,
    on: true,
    fix: Some(Safety::Unsafe),
    flavors: Flavor::WITH_MARKDOWN,
    triggers: Facts::ALWAYS,
    scope: Scope::Block,
    options: &[],
    examples: &[
        Example::Bad {
            flavor: Flavor::Markdown,
            text: "The times are at https:://example.org/tides today.\n",
            at: "https:://",
            fixed: Fixed::Unsafe("The times are at https://example.org/tides today.\n"),
        },
        Example::Bad {
            flavor: Flavor::Markdown,
            text: "See [the times](https//example.org/tides).\n",
            at: "https//",
            fixed: Fixed::Unsafe("See [the times](https://example.org/tides).\n"),
        },
        Example::Good {
            flavor: Flavor::Markdown,
            text: "From `https:/example.org` to /cache/https/example.org and https: no more than http/2.0 or http/1.org.\n",
        },
    ],
    check,
};

static HTTP: LazyLock<Finder> = LazyLock::new(|| Finder::new("http"));

fn check(context: &Context, findings: &mut Findings) {
    for at in HTTP.find_iter(context.text().as_bytes()) {
        let Some(span) = broken_scheme(context.text(), at) else { continue };
        let is_closed = !matches!(context.region_at(span.start), None | Some(RegionKind::LinkTarget));
        if is_closed || context.in_code(span.start) || context.touches_tag(span) {
            continue;
        }
        let scheme = context.slice(span).trim_end_matches([':', '/']);
        let edit = Edit::replace(span, format!("{scheme}://"));
        let fix = Fix::unsafe_("Write `://`", vec![edit], "the address may have been shown as it is on purpose");
        findings.add(Finding::new(span, "The `://` of this URL is damaged").fix(fix));
    }
}

/// What `://` becomes with a sign too many or too few.
const DAMAGED: [&str; 5] = [":://", ":///", "//", ":/", ";//"];

/// The damaged scheme at `at`, up to the name of the host.
fn broken_scheme(text: &str, at: usize) -> Option<Span> {
    let is_inside = |before: char| before.is_alphanumeric() || matches!(before, '/' | '.' | '-' | '_' | ':' | '=' | '@');
    if text[..at].ends_with(is_inside) {
        return None;
    }
    let rest = &text[at + 4..];
    let rest = rest.strip_prefix('s').unwrap_or(rest);
    let host = DAMAGED.iter().find_map(|sign| rest.strip_prefix(sign))?;
    let end = text.len() - host.len();
    let begins_name = host.starts_with(|first: char| first.is_ascii_alphanumeric());
    (begins_name && is_host(host)).then(|| Span::of(at, end))
}
