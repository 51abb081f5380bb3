//! What a source file names: its `use` declarations, the paths in its code, and what it defines.

use std::collections::HashSet;

/// A name that a file brings in.
pub struct Use {
    /// Where it comes from; a glob ends with `*`.
    pub path: Vec<String>,
    /// What it is called in the file.
    pub name: String,
    /// Whether it is handed on to other files: `pub use`.
    pub handed_on: bool,
}

/// The names of one file.
#[derive(Default)]
pub struct Names {
    pub uses: Vec<Use>,
    /// The paths in its code, of two segments or more.
    pub paths: Vec<Vec<String>>,
    /// All words of its code, `use` declarations aside.
    pub words: HashSet<String>,
    /// The items that it defines.
    pub defined: HashSet<String>,
}

/// What stands before the name of an item.
const ITEMS: [&str; 8] = ["fn", "struct", "enum", "trait", "type", "const", "static", "union"];

impl Names {
    /// Reads a file without its tests.
    pub fn read(text: &str) -> Self {
        let tokens = tokens(text);
        let mut names = Self::default();
        let mut at = 0;
        while at < tokens.len() {
            at = match tokens[at] {
                // `use<'a>` is a bound.
                "use" if tokens.get(at + 1) != Some(&"<") => {
                    let handed_on = at > 0 && (tokens[at - 1] == "pub" || tokens[at - 1] == ")");
                    names.read_use(&tokens, at + 1, &[], handed_on)
                }
                // `pub(in path)` says who may see something.
                "in" if tokens[..at].ends_with(&["pub", "("]) => {
                    at + tokens[at..].iter().position(|token| *token == ")").unwrap_or(1)
                }
                _ => names.read_code(&tokens, at),
            };
        }
        names
    }

    /// Reads a tree of `use` from `at` on; `before` is what stands before its braces. Returns where it ends.
    fn read_use(&mut self, tokens: &[&str], mut at: usize, before: &[String], handed_on: bool) -> usize {
        let mut path = before.to_vec();
        while at < tokens.len() {
            match tokens[at] {
                "{" => {
                    at += 1;
                    while at < tokens.len() && tokens[at] != "}" {
                        at = self.read_use(tokens, at, &path, handed_on);
                        at += usize::from(tokens.get(at) == Some(&","));
                    }
                    return at + 1;
                }
                "," | ";" | "}" | "as" => break,
                "::" => {}
                segment => path.push(segment.to_owned()),
            }
            at += 1;
        }
        if path.len() > 1 && path.last().is_some_and(|last| last == "self") {
            path.pop();
        }
        let is_renamed = tokens.get(at) == Some(&"as");
        let name = if is_renamed { tokens[at + 1].to_owned() } else { path.last().cloned().unwrap_or_default() };
        at += if is_renamed { 2 } else { 0 };
        self.uses.push(Use { path, name, handed_on });
        at
    }

    /// Reads what stands at `at`: a path, a word, or another sign. Returns where it ends.
    fn read_code(&mut self, tokens: &[&str], at: usize) -> usize {
        if !is_word(tokens[at]) {
            return at + 1;
        }
        if at > 0 && ITEMS.contains(&tokens[at - 1]) || at > 1 && tokens[at - 2] == "macro_rules" {
            self.defined.insert(tokens[at].to_owned());
        }
        let mut path = vec![tokens[at].to_owned()];
        let mut end = at + 1;
        while tokens.get(end) == Some(&"::") && tokens.get(end + 1).is_some_and(|next| is_word(next)) {
            path.push(tokens[end + 1].to_owned());
            end += 2;
        }
        self.words.extend(path.iter().cloned());
        if path.len() > 1 {
            self.paths.push(path);
        }
        end
    }
}

fn is_word(token: &str) -> bool {
    token.starts_with(|char: char| char.is_alphabetic() || char == '_')
}

/// The words and signs of Rust source, without comments, strings and characters.
fn tokens(text: &str) -> Vec<&str> {
    let mut tokens = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let length = match first {
            '/' if rest.starts_with("//") => rest.find('\n').unwrap_or(rest.len()),
            '"' => string(rest),
            'r' if rest.starts_with("r#\"") || rest.starts_with("r\"") => raw_string(rest),
            '\'' => character(rest),
            _ if first.is_alphanumeric() || first == '_' => {
                let end = rest.find(|char: char| !char.is_alphanumeric() && char != '_').unwrap_or(rest.len());
                tokens.push(&rest[..end]);
                end
            }
            ':' if rest.starts_with("::") => {
                tokens.push("::");
                2
            }
            _ if first.is_whitespace() => first.len_utf8(),
            _ => {
                tokens.push(&rest[..first.len_utf8()]);
                first.len_utf8()
            }
        };
        rest = &rest[length..];
    }
    tokens
}

/// Length of the string that `rest` begins with.
fn string(rest: &str) -> usize {
    let mut escaped = false;
    let close = rest.char_indices().skip(1).find(|&(_, char)| {
        let closes = char == '"' && !escaped;
        escaped = char == '\\' && !escaped;
        closes
    });
    close.map_or(rest.len(), |(at, _)| at + 1)
}

/// Length of the raw string that `rest` begins with.
fn raw_string(rest: &str) -> usize {
    let hashes = rest[1..].bytes().take_while(|byte| *byte == b'#').count();
    let close = format!("\"{}", "#".repeat(hashes));
    let begin = hashes + 2;
    rest[begin..].find(&close).map_or(rest.len(), |length| begin + length + close.len())
}

/// Length of the character that `rest` begins with, or of the apostrophe of a lifetime.
fn character(rest: &str) -> usize {
    let mut chars = rest.char_indices().skip(1);
    let is_escaped = chars.next().is_some_and(|(_, char)| char == '\\');
    if is_escaped {
        chars.next();
        return rest[2..].char_indices().skip(1).find(|(_, char)| *char == '\'').map_or(1, |(at, _)| 2 + at + 1);
    }
    chars.next().filter(|(_, char)| *char == '\'').map_or(1, |(at, _)| at + 1)
}

#[test]
fn names_are_read_from_code_alone() {
    let text = r##"
        //! use crate::comment;
        use super::{a::{self, B as C}, d};
        pub use crate::e::*;
        pub(in crate::seen) fn f<'a>(x: &'a str) -> char { g::h(x, '\'', "use crate::string;", r#"crate::raw"#) }
    "##;
    let names = Names::read(text);
    let uses: Vec<_> = names.uses.iter().map(|it| (it.path.join("::"), it.name.as_str(), it.handed_on)).collect();
    let expected =
        [("super::a", "a", false), ("super::a::B", "C", false), ("super::d", "d", false), ("crate::e::*", "*", true)];
    assert_eq!(uses, expected.map(|(path, name, handed_on)| (path.to_owned(), name, handed_on)));
    assert_eq!(names.paths, [["g", "h"]]);
    assert!(names.defined.contains("f"));
}
