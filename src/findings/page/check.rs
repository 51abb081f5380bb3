//! Demotes safe fixes that change what they do not mend.

use std::ops::Range;

use super::member::Member;
use super::window::around;
use super::{Kind, Page, Shown};
use crate::findings::active::count_active;
use crate::findings::{Context, Edit, Finding, Fix, Safety};
use crate::text::{Span, step};
use crate::tokens::RegionKind;

/// Why a fix is not applied without asking.
const REASON: &str = "the text around it would be shown in another way";

/// The longest part of a text that is read at once for several fixes, in bytes.
const LONGEST: u32 = 4_000;

/// How often one part is read to find the harmful ones among its fixes; what is doubtful then is not safe.
const MOST_READINGS: usize = 24;

/// What is put behind a part: it changes where a fix opens something that goes on.
const BEHIND: &str = "\n\nx <i>y</i> `z`\n";

/// Trusts each safe fix less after which something would be shown, hidden, or read as code or as a heading that was not,
/// but for what it mends.
pub fn demote_harmful(context: &Context, findings: &mut [Finding]) {
    let mut harmful: Vec<Member> = Vec::new();
    for (window, members) in parts(context, findings) {
        Part::new(context, findings, window).judge(members, &mut harmful);
    }
    for member in harmful {
        demote(&mut findings[member.finding as usize].fixes[member.fix as usize], REASON);
        let Some(other) = partner(context, findings, member.finding as usize) else { continue };
        findings[other].fixes.iter_mut().for_each(|fix| demote(fix, HALF));
    }
}

/// Why a tag is not mended without its other tag.
const HALF: &str = "its other tag is not repaired without asking";

fn demote(fix: &mut Fix, reason: &str) {
    if fix.safety == Safety::Safe {
        fix.safety = Safety::Unsafe;
        fix.reason = Some(reason.into());
    }
}

/// The finding about the other tag of the element whose damaged tag the finding at `index` is about.
fn partner(context: &Context, findings: &[Finding], index: usize) -> Option<usize> {
    let tag = context.tree.tag_at(findings[index].span.start)?;
    let other = context.partner(tag)?.span;
    let near = findings.partition_point(|finding| finding.span.start < other.start);
    let is_about = |finding: &Finding| finding.span.start <= other.end && finding.span.end >= other.start;
    (near.saturating_sub(1)..findings.len().min(near + 2)).find(|&at| at != index && is_about(&findings[at]))
}

/// The parts of the text that hold safe fixes, with these.
fn parts(context: &Context, findings: &[Finding]) -> Vec<(Span, Vec<Member>)> {
    let mut members: Vec<(Span, Member)> = Vec::new();
    for (index, finding) in findings.iter().enumerate() {
        for (fix, _) in finding.fixes.iter().enumerate().filter(|(_, fix)| fix.safety == Safety::Safe) {
            let edits = finding.fixes[fix].span();
            let whole = Span::new(finding.span.start.min(edits.start), finding.span.end.max(edits.end));
            members.push((whole, Member { finding: index as u32, fix: fix as u32 }));
        }
    }
    members.sort_by_key(|(span, _)| span.start);
    let mut parts: Vec<(Span, Vec<Member>)> = Vec::new();
    for (span, member) in members {
        if let Some((window, list)) = parts.last_mut()
            && span.start < window.end
        {
            if span.end <= window.end {
                list.push(member);
                continue;
            }
            let end = around(context, span).end;
            if end.saturating_sub(window.start) <= LONGEST {
                *window = Span::new(window.start, end.max(window.end));
                list.push(member);
                continue;
            }
        }
        parts.push((around(context, span), vec![member]));
    }
    parts
}

/// How many references of a part get their definitions.
const MOST_DEFINITIONS: usize = 50;

/// Definitions for the references to links and footnotes in `part`, whose own may stand anywhere in the article: a
/// reference without one is text.
fn definitions(part: &str) -> String {
    let label = |at: usize| part[at..].split([']', '\n']).next().filter(|label| !label.is_empty() && label.len() < 100);
    let links = part.match_indices("][").filter_map(|(at, _)| Some(format!("\n[{}]: /x\n", label(at + 2)?)));
    let notes = part.match_indices("[^").filter_map(|(at, _)| Some(format!("\n[{}]: x\n", label(at + 1)?)));
    links.take(MOST_DEFINITIONS).chain(notes.take(MOST_DEFINITIONS)).collect()
}

/// A part of the text as it is, to be compared with what fixes make of it.
struct Part<'a> {
    context: &'a Context<'a>,
    findings: &'a [Finding],
    window: Span,
    before: Page,
    text: String,
    readings: usize,
}

impl<'a> Part<'a> {
    fn new(context: &'a Context<'a>, findings: &'a [Finding], window: Span) -> Self {
        let part = context.slice(window);
        let definitions = if context.flavor().has_markdown() { definitions(part) } else { String::new() };
        let text = format!("{part}{BEHIND}{definitions}");
        let before = Page::read(&text, context.flavor(), context.begins && window.start == 0);
        Self { context, findings, window, before, text, readings: 0 }
    }

    /// Finds the harmful ones among `members`.
    fn judge(&mut self, mut members: Vec<Member>, harmful: &mut Vec<Member>) {
        while !members.is_empty() {
            let (together, later) = self.without_overlaps(&members);
            self.find_harmful(together, harmful);
            members = later;
        }
    }

    /// Those of `members` that can be applied together, and the others.
    fn without_overlaps(&self, members: &[Member]) -> (Vec<Member>, Vec<Member>) {
        let mut taken: Vec<Span> = Vec::new();
        members.iter().partition(|member| {
            let edits = &member.fix(self.findings).edits;
            let is_free = edits.iter().all(|edit| {
                let near = taken.partition_point(|span| span.end < edit.span.start);
                taken[near..].first().is_none_or(|span| span.start > edit.span.end)
            });
            if is_free {
                // Fixes come nearly in order: sorting all of them anew each time would be quadratic.
                for edit in edits {
                    let place = taken.partition_point(|span| *span < edit.span);
                    taken.insert(place, edit.span);
                }
            }
            is_free
        })
    }

    /// Finds the harmful ones among `members`: where something changes that should not, the fix nearest before it is the
    /// first to be suspected. Those that turn out to be innocent are trusted again.
    fn find_harmful(&mut self, mut members: Vec<Member>, harmful: &mut Vec<Member>) {
        let mut suspects: Vec<Member> = Vec::new();
        while let Some(at) = self.first_change(&members) {
            let index = members.partition_point(|member| member.finding(self.findings).span.start <= at).max(1) - 1;
            suspects.push(members.remove(index));
            if self.readings >= MOST_READINGS {
                suspects.append(&mut members);
            }
        }
        // The last one was found guilty by the silence that its absence brought.
        harmful.extend(suspects.pop());
        for suspect in suspects {
            let place = members.partition_point(|member| member.finding < suspect.finding);
            members.insert(place, suspect);
            if self.readings >= MOST_READINGS || self.first_change(&members).is_some() {
                harmful.push(members.remove(place));
            }
        }
    }

    /// Where the fixes of `members`, applied together, first change what they do not mend: an offset in the whole text.
    fn first_change(&mut self, members: &[Member]) -> Option<u32> {
        if members.is_empty() {
            return None;
        }
        self.readings += 1;
        let base = self.window.start as usize;
        let mut edits: Vec<&Edit> = members.iter().flat_map(|member| &member.fix(self.findings).edits).collect();
        edits.sort_by_key(|edit| edit.span);
        let local = |span: Span| (span.start as usize).saturating_sub(base)..(span.end as usize).saturating_sub(base);
        let mut zones: Vec<Range<usize>> = Vec::new();
        let mut mends: Vec<Range<usize>> = Vec::new();
        for member in members {
            let finding = member.finding(self.findings);
            let spans = std::iter::once(finding.span).chain(finding.mends);
            let spans = spans.chain(member.fix(self.findings).edits.iter().map(|edit| edit.span));
            zones.extend(spans.map(local));
            mends.extend(finding.mends.map(local));
        }
        zones.sort_by_key(|zone| zone.start);
        let (after, kept, changes) = self.edited(&edits);
        let begins = self.context.begins && self.window.start == 0;
        let page = Page::read(&after, self.context.flavor(), begins);
        let comparison = Comparison { part: self, zones, mends, after: &after, page: &page };
        let changed = kept.iter().find_map(|(range, at)| comparison.first_change(range.clone(), *at));
        let changed = changed.or_else(|| comparison.first_new(&changes));
        changed.map(|at| (base + at) as u32)
    }

    /// The part after `edits`; the stretches that stay, each with where it lies then; and what went with what came.
    fn edited(&self, edits: &[&Edit]) -> (String, Vec<Kept>, Vec<Change>) {
        let base = self.window.start as usize;
        let mut after = String::with_capacity(self.text.len());
        let (mut kept, mut changes) = (Vec::new(), Vec::new());
        let mut copied = 0;
        for edit in edits {
            let (start, end) = (edit.span.start as usize - base, edit.span.end as usize - base);
            kept.push((copied..start, after.len()));
            after.push_str(&self.text[copied..start]);
            changes.push((start..end, after.len()..after.len() + edit.text.len()));
            after.push_str(&edit.text);
            copied = end;
        }
        kept.push((copied..self.text.len(), after.len()));
        after.push_str(&self.text[copied..]);
        (after, kept, changes)
    }

    /// Whether our own reading takes the byte at `at` for code: what was meant, where the two readings differ.
    fn is_meant_as_code(&self, at: usize) -> bool {
        let offset = self.window.start + at as u32;
        offset < self.window.end && self.context.region_at(offset).is_some_and(RegionKind::is_code)
    }
}

/// Bytes that stay: a range of the old text, and where it begins in the new one.
type Kept = (Range<usize>, usize);

/// The bytes that an edit takes away, and those that it puts in their place: ranges of the old and the new text.
type Change = (Range<usize>, Range<usize>);

struct Comparison<'p> {
    part: &'p Part<'p>,
    /// What the fixes mend: the findings and the bytes that they change, by their start.
    zones: Vec<Range<usize>>,
    /// What they mend as a whole: what was not shown there may be shown.
    mends: Vec<Range<usize>>,
    after: &'p str,
    page: &'p Page,
}

impl Comparison<'_> {
    /// The first of the bytes of `range`, which begin at `at` in the new text, that is not what it was.
    fn first_change(&self, range: Range<usize>, at: usize) -> Option<usize> {
        let (old, new) = (&self.part.before.bytes[range.clone()], &self.page.bytes[at..at + range.len()]);
        if old == new {
            return None;
        }
        let pairs = old.iter().zip(new).enumerate();
        let mut changed = pairs.filter(|(_, (old, new))| old != new);
        changed
            .find(|&(offset, (old, new))| !self.may_change(range.start + offset, at + offset, *old, *new))
            .map(|(offset, _)| range.start + offset)
    }

    /// The first of `changes` that shows something where nothing was shown, or wakes something.
    fn first_new(&self, changes: &[Change]) -> Option<usize> {
        let waking = changes.iter().find(|(old, new)| self.wakes_between(old, new));
        waking.map(|(old, _)| old.start).or_else(|| self.first_shown(changes))
    }

    fn may_change(&self, at: usize, new_at: usize, old: Shown, new: Shown) -> bool {
        let text = self.part.text.as_str();
        if text.as_bytes()[at].is_ascii_whitespace() {
            return true;
        }
        // What follows the part is not read: it must be what it was, unless nothing follows.
        if at >= self.part.window.len() as usize {
            let length = self.part.context.text().len() as u32;
            return self.part.window.end == length && !self.part.context.goes_on || self.was_swallowed(at);
        }
        if new.kind == Kind::TagStart && old.kind != Kind::TagStart && self.wakes(new_at) {
            return false;
        }
        if old.heading != new.heading && !self.shares_line(at) {
            return false;
        }
        if old.kind == new.kind || self.was_swallowed(at) {
            return true;
        }
        let meant_as_code = self.part.is_meant_as_code(at);
        match (old.kind, new.kind) {
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
        self.zones.iter().take_while(|zone| zone.start <= at).any(|zone| zone.contains(&at))
    }

    fn is_mended_whole(&self, at: usize) -> bool {
        self.mends.iter().any(|range| range.contains(&at))
    }

    /// Whether a fix lies on the line that holds the byte at `at`.
    fn shares_line(&self, at: usize) -> bool {
        let bytes = self.part.text.as_bytes();
        let start = memchr::memrchr(b'\n', &bytes[..at]).map_or(0, |end| end + 1);
        let end = memchr::memchr(b'\n', &bytes[at..]).map_or(bytes.len(), |length| at + length);
        self.zones.iter().any(|zone| zone.start <= end && zone.end >= start)
    }

    /// Whether a damaged tag took the byte in that the page should show: one that goes on beyond the next `<`.
    fn was_swallowed(&self, at: usize) -> bool {
        let tags = &self.part.before.tags;
        let index = tags.partition_point(|tag| tag.end <= at);
        let Some(tag) = tags.get(index).filter(|tag| tag.contains(&at)) else { return false };
        let bytes = self.part.text.as_bytes();
        self.zones.iter().any(|zone| {
            zone.start < tag.end
                && zone.end > tag.start
                && zone.end < tag.end
                && memchr::memchr(b'<', &bytes[zone.end.max(tag.start + 1)..tag.end]).is_some()
        })
    }

    /// Whether the tag that begins at `at` in the new text makes a browser do something.
    fn wakes(&self, at: usize) -> bool {
        let tag = self.page.tags.iter().find(|tag| tag.start == at);
        tag.is_some_and(|tag| count_active(&self.after[tag.clone()]) > 0)
    }

    /// Whether a tag that the change from `old` to `new` made does something in a browser that none did before.
    fn wakes_between(&self, old: &Range<usize>, new: &Range<usize>) -> bool {
        let touches = |tag: &Range<usize>, range: &Range<usize>| tag.start < range.end && tag.end > range.start;
        let count = |text: &str, tags: &[Range<usize>], range: &Range<usize>| {
            let first = tags.partition_point(|tag| tag.end <= range.start);
            let near = tags[first..].iter().take_while(|tag| tag.start < range.end);
            near.filter(|tag| touches(tag, range)).map(|tag| count_active(&text[(*tag).clone()])).sum::<usize>()
        };
        let now = count(self.after, &self.page.tags, new);
        now > 0 && now > count(&self.part.text, &self.part.before.tags, old)
    }

    /// The first of `changes` that shows something where nothing was shown; what it shows may have been moved from another
    /// of these places.
    fn first_shown(&self, changes: &[Change]) -> Option<usize> {
        let is_shown = |byte: &Shown| matches!(byte.kind, Kind::Text | Kind::Code);
        let mut moved: Vec<char> = Vec::new();
        let mut new: Vec<(char, usize)> = Vec::new();
        for (old, came) in changes {
            let went = shown_characters(&self.part.text, old, |at| is_shown(&self.part.before.bytes[at]));
            let comes = shown_characters(self.after, came, |at| is_shown(&self.page.bytes[at]));
            // A sign in the place of another: "â€™" was a quotation mark.
            if went.is_empty() && !self.ends_reference(came) && !self.escapes_pipe(came) {
                new.extend(comes.into_iter().map(|char| (char, old.start)));
            }
            moved.extend(went);
        }
        let is_new = |&(char, _): &(char, usize)| {
            let found = moved.iter().position(|moved| *moved == char);
            found.map(|at| moved.swap_remove(at)).is_none()
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
