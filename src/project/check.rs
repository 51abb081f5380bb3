//! All that is wrong with a settings file, for editors: reading it stops at the first mistake, this goes on.

use std::ops::Range;

use toml::Spanned;
use toml::de::{DeArray, DeTable, DeValue};

use super::resolved::Project;
use super::schema::{names_at, schema_at};
use crate::settings::{Merged, Overrides, SettingsFile, in_words, span_of};
use crate::text::{Span, did_you_mean};

/// The most mistakes that are reported at once.
const MOST: usize = 50;

/// A mistake in a settings file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mistake {
    /// The bytes that are wrong.
    pub span: Span,
    /// What is wrong and what to do.
    pub message: String,
}

/// The mistakes in the text of a settings file, in their order; none where [`SettingsFile::parse`] and what follows
/// would accept it.
///
/// If the text is not TOML, the mistakes of syntax are all that is told: what it says is uncertain.
pub fn check(text: &str) -> Vec<Mistake> {
    let (root, errors) = DeTable::parse_recoverable(text);
    let mut mistakes = Vec::new();
    for error in errors.iter().take(MOST) {
        let start = error.span().map_or(0, |span| span.start);
        mistakes.push(mistake(text, error.span(), in_words(text, start, error.message())));
    }
    if mistakes.is_empty() {
        add_wrong_values(text, root, &mut mistakes);
    }
    mistakes.sort_by_key(|mistake| mistake.span);
    mistakes.dedup();
    mistakes
}

/// Reads the settings again and again, each time without the value that was wrong.
fn add_wrong_values(text: &str, mut root: Spanned<DeTable>, mistakes: &mut Vec<Mistake>) {
    while mistakes.len() < MOST {
        let Err(wrong) = read(&root) else { return };
        let path = match wrong.path {
            Some(path) => Some(path),
            None => wrong.span.as_ref().and_then(|span| path_of(root.get_ref(), span)),
        };
        let Some(path) = path else {
            return mistakes.push(mistake(text, wrong.span, wrong.message));
        };
        let span = wrong.span.or_else(|| span_of(&path, root.get_ref()));
        mistakes.push(mistake(text, span, wrong.message));
        if !remove(root.get_mut(), &path) {
            return;
        }
    }
}

/// A value that cannot be used.
struct Wrong {
    path: Option<Vec<String>>,
    span: Option<Range<usize>>,
    message: String,
}

fn read(root: &Spanned<DeTable>) -> Result<(), Wrong> {
    if let Some((key, message)) = SettingsFile::unknown_key(root.get_ref()) {
        return Err(Wrong { path: Some(vec![key.get_ref().to_string()]), span: Some(key.span()), message });
    }
    let settings = SettingsFile::of_table(root.get_ref()).map_err(|misfit| {
        let path = misfit.span.as_ref().and_then(|span| path_of(root.get_ref(), span));
        let message = path.as_deref().and_then(|path| expected(root.get_ref(), path));
        Wrong { path, span: misfit.span, message: message.unwrap_or_else(|| misfit.message.replace('\n', ", ")) }
    })?;
    let merged = Merged::new(settings, &Overrides::default());
    let project = merged.and_then(|merged| Project::new(&merged, None));
    project.map(|_| ()).map_err(|problem| Wrong { path: Some(problem.path), span: None, message: problem.message })
}

/// What should be at `path`, in words.
fn expected(root: &DeTable, path: &[String]) -> Option<String> {
    let schema = schema_at(path)?;
    let key = path.iter().rfind(|step| step.parse::<usize>().is_err())?;
    let is_item = path.last().is_some_and(|step| step != key);
    let subject = if is_item { format!("an entry of `{key}`") } else { format!("`{key}`") };
    let names = names_at(path);
    let expected = match schema["type"].as_str() {
        Some("array") => "a list in brackets, such as [\"text\"]".to_owned(),
        Some("object") => "a table".to_owned(),
        Some("string") => "text in quotes".to_owned(),
        Some("integer") => {
            format!("a whole number from {} to {}", schema["minimum"], schema["maximum"])
        }
        _ if names.is_empty() || names.len() > 5 => "a name in quotes".to_owned(),
        _ => names.iter().map(|name| format!("\"{name}\"")).collect::<Vec<_>>().join(" or "),
    };
    let hint = match value_at(root, path) {
        Some(DeValue::String(word)) => did_you_mean(word, names.iter().map(String::as_str)),
        _ => String::new(),
    };
    Some(format!("{subject} must be {expected}{hint}"))
}

fn mistake(text: &str, span: Option<Range<usize>>, message: String) -> Mistake {
    let span = span.unwrap_or(0..0);
    Mistake { span: visible(text, span.start.min(text.len())..span.end.min(text.len())), message }
}

/// The span, or where it is empty a character beside it, so that there is something to underline.
fn visible(text: &str, span: Range<usize>) -> Span {
    if !span.is_empty() {
        return Span::of(span.start, span.end);
    }
    let length = |sign: Option<char>| sign.filter(|sign| !matches!(sign, '\n' | '\r')).map_or(0, char::len_utf8);
    match length(text[..span.start].chars().next_back()) {
        0 => Span::of(span.start, span.start + length(text[span.start..].chars().next())),
        before => Span::of(span.start - before, span.start),
    }
}

/// The keys that lead to the key or the value at `span`, the innermost where several lie there.
fn path_of(table: &DeTable, span: &Range<usize>) -> Option<Vec<String>> {
    table.iter().find_map(|(key, value)| {
        let below = within(value, span).or_else(|| (key.span() == *span).then(Vec::new))?;
        Some([vec![key.get_ref().to_string()], below].concat())
    })
}

fn within(value: &Spanned<DeValue>, span: &Range<usize>) -> Option<Vec<String>> {
    let below = match value.get_ref() {
        DeValue::Table(table) => path_of(table, span),
        DeValue::Array(items) => items.iter().enumerate().find_map(|(index, item)| {
            let below = within(item, span)?;
            Some([vec![index.to_string()], below].concat())
        }),
        _ => None,
    };
    below.or_else(|| (value.span() == *span).then(Vec::new))
}

fn value_at<'t, 'i>(table: &'t DeTable<'i>, path: &[String]) -> Option<&'t DeValue<'i>> {
    let (first, rest) = path.split_first()?;
    let mut value = table.get(first.as_str())?.get_ref();
    for step in rest {
        value = match value {
            DeValue::Table(table) => table.get(step.as_str())?.get_ref(),
            DeValue::Array(items) => items.get(step.parse::<usize>().ok()?)?.get_ref(),
            _ => return None,
        };
    }
    Some(value)
}

/// Removes the value at `path`, or as much around it as can be removed. Whether that was anything.
fn remove(table: &mut DeTable, path: &[String]) -> bool {
    let [first, rest @ ..] = path else { return false };
    let value = table.get_mut(first.as_str()).filter(|_| !rest.is_empty());
    value.is_some_and(|value| remove_below(value.get_mut(), rest)) || table.remove(first.as_str()).is_some()
}

fn remove_below(value: &mut DeValue, path: &[String]) -> bool {
    match value {
        DeValue::Table(table) => remove(table, path),
        DeValue::Array(items) => {
            let index = path[0].parse().ok().filter(|index| *index < items.len());
            if let Some(index) = index {
                *items = without(items, index);
            }
            index.is_some()
        }
        _ => false,
    }
}

fn without<'i>(items: &DeArray<'i>, left_out: usize) -> DeArray<'i> {
    let mut others = DeArray::new();
    for (_, item) in items.iter().enumerate().filter(|(index, _)| *index != left_out) {
        others.push(item.clone());
    }
    others
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Each mistake: the wrong text, and the message.
    fn mistakes(text: &str) -> Vec<(&str, String)> {
        check(text).into_iter().map(|mistake| (&text[mistake.span.range()], mistake.message)).collect()
    }

    #[test]
    fn every_mistake_is_told_at_its_place() {
        let text = "selct = []\nignore = [\"txt\", \"text\", \"filer\"]\nexclude = \"x\"\n\
                    [severity]\ntext = \"eror\"\nnone = \"info\"\n\
                    [rules.split-word]\nstrikt = 1\n[flavors]\nnjk = \"htlm\"\n[per-file-ignores]\n\"a[\" = [\"text\"]\n";
        let found: Vec<_> = mistakes(text).into_iter().map(|(at, _)| at).collect();
        let expected = ["selct", "\"txt\"", "\"filer\"", "\"x\"", "\"eror\"", "none", "strikt", "\"htlm\"", "\"a[\""];
        assert_eq!(found, expected, "{:#?}", mistakes(text));
    }

    #[test]
    fn messages_say_what_to_do() {
        let one = |text| mistakes(text).remove(0).1;
        assert_eq!(one("selct = []"), "unknown key `selct`; did you mean `select`?");
        assert_eq!(one("ignore = [\"txt\"]"), "unknown rule or group `txt`; did you mean `text`?");
        assert_eq!(one("ignore = \"text\""), "`ignore` must be a list in brackets, such as [\"text\"]");
        assert_eq!(one("exclude = [1]"), "an entry of `exclude` must be text in quotes");
        let severities = "`text` must be \"info\" or \"warning\" or \"error\"; did you mean `error`?";
        assert_eq!(one("[severity]\ntext = \"eror\""), severities);
        assert_eq!(one("severity = 3"), "`severity` must be a table");
    }

    #[test]
    fn broken_syntax_is_told_alone_and_can_be_seen() {
        for text in ["ignore = [", "ignore = \"text", "[severity", "ignore", "a = 1\na = 2\n", "= 1", "\u{1}"] {
            let found = mistakes(text);
            assert!(!found.is_empty(), "{text:?}");
            assert!(found.iter().all(|(at, message)| !at.is_empty() && !message.is_empty()), "{text:?}: {found:?}");
        }
    }

    #[test]
    fn settings_that_can_be_used_have_no_mistakes() {
        assert_eq!(check(""), []);
        assert_eq!(check("ignore = [\"text\"]\n[severity]\nfused-tag = \"info\"\n"), []);
        let set: Vec<_> =
            super::super::template().lines().map(|line| line.trim_start_matches('#').to_owned()).collect();
        let keys = set.iter().filter(|line| !line.starts_with(' ')).cloned().collect::<Vec<_>>().join("\n");
        assert_eq!(check(&keys), []);
    }
}
