//! Where reports go.

use std::fs::File;
use std::io::{self, BufWriter, IsTerminal, Write};
use std::path::Path;

use crate::cli::exit::Failure;
use crate::reports::Format;

/// Columns of a report that goes to no terminal.
const DEFAULT_COLUMNS: usize = 120;

/// A report while it is written, file by file.
pub struct Sink<'a> {
    out: Box<dyn Write>,
    format: Option<&'a dyn Format>,
    has_files: bool,
}

impl<'a> Sink<'a> {
    /// Begins a report.
    ///
    /// # Errors
    /// Where it cannot be written.
    pub fn begin(out: Box<dyn Write>, format: Option<&'a dyn Format>) -> Result<Self, Failure> {
        let mut sink = Self { out, format, has_files: false };
        if let Some(format) = format {
            format.begin(&mut sink.out)?;
        }
        Ok(sink)
    }

    /// Adds what was rendered for one file.
    ///
    /// # Errors
    /// Where it cannot be written.
    pub fn file(&mut self, rendered: &[u8]) -> Result<(), Failure> {
        if rendered.is_empty() {
            return Ok(());
        }
        if let Some(format) = self.format.filter(|_| self.has_files) {
            self.out.write_all(format.separator().as_bytes())?;
        }
        self.has_files = true;
        Ok(self.out.write_all(rendered)?)
    }

    /// Ends the report.
    ///
    /// # Errors
    /// Where it cannot be written.
    pub fn end(mut self) -> Result<(), Failure> {
        if let Some(format) = self.format {
            format.end(&mut self.out)?;
        }
        Ok(self.out.flush()?)
    }
}

/// Where a report may go, and whether a person looks at it there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Target<'a> {
    /// Standard output.
    Output,
    /// Standard error, because standard output carries the article.
    Error,
    /// A file.
    File(&'a Path),
}

impl Target<'_> {
    /// Opens it.
    ///
    /// # Errors
    /// Where the file cannot be made.
    pub fn open(self) -> Result<Box<dyn Write>, Failure> {
        match self {
            Self::Output => Ok(Box::new(BufWriter::new(io::stdout()))),
            Self::Error => Ok(Box::new(BufWriter::new(io::stderr()))),
            Self::File(path) => match File::create(path) {
                Ok(file) => Ok(Box::new(BufWriter::new(file))),
                Err(error) => Err(Failure::Message(format!("{} cannot be written: {error}", path.display()))),
            },
        }
    }

    /// Whether it is a terminal.
    pub fn is_terminal(self) -> bool {
        match self {
            Self::Output => io::stdout().is_terminal(),
            Self::Error => io::stderr().is_terminal(),
            Self::File(_) => false,
        }
    }

    /// Columns that fit there.
    pub fn columns(self) -> usize {
        let size = if self.is_terminal() { terminal_size::terminal_size() } else { None };
        size.map_or(DEFAULT_COLUMNS, |(width, _)| usize::from(width.0))
    }

    /// Whether colours are wanted there: by `--color`, by `NO_COLOR` and its like, and by what it is.
    pub fn has_colours(self) -> bool {
        let choice = match self {
            Self::Output => anstream::AutoStream::choice(&io::stdout()),
            Self::Error => anstream::AutoStream::choice(&io::stderr()),
            Self::File(_) => anstream::ColorChoice::Never,
        };
        choice != anstream::ColorChoice::Never
    }
}
