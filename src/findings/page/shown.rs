//! What each byte of a page shows.

use std::ops::Range;

/// What a byte of an article is to whoever reads the page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Kind {
    /// A mark of Markdown, or what none of the other kinds holds; the page does not show it.
    #[default]
    Mark,
    /// Text that is shown.
    Text,
    /// Code that is shown.
    Code,
    /// The first byte of a tag.
    TagStart,
    /// Another byte of a tag.
    Tag,
    /// A comment, a script, front matter.
    Hidden,
    /// The address or title of a link or picture.
    Address,
    /// A tag of a template language, or a line of a dialect that begins or ends a block: what it shows is not known.
    Template,
}

/// All kinds, each at the place of its number.
const KINDS: [Kind; 8] =
    [Kind::Mark, Kind::Text, Kind::Code, Kind::TagStart, Kind::Tag, Kind::Hidden, Kind::Address, Kind::Template];

/// What a byte is, and whether it stands in a heading of Markdown: in one byte, since pages are compared byte by byte.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Shown(u8);

impl Shown {
    const HEADING: u8 = 1 << 7;

    fn new(kind: Kind, heading: bool) -> Self {
        Self(kind as u8 | if heading { Self::HEADING } else { 0 })
    }

    /// What it is.
    pub fn kind(self) -> Kind {
        KINDS[usize::from(self.0 & !Self::HEADING)]
    }

    /// Whether a heading holds it.
    pub fn heading(self) -> bool {
        self.0 & Self::HEADING != 0
    }
}

/// A text as a page shows it.
#[derive(Clone, Debug)]
pub struct Page {
    /// For each byte, what it is: the number of a [`Shown`].
    bytes: Vec<u8>,
    /// The tags, as ranges of bytes.
    pub tags: Vec<Range<usize>>,
}

/// Bytes that are compared at once.
const CHUNK: usize = 64;

impl Page {
    /// A page of `length` bytes that shows nothing.
    pub(super) fn empty(length: usize) -> Self {
        Self { bytes: vec![Shown::default().0; length], tags: Vec::new() }
    }

    /// What the byte at `at` is.
    pub fn at(&self, at: usize) -> Shown {
        Shown(self.bytes[at])
    }

    /// Which bytes of `range` are something else than those from `at` on are in `other`, counted from its beginning; rising.
    pub fn differences<'a>(
        &'a self,
        range: Range<usize>,
        other: &'a Self,
        at: usize,
    ) -> impl Iterator<Item = usize> + 'a {
        let (old, new) = (&self.bytes[range.clone()], &other.bytes[at..at + range.len()]);
        // Most bytes are the same: many are compared at once.
        let chunks = old.chunks(CHUNK).zip(new.chunks(CHUNK)).enumerate().filter(|(_, (old, new))| old != new);
        chunks.flat_map(|(index, (old, new))| {
            let differ = old.iter().zip(new).enumerate().filter(|(_, (old, new))| old != new);
            differ.map(move |(offset, _)| CHUNK * index + offset)
        })
    }

    /// The number of the tag that holds the byte at `at`.
    pub fn tag_at(&self, at: usize) -> Option<usize> {
        let index = self.tags.partition_point(|tag| tag.end <= at);
        self.tags.get(index).filter(|tag| tag.contains(&at)).map(|_| index)
    }

    /// The numbers of the tags that share bytes with `range`, or hold the place of an empty one.
    pub fn tags_at(&self, range: &Range<usize>) -> Range<usize> {
        let first = self.tags.partition_point(|tag| tag.end <= range.start);
        first..first + self.tags[first..].partition_point(|tag| tag.start < range.end)
    }

    /// Says what the bytes of `range` are.
    pub(super) fn fill(&mut self, range: Range<usize>, kind: Kind) {
        self.bytes[range].iter_mut().for_each(|byte| *byte = *byte & Shown::HEADING | kind as u8);
    }

    /// Says what the bytes of `range` are, which is text or code in Markdown.
    pub(super) fn fill_text(&mut self, range: Range<usize>, kind: Kind, heading: bool) {
        self.bytes[range].fill(Shown::new(kind, heading).0);
    }

    /// Says of the text in `range` what it is.
    pub(super) fn fill_shown(&mut self, range: Range<usize>, kind: Kind) {
        let is_text = |byte: u8| Shown(byte).kind() == Kind::Text;
        let text = self.bytes[range].iter_mut().filter(|byte| is_text(**byte));
        text.for_each(|byte| *byte = *byte & Shown::HEADING | kind as u8);
    }

    /// Adds the tag at `range`.
    pub(super) fn tag(&mut self, range: Range<usize>) {
        self.fill(range.clone(), Kind::Tag);
        self.fill(range.start..range.start + 1, Kind::TagStart);
        self.tags.push(range);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_and_headings_are_kept_apart() {
        for kind in KINDS {
            for heading in [false, true] {
                let shown = Shown::new(kind, heading);
                assert_eq!((shown.kind(), shown.heading()), (kind, heading));
            }
        }
    }
}
