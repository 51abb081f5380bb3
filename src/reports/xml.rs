//! XML that is written piece by piece.

use std::borrow::Cow;
use std::io;

use quick_xml::Writer;
use quick_xml::events::{BytesEnd, BytesStart, BytesText, Event};

use crate::text::printable;

/// Where elements are written to.
pub(super) struct Xml<'a>(Writer<&'a mut dyn io::Write>);

/// Attributes with their values, as they are in the article: they are made safe here.
pub(super) type Attributes<'a> = &'a [(&'a str, &'a str)];

impl<'a> Xml<'a> {
    pub fn new(out: &'a mut dyn io::Write) -> Self {
        Self(Writer::new(out))
    }

    /// `<name …>`, on a line of its own.
    pub fn start(&mut self, name: &str, attributes: Attributes) -> io::Result<()> {
        self.0.write_event(Event::Start(tag(name, attributes)))?;
        self.line_end()
    }

    /// `<name …/>`, on a line of its own.
    pub fn empty(&mut self, name: &str, attributes: Attributes) -> io::Result<()> {
        self.0.write_event(Event::Empty(tag(name, attributes)))?;
        self.line_end()
    }

    /// `<name …>text</name>`, on a line of its own. The text may have line ends.
    pub fn text(&mut self, name: &str, attributes: Attributes, text: &str) -> io::Result<()> {
        self.0.write_event(Event::Start(tag(name, attributes)))?;
        let lines: Vec<_> = text.split('\n').map(safe).collect();
        self.0.write_event(Event::Text(BytesText::new(&lines.join("\n"))))?;
        self.end(name)
    }

    /// `</name>`, and a line end.
    pub fn end(&mut self, name: &str) -> io::Result<()> {
        self.0.write_event(Event::End(BytesEnd::new(name)))?;
        self.line_end()
    }

    fn line_end(&mut self) -> io::Result<()> {
        self.0.get_mut().write_all(b"\n")
    }
}

fn tag<'a>(name: &'a str, attributes: Attributes) -> BytesStart<'a> {
    let mut tag = BytesStart::new(name);
    for (name, value) in attributes {
        tag.push_attribute((*name, &*safe(value)));
    }
    tag
}

/// The text without what a terminal could obey and what no XML document may hold, escaped or not: XML 1.0, production 2.
fn safe(text: &str) -> Cow<'_, str> {
    let printable = printable(text);
    if printable.contains(['\u{fffe}', '\u{ffff}']) {
        return Cow::Owned(printable.replace(['\u{fffe}', '\u{ffff}'], "\u{fffd}"));
    }
    printable
}
