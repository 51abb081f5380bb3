//! Damage of lists, tables, placeholders, keys and directives, and translations that end early.

use copydesk::internals::lint::Reading;
use copydesk::internals::text::Span;
use copydesk::internals::tokens::{Line, LineKind};

use crate::pseudo::{Script, letter};

pub type Add<'a> = dyn FnMut(&'static str, Span, String) + 'a;

fn greek(text: &str) -> String {
    text.chars().map(|char| letter(char, Script::Greek)).collect()
}

/// A line that is an item of one line, among others that are.
struct Item<'a> {
    line: Line,
    /// The white space before its sign, its sign with the space behind it, and its words.
    white: &'a str,
    sign: &'a str,
    words: &'a str,
}

impl Item<'_> {
    fn sign_span(&self) -> Span {
        let start = self.line.span.start + self.white.len() as u32;
        Span::new(start, start + self.sign.len() as u32)
    }

    fn is_numbered(&self) -> bool {
        self.sign.starts_with(|char: char| char.is_ascii_digit())
    }
}

pub fn lists(reading: &Reading, add: &mut Add) {
    let text = reading.source().text();
    let lines = reading.lines().list();
    let item = |line: &Line| {
        let marker = line.marker.filter(|_| line.kind == LineKind::Text && line.quotes == 0)?;
        let words = &text[line.content_span().range()];
        let is_plain = words.len() > 2 && !words.contains([';', '#', '•', '·']) && !words.contains(" - ");
        let white = &text[line.span.start as usize..marker.start as usize];
        let sign = &text[marker.start as usize..line.content as usize];
        is_plain.then_some(Item { line: *line, white, sign, words })
    };
    let mut at = 0;
    while at < lines.len() {
        let run: Vec<Item> = lines[at..].iter().map_while(item).collect();
        let length = run.len();
        let is_alone = |line: Option<&Line>| line.is_none_or(|line| line.kind == LineKind::Blank);
        let before = at.checked_sub(1).and_then(|before| lines.get(before));
        let far = at.checked_sub(2).and_then(|before| lines.get(before));
        let behind = lines.get(at + length + 1);
        let is_whole = is_alone(before)
            && is_alone(lines.get(at + length))
            && [far, behind].into_iter().flatten().all(|line| !line.is_item() && line.indent == 0);
        if length > 2 && is_whole {
            list(&run, add);
        }
        at += length.max(1);
    }
}

fn list(run: &[Item], add: &mut Add) {
    let is_flat = run.iter().all(|item| item.white == run[0].white && item.is_numbered() == run[0].is_numbered());
    if is_flat && run[0].white.is_empty() {
        let (first, second) = (&run[0], &run[1]);
        let gap = Span::new(first.line.span.end, second.line.content);
        add("item lost", Span::new(second.line.span.start, second.line.span.end + 1), String::new());
        if !run.iter().any(|item| item.words.contains(char::is_numeric)) {
            add("items merged", gap, format!(" {}", second.sign));
        }
        add("item sign lost", second.sign_span(), String::new());
        let whole = Span::new(first.line.span.start, run[run.len() - 1].line.span.end);
        let signed = |sign: &dyn Fn(usize) -> String| {
            let lines = run.iter().enumerate().map(|(index, item)| sign(index) + item.words);
            lines.collect::<Vec<_>>().join("\n")
        };
        if first.is_numbered() {
            add("numbers lost", whole, signed(&|_| "- ".to_owned()));
            let number = first.sign.trim_end().trim_end_matches(['.', ')']);
            if number != "1" {
                let at = first.sign_span().start;
                add("first number", Span::new(at, at + number.len() as u32), "1".to_owned());
            }
        } else {
            add("numbers added", whole, signed(&|index| format!("{}. ", index + 1)));
        }
        for item in run.iter().filter(|item| item.words.starts_with("[ ] ") || item.words.starts_with("[x] ")) {
            let at = item.line.content;
            add("box lost", Span::new(at, at + 4), String::new());
            add("box worn", Span::new(at, at + 3), "【】".to_owned());
            let other = if item.words.starts_with("[ ]") { "x" } else { " " };
            add("box changed", Span::new(at + 1, at + 2), other.to_owned());
        }
    }
    let is_nested = |index: usize| run[index].white.len() > run[0].white.len();
    let Some(first) = (1..run.len()).find(|&index| is_nested(index)) else { return };
    let count = (first..run.len()).take_while(|&index| run[index].white == run[first].white).count();
    let is_deepest = run.get(first + count).is_none_or(|next| next.white == run[0].white);
    if run[0].white.is_empty() && is_deepest {
        let start = run[first].line.span.start;
        add("level lost", Span::new(start, start + run[first].white.len() as u32), String::new());
        let end = run[first + count - 1].line.span.end;
        let flat: Vec<_> =
            run[first..first + count].iter().map(|item| format!("{}{}", item.sign, item.words)).collect();
        add("list flattened", Span::new(start, end), flat.join("\n"));
    }
}

pub fn tags(reading: &Reading, add: &mut Add) {
    for tag in &reading.tree().tags {
        let Some(partner) = tag.partner.map(|partner| &reading.tree().tags[partner as usize]) else { continue };
        let whole = Span::new(tag.span.start, partner.span.end.max(tag.span.end));
        if tag.span.start > partner.span.start {
            continue;
        }
        match tag.element.name() {
            "td" if whole.len() < 300 => add("cell lost", whole, String::new()),
            "tr" if whole.len() < 2_000 => add("html row lost", whole, String::new()),
            "li" if whole.len() < 300 => add("html item lost", whole, String::new()),
            _ => {}
        }
    }
}

pub fn signs(reading: &Reading, add: &mut Add) {
    let text = reading.source().text();
    for line in reading.lines().list() {
        let content = &text[line.content_span().range()];
        if line.kind == LineKind::TableRow && content.ends_with('|') && content.matches('|').count() > 3 {
            let cell = content[..content.len() - 1].rfind('|').unwrap_or_default();
            let is_code = content[cell..].contains(['`', '\\']);
            if !is_code {
                add("pipe cell lost", Span::of(cell, content.len() - 1).moved(line.content), String::new());
            }
        }
        for sign in [":::", "!!! ", "/// "] {
            let Some(rest) = content.strip_prefix(sign).filter(|_| line.kind == LineKind::Text) else { continue };
            let name = rest.trim_start_matches([' ', '{', '.']);
            let length = name.bytes().take_while(u8::is_ascii_alphabetic).count();
            if length > 2 {
                let at = Span::of(content.len() - name.len(), content.len() - name.len() + length).moved(line.content);
                add("sign of a directive", at, greek(&name[..length]));
            }
        }
    }
    placeholders(reading, add);
}

/// Placeholders, by what stands around their names.
const AROUND: [(&str, &str, &str); 7] = [
    ("{", "}", "name in braces"),
    ("%(", ")s", "name of a percent"),
    ("${", "}", "name behind a dollar"),
    ("%{", "}", "name behind a percent"),
    ("#{", "}", "name behind a hash"),
    ("__", "__", "name in underscores"),
    ("/:", " ", "name behind a colon"),
];

fn placeholders(reading: &Reading, add: &mut Add) {
    let text = reading.source().text();
    for (open, close, kind) in AROUND {
        for (at, _) in text.match_indices(open) {
            let start = at + open.len();
            let name = text[start..].split(close).next().unwrap_or_default();
            let is_name = name.len() > 3
                && name.contains('_')
                && name.bytes().all(|byte| byte == b'_' || byte.is_ascii_alphabetic());
            let is_open = !text[..at].ends_with(['{', '$', '%', '#', '_', '/']);
            let end = start + name.len();
            if is_name && is_open && reading.regions().is_free(Span::of(at, end)) {
                add(kind, Span::of(start, end), greek(name));
                if open == "{" {
                    add("wide braces", Span::of(at, end + 1), format!("｛{name}｝"));
                    add("spaces in braces", Span::of(start, end), format!(" {name} "));
                }
            }
        }
    }
    for (at, found) in text.match_indices("%d").chain(text.match_indices("<0>")) {
        if reading.regions().is_free(Span::of(at, at + found.len())) && text[..at].ends_with(' ') {
            add("spaces in a placeholder", Span::of(at + 1, at + 1), " ".to_owned());
        }
    }
}

/// What happens to an article as a whole.
pub fn whole(reading: &Reading, add: &mut Add) {
    let text = reading.source().text();
    if let Some(end) = text.strip_prefix("---\n").and_then(|rest| rest.find("\n---\n")).map(|end| end + 5) {
        let keys: String = text[4..end].split_inclusive('\n').map(key).collect();
        if keys != text[4..end] && reading.source().flavor().has_markdown() {
            add("all keys", Span::of(4, end), keys);
        }
    }
    let headings = reading.lines().list().iter().filter(|line| matches!(line.kind, LineKind::Heading(_)));
    let starts: Vec<u32> = headings.map(|line| line.span.start).collect();
    if starts.len() > 5 && reading.source().flavor().has_markdown() {
        add("cut off", Span::of(starts[starts.len() / 2] as usize, text.len()), String::new());
        add("emptied", Span::of(0, text.len()), String::new());
    }
}

/// A line of metadata with another key.
fn key(line: &str) -> String {
    match line.split_once(':').filter(|(name, _)| name.bytes().all(|byte| byte.is_ascii_lowercase())) {
        Some((name, rest)) => format!("{}:{rest}", greek(name)),
        None => line.to_owned(),
    }
}
