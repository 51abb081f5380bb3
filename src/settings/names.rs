//! What settings files are called.

use std::path::Path;

/// The names of settings files; where a folder has both, the first counts.
pub const FILE_NAMES: [&str; 2] = ["copydesk.toml", ".copydesk.toml"];

/// Whether the file at `path` is called as settings files are. Such a file is no article, whatever its settings say.
pub fn is_settings_file(path: &Path) -> bool {
    path.file_name().is_some_and(|name| FILE_NAMES.iter().any(|known| name == *known))
}
