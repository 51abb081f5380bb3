//! Where in the translation a mark was lost, and what puts it back.

use super::difference::{Cause, Difference};
use super::parts::Parts;
use crate::skeleton::{BlockKind, Kind, Mark};
use crate::text::Span;
use crate::tokens::search;
use crate::tokens::work::steps;

/// Bytes of a block that are searched for what was lost, and how often one block is searched.
const LONGEST: usize = 65_536;
const MOST_SEARCHES: u32 = 64;

/// Finds the places of lost marks.
pub(super) struct Places<'a> {
    parts: &'a Parts<'a>,
    /// How often each block of the translation was searched.
    searches: Vec<u32>,
}

impl<'a> Places<'a> {
    pub fn new(parts: &'a Parts<'a>) -> Self {
        Self { parts, searches: vec![0; parts.translation.blocks().len()] }
    }

    /// The block of the translation where a mark of the original was.
    fn block(&self, mark: &Mark) -> Option<usize> {
        self.parts.partners.get(mark.block as usize).copied().flatten().or_else(|| self.parts.near(mark.block as usize))
    }

    /// What is told of a mark that the translation does not have.
    pub fn lost(&mut self, mark: &Mark) -> Option<Difference> {
        let original = self.parts.original;
        let index = self.block(mark)?;
        if mark.kind == Kind::Block {
            return self.lost_block(mark, index);
        }
        let whole = self.parts.place(mark.block as usize)?;
        let core = original.slice(mark.core);
        let verbatim = self.find(index, core);
        if let Some(place) = verbatim.filter(|_| core.len() > 1 || mark.kind == Kind::Code) {
            return self.bare(mark, place);
        }
        let difference = Difference::new(Cause::Lost(mark.kind), whole, mark.span);
        match mark.kind {
            // Code is often put in words, and words in code. A definition is missed by its links.
            Kind::Code | Kind::Formula | Kind::Reference | Kind::Key | Kind::Definition => None,
            Kind::Link if mark.is_indirect => Some(difference),
            Kind::Link | Kind::Tag if mark.words.len() > 3 => {
                let words = original.slice(mark.words).trim();
                let Some(place) = self.find(index, words) else { return Some(difference) };
                let outer = original.slice(mark.span);
                let text = if mark.kind == Kind::Link { outer.to_owned() } else { return Some(difference) };
                let doubt = Some("these words may stand there for something else");
                Some(Difference { span: place, ..difference }.mended(place, text, doubt))
            }
            _ => Some(difference),
        }
    }

    /// A mark whose words are there without its signs.
    fn bare(&self, mark: &Mark, place: Span) -> Option<Difference> {
        let original = self.parts.original;
        let difference = Difference::new(Cause::Lost(mark.kind), place, mark.span);
        match mark.kind {
            Kind::Code if is_code_like(original.slice(mark.core)) => {
                Some(difference.mended(place, original.slice(mark.span), Some("the words may be meant as prose here")))
            }
            Kind::Code => None,
            // The address itself is shown.
            Kind::Link if mark.is_indirect => None,
            _ => Some(difference),
        }
    }

    fn lost_block(&self, mark: &Mark, near: usize) -> Option<Difference> {
        let (original, translation) = (self.parts.original, self.parts.translation);
        let before = translation.blocks()[near];
        let span = self.parts.place(mark.block as usize)?;
        let text = original.slice(mark.span).trim_end();
        let at = translation.line(before.span.end).end.max(before.span.end);
        let difference = Difference::new(Cause::Block(BlockKind::Code), span, mark.span);
        let doubt = Some("it stands where it was in the original, and its words are not translated");
        Some(difference.mended(Span::at(at), format!("\n\n{text}"), doubt))
    }

    /// What is told of a mark that the original does not have.
    pub fn added(&mut self, mark: &Mark) -> Option<Difference> {
        if !matches!(mark.kind, Kind::Link | Kind::Image | Kind::Tag | Kind::Template | Kind::Footnote) {
            return None;
        }
        let (original, translation) = (self.parts.original, self.parts.translation);
        let index = mark.block as usize;
        // Where the block itself is new, all that is in it is.
        let partner = self.parts.back.get(index).copied().flatten()?;
        let block = original.blocks()[partner];
        let core = translation.slice(mark.core);
        let text = original.slice(block.span);
        self.searches[index] += 1;
        if text.len() <= LONGEST && self.searches[index] <= MOST_SEARCHES && !core.is_empty() {
            steps(text.len());
            if memchr::memmem::find(text.as_bytes(), core.as_bytes()).is_some() {
                return None;
            }
        }
        Some(Difference::new(Cause::Added(mark.kind), mark.span, block.span))
    }

    /// Emphasis that does not show, in blocks whose originals have emphasis that shows.
    pub fn unshown(&self) -> Vec<Difference> {
        let (original, translation) = (self.parts.original, self.parts.translation);
        let mut found: Vec<Difference> = Vec::new();
        let mut last = None;
        for run in &translation.skeleton.literal {
            let blocks = translation.blocks();
            let Some(index) = blocks.partition_point(|block| block.span.start <= run.start).checked_sub(1) else {
                continue;
            };
            let Some(partner) = self.parts.back[index] else { continue };
            let block = original.blocks()[partner];
            let literal = &original.skeleton.literal;
            let at = literal.partition_point(|run| run.start < block.span.start);
            let is_clean = literal.get(at).is_none_or(|run| run.start >= block.span.end);
            if is_clean && last != Some(index) && is_strong(original.slice(block.span)) {
                last = Some(index);
                found.push(Difference::new(Cause::Unshown, *run, block.span));
            }
        }
        found
    }

    /// Where `words` stand in a block of the translation, once and in no mark.
    fn find(&mut self, block: usize, words: &str) -> Option<Span> {
        let translation = self.parts.translation;
        self.searches[block] += 1;
        let span = translation.blocks()[block].span;
        if words.is_empty() || self.searches[block] > MOST_SEARCHES || span.len() as usize > LONGEST {
            return None;
        }
        let text = translation.slice(span);
        steps(text.len());
        let mut places = memchr::memmem::find_iter(text.as_bytes(), words.as_bytes());
        let (place, other) = (places.next()?, places.next());
        if other.is_some() {
            return None;
        }
        let place = Span::of(place, place + words.len()).moved(span.start);
        let marks = translation.skeleton.marks_of(block, block + 1);
        let is_marked = translation.marks()[marks].iter().any(|mark| mark.span.overlaps(place));
        let is_part = |at: Option<char>| at.is_some_and(|char| char.is_ascii_alphanumeric());
        let before = translation.text[..place.start as usize].chars().next_back();
        let behind = translation.text[place.end as usize..].chars().next();
        let touches = is_part(before) && words.starts_with(|char: char| char.is_ascii_alphanumeric())
            || is_part(behind) && words.ends_with(|char: char| char.is_ascii_alphanumeric());
        (!is_marked && !touches).then_some(place)
    }
}

/// Whether a text has emphasis, in either form.
fn is_strong(text: &str) -> bool {
    ["**", "<b>", "<strong>"].iter().any(|sign| search::bytes(text.as_bytes(), sign.as_bytes()).is_some())
}

/// Whether code is unlikely to be meant as prose.
fn is_code_like(code: &str) -> bool {
    code.len() > 2 && code.is_ascii() && code.contains(|char: char| "_/.()[]{}<>=:$-".contains(char))
}
