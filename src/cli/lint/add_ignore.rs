//! `--add-ignore`: comments that silence what is found in an article.

use std::collections::{BTreeMap, BTreeSet};

use crate::findings::suppression::CommentWriter;
use crate::findings::{Edit, Finding};
use crate::fixes::apply;
use crate::lint::lint;
use crate::settings::Settings;
use crate::text::{Source, Span};

/// The rule about comments; no comment is added for what is wrong with another.
const ABOUT_COMMENTS: &str = "unused-suppression";

/// The rule about comments that do not end. The end of one of ours would end such a comment too, and show what it hid.
const ENDLESS: &str = "unclosed-comment";

/// Where the comment for a line is tried, one place after the other: above it, at its end, and for the whole file.
const PLACES: u8 = 3;

/// How often the comments are tried. Each time some lines go on to their next place, and those near them may follow.
const ROUNDS: u8 = 4 * PLACES;

/// The article with comments, and their number.
#[derive(Debug)]
pub struct Silenced {
    /// The article; all but the comments is as it was.
    pub source: Source,
    /// How many comments were added.
    pub comments: usize,
}

/// Adds comments to `source` that silence `findings`, which are all that is found in it. What a comment cannot silence, or
/// where it would bring up something new, has none.
pub fn silence(source: &Source, findings: &[Finding], settings: &Settings) -> Option<Silenced> {
    let mut plan = Plan::new(source, findings);
    for _ in 0..ROUNDS {
        let edits = plan.edits();
        let text = apply(source.text(), &edits.values().collect::<Vec<_>>());
        let silenced = source.with_text(text).ok()?;
        let left = lint(silenced.clone(), settings).findings;
        let is_moved = plan.give_way_to(&left, &edits);
        if !is_moved {
            let is_gain = !edits.is_empty() && left.len() < findings.len();
            return is_gain.then_some(Silenced { source: silenced, comments: edits.len() });
        }
    }
    None
}

/// The comments of an article.
struct Plan<'a> {
    writer: CommentWriter<'a>,
    /// The lines with findings, by where they begin.
    lines: BTreeMap<u32, Line>,
    /// Whether a comment can stand at the end of the article.
    has_end: bool,
}

struct Line {
    span: Span,
    rules: BTreeSet<&'static str>,
    /// Which place is tried.
    place: u8,
}

impl<'a> Plan<'a> {
    fn new(source: &'a Source, findings: &[Finding]) -> Self {
        let (writer, table, text) = (CommentWriter::new(source), source.lines(), source.text());
        let endless = findings.iter().find(|finding| finding.rule == ENDLESS);
        let last = endless.map_or(u32::MAX, |finding| finding.span.start);
        let mut lines = BTreeMap::new();
        for finding in findings.iter().filter(|finding| finding.rule != ABOUT_COMMENTS) {
            let span = table.line_span(table.line_of(finding.span.start), text);
            let place = if span.end < last { u8::from(!writer.may_stand_above(span)) } else { PLACES };
            let line = lines.entry(span.start).or_insert_with(|| Line { span, rules: BTreeSet::new(), place });
            line.rules.insert(finding.rule);
        }
        Self { writer, lines, has_end: endless.is_none() }
    }

    /// The comments, by where they are added.
    fn edits(&self) -> BTreeMap<u32, Edit> {
        let mut edits = BTreeMap::new();
        let for_file = self.lines.values().filter(|line| line.place == 2 && self.has_end);
        let of_file: BTreeSet<_> = for_file.flat_map(|line| line.rules.iter().copied()).collect();
        for line in self.lines.values() {
            let rules: BTreeSet<_> = line.rules.difference(&of_file).copied().collect();
            let edit = match line.place {
                _ if rules.is_empty() => continue,
                0 => self.writer.above(line.span, rules),
                1 => self.writer.behind(line.span, rules),
                _ => continue,
            };
            edits.insert(edit.span.start, edit);
        }
        if !of_file.is_empty() {
            let Edit { span, text } = self.writer.of_file(of_file);
            // The last line may have a comment at its end.
            let before = edits.remove(&span.start).map_or_else(String::new, |edit| edit.text.to_string());
            edits.insert(span.start, Edit::insert(span.start, format!("{before}{text}")));
        }
        edits
    }

    /// Moves the lines on to their next place in which something is `left`; whether there were any. Something new in a line
    /// without a comment is the doing of the comment above it.
    fn give_way_to(&mut self, left: &[Finding], edits: &BTreeMap<u32, Edit>) -> bool {
        let mut moved = BTreeSet::new();
        for finding in left {
            let old = old_offset(finding.span.start, edits);
            let Some((&start, line)) = self.lines.range_mut(..=old).next_back() else { continue };
            let is_known = line.rules.contains(finding.rule) || finding.rule == ABOUT_COMMENTS;
            if line.place < PLACES && (is_known || line.span.end >= old) {
                // One step at a time, however much is left in the line.
                line.place += u8::from(moved.insert(start));
            }
        }
        !moved.is_empty()
    }
}

/// Where the byte at `offset` of the article with comments was before them; that of a comment is where it was added.
fn old_offset(offset: u32, edits: &BTreeMap<u32, Edit>) -> u32 {
    let mut added = 0;
    for (&at, edit) in edits {
        let length = edit.text.len() as u32;
        if at + added + length > offset {
            return (offset - added).min(at);
        }
        added += length;
    }
    offset - added
}
