//! The files that say what a walk leaves out. The crate `ignore` reads them itself, whatever they are, as it comes to
//! their folders; so they are looked at before it does.

use std::path::{Path, PathBuf};

use super::{MOST_OF_SETTINGS, Unread, check, read_text};

/// A file that cannot be read, and why.
#[derive(Debug)]
pub struct Unreadable {
    /// The file.
    pub path: PathBuf,
    /// Why it is not read.
    pub why: Unread,
}

/// Looks at the files that a walk from `root` reads there and in the folders above it.
///
/// # Errors
/// If one of them must not be read.
pub fn check_above(root: &Path) -> Result<(), Unreadable> {
    let whole = root.canonicalize();
    check_in(root)?;
    whole.iter().flat_map(|whole| whole.ancestors().skip(1)).try_for_each(check_in)
}

/// Looks at the files that a walk reads in `folder`.
///
/// # Errors
/// If one of them must not be read.
pub fn check_in(folder: &Path) -> Result<(), Unreadable> {
    check_file(folder.join(".ignore"))?;
    check_file(folder.join(".gitignore"))?;
    let git = folder.join(".git");
    if !git.is_file() {
        return check_file(git.join("info/exclude"));
    }
    // A further working tree, or a submodule: its file names the folder, and a file there the one of all working trees.
    let Some(own) = first_line(&git)?.and_then(|line| line.strip_prefix("gitdir: ").map(PathBuf::from)) else {
        return Ok(());
    };
    match first_line(&own.join("commondir"))? {
        Some(shared) => check_file(own.join(shared).join("info/exclude")),
        None => Ok(()),
    }
}

/// Passes over what is not there and what is a folder, as `ignore` does.
fn check_file(path: PathBuf) -> Result<(), Unreadable> {
    let metadata = path.metadata().ok().filter(|metadata| !metadata.is_dir());
    let checked = metadata.map_or(Ok(()), |metadata| check(&metadata, MOST_OF_SETTINGS));
    checked.map_err(|why| Unreadable { path, why })
}

fn first_line(path: &Path) -> Result<Option<String>, Unreadable> {
    check_file(path.to_owned())?;
    let text = read_text(path, MOST_OF_SETTINGS).ok();
    Ok(text.and_then(|text| text.lines().next().map(str::to_owned)))
}
