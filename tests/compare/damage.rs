//! Damage of every kind, put into pseudo-translations: it is found at its place and restored byte for byte.

use std::collections::BTreeMap;
use std::fmt::Write;

use copydesk::internals::compare::{Original, repair_beside};
use copydesk::internals::findings::Safety;
use copydesk::internals::lint::Reading;
use copydesk::internals::text::{Source, Span};
use copydesk::internals::tokens::{LineKind, RegionKind};

use crate::articles;
use crate::pairs::{found, settings};
use crate::pseudo::{Script, letter, translated};
use crate::{shapes, words};

/// Damage at one place: the bytes that go, and what comes instead.
struct Damage {
    kind: &'static str,
    span: Span,
    text: String,
}

/// Kinds whose repair needs words that the translation lost.
const UNMENDED: [&str; 15] = [
    "link lost",
    "image lost",
    "tag lost",
    "row lost",
    "list lost",
    "footnote lost",
    "template lost",
    "code block lost",
    "item lost",
    "cell lost",
    "pipe cell lost",
    "html row lost",
    "html item lost",
    "cut off",
    "emptied",
];

/// How many places of one kind are tried.
const MOST: usize = 60;

#[derive(Default)]
struct Score {
    tried: usize,
    found: usize,
    mended: usize,
    elsewhere: usize,
    missed: Vec<String>,
}

#[test]
fn damage_is_found_at_its_place_and_restored() {
    let settings = settings();
    let mut scores: BTreeMap<&'static str, Score> = BTreeMap::new();
    let mut hidden: Vec<String> = Vec::new();
    let step = if std::env::var_os("COMPARE_ALL").is_some() { 1 } else { 4 };
    for article in articles(step) {
        let original = Original::new(&article.source, &settings);
        let whole = translated(&article.source, Script::Greek);
        if !found(&original, &whole, &settings).is_empty() {
            continue;
        }
        // The article that the project wrote for this has places of every kind.
        let each = if article.path.ends_with("station.md") { 12 } else { 1 };
        for damage in damages(&whole, each) {
            let score = scores.entry(damage.kind).or_default();
            if score.tried >= MOST {
                continue;
            }
            score.tried += 1;
            let mut text = whole.text().to_owned();
            text.replace_range(damage.span.range(), &damage.text);
            let broken = whole.with_text(text).expect("readable");
            let end = damage.span.start + damage.text.len() as u32;
            let (first, last) = (broken.lines().line_of(damage.span.start), broken.lines().line_of(end));
            let findings = found(&original, &broken, &settings);
            let is_near = |span: Span| {
                let (start, end) = (broken.lines().line_of(span.start), broken.lines().line_of(span.end));
                start <= last + 2 && end + 3 >= first
            };
            let near = findings.iter().filter(|finding| is_near(finding.span)).count();
            score.found += usize::from(near > 0);
            score.elsewhere += findings.len() - near;
            let mended = repair_beside(&original, broken.clone(), &settings, Safety::Unsafe);
            let safe = repair_beside(&original, broken.clone(), &settings, Safety::Safe);
            for text in [&safe.source, &mended.source] {
                let wrong = words::wrong(broken.text(), &whole, text.text());
                if !wrong.is_empty() {
                    hidden.push(format!("{}:{} {}: {wrong:?}", article.path.display(), first + 1, damage.kind));
                }
            }
            let is_mended = mended.source.text() == whole.text();
            score.mended += usize::from(is_mended);
            if (near == 0 || near < findings.len() || !is_mended && !UNMENDED.contains(&damage.kind))
                && score.missed.len() < 4
            {
                let told: Vec<_> =
                    findings.iter().map(|finding| format!("{} {}", finding.rule, finding.message)).collect();
                score.missed.push(format!(
                    "{}:{} {:?} for {:?}: {told:?}",
                    article.path.display(),
                    first + 1,
                    damage.text,
                    whole.text()[damage.span.range()].chars().take(80).collect::<String>()
                ));
            }
        }
    }
    judge(&scores);
    assert!(hidden.is_empty(), "{} repairs show or hide words:\n{}", hidden.len(), hidden.join("\n"));
}

fn judge(scores: &BTreeMap<&'static str, Score>) {
    let mut table = String::new();
    let (mut tried, mut right, mut wrong, mut mendable, mut mended) = (0, 0, 0, 0, 0);
    for (kind, score) in scores {
        let _ = writeln!(
            table,
            "{kind:20} {:4} tried, {:4} found, {:4} restored, {:3} elsewhere",
            score.tried, score.found, score.mended, score.elsewhere
        );
        (tried, right, wrong) = (tried + score.tried, right + score.found, wrong + score.elsewhere);
        if !UNMENDED.contains(kind) {
            (mendable, mended) = (mendable + score.tried, mended + score.mended);
        }
    }
    for missed in scores.values().flat_map(|score| &score.missed) {
        let _ = writeln!(table, "{missed}");
    }
    eprintln!("{table}{right} of {tried} found, {mended} of {mendable} restored, {wrong} told elsewhere");
    assert!(right * 100 >= tried * 97, "too little is found:\n{table}");
    assert!(mended * 100 >= mendable * 90, "too little is restored:\n{table}");
    assert!(wrong * 100 <= (right + wrong) * 2, "too much is told elsewhere:\n{table}");
}

/// As many damages of each kind as the article has places for, `each` at most.
fn damages(source: &Source, each: usize) -> Vec<Damage> {
    let reading = Reading::new(source.clone());
    let text = source.text();
    let mut damages: Vec<Damage> = Vec::new();
    let mut add = |kind, span: Span, text: String| {
        if damages.iter().filter(|damage: &&Damage| damage.kind == kind).count() < each {
            damages.push(Damage { kind, span, text });
        }
    };
    for region in reading.regions().list() {
        let inside = &text[region.span.range()];
        match region.kind {
            RegionKind::LinkTarget if inside.starts_with('(') => links(text, region.span, &mut add),
            RegionKind::CodeSpan => {
                let name = inside.trim_matches('`');
                if name.len() > 4
                    && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
                    && name.starts_with(|first: char| first.is_ascii_lowercase())
                {
                    let upper = name[..1].to_uppercase() + &name[1..];
                    add("code span", region.span, inside.replace(name, &upper));
                }
            }
            RegionKind::CodeBlock => code(text, region.span, &mut add),
            RegionKind::Template if inside.len() > 8 => {
                let greek: String = inside.chars().map(|char| letter(char, Script::Greek)).collect();
                let name = inside.trim_start_matches(['{', '<', '%', ' ']);
                let length = name.bytes().take_while(u8::is_ascii_alphabetic).count();
                if length > 2 {
                    let start = inside.len() - name.len();
                    let damaged = inside[..start].to_owned()
                        + &greek.chars().skip(start).take(length).collect::<String>()
                        + &inside[start + length..];
                    add("template changed", region.span, damaged);
                }
                add("template lost", region.span, String::new());
            }
            RegionKind::FrontMatter => {
                let key = inside.find("\ntitle:").map(|at| region.span.start + at as u32 + 1);
                if let Some(at) = key {
                    add("key", Span::new(at, at + 5), "Title".to_owned());
                }
            }
            _ => {}
        }
    }
    lines(&reading, &mut add);
    shapes::lists(&reading, &mut add);
    shapes::tags(&reading, &mut add);
    shapes::signs(&reading, &mut add);
    shapes::whole(&reading, &mut add);
    for tag in &reading.tree().tags {
        let Some(partner) = tag.partner else { continue };
        let end = &reading.tree().tags[partner as usize];
        let name = &text[tag.name.range()];
        let is_plain = tag.span.start < end.span.start
            && name.len() > 3
            && ![
                "strong", "center", "small", "code", "body", "html", "head", "title", "cite", "abbr", "mark", "thead",
                "tbody",
            ]
            .contains(&name);
        if is_plain && end.span.start - tag.span.end < 4_000 {
            add(
                "tag lost",
                Span::new(tag.span.start, end.span.end),
                text[tag.span.end as usize..end.span.start as usize].to_owned(),
            );
        }
    }
    damages
}

fn links(text: &str, target: Span, add: &mut impl FnMut(&'static str, Span, String)) {
    let inside = &text[target.range()];
    let address = inside[1..].split([' ', ')']).next().unwrap_or_default();
    let core = Span::new(target.start + 1, target.start + 1 + address.len() as u32);
    let Some(open) = text[..target.start as usize].rfind('[') else { return };
    let words = &text[open + 1..target.start as usize - 1];
    if words.contains(['[', ']', '\n', '`', '!']) || address.contains(['#', '?', '%', '{', '(']) {
        return;
    }
    let is_image = text[..open].ends_with('!');
    if is_image {
        add("image lost", Span::of(open - 1, target.end as usize), String::new());
        return;
    }
    let last = address.trim_end_matches('/').rfind('/').map_or(0, |at| at + 1);
    let segment = address[last..].trim_end_matches('/');
    if segment.len() > 4
        && segment.bytes().all(|byte| byte.is_ascii_lowercase() || matches!(byte, b'-' | b'_'))
        && address.len() > 10
    {
        let at = Span::new(core.start + last as u32, core.start + (last + segment.len()) as u32);
        add("target in capitals", at, segment[..1].to_uppercase() + &segment[1..]);
        add("target translated", at, segment.chars().map(|char| letter(char, Script::Greek)).collect());
    }
    add("link lost", Span::of(open, target.end as usize), words.to_owned());
}

fn code(text: &str, block: Span, add: &mut impl FnMut(&'static str, Span, String)) {
    let inside = &text[block.range()];
    let first = inside.split('\n').next().unwrap_or_default();
    let info = first.trim().trim_start_matches('`');
    if !first.starts_with("```") {
        return;
    }
    add("code block lost", block, String::new());
    if info.is_empty()
        || !info.bytes().all(|byte| byte.is_ascii_lowercase())
        || ["text", "md", "mdx", "plain", "mermaid", "diff", "yaml", "yml", "console", "ini", "toml", "http", "output"]
            .contains(&info)
    {
        return;
    }
    let at = Span::new(block.start + 3, block.start + 3 + info.len() as u32);
    add("fence info", at, info.chars().map(|char| letter(char, Script::Greek)).collect());
    for line in inside.lines().skip(1) {
        let word: String = line.trim_start().chars().take_while(char::is_ascii_alphanumeric).collect();
        if word.len() > 3
            && word.bytes().all(|byte| byte.is_ascii_lowercase())
            && line.trim_start()[word.len()..].starts_with([' ', '.', '('])
        {
            let start = line.as_ptr() as usize - text.as_ptr() as usize + (line.len() - line.trim_start().len());
            add("code in capitals", Span::of(start, start + 1), word[..1].to_uppercase());
            return;
        }
    }
}

fn lines(reading: &Reading, add: &mut impl FnMut(&'static str, Span, String)) {
    let text = reading.source().text();
    let lines = reading.lines().list();
    for (index, line) in lines.iter().enumerate() {
        let content = &text[line.content_span().range()];
        let start = line.content;
        match line.kind {
            LineKind::Heading(level) if (2..=4).contains(&level) => {
                add("level", Span::new(start, start + u32::from(level)), "#".repeat(usize::from(level) + 1));
                if content.len() < 150 {
                    add("heading lost", Span::new(start, start + u32::from(level) + 1), String::new());
                }
                let anchor = content.rfind("{#").map(|at| at + 2).or_else(|| content.rfind("{/*").map(|at| at + 3));
                if let Some(at) = anchor {
                    let length = content[at..].find(['}', '*', ' ']).unwrap_or(0);
                    let id = &content[at..at + length];
                    let span = Span::of(at, at + length).moved(start);
                    add("anchor translated", span, id.chars().map(|char| letter(char, Script::Greek)).collect());
                    let whole = content.rfind('{').unwrap_or(at);
                    add(
                        "anchor lost",
                        Span::new(start + content[..whole].trim_end().len() as u32, line.span.end),
                        String::new(),
                    );
                }
            }
            LineKind::TableRow if lines.get(index + 1).is_some_and(|next| next.kind == LineKind::TableRow) => {
                add("row lost", Span::new(line.span.start, line.span.end + 1), String::new());
            }
            _ => {}
        }
        if let Some(rest) = content.strip_prefix("[!").filter(|_| line.quotes > 0) {
            let length = rest.find(']').unwrap_or(0);
            add("directive", Span::new(start + 2, start + 2 + length as u32), "ΣΗΜΕΙΩΣΗ".to_owned());
        }
        if let Some(at) = content.find("[^").filter(|&at| at > 0 && line.kind == LineKind::Text) {
            let length = content[at..].find(']').map_or(0, |length| length + 1);
            let is_free = reading.regions().is_free(Span::of(at, at + 1).moved(start));
            if length > 0 && is_free {
                add("footnote lost", Span::of(at, at + length).moved(start), String::new());
            }
        }
    }
}
