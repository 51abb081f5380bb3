//! Names and values of attributes as translation leaves them: names in another language, spaces in addresses and styles.

use super::attribute::is_quote;
use crate::tokens::search;

/// Names of attributes that machine translation put into another language, by name in ascending order.
const TRANSLATIONS: &[(&str, &str)] = &[
    ("altura", "height"),
    ("ancho", "width"),
    ("breite", "width"),
    ("cible", "target"),
    ("clase", "class"),
    ("classe", "class"),
    ("enlace", "href"),
    ("estilo", "style"),
    ("hauteur", "height"),
    ("hoehe", "height"),
    ("höhe", "height"),
    ("identificación", "id"),
    ("klasse", "class"),
    ("largeur", "width"),
    ("larghezza", "width"),
    ("largura", "width"),
    ("lien", "href"),
    ("stil", "style"),
    ("stile", "style"),
    ("titre", "title"),
    ("tittel", "title"),
    ("título", "title"),
    ("ziel", "target"),
    ("высота", "height"),
    ("идентификатор", "id"),
    ("класс", "class"),
    ("ссылка", "href"),
    ("стиль", "style"),
    ("ширина", "width"),
    ("宽度", "width"),
    ("样式", "style"),
    ("类", "class"),
    ("高度", "height"),
];

/// The name of HTML that `name` was translated from; `None` where it was not.
pub(super) fn meant_name(name: &str) -> Option<&'static str> {
    // `hreflien`: a half of it was.
    if let Some(rest) = name.strip_prefix("href").filter(|rest| !rest.is_empty() && *rest != "lang") {
        return TRANSLATIONS.iter().any(|(known, _)| *known == rest).then_some("href");
    }
    if !(4..=26).contains(&name.len()) && name.is_ascii() {
        return None;
    }
    let found = TRANSLATIONS.binary_search_by(|(known, _)| (*known).cmp(name)).ok()?;
    Some(TRANSLATIONS[found].1)
}

/// Attributes whose value is an address.
fn is_address(name: &str) -> bool {
    ["href", "src", "action", "poster", "cite"].iter().any(|known| known.eq_ignore_ascii_case(name))
}

/// Whether a value is not what its attribute can hold, though its quotes are whole.
pub(super) fn is_damaged(name: &str, value: &str) -> bool {
    let bytes = value.as_bytes();
    let (Some(first), Some(last)) = (bytes.first(), bytes.last()) else { return false };
    let is_plain =
        |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'/' | b'#' | b'.' | b'{' | b'}' | b'?' | b';');
    if is_plain(first) && is_plain(last) && !bytes.contains(&b' ') {
        return is_address(name) && behind_doubled_scheme(value).is_some();
    }
    let is_style = name.eq_ignore_ascii_case("style");
    (is_style || is_address(name) || is_word(name)) && mended_value(name, value) != value
}

/// Whether the values of an attribute are plain words.
fn is_word(name: &str) -> bool {
    ["class", "target", "rel", "id"].iter().any(|known| known.eq_ignore_ascii_case(name))
}

/// The part of a value that was meant: of an address without the white space and the quotes around it.
fn inner<'a>(name: &str, value: &'a str) -> &'a str {
    if !is_address(name) && !is_word(name) {
        return value;
    }
    let trimmed = value.trim();
    let is_padded = value.starts_with(char::is_whitespace) && value.ends_with(char::is_whitespace);
    let value = if is_padded && !trimmed.is_empty() && !trimmed.contains('\n') { trimmed } else { value };
    // A title in its quotes is no address.
    let is_title = is_address(name) && !value.contains(['/', ':', '.', '#']);
    let length = if is_title { 0 } else { wrapping(value) };
    let value = &value[length..value.len() - length];
    // `target="_blank>">`, `href="/notes\">`
    // One that shows a tag ends with its own `>`.
    let shows_tag = value.contains(['<', '&']) || value.matches('>').count() > 1;
    let value = if shows_tag { value } else { value.strip_suffix('>').unwrap_or(value) };
    value.trim_end_matches('\\')
}

/// Length of the quote that is a part of both ends of a value: `%22https://…%22`.
fn wrapping(value: &str) -> usize {
    let written = ["%22", "&quot;", "\\\"", "%E2%80%9D", "&#34;"];
    let wraps = |quote: &&str| value.len() > 2 * quote.len() && value.starts_with(*quote) && value.ends_with(*quote);
    let found = written.into_iter().find(wraps).map(str::len);
    let mark = || {
        let (first, last) = (value.chars().next()?, value.chars().next_back()?);
        let is_wrapped = is_quote(first) && is_quote(last) && first.len_utf8() == last.len_utf8();
        (is_wrapped && value.len() > 2 * first.len_utf8()).then_some(first.len_utf8())
    };
    found.or_else(mark).unwrap_or(0)
}

/// What follows the first of two schemes: `http://https://example.org`.
fn behind_doubled_scheme(value: &str) -> Option<&str> {
    let behind = value.strip_prefix("http").map(|rest| rest.strip_prefix('s').unwrap_or(rest))?;
    let behind = behind.strip_prefix("://").or_else(|| behind.strip_prefix("//"))?;
    (behind.starts_with("http://") || behind.starts_with("https://")).then_some(behind)
}

/// Whether a space stands within the sign after the scheme of an address: `https: //`.
fn has_spaced_scheme(value: &str) -> bool {
    ["http: //", "https: //", "http : //", "https : //", "http:// ", "https:// ", "http: / /", "https: / /"]
        .iter()
        .any(|scheme| value.trim_start().starts_with(scheme))
}

/// The first parts of the names of properties of CSS that have several.
const PROPERTIES: [&str; 18] = [
    "text",
    "margin",
    "padding",
    "font",
    "border",
    "background",
    "line",
    "letter",
    "max",
    "min",
    "vertical",
    "list",
    "white",
    "word",
    "box",
    "flex",
    "z",
    "align",
];

/// Longer styles are left as they are: each property that is mended takes a look at all of it.
const LONGEST_STYLE: usize = 500;

/// Where a property of a style is torn at its hyphen: `text - align: center`.
fn spaced_property(value: &str) -> Option<usize> {
    let at = value.find(" - ")?;
    let before = &value[..at];
    let begins = search::last_char(before, |char| matches!(char, ';' | ' ' | '"')).map_or(0, |at| at + 1);
    let name = before[begins..].trim();
    let behind = &value[at + 3..];
    let length = behind.bytes().take_while(u8::is_ascii_lowercase).count();
    let is_property = length > 0 && behind[length..].trim_start().starts_with(':');
    (is_property && PROPERTIES.contains(&name)).then_some(at)
}

/// A value as it was meant, without the quotes and spaces that were put into it.
pub fn mended_value(name: &str, value: &str) -> String {
    let value = inner(name, value);
    if is_address(name) && has_spaced_scheme(value) {
        let (scheme, rest) = value.split_once(':').unwrap_or((value, ""));
        let path = rest.trim_start_matches([' ', '/']);
        return format!("{}://{}", scheme.trim(), path.trim_end());
    }
    let value = if is_address(name) { behind_doubled_scheme(value).unwrap_or(value) } else { value };
    let mut value = value.to_owned();
    if name.eq_ignore_ascii_case("style") && value.len() < LONGEST_STYLE {
        // Each round mends one of finitely many.
        while let Some(at) = spaced_property(&value) {
            value.replace_range(at..at + 3, "-");
        }
    }
    value
}

/// The name of an attribute as HTML has it, where it was translated.
pub fn mended_name(name: &str) -> &str {
    meant_name(name).unwrap_or(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn translations_are_sorted() {
        assert!(TRANSLATIONS.windows(2).all(|pair| pair[0].0 < pair[1].0));
    }

    #[test]
    fn mends_addresses_and_styles() {
        assert_eq!(mended_value("href", "https: //example.org/a"), "https://example.org/a");
        assert_eq!(mended_value("target", "_blank>"), "_blank");
        assert_eq!(mended_value("id", "from_&lt;option>"), "from_&lt;option>");
        assert_eq!(mended_value("src", "http://https://example.org/a"), "https://example.org/a");
        assert_eq!(
            mended_value("style", "text - align: center; margin - top: 3px"),
            "text-align: center; margin-top: 3px"
        );
        assert_eq!(mended_value("style", "width: calc(1em - 2px)"), "width: calc(1em - 2px)");
    }
}
