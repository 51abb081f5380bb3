//! Reading and writing articles.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::Path;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use tempfile::NamedTempFile;

use crate::disk::{self, Unread};
use crate::project::unread_article;
use crate::text::path_text;

/// Reads an article of at most `most` bytes into `buffer`, whose content is lost.
///
/// # Errors
/// A message without the path, such as "cannot be read: …".
pub fn read(path: &Path, most: u64, buffer: &mut Vec<u8>) -> Result<(), String> {
    disk::read(path, most, buffer).map_err(|unread| {
        let hint = match unread {
            Unread::Kind(kind) if kind != "a folder" => {
                "; to lint the output of another program, pipe it into `copydesk lint -`"
            }
            _ => "",
        };
        unread_article(&unread) + hint
    })
}

/// The prefix of temporary files that will replace an article.
const NEW: &str = ".copydesk-new-";
/// The prefix of files that hold the new text of an article while it is written in place.
const RESCUE: &str = ".copydesk-rescue-";

/// Held while a file is compared and written in place.
static IN_PLACE: Mutex<()> = Mutex::new(());

/// Temporary files of runs that are still going on are younger than this.
const ABANDONED: Duration = Duration::from_secs(600);

/// Removes the temporary files of killed runs from `folder`. Files that cannot be removed stay.
pub fn remove_abandoned(folder: &Path) {
    let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let is_ours = entry.file_name().to_str().is_some_and(|name| name.starts_with(NEW));
        let age = || entry.metadata().ok().filter(fs::Metadata::is_file)?.modified().ok()?.elapsed().ok();
        if is_ours && age().is_some_and(|age| age > ABANDONED) {
            let _ = fs::remove_file(entry.path());
        }
    }
}

/// Puts `new` in place of `old` in the file at `path`: whole or not at all, with its permissions, and through a
/// link to the file that the link leads to. A file with several names (hard links) is written in place, so that it stays
/// one file, and so is one whose owner or group this user cannot give to another; until that is done, a file beside it
/// holds all of the new text.
///
/// # Errors
/// A message without the path: the file is read-only, no longer holds `old`, or cannot be written. It is untouched then.
pub fn replace(path: &Path, old: &[u8], new: &[u8]) -> Result<(), String> {
    let cannot = |error: io::Error| format!("cannot be written: {error}; it was not changed");
    let target = path.canonicalize().map_err(cannot)?;
    let metadata = target.metadata().map_err(cannot)?;
    let folder = target.parent().unwrap_or(Path::new("."));
    if is_protected(folder, &metadata) {
        return Err("is read-only, so it was not repaired; make it writable and run copydesk again".to_owned());
    }
    let has_more_names = has_more_names(&metadata);
    let beside = |prefix| temporary(folder, prefix, new).map_err(cannot);
    let mut temporary = beside(if has_more_names { RESCUE } else { NEW })?;
    let is_in_place = has_more_names || !keep_owner(temporary.as_file(), &metadata);
    if is_in_place && !has_more_names {
        temporary = beside(RESCUE)?;
    }
    if !is_in_place {
        temporary.as_file().set_permissions(metadata.permissions()).map_err(cannot)?;
    }
    // Two threads may come to one file by two of its names.
    let _alone = is_in_place.then(|| IN_PLACE.lock().unwrap_or_else(PoisonError::into_inner));
    let mut present = Vec::new();
    match disk::read(&target, old.len().max(new.len()) as u64, &mut present) {
        Ok(()) => {}
        Err(Unread::System(error)) => return Err(cannot(error)),
        // It is longer than both, or no file any more.
        Err(_) => present.clear(),
    }
    if present == new {
        return Ok(());
    }
    if present != old {
        return Err(
            "was changed by another program in the meantime, so it was not repaired; run copydesk again".to_owned()
        );
    }
    if is_in_place {
        return write_in_place(&target, &metadata, temporary, new);
    }
    temporary.persist(&target).map_err(|error| cannot(error.error))?;
    Ok(())
}

/// Writes `new` into the file itself. Where that fails halfway, `rescue`, which holds the same, is kept.
fn write_in_place(target: &Path, old: &fs::Metadata, rescue: NamedTempFile, new: &[u8]) -> Result<(), String> {
    rescue.as_file().sync_all().map_err(|error| format!("cannot be written: {error}; it was not changed"))?;
    let mut file = open_same(target, old).map_err(|error| match error.kind() {
        io::ErrorKind::PermissionDenied => {
            "belongs to another user and you may not write to it, so it was not repaired; run copydesk as its owner"
                .to_owned()
        }
        _ => format!("cannot be written: {error}; it was not changed"),
    })?;
    let written = file.write_all(new).and_then(|()| file.set_len(new.len() as u64));
    let Err(error) = written else { return Ok(()) };
    Err(match rescue.keep() {
        Ok((_, path)) => {
            format!("could not be written completely: {error}; the whole text is in {}", path_text(&path))
        }
        Err(_) => format!("could not be written completely: {error}; restore it from a copy"),
    })
}

/// Opens a file to write into it. Where all may write to its folder, somebody may have put a link there since it was looked
/// at, which would lead the text elsewhere.
#[cfg(unix)]
fn open_same(path: &Path, old: &fs::Metadata) -> io::Result<File> {
    use std::os::unix::fs::{MetadataExt, OpenOptionsExt};
    let file = File::options().write(true).custom_flags(libc::O_NOFOLLOW | libc::O_NONBLOCK).open(path)?;
    let new = file.metadata()?;
    if (new.dev(), new.ino()) == (old.dev(), old.ino()) {
        return Ok(file);
    }
    Err(io::Error::other("it was replaced by another file"))
}

#[cfg(not(unix))]
fn open_same(path: &Path, _old: &fs::Metadata) -> io::Result<File> {
    File::options().write(true).open(path)
}

#[cfg(unix)]
fn has_more_names(metadata: &fs::Metadata) -> bool {
    std::os::unix::fs::MetadataExt::nlink(metadata) > 1
}

#[cfg(not(unix))]
fn has_more_names(_metadata: &fs::Metadata) -> bool {
    false
}

/// Whether the file was made read-only on purpose, which holds for an administrator too. In a tree that is read-only as
/// a whole, such as a copy from a read-only medium, the missing permission says nothing: there the system decides.
fn is_protected(folder: &Path, file: &fs::Metadata) -> bool {
    let folder_is_writable = folder.metadata().is_ok_and(|folder| !folder.permissions().readonly());
    file.permissions().readonly() && folder_is_writable
}

/// A new file in `folder` with this text, of which others can read nothing.
fn temporary(folder: &Path, prefix: &str, text: &[u8]) -> io::Result<NamedTempFile> {
    let mut temporary = tempfile::Builder::new().prefix(prefix).tempfile_in(folder)?;
    temporary.write_all(text)?;
    Ok(temporary)
}

/// Gives a new file the owner and the group of the one that it is to replace. Whether it has them then: a system gives
/// files away for administrators alone, and to groups for their members.
#[cfg(unix)]
pub fn keep_owner(new: &File, old: &fs::Metadata) -> bool {
    use std::os::unix::fs::{MetadataExt, fchown};
    let is_kept = || new.metadata().is_ok_and(|new| new.uid() == old.uid() && new.gid() == old.gid());
    is_kept() || fchown(new, Some(old.uid()), Some(old.gid())).is_ok() && is_kept()
}

#[cfg(not(unix))]
pub fn keep_owner(_new: &File, _old: &fs::Metadata) -> bool {
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    #[cfg(unix)]
    #[test]
    fn a_link_that_took_the_place_of_a_file_is_not_followed() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let (path, other) = (folder.path().join("a.md"), folder.path().join("other"));
        for file in [&path, &other] {
            fs::write(file, "mine").expect("it can be written");
        }
        let old = path.metadata().expect("it is there");
        open_same(&path, &old).expect("it is the same");
        fs::remove_file(&path).expect("it is there");
        std::os::unix::fs::symlink(&other, &path).expect("links can be made");
        open_same(&path, &old).expect_err("it is a link");
        fs::remove_file(&path).expect("it is there");
        fs::hard_link(&other, &path).expect("links can be made");
        open_same(&path, &old).expect_err("it is another file");
    }

    #[test]
    fn a_file_that_changed_meanwhile_is_left_alone() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let path = folder.path().join("a.md");
        fs::write(&path, "newer").expect("it can be written");
        let error = replace(&path, b"older", b"repaired").expect_err("it changed");
        assert!(error.starts_with("was changed by another program"), "{error}");
        assert_eq!(fs::read(&path).expect("it is there"), b"newer");
        replace(&path, b"newer", b"repaired").expect("it did not change");
        assert_eq!(fs::read(&path).expect("it is there"), b"repaired");
        assert_eq!(fs::read_dir(folder.path()).expect("readable").count(), 1, "nothing else is left behind");
    }
}
