//! Reading files: regular ones alone, and none longer than is allowed.
//!
//! A name may lead to anything: a FIFO keeps its reader waiting forever, and a device never stops giving bytes. So the
//! kind of a file is checked before it is opened, and again on the open file, which may have been replaced in between.

pub mod encodings;
pub mod ignore_files;

use std::fmt;
use std::fs::{File, Metadata, OpenOptions};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

/// The size limit of settings files, in bytes; nobody writes longer ones by hand.
pub const MOST_OF_SETTINGS: u64 = 1_000_000;

/// Why a file was not read; written out, it goes on after the file's name.
#[derive(Debug)]
pub enum Unread {
    /// It is not a regular file, but this.
    Kind(&'static str),
    /// It is longer than allowed.
    TooLong {
        /// Its length in bytes, where it is known.
        length: Option<u64>,
        /// The length that is allowed.
        most: u64,
    },
    /// Its text is not UTF-8.
    NotUtf8,
    /// The system says why.
    System(io::Error),
}

impl fmt::Display for Unread {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Kind(kind) => write!(out, "is {kind}; copydesk reads only regular files"),
            Self::TooLong { length: Some(length), most } => {
                write!(out, "is {}, but the limit is {}", megabytes(*length), megabytes(*most))
            }
            Self::TooLong { length: None, most } => write!(out, "is larger than {}", megabytes(*most)),
            Self::NotUtf8 => write!(out, "is not UTF-8; save it as UTF-8"),
            Self::System(error) => write!(out, "cannot be read: {error}"),
        }
    }
}

impl From<io::Error> for Unread {
    fn from(error: io::Error) -> Self {
        Self::System(error)
    }
}

/// A size as people write it. It is rounded up, so that what is too long never looks as if it were not.
pub fn megabytes(bytes: u64) -> String {
    let tenths = bytes.div_ceil(100_000);
    match (tenths / 10, tenths % 10) {
        (whole, 0) => format!("{whole} MB"),
        (whole, tenth) => format!("{whole}.{tenth} MB"),
    }
}

/// Reads the file at `path` into `buffer`, whose content is lost.
///
/// # Errors
/// If it is not a regular file, is longer than `most`, or cannot be read.
pub fn read(path: &Path, most: u64, buffer: &mut Vec<u8>) -> Result<(), Unread> {
    buffer.clear();
    check(&path.metadata()?, most)?;
    let file = options().open(path)?;
    let metadata = file.metadata()?;
    check(&metadata, most)?;
    buffer.reserve(usize::try_from(metadata.len()).unwrap_or(0).saturating_add(1));
    read_stream(file, most, buffer)
}

/// Reads all of the text of the file at `path`.
///
/// # Errors
/// Those of [`read`], and where it is not UTF-8.
pub fn read_text(path: &Path, most: u64) -> Result<String, Unread> {
    let mut bytes = Vec::new();
    read(path, most, &mut bytes)?;
    String::from_utf8(bytes).map_err(|_| Unread::NotUtf8)
}

/// The first bytes of the file at `path`, at most so many.
///
/// # Errors
/// If it is not a regular file, or cannot be read.
pub fn start(path: &Path, bytes: usize) -> Result<Vec<u8>, Unread> {
    check(&path.metadata()?, u64::MAX)?;
    let file = options().open(path)?;
    check(&file.metadata()?, u64::MAX)?;
    let mut start = Vec::new();
    file.take(bytes as u64).read_to_end(&mut start)?;
    Ok(start)
}

/// Adds all that `stream` gives to `buffer`, which may become `most` bytes long.
///
/// # Errors
/// If there is more, or it cannot be read.
pub fn read_stream(stream: impl Read, most: u64, buffer: &mut Vec<u8>) -> Result<(), Unread> {
    stream.take(most.saturating_add(1)).read_to_end(buffer)?;
    if buffer.len() as u64 > most {
        return Err(Unread::TooLong { length: None, most });
    }
    Ok(())
}

/// What the thing at `path` is, where it is there and neither a regular file nor a folder.
pub fn irregular(path: &Path) -> Option<&'static str> {
    path.metadata().ok().filter(|metadata| !metadata.is_dir()).as_ref().and_then(kind)
}

fn check(metadata: &Metadata, most: u64) -> Result<(), Unread> {
    if let Some(kind) = kind(metadata) {
        return Err(Unread::Kind(kind));
    }
    if metadata.len() > most {
        return Err(Unread::TooLong { length: Some(metadata.len()), most });
    }
    Ok(())
}

/// What it is, where it is not a regular file.
fn kind(metadata: &Metadata) -> Option<&'static str> {
    if metadata.is_file() {
        return None;
    }
    if metadata.is_dir() {
        return Some("a folder");
    }
    Some(special(metadata))
}

#[cfg(unix)]
fn special(metadata: &Metadata) -> &'static str {
    use std::os::unix::fs::FileTypeExt;
    let kind = metadata.file_type();
    match (kind.is_fifo(), kind.is_socket()) {
        (true, _) => "a FIFO",
        (_, true) => "a socket",
        _ => "a device",
    }
}

#[cfg(not(unix))]
fn special(_metadata: &Metadata) -> &'static str {
    "a device"
}

/// Options that do not wait for a FIFO that replaced the file meanwhile, nor make a terminal the controlling one.
#[cfg(unix)]
fn options() -> OpenOptions {
    use std::os::unix::fs::OpenOptionsExt;
    let mut options = File::options();
    options.read(true).custom_flags(libc::O_NONBLOCK | libc::O_NOCTTY);
    options
}

#[cfg(not(unix))]
fn options() -> OpenOptions {
    let mut options = File::options();
    options.read(true);
    options
}

/// Which file it is, by whatever name. Files that are not there yet are the same where their paths are.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Identity {
    /// The device and the number on it.
    Number(u64, u64),
    /// The whole path, without links as far as it exists.
    Path(PathBuf),
}

impl Identity {
    /// The identity of the file that `path` leads to.
    pub fn of(path: &Path) -> Self {
        match path.metadata() {
            Ok(metadata) => Self::of_metadata(path, &metadata),
            Err(_) => Self::Path(future(path)),
        }
    }

    #[cfg(unix)]
    fn of_metadata(_path: &Path, metadata: &Metadata) -> Self {
        use std::os::unix::fs::MetadataExt;
        Self::Number(metadata.dev(), metadata.ino())
    }

    #[cfg(not(unix))]
    fn of_metadata(path: &Path, _metadata: &Metadata) -> Self {
        Self::Path(path.canonicalize().unwrap_or_else(|_| future(path)))
    }
}

/// The whole path of a file that is not there yet.
fn future(path: &Path) -> PathBuf {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    match (folder.canonicalize(), path.file_name()) {
        (Ok(folder), Some(name)) => folder.join(name),
        _ => std::path::absolute(path).unwrap_or_else(|_| path.to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_are_rounded_up() {
        assert_eq!(megabytes(32_000_000), "32 MB");
        assert_eq!(megabytes(32_000_001), "32.1 MB");
        assert_eq!(megabytes(1), "0.1 MB");
    }

    #[test]
    fn what_is_too_long_is_refused_before_it_is_read() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("a.md");
        std::fs::write(&path, "12345").expect("written");
        let mut buffer = b"old".to_vec();
        read(&path, 5, &mut buffer).expect("it fits");
        assert_eq!(buffer, b"12345");
        assert!(matches!(read(&path, 4, &mut buffer), Err(Unread::TooLong { length: Some(5), most: 4 })));
        assert!(buffer.is_empty());
        assert!(matches!(read_stream(&b"12345"[..], 4, &mut buffer), Err(Unread::TooLong { length: None, most: 4 })));
        assert!(matches!(read(folder.path(), 9, &mut buffer), Err(Unread::Kind("a folder"))));
    }

    #[test]
    fn a_file_is_the_same_by_every_name() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = |name: &str| folder.path().join(name);
        assert_eq!(Identity::of(&path("new")), Identity::of(&path("./new")));
        std::fs::write(path("a"), "").expect("written");
        std::fs::write(path("b"), "").expect("written");
        assert_eq!(Identity::of(&path("a")), Identity::of(&path("./a")));
        assert_ne!(Identity::of(&path("a")), Identity::of(&path("b")));
    }
}
