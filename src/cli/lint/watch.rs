//! `--watch`: lints again what changes. It looks at the files from time to time, which works on every system and disk.

use std::collections::HashMap;
use std::io::{self, IsTerminal, Write};
use std::path::PathBuf;
use std::thread;
use std::time::{Duration, Instant, SystemTime};

use crate::cli::args::{LintArgs, STDIN};
use crate::cli::console;
use crate::cli::exit::{Exit, Failure};

/// Time between two looks, at least.
const PAUSE: Duration = Duration::from_millis(300);

/// How many times as long as a look the pause after it is: a tree with many files must not keep a core busy.
const REST: u32 = 10;

/// Brings a terminal an empty screen.
const CLEAR: &str = "\u{1b}[2J\u{1b}[H";

/// The files of the articles that the arguments name, and of the settings that count for them.
pub type Files = (Vec<PathBuf>, Vec<PathBuf>);

/// What a watch does again and again.
#[derive(Clone, Copy)]
pub struct Work {
    /// Lints what the arguments name.
    pub lint: fn(&LintArgs) -> Result<Exit, Failure>,
    /// The files that count.
    pub files: fn(&LintArgs) -> Result<Files, Failure>,
}

/// Lints all articles, and then those that change, until it is stopped.
///
/// # Errors
/// If the arguments make no sense or nobody reads the output any more.
pub fn watch(args: &LintArgs, work: Work) -> Result<Exit, Failure> {
    if args.paths.iter().any(|path| path.as_os_str() == STDIN) {
        return Err(Failure::Message(
            "--watch looks at files, so it cannot be used with `-` (standard input)".to_owned(),
        ));
    }
    let mut seen = Stamps::of(args, work)?;
    let mut trouble = None;
    lint(args, work, &seen)?;
    loop {
        let begun = Instant::now();
        let now = Stamps::of(args, work);
        thread::sleep(PAUSE.max(begun.elapsed() * REST));
        match now {
            Ok(now) => {
                trouble = None;
                lint_changed(args, work, &seen, &now)?;
                seen = now;
            }
            Err(Failure::Message(message)) => {
                if trouble.as_ref() != Some(&message) {
                    console::error(&message);
                }
                trouble = Some(message);
                // Whatever the settings become, they are new.
                seen.settings.clear();
            }
            Err(closed) => return Err(closed),
        }
    }
}

/// Lints the articles that changed from `old` to `new`; all of them where settings did.
fn lint_changed(args: &LintArgs, work: Work, old: &Stamps, new: &Stamps) -> Result<(), Failure> {
    if old.settings != new.settings {
        return lint(args, work, new);
    }
    let is_new = |(path, stamp): &(&PathBuf, &Stamp)| old.articles.get(*path) != Some(*stamp);
    let mut paths: Vec<_> = new.articles.iter().filter(is_new).map(|(path, _)| path.clone()).collect();
    if paths.is_empty() {
        return Ok(());
    }
    paths.sort();
    lint(&LintArgs { paths, ..args.clone() }, work, new)
}

fn lint(args: &LintArgs, work: Work, stamps: &Stamps) -> Result<(), Failure> {
    let mut out = io::stdout();
    if out.is_terminal() {
        out.write_all(CLEAR.as_bytes())?;
    }
    match (work.lint)(args) {
        Err(Failure::Message(message)) => console::error(&message),
        Err(closed) => return Err(closed),
        Ok(_) => {}
    }
    if !args.quiet {
        console::say(&format!("Watching {} files; press Ctrl+C to stop", stamps.articles.len()));
    }
    Ok(())
}

/// When a file was written, and how long it is.
type Stamp = Option<(SystemTime, u64)>;

/// The files that count, as they are at one time.
struct Stamps {
    articles: HashMap<PathBuf, Stamp>,
    settings: HashMap<PathBuf, Stamp>,
}

impl Stamps {
    fn of(args: &LintArgs, work: Work) -> Result<Self, Failure> {
        let (articles, settings) = (work.files)(args)?;
        let stamp = |path: PathBuf| {
            let metadata = path.metadata().ok();
            let stamp = metadata.and_then(|metadata| Some((metadata.modified().ok()?, metadata.len())));
            (path, stamp)
        };
        Ok(Self {
            articles: articles.into_iter().map(stamp).collect(),
            settings: settings.into_iter().map(stamp).collect(),
        })
    }
}
