//! One article: its path, its flavor and its text.

use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

use super::{Flavor, LineTable};

/// An article that was read, as UTF-8 and no longer than `u32::MAX` bytes.
#[derive(Clone, Debug)]
pub struct Source {
    path: Arc<Path>,
    flavor: Flavor,
    xml: bool,
    component: bool,
    text: Arc<String>,
    lines: OnceLock<LineTable>,
}

/// Why bytes are not an article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unreadable {
    /// The bytes are not UTF-8; the first bad byte is at this offset.
    NotUtf8 {
        /// Offset in bytes.
        offset: usize,
        /// The encoding that a byte-order mark names, where there is one.
        mark: Option<&'static str>,
    },
    /// The text holds a NUL byte at this offset, as binary files and UTF-16 do.
    Nul {
        /// Offset in bytes.
        offset: usize,
    },
    /// The text is 4 GiB or longer.
    TooLong,
}

impl std::fmt::Display for Unreadable {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::NotUtf8 { mark: Some(encoding), .. } => {
                write!(
                    out,
                    "is damaged {encoding}; convert it to UTF-8, for example with iconv, and run copydesk again"
                )
            }
            Self::NotUtf8 { offset, mark: None } => {
                write!(
                    out,
                    "is not UTF-8 (first bad byte at offset {offset}); convert it, for example with iconv, and run copydesk again"
                )
            }
            Self::Nul { offset } => write!(
                out,
                "contains a NUL byte at offset {offset}, so it is binary or UTF-16; convert it, or leave it out with `exclude`"
            ),
            Self::TooLong => write!(out, "is 4 GiB or longer; split it"),
        }
    }
}

impl std::error::Error for Unreadable {}

impl Source {
    /// An article from text that is UTF-8 already.
    ///
    /// # Errors
    /// [`Unreadable::TooLong`] where the text has 4 GiB or more, [`Unreadable::Nul`] where it holds a NUL byte.
    pub fn new(path: impl Into<PathBuf>, flavor: Flavor, text: impl Into<String>) -> Result<Self, Unreadable> {
        let (path, text) = (path.into(), text.into());
        if u32::try_from(text.len()).is_err() {
            return Err(Unreadable::TooLong);
        }
        if let Some(offset) = memchr::memchr(0, text.as_bytes()) {
            return Err(Unreadable::Nul { offset });
        }
        let is = |name: &str| path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case(name));
        // This is asked at every tag.
        let component = is("vue") || is("astro");
        let xml = flavor == Flavor::Html && (is("xhtml") || text.trim_start_matches('\u{feff}').starts_with("<?xml"));
        Ok(Self { path: path.into(), flavor, xml, component, text: Arc::new(text), lines: OnceLock::new() })
    }

    /// An article from the bytes of a file.
    ///
    /// # Errors
    /// Those of [`Source::new`], and [`Unreadable::NotUtf8`].
    pub fn from_bytes(path: impl Into<PathBuf>, flavor: Flavor, bytes: Vec<u8>) -> Result<Self, Unreadable> {
        let mark = match bytes.as_slice() {
            [0xff, 0xfe, ..] => Some("UTF-16 (little endian)"),
            [0xfe, 0xff, ..] => Some("UTF-16 (big endian)"),
            _ => None,
        };
        match String::from_utf8(bytes) {
            Ok(text) => Self::new(path, flavor, text),
            Err(error) => Err(Unreadable::NotUtf8 { offset: error.utf8_error().valid_up_to(), mark }),
        }
    }

    /// The path as it was given.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The article's flavor.
    pub fn flavor(&self) -> Flavor {
        self.flavor
    }

    /// Whether the article is XML (XHTML), where every element may close itself.
    pub fn is_xml(&self) -> bool {
        self.xml
    }

    /// Whether the article is a component, in whose template every element may close itself and names of components begin with
    /// a capital: Vue and Astro.
    pub(crate) fn is_component(&self) -> bool {
        self.component
    }

    /// Whether the article is a part of others, as site generators take a file whose name begins with `_`.
    pub(crate) fn is_partial(&self) -> bool {
        self.path.file_name().is_some_and(|name| name.as_encoded_bytes().starts_with(b"_"))
    }

    /// The whole text, a byte-order mark included.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The text, to hold parts of it.
    pub(crate) fn shared_text(&self) -> &Arc<String> {
        &self.text
    }

    /// Takes the text out.
    pub fn into_text(self) -> String {
        Arc::unwrap_or_clone(self.text)
    }

    /// Where its lines begin; read when first asked for.
    pub fn lines(&self) -> &LineTable {
        self.lines.get_or_init(|| LineTable::new(&self.text))
    }

    /// The same article with another text.
    ///
    /// # Errors
    /// Those of [`Source::new`].
    pub fn with_text(&self, text: impl Into<String>) -> Result<Self, Unreadable> {
        Self::new(self.path.as_ref(), self.flavor, text)
    }

    /// An article that this file holds. It has no NUL byte and is shorter than 4 GiB.
    pub(crate) fn within(&self, flavor: Flavor, xml: bool, text: String) -> Self {
        let text = Arc::new(text);
        Self { path: Arc::clone(&self.path), flavor, xml, component: self.component, text, lines: OnceLock::new() }
    }

    /// A piece of this article, or of the same with another text.
    pub(crate) fn piece(&self, text: impl Into<String>) -> Self {
        Self {
            path: Arc::clone(&self.path),
            flavor: self.flavor,
            xml: self.xml,
            component: self.component,
            text: Arc::new(text.into()),
            lines: OnceLock::new(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn refuses_what_is_not_an_article() {
        let read = |bytes: &[u8]| Source::from_bytes("a.md", Flavor::Markdown, bytes.to_vec()).map(|_| ());
        assert_eq!(read(b"caf\xe9"), Err(Unreadable::NotUtf8 { offset: 3, mark: None }));
        assert_eq!(read(b"\xff\xfea\0"), Err(Unreadable::NotUtf8 { offset: 0, mark: Some("UTF-16 (little endian)") }));
        assert_eq!(read(b"a\0b"), Err(Unreadable::Nul { offset: 1 }));
        assert_eq!(read(b""), Ok(()));
    }

    #[test]
    fn knows_xml_by_name_and_by_declaration() {
        let xml = |path: &str, text: &str| Source::new(path, Flavor::Html, text).expect("readable").is_xml();
        assert!(xml("a.xhtml", "<p/>"));
        assert!(xml("a.html", "\u{feff}<?xml version=\"1.0\"?><html/>"));
        assert!(!xml("a.html", "<p>"));
    }

    #[test]
    fn knows_components_by_name() {
        let is_component = |path: &str| Source::new(path, Flavor::Html, "<slot />").expect("readable").is_component();
        assert!(is_component("site/Card.vue") && is_component("Card.ASTRO"));
        assert!(!is_component("a.html"));
    }
}
