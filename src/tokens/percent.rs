//! Placeholders after `%` and `$` with white space inside: `% 1 $ s`, `% d`.

use crate::text::Span;

/// A placeholder with white space inside.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spaced {
    /// All of it.
    pub span: Span,
    /// The placeholder that was meant.
    pub meant: String,
    /// Whether it has a number, which no percentage has after its sign.
    pub numbered: bool,
}

/// The placeholders of `text` with white space inside; from each `%` a few bytes are read.
pub fn spaced(text: &str) -> Vec<Spaced> {
    memchr::memchr_iter(b'%', text.as_bytes()).filter_map(|at| numbered(text, at).or_else(|| plain(text, at))).collect()
}

/// Whether `text` has a whole placeholder such as `%s` or `%1$d`.
pub fn has_whole(text: &str) -> bool {
    memchr::memchr_iter(b'%', text.as_bytes()).any(|at| {
        let rest = text.as_bytes()[at + 1..].trim_ascii_end();
        let digits = rest.iter().take(2).take_while(|byte| byte.is_ascii_digit()).count();
        let rest = if digits > 0 && rest.get(digits) == Some(&b'$') { &rest[digits + 1..] } else { rest };
        let stands_alone = at == 0 || !text.as_bytes()[at - 1].is_ascii_alphanumeric();
        stands_alone && ends_conversion(rest)
    })
}

/// `% 1 $ s`
fn numbered(text: &str, at: usize) -> Option<Spaced> {
    let mut rest = text[at + 1..].trim_start_matches(' ');
    let digits = rest.bytes().take(2).take_while(u8::is_ascii_digit).count();
    let number = &rest[..digits];
    rest = rest[digits..].trim_start_matches(' ').strip_prefix('$')?.trim_start_matches(' ');
    let conversion = rest.chars().next().filter(|char| "sdifuxX@".contains(*char))?;
    let end = text.len() - rest.len() + 1;
    let meant = format!("%{number}${conversion}");
    let is_spaced = text[at..end].len() > meant.len() && text[at..end].len() <= meant.len() + 5;
    (digits > 0 && is_spaced && ends_conversion(rest.as_bytes())).then(|| Spaced {
        span: Span::of(at, end),
        meant,
        numbered: true,
    })
}

/// `% s`, not after a number.
fn plain(text: &str, at: usize) -> Option<Spaced> {
    let rest = text[at + 1..].strip_prefix(' ')?;
    let conversion = rest.chars().next().filter(|char| "sdi@".contains(*char))?;
    let before = text[..at].trim_end_matches([' ', '\u{a0}', '\u{202f}']).chars().next_back();
    let is_percentage = before.is_some_and(|char| char.is_numeric() || char == '%');
    let glued = text[..at].ends_with(char::is_alphanumeric);
    let ends = ends_conversion(rest.as_bytes()) && !rest[1..].starts_with(['\'', '’', '-']);
    (ends && !is_percentage && !glued).then(|| Spaced {
        span: Span::of(at, at + 3),
        meant: format!("%{conversion}"),
        numbered: false,
    })
}

/// Whether `rest` begins with a conversion that no word goes on after.
fn ends_conversion(rest: &[u8]) -> bool {
    let is_conversion = rest.first().is_some_and(|byte| b"sdifuxX@".contains(byte));
    is_conversion && !rest.get(1).is_some_and(|byte| byte.is_ascii_alphanumeric() || *byte >= 0x80 && *byte != 0xe2)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tells_placeholders_from_percentages() {
        let meant = |text: &str| spaced(text).into_iter().map(|found| found.meant).collect::<Vec<_>>();
        assert_eq!(meant("% 1 $ s and %2 $ d; 5 % s, 50 % de, % d’eau, in % sicher"), ["%1$s", "%2$d"]);
        assert_eq!(meant("Berth % d is free"), ["%d"]);
        assert!(has_whole("at %2$s.") && has_whole("%s") && !has_whole("50%s 5 % d"));
    }
}
