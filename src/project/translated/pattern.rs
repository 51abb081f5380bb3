//! Globs whose wildcards stand for the same in two paths.

/// A part of a pattern.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Part {
    Text(String),
    /// `*`: a part of a name.
    Name,
    /// `**/`: folders, or none.
    Folders,
    /// `**`: a path.
    Path,
    /// `{lang}`.
    Language,
}

/// A pattern of paths.
#[derive(Clone, Debug)]
pub struct Pattern {
    parts: Vec<Part>,
}

/// The parts that are not text, as they are written.
const WILDCARDS: [(&str, Part); 4] =
    [("{lang}", Part::Language), ("**/", Part::Folders), ("**", Part::Path), ("*", Part::Name)];

impl Pattern {
    /// Reads a pattern.
    pub fn new(text: &str) -> Self {
        let mut rest = text.trim_start_matches("./").trim_start_matches('/');
        let mut parts = Vec::new();
        while !rest.is_empty() {
            if let Some((sign, part)) = WILDCARDS.iter().find(|(sign, _)| rest.starts_with(sign)) {
                parts.push(part.clone());
                rest = &rest[sign.len()..];
            } else {
                let first = rest.chars().next().map_or(1, char::len_utf8);
                let end = rest[first..].find(['*', '{']).map_or(rest.len(), |end| first + end);
                parts.push(Part::Text(rest[..end].to_owned()));
                rest = &rest[end..];
            }
        }
        Self { parts }
    }

    /// Whether it has `{lang}`.
    pub fn has_language(&self) -> bool {
        self.parts.contains(&Part::Language)
    }

    /// Its other wildcards, as they are written.
    pub fn wildcards(&self) -> Vec<&'static str> {
        let sign = |part: &Part| WILDCARDS.iter().find(|(_, known)| known == part).map(|(sign, _)| *sign);
        self.parts.iter().filter(|part| **part != Part::Language).filter_map(sign).collect()
    }

    /// What its wildcards other than `{lang}` stand for in `path`; none where it does not match.
    pub fn matches(&self, path: &str) -> Option<Vec<String>> {
        let mut found = Vec::new();
        matches(&self.parts, path, &mut found).then_some(found)
    }

    /// The path in which the wildcards stand for `found`.
    pub fn filled(&self, found: &[String]) -> Option<String> {
        let mut found = found.iter();
        let mut path = String::new();
        for part in &self.parts {
            match part {
                Part::Text(text) => path.push_str(text),
                Part::Language => return None,
                Part::Name | Part::Folders | Part::Path => path.push_str(found.next()?),
            }
        }
        Some(path)
    }
}

fn matches(parts: &[Part], path: &str, found: &mut Vec<String>) -> bool {
    let Some((first, rest)) = parts.split_first() else { return path.is_empty() };
    if let Part::Text(text) = first {
        return path.strip_prefix(text.as_str()).is_some_and(|path| matches(rest, path, found));
    }
    let ends = (0..=path.len()).rev().filter(|end| path.is_char_boundary(*end));
    for end in ends {
        let (taken, left) = path.split_at(end);
        let fits = match first {
            Part::Name => !taken.contains('/'),
            Part::Folders => taken.is_empty() || taken.ends_with('/'),
            Part::Language => is_language(taken),
            Part::Path | Part::Text(_) => !taken.is_empty(),
        };
        if !fits {
            continue;
        }
        let before = found.len();
        if *first != Part::Language {
            found.push(taken.to_owned());
        }
        if matches(rest, left, found) {
            return true;
        }
        found.truncate(before);
    }
    false
}

/// The languages that have a name of two letters (ISO 639-1).
const LANGUAGES: &str = "aa ab ae af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de dv dz ee \
    el en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik io is it iu ja jv ka \
    kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mr ms mt my na nb nd ne ng nl nn no \
    nr nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg si sk sl sm sn so sq sr ss st su sv sw ta te tg th \
    ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu";

/// Whether `tag` names a language: `de`, `pt-BR`, `zh_Hans`, `es-419` (BCP 47, also with `_`); of languages with three
/// letters only those with a script or a region.
pub fn is_language(tag: &str) -> bool {
    let mut subtags = tag.split(['-', '_']);
    let primary = subtags.next().unwrap_or_default();
    let mut count = 0;
    let fits = subtags.all(|subtag| {
        count += 1;
        let letters = subtag.bytes().all(|byte| byte.is_ascii_alphabetic());
        letters && matches!(subtag.len(), 2 | 4)
            || subtag.len() == 3 && subtag.bytes().all(|byte| byte.is_ascii_digit())
    });
    let known = || LANGUAGES.split_ascii_whitespace().any(|known| known.eq_ignore_ascii_case(primary));
    let has_three = || primary.len() == 3 && primary.bytes().all(|byte| byte.is_ascii_lowercase());
    fits && count <= 2 && (known() || count > 0 && has_three())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wildcards_stand_for_the_same() {
        let moved = |from: &str, to: &str, path: &str| Pattern::new(to).filled(&Pattern::new(from).matches(path)?);
        assert_eq!(moved("{lang}/**", "en/**", "de/a/b.md").as_deref(), Some("en/a/b.md"));
        assert_eq!(moved("**/*.{lang}.md", "**/*.md", "a/b/c.pt-BR.md").as_deref(), Some("a/b/c.md"));
        assert_eq!(moved("**/*.{lang}.md", "**/*.md", "c.de.md").as_deref(), Some("c.md"));
        assert_eq!(moved("i18n/{lang}/docs/**", "docs/**", "i18n/zh_Hans/docs/x.mdx").as_deref(), Some("docs/x.mdx"));
        assert_eq!(moved("{lang}/**", "en/**", "images/b.md"), None);
        assert_eq!(moved("a{b/*", "c/*", "a{b/x").as_deref(), Some("c/x"));
    }

    #[test]
    fn languages_have_known_names() {
        assert!(["de", "pt-BR", "zh_Hans", "zh-Hans-CN", "es-419", "fil-PH"].into_iter().all(is_language));
        assert!(!["js", "md", "images", "v2", "", "de-", "abc", "de-x-y-z"].into_iter().any(is_language));
    }
}
