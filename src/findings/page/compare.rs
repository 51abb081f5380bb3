//! What changed between a part of a text and the same after its fixes.

use std::cell::Cell;
use std::collections::{HashMap, HashSet};
use std::ops::Range;

use super::shown::{Kind, Page, Shown};
use super::zones::Zones;
use crate::findings::Context;
use crate::findings::active::{Active, active, is_more};
use crate::text::{Span, step};
use crate::tokens::RegionKind;
use crate::tokens::search;

/// A part of a text before its fixes.
pub(super) struct Old<'a> {
    pub context: &'a Context<'a>,
    pub window: Span,
    /// The part, and after it what shows whether it leaves something open.
    pub text: String,
    page: Page,
}

impl<'a> Old<'a> {
    pub fn new(context: &'a Context<'a>, window: Span, text: String) -> Self {
        let page = Page::read(&text, context.flavor(), context.begins && window.start == 0);
        Self { context, window, text, page }
    }

    /// The tag that holds the byte at `end`, where a zone ends there and another `<` follows in the tag.
    pub fn swallowing(&self, end: usize) -> Option<usize> {
        let index = self.page.tag_at(end)?;
        let tag = &self.page.tags[index];
        let is_within = end > tag.start && search::byte(b'<', &self.text.as_bytes()[end..tag.end]).is_some();
        is_within.then_some(index)
    }

    /// Whether our own reading takes the byte at `at` for code: what was meant, where the two readings differ.
    pub fn is_meant_as_code(&self, at: usize) -> bool {
        let offset = self.window.start + at as u32;
        offset < self.window.end && self.context.region_at(offset).is_some_and(RegionKind::is_code)
    }
}

/// Bytes that stay: a range of the old text, and where it begins in the new one.
pub(super) type Kept = (Range<usize>, usize);

/// The bytes that an edit takes away, and those that it puts in their place: ranges of the old and the new text.
pub(super) type Change = (Range<usize>, Range<usize>);

pub(super) struct Comparison<'p> {
    old: &'p Old<'p>,
    /// What the fixes mend: the findings and the bytes that they change, by their start.
    zones: Zones,
    /// What they mend as a whole: what was not shown there may be shown.
    mends: Zones,
    /// Which of the tags before the fixes are damaged ones that took in what the page should show: they go on beyond the
    /// next `<`.
    swallowing: HashSet<usize>,
    /// The line that was asked for last, and whether a fix lies on it.
    line: Cell<(usize, usize, bool)>,
    after: &'p str,
    page: &'p Page,
}

impl<'p> Comparison<'p> {
    pub fn new(old: &'p Old<'p>, zones: Zones, mends: Zones, (after, page): (&'p str, &'p Page)) -> Self {
        let swallowing = zones.ends().filter_map(|end| old.swallowing(end)).collect();
        Self { old, zones, mends, swallowing, line: Cell::new((0, 0, false)), after, page }
    }

    /// The first of the bytes of `range`, which begin at `at` in the new text, that is not what it was.
    pub fn first_change(&self, range: Range<usize>, at: usize) -> Option<usize> {
        let mut changed = self.old.page.differences(range.clone(), self.page, at);
        let changed = changed.find(|offset| {
            let (old_at, new_at) = (range.start + offset, at + offset);
            !self.may_change(old_at, new_at, self.old.page.at(old_at), self.page.at(new_at))
        });
        changed.map(|offset| range.start + offset)
    }

    /// The first of `changes` that shows something where nothing was shown, or wakes something.
    pub fn first_new(&self, changes: &[Change]) -> Option<usize> {
        // Many changes may lie in one tag, which is read once.
        let mut known = (0..0, 0..0);
        let waking = changes.iter().find(|(old, new)| {
            let tags = (self.old.page.tags_at(old), self.page.tags_at(new));
            let is_known = std::mem::replace(&mut known, tags.clone()) == tags;
            !is_known && self.wakes_between(tags.0, tags.1)
        });
        let joining = || changes.iter().find(|change| self.joins(change));
        waking.or_else(joining).map(|(old, _)| old.start).or_else(|| self.first_shown(changes))
    }

    /// Whether a sign that the fix does not mend comes to be before what lets it begin a tag, a comment or a character
    /// reference: where nothing ends that here, what follows the part may.
    fn joins(&self, (old, new): &Change) -> bool {
        let (before, behind) = (&self.after[..new.start], &self.after[new.end..]);
        let came = &self.after[new.clone()];
        let begins = begins_markup(before, came.chars().next().or_else(|| behind.chars().next()));
        let sign = old.start - begins.unwrap_or(0);
        let ends = begins_markup(came, behind.chars().next()).is_some();
        begins.is_some() && !self.zones.hold(sign) && !self.zones.hold(old.end) || ends && !self.zones.hold(old.end)
    }

    fn may_change(&self, at: usize, new_at: usize, old: Shown, new: Shown) -> bool {
        let text = self.old.text.as_str();
        if text.as_bytes()[at].is_ascii_whitespace() {
            return true;
        }
        // What follows the part is not read: it must be what it was, unless nothing follows.
        if at >= self.old.window.len() as usize {
            let length = self.old.context.text().len() as u32;
            return self.old.window.end == length && !self.old.context.goes_on || self.was_swallowed(at);
        }
        if new.kind() == Kind::TagStart && old.kind() != Kind::TagStart && self.wakes(new_at) {
            return false;
        }
        if old.heading() != new.heading() && !self.shares_line(at) {
            return false;
        }
        if old.kind() == new.kind() || self.was_swallowed(at) {
            return true;
        }
        let meant_as_code = self.old.is_meant_as_code(at);
        match (old.kind(), new.kind()) {
            // The lines of fences.
            (Kind::Code, Kind::Mark) if meant_as_code => true,
            // What was code by mistake is read now; and the other way round.
            (Kind::Code, kind) => !meant_as_code && kind != Kind::Hidden,
            (_, Kind::Code) if meant_as_code => true,
            (Kind::Text, Kind::Mark) if meant_as_code => true,
            (Kind::Text, Kind::Tag | Kind::TagStart | Kind::Address | Kind::Template) => self.in_zone(at),
            (Kind::Text | Kind::Mark, Kind::Code) | (Kind::Mark, Kind::Text) if self.is_mended_whole(at) => true,
            (Kind::Text, Kind::Mark | Kind::Code) | (Kind::Address, Kind::Text) => {
                self.in_zone(at) && !is_letter(text, at)
            }
            (Kind::Mark, Kind::Address) | (Kind::Address, Kind::Mark) => self.in_zone(at),
            _ => false,
        }
    }

    fn in_zone(&self, at: usize) -> bool {
        self.zones.hold(at)
    }

    fn is_mended_whole(&self, at: usize) -> bool {
        self.mends.hold(at)
    }

    /// Whether a fix lies on the line that holds the byte at `at`.
    fn shares_line(&self, at: usize) -> bool {
        let (start, end, shares) = self.line.get();
        if (start..end).contains(&at) {
            return shares;
        }
        let bytes = self.old.text.as_bytes();
        let start = search::last_byte(b'\n', &bytes[..at]).map_or(0, |end| end + 1);
        let end = search::byte(b'\n', &bytes[at..]).map_or(bytes.len(), |length| at + length);
        let shares = self.zones.touch(start, end);
        self.line.set((start, end, shares));
        shares
    }

    /// Whether a damaged tag took the byte in that the page should show.
    fn was_swallowed(&self, at: usize) -> bool {
        self.old.page.tag_at(at).is_some_and(|index| self.swallowing.contains(&index))
    }

    /// Whether the tag that begins at `at` in the new text makes a browser do something.
    fn wakes(&self, at: usize) -> bool {
        let tag = self.page.tag_at(at).map(|index| self.page.tags[index].clone());
        tag.is_some_and(|tag| tag.start == at && !active(&self.after[tag]).is_empty())
    }

    /// Whether one of the `new` tags does something in a browser that none of the `old` ones did before.
    fn wakes_between(&self, old: Range<usize>, new: Range<usize>) -> bool {
        let acts = |text: &str, tags: &[Range<usize>]| -> Vec<Active> {
            tags.iter().flat_map(|tag| active(&text[tag.clone()])).collect()
        };
        let before = || acts(&self.old.text, &self.old.page.tags[old]);
        is_more(acts(self.after, &self.page.tags[new]), before)
    }

    /// The first of `changes` that shows something where nothing was shown; what it shows may have been moved from another
    /// of these places.
    fn first_shown(&self, changes: &[Change]) -> Option<usize> {
        let is_shown = |byte: Shown| matches!(byte.kind(), Kind::Text | Kind::Code);
        let mut moved: HashMap<char, usize> = HashMap::new();
        let mut new: Vec<(char, usize)> = Vec::new();
        for (old, came) in changes {
            let went = shown_characters(&self.old.text, old, |at| is_shown(self.old.page.at(at)));
            let comes = shown_characters(self.after, came, |at| is_shown(self.page.at(at)));
            // A sign in place of another: "â€™" was a quotation mark.
            if went.is_empty() && !self.ends_reference(came) && !self.escapes_pipe(came) {
                new.extend(comes.into_iter().map(|char| (char, old.start)));
            }
            for char in went {
                *moved.entry(char).or_insert(0) += 1;
            }
        }
        let is_new = |&(char, _): &(char, usize)| {
            let left = moved.get_mut(&char).filter(|left| **left > 0);
            left.map(|left| *left -= 1).is_none()
        };
        new.into_iter().find(is_new).map(|(_, at)| at)
    }

    /// Whether the bytes of `range` are a backslash before a pipe, which shows nothing even in code (GFM, "Tables").
    fn escapes_pipe(&self, range: &Range<usize>) -> bool {
        &self.after[range.clone()] == "\\" && self.after[range.end..].starts_with('|')
    }

    /// Whether the bytes of `range` in the new text are the `;` of a character reference.
    fn ends_reference(&self, range: &Range<usize>) -> bool {
        let before = &self.after[..range.start];
        let name = before.trim_end_matches(|char: char| char.is_ascii_alphanumeric() || char == '#');
        &self.after[range.clone()] == ";" && name.ends_with('&') && name.len() < before.len()
    }
}

/// The characters of `range` that are shown, white space left out.
fn shown_characters(text: &str, range: &Range<usize>, is_shown: impl Fn(usize) -> bool) -> Vec<char> {
    let characters = text[range.clone()].char_indices();
    let shown = characters.filter(|(at, char)| !char.is_whitespace() && is_shown(range.start + at));
    shown.map(|(_, char)| char).collect()
}

/// Whether the byte at `at` belongs to a letter.
fn is_letter(text: &str, at: usize) -> bool {
    text[step::floor(text, at)..].chars().next().is_some_and(char::is_alphabetic)
}

/// How many bytes before the end of `before` markup begins that is none without `next` after it: `<b`, `</b`, `<!b`, `&b`.
fn begins_markup(before: &str, next: Option<char>) -> Option<usize> {
    let next = next.filter(char::is_ascii)?;
    let is_name = next.is_ascii_alphabetic();
    let signs = [("<", is_name || "/!?".contains(next)), ("</", is_name), ("<!", is_name || "-[".contains(next))];
    let signs = signs.into_iter().chain([("&", next.is_ascii_alphanumeric() || next == '#')]);
    signs.filter(|(sign, begins)| *begins && before.ends_with(sign)).map(|(sign, _)| sign.len()).next()
}
