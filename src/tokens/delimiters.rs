//! Template tags whose delimiters are worn: `{{{< note >}}`, `｛｛＜ note >}}`, `{{&lt; note &gt;}}`, `{{% include %}`.
//!
//! Both delimiters are read folded to the signs that they stand for, whatever wore them. A tag is damaged where the folded
//! delimiters do not fit each other, or where what is written is not what it stands for.

use crate::text::wear::{Wear, is_invisible, stands_for};
use crate::text::{Span, step};
use crate::tokens::search;
use crate::tokens::work::steps;

/// A template tag with a worn delimiter.
#[derive(Clone, Debug)]
pub struct Worn {
    /// All of it.
    pub span: Span,
    /// What is between the delimiters.
    pub inner: Span,
    /// What is wrong.
    pub wear: Wear,
    /// The opening and the closing delimiter that are meant.
    pub meant: (&'static str, &'static str),
    /// The delimiters as written.
    pub signs: (Span, Span),
    /// Number of braces before and after it, folded.
    pub braces: (usize, usize),
}

/// The pairs of delimiters: Hugo's, the statements of Jinja and Liquid, and the expressions of all.
const PAIRS: [(&str, &str); 4] = [("{{<", ">}}"), ("{{%", "%}}"), ("{%", "%}"), ("{{", "}}")];

/// A delimiter: braces, and the sign next to the tag's content.
#[derive(Clone, Copy, Debug)]
struct Delimiter {
    span: Span,
    braces: usize,
    /// `<`, `%`, or nothing.
    kind: Option<u8>,
    kinds: usize,
    wear: Wear,
}

/// The longest tag that is read, in bytes.
const LONGEST: usize = 300;

/// The template tags of `text` with a worn delimiter, in rising order. Text with line ends in it is read to a blank line.
pub fn worn(text: &str) -> Vec<Worn> {
    let is_wide = !text.is_ascii() && search::bytes(text.as_bytes(), "｛".as_bytes()).is_some();
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(open) = next_brace(text, at, is_wide) {
        if !may_open(&text.as_bytes()[open..]) {
            at = open + 1;
            continue;
        }
        if let Some(end) = whole(text, open) {
            at = end;
            continue;
        }
        let start = if text[..open].ends_with('\\') { open - 1 } else { open };
        let opening = delimiter(text, start, true);
        let Some(opening) = opening else {
            at = open + 1;
            at = step::ceil(text, at);
            continue;
        };
        at = opening.span.end as usize;
        if let Some(closing) = closing(text, at)
            && let Some(tag) = tag(text, opening, closing)
        {
            at = closing.span.end as usize;
            found.push(tag);
        }
    }
    found
}

/// Where a tag ends that is written as it should be: most are, and reading them costs more.
fn whole(text: &str, open: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    let (opening, closing) = PAIRS.into_iter().find(|(opening, _)| bytes[open..].starts_with(opening.as_bytes()))?;
    let start = open + opening.len();
    let is_word =
        |byte: Option<&u8>| byte.is_some_and(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b' ' | b'-' | b'/'));
    let before = open.checked_sub(1).map_or(b' ', |before| bytes[before]);
    if !is_word(bytes.get(start)) || !before.is_ascii() || matches!(before, b'{' | b'\\') {
        return None;
    }
    let window = &bytes[start..bytes.len().min(start + LONGEST)];
    let end = start
        + window
            .iter()
            .position(|&byte| byte == closing.as_bytes()[0] || matches!(byte, b'{' | b'\\' | b'&' | 0x80..))?;
    steps(end - start);
    let behind = end + closing.len();
    let is_closed =
        bytes[end..].starts_with(closing.as_bytes()) && !matches!(bytes.get(behind), Some(b'}' | b'>' | b'%' | 0x80..));
    let is_end = |byte: Option<&u8>| is_word(byte) || matches!(byte, Some(b')' | b']' | b'"' | b'\''));
    (is_closed && is_end(bytes.get(end - 1))).then_some(behind)
}

/// Whether a delimiter may begin with the brace that `bytes` begin with: a first look that costs little.
fn may_open(bytes: &[u8]) -> bool {
    let second = bytes.get(1).copied().unwrap_or_default();
    let third = bytes.get(2).copied().unwrap_or_default();
    let is_sign = |byte: u8| matches!(byte, b'{' | b'<' | b'%' | b'\\' | b'&' | 0x80..);
    is_sign(second) || second == b'\n' && is_sign(third) || bytes[0] >= 0x80
}

fn next_brace(text: &str, at: usize, is_wide: bool) -> Option<usize> {
    let rest = &text.as_bytes()[at..];
    let plain = search::byte(b'{', rest);
    let wide = if is_wide { search::bytes(&rest[..plain.unwrap_or(rest.len())], "｛".as_bytes()) } else { None };
    let found = wide.or(plain);
    found.map(|offset| at + offset)
}

/// What the character or reference that begins `rest` stands for among `signs`, its length, and how it is worn.
fn folded(rest: &str, signs: &[u8]) -> Option<(u8, usize, Wear)> {
    let reference = [("&lt;", b'<'), ("&gt;", b'>'), ("&#123;", b'{'), ("&#125;", b'}'), ("&#37;", b'%')];
    if let Some((name, sign)) =
        reference.into_iter().find(|(name, sign)| signs.contains(sign) && rest.starts_with(name))
    {
        return Some((sign, name.len(), Wear::REFERENCE));
    }
    let escaped = rest.strip_prefix('\\');
    let char = escaped.unwrap_or(rest).chars().next()?;
    let (sign, wear) = signs.iter().find_map(|&sign| Some((sign, stands_for(sign, char)?)))?;
    let wear = if escaped.is_some() { wear | Wear::ESCAPED } else { wear };
    Some((sign, char.len_utf8() + usize::from(escaped.is_some()), wear))
}

/// The delimiter that begins at `start`.
fn delimiter(text: &str, start: usize, opens: bool) -> Option<Delimiter> {
    let (brace, angle) = if opens { (b'{', b'<') } else { (b'}', b'>') };
    let (mut end, mut wear, mut signs) = (start, Wear::empty(), Vec::new());
    while signs.len() < MOST_SIGNS {
        let rest = &text[end..];
        let gap = rest.len() - rest.trim_start_matches(is_invisible).len();
        let gap = if gap == 0 && rest.starts_with('\n') { 1 } else { gap };
        let gap = if signs.is_empty() { 0 } else { gap };
        let Some((sign, length, worn)) = folded(&rest[gap..], &[brace, angle, b'%']) else { break };
        let gap_wear = if gap == 0 {
            Wear::empty()
        } else if rest.starts_with('\n') {
            Wear::SPACED
        } else {
            Wear::INVISIBLE
        };
        // Signs go from the brace inwards, or from the inside to the brace.
        let turns = match signs.last() {
            Some(&last) if opens => last != brace && sign != last,
            Some(&last) => sign != brace && sign != last,
            None => opens && sign != brace,
        };
        if turns || opens && gap_wear == Wear::SPACED && sign == brace && text[start..].starts_with("{\n{\n") {
            break;
        }
        wear |= worn | gap_wear;
        signs.push(sign);
        end += gap + length;
    }
    let braces = signs.iter().filter(|&&sign| sign == brace).count();
    let kind = signs.iter().copied().find(|&sign| sign != brace);
    let kind = kind.map(|sign| if sign == b'>' { b'<' } else { sign });
    let kinds = signs.len() - braces;
    (braces > 0).then_some(Delimiter { span: Span::of(start, end), braces, kind, kinds, wear })
}

/// How many signs a delimiter has at the most.
const MOST_SIGNS: usize = 6;

/// The closing delimiter of the tag whose content begins at `start`.
fn closing(text: &str, start: usize) -> Option<Delimiter> {
    let end = step::floor(text, start + LONGEST);
    let mut at = start;
    for char in text[start..end].chars() {
        steps(1);
        if matches!(char, '{' | '｛') || char == '\n' && text[at..].starts_with("\n\n") {
            return None;
        }
        if matches!(char, '}' | '｝' | '>' | '＞' | '›' | '〉' | '%' | '％' | '\\' | '&')
            && let Some(found) = delimiter(text, at, false)
        {
            return Some(found);
        }
        at += char.len_utf8();
    }
    None
}

/// The tag between two delimiters, where one of them is worn and it is clear which pair was meant.
fn tag(text: &str, opening: Delimiter, closing: Delimiter) -> Option<Worn> {
    let inner = Span::new(opening.span.end, closing.span.start);
    let meant = meant(text, opening, closing, &text[inner.range()])?;
    let is_written = |span: Span, sign: &str| text[span.range()] == *sign;
    if is_written(opening.span, meant.0) && is_written(closing.span, meant.1) {
        return None;
    }
    let mut wear = opening.wear | closing.wear;
    let count = |delimiter: Delimiter| delimiter.braces + delimiter.kinds;
    let lengths = [(count(opening), meant.0.len()), (count(closing), meant.1.len())];
    wear.set(Wear::DOUBLED, lengths.iter().any(|(found, meant)| found > meant));
    wear.set(Wear::LOST, lengths.iter().any(|(found, meant)| found < meant));
    Some(Worn {
        span: Span::new(opening.span.start, closing.span.end),
        inner,
        wear,
        meant,
        signs: (opening.span, closing.span),
        braces: (opening.braces, closing.braces),
    })
}

fn meant(text: &str, opening: Delimiter, closing: Delimiter, inner: &str) -> Option<(&'static str, &'static str)> {
    let kind = opening.kind.or(closing.kind);
    if opening.kind.is_some() && closing.kind.is_some() && opening.kind != closing.kind {
        return None;
    }
    let has_lost_kind = opening.kind != closing.kind;
    let worn = (opening.wear | closing.wear).contains(Wear::FULL_WIDTH);
    let is_apart = inner.starts_with([' ', '/']) && inner.trim_start().len() > 2;
    if has_lost_kind && !(is_apart && inner.ends_with(' ') && (opening.braces == 2 || closing.braces == 2)) {
        return None;
    }
    match kind {
        Some(b'<') => {
            let is_likely = opening.braces.max(closing.braces) >= 2 && (is_apart || opening.braces >= 2);
            is_likely.then_some(PAIRS[0])
        }
        Some(_) => {
            let least = opening.braces.min(closing.braces);
            let is_statement = if opening.braces == closing.braces {
                least == 1
            } else if is_statement(inner) {
                true
            } else {
                // The closing half decides: an opening brace too many is the commoner damage.
                closing.braces == 1
            };
            let is_tag = is_apart || inner.trim_start_matches(['-', '~']).starts_with(' ') || worn;
            (is_tag && least <= 2).then_some(if is_statement { PAIRS[2] } else { PAIRS[1] })
        }
        None => {
            let (least, most) = (opening.braces.min(closing.braces), opening.braces.max(closing.braces));
            // One brace lost is read by what is inside: see `braces`. Three on both sides are a tag too.
            let is_whole_but_worn = least == 2 && most == 2;
            let is_doubled = least == 2 && most == 3 && !closes_elsewhere(text, opening, closing);
            (is_whole_but_worn || is_doubled).then_some(PAIRS[3])
        }
    }
}

/// Statements that Jinja, Liquid and Nunjucks have and no shortcode of Hugo is called.
const STATEMENTS: [&str; 14] = [
    "include", "if", "endif", "else", "elsif", "for", "endfor", "assign", "capture", "raw", "endraw", "block",
    "endblock", "extends",
];

fn is_statement(inner: &str) -> bool {
    let name = inner.trim_start_matches([' ', '-', '~']);
    let name = &name[..name.bytes().take_while(u8::is_ascii_alphanumeric).count()];
    STATEMENTS.contains(&name)
}

/// Whether the brace too many belongs to something around the tag.
fn closes_elsewhere(text: &str, opening: Delimiter, closing: Delimiter) -> bool {
    let count = |part: &str, sign: char| part.matches(sign).count();
    let start = step::ceil(text, (opening.span.start as usize).saturating_sub(LONGEST));
    let before = &text[start..opening.span.start as usize];
    let after = &text[closing.span.end as usize..step::floor(text, closing.span.end as usize + LONGEST)];
    steps(before.len() + after.len());
    if opening.braces > closing.braces {
        count(after, '}') > count(after, '{')
    } else {
        count(before, '{') > count(before, '}')
    }
}

/// A delimiter without its partner.
#[derive(Clone, Copy, Debug)]
pub struct Half {
    /// The delimiter.
    pub sign: Span,
    /// Whether it opens a tag.
    pub opens: bool,
    /// The one that is missing.
    pub lost: &'static str,
}

/// The delimiters outside the tags `whole` that have no partner on their line, in a text that has whole
/// tags: of Hugo's shortcodes where it has such, else of statements.
pub fn halves(text: &str, whole: &[Span]) -> Vec<Half> {
    let mut found = Vec::new();
    let is_in_tag = |at: usize| {
        let index = whole.partition_point(|tag| tag.end as usize <= at);
        whole.get(index).is_some_and(|tag| tag.start as usize <= at)
    };
    if whole.is_empty() || search::byte2(b'%', b'<', text.as_bytes()).is_none() {
        return found;
    }
    let has_shortcodes =
        whole.iter().any(|tag| text[tag.range()].starts_with(PAIRS[0].0) || text[tag.range()].starts_with(PAIRS[1].0));
    for (open, close) in PAIRS.into_iter().take(3).filter(|(open, _)| has_shortcodes == (open.len() == 3)) {
        let line_of = |at: usize| {
            let start = search::last_byte(b'\n', &text.as_bytes()[..at]).map_or(0, |feed| feed + 1);
            let end = search::byte(b'\n', &text.as_bytes()[at..]).map_or(text.len(), |length| at + length);
            (start, end)
        };
        for at in memchr::memmem::find_iter(text.as_bytes(), open).filter(|&at| !is_in_tag(at)).take(MOST_HALVES) {
            let (_, end) = line_of(at);
            if !text[at..end].contains('}') && !text[..at].ends_with('{') {
                found.push(Half { sign: Span::of(at, at + open.len()), opens: true, lost: close });
            }
        }
        for at in memchr::memmem::find_iter(text.as_bytes(), close).filter(|&at| !is_in_tag(at)).take(MOST_HALVES) {
            let (start, _) = line_of(at);
            let sign = Span::of(at, at + close.len());
            if !text[start..at].contains('{') && !text[sign.end as usize..].starts_with('}') {
                found.push(Half { sign, opens: false, lost: open });
            }
        }
    }
    found
}

/// How many delimiters without a partner are looked at.
const MOST_HALVES: usize = 50;

/// What the content of a tag with these escapes means, its white space and slash included.
pub fn content(inner: &str, wear: Wear) -> String {
    let mut meant = inner.to_owned();
    if wear.contains(Wear::ESCAPED) {
        meant = unescaped(&meant);
    }
    if wear.contains(Wear::REFERENCE) {
        meant = meant.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&amp;", "&");
    }
    let body = meant.trim_start();
    if let Some(rest) = body.strip_prefix('／') {
        meant = format!("{}/{rest}", &meant[..meant.len() - body.len()]);
    }
    meant
}

/// `inner` without backslashes before punctuation and white space.
fn unescaped(inner: &str) -> String {
    let mut meant = String::with_capacity(inner.len());
    let mut chars = inner.chars().peekable();
    while let Some(char) = chars.next() {
        let escapes = chars.peek().is_some_and(|next| next.is_ascii_punctuation() || *next == ' ');
        if char != '\\' || !escapes {
            meant.push(char);
        }
    }
    meant
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folds_delimiters_to_the_pair_that_was_meant() {
        let mended = |text: &str| {
            let mut mended = text.to_owned();
            for tag in worn(text).iter().rev() {
                mended.replace_range(tag.signs.1.range(), tag.meant.1);
                mended.replace_range(tag.inner.range(), &content(&text[tag.inner.range()], tag.wear));
                mended.replace_range(tag.signs.0.range(), tag.meant.0);
            }
            mended
        };
        for (written, meant) in [
            ("{{{< note >}}", "{{< note >}}"),
            ("{{< note >>}}", "{{< note >}}"),
            ("｛｛＜ ／note >}}", "{{< /note >}}"),
            ("{{< note ＞｝｝", "{{< note >}}"),
            ("\\{\\{\\<\\ \\/note >}}", "{{< /note >}}"),
            ("{{&lt; x &gt;}}", "{{< x >}}"),
            ("{{\\< status\\_card A=\"b\" \\>}}", "{{< status_card A=\"b\" >}}"),
            ("Version {{{ site.version }} is", "Version {{ site.version }} is"),
            ("Version {{ site.version }}} is", "Version {{ site.version }} is"),
            ("{{% include note.html %}", "{% include note.html %}"),
            ("{% include note.html %%}", "{% include note.html %}"),
            ("{% include note.html ％}", "{% include note.html %}"),
            ("{\u{200b}% include note.html %}", "{% include note.html %}"),
        ] {
            assert_eq!(mended(written), meant);
        }
        for whole in [
            "{{{ raw }}} {{ a }} {% b %} {{< c >}} {{% d %}} {x} {%d} {<b>}",
            "{\"a\": {{ x }}} style={<b/>}}",
            "{%- if x -%} {{- y -}} {{#each z}} {{> part}} {1, 2} {{a},{b}}",
        ] {
            assert_eq!(mended(whole), whole);
        }
    }
}
