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

/// Whether one character is lost, added, changed or in its neighbour's place.
///
/// That is an edit distance of one (optimal string alignment), told without the table that other distances need.
pub fn is_one_off(first: &str, second: &str) -> bool {
    if !first.is_ascii() || !second.is_ascii() {
        return strsim::osa_distance(first, second) == 1;
    }
    let (first, second) = (first.as_bytes(), second.as_bytes());
    if first.len().abs_diff(second.len()) > 1 {
        return false;
    }
    let same = first.iter().zip(second).take_while(|(one, other)| one == other).count();
    let (first, second) = (&first[same..], &second[same..]);
    let same = first.iter().rev().zip(second.iter().rev()).take_while(|(one, other)| one == other).count();
    match (&first[..first.len() - same], &second[..second.len() - same]) {
        ([_], [] | [_]) | ([], [_]) => true,
        ([a, b], [c, d]) => a == d && b == c,
        _ => false,
    }
}

/// The end of a message about an unknown name: a suggestion, or nothing.
pub fn did_you_mean<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> String {
    nearest(word, known).map(|name| format!("; did you mean `{name}`?")).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_character_off_is_a_distance_of_one() {
        let mut words = vec![String::new()];
        for at in 0..121 {
            words.push(format!("{}{}", words[at], 'a'));
            words.push(format!("{}{}", words[at], 'b'));
            words.push(format!("{}{}", words[at], 'c'));
        }
        words.extend(["強い", "強", "い強", "aい"].map(str::to_owned));
        for first in &words {
            for second in &words {
                assert_eq!(is_one_off(first, second), strsim::osa_distance(first, second) == 1, "{first} {second}");
            }
        }
    }

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
