//! A part of a text that several hold, so that nobody has to copy it.

use std::ops::Range;
use std::sync::Arc;

/// A part of a text that several hold. The whole text stays for as long as somebody has a part of it.
#[derive(Clone, Debug)]
pub struct Part {
    whole: Arc<String>,
    start: u32,
    end: u32,
}

impl Part {
    /// The bytes of `range`, which lies on character boundaries, of a text of less than 4 GiB.
    pub fn of(whole: &Arc<String>, range: Range<usize>) -> Self {
        debug_assert!(whole.get(range.clone()).is_some());
        Self { whole: Arc::clone(whole), start: range.start as u32, end: range.end as u32 }
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.whole[self.start as usize..self.end as usize]
    }
}

impl From<String> for Part {
    /// All of a text of less than 4 GiB.
    fn from(mut text: String) -> Self {
        text.shrink_to_fit();
        let end = text.len() as u32;
        Self { whole: Arc::new(text), start: 0, end }
    }
}
