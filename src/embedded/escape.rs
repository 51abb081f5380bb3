//! How a format writes the characters of a text.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::fmt::Write;

/// How a stretch of text is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Escape {
    /// As it is: XHTML in XML.
    None,
    /// A string of JSON (RFC 8259, section 7).
    Json,
    /// A string of a PO file, which has the escapes of C.
    Gettext,
    /// Text of XML.
    Xml,
    /// A CDATA section of XML.
    Cdata,
    /// A field of CSV in quotes (RFC 4180, section 2).
    Quoted,
    /// A field of CSV without quotes, in which nothing can be escaped.
    Bare {
        /// What parts the fields.
        delimiter: char,
    },
}

/// How one text writes characters that could be written in several ways, such as `<` as `\u003c`.
#[derive(Clone, Debug, Default)]
pub struct Habits {
    forms: HashMap<char, String>,
    /// References to entities of the file's own.
    references: HashSet<String>,
    has_other_than_ascii: bool,
    has_escaped_other_than_ascii: bool,
}

impl Habits {
    /// Learns that `text`, one character, is written as `raw`.
    pub fn learn(&mut self, text: &str, raw: &str) {
        let mut characters = text.chars();
        if let (Some(character), None) = (characters.next(), characters.next()) {
            self.has_escaped_other_than_ascii |= !character.is_ascii();
            self.forms.entry(character).or_insert_with(|| raw.to_owned());
        }
    }

    /// Learns from a stretch that is written as it is.
    pub fn learn_plain(&mut self, text: &str) {
        self.has_other_than_ascii = self.has_other_than_ascii || !text.is_ascii();
        // XML writes it either way.
        if text.contains('>') {
            self.forms.entry('>').or_insert_with(|| ">".to_owned());
        }
    }

    /// Learns that `reference`, such as `&co;`, is one of the file.
    pub fn learn_reference(&mut self, reference: &str) {
        self.references.insert(reference.to_owned());
    }

    /// The reference of the file that `text` begins with.
    fn reference<'t>(&self, text: &'t str) -> Option<&'t str> {
        let end = text.find(';').filter(|_| !self.references.is_empty())?;
        Some(&text[..=end]).filter(|reference| self.references.contains(*reference))
    }

    fn is_ascii(&self) -> bool {
        self.has_escaped_other_than_ascii && !self.has_other_than_ascii
    }
}

impl Escape {
    /// `text` as it is written here.
    pub fn encode<'t>(self, text: &'t str, habits: &Habits) -> Cow<'t, str> {
        let write: fn(char, bool, &mut String) = match self {
            Self::None | Self::Bare { .. } => return text.into(),
            Self::Cdata => return text.replace("]]>", "]]]]><![CDATA[>").into(),
            Self::Quoted => return text.replace('"', "\"\"").into(),
            Self::Json => json,
            Self::Gettext => gettext,
            Self::Xml => xml,
        };
        let mut out = String::with_capacity(text.len());
        let mut copied = 0;
        for (at, character) in text.char_indices() {
            if at < copied {
                continue;
            }
            if let Some(reference) = habits.reference(&text[at..]).filter(|_| character == '&') {
                out.push_str(reference);
                copied = at + reference.len();
                continue;
            }
            match habits.forms.get(&character) {
                Some(form) => out.push_str(form),
                None => write(character, habits.is_ascii(), &mut out),
            }
        }
        out.into()
    }
}

fn json(character: char, is_ascii: bool, out: &mut String) {
    match character {
        '"' => out.push_str("\\\""),
        '\\' => out.push_str("\\\\"),
        '\n' => out.push_str("\\n"),
        '\r' => out.push_str("\\r"),
        '\t' => out.push_str("\\t"),
        _ if character < ' ' || is_ascii && !character.is_ascii() => {
            for unit in character.encode_utf16(&mut [0; 2]) {
                let _ = write!(out, "\\u{unit:04x}");
            }
        }
        _ => out.push(character),
    }
}

fn gettext(character: char, _: bool, out: &mut String) {
    match character {
        '"' => out.push_str("\\\""),
        '\\' => out.push_str("\\\\"),
        '\n' => out.push_str("\\n"),
        '\r' => out.push_str("\\r"),
        '\t' => out.push_str("\\t"),
        _ => out.push(character),
    }
}

fn xml(character: char, is_ascii: bool, out: &mut String) {
    match character {
        '<' => out.push_str("&lt;"),
        '>' => out.push_str("&gt;"),
        '&' => out.push_str("&amp;"),
        _ if is_ascii && !character.is_ascii() => {
            let _ = write!(out, "&#{};", u32::from(character));
        }
        _ => out.push(character),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_format_has_its_own() {
        let encode = |escape: Escape, text| escape.encode(text, &Habits::default()).into_owned();
        assert_eq!(encode(Escape::Json, "a\"b\\\n\u{1}é"), "a\\\"b\\\\\\n\\u0001é");
        assert_eq!(encode(Escape::Gettext, "a\"\té"), "a\\\"\\té");
        assert_eq!(encode(Escape::Xml, "<b>&\""), "&lt;b&gt;&amp;\"");
        assert_eq!(encode(Escape::Cdata, "<b>]]>"), "<b>]]]]><![CDATA[>");
        assert_eq!(encode(Escape::Quoted, "a\"b"), "a\"\"b");
    }

    #[test]
    fn a_text_is_written_on_as_it_began() {
        let mut habits = Habits::default();
        habits.learn("<", "\\u003c");
        habits.learn("é", "\\u00e9");
        assert_eq!(Escape::Json.encode("<\u{1f600}>", &habits), "\\u003c\\ud83d\\ude00>");
    }
}
