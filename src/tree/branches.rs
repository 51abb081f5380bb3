//! Branches of templates: what the first branch opened is not open in the other.

use super::build::Builder;
use super::stack::Open;
use crate::text::Span;
use crate::tokens::{Branch, branch_of};

/// The stack as a template's branch found it.
#[derive(Debug)]
pub(super) struct Frame {
    lowest: usize,
    saved: Vec<Open>,
}

/// The most open elements that a branch may close and have restored in the other branch.
const MOST_SAVED: usize = 64;

impl Builder<'_> {
    /// Applies a template tag; says whether it is a statement.
    pub(super) fn branch(&mut self, span: Span) -> bool {
        let text = &self.text[span.range()];
        match branch_of(text) {
            Branch::Begin => {
                if self.branches.len() < MOST_SAVED {
                    self.branches.push(Frame { lowest: self.stack.len(), saved: Vec::new() });
                }
                self.branch_depth += 1;
            }
            Branch::Else => {
                if let Some(mut frame) = self.branches.pop() {
                    while self.stack.len() > frame.lowest {
                        self.remove();
                    }
                    while let Some(open) = frame.saved.pop() {
                        self.stack.push(Open { closed: false, ..open }, false);
                    }
                    self.branches.push(Frame { lowest: self.stack.len(), saved: Vec::new() });
                }
            }
            Branch::End => {
                self.branches.pop();
                self.branch_depth = self.branch_depth.saturating_sub(1);
            }
            Branch::Plain => {}
        }
        text.starts_with("<%") || text.starts_with("<?") || text.starts_with("{%") && splits_pages(text)
    }

    /// Pops the innermost element without a word.
    pub(super) fn remove(&mut self) -> Option<Open> {
        let depth = self.stack.len().checked_sub(1)?;
        let open = self.stack.pop()?;
        let mut overflow = false;
        for frame in &mut self.branches {
            if depth < frame.lowest {
                frame.lowest = depth;
                frame.saved.push(open);
                overflow |= frame.saved.len() > MOST_SAVED;
            }
        }
        if overflow {
            self.branches.clear();
        }
        self.remove_closed();
        Some(open)
    }

    /// Pops what was closed in place and waited for the elements in it.
    fn remove_closed(&mut self) {
        while self.stack.pop_closed() {
            let depth = self.stack.len();
            self.branches.iter_mut().for_each(|frame| frame.lowest = frame.lowest.min(depth));
        }
    }
}

/// Whether a template tag of Jinja's kind puts a page together from several files.
fn splits_pages(text: &str) -> bool {
    let word = text.trim_start_matches(['{', '%', '-']).trim_start();
    let word = word.split(|char: char| !char.is_ascii_alphabetic()).next().unwrap_or("");
    matches!(word, "include" | "extends" | "block" | "layout" | "render" | "partial" | "embed" | "macro" | "section")
}
