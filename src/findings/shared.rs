//! Strings that many findings of an article have in common are kept once: a damage that is there a thousand times is
//! reported a thousand times in the same words.

use std::array;
use std::hash::{BuildHasher, BuildHasherDefault, DefaultHasher};
use std::sync::Arc;

use super::finding::Finding;

/// How many different strings are remembered. A new one takes the place of an older one, so that neither memory nor time
/// grows with the number of different strings.
const REMEMBERED: usize = 64;

/// The strings of the last findings.
#[derive(Debug)]
pub(super) struct Shared {
    known: [Option<Arc<str>>; REMEMBERED],
    hasher: BuildHasherDefault<DefaultHasher>,
}

impl Default for Shared {
    fn default() -> Self {
        Self { known: array::from_fn(|_| None), hasher: BuildHasherDefault::default() }
    }
}

impl Shared {
    /// Gives `finding` the strings of those before it, where they are equal, and leaves no room for more in its lists.
    pub fn share(&mut self, finding: &mut Finding) {
        self.one(&mut finding.message);
        finding.help.iter_mut().for_each(|help| self.one(help));
        finding.related.iter_mut().for_each(|related| self.one(&mut related.message));
        finding.related.shrink_to_fit();
        for fix in &mut finding.fixes {
            self.one(&mut fix.title);
            fix.reason.iter_mut().for_each(|reason| self.one(reason));
            fix.edits.iter_mut().for_each(|edit| self.one(&mut edit.text));
            fix.edits.shrink_to_fit();
        }
        finding.fixes.shrink_to_fit();
    }

    fn one(&mut self, string: &mut Arc<str>) {
        let known = &mut self.known[self.hasher.hash_one(&**string) as usize % REMEMBERED];
        match known {
            Some(known) if *known == *string => *string = Arc::clone(known),
            _ => *known = Some(Arc::clone(string)),
        }
    }
}
