//! `copydesk compare`.

use std::io;
use std::path::Path;

use super::args::{CompareArgs, STDIN};
use super::exit::{Exit, Failure};
use super::files;
use super::lint;
use crate::compare::Original;
use crate::disk;
use crate::project::{Finder, unread_article};
use crate::text::path_text;

/// Runs the command.
///
/// # Errors
/// If the original cannot be read, the settings are invalid or the report cannot be written.
pub fn run(args: &CompareArgs) -> Result<Exit, Failure> {
    let fail = |message: String| Err(Failure::Message(message));
    if let Some(option) = args.needless() {
        return fail(format!("{option} chooses among many articles, and compare has one; leave it out"));
    }
    let [translation] = &args.lint.paths[..] else {
        return fail(
            "compare takes one original and one translation; to compare more, run it once for each".to_owned(),
        );
    };
    let is_stdin = |path: &Path| path.as_os_str() == STDIN;
    if is_stdin(&args.original) && is_stdin(translation) {
        return fail("`-` (standard input) cannot be both the original and the translation".to_owned());
    }
    let is_same = args.original == *translation
        || args.original.canonicalize().is_ok_and(|one| translation.canonicalize().is_ok_and(|other| one == other));
    if is_same {
        return fail(format!("{} is both the original and the translation; name two files", path_text(translation)));
    }
    if translation.is_dir() || args.original.is_dir() {
        let folder = if translation.is_dir() { translation } else { &args.original };
        return fail(format!("{} is a folder; compare takes two files", path_text(folder)));
    }
    let mut lint = args.lint.clone();
    let named = if is_stdin(&args.original) {
        args.lint.stdin_filename.as_deref().unwrap_or(translation)
    } else {
        &args.original
    };
    if is_stdin(translation) && lint.stdin_filename.is_none() {
        // What it is written in, and which settings count, the original tells.
        lint.stdin_filename = Some(args.original.clone());
    }
    let original = read(args, named)?;
    lint::run_beside(&lint, original)
}

/// Reads the original, whose flavor and settings its name tells.
fn read(args: &CompareArgs, named: &Path) -> Result<Original, Failure> {
    let finder = Finder::new(args.lint.rules.source()?, args.lint.overrides())?;
    let article = lint::Article::named(named, &finder)?;
    let mut bytes = Vec::new();
    let most = article.place.most_bytes();
    let shown = if args.original.as_os_str() == STDIN { "standard input".into() } else { path_text(&args.original) };
    let problem = |message: String| Failure::Message(format!("the original, {shown}, {message}"));
    if args.original.as_os_str() == STDIN {
        disk::read_stream(io::stdin().lock(), most, &mut bytes).map_err(|unread| problem(unread_article(&unread)))?;
    } else {
        files::read(&args.original, most, &mut bytes).map_err(problem)?;
    }
    let source =
        lint::read_text(&article, bytes, args.lint.encoding).map_err(|unreadable| problem(unreadable.to_string()))?;
    Ok(Original::new(&source, &article.settings()))
}
