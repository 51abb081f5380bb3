//! Code as it must be in every language: without its comments, its strings, and words beyond ASCII.

use super::keyed;
use super::mark::hash;
use crate::text::Span;
use crate::tokens::search;
use crate::tokens::work::steps;

/// The most tokens that are compared one by one; longer differences are one.
const MOST_TOKENS: usize = 300;

/// A token of code: where it is, and a number that is equal for equal ones.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Token {
    span: Span,
    key: u64,
    /// Whether it holds letters beyond ASCII, which code has only where it was translated.
    is_foreign: bool,
}

/// A place where two codes differ, in each of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hunk {
    /// In the original.
    pub original: Span,
    /// In the translation.
    pub translation: Span,
}

/// The language of a code block, from its info string.
pub(super) fn language(info: &str) -> String {
    let info = info.trim();
    let word = info.split([' ', '\t', ',']).next().unwrap_or_default();
    let word = if word.starts_with('{') { word } else { word.split('{').next().unwrap_or_default() };
    word.to_lowercase()
}

/// Whether code in this language is prose as often as not: words in it are translated.
pub(super) fn is_prose(language: &str) -> bool {
    matches!(
        language,
        "" | "text"
            | "txt"
            | "plain"
            | "plaintext"
            | "console"
            | "output"
            | "log"
            | "markdown"
            | "md"
            | "mdx"
            | "mermaid"
            | "none"
            | "ascii"
            | "diff"
            | "yaml"
            | "yml"
            | "toml"
            | "ini"
            | "csv"
            | "properties"
            | "http"
            | "plantuml"
            | "dot"
    ) || language.starts_with('{')
}

fn is_markup(language: &str) -> bool {
    matches!(
        language,
        "html" | "jsx" | "tsx" | "js" | "javascript" | "typescript" | "ts" | "vue" | "xml" | "svelte" | "astro" | "svg"
    )
}

/// Languages whose names are used for each other.
const FAMILIES: [&[&str]; 6] = [
    &["js", "jsx", "ts", "tsx", "javascript", "typescript", "mjs"],
    &["sh", "bash", "shell", "console", "zsh", "shell-session", "terminal"],
    &["yml", "yaml"],
    &["html", "xml", "svg", "vue"],
    &["", "text", "txt", "plain", "plaintext", "none", "output"],
    &["md", "markdown", "mdx"],
];

/// The name under which a language is compared.
pub(super) fn family(language: &str) -> &str {
    let family = FAMILIES.iter().find(|family| family.contains(&language));
    family.map_or(language, |family| family[0])
}

/// Equal for code that is the same.
pub(super) fn key(language: &str, code: &str) -> u64 {
    if is_prose(language) {
        return hash(family(language));
    }
    let keys: Vec<_> =
        tokens(language, code, 0).into_iter().filter(|token| !token.is_foreign).map(|token| token.key).collect();
    hash((family(language), keys))
}

/// Where two codes in the language of `info` differ, at offsets from `starts` on; a difference that holds letters beyond
/// ASCII was made on purpose.
pub fn hunks(info: &str, original: (&str, u32), translation: (&str, u32)) -> Vec<Hunk> {
    let language = language(info);
    if keyed::is_keyed(&language) {
        let places = keyed::hunks(original, translation).into_iter();
        return places.map(|(original, translation)| Hunk { original, translation }).collect();
    }
    if is_prose(&language) {
        return Vec::new();
    }
    let first = tokens(&language, original.0, original.1);
    let second = tokens(&language, translation.0, translation.1);
    let before = first.iter().zip(&second).take_while(|(a, b)| a.key == b.key).count();
    let behind =
        first[before..].iter().rev().zip(second[before..].iter().rev()).take_while(|(a, b)| a.key == b.key).count();
    let first = Side { tokens: &first, from: before, to: first.len() - behind };
    let second = Side { tokens: &second, from: before, to: second.len() - behind };
    let mut hunks = Vec::new();
    let ((), ()) = (steps(first.tokens.len()), steps(second.tokens.len()));
    for (one, other) in ranges(first.middle(), second.middle()) {
        let is_foreign = second.middle()[other.clone()].iter().any(|token| token.is_foreign);
        let hunk = Hunk { original: first.span(one), translation: second.span(other) };
        let slice = |(code, start): (&str, u32), span: Span| {
            code[(span.start - start) as usize..(span.end - start) as usize].to_owned()
        };
        if !is_foreign
            && !is_joined(&slice(original, hunk.original), translation, hunk)
            && is_damage(&slice(original, hunk.original), &slice(translation, hunk.translation))
        {
            hunks.push(hunk);
        }
    }
    hunks
}

/// Whether nothing but the sign is missing that lines of the original are joined by, since the translation has one line.
fn is_joined(was: &str, (code, start): (&str, u32), hunk: Hunk) -> bool {
    let behind = &code[(hunk.translation.end - start) as usize..];
    let blanks = &behind[..behind.len() - behind.trim_start().len()];
    was == "\\" && hunk.translation.is_empty() && !blanks.contains('\n')
}

/// Whether a difference is damage and no translation: the same words in other letters, or the same words with other signs.
/// Names that were replaced by others may have been translated on purpose.
fn is_damage(was: &str, is: &str) -> bool {
    let words = |text: &str| {
        text.chars().filter(char::is_ascii_alphanumeric).map(|char| char.to_ascii_lowercase()).collect::<String>()
    };
    let is_layout = |text: &str| {
        text.chars().all(|char| matches!(char, ',' | ';' | '+' | '(' | ')' | '\\') || char.is_whitespace())
    };
    let is_format =
        is_layout(was) && is_layout(is) && !(was.contains(['(', ')', '\\']) || is.contains(['(', ')', '\\']));
    !is_format && words(was) == words(is)
}

/// The tokens of one code between those that both have at their ends.
struct Side<'a> {
    tokens: &'a [Token],
    from: usize,
    to: usize,
}

impl<'a> Side<'a> {
    fn middle(&self) -> &'a [Token] {
        &self.tokens[self.from..self.to]
    }

    /// The bytes of a range of the middle.
    fn span(&self, range: std::ops::Range<usize>) -> Span {
        let (first, last) = (self.from + range.start, self.from + range.end);
        if first < last {
            return Span::new(self.tokens[first].span.start, self.tokens[last - 1].span.end);
        }
        let before = first.checked_sub(1).and_then(|index| self.tokens.get(index)).map(|token| token.span.end);
        Span::at(before.or_else(|| self.tokens.get(first).map(|token| token.span.start)).unwrap_or_default())
    }
}

type Ranges = (std::ops::Range<usize>, std::ops::Range<usize>);

/// The ranges that a longest common subsequence leaves.
fn ranges(first: &[Token], second: &[Token]) -> Vec<Ranges> {
    if first.is_empty() && second.is_empty() {
        return Vec::new();
    }
    if first.len() > MOST_TOKENS || second.len() > MOST_TOKENS {
        return vec![(0..first.len(), 0..second.len())];
    }
    let width = second.len() + 1;
    let mut lengths = vec![0_u16; (first.len() + 1) * width];
    for one in (0..first.len()).rev() {
        for other in (0..second.len()).rev() {
            lengths[one * width + other] = if first[one].key == second[other].key {
                lengths[(one + 1) * width + other + 1] + 1
            } else {
                lengths[(one + 1) * width + other].max(lengths[one * width + other + 1])
            };
        }
    }
    let (mut one, mut other) = (0, 0);
    let mut found: Vec<Ranges> = Vec::new();
    let mut open: Option<(usize, usize)> = None;
    while one < first.len() || other < second.len() {
        let is_equal = one < first.len() && other < second.len() && first[one].key == second[other].key;
        if is_equal {
            found.extend(open.take().map(|(a, b)| (a..one, b..other)));
            (one, other) = (one + 1, other + 1);
            continue;
        }
        open.get_or_insert((one, other));
        let goes_first = one < first.len()
            && (other == second.len() || lengths[(one + 1) * width + other] >= lengths[one * width + other + 1]);
        if goes_first { one += 1 } else { other += 1 }
    }
    found.extend(open.map(|(a, b)| (a..one, b..other)));
    found
}

fn tokens(language: &str, code: &str, start: u32) -> Vec<Token> {
    let bytes = code.as_bytes();
    let markup = is_markup(language);
    let mut reader = Reader { bytes, language, absent: Vec::new() };
    let mut tokens = Vec::new();
    let mut at = 0;
    while at < bytes.len() {
        let byte = bytes[at];
        if byte.is_ascii_whitespace() {
            at += 1;
            continue;
        }
        let closed = reader.closed(at);
        let closed = closed.or_else(|| if markup { content(bytes, at).or_else(|| blank(bytes, at)) } else { None });
        if let Some(end) = closed {
            at = end.max(at + 1);
            continue;
        }
        let is_word = |byte: &u8| byte.is_ascii_alphanumeric() || *byte == b'_' || !byte.is_ascii();
        let length = bytes[at..].iter().take_while(|byte| is_word(byte)).count().max(1);
        let word = &bytes[at..at + length];
        let span = Span::new(start + at as u32, start + (at + length) as u32);
        tokens.push(Token { span, key: hash(word), is_foreign: !word.is_ascii() });
        at += length;
    }
    steps(bytes.len());
    tokens
}

/// Reads code once.
struct Reader<'a> {
    bytes: &'a [u8],
    language: &'a str,
    /// Ends of comments and strings that do not occur any more.
    absent: Vec<&'static [u8]>,
}

impl Reader<'_> {
    /// Where a comment or a string that begins at `at` ends.
    fn closed(&mut self, at: usize) -> Option<usize> {
        let rest = &self.bytes[at..];
        let before = at.checked_sub(1).map(|before| self.bytes[before]);
        let follows_space = before.is_none_or(|byte| byte.is_ascii_whitespace());
        let is_shell = matches!(self.language, "bash" | "sh" | "shell" | "powershell" | "zsh");
        match rest {
            [b'/', b'/', ..] if before != Some(b':') => Some(self.line(at)),
            [b'/', b'*', ..] => self.until(at + 2, b"*/"),
            [b'<', b'!', b'-', b'-', ..] => self.until(at + 4, b"-->"),
            [b'#', next, ..] if follows_space && (next.is_ascii_whitespace() || !next.is_ascii()) => {
                Some(self.line(at))
            }
            [b'-', b'-', b' ', ..] | [b';' | b'%', b' ', ..] if follows_space => Some(self.line(at)),
            [b'"', b'"', b'"', ..] => self.until(at + 3, b"\"\"\""),
            [b'\'', b'\'', b'\'', ..] => self.until(at + 3, b"'''"),
            [b'`', ..] if !is_shell && self.language != "sql" => self.until(at + 1, b"`"),
            [sign @ (b'"' | b'\''), ..] if !before.is_some_and(|byte| byte.is_ascii_alphanumeric()) => {
                string(rest, *sign).map(|length| at + length)
            }
            // What a reader puts something else in the place of.
            [b'<', next, ..] if is_shell && (next.is_ascii_alphabetic() || !next.is_ascii()) => {
                let length = rest.iter().take(MOST_NAME).position(|&byte| matches!(byte, b'>' | b'\n'))?;
                (rest[length] == b'>').then_some(at + length + 1)
            }
            _ => None,
        }
    }

    fn line(&self, at: usize) -> usize {
        search::byte(b'\n', &self.bytes[at..]).map_or(self.bytes.len(), |length| at + length)
    }

    /// Behind the next `close` from `at` on.
    fn until(&mut self, at: usize, close: &'static [u8]) -> Option<usize> {
        if self.absent.contains(&close) {
            return None;
        }
        let found = search::bytes(&self.bytes[at..], close).map(|length| at + length + close.len());
        if found.is_none() {
            self.absent.push(close);
        }
        found
    }
}

/// Bytes of a name in angle brackets.
const MOST_NAME: usize = 60;

/// The length of a string in one line.
fn string(rest: &[u8], sign: u8) -> Option<usize> {
    let mut at = 1;
    while let Some(&byte) = rest.get(at) {
        match byte {
            b'\\' => at += 1,
            b'\n' => return None,
            _ if byte == sign => return Some(at + 1),
            _ => {}
        }
        at += 1;
    }
    None
}

/// The end of a string that stands alone in braces: `{' '}`, which a line break in the text of a tag asks for.
fn blank(bytes: &[u8], at: usize) -> Option<usize> {
    let rest = &bytes[at..];
    let [b'{', sign @ (b'\'' | b'"' | b'`'), ..] = rest else { return None };
    let length = string(&rest[1..], *sign)?;
    (rest.get(length + 1) == Some(&b'}')).then_some(at + length + 2)
}

/// The end of text between tags that begins at `at`, behind a `>`.
fn content(bytes: &[u8], at: usize) -> Option<usize> {
    let before = bytes[..at].iter().rev().take(40).find(|byte| !byte.is_ascii_whitespace())?;
    if *before != b'>' || matches!(bytes[at], b'<' | b'{' | b'}' | b'(' | b')' | b';' | b'=' | b',' | b'&' | b'|') {
        return None;
    }
    let rest = &bytes[at..];
    let length = rest.iter().take(400).position(|byte| matches!(byte, b'<' | b'{' | b';' | b'='))?;
    matches!(rest[length], b'<' | b'{').then_some(at + length)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn differ(language: &str, original: &str, translation: &str) -> Vec<String> {
        let hunks = hunks(language, (original, 0), (translation, 0));
        hunks.iter().map(|hunk| translation[hunk.translation.range()].to_owned()).collect()
    }

    #[test]
    fn comments_and_strings_are_translated() {
        assert_eq!(differ("rust", "Ok(()) // fine", "OK(()) // gut"), ["OK"]);
        assert!(differ("python", "print(\"Hello\")  # say", "print(\"Hola\")  # di algo").is_empty());
        assert!(differ("jsx", "<h1>Hello world</h1>", "<h1>Hola mundo</h1>").is_empty());
        assert!(differ("js", "let x = 1;", "let 变量 = 1;").is_empty());
        assert_eq!(differ("js", "if (a) {}", "if (a) {"), [""]);
    }
}
