//! `--watch`: lints again what changes. It looks at the files from time to time, which works on every system and disk.

use std::collections::HashMap;
use std::io::{self, IsTerminal, Write};
use std::path::PathBuf;
use std::thread;
use std::time::{Duration, Instant, SystemTime};

use super::{articles, once};
use crate::cli::args::{LintArgs, STDIN};
use crate::cli::console;
use crate::cli::exit::{Exit, Failure};

/// Time between two looks, at least.
const PAUSE: Duration = Duration::from_millis(300);

/// How many times as long as a look the pause after it is: a tree with many files must not keep a core busy.
const REST: u32 = 10;

/// Brings a terminal an empty screen.
const CLEAR: &str = "\u{1b}[2J\u{1b}[H";

/// Lints all articles, and then those that change, until it is stopped.
///
/// # Errors
/// If the arguments make no sense or nobody reads the output any more.
pub fn watch(args: &LintArgs) -> Result<Exit, Failure> {
    if args.paths.iter().any(|path| path.as_os_str() == STDIN) {
        return Err(Failure::Message(
            "--watch looks at files, so it cannot be used with `-` (standard input)".to_owned(),
        ));
    }
    let mut seen = Stamps::of(args)?;
    let mut trouble = None;
    lint(args, &seen)?;
    loop {
        let begun = Instant::now();
        let now = Stamps::of(args);
        thread::sleep(PAUSE.max(begun.elapsed() * REST));
        match now {
            Ok(now) => {
                trouble = None;
                lint_changed(args, &seen, &now)?;
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
fn lint_changed(args: &LintArgs, old: &Stamps, new: &Stamps) -> Result<(), Failure> {
    if old.settings != new.settings {
        return lint(args, new);
    }
    let is_new = |(path, stamp): &(&PathBuf, &Stamp)| old.articles.get(*path) != Some(*stamp);
    let mut paths: Vec<_> = new.articles.iter().filter(is_new).map(|(path, _)| path.clone()).collect();
    if paths.is_empty() {
        return Ok(());
    }
    paths.sort();
    lint(&LintArgs { paths, ..args.clone() }, new)
}

fn lint(args: &LintArgs, stamps: &Stamps) -> Result<(), Failure> {
    let mut out = io::stdout();
    if out.is_terminal() {
        out.write_all(CLEAR.as_bytes())?;
    }
    match once(args) {
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
    fn of(args: &LintArgs) -> Result<Self, Failure> {
        let (articles, settings) = articles(args)?;
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
