//! Template tags, expressions and placeholders: what a program puts something else in the place of.

use super::mark::{Kind, Mark, hash};
use super::target::Target;
use super::view::View;
use crate::text::{Flavor, Span};

/// The longest placeholder in the text, in bytes.
const LONGEST: usize = 60;

/// The mark of a template tag.
pub(super) fn template(view: &View, span: Span) -> Option<Mark> {
    let text = view.slice(span);
    let open = text.find(|char: char| !"{<%?#-!(".contains(char)).unwrap_or(text.len());
    let close = text.trim_end_matches(['}', '>', '%', '?', '-', '#', '/', ')']).len().max(open);
    let is_comment = text.starts_with("{#")
        || text.starts_with("<%#")
        || text.starts_with("<%-")
        || text[open..].trim_start().starts_with("/*");
    if is_comment || text.starts_with("<?xml") {
        return None;
    }
    let inner = &text[open..close];
    let name: String = inner.split_whitespace().take(1).collect();
    // The words of a shortcode of Hugo are arguments that people may read.
    let is_shortcode = text.starts_with("{{<") || text.starts_with("{{%");
    let core = trimmed(Span::new(span.start + open as u32, span.start + close as u32), inner);
    let mut mark = Mark::new(Kind::Template, span, core, hash((&text[..open], arguments(inner, is_shortcode))));
    mark.label = hash(name);
    Some(mark)
}

fn trimmed(span: Span, text: &str) -> Span {
    let start = text.len() - text.trim_start().len();
    Span::new(span.start + start as u32, span.start + (start + text.trim().len()) as u32)
}

/// The words of a template tag without those that people read: what stands in quotes counts where it looks like an address
/// or a name of a program.
fn arguments(inner: &str, is_shortcode: bool) -> String {
    let mut words = String::new();
    let mut rest = inner;
    while let Some(at) = rest.find(['"', '\'', '“', '‘', '`']) {
        add_words(&mut words, &rest[..at], is_shortcode);
        let sign = rest[at..].chars().next().unwrap_or('"');
        let close = match sign {
            '“' => '”',
            '‘' => '’',
            other => other,
        };
        let value = &rest[at + sign.len_utf8()..];
        let Some(end) = value.find(close) else { break };
        words.push_str("\" ");
        if is_address(&value[..end]) {
            words.push_str(&Target::read(&value[..end]).address);
        }
        rest = &value[end + close.len_utf8()..];
    }
    add_words(&mut words, rest, is_shortcode);
    words
}

fn add_words(words: &mut String, text: &str, is_shortcode: bool) {
    for word in text.split_whitespace() {
        let is_prose = is_shortcode && !words.is_empty() && !word.contains('=') && !is_address(word);
        if is_prose && word != "/" {
            continue;
        }
        // The value of a named argument without quotes counts as one with quotes.
        let named = word.split_once('=').filter(|(_, value)| !value.is_empty() && !is_address(value));
        words.push_str(named.map_or(word, |(name, _)| name));
        words.push(' ');
    }
}

/// Whether a value is no prose.
pub(super) fn is_address(value: &str) -> bool {
    let is_plain = value.is_ascii() && !value.contains(char::is_whitespace);
    is_plain
        && (value.contains('/') || value.contains('_') || value.trim_end_matches('.').contains('.'))
        && !value.ends_with('.')
}

/// The mark of an MDX expression.
pub(super) fn expression(view: &View, span: Span) -> Option<Mark> {
    let text = view.slice(span);
    let inner = text.strip_prefix('{')?.strip_suffix('}')?;
    let is_name = |inner: &str| {
        !inner.is_empty() && inner.chars().all(|char| char.is_ascii_alphanumeric() || "_.$".contains(char))
    };
    let core = trimmed(Span::new(span.start + 1, span.end - 1), inner);
    is_name(inner.trim()).then(|| Mark::new(Kind::Placeholder, span, core, hash(inner.trim())))
}

/// The placeholders in the text.
pub(super) fn read(view: &View, marks: &mut Vec<Mark>) {
    for block in view.marks.blocks().iter() {
        for piece in block.pieces {
            let text = view.slice(*piece);
            if view.source.flavor() != Flavor::Mdx {
                braces(text, piece.start, marks);
            }
            percents(text, piece.start, marks);
        }
    }
}

/// `{name}` and `${name}`.
fn braces(text: &str, start: u32, marks: &mut Vec<Mark>) {
    for open in memchr::memchr_iter(b'{', text.as_bytes()) {
        let rest = &text.as_bytes()[open + 1..text.len().min(open + 1 + LONGEST)];
        let is_name = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'.' | b'-');
        let length = rest.iter().take_while(|byte| is_name(byte)).count();
        let is_double = text[..open].ends_with(['{', '\\', ']']) || text[..open].ends_with("](");
        // A plain word in braces stands for something that the author describes.
        let is_plain = rest[..length].iter().all(u8::is_ascii_alphabetic)
            && !rest[1.min(length)..length].iter().any(u8::is_ascii_uppercase);
        if is_plain && !text[..open].ends_with('$') {
            continue;
        }
        if length == 0 || rest.get(length) != Some(&b'}') || is_double || rest[0] == b'.' || rest[0] == b'-' {
            continue;
        }
        let first = open - usize::from(text[..open].ends_with('$'));
        let core = Span::of(open + 1, open + 1 + length).moved(start);
        let span = Span::of(first, open + length + 2).moved(start);
        marks.push(Mark::new(Kind::Placeholder, span, core, hash(&text[first..open + length + 2])));
    }
}

/// `%s`, `%1$s` and `%(name)s`.
fn percents(text: &str, start: u32, marks: &mut Vec<Mark>) {
    for at in memchr::memchr_iter(b'%', text.as_bytes()) {
        let rest = &text[at + 1..];
        let before = text[..at].chars().next_back();
        if before.is_some_and(|before| before.is_ascii_digit() || before == '%') {
            continue;
        }
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        let name = if digits > 0 && rest[digits..].starts_with('$') {
            digits + 1
        } else if rest.starts_with('(') {
            match rest.as_bytes().iter().take(LONGEST).position(|&byte| byte == b')') {
                Some(end) if rest[1..end].bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_') => end + 1,
                _ => continue,
            }
        } else {
            0
        };
        let tail = rest[name..].chars().next();
        let ends_word = !rest[name..].chars().nth(1).is_some_and(|next| next.is_ascii_alphanumeric());
        if tail.is_some_and(|tail| matches!(tail, 's' | 'd' | '@' | 'i' | 'f')) && ends_word {
            let span = Span::of(at, at + name + 2).moved(start);
            marks.push(Mark::new(Kind::Placeholder, span, span, hash(&text[at..at + name + 2])));
        }
    }
}
