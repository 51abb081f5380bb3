//! Elements of XML: items of feeds, the translations of XLIFF, and elements that the settings name.

use std::collections::HashSet;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::contents::Contents;
use super::escape::Escape;
use super::fields::Hint;
use super::json::without_mark;
use super::map::Map;
use crate::text::{Flavor, Holder, Span};

/// What the root element of a file of XML tells of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Root {
    /// It holds articles.
    Holder(Holder),
    /// It is an article: XHTML.
    Article,
}

/// What the root element of `text` tells, where it is a known one.
pub fn root_of(text: &str) -> Option<Root> {
    let mut reader = Reader::from_str(without_mark(text));
    loop {
        match reader.read_event().ok()? {
            Event::Start(start) | Event::Empty(start) => {
                return match start.name().as_ref() {
                    "rss" | "feed" | "rdf:RDF" => Some(Root::Holder(Holder::Feed)),
                    "html" => Some(Root::Article),
                    name if name.rsplit(':').next() == Some("xliff") => Some(Root::Holder(Holder::Xliff)),
                    _ => None,
                };
            }
            Event::Eof => return None,
            _ => {}
        }
    }
}

/// Adds the articles of a file.
///
/// # Errors
/// Where it is no well-formed XML.
pub fn read(contents: &mut Contents) -> Result<(), String> {
    let text = contents.text();
    // Positions count from behind a byte-order mark.
    let mark = text.len() - without_mark(text).len();
    let mut reader = Reader::from_str(&text[mark..]);
    let mut walk = Walk { contents, text, path: Vec::new(), found: None };
    loop {
        let start = mark + reader.buffer_position() as usize;
        let event = reader.read_event().map_err(|error| {
            let at = (mark + reader.error_position() as usize).min(text.len());
            format!("line {}: {error}", 1 + memchr::memchr_iter(b'\n', &text.as_bytes()[..at]).count())
        })?;
        let end = mark + reader.buffer_position() as usize;
        match event {
            Event::Eof if walk.path.is_empty() => return Ok(()),
            Event::Eof => return Err(format!("`<{}>` is not closed", walk.path.join("><"))),
            event => walk.event(&event, Span::of(start, end)),
        }
    }
}

/// An article that is being read.
struct Found {
    /// How deep its element lies.
    depth: usize,
    /// Where its content begins.
    start: u32,
    hint: Hint,
    map: Map,
    /// How the part that was added last is written, where more can be added to it.
    open: Option<Escape>,
}

/// A walk through a file.
struct Walk<'w, 'c> {
    contents: &'w mut Contents<'c>,
    text: &'c str,
    path: Vec<String>,
    found: Option<Found>,
}

impl Walk<'_, '_> {
    fn event(&mut self, event: &Event, span: Span) {
        match event {
            Event::Start(start) => self.start(start, span),
            Event::Empty(_) => self.tag(),
            Event::End(_) => self.end(span),
            Event::Text(_) => self.add(span, Escape::Xml, None),
            Event::CData(_) => {
                self.close();
                self.add(
                    Span::new(span.start + "<![CDATA[".len() as u32, span.end - "]]>".len() as u32),
                    Escape::Cdata,
                    None,
                );
                self.close();
            }
            Event::GeneralRef(reference) => {
                let character = reference.resolve_char_ref().ok().flatten();
                let named = || match reference.as_ref() {
                    "lt" => Some('<'),
                    "gt" => Some('>'),
                    "amp" => Some('&'),
                    "quot" => Some('"'),
                    "apos" => Some('\''),
                    _ => None,
                };
                self.add(span, Escape::Xml, character.or_else(named));
            }
            _ => self.close(),
        }
    }

    fn start(&mut self, start: &BytesStart, span: Span) {
        self.path.push(start.name().as_ref().to_owned());
        if self.found.is_some() {
            return self.tag();
        }
        let Some(hint) = self.wanted(start) else { return };
        let (depth, start) = (self.path.len(), span.end);
        self.found = Some(Found { depth, start, hint, map: Map::default(), open: None });
    }

    /// Whether the element holds an article, and what tells its flavor.
    fn wanted(&self, start: &BytesStart) -> Option<Hint> {
        let held = self.contents.held();
        if held.holder == Holder::Xliff && held.fields.is_empty() {
            let name = self.path.last()?;
            let name = name.rsplit_once(':').map_or(name.as_str(), |(_, name)| name);
            return (name == "target").then_some(Hint::None);
        }
        let by_name = held.wants(&self.path)?;
        // RFC 4287, section 3.1.1; in RSS, where there is no such attribute, text is HTML.
        let kind = start.try_get_attribute("type").ok().flatten();
        Some(match (kind.as_ref().map(|kind| kind.value.as_ref()), by_name) {
            (_, Hint::Flavor(flavor)) => Hint::Flavor(flavor),
            (Some("xhtml"), _) => Hint::Xhtml,
            (Some("html" | "text/html"), _) => Hint::Flavor(Flavor::Html),
            (Some("text/markdown" | "markdown"), _) => Hint::Flavor(Flavor::Markdown),
            (Some("text" | "text/plain"), _) => Hint::Flavor(Flavor::Text),
            _ if held.holder == Holder::Feed && self.path.first().is_none_or(|root| root != "feed") => {
                Hint::Flavor(Flavor::Html)
            }
            (None, _) if held.holder == Holder::Feed => Hint::Flavor(Flavor::Text),
            _ => Hint::None,
        })
    }

    /// A tag within an article. In XLIFF it stands for code of the original, and stays where it is; elsewhere it says that
    /// the article is a part of the file's own markup.
    fn tag(&mut self) {
        let is_xliff = self.contents.held().holder == Holder::Xliff;
        if let Some(found) = self.found.as_mut().filter(|_| !is_xliff) {
            found.hint = Hint::Xhtml;
        }
        self.close();
    }

    fn end(&mut self, span: Span) {
        let depth = self.path.len();
        self.path.pop();
        let Some(mut found) = self.found.take_if(|found| found.depth == depth) else { return self.close() };
        if found.hint == Hint::Xhtml {
            let content = Span::new(found.start, span.start);
            found.map = Map::default();
            found.map.segment(content, Escape::None);
            found.map.plain(content.start as usize, &self.text[content.range()]);
        }
        self.contents.add(found.map, found.hint);
    }

    /// Adds what stands at `span`, one `character` or the text itself.
    fn add(&mut self, span: Span, escape: Escape, character: Option<char>) {
        let Some(found) = &mut self.found else { return };
        if found.open != Some(escape) {
            found.map.segment(span, escape);
            found.open = Some(escape);
        }
        let raw = &self.text[span.range()];
        if character.is_none() && raw.starts_with('&') {
            found.map.learn_reference(raw);
        }
        match character {
            Some(character) => found.map.escaped(span.start as usize, raw, character.encode_utf8(&mut [0; 4])),
            None => found.map.plain(span.start as usize, raw),
        }
    }

    fn close(&mut self) {
        if let Some(found) = &mut self.found {
            found.open = None;
        }
    }
}

/// The references of a file that XML does not define itself.
pub fn references(text: &str) -> HashSet<String> {
    let mut reader = Reader::from_str(without_mark(text));
    let mut found = HashSet::new();
    while let Ok(event) = reader.read_event() {
        match event {
            Event::GeneralRef(reference) => {
                found.insert(reference.as_ref().to_owned());
            }
            Event::Eof => break,
            _ => {}
        }
    }
    found.retain(|name| !name.starts_with('#') && !["lt", "gt", "amp", "quot", "apos"].contains(&name.as_str()));
    found
}
