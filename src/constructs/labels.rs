//! The labels that an article defines.

use std::collections::HashSet;

use crate::text::{Source, step};
use crate::tokens::search;
use crate::tokens::{LineKind, Lines, RegionKind, Regions};

/// Bytes of a label at the most.
const LONGEST: usize = 100;

/// The labels of footnotes and references that are defined, as labels are compared (CommonMark 4.7).
#[derive(Debug, Default)]
pub struct Labels {
    defined: HashSet<String>,
    /// The labels of footnotes that the text refers to.
    notes: HashSet<String>,
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
            if let Some(end) = end.filter(|end| rest[end + 1..].starts_with(':')) {
                defined.insert(normal(&rest[..end]));
            }
        }
        Self { defined, notes: notes(text), is_part }
    }

    /// Whether `label` is defined; no where that cannot be known.
    pub fn has(&self, label: &str) -> bool {
        self.defined.contains(&normal(label))
    }

    /// Whether the text refers to the footnote `label`, its `^` included.
    pub fn refers_to(&self, label: &str) -> bool {
        self.notes.contains(&normal(label))
    }

    /// Whether `label` is certainly not defined.
    pub fn lacks(&self, label: &str) -> bool {
        !self.is_part && !self.has(label)
    }
}

/// The labels of the footnotes that a text refers to.
fn notes(text: &str) -> HashSet<String> {
    let starts = memchr::memmem::find_iter(text.as_bytes(), b"[^");
    let label = |at: usize| {
        let end = step::floor(text, at + LONGEST);
        let (label, rest) = text[at + 1..end].split_once(']')?;
        (!rest.starts_with(':')).then(|| normal(label))
    };
    starts.filter_map(label).collect()
}

/// A label as it is compared: without regard to case and to how much white space it holds.
fn normal(label: &str) -> String {
    label.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}
