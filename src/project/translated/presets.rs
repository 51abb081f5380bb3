//! Where site generators and people put translations.

use super::pattern::is_language;

/// Names of the folders and endings of originals, beside those of translations.
const ENGLISH: [&str; 4] = ["en", "en-us", "en-US", "en_US"];

/// Folders that hold a folder for each language, beside which the originals are.
const OF_LANGUAGES: [&str; 4] = ["i18n", "l10n", "locales", "translations"];

/// Where the original of the article at `path` may be, the likeliest place first.
pub fn candidates(path: &str) -> Vec<String> {
    let steps: Vec<&str> = path.split('/').collect();
    let mut candidates = Vec::new();
    let (folders, name) = steps.split_at(steps.len() - 1);
    for (index, folder) in folders.iter().enumerate().filter(|(_, folder)| is_language(folder)) {
        let (before, behind) = (&steps[..index], &steps[index + 1..]);
        if !ENGLISH.contains(folder) {
            candidates.extend(ENGLISH.iter().map(|english| joined(&[before, &[english], behind])));
        }
        if let Some((_, above)) = before.split_last().filter(|(last, _)| OF_LANGUAGES.contains(last)) {
            candidates.extend(docusaurus(above, behind));
            candidates.push(joined(&[above, behind]));
            candidates.push(joined(&[above, &["docs"], behind]));
        }
        candidates.push(joined(&[before, behind]));
    }
    candidates.extend(by_name(name[0]).into_iter().map(|name| joined(&[folders, &[&name]])));
    candidates
}

/// `i18n/de/docusaurus-plugin-content-docs/current/x.md` is the translation of `docs/x.md`.
fn docusaurus(above: &[&str], behind: &[&str]) -> Option<String> {
    let (plugin, rest) = behind.split_first()?;
    match (plugin.strip_prefix("docusaurus-plugin-content-")?, rest) {
        ("docs", ["current", rest @ ..]) => Some(joined(&[above, &["docs"], rest])),
        ("docs", [version, rest @ ..]) => Some(joined(&[above, &["versioned_docs", version], rest])),
        ("blog", rest) => Some(joined(&[above, &["blog"], rest])),
        ("pages", rest) => Some(joined(&[above, &["src", "pages"], rest])),
        _ => None,
    }
}

/// `README.de.md`, `README_de.md` and `README-de.md` are translations of `README.md`, or of `README.en.md`.
fn by_name(name: &str) -> Vec<String> {
    let Some((stem, extension)) = name.rsplit_once('.') else { return Vec::new() };
    let mut names = Vec::new();
    for (at, sign) in stem.char_indices().filter(|(at, sign)| *at > 0 && matches!(sign, '.' | '-' | '_')) {
        let (base, language) = (&stem[..at], &stem[at + 1..]);
        if is_language(language) {
            if !ENGLISH.contains(&language) {
                names.extend(ENGLISH.iter().map(|english| format!("{base}{sign}{english}.{extension}")));
            }
            names.push(format!("{base}.{extension}"));
        }
    }
    names
}

fn joined(parts: &[&[&str]]) -> String {
    parts.concat().join("/")
}
