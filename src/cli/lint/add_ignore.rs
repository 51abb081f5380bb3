//! `--add-ignore`: comments that silence what is found in an article.

use std::collections::{BTreeMap, BTreeSet};

use crate::findings::{Edit, Finding};
use crate::fixes::apply;
use crate::lint::lint;
use crate::settings::Settings;
use crate::text::{Flavor, Source, Span};

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
    source: &'a Source,
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
        let (table, text) = (source.lines(), source.text());
        let endless = findings.iter().find(|finding| finding.rule == ENDLESS);
        let last = endless.map_or(u32::MAX, |finding| finding.span.start);
        let mut lines = BTreeMap::new();
        for finding in findings.iter().filter(|finding| finding.rule != ABOUT_COMMENTS) {
            let span = table.line_span(table.line_of(finding.span.start), text);
            let place = if span.end < last { u8::from(!may_stand_above(text, span)) } else { PLACES };
            let line = lines.entry(span.start).or_insert_with(|| Line { span, rules: BTreeSet::new(), place });
            line.rules.insert(finding.rule);
        }
        Self { source, lines, has_end: endless.is_none() }
    }

    /// The comments, by where they are added.
    fn edits(&self) -> BTreeMap<u32, Edit> {
        let (text, end) = (self.source.text(), line_end_of(self.source.text()));
        let mut edits = BTreeMap::new();
        let for_file = self.lines.values().filter(|line| line.place == 2 && self.has_end);
        let of_file: BTreeSet<_> = for_file.flat_map(|line| line.rules.iter().copied()).collect();
        for line in self.lines.values() {
            let rules: BTreeSet<_> = line.rules.difference(&of_file).copied().collect();
            if rules.is_empty() {
                continue;
            }
            let content = text[line.span.range()].trim_end_matches(['\r', '\n']);
            let here = || self.comment("copydesk-ignore", &rules);
            match line.place {
                0 => {
                    let indent = &content[..content.len() - content.trim_start().len()];
                    edits.insert(line.span.start, Edit::insert(line.span.start, format!("{indent}{}{end}", here())));
                }
                1 => {
                    let at = line.span.start + content.len() as u32;
                    edits.insert(at, Edit::insert(at, format!(" {}", here())));
                }
                _ => {}
            }
        }
        if !of_file.is_empty() {
            let gap = if text.ends_with(end) { end.to_owned() } else { end.repeat(2) };
            let (at, comment) = (text.len() as u32, self.comment("copydesk-ignore-file", &of_file));
            // The last line may have a comment at its end.
            let before = edits.remove(&at).map_or_else(String::new, |edit| edit.text.to_string());
            edits.insert(at, Edit::insert(at, format!("{before}{gap}{comment}{end}")));
        }
        edits
    }

    fn comment(&self, directive: &str, rules: &BTreeSet<&str>) -> String {
        let rules = rules.iter().copied().collect::<Vec<_>>().join(", ");
        match self.source.flavor() {
            Flavor::Mdx => format!("{{/* {directive} {rules} */}}"),
            Flavor::Html | Flavor::Markdown | Flavor::Text => format!("<!-- {directive} {rules} -->"),
        }
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

/// Whether a comment above the line is between two blocks: within a block it would split it.
fn may_stand_above(text: &str, line: Span) -> bool {
    let before = &text[..line.start as usize];
    before.is_empty() || before.lines().next_back().is_some_and(|line| line.trim().is_empty())
}

/// The line end that the text uses.
fn line_end_of(text: &str) -> &'static str {
    let first = text.find(['\n', '\r']).map(|at| &text[at..]);
    match first {
        Some(rest) if rest.starts_with("\r\n") => "\r\n",
        Some(rest) if rest.starts_with('\r') => "\r",
        _ => "\n",
    }
}
