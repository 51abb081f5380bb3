//! The list of what rules found.

use super::finding::{Finding, Severity};
use super::shared::Shared;
use crate::text::Span;

/// Number of findings from which on a list of them is long.
const LONG: usize = 4_096;

/// Where rules put what they find.
#[derive(Debug, Default)]
pub struct Findings {
    list: Vec<Finding>,
    shared: Shared,
}

impl Findings {
    /// Reports a finding.
    pub fn add(&mut self, mut finding: Finding) {
        self.shared.share(&mut finding);
        // A long list grows by a quarter and not to twice its length: findings are what takes most memory.
        if self.list.len() == self.list.capacity() && self.list.len() >= LONG {
            self.list.reserve_exact(self.list.len() / 4);
        }
        self.list.push(finding);
    }

    /// Number of findings so far.
    pub fn len(&self) -> usize {
        self.list.len()
    }

    /// Whether nothing was found so far.
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// Stamps the findings from `first` on with the rule that made them. Their spans end before line ends, never within
    /// one, and fixes that would make something in `text` active are safe no longer.
    pub fn stamp(&mut self, first: usize, rule: &'static str, severity: Severity, text: &str) {
        for finding in &mut self.list[first..] {
            finding.rule = rule;
            finding.severity = severity;
            finding.span = outside_line_ends(finding.span, text);
            for fix in &mut finding.fixes {
                fix.ask_where_it_wakes(text);
            }
        }
    }

    /// The findings, in the order they were reported.
    pub fn into_list(self) -> Vec<Finding> {
        self.list
    }
}

/// `span` without the half of a line end of two characters at its ends: no editor has a column there (LSP 3.17,
/// "Text Documents").
fn outside_line_ends(span: Span, text: &str) -> Span {
    let splits = |offset: u32| text[..offset as usize].ends_with('\r') && text[offset as usize..].starts_with('\n');
    let start = span.start + u32::from(splits(span.start));
    let end = if splits(span.end) { span.end - 1 } else { span.end };
    if start < end {
        Span::new(start, end)
    } else {
        Span::new(span.start - u32::from(splits(span.start)), span.end + u32::from(splits(span.end)))
    }
}
