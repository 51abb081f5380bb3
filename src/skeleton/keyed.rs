//! Code whose lines are keys with values, as in YAML: the values are translated as often as not, the keys are not.

use crate::text::Span;
use crate::tokens::work::steps;

/// Keys of one block that are compared.
const MOST: usize = 400;

/// Whether code in this language is keys with values.
pub(super) fn is_keyed(language: &str) -> bool {
    matches!(language, "yaml" | "yml" | "toml" | "ini" | "properties")
}

/// The keys of the original, and those of the translation in their place that are others, where both have as many and most are equal: where few are, the code is that
/// of another revision, or an example with names of its own.
pub(super) fn hunks(original: (&str, u32), translation: (&str, u32)) -> Vec<(Span, Span)> {
    let (first, second) = (keys(original.0), keys(translation.0));
    let is_same = |(one, other): &(&Key, &Key)| one.name == other.name;
    let equal = first.iter().zip(&second).filter(is_same).count();
    if first.len() != second.len() || first.len() > MOST || equal * 4 < first.len() * 3 {
        return Vec::new();
    }
    let is_other = |pair: &(&Key, &Key)| !is_same(pair) && pair.0.indent == pair.1.indent && pair.0.name.is_ascii();
    let places = |(one, other): (&Key, &Key)| (one.span.moved(original.1), other.span.moved(translation.1));
    first.iter().zip(&second).filter(is_other).map(places).collect()
}

struct Key<'a> {
    name: &'a str,
    indent: usize,
    span: Span,
}

/// The keys that lines begin with.
fn keys(code: &str) -> Vec<Key<'_>> {
    let mut keys = Vec::new();
    let mut at = 0;
    steps(code.len());
    for line in code.split_inclusive('\n') {
        let bare = line.trim_start_matches([' ', '\t', '-']);
        let indent = line.len() - bare.len();
        let length = bare.find([':', '=', '：']).unwrap_or(0);
        let name = bare[..length].trim_end();
        let is_key = !name.is_empty() && !name.contains(['#', '"', '\'', '{', '[', ' ', '<', '$', '/', '*']);
        if is_key {
            let start = at + indent;
            keys.push(Key { name, indent, span: Span::of(start, start + name.len()) });
        }
        at += line.len();
    }
    keys
}

#[cfg(test)]
mod tests {
    use super::hunks;

    #[test]
    fn keys_are_the_same_in_every_language() {
        let original = "kind: Pod\nmetadata:\n  name: tide # the name\nspec:\n  - image: a\n";
        let found = |translation: &str| {
            let hunks = hunks((original, 0), (translation, 0));
            hunks.iter().map(|hunk| translation[hunk.1.range()].to_owned()).collect::<Vec<_>>()
        };
        assert_eq!(found(&original.replace("name:", "nombre:")), ["nombre"]);
        assert_eq!(found(&original.replace("tide # the name", "flut # der Name")), [""; 0]);
        assert_eq!(found("a: 1\nb: 2\nc: 3\nd: 4\ne: 5\n"), [""; 0]);
    }
}
