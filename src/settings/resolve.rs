//! Settings as they count, from what was typed.

use super::file::SettingsFile;
use super::merged::{Merged, Overrides};
use super::options::option_values;
use super::problem::{Problem, SettingsError};
use super::resolved::Settings;
use super::selector::chooses;
use crate::rules;

impl Settings {
    /// The settings that the text of a `copydesk.toml` makes. What it says of files by their names (`exclude`, `flavors`,
    /// `per-file-ignores`) counts for programs that read files.
    ///
    /// # Errors
    /// Where the text is not TOML, or a key, a name or a value makes no sense; the error names the place.
    pub fn parse(text: &str) -> Result<Self, SettingsError> {
        let merged = Merged::new(SettingsFile::parse(text)?, &Overrides::default());
        merged.and_then(|merged| resolve(&merged)).map_err(|problem| SettingsFile::locate(text, &problem))
    }
}

/// The settings that `merged` makes.
///
/// # Errors
/// Where an option of a rule, or its value, makes no sense.
pub fn resolve(merged: &Merged) -> Result<Settings, Problem> {
    let mut settings = Settings::default();
    settings.options = option_values(&merged.file.rules)?;
    settings.allowed_elements = merged.file.allowed_elements.iter().map(|name| name.to_lowercase()).collect();
    settings.allowed_words.clone_from(&merged.file.allowed_words);
    settings.dialect = merged.file.dialect;
    settings.conventions = merged.file.translations.iter().flat_map(|it| it.conventions.clone()).collect();
    for rule in rules::ALL.iter() {
        let set = merged.severities.iter().rfind(|(selector, _)| selector.matches(rule));
        let severity = set.map_or(rule.severity, |(_, severity)| *severity);
        let shown = merged.severity_threshold.is_none_or(|threshold| severity >= threshold);
        settings.set(rule, (shown && chooses(&merged.selections, rule, rule.on)).then_some(severity));
        if !chooses(std::slice::from_ref(&merged.fixes), rule, true) {
            settings.unfixable.push(rule.name);
        }
    }
    Ok(settings)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn settings_are_read_from_text_alone() {
        let settings = Settings::parse("ignore = [\"text\"]\nallowed-words = [\"copydesk\"]\n").expect("settings");
        assert!(settings.rules().count() < Settings::default().rules().count());
        assert_eq!(settings.allowed_words, ["copydesk"]);
        let error = Settings::parse("\nignore = [\"txet\"]\n").expect_err("a mistake");
        assert_eq!(error.to_string(), "unknown rule or group `txet`; did you mean `text`?");
        assert_eq!(error.position.map(|position| (position.line, position.column)), Some((2, 11)));
    }
}
