//! Demotes safe fixes that change what they do not mend.

use std::ops::Range;

use super::compare::{Change, Comparison, Kept, Old};
use super::member::Member;
use super::shown::Page;
use super::window::around;
use super::zones::Zones;
use crate::findings::{Context, Edit, Finding, Fix, Safety, Taken};
use crate::text::{Span, step};
use crate::tokens::search;

/// Why a fix is not applied without asking.
const REASON: &str = "it would change how the text around it is shown";

/// The longest part of a text that is read at once for several fixes, in bytes.
const LONGEST: u32 = 4_000;

/// How often one part is read to find the harmful ones among its fixes; what is doubtful then is not safe.
const MOST_READINGS: usize = 24;

/// What is put after a part: it changes where a fix opens something that goes on.
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
const HALF: &str = "its matching tag has no safe fix";

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

/// Definitions for the references to links and footnotes in `part`, whose own may be anywhere in the article: a
/// reference without one is text.
fn definitions(part: &str) -> String {
    let label = |at: usize| {
        let label = &part[at..step::ceil(part, part.len().min(at + 100))];
        let end = search::byte2(b']', b'\n', label.as_bytes())?;
        Some(&label[..end]).filter(|label| !label.is_empty())
    };
    let links = part.match_indices("][").filter_map(|(at, _)| Some(format!("\n[{}]: /x\n", label(at + 2)?)));
    let notes = part.match_indices("[^").filter_map(|(at, _)| Some(format!("\n[{}]: x\n", label(at + 1)?)));
    links.take(MOST_DEFINITIONS).chain(notes.take(MOST_DEFINITIONS)).collect()
}

/// A part of the text as it is, to be compared with what fixes make of it.
struct Part<'a> {
    old: Old<'a>,
    findings: &'a [Finding],
    readings: usize,
}

impl<'a> Part<'a> {
    fn new(context: &'a Context<'a>, findings: &'a [Finding], window: Span) -> Self {
        let part = context.slice(window);
        let definitions = if context.flavor().has_markdown() { definitions(part) } else { String::new() };
        let old = Old::new(context, window, format!("{part}{BEHIND}{definitions}"));
        Self { old, findings, readings: 0 }
    }

    /// Finds the harmful ones among `members`.
    fn judge(&mut self, mut members: Vec<Member>, harmful: &mut Vec<Member>) {
        let mut innocent: Vec<Member> = Vec::new();
        while !members.is_empty() {
            let mut taken = Taken::default();
            let (mut together, later) = self.with_room(&members, &mut taken);
            // What does no harm by itself may do some beside those that were tried before.
            let (beside, apart) = self.with_room(&innocent, &mut taken);
            together.extend(beside);
            together.sort_by_key(|member| (member.finding, member.fix));
            let known = harmful.len();
            self.find_harmful(together.clone(), harmful);
            innocent = apart;
            innocent.extend(together.into_iter().filter(|member| !harmful[known..].contains(member)));
            members = later;
        }
    }

    /// Those of `members` that can be applied together beside those `taken`, and the others.
    fn with_room(&self, members: &[Member], taken: &mut Taken) -> (Vec<Member>, Vec<Member>) {
        members.iter().partition(|member| {
            let edits = &member.fix(self.findings).edits;
            let has_room = taken.has_room_for(edits);
            if has_room {
                taken.add(edits);
            }
            has_room
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
        let base = self.old.window.start as usize;
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
        let (after, kept, changes) = self.edited(&edits);
        let begins = self.old.context.begins && self.old.window.start == 0;
        let page = Page::read(&after, self.old.context.flavor(), begins);
        let comparison = Comparison::new(&self.old, Zones::new(zones), Zones::new(mends), (&after, &page));
        let changed = kept.iter().find_map(|(range, at)| comparison.first_change(range.clone(), *at));
        let changed = changed.or_else(|| comparison.first_new(&changes));
        changed.map(|at| (base + at) as u32)
    }

    /// The part after `edits`; the stretches that stay, each with where it lies then; and what went with what came.
    fn edited(&self, edits: &[&Edit]) -> (String, Vec<Kept>, Vec<Change>) {
        let base = self.old.window.start as usize;
        let mut after = String::with_capacity(self.old.text.len());
        let (mut kept, mut changes) = (Vec::new(), Vec::new());
        let mut copied = 0;
        for edit in edits {
            let (start, end) = (edit.span.start as usize - base, edit.span.end as usize - base);
            kept.push((copied..start, after.len()));
            after.push_str(&self.old.text[copied..start]);
            changes.push((start..end, after.len()..after.len() + edit.text.len()));
            after.push_str(&edit.text);
            copied = end;
        }
        kept.push((copied..self.old.text.len(), after.len()));
        after.push_str(&self.old.text[copied..]);
        (after, kept, changes)
    }
}
