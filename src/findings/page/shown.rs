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

/// What a byte is, and whether it stands in a heading of Markdown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Shown {
    /// What it is.
    pub kind: Kind,
    /// Whether a heading holds it.
    pub heading: bool,
}

/// A text as a page shows it.
#[derive(Clone, Debug)]
pub struct Page {
    /// For each byte, what it is.
    pub bytes: Vec<Shown>,
    /// The tags, as ranges of bytes.
    pub tags: Vec<Range<usize>>,
}

impl Page {
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
        self.bytes[range].iter_mut().for_each(|byte| byte.kind = kind);
    }

    /// Adds the tag at `range`.
    pub(super) fn tag(&mut self, range: Range<usize>) {
        self.fill(range.clone(), Kind::Tag);
        self.bytes[range.start].kind = Kind::TagStart;
        self.tags.push(range);
    }
}
