//! The beginning of a line, read column by column.

/// Columns between two tab stops (CommonMark 2.2).
const TAB: usize = 4;

/// A place at the beginning of a line, and how much of a tab there is left to take.
#[derive(Clone, Copy, Debug)]
pub(super) struct Line<'a> {
    bytes: &'a [u8],
    /// The next byte.
    pub at: usize,
    /// The last place that is known to lie on a tab stop.
    stop: usize,
    /// Columns of the last tab that were not taken yet.
    pub spare: usize,
}

impl<'a> Line<'a> {
    /// The line that begins at `at`.
    #[inline]
    pub fn new(bytes: &'a [u8], at: usize) -> Self {
        Self { bytes, at, stop: at, spare: 0 }
    }

    /// Takes `most` columns of white space or those that there are, and says how many.
    #[inline]
    pub fn take(&mut self, most: usize) -> usize {
        let mut taken = self.spare.min(most);
        self.spare -= taken;
        while taken < most {
            match self.bytes.get(self.at) {
                Some(b' ') => taken += 1,
                Some(b'\t') => {
                    let width = TAB - (self.at - self.stop) % TAB;
                    self.stop = self.at + 1;
                    self.spare = width.saturating_sub(most - taken);
                    taken += width - self.spare;
                }
                _ => break,
            }
            self.at += 1;
        }
        taken
    }

    /// Takes all spaces and tabs.
    #[inline]
    pub fn take_blanks(&mut self) {
        self.spare = 0;
        while matches!(self.bytes.get(self.at), Some(b' ' | b'\t')) {
            self.at += 1;
        }
    }

    /// Takes `sign` where it is the next byte.
    pub fn take_sign(&mut self, sign: u8) -> bool {
        let is_next = self.bytes.get(self.at) == Some(&sign);
        self.at += usize::from(is_next);
        is_next
    }

    /// Takes the sign of a quote and the space after it.
    pub fn take_quote(&mut self) -> bool {
        let is_quote = self.take_sign(b'>');
        if is_quote {
            self.take(1);
        }
        is_quote
    }

    /// Whether nothing is left of the line.
    #[inline]
    pub fn is_at_end(&self) -> bool {
        matches!(self.bytes.get(self.at), None | Some(b'\n' | b'\r'))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tabs_reach_to_the_next_stop() {
        let mut line = Line::new(b" \ta", 0);
        assert_eq!((line.take(2), line.at, line.spare), (2, 2, 2));
        assert_eq!((line.take(4), line.at, line.spare), (2, 2, 0));
        let mut line = Line::new(b"\t\ta", 0);
        assert_eq!((line.take(6), line.at, line.spare), (6, 2, 2));
    }
}
