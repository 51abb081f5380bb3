//! Character references as authors and tools write them, damaged ones too.

use bitflags::bitflags;

use super::html::unescape;
use crate::text::{Span, is_one_off};

bitflags! {
    /// What is wrong with a character reference.
    #[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
    pub struct ReferenceDamages: u8 {
        /// White space within it.
        const SPACED = 1;
        /// Its ampersand was escaped, once or several times.
        const ESCAPED = 1 << 1;
        /// It lost its semicolon.
        const UNTERMINATED = 1 << 2;
        /// A full-width ampersand, sign or semicolon.
        const WIDE = 1 << 3;
        /// Capital letters where the name has small ones.
        const CASE = 1 << 4;
    }
}

/// A place that reads like a character reference.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reference<'a> {
    /// All its bytes, from `&` to its semicolon.
    pub span: Span,
    /// Its name without signs, or its number after `#`, as written.
    pub name: &'a str,
    /// Whether it is a number.
    pub numeric: bool,
    /// What is wrong with it.
    pub damages: ReferenceDamages,
}

/// The longest name that the HTML standard knows is `CounterClockwiseContourIntegral`.
const LONGEST_NAME: usize = 31;

/// References that articles are full of; a misspelt name is compared with these.
const FREQUENT: &[&str] = &[
    "nbsp", "amp", "lt", "gt", "quot", "apos", "ndash", "mdash", "hellip", "lsquo", "rsquo", "ldquo", "rdquo", "laquo",
    "raquo", "copy", "trade", "bull", "euro", "pound", "middot", "eacute", "egrave", "agrave", "ccedil", "ouml",
    "auml", "uuml", "szlig", "aacute", "iacute", "oacute", "uacute", "ntilde", "rarr", "larr", "times", "thinsp",
    "ensp", "emsp",
];

/// Whether the HTML standard's table has a reference of this name.
pub fn is_reference_name(name: &str) -> bool {
    if is_frequent(name) {
        return true;
    }
    // The semicolon stays where it is no part of a reference.
    let stands_for = || unescape(&format!("&{name};"));
    name.len() <= LONGEST_NAME && (name == "semi" || !stands_for().ends_with(';'))
}

/// Whether articles use the reference of this name all the time.
pub fn is_frequent(name: &str) -> bool {
    FREQUENT.contains(&name)
}

/// The frequent name that `name` is a typing error of, where there is exactly one.
pub fn nearest_name(name: &str) -> Option<&'static str> {
    let is_near = |known: &&&str| known.len() + name.len() > 6 && is_one_off(known, name);
    let mut near = FREQUENT.iter().filter(is_near);
    let first = near.next()?;
    near.next().is_none().then_some(first)
}

impl<'a> Reference<'a> {
    /// Reads on from the `&` or `＆` at `at`.
    ///
    /// A name is never longer than the longest that is known, so reading on from every ampersand is linear.
    pub fn read(text: &'a str, at: usize) -> Option<Self> {
        let mut damages = ReferenceDamages::default();
        let mut rest = match text[at..].strip_prefix('＆') {
            Some(rest) => {
                damages |= ReferenceDamages::WIDE;
                rest
            }
            None => text[at..].strip_prefix('&')?,
        };
        for _ in 0..MOST_ESCAPES {
            let Some(behind) = escaped_ampersand(rest, &mut damages) else { break };
            rest = behind;
        }
        rest = skip_space(rest, &mut damages);
        let numeric = rest.starts_with(['#', '＃']);
        if numeric {
            damages.set(ReferenceDamages::WIDE, damages.contains(ReferenceDamages::WIDE) || rest.starts_with('＃'));
            rest = skip_space(rest.trim_start_matches(['#', '＃']), &mut damages);
        }
        let length = rest.bytes().take(LONGEST_NAME + 1).take_while(u8::is_ascii_alphanumeric).count();
        let name = &rest[..length];
        rest = &rest[length..];
        if length == 0
            || length > LONGEST_NAME
            || numeric && !is_number(name)
            || !numeric && !name.as_bytes()[0].is_ascii_alphabetic()
        {
            return None;
        }
        if !numeric && !is_reference_name(name) && is_reference_name(&name.to_ascii_lowercase()) {
            damages |= ReferenceDamages::CASE;
        }
        rest = semicolon(rest, &mut damages);
        Some(Self { span: Span::of(at, text.len() - rest.len()), name, numeric, damages })
    }

    /// The name in the case that the standard's table has, where it is known.
    pub fn known_name(&self) -> Option<String> {
        if self.numeric {
            return None;
        }
        let lower = self.name.to_ascii_lowercase();
        [self.name.to_owned(), lower].into_iter().find(|name| is_reference_name(name))
    }

    /// Whether it is a number that stands for a character, or a known name.
    pub fn is_known(&self) -> bool {
        self.numeric || self.known_name().is_some()
    }

    /// What the reference that was meant stands for.
    pub fn decoded(&self) -> String {
        unescape(&self.intended())
    }

    /// The reference that was meant.
    pub fn intended(&self) -> String {
        if self.numeric {
            let hexadecimal = self.name.strip_prefix(['x', 'X']);
            return hexadecimal.map_or_else(|| format!("&#{};", self.name), |digits| format!("&#x{digits};"));
        }
        format!("&{};", self.known_name().unwrap_or_else(|| self.name.to_owned()))
    }
}

/// The most times that an ampersand is escaped.
const MOST_ESCAPES: usize = 5;

/// Skips `amp;` where a reference goes on after it.
fn escaped_ampersand<'a>(rest: &'a str, damages: &mut ReferenceDamages) -> Option<&'a str> {
    let mut found = *damages;
    let behind = skip_space(rest, &mut found);
    let behind = match behind.bytes().next()? {
        b'a' => behind.strip_prefix("amp")?,
        b'#' => behind.strip_prefix("#38").or_else(|| behind.strip_prefix("#x26"))?,
        _ => return None,
    };
    let behind = skip_space(behind, &mut found).strip_prefix(';')?;
    let mut name = behind.strip_prefix('#').unwrap_or(behind).bytes();
    if !name.next().is_some_and(|byte| byte.is_ascii_alphanumeric()) {
        return None;
    }
    let length = 1 + name.take(LONGEST_NAME + 1).take_while(u8::is_ascii_alphanumeric).count();
    let end = length + usize::from(behind.starts_with('#'));
    // What follows is a reference only if it ends as one.
    if !behind[end..].trim_start_matches(' ').starts_with([';', '；']) {
        return None;
    }
    *damages = found | ReferenceDamages::ESCAPED;
    Some(behind)
}

/// Skips up to two spaces, or what nobody sees.
fn skip_space<'a>(rest: &'a str, damages: &mut ReferenceDamages) -> &'a str {
    if rest.bytes().next().is_none_or(|byte| byte.is_ascii() && byte != b' ') {
        return rest;
    }
    let mut behind = rest;
    for _ in 0..2 {
        behind = behind.strip_prefix([' ', '\u{a0}', '\u{3000}', '\u{200b}', '\u{2060}']).unwrap_or(behind);
    }
    if behind.len() < rest.len() {
        *damages |= ReferenceDamages::SPACED;
    }
    behind
}

/// Skips the semicolon, or notes that there is none.
fn semicolon<'a>(rest: &'a str, damages: &mut ReferenceDamages) -> &'a str {
    let mut found = *damages;
    let behind = skip_space(rest, &mut found);
    if let Some(behind) = behind.strip_prefix(';') {
        *damages = found;
        return behind;
    }
    if let Some(behind) = behind.strip_prefix('；') {
        *damages = found | ReferenceDamages::WIDE;
        return behind;
    }
    *damages |= ReferenceDamages::UNTERMINATED;
    rest
}

/// Whether `name` is a decimal or, after `x`, hexadecimal number of a character.
fn is_number(name: &str) -> bool {
    let number = match name.strip_prefix(['x', 'X']) {
        Some(digits) => u32::from_str_radix(digits, 16),
        None => name.parse(),
    };
    number.is_ok_and(|number| number > 0 && char::from_u32(number).is_some())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Option<(String, ReferenceDamages, &str)> {
        let reference = Reference::read(text, 0).filter(Reference::is_known)?;
        Some((reference.intended(), reference.damages, &text[reference.span.range()]))
    }

    #[test]
    fn reads_damaged_references() {
        use ReferenceDamages as D;
        assert_eq!(read("&nbsp;x"), Some(("&nbsp;".into(), D::empty(), "&nbsp;")));
        assert_eq!(read("& nbsp ;x"), Some(("&nbsp;".into(), D::SPACED, "& nbsp ;")));
        assert_eq!(read("& # 160 ;"), Some(("&#160;".into(), D::SPACED, "& # 160 ;")));
        assert_eq!(read("&# Xa0；"), Some(("&#xa0;".into(), D::SPACED | D::WIDE, "&# Xa0；")));
        assert_eq!(read("&amp;amp;nbsp;"), Some(("&nbsp;".into(), D::ESCAPED, "&amp;amp;nbsp;")));
        assert_eq!(read("&amp; nbsp;"), Some(("&amp;".into(), D::empty(), "&amp;")));
        assert_eq!(read("&nbsp x"), Some(("&nbsp;".into(), D::UNTERMINATED, "&nbsp")));
        assert_eq!(read("&amp;copy=2"), Some(("&amp;".into(), D::empty(), "&amp;")));
        assert_eq!(read("&#x110000;"), None);
        assert_eq!(read("&T;"), None);
    }

    #[test]
    fn knows_the_names_of_the_standard() {
        let names = htmlize::ENTITIES.keys().filter_map(|name| name.strip_prefix(b"&")?.strip_suffix(b";"));
        let names: Vec<_> = names.map(|name| std::str::from_utf8(name).expect("ASCII")).collect();
        assert!(names.len() > 2000 && names.iter().all(|name| is_reference_name(name)));
        for name in ["", "Nbsp", "ampx", "notit", "ltx", "unknown", "x27", &"a".repeat(40)] {
            assert!(!is_reference_name(name), "{name}");
        }
    }

    #[test]
    fn knows_typing_errors() {
        assert_eq!(nearest_name("nbps"), Some("nbsp"));
        assert_eq!(nearest_name("nsbp"), Some("nbsp"));
        assert_eq!(nearest_name("brandShortName"), None);
        assert_eq!(nearest_name("lta"), None);
    }
}
