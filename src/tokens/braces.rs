//! Placeholders and macros in braces, damaged ones too: `{ {name} }`, `{{name}`, `{name}}`.

use crate::text::Span;
use crate::tokens::search;

/// Something in braces that is not the plain `{{…}}` or `{…}`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Braces {
    /// All of it.
    pub span: Span,
    /// What is between the braces.
    pub inner: Span,
    /// Number of opening braces, 1 or 2.
    pub opens: u8,
    /// Number of closing braces, 1 or 2.
    pub closes: u8,
    /// Whether white space parts the opening or the closing ones, or a brace and its `%`.
    pub spaced: bool,
}

/// How sure it is that the inside of braces is a macro or placeholder.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Inside {
    /// It reads like mathematics, code or a set.
    Other,
    /// A lone name or string.
    Name,
    /// A call, a filter, arguments, or a dotted name.
    Macro,
}

/// The longest inside that is looked at, in bytes.
const LONGEST: usize = 300;

/// The damaged places in braces of `text`, in rising order.
///
/// From each brace the text is read on to the next brace at most, so this is linear.
pub fn damaged(text: &str) -> impl Iterator<Item = Braces> + '_ {
    let mut done = 0;
    memchr::memchr_iter(b'{', text.as_bytes()).filter_map(move |at| {
        if at < done {
            return None;
        }
        let (opens, start, spaced_start) = opening(text.as_bytes(), at)?;
        done = start;
        let rest = &text.as_bytes()[start..text.len().min(start + LONGEST)];
        let length = search::byte2(b'{', b'}', rest).filter(|&length| rest[length] == b'}')?;
        let (closes, end, spaced_end) = closing(text.as_bytes(), start + length)?;
        let inner = &text[start..start + length];
        let found = Braces {
            span: Span::of(at, end),
            inner: Span::of(start, start + length),
            opens,
            closes,
            spaced: spaced_start || spaced_end,
        };
        let found = if opens == 1 && closes == 1 { spaced_statement(inner, found)? } else { found };
        let whole = opens == 2 && closes == 2 && !found.spaced;
        done = end;
        (!whole && !inner.contains("\n\n") && !inner.trim().is_empty()).then_some(found)
    })
}

/// Number of opening braces at `at`, where the inside begins, and whether they are parted; `None` if there are more than two.
fn opening(bytes: &[u8], at: usize) -> Option<(u8, usize, bool)> {
    let (count, end, spaced) = match bytes[at + 1..] {
        [b'{', b'{', ..] => return None,
        [b'{', ..] => (2, at + 2, false),
        [b' ', b'{', b'{', ..] => return None,
        [b' ', b'{', ..] => (2, at + 3, true),
        _ => (1, at + 1, false),
    };
    (at == 0 || bytes[at - 1] != b'{').then_some((count, end, spaced))
}

/// The same for the closing braces at `at`, with where they end.
fn closing(bytes: &[u8], at: usize) -> Option<(u8, usize, bool)> {
    match bytes[at + 1..] {
        [b'}', b'}', ..] => None,
        [b'}', ..] => Some((2, at + 2, false)),
        [b' ', b'}', b'}', ..] => None,
        [b' ', b'}', ..] => Some((2, at + 3, true)),
        _ => Some((1, at + 1, false)),
    }
}

/// `{ % if x % }`: a statement whose signs are parted from their braces.
fn spaced_statement(inner: &str, found: Braces) -> Option<Braces> {
    let trimmed = inner.trim_matches(' ');
    let is_statement =
        trimmed.len() > 3 && trimmed.starts_with("% ") && trimmed.ends_with(" %") && trimmed.len() < inner.len();
    is_statement.then_some(Braces { spaced: true, ..found })
}

/// What the text between braces reads like.
pub fn inside(inner: &str) -> Inside {
    let trimmed = inner.trim().trim_matches('-').trim();
    if let Some(angled) = trimmed.strip_prefix(['<', '%']) {
        let closed = angled.ends_with(['>', '%']);
        return if closed && name_length(angled.trim_start().trim_start_matches('/')) > 0 {
            Inside::Macro
        } else {
            Inside::Other
        };
    }
    let is_string = trimmed.starts_with(['"', '\'', '“', '”']);
    let filtered = trimmed.split_once('|').is_some_and(|(_, filter)| name_length(filter.trim_start()) > 0);
    let length = name_length(trimmed.trim_start_matches(['#', '/', '^', '>', '&']));
    if is_string {
        return if filtered { Inside::Macro } else { Inside::Name };
    }
    if length == 0 {
        return Inside::Other;
    }
    let rest = trimmed.trim_start_matches(['#', '/', '^', '>', '&'])[length..].trim_start();
    let name = &trimmed.trim_start_matches(['#', '/', '^', '>', '&'])[..length];
    match rest.chars().next() {
        None if name.trim_end_matches('.').contains('.') && !name.ends_with('.') => Inside::Macro,
        None => Inside::Name,
        Some('(') if rest.contains(['"', '\'', '“', '”', '‘', '’']) || rest.ends_with("()") => Inside::Macro,
        Some('(') if rest.ends_with(')') => Inside::Name,
        Some('|') if filtered => Inside::Macro,
        Some('"' | '\'' | '“') => Inside::Macro,
        Some(char) if char.is_alphabetic() && (rest.contains("=\"") || rest.contains("='")) => Inside::Macro,
        Some(_) => Inside::Other,
    }
}

/// Length of the name that `text` begins with: a letter, then letters, digits and `_-.`.
fn name_length(text: &str) -> usize {
    if !text.starts_with(|first: char| first.is_alphabetic() || first == '_') {
        return 0;
    }
    text.find(|char: char| !char.is_alphanumeric() && !"_-.".contains(char)).unwrap_or(text.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_damaged_braces() {
        let text = "{ {a} } {{b} } { {c}} {{d} {e}} {{f}} {g} {{{h}}} { % if x % } {1} }";
        let found: Vec<_> = damaged(text).map(|found| &text[found.span.range()]).collect();
        assert_eq!(found, ["{ {a} }", "{{b} }", "{ {c}}", "{{d}", "{e}}", "{ % if x % }", "{1} }"]);
    }

    #[test]
    fn tells_macros_from_mathematics() {
        for inner in [
            "domxref(\"x\")",
            " site.baseurl ",
            "\"/a/\" | url",
            "< tip >",
            "image src=\"a\"",
            "page.title | escape",
            "HTMLSidebar()",
        ] {
            assert_eq!(inside(inner), Inside::Macro, "{inner}");
        }
        for inner in ["1,2", "\\text d", "a: 1", "x + y", "", "a, b"] {
            assert_eq!(inside(inner), Inside::Other, "{inner}");
        }
        assert_eq!((inside(" name "), inside("f(3)")), (Inside::Name, Inside::Name));
    }
}
