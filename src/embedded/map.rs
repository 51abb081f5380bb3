//! Where the characters of an article stand in the file that holds it.

use super::escape::{Escape, Habits};
use crate::findings::Edit;
use crate::text::Span;

/// A stretch of an article, and where it is written in the file.
#[derive(Clone, Copy, Debug)]
struct Run {
    inner: Span,
    outer: Span,
    /// Whether each byte stands for itself; otherwise the stretch is one character that is written as another text.
    is_plain: bool,
    segment: usize,
}

impl Run {
    /// Where `within`, a part of the stretch, is written.
    fn outer_of(&self, within: Span) -> Span {
        let at = |offset: u32| self.outer.start + (offset - self.inner.start);
        if self.is_plain { Span::new(at(within.start), at(within.end)) } else { self.outer }
    }
}

/// A part of the file that holds text of an article, written in one way: a string, a CDATA section.
#[derive(Clone, Copy, Debug)]
struct Segment {
    outer: Span,
    escape: Escape,
}

/// An article's text, and where it is written.
#[derive(Clone, Debug, Default)]
pub struct Map {
    text: String,
    runs: Vec<Run>,
    segments: Vec<Segment>,
    habits: Habits,
}

impl Map {
    /// The article's text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Takes the text out.
    pub fn take_text(&mut self) -> String {
        std::mem::take(&mut self.text)
    }

    /// Begins a part of the file, `outer`, which is written as `escape` says.
    pub fn segment(&mut self, outer: Span, escape: Escape) {
        self.segments.push(Segment { outer, escape });
    }

    /// Adds `text`, which is written as it is at `start`, a byte of the file.
    pub fn plain(&mut self, start: usize, text: &str) {
        if !text.is_empty() {
            self.habits.learn_plain(text);
            self.add(Span::of(start, start + text.len()), text, true);
        }
    }

    /// Adds `text`, one character or none, which is written as `raw` at `start`.
    pub fn escaped(&mut self, start: usize, raw: &str, text: &str) {
        self.habits.learn(text, raw);
        self.add(Span::of(start, start + raw.len()), text, false);
    }

    /// Adds `text`, written as `raw` at `start` in a way that nobody else should write it.
    pub fn odd(&mut self, start: usize, raw: &str, text: &str) {
        self.add(Span::of(start, start + raw.len()), text, false);
    }

    /// Learns that `reference`, such as `&co;`, is one of the file.
    pub fn learn_reference(&mut self, reference: &str) {
        self.habits.learn_reference(reference);
    }

    fn add(&mut self, outer: Span, text: &str, is_plain: bool) {
        let inner = Span::of(self.text.len(), self.text.len() + text.len());
        let segment = self.segments.len().saturating_sub(1);
        self.text.push_str(text);
        match self.runs.last_mut() {
            Some(last) if is_plain && last.is_plain && last.segment == segment && last.outer.end == outer.start => {
                last.inner.end = inner.end;
                last.outer.end = outer.end;
            }
            _ => self.runs.push(Run { inner, outer, is_plain, segment }),
        }
    }

    /// Where `inner`, bytes of the article, stands in the file.
    pub fn outer(&self, inner: Span) -> Span {
        let start = self.start(inner.start);
        let end = if inner.is_empty() { start } else { self.end(inner.end) };
        Span::new(start, end.max(start))
    }

    fn start(&self, offset: u32) -> u32 {
        let run = self.runs.partition_point(|run| run.inner.end <= offset);
        match self.runs.get(run) {
            Some(run) if run.is_plain => run.outer.start + offset.saturating_sub(run.inner.start),
            Some(run) => run.outer.start,
            None => self.runs.last().map_or_else(|| self.begin(), |run| run.outer.end),
        }
    }

    fn end(&self, offset: u32) -> u32 {
        let run = self.runs.partition_point(|run| run.inner.end < offset);
        match self.runs.get(run) {
            Some(run) if run.is_plain => run.outer.start + (offset - run.inner.start),
            Some(run) => run.outer.end,
            None => self.runs.last().map_or_else(|| self.begin(), |run| run.outer.end),
        }
    }

    fn begin(&self) -> u32 {
        self.segments.first().map_or(0, |segment| segment.outer.start)
    }

    /// The edits of the file that do what `edits`, rising and disjoint, do to the article. `text` is the article's text.
    pub fn edits(&self, edits: &[Edit], text: &str) -> Vec<Edit> {
        if let ([Segment { outer, escape: Escape::Bare { delimiter } }], false) = (&self.segments[..], edits.is_empty())
        {
            let new = crate::fixes::apply(text, &edits.iter().collect::<Vec<_>>());
            let is_sign = |sign: char| sign == *delimiter || matches!(sign, '"' | '\n' | '\r');
            let needs_quotes =
                new.is_empty() || new.starts_with('"') || edits.iter().any(|edit| edit.text.contains(is_sign));
            if needs_quotes {
                return vec![Edit::replace(*outer, format!("\"{}\"", new.replace('"', "\"\"")))];
            }
        }
        edits.iter().flat_map(|edit| self.edit(edit)).collect()
    }

    /// One edit for each part of the file that it reaches into; the first brings the new text.
    fn edit(&self, edit: &Edit) -> Vec<Edit> {
        let first = self.runs.partition_point(|run| run.inner.end <= edit.span.start);
        let reached = self.runs[first..].iter().take_while(|run| run.inner.start < edit.span.end);
        let mut parts: Vec<(usize, Span)> = Vec::new();
        for run in reached {
            let within = Span::new(run.inner.start.max(edit.span.start), run.inner.end.min(edit.span.end));
            let outer = run.outer_of(within);
            match parts.last_mut() {
                Some((segment, span)) if *segment == run.segment => span.end = outer.end,
                _ => parts.push((run.segment, outer)),
            }
        }
        if parts.is_empty() {
            parts.push(self.insertion(edit.span.start));
        }
        let new = |index: usize, segment: usize| match index {
            0 => self.segments[segment].escape.encode(&edit.text, &self.habits).into_owned(),
            _ => String::new(),
        };
        let edits = parts.iter().enumerate();
        edits.map(|(index, &(segment, span))| Edit::replace(span, new(index, segment))).collect()
    }

    /// Where text that is added at `offset` goes: behind the character before it.
    fn insertion(&self, offset: u32) -> (usize, Span) {
        let before = self.runs.partition_point(|run| run.inner.end < offset);
        let run = self.runs.get(before).or(self.runs.last());
        let segment = run.map_or(0, |run| run.segment);
        let place = if offset == 0 { self.start(0) } else { self.end(offset) };
        (segment, Span::at(place))
    }
}
