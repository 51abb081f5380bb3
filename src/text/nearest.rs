//! The known name that a mistyped one was meant to be.

/// The least likeness, from 0 to 1, at which a suggestion helps more than it misleads.
const LEAST_LIKENESS: f64 = 0.7;

/// The name among `known` that is most like `word`, where one is like it at all.
pub fn nearest<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let word = word.to_lowercase().replace(['_', ' '], "-");
    let likeness = known.into_iter().map(|name| (strsim::jaro_winkler(&word, name), name));
    let (likeness, name) = likeness.max_by(|a, b| a.0.total_cmp(&b.0))?;
    (likeness >= LEAST_LIKENESS).then_some(name)
}

/// The end of a message about an unknown name: a suggestion, or nothing.
pub fn did_you_mean<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> String {
    nearest(word, known).map(|name| format!("; did you mean `{name}`?")).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn suggests_what_is_near_and_nothing_else() {
        let known = ["spaced-tag", "fused-tag", "stray-cell"];
        assert_eq!(nearest("spacd-tag", known), Some("spaced-tag"));
        assert_eq!(nearest("Spaced_Tag", known), Some("spaced-tag"));
        assert_eq!(nearest("xylophone", known), None);
        assert_eq!(did_you_mean("stray-cel", known), "; did you mean `stray-cell`?");
        assert_eq!(did_you_mean("", known), "");
    }
}
