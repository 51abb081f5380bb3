//! A first look at a line: most hold no damaged construct, and their bytes show it.

use std::cell::LazyCell;

use super::article::Article;
use super::beyond_ascii::{is_suspect_c2, is_suspect_e2, is_suspect_ef};
use super::wrapped::{begins_above, goes_on_below, is_label};
use crate::text::Span;
use crate::tokens::work::steps;
use crate::tokens::{Region, RegionKind, Signs, search};

/// Signs of damaged constructs in HTML, and in Markdown anywhere in a line: what has none of them is not looked at.
const IN_HTML: Signs = Signs::EXCLAMATION.union(Signs::DASH).union(Signs::FULL_WIDTH).union(Signs::OPEN_BRACKET);
const IN_MARKDOWN: Signs = IN_WORDS.union(Signs::CJK).union(BY_NUMBER).union(Signs::GREATER).union(Signs::BRACE);

/// Of these, the ones that what is beside them tells, and the ones that their number tells.
const IN_WORDS: Signs = Signs::OPEN_BRACKET
    .union(Signs::CARET)
    .union(Signs::EXCLAMATION)
    .union(Signs::LESS)
    .union(Signs::BACKSLASH)
    .union(Signs::AMPERSAND)
    .union(Signs::TILDE)
    .union(Signs::LATIN)
    .union(Signs::TYPOGRAPHIC)
    .union(Signs::FULL_WIDTH);
const BY_NUMBER: Signs = Signs::CLOSE_BRACKET.union(Signs::BACKTICK);

/// Whether the line with this index, or the part of it at `span`, may hold a damaged construct.
pub fn is_suspect(article: Article, index: usize, span: Span) -> bool {
    let signs = article.lines.list()[index].signs;
    let bytes = &article.text().as_bytes()[span.range()];
    if article.source.flavor().has_markdown() {
        return is_suspect_beginning(bytes, signs)
            || signs.intersects(IN_MARKDOWN) && Look { article, index, span, bytes, signs }.is_suspect();
    }
    (IN_HTML & signs).any(bytes, |at| is_suspect_in_html(bytes, at))
}

/// Whether the sign at `at` may be one of a comment, a CDATA section or a declaration of HTML rather than one of prose.
fn is_suspect_in_html(bytes: &[u8], at: usize) -> bool {
    match bytes[at] {
        b'-' => bytes.get(at + 1) == Some(&b'-'),
        b'[' => bytes[..at].trim_ascii_end().ends_with(b"<"),
        b'!' => may_begin_markup(&bytes[..at], &bytes[at + 1..]),
        _ => match bytes.get(at + 1..at + 3) {
            Some([0xbc, 0x9c]) => true,
            Some([0xbc, 0x81]) => may_begin_markup(&bytes[..at], &bytes[at + 3..]),
            Some([0xbb, 0xbf]) => {
                let is_sign = |byte: Option<&u8>| byte.is_some_and(|byte| b"<!-?[".contains(byte));
                is_sign(bytes[..at].last()) || is_sign(bytes.get(at + 3))
            }
            _ => false,
        },
    }
}

/// Whether an exclamation mark between `before` and `behind` may be that of `<!--` or `<![CDATA[`: those of sentences
/// follow words.
fn may_begin_markup(before: &[u8], behind: &[u8]) -> bool {
    let is_blank = |byte: &&u8| **byte == b' ';
    let before = before.iter().rev().find(|byte| !is_blank(byte));
    let behind = behind.iter().find(|byte| !is_blank(byte));
    before.is_none_or(|byte| matches!(byte, b'<' | b';' | 0x80..))
        || behind.is_some_and(|byte| matches!(byte, b'-' | b'['))
}

/// Whether a line of Markdown begins as a damaged heading, item or the like does, or ends as a heading.
fn is_suspect_beginning(bytes: &[u8], signs: Signs) -> bool {
    match bytes.first() {
        Some(b'#' | b':' | b'!' | b'-' | b'?') if !begins_well(bytes) => return true,
        Some(b'0'..=b'9') if begins_with_number(bytes) => return true,
        Some(b'x' | b'X') if bytes.get(1) == Some(&b']') => return true,
        _ => {}
    }
    signs.contains(Signs::HASH) && bytes.ends_with(b"# #")
}

/// A line of Markdown, or a part of one, with signs of constructs in it.
struct Look<'a> {
    article: Article<'a>,
    index: usize,
    span: Span,
    bytes: &'a [u8],
    /// The signs of the line.
    signs: Signs,
}

impl Look<'_> {
    fn is_suspect(&self) -> bool {
        let &Self { bytes, signs, .. } = self;
        if matches!(bytes, [b'[' | b'!', .., b']']) && !is_alert(bytes) && search::bytes(bytes, b"][").is_none() {
            return true;
        }
        let has = |sign: u8| bytes.contains(&sign);
        let (has_open, has_less) =
            (signs.contains(Signs::OPEN_BRACKET) && has(b'['), signs.contains(Signs::LESS) && has(b'<'));
        let is_odd = |kind: Signs, sign: u8| signs.contains(kind) && count(sign, bytes) % 2 == 1;
        let is_uneven =
            is_odd(Signs::BACKTICK, b'`') && self.has_open_backtick() || has_open && is_odd(Signs::QUOTE, b'"');
        if is_uneven || signs.contains(Signs::CLOSE_BRACKET) && !has_open && has(b']') && !self.ends_wrapped() {
            return true;
        }
        let has_even_brackets = LazyCell::new(|| self.has_even_brackets());
        let has_even_parentheses = LazyCell::new(|| count(b'(', bytes) == count(b')', bytes));
        let mut wanted = IN_WORDS;
        wanted.set(Signs::GREATER, !has_less);
        wanted.set(Signs::BRACE, bytes[0] == b'#');
        let is_sign = |at: usize| match bytes[at] {
            b'[' if self.begins_target(self.span.start + at as u32) => false,
            b'[' => {
                let is_whole = *has_even_brackets && (*has_even_parentheses || self.is_alone(at));
                !is_whole || !self.begins_well(at) || at == 0 && begins_definition(bytes)
            }
            b'!' => bytes[at + 1..].starts_with(b"!["),
            b'<' => !begins_tag(&bytes[at + 1..]),
            // A remark of MDX is no attribute.
            b'{' => bytes.get(at + 1) != Some(&b'/'),
            b'}' => at == 0 || bytes[at - 1] != b'/',
            b'^' => (at == 0 || bytes[at - 1] != b'[') && has(b']'),
            b'\\' => bytes.get(at + 1).is_some_and(|next| ESCAPABLE.contains(next)),
            b'&' => matches!(bytes.get(at + 1..at + 3), Some(b"lt" | b"gt" | b"qu" | b"#3" | b"#4" | b"#9")),
            b'>' => at > 0 && bytes[at - 1] != b' ',
            b'~' => bytes.get(at + 1).is_some_and(|next| !next.is_ascii_alphanumeric()),
            0xc2 => is_suspect_c2(bytes, at, &has),
            0xe2 => is_suspect_e2(bytes, at, &has),
            0xef => is_suspect_ef(bytes, at),
            _ => false,
        };
        // What lies in code and the like is no sign.
        (wanted & signs).any(bytes, |at| is_sign(at) && self.is_open(at)) || self.has_wide_bracket()
    }

    /// Whether there is one of `【】〔〕`. Kana begin with the same byte as these, and all punctuation goes on with the same.
    fn has_wide_bracket(&self) -> bool {
        let is_bracket = |at: usize| {
            let behind = self.bytes.get(at + 1);
            self.bytes[..at].ends_with(b"\xe3")
                && matches!(behind, Some(0x90 | 0x91 | 0x94 | 0x95))
                && self.is_open(at - 1)
        };
        self.signs.contains(Signs::CJK) && memchr::memchr_iter(0x80, self.bytes).any(is_bracket)
    }

    /// Whether constructs are read from the byte at `at`, or its region is one that they have.
    fn is_open(&self, at: usize) -> bool {
        use RegionKind::{Autolink, Comment, Declaration, LinkTarget, Math};
        let region = self.article.regions.at(self.span.start + at as u32);
        let begins = |region: &Region| region.span.start == self.span.start + at as u32;
        region.is_none_or(|region| match region.kind {
            Autolink | Declaration | LinkTarget | Math => true,
            // A sign of its own may follow it.
            Comment => begins(region),
            _ => false,
        })
    }

    /// Whether the bracket at `at` begins a link beside which no parenthesis is, or one that goes on on the line below.
    fn is_alone(&self, at: usize) -> bool {
        let rest = &self.bytes[at + 1..];
        let Some(end) = search::byte2(b'[', b']', &rest[..rest.len().min(LONGEST_TEXT)]) else {
            return self.is_wrapped();
        };
        let target = self.article.target_at(self.span.start + (at + end + 2) as u32);
        let is_parenthesis = |byte: Option<&u8>| matches!(byte, Some(b'(' | b')'));
        let before = self.bytes[..at].last();
        let is_free =
            |end: u32| !is_parenthesis(before) && !is_parenthesis(self.bytes.get((end - self.span.start) as usize));
        target.is_some_and(|target| is_free(target.end))
    }

    /// Whether a backtick delimits no code.
    fn has_open_backtick(&self) -> bool {
        memchr::memchr_iter(b'`', self.bytes).any(|at| self.is_open(at))
    }

    /// Whether the bracket at `at` begins a link or the like as they are written: one whose text goes on on the line below
    /// too, and the label behind a link's text.
    fn begins_well(&self, at: usize) -> bool {
        let rest = &self.bytes[at..];
        let is_target = |offset: usize| self.begins_target(self.span.start + (at + offset) as u32);
        begins_link(rest, &is_target)
            || at > 0 && self.bytes[at - 1] == b']' && is_label(rest)
            || !rest[1..].contains(&b'[') && self.is_wrapped()
    }

    fn begins_target(&self, at: u32) -> bool {
        self.article.target_at(at).is_some()
    }

    /// Whether the last bracket of the line begins the text of a link that goes on on the line below.
    fn is_wrapped(&self) -> bool {
        self.span.end == self.article.lines.list()[self.index].span.end && goes_on_below(self.article, self.index)
    }

    /// Whether the first bracket of the line ends the text of a link that began on the line above.
    fn ends_wrapped(&self) -> bool {
        self.span.start == self.article.lines.list()[self.index].content && begins_above(self.article, self.index)
    }

    /// Whether as many square brackets are opened as closed.
    fn has_even_brackets(&self) -> bool {
        steps(self.bytes.len());
        let (opened, closed) = (count(b'[', self.bytes), count(b']', self.bytes));
        opened == closed || opened == closed + 1 && self.is_wrapped() || closed == opened + 1 && self.ends_wrapped()
    }
}

/// Whether there is white space before the end of an address, and no title behind it.
fn holds_space(target: &[u8]) -> bool {
    let end = search::byte2(b' ', b')', &target[..target.len().min(LONGEST_TEXT)]);
    end.is_some_and(|end| target[end] == b' ' && !matches!(target.get(end + 1), Some(b'"' | b'\'' | b'(' | b'=')))
}

/// Signs whose escape may have leaked.
const ESCAPABLE: &[u8] = b"#>[]!-`~{}:<()^.\"";

/// Whether the line begins with a number and no full stop directly behind it, as a damaged item of a list does.
fn begins_with_number(bytes: &[u8]) -> bool {
    let digits = bytes.iter().take(4).take_while(|byte| byte.is_ascii_digit()).count();
    digits < 4 && matches!(bytes.get(digits), Some(b' ' | b'\\' | 0xe2..=0xef))
}

/// Whether a bracket begins a link, a reference or a box as they are written: words, and no sign or space beside the
/// brackets that does not belong there.
///
/// `is_target` says whether a link's target begins so many bytes behind the bracket.
fn begins_link(rest: &[u8], is_target: &dyn Fn(usize) -> bool) -> bool {
    if begins_task(rest) {
        return true;
    }
    if rest.starts_with(b"[![") {
        let parts = search::bytes(&rest[..rest.len().min(LONGEST_TEXT)], b")](");
        return parts.is_some() && begins_link(&rest[2..], &|offset| is_target(offset + 2));
    }
    let Some(length) = search::byte2(b'[', b']', &rest[1..rest.len().min(1 + LONGEST_TEXT)]) else { return false };
    let text = &rest[1..=length];
    let (text, is_note) = text.strip_prefix(b"^").map_or((text, false), |label| (label, true));
    let is_plain = |byte: Option<&u8>| byte.is_some_and(|byte| !matches!(byte, b' ' | b'^' | b'!'));
    // `[1]` may have been a footnote, `[NOTE]` an alert.
    let is_bare = !is_note && text.iter().all(|byte| byte.is_ascii_digit() || byte.is_ascii_uppercase());
    let after = &rest[length + 2..];
    if is_target(length + 2) {
        return rest[length + 1] == b']'
            && !matches!(text.first(), None | Some(b' ' | b'^' | b'!'))
            && text.last() != Some(&b' ');
    }
    let is_parted = match after {
        [b' ', next, ..] => matches!(next, b'(' | b'[' | b':'),
        [b':', b':', ..] => true,
        [b'(', target @ ..] => holds_space(target),
        [next, ..] => !next.is_ascii() || *next == b']',
        [] => false,
    };
    rest[length + 1] == b']' && is_plain(text.first()) && is_plain(text.last()) && !is_bare && !is_parted
}

/// Whether `bytes` are the first line of an alert, as it is written.
fn is_alert(bytes: &[u8]) -> bool {
    matches!(bytes, b"[!NOTE]" | b"[!TIP]" | b"[!IMPORTANT]" | b"[!WARNING]" | b"[!CAUTION]")
}

/// Whether a whole task box begins `bytes`.
fn begins_task(bytes: &[u8]) -> bool {
    matches!(bytes, [b'[', b' ' | b'x' | b'X', b']', b' ', ..])
}

/// Whether the line begins with a label in brackets and words behind it, as a definition does that lost its colon.
fn begins_definition(bytes: &[u8]) -> bool {
    let end = search::byte(b']', &bytes[..bytes.len().min(LONGEST_TEXT)]);
    end.is_some_and(|end| bytes.get(end + 1) == Some(&b' ') && bytes[1] != b' ' && !begins_task(bytes))
}

/// Bytes of a link's text that are looked through for its end.
const LONGEST_TEXT: usize = 300;

fn count(sign: u8, bytes: &[u8]) -> usize {
    memchr::memchr_iter(sign, bytes).count()
}

/// Whether `<` begins no comment, declaration or address, not even a damaged one.
fn begins_tag(rest: &[u8]) -> bool {
    let is_address = |rest: &[u8]| match rest.first() {
        Some(b'h') => rest.starts_with(b"http"),
        Some(b'm') => rest.starts_with(b"mailto"),
        Some(b'f') => rest.starts_with(b"ftp"),
        _ => false,
    };
    match rest {
        [b'!' | b'<' | b'?', ..] | [b'-', b'-', ..] => false,
        [b'D' | b'd', ..] if rest.starts_with(b"DOCTYPE") || rest.starts_with(b"doctype") => false,
        _ if is_address(rest) => ends_address(rest),
        [b' ', rest @ ..] => !rest.starts_with(b"!") && !rest.starts_with(b"?") && !is_address(rest),
        [next, ..] => next.is_ascii(),
        [] => true,
    }
}

/// Whether an address is whole up to its `>`, and no second one follows.
fn ends_address(rest: &[u8]) -> bool {
    let end = search::byte2(b'>', b' ', &rest[..rest.len().min(LONGEST_TEXT)]);
    end.is_some_and(|end| rest[end] == b'>' && rest.get(end + 1) != Some(&b'>'))
}

/// Whether the line begins as headings, items and the like do: signs of one kind, and a plain space where one belongs.
fn begins_well(bytes: &[u8]) -> bool {
    let first = bytes[0];
    let signs = bytes.iter().take_while(|&&byte| byte == first).count();
    match (first, bytes.get(signs)) {
        (b'#', Some(b' ')) => !matches!(bytes.get(signs + 1), Some(b'#' | 0xc2 | 0xe2 | 0xef)),
        (b'-', Some(b' ') | None) => signs != 2,
        (b':', Some(b' ')) if signs == 2 => false,
        (b':', Some(next)) if signs == 1 && (next.is_ascii_alphabetic() || !next.is_ascii()) => false,
        (b':', _) => signs >= 3 || !bytes[signs..].starts_with(b" :"),
        (b'!' | b'?', Some(b' ')) => false,
        (b'!', Some(b'D' | b'd')) => signs > 1 || !bytes[1..].to_ascii_lowercase().starts_with(b"doctype"),
        (b'#', None) => true,
        (b'!', Some(b'[')) => signs == 1,
        _ => first == b'!' && bytes.get(1) != Some(&b'[') && bytes.get(1) != Some(&b'-'),
    }
}

/// Whether the first line of a page names its document type or its version of XML, other than as most pages do.
pub fn begins_page(text: &str) -> bool {
    let begin = text.as_bytes()[..text.len().min(LONGEST_BEGIN)].to_ascii_lowercase();
    let has = |word: &[u8]| begin.windows(word.len()).any(|part| part == word);
    !begin.starts_with(b"<!doctype html>") && (has(b"doctype") || has(b"xml"))
}

/// Bytes in which the name stands.
const LONGEST_BEGIN: usize = 20;
