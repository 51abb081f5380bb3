use crate::findings::{Context, Edit, Facts, Finding, Findings, Fix, Safety, Severity};
use crate::rules::{Example, Fixed, Group, Rule, Scope};
use crate::text::{Flavor, Span};
use crate::tokens::RegionKind;

/// Typographic dashes around front matter.
pub static RULE: Rule = Rule {
    name: "broken-front-matter",
    group: Group::Markdown,
    summary: "Typographic dashes around front matter",
    why: "Front matter goes between two lines of three hyphens. Word processors and typographic clean-up turn the \
          hyphens into dashes, and the metadata is then shown as the first paragraph of the article.",
    severity: Severity::Error,
    on: true,
    fix: Some(Safety::Safe),
    flavors: Flavor::WITH_MARKDOWN,
    triggers: Facts::ALWAYS,
    scope: Scope::Document,
    options: &[],
    examples: &[
        Example::Bad {
            flavor: Flavor::Markdown,
            text: "———\ntitle: Harbour news\n---\n\nThe mole is closed.\n",
            at: "———",
            fixed: Fixed::Safe("---\ntitle: Harbour news\n---\n\nThe mole is closed.\n"),
        },
        Example::Bad {
            flavor: Flavor::Markdown,
            text: "---\ntitle: Harbour news\n–––\n\nThe mole is closed.\n",
            at: "–––",
            fixed: Fixed::Safe("---\ntitle: Harbour news\n---\n\nThe mole is closed.\n"),
        },
        Example::Good { flavor: Flavor::Markdown, text: "—\nSaid the harbour master: no.\n\n—\n" },
        Example::Good { flavor: Flavor::Markdown, text: "+++\ntitle = \"News\"\n+++\n\nText.\n" },
    ],
    check,
};

fn check(context: &Context, findings: &mut Findings) {
    let Some(front) = context.regions.list().first().filter(|region| region.kind == RegionKind::FrontMatter) else {
        return;
    };
    let text = context.slice(front.span);
    let first = text.lines().next().unwrap_or("").trim_end();
    let last = text.trim_end().rsplit(['\n', '\r']).next().unwrap_or("");
    let end = front.span.start + text.trim_end().len() as u32;
    let body = text.get(first.len()..text.trim_end().len() - last.len()).unwrap_or("");
    let Some(kind) = Metadata::read(body) else { return };
    let fences =
        [Span::new(front.span.start, front.span.start + first.len() as u32), Span::new(end - last.len() as u32, end)];
    for fence in fences {
        if !matches!(context.slice(fence), "---" | "+++" | "...") {
            let edit = Edit::replace(fence, "---");
            let fix = match kind {
                Metadata::Mapping => Fix::safe("Write three hyphens", vec![edit]),
                // The keys come first: with them in one line it would be no front matter either.
                Metadata::OneLine => Fix::unsafe_("Write three hyphens", vec![edit], "its keys are run together"),
            };
            findings.add(Finding::new(fence, "Dashes instead of hyphens: this will not be read as front matter").fix(fix));
        }
    }
    if kind == Metadata::OneLine && matches!(first, "---" | "- - -" | "———" | "–––") {
        run_together(context, front.span, body, findings);
    }
}

/// What is between two lines of dashes at the start of an article.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Metadata {
    /// Lines of keys and values.
    Mapping,
    /// Several keys and values on one line.
    OneLine,
}

impl Metadata {
    /// `None` if `body` reads like a part of the article.
    fn read(body: &str) -> Option<Self> {
        let mut lines = body.lines().filter(|line| !line.trim().is_empty());
        let first = lines.next()?;
        let more = lines.clone().next().is_some();
        if !more && keys(first).len() > 1 {
            return Some(Self::OneLine);
        }
        let is_part = |line: &str| {
            line.starts_with([' ', '\t', '#']) || line.starts_with("- ") || line.starts_with('-') || key(line).is_some()
        };
        // A lone key with a capital is the beginning of a note: `Note: the pier is closed.`
        let is_note = !more && first.starts_with(char::is_uppercase);
        (key(first).is_some() && !is_note && lines.all(is_part)).then_some(Self::Mapping)
    }
}

/// The key that `line` begins with, without its colon.
fn key(line: &str) -> Option<&str> {
    let (key, value) = line.split_once(':')?;
    let is_name = !key.is_empty()
        && key.split(' ').count() < 4
        && key.chars().all(|char| char.is_alphanumeric() || matches!(char, '_' | '-' | '.' | ' ' | '"' | '\''));
    (is_name && (value.is_empty() || value.starts_with([' ', '\t', '\r']))).then_some(key)
}

/// Where the keys begin in a line that holds several of them: words with a capital before a colon and a space.
fn keys(line: &str) -> Vec<usize> {
    let mut from = 0;
    let mut found = Vec::new();
    for word in line.split(' ') {
        let name = word.strip_suffix(':');
        let is_key = name.is_some_and(|name| {
            name.len() > 1
                && name.starts_with(|first: char| first.is_ascii_uppercase() || from == 0 && first.is_ascii_lowercase())
                && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-'))
        });
        if is_key {
            found.push(from);
        }
        from += word.len() + 1;
    }
    if found.first() == Some(&0) { found } else { Vec::new() }
}

/// Reports keys that are on one line.
fn run_together(context: &Context, front: Span, body: &str, findings: &mut Findings) {
    let line = body.trim();
    let start = front.start + (context.slice(front).find(line).unwrap_or_default()) as u32;
    let span = Span::new(start, start + line.len() as u32);
    let breaks = keys(line).into_iter().skip(1);
    let edits = breaks.map(|at| Edit::replace(Span::new(start + at as u32 - 1, start + at as u32), "\n")).collect();
    let fix = Fix::unsafe_("Put each key on its own line", edits, "a value may contain something that looks like a key");
    findings.add(Finding::new(span, "The keys of this front matter are run together on one line").fix(fix));
}
