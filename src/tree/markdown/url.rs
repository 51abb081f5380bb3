//! Link targets as they are written, damaged ones too.

use super::characters::is_cjk;
use crate::text::{Span, step};
use crate::tokens::search;

/// A target and what ends it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Target {
    /// The target.
    pub span: Span,
    /// The title with its quotes, empty where there is none.
    pub title: Span,
    /// Whether the title is in typographic quotes.
    pub curly: bool,
    /// The closing parenthesis and white space before it, empty where it is missing.
    pub end: Span,
}

/// The longest target that is read, in bytes.
const LONGEST: usize = 2_000;

impl Target {
    /// Reads a target that begins at `from`, after an opening parenthesis. `None` if what is there is no URL, path
    /// or anchor.
    pub fn read(text: &str, from: usize, to: usize) -> Option<Self> {
        let rest = &text[from..to];
        let start = rest.bytes().take(3).take_while(|&byte| byte == b' ').count();
        let length = length(&rest[start..]);
        let target = &rest[start..start + length];
        if !is_target(target) {
            return None;
        }
        let span = Span::of(from + start, from + start + length);
        let mut at = from + start + length;
        let (title, curly) = title(&text[at..to]).map_or((Span::of(at, at), false), |(skip, length, curly)| {
            (Span::of(at + skip, at + skip + length), curly)
        });
        at = title.end as usize;
        let spaces = text[at..to].bytes().take(3).take_while(|&byte| byte == b' ').count();
        let end = match text[at + spaces..to].chars().next() {
            Some(char @ (')' | '）')) => Span::of(at, at + spaces + char.len_utf8()),
            // A construct of a dialect, that some program reads.
            Some(_) if spaces > 0 && has_options(&text[at + spaces..to]) => return None,
            // What would be a title without the parenthesis is taken for the text that goes on.
            _ => return without_end(text, span),
        };
        Some(Self { span, title, curly, end })
    }

    /// Whether the target is a mere file name, such as `notes.md`.
    pub fn is_bare_name(&self, text: &str) -> bool {
        let target = &text[self.span.range()];
        !target.contains(['/', '#']) && !target.starts_with("mailto:")
    }
}

/// A target that no parenthesis ends: punctuation and closing delimiters after it are not its own.
fn without_end(text: &str, span: Span) -> Option<Target> {
    let target = text[span.range()].trim_end_matches(['.', ',', ';', ':', '!', '?', '*', '"', '\'']);
    let span = Span::new(span.start, span.start + target.len() as u32);
    let nothing = Span::at(span.end);
    is_target(target).then_some(Target { span, title: nothing, curly: false, end: nothing })
}

/// Length of the target: up to white space, an unbalanced parenthesis, or a character that URLs are not written with.
fn length(rest: &str) -> usize {
    let mut depth = 0_u32;
    let mut is_ascii = true;
    for (at, char) in rest.char_indices() {
        match char {
            '(' => depth += 1,
            ')' if depth == 0 => return at,
            ')' => depth -= 1,
            '[' | ']' | '<' | '>' | '|' | '（' | '）' | '［' | '］' | '`' | '“' | '”' => return at,
            _ if char.is_whitespace() || at > LONGEST => return at,
            // Behind a target in ASCII the sentence goes on in another script; an anchor may be written in any.
            _ if is_ascii && is_cjk(char) && !is_anchor(rest, at) => return at,
            _ => is_ascii &= char.is_ascii(),
        }
    }
    rest.len()
}

/// Whether the characters at `at` belong to an anchor that a parenthesis ends.
fn is_anchor(rest: &str, at: usize) -> bool {
    let ends = || rest[at..].chars().take(MOST_ANCHOR).find(|char| char.is_whitespace() || ")）。，".contains(*char));
    rest[..at].contains('#') && ends() == Some(')')
}

/// The longest anchor in another script, in characters.
const MOST_ANCHOR: usize = 60;

/// The title after a target: white space before it, its length, and whether its quotes are typographic.
fn title(rest: &str) -> Option<(usize, usize, bool)> {
    let skip = rest.bytes().take(8).take_while(|&byte| matches!(byte, b' ' | b'\n')).count();
    let open = rest[skip..].chars().next().filter(|_| skip > 0)?;
    let closers: &[char] = match open {
        '"' => &['"', '”', '“'],
        '\'' => &['\'', '’'],
        '“' | '”' | '„' => &['”', '“', '"'],
        '‘' => &['’'],
        '«' | '»' => &['»', '«'],
        _ => return None,
    };
    let inner = &rest[skip + open.len_utf8()..];
    let (end, close) = inner.char_indices().take(MOST_TITLE).find(|&(at, char)| {
        let next = inner[at + char.len_utf8()..].chars().next();
        closers.contains(&char) && matches!(next, Some(')' | '）'))
    })?;
    Some((skip, open.len_utf8() + end + close.len_utf8(), !open.is_ascii() || !close.is_ascii()))
}

/// The longest options of a picture, in bytes.
const MOST_OPTIONS: usize = 400;

/// Whether the size of a picture (`=500x200)`) or options in braces are after a target.
fn has_options(rest: &str) -> bool {
    let near = &rest[..step::ceil(rest, rest.len().min(MOST_OPTIONS))];
    let inside = &near[..search::char(near, |char| matches!(char, ')' | '\n')).unwrap_or(near.len())];
    let is_size = inside.strip_prefix('=').is_some_and(|size| {
        size.split(' ')
            .next()
            .is_some_and(|size| size.bytes().all(|byte| byte.is_ascii_digit() || b"x%*".contains(&byte)))
    });
    (is_size || inside.starts_with('{')) && rest[inside.len()..].starts_with(')')
}

/// The longest title, in characters.
const MOST_TITLE: usize = 300;

/// Whether `target` is a URL, a path or an anchor.
pub fn is_target(target: &str) -> bool {
    if let Some((scheme, rest)) = target.split_once("://") {
        return is_scheme(scheme)
            && rest.starts_with(|first: char| first.is_alphanumeric() || matches!(first, '[' | '{'));
    }
    if let Some(address) = target.strip_prefix("mailto:") {
        return address.contains('@');
    }
    if let Some(anchor) = target.strip_prefix('#') {
        let is_name = anchor.contains('-') && anchor.contains(char::is_alphabetic);
        return is_name || anchor.starts_with(|first: char| first.is_alphabetic() || first == '_');
    }
    let relative = target.trim_start_matches("../").trim_start_matches("./");
    if relative.len() < target.len() {
        return relative.starts_with(|first: char| first.is_alphanumeric() || matches!(first, '_' | '.'));
    }
    if let Some(path) = target.strip_prefix('/') {
        return path.starts_with(|first: char| first.is_alphanumeric() || first == '_');
    }
    target.starts_with("www.") || is_file(target)
}

fn is_scheme(scheme: &str) -> bool {
    (2..=12).contains(&scheme.len())
        && scheme.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'+' || byte == b'-')
}

/// `notes.md`, `a/b/c.html#d`: the extensions of pages and pictures.
fn is_file(target: &str) -> bool {
    let path = target.split(['#', '?']).next().unwrap_or(target);
    let Some((name, extension)) = path.rsplit_once('.') else {
        return path.contains('/') && path.ends_with('/') && !path.contains("//");
    };
    let known =
        ["md", "mdx", "markdown", "html", "htm", "png", "jpg", "jpeg", "gif", "svg", "webp", "pdf", "txt", "zip"];
    !name.is_empty() && known.iter().any(|known| extension.eq_ignore_ascii_case(known))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tells_targets_from_notes() {
        for target in
            ["https://a.example", "/a/b", "../a.md", "#part", "a/b.md#c", "mailto:a@b.example", "www.a.example"]
        {
            assert!(is_target(target), "{target}");
        }
        for note in ["see", "https:", "https://", "#12", "1", "sic", "note.", "e.g.", "a/b", "/", ""] {
            assert!(!is_target(note), "{note}");
        }
    }
}
