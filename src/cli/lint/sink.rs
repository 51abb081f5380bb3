//! Where reports go.

use std::fs::{self, File};
use std::io::{self, BufWriter, IsTerminal, Write};
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

use super::rendered::Rendered;
use crate::cli::exit::Failure;
use crate::cli::files;
use crate::reports::{Format, Totals};

/// Columns of a report that goes to no terminal.
const DEFAULT_COLUMNS: usize = 120;

/// Bytes that are written at a time.
const BUFFER: usize = 1 << 16;

/// A report while it is written, file by file.
pub struct Sink<'a> {
    out: Writer,
    format: Option<&'a dyn Format>,
    has_files: bool,
}

impl<'a> Sink<'a> {
    /// Begins a report.
    ///
    /// # Errors
    /// If it cannot be written.
    pub fn begin(out: Writer, format: Option<&'a dyn Format>) -> Result<Self, Failure> {
        let mut sink = Self { out, format, has_files: false };
        if let Some(format) = format {
            format.begin(&mut sink.out)?;
        }
        Ok(sink)
    }

    /// Adds what was rendered for one file.
    ///
    /// # Errors
    /// If it cannot be written.
    pub fn file(&mut self, rendered: &mut Rendered) -> Result<(), Failure> {
        if rendered.is_empty() {
            return Ok(());
        }
        if let Some(format) = self.format.filter(|_| self.has_files) {
            self.out.write_all(format.separator().as_bytes())?;
        }
        self.has_files = true;
        Ok(rendered.send(&mut self.out)?)
    }

    /// Ends the report.
    ///
    /// # Errors
    /// If it cannot be written.
    pub fn end(mut self, totals: &Totals) -> Result<(), Failure> {
        if let Some(format) = self.format {
            format.end(&mut self.out, totals)?;
        }
        self.out.finish()
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
    /// If the file cannot be made.
    pub fn open(self) -> Result<Writer, Failure> {
        match self {
            Self::Output => Ok(Writer::Stream(buffered(Box::new(io::stdout())))),
            Self::Error => Ok(Writer::Stream(buffered(Box::new(io::stderr())))),
            Self::File(path) => Writer::file(path).map_err(|error| unwritable(path, &error)),
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

/// What a report is written with. A file appears when it is finished, whole: where the run fails, an older one is left.
pub enum Writer {
    /// A stream, or a file that is none of the ordinary kind.
    Stream(BufWriter<Box<dyn Write>>),
    /// A file that takes the place of the one at the path when it is finished.
    File(BufWriter<NamedTempFile>, PathBuf),
}

impl Writer {
    fn file(path: &Path) -> io::Result<Self> {
        // A link keeps leading to its file.
        let path = path.canonicalize().unwrap_or_else(|_| path.to_owned());
        let old = fs::metadata(&path).ok();
        let in_place = || Ok(Self::Stream(buffered(Box::new(File::create(&path)?))));
        if old.as_ref().is_some_and(|old| !old.is_file()) {
            return in_place();
        }
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let mut builder = tempfile::Builder::new();
        builder.prefix(".copydesk-");
        if let Some(permissions) = permissions(old.as_ref()) {
            builder.permissions(permissions);
        }
        match builder.tempfile_in(folder) {
            Ok(temporary) if old.is_none_or(|old| files::keep_owner(temporary.as_file(), &old)) => {
                Ok(Self::File(buffered(temporary), path))
            }
            // The file belongs to somebody else, or the folder is closed to us and the file in it open.
            _ => in_place(),
        }
    }

    /// Writes what is left, and puts a file in its place.
    ///
    /// # Errors
    /// If it cannot be written.
    pub fn finish(self) -> Result<(), Failure> {
        match self {
            Self::Stream(mut out) => Ok(out.flush()?),
            Self::File(out, path) => {
                let written = out.into_inner().map_err(io::IntoInnerError::into_error);
                let written = written.and_then(|file| file.persist(&path).map_err(|error| error.error));
                written.map(|_| ()).map_err(|error| unwritable(&path, &error))
            }
        }
    }
}

impl Write for Writer {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match self {
            Self::Stream(out) => out.write(bytes),
            Self::File(out, _) => out.write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match self {
            Self::Stream(out) => out.flush(),
            Self::File(out, _) => out.flush(),
        }
    }
}

fn buffered<W: Write>(out: W) -> BufWriter<W> {
    BufWriter::with_capacity(BUFFER, out)
}

fn unwritable(path: &Path, error: &io::Error) -> Failure {
    Failure::Message(format!("{} cannot be written: {error}", path.display()))
}

/// The permissions of a report: those of the file whose place it takes, or the usual ones.
#[cfg(unix)]
#[expect(clippy::unnecessary_wraps, reason = "other systems have none")]
fn permissions(old: Option<&fs::Metadata>) -> Option<fs::Permissions> {
    use std::os::unix::fs::PermissionsExt;
    Some(old.map_or_else(|| fs::Permissions::from_mode(0o666), fs::Metadata::permissions))
}

#[cfg(not(unix))]
fn permissions(_old: Option<&fs::Metadata>) -> Option<fs::Permissions> {
    None
}
