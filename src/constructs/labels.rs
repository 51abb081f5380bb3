//! The labels that an article defines.

use std::collections::{HashMap, HashSet};

use crate::text::{Source, step};
use crate::tokens::search;
use crate::tokens::{LineKind, Lines, RegionKind, Regions};

/// Bytes of a label at the most.
const LONGEST: usize = 100;

/// The labels of footnotes and references that are defined, as labels are compared (CommonMark 4.7).
#[derive(Debug, Default)]
pub struct Labels {
    defined: HashSet<String>,
    /// How often the text refers to a label.
    references: HashMap<String, usize>,
    /// Whether the article goes on elsewhere, so that others may be defined.
    is_part: bool,
}

impl Labels {
    /// Collects the labels of definitions; `is_part` says whether the article has more text than this.
    pub fn of(source: &Source, lines: &Lines, regions: &Regions, is_part: bool) -> Self {
        let text = source.text();
        let mut defined = HashSet::new();
        let of_regions = regions.list().iter().filter(|region| region.kind == RegionKind::LinkTarget);
        let of_lines = lines.list().iter().filter(|line| line.kind == LineKind::Text);
        let starts = of_regions.map(|region| region.span.start).chain(of_lines.map(|line| line.content));
        for start in starts.filter(|&start| text.as_bytes().get(start as usize) == Some(&b'[')) {
            let line = lines.at(start).span;
            let rest = &text[start as usize + 1..line.end.max(start + 1) as usize];
            let end = search::byte(b']', rest.as_bytes());
            // An escaped bracket ends no label.
            let ends = |end: &usize| rest[end + 1..].starts_with(':') && !rest[..*end].ends_with('\\');
            if let Some(end) = end.filter(ends) {
                defined.insert(normal(&rest[..end]));
            }
        }
        let mut referred = HashMap::new();
        for label in notes(text).chain(references(text)) {
            *referred.entry(label).or_default() += 1;
        }
        Self { defined, references: referred, is_part }
    }

    /// Whether `label` is defined; no where that cannot be known.
    pub fn has(&self, label: &str) -> bool {
        self.defined.contains(&normal(label))
    }

    /// Whether the text refers to `label`: a link does, or a footnote where it begins with `^`.
    pub fn refers_to(&self, label: &str) -> bool {
        self.times(label) > 0
    }

    /// How often the text refers to `label`.
    pub fn times(&self, label: &str) -> usize {
        self.references.get(&normal(label)).copied().unwrap_or(0)
    }

    /// Whether links by reference are defined.
    pub fn defines_links(&self) -> bool {
        self.defined.iter().any(|label| !label.starts_with('^'))
    }

    /// The only label of a link that is defined and that no link refers to.
    pub fn unused(&self) -> Option<String> {
        let mut unused = self.defined.iter().filter(|label| !label.starts_with('^') && !self.refers_to(label));
        let first = unused.next()?;
        unused.next().is_none().then(|| first.clone())
    }

    /// Whether `label` is certainly not defined.
    pub fn lacks(&self, label: &str) -> bool {
        !self.is_part && !self.has(label)
    }
}

/// The labels of the footnotes that a text refers to.
fn notes(text: &str) -> impl Iterator<Item = String> {
    let bytes = text.as_bytes();
    let starts = memchr::memchr_iter(b'[', bytes).filter(|&at| bytes.get(at + 1) == Some(&b'^'));
    let label = move |at: usize| {
        if text[..at].ends_with('\\') {
            return None;
        }
        let end = step::floor(text, at + LONGEST);
        let (label, rest) = text[at + 1..end].split_once(']')?;
        (!rest.starts_with(':')).then(|| normal(label))
    };
    starts.filter_map(label)
}

/// The labels of the references that a text refers to: `[x][label]`, `[label][]`.
fn references(text: &str) -> impl Iterator<Item = String> {
    let label = move |at: usize| {
        let end = step::floor(text, at + 2 + LONGEST);
        let (label, _) = text[at + 2..end].split_once(']')?;
        if !label.is_empty() {
            return Some(normal(label));
        }
        let start = step::ceil(text, at.saturating_sub(LONGEST));
        text[start..at].rsplit_once('[').map(|(_, label)| normal(label))
    };
    let bytes = text.as_bytes();
    memchr::memchr_iter(b']', bytes).filter(|&at| bytes.get(at + 1) == Some(&b'[')).filter_map(label)
}

/// A label as it is compared: without regard to case and to how much white space it holds.
fn normal(label: &str) -> String {
    if label.bytes().all(|byte| byte.is_ascii_graphic() && !byte.is_ascii_uppercase()) {
        return label.to_owned();
    }
    label.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}
