use crate::findings::{Context, Edit, Facts, Finding, Findings, Fix, Safety, Severity};
use crate::rules::{Example, Fixed, Group, Rule, Scope};
use crate::text::{Flavor, Span, step};
use crate::tokens::{RegionKind, Signs, search};

/// Marks of forums, wikis and block editors.
pub static RULE: Rule = Rule {
    name: "markup-residue",
    group: Group::Residue,
    summary: "Marks of a forum, a wiki or a block editor",
    why: "An article that was moved from a forum or a wiki keeps marks that only these understand: `[b]…[/b]`, \
          `[[File:quay.png|thumb]]`. A block of WordPress's editor begins and ends with a comment; without the one at its \
          end the editor takes the rest of the article for a part of the block.",
    severity: Severity::Warning,
    on: true,
    fix: Some(Safety::Unsafe),
    flavors: Flavor::ALL,
    triggers: Facts::BRACKET.union(Facts::COMMENT),
    scope: Scope::Document,
    options: &[],
    examples: &[
        Example::Bad {
            flavor: Flavor::Html,
            text: "<p>[b]Note:[/b] bring rope.</p>\n",
            at: "[b]Note:[/b]",
            fixed: Fixed::Unsafe("<p><b>Note:</b> bring rope.</p>\n"),
        },
        Example::Bad {
            flavor: Flavor::Markdown,
            text: "Look at [url=https://example.org/map]the map[/url] first.\n",
            at: "[url=https://example.org/map]the map[/url]",
            fixed: Fixed::Unsafe("Look at [the map](https://example.org/map) first.\n"),
        },
        Example::Bad {
            flavor: Flavor::Html,
            text: "<p>Tie the boat.</p>\n<p>[[Datei:ring.png|mini|Der Ring]]</p>\n",
            at: "[[Datei:ring.png|mini|Der Ring]]",
            fixed: Fixed::No,
        },
        Example::Bad {
            flavor: Flavor::Html,
            text: "<!-- wp:list -->\n<ul>\n<li>Map</li>\n</ul>\n\n<!-- wp:more /-->\n",
            at: "<!-- wp:list -->",
            fixed: Fixed::No,
        },
        Example::Bad {
            flavor: Flavor::Html,
            text: "<p>Harbour office[br]North quay 4</p>\n",
            at: "[br]",
            fixed: Fixed::Unsafe("<p>Harbour office<br>North quay 4</p>\n"),
        },
        Example::Good {
            flavor: Flavor::Markdown,
            text: "In `[b]x[/b]`, [[Files]] and a[i] [/etc]; [b] and [i].\n\n<!-- wp:a -->\n<!-- wp:b {\"x\":1} -->\n<!-- /wp:b -->\n<!-- /wp:a -->\n",
        },
    ],
    check,
};

fn check(context: &Context, findings: &mut Findings) {
    if context.lines.signs().contains(Signs::OPEN_BRACKET) {
        forum(context, findings);
        if context.facts.contains(Facts::BREAK) {
            breaks(context, findings);
        }
        wiki(context, findings);
    }
    if context.facts.contains(Facts::COMMENT) && context.begins && !context.goes_on {
        blocks(context, findings);
    }
}

/// Marks of forums (BBCode), and what begins and ends the same in HTML and in Markdown; nothing where only the words stay.
const MARKS: [(&str, [&str; 4]); 13] = [
    ("b", ["<b>", "</b>", "**", "**"]),
    ("i", ["<i>", "</i>", "*", "*"]),
    ("u", ["<u>", "</u>", "<u>", "</u>"]),
    ("s", ["<s>", "</s>", "~~", "~~"]),
    ("url", ["<a href=\"", "</a>", "[", "]("]),
    ("img", ["<img src=\"", "\">", "![](", ")"]),
    ("quote", ["<blockquote>", "</blockquote>", "", ""]),
    ("center", ["", "", "", ""]),
    ("color", ["", "", "", ""]),
    ("size", ["", "", "", ""]),
    ("font", ["", "", "", ""]),
    ("left", ["", "", "", ""]),
    ("right", ["", "", "", ""]),
];

/// How far before its end a mark may begin, in bytes.
const REACH: usize = 1_000;

fn forum(context: &Context, findings: &mut Findings) {
    let text = context.text();
    let bytes = text.as_bytes();
    for at in memchr::memchr_iter(b'[', bytes).filter(|&at| bytes.get(at + 1) == Some(&b'/')) {
        let name = &text[at + 2..step::floor(text, at + 12)];
        let Some((name, forms)) = name.split_once(']').and_then(|(name, _)| {
            let name = name.to_ascii_lowercase();
            MARKS.iter().find(|(known, _)| *known == name)
        }) else {
            continue;
        };
        let end = Span::of(at, at + name.len() + 3);
        let from = step::ceil(text, at.saturating_sub(REACH));
        let before = text[from..at].rsplit("\n\n").next().unwrap_or_default();
        let Some((start, value)) = opening(before, name) else { continue };
        let start = Span::of(at - before.len() + start, at - before.len() + start + name.len() + 2 + value.map_or(0, |value| value.len() + 1));
        if !context.is_prose(start) || !context.is_prose(end) {
            continue;
        }
        let words = context.slice(Span::new(start.end, end.start));
        let [html, html_end, markdown, markdown_end] = *forms;
        let address = value.unwrap_or(words).trim_matches(['"', '\'']);
        let (begin, close) = match (context.flavor().has_markdown(), *name) {
            (true, "url") => (markdown.to_owned(), format!("{markdown_end}{address})")),
            (false, "url") => (format!("{html}{address}\">"), html_end.to_owned()),
            (true, _) => (markdown.to_owned(), markdown_end.to_owned()),
            (false, _) => (html.to_owned(), html_end.to_owned()),
        };
        let edits = vec![Edit::replace(start, begin), Edit::replace(end, close)];
        let fix = Fix::unsafe_("Write it in the markup of this article", edits, "the article may show the marks on purpose");
        findings.add(Finding::new(Span::new(start.start, end.end), format!("Mark of a forum: [{name}]")).fix(fix));
    }
}

/// `[br]` between the end of one line and the beginning of the next.
fn breaks(context: &Context, findings: &mut Findings) {
    let text = context.text();
    for at in memchr::memmem::find_iter(text.as_bytes(), b"[br]") {
        let span = Span::of(at, at + 4);
        let is_end = text[..at].ends_with(|char: char| char.is_alphanumeric() || matches!(char, '.' | ',' | '!' | '?'));
        let is_begin = text[at + 4..].starts_with(|char: char| char.is_uppercase() || char.is_numeric());
        if is_end && is_begin && context.is_prose(span) {
            let edits = vec![Edit::replace(span, "<br>")];
            let fix = Fix::unsafe_("Write <br>", edits, "the article may show the marks on purpose");
            findings.add(Finding::new(span, "Mark of a forum: [br]").fix(fix));
        }
    }
}

/// Where the mark `name` last begins in `before`, and its value.
fn opening<'a>(before: &'a str, name: &str) -> Option<(usize, Option<&'a str>)> {
    before.rmatch_indices('[').take(MOST_BRACKETS).find_map(|(at, _)| {
        let rest = before.get(at + 1..at + 1 + name.len()).filter(|found| found.eq_ignore_ascii_case(name));
        let behind = &before[at + 1 + rest?.len()..];
        if behind.starts_with(']') {
            return Some((at, None));
        }
        let (value, _) = behind.strip_prefix('=')?.split_once(']')?;
        (!value.contains(['[', '\n'])).then_some((at, Some(value)))
    })
}

/// How many brackets before the end of a mark are looked at.
const MOST_BRACKETS: usize = 12;

/// What wikis call files, in the languages of large ones.
const FILES: [&str; 22] = [
    "File", "Image", "Datei", "Bild", "Fichier", "Archivo", "Imagen", "Ficheiro", "Imagem", "Arquivo", "Immagine", "Bestand",
    "Afbeelding", "Plik", "Grafika", "Файл", "Изображение", "Soubor", "Fil", "ファイル", "文件", "파일",
];

/// Bytes of such a word and its colon at the most.
const LONGEST_NAME: usize = 40;

/// `[[File:ring.png|thumb]]`
fn wiki(context: &Context, findings: &mut Findings) {
    let text = context.text();
    let bytes = text.as_bytes();
    let mut done = 0;
    for at in memchr::memchr_iter(b'[', bytes) {
        if at < done || bytes.get(at + 1) != Some(&b'[') {
            continue;
        }
        done = at + 2;
        let rest = &text[at + 2..step::floor(text, at + 2 + REACH)];
        let colon = search::byte(b':', &rest.as_bytes()[..rest.len().min(LONGEST_NAME)]);
        let Some(name) = colon.map(|colon| &rest[..colon]).filter(|name| FILES.contains(name)) else { continue };
        let Some(length) = search::bytes(rest.as_bytes(), b"]]").filter(|&length| !rest[..length].contains('\n')) else { continue };
        let is_file = rest[name.len()..length].split('|').next().is_some_and(|file| file.contains('.'));
        let span = Span::of(at, at + 2 + length + 2);
        if is_file && context.is_prose(span) {
            let finding = Finding::new(span, "A wiki's mark for a picture");
            findings.add(finding.help("Write the picture in the markup of this article"));
        }
    }
}

/// Comments that begin blocks of WordPress's editor, and those that end them.
fn blocks(context: &Context, findings: &mut Findings) {
    let mut open: Vec<(&str, Span)> = Vec::new();
    let mut lost: Vec<(Span, &str)> = Vec::new();
    for region in context.regions.list().iter().filter(|region| region.kind == RegionKind::Comment && region.closed) {
        let inside = context.slice(region.span).trim_start_matches("<!--").trim_end_matches("-->").trim();
        let name = inside.split([' ', '\n']).next().unwrap_or_default();
        if let Some(name) = name.strip_prefix("wp:").filter(|_| !inside.ends_with('/')) {
            open.push((name, region.span));
        } else if let Some(name) = name.strip_prefix("/wp:") {
            let near = open.len().saturating_sub(MOST_OPEN);
            match open[near..].iter().rposition(|(begun, _)| *begun == name) {
                Some(index) => lost.extend(open.drain(near + index..).skip(1).map(|(name, span)| (span, name))),
                None => lost.push((region.span, name)),
            }
        }
    }
    lost.extend(open.into_iter().map(|(name, span)| (span, name)));
    for (span, name) in lost {
        findings.add(Finding::new(span, format!("This block of WordPress's editor has no partner: wp:{name}")).help("Add the other comment"));
    }
}

/// How many blocks may be open between the beginning and the end of one.
const MOST_OPEN: usize = 64;
