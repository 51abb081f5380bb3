//! Template tags inside tags.

use crate::tokens::search;
use crate::tokens::work::steps;

/// How template tags begin, and how they end. The last is JSX: `{...properties}`.
const PAIRS: [(&str, &str); 5] = [("{{", "}}"), ("{%", "%}"), ("<%", "%>"), ("<?", "?>"), ("{.", "}")];

/// The longest JSX value or template tag, in bytes.
pub(super) const LONGEST_BRACES: usize = 2_000;

/// Finds where template tags end, and remembers for each end where it is not, so that a run of starts is read once.
#[derive(Default)]
pub(super) struct Templates {
    without: [(usize, usize); PAIRS.len()],
}

impl Templates {
    /// Where the template tag at `at` ends; nothing, where none begins there or it has no end nearby.
    pub(super) fn end(&mut self, text: &str, at: usize) -> Option<usize> {
        let bytes = text.as_bytes();
        let index = PAIRS.iter().position(|(open, _)| bytes[at..].starts_with(open.as_bytes()))?;
        let close = PAIRS[index].1.as_bytes();
        let limit = bytes.len().min(at + LONGEST_BRACES);
        let (since, until) = self.without[index];
        let is_known = (since..until).contains(&at);
        let from = if is_known { at.max(until + 1 - close.len()).min(limit) } else { at };
        let window = &bytes[from..limit];
        let found = search::bytes(window, close);
        steps(found.unwrap_or(window.len()));
        if found.is_none() {
            self.without[index] = (if is_known { since } else { at }, limit);
        }
        found.map(|length| from + length + close.len())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_run_of_starts_is_read_once() {
        let text = "<%".repeat(2_000) + "%>";
        let mut templates = Templates::default();
        let found: Vec<_> = (0..text.len()).filter_map(|at| templates.end(&text, at)).collect();
        assert_eq!(found, vec![text.len(); LONGEST_BRACES / 2 - 1]);
    }

    #[test]
    fn what_was_not_found_is_looked_for_anew_before_it() {
        let text = format!("{{{{ a }}}} {{{{ {}", "b".repeat(20));
        let mut templates = Templates::default();
        assert_eq!(templates.end(&text, 8), None);
        assert_eq!(templates.end(&text, 0), Some(7));
    }
}
