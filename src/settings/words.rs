//! What the TOML parser says, in the words of people who edit a settings file twice a year.

/// What the parser's message begins with, and what to do.
const WORDS: &[(&str, &str)] = &[
    ("unclosed array", "a `]` is missing at the end of the list, or a quote before it"),
    ("unclosed table", "a `]` is missing after the name of the table"),
    ("invalid basic string", "the quote at the end of the text is missing"),
    ("invalid literal string", "the quote at the end of the text is missing"),
    ("missing comma", "put a comma between the entries"),
    ("unquoted keys cannot be empty", "a name is missing here"),
    ("invalid unquoted key", "put quotes around this key"),
    ("duplicate key", "this key is there twice; keep one, with all that belongs to it"),
    ("missing escaped value", "write `\\\\` for a backslash, or `/` in a path"),
    ("invalid key-value pair", "write `key = value`"),
];

/// Messages about a value that is no value.
const NO_VALUE: [&str; 4] = ["invalid boolean", "invalid float", "invalid integer", "string values must be quoted"];

/// What typewriters do not have and word processors write.
const CURLY: [char; 6] = ['“', '”', '„', '‘', '’', '«'];

/// What the parser says of byte `at` of `text`, in words that say what to do; its own words where none fit better.
pub fn in_words(text: &str, at: usize, message: &str) -> String {
    let rest = text.get(at..).unwrap_or_default();
    let line = rest.lines().next().unwrap_or_default();
    if NO_VALUE.iter().any(|begin| message.starts_with(begin)) {
        return value_in_words(line);
    }
    if message.starts_with("key with no value") {
        let colon = text.get(..at).is_some_and(|before| before.trim_end().ends_with(':'));
        return if colon { "write `=` in place of the colon" } else { "write `=` and a value after the key" }
            .to_owned();
    }
    let known = WORDS.iter().find(|(begin, _)| message.starts_with(begin));
    known.map_or_else(|| message.replace('\n', ", "), |(_, words)| (*words).to_owned())
}

/// What to do about a value that begins so.
fn value_in_words(line: &str) -> String {
    let word = line.split([',', ']', '}', '#', '"']).next().unwrap_or_default().trim();
    match word.to_lowercase().as_str() {
        "" => "a value is missing here".to_owned(),
        "true" | "false" => format!("write `{}`", word.to_lowercase()),
        _ if word.starts_with(|sign: char| sign.is_ascii_digit()) => {
            format!("`{word}` is neither a number nor text in quotes")
        }
        _ if word.starts_with(CURLY) => {
            let bare = word.trim_matches(|sign| CURLY.contains(&sign) || sign == '»');
            format!("use straight quotes: \"{bare}\"")
        }
        _ => format!("put quotes around it: \"{word}\""),
    }
}

#[cfg(test)]
mod tests {
    use crate::settings::SettingsFile;

    #[test]
    fn mistakes_of_syntax_say_what_to_do() {
        let told = |text: &str| SettingsFile::parse(text).expect_err("a mistake").message;
        assert_eq!(told("ignore = [filler]"), "put quotes around it: \"filler\"");
        assert_eq!(told("ignore = [text, filler]"), "put quotes around it: \"text\"");
        assert_eq!(told("dialect = mkdocs # ours"), "put quotes around it: \"mkdocs\"");
        assert_eq!(told("severity.text = info"), "put quotes around it: \"info\"");
        assert_eq!(told("ignore = [“filler”]"), "use straight quotes: \"filler\"");
        assert_eq!(told("rules.filler-run.strict = True"), "write `true`");
        assert_eq!(told("max-article-megabytes = 3MB"), "`3MB` is neither a number nor text in quotes");
        assert_eq!(told("ignore ="), "a value is missing here");
        assert_eq!(told("ignore: [\"text\"]"), "write `=` in place of the colon");
        assert_eq!(told("ignore"), "write `=` and a value after the key");
        assert_eq!(told("[flavors]\n*.njk = \"html\""), "put quotes around this key");
        assert_eq!(told("["), "a name is missing here");
        assert_eq!(told("ignore = [\"a\" \"b\"]"), "put a comma between the entries");
        assert!(told("ignore = [\"a\"").starts_with("a `]` is missing"));
    }
}
