//! Which parts of a file hold articles.

use std::path::Path;

use crate::settings::Embedded;
use crate::text::{Flavor, Holder};

/// What is known about a file that holds articles before it is read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Held {
    /// The format of the file.
    pub holder: Holder,
    /// The fields that hold articles; those with usual names where there are none.
    pub fields: Vec<String>,
    /// The flavor of all of the articles, where it is set.
    pub flavor: Option<Flavor>,
}

/// What the text around an article tells of its flavor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hint {
    /// Nothing.
    None,
    /// It is this.
    Flavor(Flavor),
    /// It is a part of the file's own XML.
    Xhtml,
}

/// Keys and columns that usually hold articles, and the flavor that their name tells: of static sites, of the interfaces of
/// WordPress, Ghost, Shopify, Strapi, Contentful and dev.to, of JSON Feed, and of corpora.
const USUAL: &[(&str, Option<Flavor>)] = &[
    ("article", None),
    ("body", None),
    ("body_html", Some(Flavor::Html)),
    ("body_markdown", Some(Flavor::Markdown)),
    ("content", None),
    ("content_html", Some(Flavor::Html)),
    ("content_text", Some(Flavor::Text)),
    ("description", None),
    ("excerpt", None),
    ("html", Some(Flavor::Html)),
    ("markdown", Some(Flavor::Markdown)),
    ("post_content", Some(Flavor::Html)),
    ("rendered", Some(Flavor::Html)),
    ("summary", None),
    ("text", None),
];

/// Elements of feeds that hold articles (RSS 2.0, its content module, and RFC 4287).
const OF_FEEDS: &[&str] = &["content", "content:encoded", "description", "itunes:summary", "subtitle", "summary"];

impl Held {
    /// What the name of the file at `path` tells, and whether such a file holds articles for certain.
    pub fn of_path(path: &Path, flavor: Option<Flavor>) -> Option<(Self, bool)> {
        let (holder, is_certain) = Holder::of_path(path)?;
        Some((Self { holder, fields: Vec::new(), flavor }, is_certain))
    }

    /// What the settings of the file at `path` tell. None where neither they nor its name tell its format.
    pub fn set(settings: &Embedded, path: &Path, flavor: Option<Flavor>) -> Option<Self> {
        let holder = settings.format.or_else(|| Holder::of_path(path).map(|(holder, _)| holder))?;
        Some(Self { holder, fields: settings.fields.clone(), flavor: flavor.or(settings.flavor) })
    }

    /// Whether the field that `path` leads to holds an article, and what its name tells of the flavor.
    pub fn wants<S: AsRef<str>>(&self, path: &[S]) -> Option<Hint> {
        let last = path.last()?.as_ref();
        let usual = || {
            let row = USUAL.iter().find(|(name, _)| name.eq_ignore_ascii_case(last));
            row.map(|(_, flavor)| flavor.map_or(Hint::None, Hint::Flavor))
        };
        if !self.fields.is_empty() {
            let is_wanted = self.fields.iter().any(|field| names(field, path));
            return is_wanted.then(|| usual().unwrap_or(Hint::None));
        }
        match self.holder {
            Holder::Feed => OF_FEEDS.contains(&last).then_some(Hint::None),
            // Elements of other XML may be called as fields are, and be no articles.
            Holder::Xml => None,
            _ => usual(),
        }
    }
}

/// Whether `field`, keys with dots between, names the end of `path`. A key may hold dots itself.
fn names<S: AsRef<str>>(field: &str, path: &[S]) -> bool {
    let mut rest = field;
    for (index, key) in path.iter().rev().enumerate() {
        if index > 0 && rest.is_empty() {
            return true;
        }
        let before = if index == 0 { Some(rest) } else { rest.strip_suffix('.') };
        match before.and_then(|before| before.strip_suffix(key.as_ref())) {
            Some(before) => rest = before,
            None => return false,
        }
    }
    rest.is_empty()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_field_is_named_by_the_end_of_its_path() {
        assert!(names("body", &["body"]) && names("body", &["posts", "body"]));
        assert!(names("content.rendered", &["posts", "content", "rendered"]));
        assert!(names("a.b", &["x", "a.b"]));
        assert!(!names("content.rendered", &["title", "rendered"]));
        assert!(!names("body", &["antibody"]) && !names("x.body", &["body"]));
    }

    #[test]
    fn usual_names_count_where_none_are_set() {
        let held = |fields: &[&str]| Held {
            holder: Holder::Json,
            fields: fields.iter().map(|&field| field.to_owned()).collect(),
            flavor: None,
        };
        assert_eq!(held(&[]).wants(&["post", "Body_HTML"]), Some(Hint::Flavor(Flavor::Html)));
        assert_eq!(held(&[]).wants(&["name"]), None);
        assert_eq!(held(&["name"]).wants(&["name"]), Some(Hint::None));
        assert_eq!(held(&["name"]).wants(&["body"]), None);
    }
}
