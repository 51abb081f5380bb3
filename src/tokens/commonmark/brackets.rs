//! The brackets that may begin the text of a link.

/// Opening brackets that were not closed yet.
#[derive(Clone, Debug, Default)]
pub(super) struct Openers {
    /// Where they are, and whether they begin a picture.
    open: Vec<(usize, bool)>,
    /// How many of them are in a link's text if they begin a link: links hold no links (CommonMark 6.3).
    disabled: usize,
}

impl Openers {
    pub fn is_empty(&self) -> bool {
        self.open.is_empty()
    }

    pub fn push(&mut self, at: usize, is_picture: bool) {
        self.open.push((at, is_picture));
    }

    /// Takes the last one, where it may begin something, and whether that is a picture.
    pub fn pop(&mut self) -> Option<(usize, bool)> {
        let last = self.open.pop()?;
        let is_disabled = self.open.len() < self.disabled && !last.1;
        self.disabled = self.disabled.min(self.open.len());
        (!is_disabled).then_some(last)
    }

    /// Notes that a link ended: none of the open ones begins a link.
    pub fn disable_links(&mut self) {
        self.disabled = self.open.len();
    }

    pub fn clear(&mut self) {
        self.open.clear();
        self.disabled = 0;
    }
}
