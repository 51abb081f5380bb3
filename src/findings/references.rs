//! Character references and where they are, for the rules about them.

use std::sync::LazyLock;

use memchr::memmem::Finder;

use super::Context;
use super::place::Place;
use crate::text::{Span, step};
use crate::tokens::{Reference, Signs};

/// How far around a reference the words are looked at that tell whether the author writes about it, in bytes.
const MENTION_REACH: usize = 160;

/// Words of texts about references.
const SUBJECTS: &[&str] = &[
    "entit",
    "escap",
    "encod",
    "reference",
    "semicolon",
    "unescape",
    "decod",
    "ampersand",
    "实体",
    "エンティティ",
    "сущност",
];

static WIDE_AMPERSAND: LazyLock<Finder> = LazyLock::new(|| Finder::new("＆"));

impl<'a> Context<'a> {
    /// The places that read like character references, with where they are; the closed ones are left out.
    ///
    /// They are looked for when a rule first asks for them.
    pub fn references(&self) -> impl Iterator<Item = (Reference<'a>, Place)> + '_ {
        let places = self.references.get_or_init(|| self.find_references().collect());
        places.iter().filter_map(|&(at, place)| Some((Reference::read(self.text(), at as usize)?, place)))
    }

    fn find_references(&self) -> impl Iterator<Item = (u32, Place)> + '_ {
        let text = self.text();
        let mut done = 0;
        let lines = self.lines.list().iter().filter(|line| line.signs.contains(Signs::FULL_WIDTH));
        let wide = lines.flat_map(|line| {
            let places = WIDE_AMPERSAND.find_iter(&text.as_bytes()[line.span.range()]);
            places.map(move |at| line.span.start as usize + at)
        });
        let ampersands = memchr::memchr_iter(b'&', text.as_bytes());
        Merged { left: ampersands.peekable(), right: wide.peekable() }.filter_map(move |at| {
            if at < done || is_whole(&text.as_bytes()[at..]) {
                return None;
            }
            let reference = Reference::read(text, at)?;
            done = reference.span.end as usize;
            if reference.damages.is_empty() && reference.is_known() {
                return None;
            }
            let place = self.place_at(reference.span.start);
            (place != Place::Closed).then_some((reference.span.start, place))
        })
    }

    /// Whether the author seems to write about the reference at `span`: quoted, or among words about references.
    pub fn is_about_references(&self, span: Span) -> bool {
        let text = self.text();
        let before = step::floor(text, (span.start as usize).saturating_sub(MENTION_REACH));
        let after = step::floor(text, (span.end as usize + MENTION_REACH).min(text.len()));
        let before = text[before..span.start as usize].rsplit("\n\n").next().unwrap_or_default();
        let after = text[span.end as usize..after].split("\n\n").next().unwrap_or_default();
        let is_quoted = before.ends_with(['"', '“', '\'', '‘', '`', '«', '('])
            && after.starts_with(['"', '”', '\'', '’', '`', '»', ')']);
        let names = |around: &str| {
            let lower = around.to_lowercase();
            SUBJECTS.iter().any(|word| lower.contains(word))
        };
        is_quoted || names(before) || names(after)
    }
}

/// The references that articles are full of, without their ampersands.
const USUAL: [&[u8]; 6] = [b"lt;", b"gt;", b"quot;", b"nbsp;", b"#39;", b"apos;"];

/// Whether `bytes` begin with a usual reference that is whole: most are, and reading them costs more.
fn is_whole(bytes: &[u8]) -> bool {
    let behind = &bytes[1..];
    let is_escape = || {
        behind
            .strip_prefix(b"amp;")
            .is_some_and(|rest| !rest.first().is_some_and(|next| *next == b'#' || next.is_ascii_alphanumeric()))
    };
    bytes[0] == b'&' && (USUAL.iter().any(|usual| behind.starts_with(usual)) || is_escape())
}

/// Two rising sequences as one.
struct Merged<L: Iterator<Item = usize>, R: Iterator<Item = usize>> {
    left: std::iter::Peekable<L>,
    right: std::iter::Peekable<R>,
}

impl<L: Iterator<Item = usize>, R: Iterator<Item = usize>> Iterator for Merged<L, R> {
    type Item = usize;

    fn next(&mut self) -> Option<usize> {
        match (self.left.peek(), self.right.peek()) {
            (Some(left), Some(right)) if right < left => self.right.next(),
            (Some(_), _) => self.left.next(),
            (None, _) => self.right.next(),
        }
    }
}
