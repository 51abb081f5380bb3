//! Whatever a settings file says, it is read to its end, and what reads it for editors agrees with what reads it for
//! linting.

use std::path::PathBuf;

use copydesk::internals::project::{Project, check};
use copydesk::internals::settings::{Merged, Overrides, SettingsFile};
use copydesk::internals::text::Flavor;

use super::source;

/// An article with a damage for many rules.
const ARTICLE: &str = "<p>A < b >word< / b > and&nbsp more\u{7} of the the same.</p>\n\n- - - - - - -\n";

/// Reads `text` as a settings file in both ways, and lints by what it says.
pub fn assert_settings_are_read(text: &str) {
    let mistakes = check(text);
    for mistake in &mistakes {
        assert!(text.get(mistake.span.range()).is_some(), "{mistake:?} is no part of {text:?}");
        assert!(!mistake.message.is_empty(), "a mistake is told: {text:?}");
    }
    match project(text) {
        Ok(project) => {
            assert!(mistakes.is_empty(), "{mistakes:?} in settings that are accepted: {text:?}");
            assert_effective_settings_are_read(&project, text);
            for &flavor in Flavor::ALL {
                copydesk::internals::lint::lint(source(flavor, ARTICLE), &project.settings("article".as_ref(), None));
            }
        }
        Err(message) => assert!(!mistakes.is_empty(), "editors do not tell of {message:?}: {text:?}"),
    }
}

fn project(text: &str) -> Result<Project, String> {
    let file = SettingsFile::parse(text).map_err(|error| error.to_string())?;
    let merged = Merged::new(file, &Overrides::default()).map_err(|problem| problem.to_string())?;
    Project::new(&merged, Some(PathBuf::from("copydesk.toml"))).map_err(|problem| problem.to_string())
}

/// What `copydesk config show` prints is a settings file that says the same.
fn assert_effective_settings_are_read(first: &Project, text: &str) {
    let shown = toml::to_string(&first.effective()).expect("settings can be written");
    let second = project(&shown).unwrap_or_else(|message| panic!("{message} in {shown:?}, shown for {text:?}"));
    assert_eq!(first.effective(), second.effective(), "{text:?}");
}
