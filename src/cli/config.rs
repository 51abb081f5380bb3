//! `copydesk config`.

use std::fs::OpenOptions;
use std::io::{self, Write};
use std::path::Path;

use super::args::{ConfigCommand, RuleArgs};
use super::console;
use super::exit::{Exit, Failure};
use crate::project::{self, FILE_NAMES, Finder};
#[cfg(feature = "server")]
use crate::server;
use crate::text::path_text;

/// Runs one of the commands.
///
/// # Errors
/// If the settings are invalid, or a file or the output cannot be written.
pub fn run(command: &ConfigCommand) -> Result<Exit, Failure> {
    match command {
        ConfigCommand::Init => init(),
        ConfigCommand::Show { path, rules } => show(path, rules),
        #[cfg(feature = "server")]
        ConfigCommand::Schema { editor: true } => print(&format!("{:#}\n", server::editor_schema())),
        ConfigCommand::Schema { .. } => print(&format!("{:#}\n", project::schema())),
    }
}

/// Writes a settings file into the working folder.
fn init() -> Result<Exit, Failure> {
    if let Some(name) = FILE_NAMES.iter().find(|name| Path::new(name).exists()) {
        return Err(Failure::Message(format!("{name} already exists; it was not changed")));
    }
    let name = FILE_NAMES[0];
    let file = OpenOptions::new().write(true).create_new(true).open(name);
    let written = file.and_then(|mut file| file.write_all(project::template().as_bytes()));
    written.map_err(|error| Failure::Message(format!("{name} cannot be written: {error}")))?;
    console::say(&format!("Wrote {name}"));
    Ok(Exit::Clean)
}

/// Prints the settings that apply to the article or folder at `path`.
fn show(path: &Path, rules: &RuleArgs) -> Result<Exit, Failure> {
    let finder = Finder::new(rules.source()?, rules.overrides())?;
    let folder = if path.is_dir() { path } else { path.parent().unwrap_or(Path::new("")) };
    let place = finder.place(folder)?;
    let from = match &place.project.file {
        Some(file) => format!("# Settings from {}\n", path_text(file)),
        None => "# No settings file\n".to_owned(),
    };
    let dialect = match (place.project.dialect(), &place.shown) {
        (Some(dialect), _) => format!("# Dialect: {}, set in the settings\n", dialect.name()),
        (None, Some(shown)) => {
            format!("# Dialect: {}, because {} exists\n", shown.dialect.name(), path_text(&shown.mark))
        }
        (None, None) => "# Dialect: unknown, so the syntax of every dialect is left alone\n".to_owned(),
    };
    let settings = toml::to_string_pretty(&place.project.effective());
    let settings = settings.map_err(|error| Failure::Message(format!("the settings cannot be shown: {error}")))?;
    print(&format!("{from}{dialect}{settings}"))
}

fn print(text: &str) -> Result<Exit, Failure> {
    io::stdout().lock().write_all(text.as_bytes())?;
    Ok(Exit::Clean)
}
