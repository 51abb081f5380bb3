//! Placeholders in the text: `{name}`, `%s`, `:name`, `<0>`, which a program knows by their names. Of a translation those are
//! read too that are nearly placeholders, so that what became of one is known.

use super::mark::{Kind, Mark, hash};
use super::view::View;
use crate::text::{Flavor, Span, step};

/// The longest placeholder in the text, in bytes.
const LONGEST: usize = 60;

/// One form of placeholders.
struct Form {
    /// What it begins with.
    first: u8,
    /// Reads the one that begins at an offset of a text.
    read: fn(&str, usize) -> Option<Found>,
}

const FORMS: [Form; 6] = [
    Form { first: b'{', read: braces },
    Form { first: b'%', read: percent },
    Form { first: b':', read: colon },
    Form { first: b'_', read: underscores },
    Form { first: b'<', read: numbered },
    // The first byte of `｛`.
    Form { first: 0xef, read: wide_braces },
];

/// A placeholder: all of it, the name in it, and whether it may be one that is damaged or translated, and is none as it is.
struct Found {
    span: Span,
    core: Span,
    is_worn: bool,
}

impl Found {
    fn new(start: usize, end: usize) -> Self {
        Self { span: Span::of(start, end), core: Span::of(start, end), is_worn: false }
    }
}

pub(super) fn read(view: &View, marks: &mut Vec<Mark>) {
    let is_mdx = view.source.flavor() == Flavor::Mdx;
    for block in view.marks.blocks().iter() {
        for piece in block.pieces {
            let text = view.slice(*piece);
            let bytes = text.as_bytes();
            // Two searches for three signs each.
            for signs in FORMS.chunks(3) {
                for at in memchr::memchr3_iter(signs[0].first, signs[1].first, signs[2].first, bytes) {
                    // In MDX what stands in braces is an expression.
                    let form = signs.iter().find(|form| form.first == bytes[at] && !(is_mdx && form.first == b'{'));
                    let found = form.and_then(|form| (form.read)(text, at));
                    marks.extend(found.map(|found| mark(text, &found, piece.start)));
                }
            }
        }
    }
}

fn mark(text: &str, found: &Found, start: u32) -> Mark {
    let (span, core) = (found.span.moved(start), found.core.moved(start));
    let written = &text[found.span.range()];
    let mut mark = Mark::new(Kind::Placeholder, span, core, hash(written));
    // Placeholders of one form begin with the same signs.
    let signs = &text[found.span.start as usize..found.core.start as usize];
    mark.label = hash(if signs.is_empty() { written.chars().next() } else { signs.chars().next() });
    mark.is_indirect = found.is_worn;
    mark
}

fn is_name(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'.' | b'-')
}

/// `{name}`, `{0}`, `${name}`, `%{name}` and `#{name}`; nearly one is `{ name }`, and what holds other letters or words.
fn braces(text: &str, open: usize) -> Option<Found> {
    let before = &text[..open];
    // In formulas, attributes and templates braces stand for something else.
    let is_other = before.ends_with(['{', '\\', ']', '}', '^', '_']) || before.ends_with("](") || is_command(before);
    // Behind colons stands the name of a directive.
    let is_other = is_other || before.trim_end_matches(' ').ends_with("::") || is_attribute(before);
    let rest = &text[open + 1..];
    let length = rest.as_bytes().iter().take(LONGEST).position(|&byte| matches!(byte, b'}' | b'{' | b'\n'))?;
    let inner = &rest[..length];
    if is_other || rest.as_bytes()[length] != b'}' || inner.trim().is_empty() || inner.starts_with(['.', '-', '#', ':'])
    {
        return None;
    }
    let first = open - usize::from(before.ends_with(['$', '%']) || before.ends_with('#') && !before.ends_with("##"));
    let core = Span::of(open + 1, open + 1 + length);
    let is_worn = !inner.as_bytes().iter().all(|&byte| is_name(byte));
    let is_letters = inner.chars().all(|char| char.is_alphanumeric() || " _.-".contains(char));
    is_letters.then(|| Found { span: Span::of(first, open + length + 2), core, is_worn })
}

/// Whether the value of an attribute begins here, as components have them: `<Step number={1}>`.
fn is_attribute(before: &str) -> bool {
    let Some(before) = before.strip_suffix('=') else { return false };
    let near = &before[step::floor(before, before.len().saturating_sub(LONGEST))..];
    let open = near.rfind(['<', '>']).map_or("", |at| &near[at..]);
    open.strip_prefix('<').is_some_and(|tag| tag.starts_with(|char: char| char.is_ascii_alphabetic()))
}

/// Whether a command of TeX ends here, or a word that braces follow.
fn is_command(before: &str) -> bool {
    let word = before.trim_end_matches(|char: char| char.is_ascii_alphabetic());
    word.len() < before.len() && word.ends_with('\\')
}

/// `｛name｝`, which is nearly a placeholder.
fn wide_braces(text: &str, open: usize) -> Option<Found> {
    let rest = text.get(open..)?.strip_prefix('｛')?;
    let length = rest.find('｝').filter(|&length| length > 0 && length < LONGEST)?;
    let (start, wide) = (open + '｛'.len_utf8(), '｝'.len_utf8());
    // Its braces are to be restored as well.
    let span = Span::of(open, start + length + wide);
    Some(Found { span, core: span, is_worn: true })
}

/// `%s`, `%1$s` and `%(name)s`; nearly one are `% s` and `%S`.
fn percent(text: &str, at: usize) -> Option<Found> {
    let rest = &text[at + 1..];
    let before = text[..at].chars().next_back();
    if before.is_some_and(|before| before.is_ascii_digit() || before == '%') {
        return None;
    }
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    let mut is_worn = false;
    let name = if digits > 0 && rest[digits..].starts_with('$') {
        digits + 1
    } else if rest.starts_with('(') {
        let end = rest.as_bytes().iter().take(LONGEST).position(|&byte| byte == b')')?;
        is_worn = !rest[1..end].bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
        end + 1
    } else {
        let is_apart = rest.starts_with(' ') && before.is_none_or(|before| !before.is_whitespace() || before == '\n');
        is_worn = rest.starts_with(' ');
        if is_apart { 0 } else { usize::from(is_worn) }
    };
    let mut tail = rest[name..].chars();
    let (sign, next) = (tail.next()?, tail.next());
    let is_sign = matches!(sign, 's' | 'd' | '@' | 'i' | 'f' | 'S' | 'D');
    is_worn |= sign.is_ascii_uppercase();
    let ends_word = !next.is_some_and(|next| next.is_alphanumeric() || next == '\'' || next == '’');
    (is_sign && ends_word).then(|| Found { is_worn, ..Found::new(at, at + name + 2) })
}

/// `:name` in an address or beside words, and `:name:`; nearly one is what holds other letters.
fn colon(text: &str, at: usize) -> Option<Found> {
    let before = text[..at].chars().next_back();
    let rest = &text[at + 1..];
    let is_part = |char: char| char.is_alphanumeric() || matches!(char, '_' | '-' | '+');
    let length = rest.find(|char: char| !is_part(char)).unwrap_or(rest.len());
    let name = &rest[..length];
    let is_emoji = rest[length..].starts_with(':') && length > 1;
    let begins = before.is_none_or(|before| before.is_whitespace() || "/(\"'`".contains(before));
    let is_name = name.chars().next().is_some_and(|first| first.is_alphabetic() || is_emoji && first == '+');
    // A directive has its content in brackets or braces.
    if !begins || !is_name || length > LONGEST || rest[length..].starts_with(['[', '{']) {
        return None;
    }
    // Where a language puts white space before a colon, a name alone is no placeholder.
    let is_path = before == Some('/');
    let is_worn = !name.is_ascii() || !is_emoji && !is_path && !name.contains('_');
    let end = at + 1 + length + usize::from(is_emoji);
    Some(Found { core: Span::of(at + 1, at + 1 + length), is_worn, ..Found::new(at, end) })
}

/// `__NAME_1__`: a name in capitals of more than one word, which is no emphasis.
fn underscores(text: &str, at: usize) -> Option<Found> {
    let rest = text[at..].strip_prefix("__").filter(|_| !text[..at].ends_with('_'))?;
    let is_part = |char: char| char.is_uppercase() || char.is_ascii_digit() || char == '_';
    let length = rest.find(|char: char| !is_part(char)).unwrap_or(rest.len());
    let name = rest[..length].strip_suffix("__").filter(|name| name.len() < LONGEST)?;
    let is_compound = name.contains('_') || name.bytes().any(|byte| byte.is_ascii_digit());
    let core = Span::of(at + 2, at + 2 + name.len());
    let found = Found { core, is_worn: !name.is_ascii(), ..Found::new(at, at + 4 + name.len()) };
    (is_compound && !name.starts_with('_')).then_some(found)
}

/// `<0>`, `</0>` and `<0/>`; nearly one are those with white space in them.
fn numbered(text: &str, at: usize) -> Option<Found> {
    let length = text[at..].bytes().take(12).position(|byte| byte == b'>')?;
    let inner = &text[at + 1..at + length];
    let number = inner.trim().trim_matches('/').trim();
    let is_number = !number.is_empty() && number.len() < 4 && number.bytes().all(|byte| byte.is_ascii_digit());
    is_number.then(|| Found { is_worn: inner.contains(char::is_whitespace), ..Found::new(at, at + length + 1) })
}

#[cfg(test)]
mod tests {
    use super::super::{Kind, Skeleton};
    use crate::lint::Document;
    use crate::settings::Settings;
    use crate::text::{Flavor, Source};

    /// The placeholders of a text, and those that are nearly ones.
    fn found(text: &str) -> (Vec<&str>, Vec<&str>) {
        let source = Source::new("a.md", Flavor::Markdown, text).expect("short");
        let skeleton: Skeleton = Document::new(&source, &Settings::default()).skeleton();
        let (mut marks, mut worn) = (Vec::new(), Vec::new());
        for mark in skeleton.marks.iter().filter(|mark| mark.kind == Kind::Placeholder) {
            (if mark.is_indirect { &mut worn } else { &mut marks }).push(&text[mark.span.range()]);
        }
        (marks, worn)
    }

    #[test]
    fn placeholders_are_read() {
        let whole = "a {name} {0} ${x} %s %(count)d /users/:id :tada: __USER_ID__ <0>b</0> %{count} #{who}";
        let expected = [
            "{name}",
            "{0}",
            "${x}",
            "%s",
            "%(count)d",
            ":id",
            ":tada:",
            "__USER_ID__",
            "<0>",
            "</0>",
            "%{count}",
            "#{who}",
        ];
        let (mut marks, worn) = found(whole);
        marks.sort_unstable();
        let mut all = expected;
        all.sort_unstable();
        assert_eq!((marks, worn), (all.to_vec(), Vec::new()));
        let (marks, worn) = found("a {имя} { name } % s :имя: < 0 > ｛name｝ {two words}");
        assert!(marks.is_empty(), "{marks:?}");
        assert_eq!(worn.len(), 7, "{worn:?}");
    }

    #[test]
    fn prose_and_formulas_have_none() {
        for text in
            ["100 % sure", "a \\frac{a}{b} c", "## A {#b}", "50%s", "is: so", "it :-)", "__NOTE__ it", "5<6 and 7>3"]
        {
            let (marks, _) = found(text);
            assert!(marks.is_empty(), "{text}: {marks:?}");
        }
    }
}
