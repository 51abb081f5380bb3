//! What holds blocks: lists, their items, quotes and notes (CommonMark 5).

use super::line::Line;

/// Columns by which what belongs to a note is indented.
const NOTE_INDENT: usize = 4;

/// Something that holds blocks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Container {
    /// The sign of its markers, and whether blank lines lie between its items.
    List {
        sign: u8,
        is_loose: bool,
        ends_blank: bool,
    },
    /// By how many columns its lines are indented.
    Item {
        indent: usize,
    },
    Quote,
    Note,
}

impl Container {
    /// Takes what a line of this container begins with; whether it was there.
    fn admits(self, line: &mut Line) -> bool {
        let before = *line;
        let is_in = match self {
            Self::List { .. } => true,
            Self::Item { indent } => line.take(indent) == indent || line.is_at_end(),
            Self::Note => line.take(NOTE_INDENT) == NOTE_INDENT || line.is_at_end(),
            Self::Quote => {
                line.take(3);
                line.take_quote()
            }
        };
        if !is_in {
            *line = before;
        }
        is_in
    }
}

/// The open containers, the outermost first, and what decides how long they stay open.
#[derive(Clone, Debug, Default)]
pub(super) struct Containers {
    open: Vec<Container>,
    /// Whether an item was begun in whose first line nothing stands.
    pub in_empty_item: bool,
    /// Whether the last line was blank.
    pub after_blank: bool,
}

impl Containers {
    pub fn is_empty(&self) -> bool {
        self.open.is_empty()
    }

    /// Takes what a line must begin with to belong to the containers; whether it belongs to all of them.
    #[inline]
    pub fn enter(&self, line: &mut Line) -> bool {
        self.open.iter().all(|container| container.admits(line))
    }

    /// The same for a line that begins a block: closes the containers to which it does not belong.
    pub fn enter_or_close(&mut self, line: &mut Line) {
        let mut count = 0;
        for container in &mut self.open {
            if let Container::List { ends_blank, .. } = container {
                // After two blank lines all that is open is indented, and admits more of them.
                let is_blank = line.is_at_end();
                if is_blank && *ends_blank && line.spare == 0 {
                    return;
                }
                *ends_blank = is_blank;
            } else if !container.admits(line) {
                break;
            }
            count += 1;
        }
        while self.open.len() > count {
            self.close();
        }
    }

    pub fn push(&mut self, container: Container) {
        self.open.push(container);
    }

    /// Closes the innermost container.
    pub fn close(&mut self) {
        if let Some(Container::List { is_loose: false, .. }) = self.open.pop() {
            self.in_empty_item = false;
        }
    }

    /// Closes a list whose item is at its end: a block begins that is none of its items.
    pub fn close_list(&mut self) {
        self.close_empty_item();
        if matches!(self.open.last(), Some(Container::List { .. })) {
            self.close();
        }
        if self.after_blank {
            if let [.., Container::List { is_loose, .. }, _] = &mut self.open[..] {
                *is_loose = true;
            }
            self.after_blank = false;
        }
    }

    /// Closes an item that begins with more than one blank line (CommonMark 5.2).
    fn close_empty_item(&mut self) {
        if self.in_empty_item && self.after_blank && matches!(self.open.last(), Some(Container::Item { .. })) {
            self.close();
        }
        self.in_empty_item = false;
    }

    /// Begins an item, in the list that is open or in a new one.
    pub fn begin_item(&mut self, sign: u8, indent: usize) {
        self.close_empty_item();
        match self.open.last_mut() {
            Some(Container::List { sign: other, is_loose, .. }) if *other == sign => {
                *is_loose |= self.after_blank;
            }
            Some(_) => {
                self.close_list();
                self.push(Container::List { sign, is_loose: false, ends_blank: false });
            }
            None => self.push(Container::List { sign, is_loose: false, ends_blank: false }),
        }
        self.after_blank = false;
        self.push(Container::Item { indent });
    }

    /// Begins a note; notes hold no notes.
    pub fn begin_note(&mut self) {
        self.close_list();
        if self.open.last() == Some(&Container::Note) {
            self.close();
        }
        self.push(Container::Note);
    }

    /// Notes a blank line.
    pub fn meet_blank(&mut self) {
        match self.open.last_mut() {
            Some(Container::Quote) => {}
            Some(Container::Item { indent }) if self.in_empty_item => {
                *indent = 0;
                self.after_blank = true;
            }
            _ => self.after_blank = true,
        }
    }
}
