//! Settings that come one by one, on top of a file.

use toml::{Table, Value};

use super::file::SettingsFile;

/// The settings of `file` with those of `texts` in their place, the later ones last. A table takes the new entries beside
/// its own; any other value is replaced. What is no settings file by itself changes nothing: it was refused before.
pub fn overlay(file: &SettingsFile, texts: &[String]) -> SettingsFile {
    let Ok(mut table) = Table::try_from(file) else { return file.clone() };
    texts.iter().filter_map(|text| text.parse::<Table>().ok()).for_each(|new| merge(&mut table, new));
    table.try_into().unwrap_or_else(|_| file.clone())
}

fn merge(old: &mut Table, new: Table) {
    for (key, value) in new {
        match (old.get_mut(&key), value) {
            (Some(Value::Table(old)), Value::Table(new)) => merge(old, new),
            (_, value) => {
                old.insert(key, value);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn later_settings_replace_and_tables_grow() {
        let file = "ignore = [\"text\"]\nexclude = [\"a/\"]\n[severity]\ntext = \"info\"\ntags = \"info\"\n";
        let file = SettingsFile::parse(file).expect("settings");
        let inline = ["ignore = []", "severity.text = \"error\"", "allowed-words = [\"a\"]"].map(str::to_owned);
        let merged = overlay(&file, &inline);
        assert_eq!((merged.ignore.len(), &*merged.exclude, merged.severity.len()), (0, &["a/".to_owned()][..], 2));
        assert_eq!((merged.severity["text"].name(), &*merged.allowed_words), ("error", &["a".to_owned()][..]));
    }
}
