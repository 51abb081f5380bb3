//! The baselines that settings files name, as they lie on disk now.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::SystemTime;

use crate::baseline::Known;

/// When a file was written, and its length: equal while it is the same.
type Stamp = Option<(SystemTime, u64)>;

/// Baselines that were read.
#[derive(Debug, Default)]
pub struct Baselines {
    read: HashMap<PathBuf, (Stamp, Option<Arc<Known>>)>,
}

impl Baselines {
    /// The baseline in `file`; none where it cannot be used, and a message where that is new.
    pub fn at(&mut self, file: &Path) -> (Option<Arc<Known>>, Option<String>) {
        let stamp = stamp(file);
        if let Some((_, known)) = self.read.get(file).filter(|(before, _)| *before == stamp) {
            return (known.clone(), None);
        }
        let read = Known::read(file).map(Arc::new);
        let problem = read.as_ref().err().map(|problem| format!("{problem}. Until then, all findings are shown"));
        let known = read.ok();
        self.read.insert(file.to_owned(), (stamp, known.clone()));
        (known, problem)
    }
}

fn stamp(file: &Path) -> Stamp {
    let metadata = file.metadata().ok()?;
    Some((metadata.modified().ok()?, metadata.len()))
}
