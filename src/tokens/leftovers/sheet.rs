//! Style sheets and scripts in the text of an article.

use crate::text::step;
use crate::tokens::search;

/// The longest that is looked at, in bytes.
const LONGEST: usize = 3_000;

/// What is left of the block that holds `at`: up to the next tag, or to a blank line.
fn block(text: &str, at: usize) -> &str {
    let rest = &text[at..step::floor(text, at + LONGEST)];
    let rest = &rest[..search::byte(b'<', rest.as_bytes()).unwrap_or(rest.len())];
    &rest[..search::bytes(rest.as_bytes(), b"\n\n").unwrap_or(rest.len())]
}

/// `/* Style Definitions */ table.MsoNormalTable {…}`
pub fn style_sheet(text: &str, at: usize) -> Option<(usize, usize)> {
    let block = block(text, at);
    let end = block.rfind('}')? + 1;
    Some((at, at + end))
}

/// `p.p1 {margin: 0} span.s1 {…}`, asked at a brace: a selector, declarations, and further rules.
pub fn rules(text: &str, at: usize) -> Option<(usize, usize)> {
    let block = block(text, at);
    let length = search::byte(b'}', &block.as_bytes()[1..])?;
    let inside = &block[1..][..length];
    let is_declaration =
        |part: &str| part.split_once(':').is_some_and(|(name, value)| is_property(name) && !value.is_empty());
    if !inside.split(';').filter(|part| !part.trim().is_empty()).all(is_declaration) {
        return None;
    }
    let start = selector(&text[..at])?;
    let mut end = at;
    for part in block.split_inclusive('}') {
        let is_rule = part.ends_with('}') && part.split_once('{').is_some_and(|(_, inside)| inside.contains(':'));
        if !is_rule {
            break;
        }
        end += part.len();
    }
    Some((start, end))
}

fn is_property(name: &str) -> bool {
    let name = name.trim();
    name.len() > 1 && name.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-')
}

/// Where the selector begins that ends `before`: one of a class or of an id, not just any word.
fn selector(before: &str) -> Option<usize> {
    let trimmed = before.trim_end_matches(' ');
    let is_part = |char: char| char.is_ascii_alphanumeric() || "-_.#:".contains(char);
    let start = trimmed.trim_end_matches(is_part).len();
    let name = &trimmed[start..];
    let marks = name.trim_start_matches(|char: char| char.is_ascii_alphanumeric());
    let is_class = marks.starts_with(['.', '#'])
        && marks.len() > 1
        && marks[1..].starts_with(|char: char| char.is_ascii_alphabetic());
    // In a namespace, `<html:style>` holds a style sheet.
    (is_class && !text_ends_style(trimmed, start)).then_some(start)
}

fn text_ends_style(before: &str, at: usize) -> bool {
    before[..at].trim_end().ends_with("style>")
}

/// `window._q = window._q || [];`, asked at the signs, and the statements after it.
pub fn statement(text: &str, at: usize) -> Option<(usize, usize)> {
    let is_name = |char: char| char.is_ascii_alphanumeric() || "_.$".contains(char);
    let (before, second) = name_before(&text[..at], is_name)?;
    let (before, first) = name_before(before.trim_end().strip_suffix('=')?, is_name)?;
    let last = |name: &str| name.rsplit('.').next().unwrap_or_default().to_owned();
    if last(first) != last(second) || first.is_empty() {
        return None;
    }
    let before = before.trim_end();
    let start = ["var", "let", "const", "("]
        .iter()
        .find_map(|word| before.strip_suffix(word))
        .map_or_else(|| text[..at].len() - (text[before.len()..at].trim_start().len()), str::len);
    let block = block(text, at);
    let end = block.rfind([';', '}', ')'])? + 1;
    Some((start, at + end))
}

/// The name that `text` ends with before white space, and what is before it.
fn name_before(text: &str, is_name: impl Fn(char) -> bool) -> Option<(&str, &str)> {
    let text = text.trim_end();
    let start = text.trim_end_matches(is_name).len();
    (start < text.len()).then(|| text.split_at(start))
}
