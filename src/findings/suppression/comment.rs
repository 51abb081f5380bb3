//! Reading suppression comments.

use std::sync::Arc;

use crate::findings::Context;
use crate::text::{Flavor, Span};
use crate::tokens::search;
use crate::tokens::{Region, RegionKind};

/// What every suppression comment contains.
const MARK: &str = "copydesk-";

/// What a comment tells copydesk to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Directive {
    /// Silence the next block or the comment's own line.
    Ignore,
    /// Silence the whole file.
    IgnoreFile,
    /// Silence everything from here on.
    Disable,
    /// End that.
    Enable,
    /// A word that copydesk does not know.
    Unknown,
}

/// The words of comments.
pub const DIRECTIVES: [(&str, Directive); 4] = [
    ("copydesk-ignore", Directive::Ignore),
    ("copydesk-ignore-file", Directive::IgnoreFile),
    ("copydesk-disable", Directive::Disable),
    ("copydesk-enable", Directive::Enable),
];

/// A word in a comment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Word {
    /// Where it is.
    pub span: Span,
    /// The word.
    pub text: Box<str>,
}

/// A suppression comment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Comment {
    /// All its bytes.
    pub span: Span,
    /// The word that says what to do.
    pub word: Word,
    /// What it says.
    pub directive: Directive,
    /// The names of rules and groups that follow; none for all rules.
    pub names: Vec<Word>,
    /// How far it would reach as a `copydesk-ignore`.
    pub reach: Span,
    /// What goes where it is removed: all of its line where nothing else is on it.
    pub removed: Span,
    /// Why it cannot be removed without asking, where its removal would change what it does not belong to.
    pub harm: Option<Arc<str>>,
}

impl Comment {
    /// The same comment `distance` bytes further on.
    pub fn moved(self, distance: u32) -> Self {
        self.with_places(|span| span.moved(distance))
    }

    /// The same comment in a text without its first `length` bytes, in which it does not begin.
    pub fn behind(self, length: u32) -> Self {
        self.with_places(|span| Span::new(span.start.saturating_sub(length), span.end.saturating_sub(length)))
    }

    fn with_places(mut self, place: impl Fn(Span) -> Span) -> Self {
        let spans = [&mut self.span, &mut self.word.span, &mut self.reach, &mut self.removed];
        for span in spans.into_iter().chain(self.names.iter_mut().map(|name| &mut name.span)) {
            *span = place(*span);
        }
        self
    }
}

/// The suppression comments of a document, in order. Examples of them in code are none.
pub fn read_all(context: &Context) -> Vec<Comment> {
    let hits = memchr::memmem::find_iter(context.text().as_bytes(), MARK);
    let mut comments: Vec<Comment> = Vec::new();
    for hit in hits {
        let is_new = comments.last().is_none_or(|last| last.span.end as usize <= hit);
        if let Some(region) = context.regions.at(hit as u32).filter(|_| is_new) {
            comments.extend(read(context, region, hit));
        }
    }
    comments
}

fn read(context: &Context, region: &Region, hit: usize) -> Option<Comment> {
    let (open, close) = match region.kind {
        RegionKind::Comment => ("<!--", "-->"),
        RegionKind::Expression if context.flavor() == Flavor::Mdx => ("/*", "*/"),
        _ => return None,
    };
    let text = context.slice(region.span);
    let start = text.find(open)? + open.len();
    let end = start + search::bytes(&text.as_bytes()[start..], close.as_bytes())?;
    let before = text.get(start..hit - region.span.start as usize)?;
    before.trim().is_empty().then(|| parse(region.span, hit, &context.text()[hit..region.span.start as usize + end]))
}

/// Reads `body`, which begins at byte `at` of the article with the word that says what to do.
fn parse(span: Span, at: usize, body: &str) -> Comment {
    let is_word = |character: char| character.is_alphanumeric() || matches!(character, '-' | '_');
    let length = body.find(|character| !is_word(character)).unwrap_or(body.len());
    let (word, rest) = body.split_at(length);
    let directive = DIRECTIVES.iter().find(|(known, _)| *known == word).map_or(Directive::Unknown, |(_, it)| *it);
    let rest_at = at + length;
    // `copydesk-ignore: rule` and `copydesk-ignore rule: reason` are both read as people write them.
    let names_from =
        search::char(rest, |character| character != ':' && !character.is_whitespace()).unwrap_or(rest.len());
    let listed = &rest[names_from..];
    let listed = &listed[..listed.find(':').unwrap_or(listed.len())];
    let is_separator = |character: char| character == ',' || character.is_whitespace();
    let mut names = Vec::new();
    let mut from = 0;
    while let Some(skipped) = search::char(&listed[from..], |character| !is_separator(character)) {
        let start = from + skipped;
        from = search::char(&listed[start..], is_separator).map_or(listed.len(), |length| start + length);
        let span = Span::of(rest_at + names_from + start, rest_at + names_from + from);
        names.push(Word { span, text: listed[start..from].into() });
    }
    let word = Word { span: Span::of(at, at + length), text: word.into() };
    Comment { span, word, directive, names, reach: Span::at(span.end), removed: span, harm: None }
}
