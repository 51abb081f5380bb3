//! What is open at a place: the stack of elements, and how the branches of templates found it. What the first branch
//! opened is not open in the other.

use super::stack::{Open, Stack};
use crate::tokens::{Branch, branch_of};

/// The open elements and the open branches.
#[derive(Debug)]
pub(super) struct Nesting {
    stack: Stack,
    frames: Vec<Frame>,
    branches: usize,
}

/// The stack as a template's branch found it.
#[derive(Debug)]
struct Frame {
    lowest: usize,
    saved: Vec<Open>,
}

/// The most open elements that a branch may close and have restored in the other branch.
const MOST_SAVED: usize = 64;

impl Nesting {
    /// Nothing is open but `branches` conditionals and loops of a template.
    pub(super) fn new(branches: usize) -> Self {
        Self { stack: Stack::default(), frames: Vec::new(), branches }
    }

    /// The open elements.
    #[inline]
    pub(super) fn stack(&self) -> &Stack {
        &self.stack
    }

    /// How many conditionals and loops of a template are open.
    #[inline]
    pub(super) fn branches(&self) -> usize {
        self.branches
    }

    /// Opens an element; `is_code` says whether its content is code.
    pub(super) fn push(&mut self, open: Open, is_code: bool) {
        self.stack.push(open, is_code);
    }

    /// Closes the element at `depth`, the innermost of its name, without closing what stands in it.
    pub(super) fn close_in_place(&mut self, depth: usize) {
        self.stack.close_in_place(depth);
    }

    /// Pops the innermost element, and those around it that were closed before it. Branches that found it open get it back.
    pub(super) fn pop(&mut self) -> Option<Open> {
        let depth = self.stack.len().checked_sub(1)?;
        let open = self.stack.pop()?;
        let mut overflow = false;
        for frame in &mut self.frames {
            if depth < frame.lowest {
                frame.lowest = depth;
                frame.saved.push(open);
                overflow |= frame.saved.len() > MOST_SAVED;
            }
        }
        if overflow {
            self.frames.clear();
        }
        self.pop_closed();
        Some(open)
    }

    /// Pops what was closed in place and waited for the elements in it.
    fn pop_closed(&mut self) {
        while self.stack.pop_closed() {
            let depth = self.stack.len();
            self.frames.iter_mut().for_each(|frame| frame.lowest = frame.lowest.min(depth));
        }
    }

    /// Applies `template`, a template tag; says whether it is a statement.
    pub(super) fn branch(&mut self, template: &str) -> bool {
        match branch_of(template) {
            Branch::Begin => {
                if self.frames.len() < MOST_SAVED {
                    self.begin_frame();
                }
                self.branches += 1;
            }
            Branch::Else => {
                if let Some(frame) = self.frames.pop() {
                    self.restore(frame);
                    self.begin_frame();
                }
            }
            Branch::End => {
                self.frames.pop();
                self.branches = self.branches.saturating_sub(1);
            }
            Branch::Plain => {}
        }
        let is_directive = template.starts_with("#include") || template.starts_with("#define");
        is_directive
            || template.starts_with("<%")
            || template.starts_with("<?")
            || template.starts_with("{%") && splits_pages(template)
    }

    fn begin_frame(&mut self) {
        self.frames.push(Frame { lowest: self.stack.len(), saved: Vec::new() });
    }

    /// Opens what was open where the branch of `frame` began, and nothing else.
    fn restore(&mut self, mut frame: Frame) {
        while self.stack.len() > frame.lowest {
            self.pop();
        }
        while let Some(open) = frame.saved.pop() {
            self.stack.push(Open { closed: false, ..open }, false);
        }
    }
}

/// Whether a template tag of Jinja's kind puts a page together from several files.
fn splits_pages(text: &str) -> bool {
    let word = text.trim_start_matches(['{', '%', '-']).trim_start();
    let word = word.split(|char: char| !char.is_ascii_alphabetic()).next().unwrap_or("");
    matches!(word, "include" | "extends" | "block" | "layout" | "render" | "partial" | "embed" | "macro" | "section")
}
