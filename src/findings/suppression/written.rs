//! The comments that silence findings, as they are written into an article.

use crate::findings::Edit;
use crate::text::{Flavor, Source, Span};

/// Writes comments into one article, in its flavor and with its line ends.
#[derive(Clone, Copy, Debug)]
pub struct CommentWriter<'a> {
    text: &'a str,
    flavor: Flavor,
    line_end: &'static str,
}

impl<'a> CommentWriter<'a> {
    /// One for the article `source`.
    pub fn new(source: &'a Source) -> Self {
        Self { text: source.text(), flavor: source.flavor(), line_end: line_end_of(source.text()) }
    }

    /// Whether a comment above the line is between two blocks: within a block it would split it.
    pub fn may_stand_above(&self, line: Span) -> bool {
        let before = &self.text[..line.start as usize];
        before.is_empty() || before.lines().next_back().is_some_and(|line| line.trim().is_empty())
    }

    /// A comment on a line of its own above `line`, indented as that is.
    pub fn above<'r>(&self, line: Span, rules: impl IntoIterator<Item = &'r str>) -> Edit {
        let content = self.content(line);
        let indent = &content[..content.len() - content.trim_start().len()];
        Edit::insert(line.start, format!("{indent}{}{}", self.comment("copydesk-ignore", rules), self.line_end))
    }

    /// A comment at the end of `line`.
    pub fn behind<'r>(&self, line: Span, rules: impl IntoIterator<Item = &'r str>) -> Edit {
        let end = line.start + self.content(line).len() as u32;
        Edit::insert(end, format!(" {}", self.comment("copydesk-ignore", rules)))
    }

    /// A comment for the whole file, at its end, where it is in nobody's way.
    pub fn of_file<'r>(&self, rules: impl IntoIterator<Item = &'r str>) -> Edit {
        let end = self.line_end;
        let gap = if self.text.ends_with(end) { end.to_owned() } else { end.repeat(2) };
        Edit::insert(self.text.len() as u32, format!("{gap}{}{end}", self.comment("copydesk-ignore-file", rules)))
    }

    fn comment<'r>(&self, directive: &str, rules: impl IntoIterator<Item = &'r str>) -> String {
        let rules = rules.into_iter().collect::<Vec<_>>().join(", ");
        match self.flavor {
            Flavor::Mdx => format!("{{/* {directive} {rules} */}}"),
            Flavor::Html | Flavor::Markdown | Flavor::Text => format!("<!-- {directive} {rules} -->"),
        }
    }

    /// A line without its end.
    fn content(&self, line: Span) -> &'a str {
        self.text[line.range()].trim_end_matches(['\r', '\n'])
    }
}

/// The line end that the text uses.
fn line_end_of(text: &str) -> &'static str {
    let first = text.find(['\n', '\r']).map(|at| &text[at..]);
    match first {
        Some(rest) if rest.starts_with("\r\n") => "\r\n",
        Some(rest) if rest.starts_with('\r') => "\r",
        _ => "\n",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Two rules that are silenced.
    const RULES: [&str; 2] = ["spaced-tag", "mojibake"];

    #[test]
    fn comments_fit_the_article() {
        let written = |flavor, text: &str, write: fn(&CommentWriter, Span) -> Edit| {
            let source = Source::new("article", flavor, text).expect("it is short");
            let line = source.lines().line_span(source.lines().line_of(text.len() as u32 - 1), text);
            write(&CommentWriter::new(&source), line).text.to_string()
        };
        assert_eq!(
            written(Flavor::Html, "a\r\n  b\r\n", |writer, line| writer.above(line, RULES)),
            "  <!-- copydesk-ignore spaced-tag, mojibake -->\r\n"
        );
        assert_eq!(
            written(Flavor::Mdx, "a\n\nb\n", |writer, line| writer.behind(line, RULES)),
            " {/* copydesk-ignore spaced-tag, mojibake */}"
        );
        let of_file: fn(&CommentWriter, Span) -> Edit = |writer, _| writer.of_file(["mojibake"]);
        assert_eq!(written(Flavor::Text, "a", of_file), "\n\n<!-- copydesk-ignore-file mojibake -->\n");
        assert_eq!(written(Flavor::Text, "a\r", of_file), "\r<!-- copydesk-ignore-file mojibake -->\r");
    }

    #[test]
    fn a_comment_splits_no_block() {
        let source = Source::new("article.md", Flavor::Markdown, "a\n\nb\nc\n").expect("it is short");
        let above = |line| CommentWriter::new(&source).may_stand_above(source.lines().line_span(line, source.text()));
        assert_eq!((0..4).map(above).collect::<Vec<_>>(), [true, false, true, false]);
    }
}
