//! Edits that several rules make.

use super::{Context, Edit, Fix, Safety};
use crate::text::Span;
use crate::tree::{Notes, Tag};

/// Why a tag that only the damage around it betrays is not repaired without asking.
const WEAK: &str = "only the damage around it says that a tag is meant here";

impl Context<'_> {
    /// The fix that writes the intended tag; safe where the place is a tag for sure.
    pub fn rewrite(&self, tag: &Tag) -> Fix {
        let fix = Fix::safe(format!("Write {}", self.intended(tag)), vec![self.repair(tag)]);
        if tag.notes.contains(Notes::WEAK) { fix.at_most(Safety::Unsafe, WEAK) } else { fix }
    }

    /// The edit that removes `span` and the white space that would be left double or at the end of a line.
    pub fn removal(&self, span: Span) -> Edit {
        let text = self.text();
        let before = &text[..span.start as usize];
        let blanks = before.len() - before.trim_end_matches([' ', '\t']).len();
        let after = text[span.end as usize..].chars().next();
        let before_break = after.is_none_or(|char| char.is_whitespace() || char == '<');
        let own_line = before.len() == blanks || before[..before.len() - blanks].ends_with(['\n', '\r']);
        let start = if before_break && !own_line { span.start - blanks as u32 } else { span.start };
        Edit::delete(Span::new(start, span.end))
    }

    /// Where the line that holds `offset` ends.
    pub fn line_end(&self, offset: u32) -> u32 {
        self.lines.at(offset).span.end
    }

    /// Whether nothing but white space follows `offset` on its line.
    pub fn ends_line(&self, offset: u32) -> bool {
        let end = self.line_end(offset);
        offset >= end || self.text()[offset as usize..end as usize].trim().is_empty()
    }
}
