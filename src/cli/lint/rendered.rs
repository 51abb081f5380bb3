//! What is written about one article before its turn comes.

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom, Write};

/// How much of a report on one article is kept in memory, in bytes. A report may be many times as long as its article,
/// and up to 512 of them wait for their turn.
const IN_MEMORY: usize = 1 << 18;

/// A report on one article; a long one waits in a temporary file.
#[derive(Debug, Default)]
pub struct Rendered {
    /// What is not in the file: the end of the report.
    memory: Vec<u8>,
    file: Option<File>,
    /// Length of what is in the file, in bytes.
    filed: u64,
    /// Whether there is no room for a temporary file, so that everything stays in memory.
    has_no_room: bool,
}

impl Rendered {
    /// Whether there is nothing to say.
    pub fn is_empty(&self) -> bool {
        self.memory.is_empty() && self.filed == 0
    }

    /// Writes it to `out`.
    ///
    /// # Errors
    /// If that is impossible.
    pub fn send(&mut self, out: &mut impl Write) -> io::Result<()> {
        if let Some(file) = &mut self.file {
            file.seek(SeekFrom::Start(0))?;
            io::copy(&mut file.take(self.filed), out)?;
        }
        out.write_all(&self.memory)
    }

    /// Moves what is in memory into the file.
    fn put_away(&mut self) -> io::Result<()> {
        let file = match &mut self.file {
            Some(file) => file,
            none => none.insert(tempfile::tempfile()?),
        };
        file.write_all(&self.memory)?;
        self.filed += self.memory.len() as u64;
        self.memory.clear();
        Ok(())
    }
}

impl Write for Rendered {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.memory.extend_from_slice(bytes);
        if self.memory.len() >= IN_MEMORY && !self.has_no_room {
            self.has_no_room = self.put_away().is_err();
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl From<String> for Rendered {
    fn from(text: String) -> Self {
        Self { memory: text.into_bytes(), ..Self::default() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_sent_is_what_was_written() {
        for lines in [0, 1, 10_000, 100_000] {
            let mut rendered = Rendered::default();
            let mut expected = Vec::new();
            for line in 0..lines {
                writeln!(rendered, "line {line}").expect("there is room");
                writeln!(expected, "line {line}").expect("a vector takes everything");
            }
            assert_eq!(rendered.is_empty(), lines == 0);
            assert_eq!(rendered.filed > 0, expected.len() >= IN_MEMORY);
            assert!(rendered.memory.capacity() <= 2 * IN_MEMORY);
            let mut sent = Vec::new();
            rendered.send(&mut sent).expect("a vector takes everything");
            assert!(sent == expected, "{lines} lines");
        }
    }
}
