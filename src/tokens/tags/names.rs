//! Element names that were changed: letters of another alphabet, another language, typing errors.

use super::Element;
use crate::text::is_one_off;
use crate::tokens::Is;

/// Letters that look like, or were put for, a Latin letter (Unicode TR 39 confusables, and the Cyrillic `п` that
/// machine translation makes of `p`).
const LOOKALIKES: &[(char, char)] = &[
    ('а', 'a'),
    ('в', 'b'),
    ('г', 'r'),
    ('е', 'e'),
    ('ё', 'e'),
    ('и', 'u'),
    ('к', 'k'),
    ('м', 'm'),
    ('н', 'h'),
    ('о', 'o'),
    ('п', 'p'),
    ('р', 'p'),
    ('с', 'c'),
    ('т', 't'),
    ('у', 'y'),
    ('х', 'x'),
    ('ѕ', 's'),
    ('і', 'i'),
    ('ј', 'j'),
    ('ԁ', 'd'),
    ('ӏ', 'l'),
    ('α', 'a'),
    ('ο', 'o'),
    ('ρ', 'p'),
    ('ν', 'v'),
    ('υ', 'u'),
    ('ι', 'i'),
    ('τ', 't'),
];

/// The element that `name` is when letters of other alphabets and full-width letters are read as Latin ones.
pub fn fold_homoglyphs(name: &str) -> Element {
    if name.is_ascii() || name.len() > 40 {
        return Element::UNKNOWN;
    }
    let folded: Option<String> = name.chars().flat_map(char::to_lowercase).map(fold).collect();
    folded.map_or(Element::UNKNOWN, |name| Element::named(&name))
}

fn fold(char: char) -> Option<char> {
    match char {
        _ if char.is_ascii_alphanumeric() => Some(char),
        'ａ'..='ｚ' | '０'..='９' => char::from_u32(char as u32 - 0xfee0),
        _ => LOOKALIKES.iter().find(|(from, _)| *from == char).map(|(_, to)| *to),
    }
}

/// Element names that machine translation put into another language, by name in ascending order.
const TRANSLATIONS: &[(&str, &str)] = &[
    ("abschnitt", "section"),
    ("articulo", "article"),
    ("artículo", "article"),
    ("bouton", "button"),
    ("botón", "button"),
    ("cabecera", "header"),
    ("código", "code"),
    ("cuerpo", "body"),
    ("en-tête", "header"),
    ("enlace", "a"),
    ("fett", "b"),
    ("fort", "strong"),
    ("forte", "strong"),
    ("fuerte", "strong"),
    ("gras", "b"),
    ("imagen", "img"),
    ("lapso", "span"),
    ("negrita", "b"),
    ("parágrafo", "p"),
    ("párrafo", "p"),
    ("sección", "section"),
    ("seção", "section"),
    ("sezione", "section"),
    ("stark", "strong"),
    ("tabela", "table"),
    ("tabell", "table"),
    ("tabella", "table"),
    ("tabelle", "table"),
    ("tabla", "table"),
    ("tableau", "table"),
    ("titel", "title"),
    ("titolo", "title"),
    ("titre", "title"),
    ("titulo", "title"),
    ("título", "title"),
    ("абзац", "p"),
    ("заголовок", "title"),
    ("кнопка", "button"),
    ("код", "code"),
    ("раздел", "section"),
    ("сильная", "strong"),
    ("сильный", "strong"),
    ("таблица", "table"),
    ("代码", "code"),
    ("強", "strong"),
    ("強い", "strong"),
    ("强", "strong"),
    ("强烈", "strong"),
    ("标题", "title"),
    ("段落", "p"),
    ("粗体", "b"),
    ("表", "table"),
    ("表格", "table"),
    ("部分", "section"),
];

/// The element whose name `name` is in another language.
pub fn translation_of(name: &str) -> Element {
    if name.len() > 40 {
        return Element::UNKNOWN;
    }
    let lower = name.to_lowercase();
    let found = TRANSLATIONS.iter().find(|(translated, _)| *translated == lower);
    found.map_or(Element::UNKNOWN, |(_, name)| Element::named(name))
}

/// The elements that are written often enough for one wrong letter to be told from another word.
const OFTEN: &[&str] = &[
    "article",
    "blockquote",
    "button",
    "caption",
    "code",
    "details",
    "div",
    "figcaption",
    "figure",
    "footer",
    "header",
    "iframe",
    "section",
    "small",
    "span",
    "strong",
    "summary",
    "table",
    "tbody",
    "thead",
    "video",
];

/// The element that `name` is but for one typing error: a letter lost, doubled, changed or swapped with its neighbour.
pub fn misspelling_of(name: &str) -> Element {
    if !(3..=12).contains(&name.len()) || !name.bytes().all(|byte| byte.is_ascii_lowercase()) {
        return Element::UNKNOWN;
    }
    let close = OFTEN.iter().find(|known| known.as_bytes()[0] == name.as_bytes()[0] && is_one_off(known, name));
    let element = close.map_or(Element::UNKNOWN, |known| Element::named(known));
    debug_assert!(!element.is(Is::VOID));
    element
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folds_lookalikes() {
        assert_eq!(fold_homoglyphs("п").name(), "p");
        assert_eq!(fold_homoglyphs("ｓｔｒｏｎｇ").name(), "strong");
        assert_eq!(fold_homoglyphs("ѕpаn").name(), "span");
        assert_eq!(fold_homoglyphs("привет"), Element::UNKNOWN);
        assert_eq!(fold_homoglyphs("span"), Element::UNKNOWN, "nothing to fold");
    }

    #[test]
    fn knows_translations_and_typing_errors() {
        assert_eq!(translation_of("Fuerte").name(), "strong");
        assert_eq!(misspelling_of("stong").name(), "strong");
        assert_eq!(misspelling_of("tabel").name(), "table");
        assert_eq!(misspelling_of("sting"), Element::UNKNOWN);
        assert!(TRANSLATIONS.iter().all(|(_, name)| Element::named(name).is_known()));
        assert!(OFTEN.iter().all(|name| Element::named(name).is_known()));
    }
}
