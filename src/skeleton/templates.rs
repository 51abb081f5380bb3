//! Template tags and expressions: what a program puts something else in the place of.

use super::mark::{Kind, Mark, hash};
use super::target::Target;
use super::view::View;
use crate::text::Span;

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
