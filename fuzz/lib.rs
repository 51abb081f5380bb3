//! What the fuzzers share: the properties of the tests, and how bytes become an article.

#[path = "../tests/invariants/properties/mod.rs"]
pub mod properties;

#[path = "../tests/invariants/pieces.rs"]
pub mod pieces;

use copydesk::internals::text::Flavor;
use properties::FRAGMENTS;

/// Bytes that are used up from the front.
pub struct Bytes<'a>(pub &'a [u8]);

impl<'a> Bytes<'a> {
    /// The next byte; 0 behind the end.
    pub fn next(&mut self) -> u8 {
        let (first, rest) = self.0.split_first().map_or((0, self.0), |(first, rest)| (*first, rest));
        self.0 = rest;
        first
    }

    /// The next `length` bytes, or all that are left.
    pub fn take(&mut self, length: usize) -> &'a [u8] {
        let (taken, rest) = self.0.split_at(length.min(self.0.len()));
        self.0 = rest;
        taken
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// The flavor and the kind of text (bytes or [`FRAGMENTS`]) that the first byte names, and the text of the rest.
pub fn article(data: &[u8]) -> (Flavor, String) {
    let mut bytes = Bytes(data);
    let first = bytes.next();
    (flavor(first), if first & 0x10 == 0 { as_text(bytes.0) } else { as_fragments(bytes.0) })
}

/// A flavor for any byte; `0` to `3` name them all.
pub fn flavor(byte: u8) -> Flavor {
    Flavor::ALL[usize::from(byte & 0x0f) % Flavor::ALL.len()]
}

/// The bytes as text. What is not UTF-8 is replaced, and NUL bytes, which no article may hold, are left out.
pub fn as_text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).replace('\0', "")
}

/// One fragment of articles for each byte.
pub fn as_fragments(bytes: &[u8]) -> String {
    bytes.iter().map(|&byte| fragment(byte)).collect()
}

pub fn fragment(byte: u8) -> &'static str {
    FRAGMENTS[usize::from(byte) % FRAGMENTS.len()]
}
