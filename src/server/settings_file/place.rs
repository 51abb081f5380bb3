//! What is at a place in a settings file that may be half typed. It reads tokens and no grammar, so that it has an
//! answer where a parser has only an error.

use toml_parser::Source;
use toml_parser::lexer::TokenKind;

use crate::project::{names_at, schema_at};
use crate::text::Span;

/// What kind of thing is at a place, or could be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// The name of a table in brackets.
    Header,
    /// A key.
    Key,
    /// A value, or an entry of a list.
    Value,
}

/// A place in a settings file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// What is there.
    pub kind: Kind,
    /// The keys that lead to the table that the key is in; for a value, to the value.
    pub path: Vec<String>,
    /// The word there; empty where there is none yet.
    pub word: Span,
}

impl Place {
    /// The names that may be there.
    pub fn names(&self) -> Vec<String> {
        let schema = schema_at(&self.path);
        if self.kind == Kind::Value {
            let is_flag = schema.is_some_and(|schema| schema["type"] == "boolean");
            return if is_flag { vec!["true".to_owned(), "false".to_owned()] } else { names_at(&self.path) };
        }
        let properties = schema.and_then(|schema| schema["properties"].as_object()).into_iter().flatten();
        let fits = |schema: &serde_json::Value| self.kind == Kind::Key || schema["type"] == "object";
        properties.filter(|(_, schema)| fits(schema)).map(|(name, _)| name.clone()).collect()
    }
}

/// A word without its quotes; the last one may be missing.
pub fn unquoted(word: &str) -> &str {
    let Some(quote) = word.chars().next().filter(|sign| matches!(sign, '"' | '\'')) else { return word };
    let inner = word.trim_start_matches(quote);
    inner.strip_suffix(quote).unwrap_or(inner)
}

/// What is at byte `offset` of `text`; nothing in comments and where nothing could be.
pub fn place_at(text: &str, offset: usize) -> Option<Place> {
    let mut state = State::default();
    for token in Source::new(text).lex() {
        let (start, end) = (token.span().start(), token.span().end());
        let is_word = is_word(token.kind());
        if is_word && start <= offset && offset <= end {
            return state.place(Span::of(start, end));
        }
        if token.kind() == TokenKind::Comment && start < offset && offset <= end {
            return None;
        }
        if start >= offset {
            break;
        }
        state.step(token.kind(), text.get(start..end).unwrap_or_default());
    }
    state.place(Span::at(offset as u32))
}

fn is_word(kind: TokenKind) -> bool {
    use TokenKind::{Atom, BasicString, LiteralString, MlBasicString, MlLiteralString};
    matches!(kind, Atom | BasicString | LiteralString | MlBasicString | MlLiteralString)
}

/// What may come next.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Stage {
    #[default]
    Key,
    /// A key was read: a dot or the equals sign.
    KeyEnd,
    Value,
    /// A value was read: a comma or the end.
    ValueEnd,
}

#[derive(Debug)]
struct Container {
    path: Vec<String>,
    is_list: bool,
}

#[derive(Debug, Default)]
struct State {
    /// The table that the last header named.
    table: Vec<String>,
    in_header: bool,
    /// Lists and tables in braces that are open.
    containers: Vec<Container>,
    /// The parts of the key that were read.
    key: Vec<String>,
    stage: Stage,
}

impl State {
    fn place(&self, word: Span) -> Option<Place> {
        let (kind, path) = match self.stage {
            Stage::Key if self.in_header => (Kind::Header, self.key.clone()),
            Stage::Key => (Kind::Key, self.key_path()),
            Stage::Value => (Kind::Value, self.value_path()),
            Stage::KeyEnd | Stage::ValueEnd => return None,
        };
        Some(Place { kind, path, word })
    }

    fn key_path(&self) -> Vec<String> {
        let table = self.containers.last().map_or(&self.table, |container| &container.path);
        [table.as_slice(), &self.key].concat()
    }

    fn value_path(&self) -> Vec<String> {
        match self.containers.last().filter(|container| container.is_list) {
            // All entries of a list are alike.
            Some(list) => [list.path.as_slice(), &["0".to_owned()]].concat(),
            None => self.key_path(),
        }
    }

    fn step(&mut self, kind: TokenKind, text: &str) {
        match (kind, self.stage) {
            (TokenKind::LeftSquareBracket, Stage::Key) if self.containers.is_empty() => self.in_header = true,
            (TokenKind::LeftSquareBracket, Stage::Value) => self.open(true),
            (TokenKind::LeftCurlyBracket, Stage::Value) => self.open(false),
            (TokenKind::RightSquareBracket, _) if self.in_header => self.end_header(),
            (TokenKind::RightSquareBracket | TokenKind::RightCurlyBracket, _) => {
                self.containers.pop();
                self.stage = Stage::ValueEnd;
            }
            (TokenKind::Comma, _) => self.next_entry(),
            (TokenKind::Equals, _) if !self.in_header => self.stage = Stage::Value,
            (TokenKind::Dot, Stage::KeyEnd) => self.stage = Stage::Key,
            (TokenKind::Newline, _) if self.containers.is_empty() => {
                if self.in_header {
                    self.end_header();
                }
                self.key.clear();
                self.stage = Stage::Key;
            }
            (word, Stage::Key) if is_word(word) => {
                self.key.push(unquoted(text).to_owned());
                self.stage = Stage::KeyEnd;
            }
            (word, Stage::Value) if is_word(word) => self.stage = Stage::ValueEnd,
            _ => {}
        }
    }

    fn open(&mut self, is_list: bool) {
        let path = self.value_path();
        self.containers.push(Container { path, is_list });
        if !is_list {
            self.key.clear();
            self.stage = Stage::Key;
        }
    }

    fn end_header(&mut self) {
        self.in_header = false;
        self.table = std::mem::take(&mut self.key);
        self.stage = Stage::ValueEnd;
    }

    fn next_entry(&mut self) {
        let is_list = self.containers.last().is_some_and(|container| container.is_list);
        if is_list {
            self.stage = Stage::Value;
        } else {
            self.key.clear();
            self.stage = Stage::Key;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The place at the `|` in `text`: its kind, its path joined by dots, and its word.
    fn at(text: &str) -> Option<(Kind, String, String)> {
        let offset = text.find('|').expect("a place");
        let text = text.replace('|', "");
        let place = place_at(&text, offset)?;
        Some((place.kind, place.path.join("."), text[place.word.range()].to_owned()))
    }

    #[track_caller]
    fn assert_at(text: &str, kind: Kind, path: &str, word: &str) {
        assert_eq!(at(text), Some((kind, path.to_owned(), word.to_owned())), "{text}");
    }

    #[test]
    fn finds_keys() {
        assert_at("|", Kind::Key, "", "");
        assert_at("ign|", Kind::Key, "", "ign");
        assert_at("a = 1\r\nig|nore = []", Kind::Key, "", "ignore");
        assert_at("[severity]\n|", Kind::Key, "severity", "");
        assert_at("[rules.split-word]\n|strict = true", Kind::Key, "rules.split-word", "strict");
        assert_at("rules.split-word.|", Kind::Key, "rules.split-word", "");
        assert_at("severity = { text = \"info\", | }", Kind::Key, "severity", "");
        assert_at("[per-file-ignores]\n\"a/*|\"", Kind::Key, "per-file-ignores", "\"a/*\"");
    }

    #[test]
    fn finds_headers() {
        assert_at("[|", Kind::Header, "", "");
        assert_at("x = 1\n[sev|]", Kind::Header, "", "sev");
        assert_at("[rules.|]", Kind::Header, "rules", "");
        assert_at("[sev\nte|", Kind::Key, "sev", "te");
    }

    #[test]
    fn finds_values() {
        assert_at("ignore = [|", Kind::Value, "ignore.0", "");
        assert_at("ignore = [\"a\",\n \"fil|", Kind::Value, "ignore.0", "\"fil");
        assert_at("[severity]\ntext = |", Kind::Value, "severity.text", "");
        assert_at("severity = { text = 'i|' }", Kind::Value, "severity.text", "'i'");
        assert_at("[per-file-ignores]\n\"a.b\" = ['|']", Kind::Value, "per-file-ignores.a.b.0", "''");
    }

    #[test]
    fn finds_nothing_where_nothing_can_stand() {
        for text in ["# |", "ignore = [] |", "ignore = [] # a |", "ignore |", "ignore = [\"a\" |", "[severity] |"] {
            assert_eq!(at(text), None, "{text}");
        }
    }

    #[test]
    fn knows_the_names_that_may_stand_there() {
        let names = |text: &str| place_at(text, text.len()).expect("a place").names();
        assert!(names("").contains(&"extend-select".to_owned()));
        assert_eq!(names("["), ["embedded", "flavors", "per-file-ignores", "rules", "severity", "translations"]);
        assert!(names("ignore = [").contains(&"fused-tag".to_owned()));
        assert_eq!(names("[flavors]\nnjk = "), ["html", "markdown", "mdx", "text"]);
        assert_eq!(names("[rules.split-word]\nstrict = "), ["true", "false"]);
        assert_eq!(names("exclude = ["), Vec::<String>::new());
    }

    #[test]
    fn any_text_and_any_place_has_an_answer() {
        let text = "[a.\"b漢]\n= {[,]}} \"\"\"x\n'''\n] , . = [[\u{1}\u{feff}{ a = [ { b = ";
        for (offset, _) in text.char_indices() {
            let _ = place_at(text, offset);
            let _ = place_at(&text[offset..], text.len() - offset);
        }
    }
}
