use crate::findings::{Context, Edit, Facts, Finding, Findings, Fix, Safety, Severity};
use crate::rules::{Example, Fixed, Group, Rule, Scope};
use crate::text::{Flavor, Span};
use crate::tokens::RegionKind;

/// Damaged lines around front matter, and damaged keys in it.
pub static RULE: Rule = Rule {
    name: "broken-front-matter",
    group: Group::Markdown,
    summary: "Damaged hyphens around front matter, or damaged keys in it",
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
        Example::Bad {
            flavor: Flavor::Markdown,
            text: "----\ntitle: Harbour news\n---\n\nThe mole is closed.\n",
            at: "----",
            fixed: Fixed::Safe("---\ntitle: Harbour news\n---\n\nThe mole is closed.\n"),
        },
        Example::Bad {
            flavor: Flavor::Markdown,
            text: "---\n标题：潮汐表\n描述：港口。\n---\n\n# 潮汐表\n",
            at: "标题：潮汐表\n描述：",
            fixed: Fixed::Unsafe("---\n标题: 潮汐表\n描述: 港口。\n---\n\n# 潮汐表\n"),
        },
        Example::Bad {
            flavor: Flavor::Markdown,
            text: "---\ntitle: Returns\ndescription: For parcels.license: MIT\n---\n\nText.\n",
            at: ".license:",
            fixed: Fixed::Unsafe("---\ntitle: Returns\ndescription: For parcels.\nlicense: MIT\n---\n\nText.\n"),
        },
        Example::Good {
            flavor: Flavor::Markdown,
            text: "---\ntitle: 'See a.title: b'\nurl: 标题：潮\n---\n\n----\n\nText.\n",
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
    wide_colons(front.span.start + first.len() as u32, body, findings);
    glued_keys(front.span.start + first.len() as u32, body, findings);
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
            findings.add(Finding::new(fence, "These are not three hyphens: this will not be read as front matter").fix(fix));
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

/// Reports full-width colons behind keys, in metadata that has no other keys.
fn wide_colons(start: u32, body: &str, findings: &mut Findings) {
    let mut keys = Vec::new();
    let mut at = start;
    for line in body.split_inclusive('\n') {
        let name = line.split_once('：').map(|(name, _)| name).filter(|name| !name.is_empty() && !name.contains(':'));
        if let Some(name) = name.filter(|name| name.chars().all(|char| char.is_alphanumeric() || "_-".contains(char))) {
            keys.push(Span::new(at, at + (name.len() + '：'.len_utf8()) as u32));
        } else if key(line).is_some() {
            return;
        }
        at += line.len() as u32;
    }
    let (Some(first), Some(last)) = (keys.first(), keys.last()) else { return };
    let edits = keys.iter().map(|key| Edit::replace(Span::new(key.end - 3, key.end), ": ")).collect();
    let fix = Fix::unsafe_("Write colons", edits, "the names of the keys may have been translated, too");
    let message = "Full-width colons behind the keys: this will not be read as front matter";
    findings.add(Finding::new(Span::new(first.start, last.end), message).fix(fix));
}

/// Keys that most generators have, and that no sentence ends with.
const KEYS: [&str; 22] = [
    "title", "date", "description", "license", "version", "author", "authors", "layout", "slug", "tags", "categories", "draft",
    "weight", "lang", "language", "image", "keywords", "permalink", "summary", "status", "order", "sidebar_position",
];

/// Reports keys that are run together with the value before them: `description: Ends here.license: MIT`.
fn glued_keys(start: u32, body: &str, findings: &mut Findings) {
    let mut at = start;
    for line in body.split_inclusive('\n') {
        let value = key(line).map_or(line.len(), |key| key.len() + 1);
        for (colon, _) in line.match_indices(": ").filter(|(colon, _)| *colon > value) {
            let before = &line[value..colon];
            let Some(name) = KEYS.iter().find(|name| before.ends_with(**name)) else { continue };
            let begin = colon - name.len();
            // Within quotes it is a part of the value.
            if line[..begin].ends_with(['.', '!', '?', '"', '\'', '。', ']']) && !is_quoted(&line[value..begin]) {
                let place = at + begin as u32;
                let fix = Fix::unsafe_("Begin a line", vec![Edit::insert(place, "\n")], "it may be a part of the value");
                let span = Span::new(place - 1, at + colon as u32 + 1);
                findings.add(Finding::new(span, format!("The key `{name}` is run together with the value before it")).fix(fix));
            }
        }
        at += line.len() as u32;
    }
}

/// Whether a quote is open at the end of `value`.
fn is_quoted(value: &str) -> bool {
    let begins = value.trim_start().chars().next().filter(|char| matches!(char, '"' | '\''));
    begins.is_some_and(|quote| value.matches(quote).count() % 2 == 1)
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
