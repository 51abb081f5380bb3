//! Directives that are never closed.

use super::article::Article;
use super::content::ADMONITIONS;
use crate::text::Span;
use crate::tokens::LineKind;

/// Names of boxes that site generators add to those that everybody has (Docusaurus, VitePress).
const OTHERS: [&str; 4] = ["details", "caution", "hint", "attention"];

/// The first lines of directives that nothing closes, where the article is whole and they hold a heading below them, which
/// a box does not.
pub fn unclosed_directives(article: Article) -> Vec<Span> {
    let mut open: Vec<(bool, Span)> = Vec::new();
    if !article.begins || article.goes_on {
        return Vec::new();
    }
    for line in article.lines.list() {
        match line.kind {
            // Those further out hold it too, and are marked already where one is.
            LineKind::Heading(_) => open
                .iter_mut()
                .rev()
                .take_while(|(holds_heading, _)| !*holds_heading)
                .for_each(|(holds_heading, _)| *holds_heading = true),
            LineKind::Text => {}
            _ => continue,
        }
        let content = article.content(line).trim_end();
        let colons = content.bytes().take_while(|&byte| byte == b':').count();
        if colons < 3 {
            continue;
        }
        let name = content[colons..].trim_start();
        let length = name.bytes().take_while(u8::is_ascii_alphanumeric).count();
        if name.is_empty() {
            // Of those that are not known some have no end, so this may be that of the box around them.
            while open.pop().is_some_and(|(_, span)| span.is_empty()) {}
        } else if name.ends_with(":::") {
            // Opened and closed on one line.
        } else if is_box(&name[..length]) && (name.len() == length || name[length..].starts_with([' ', '[', '{'])) {
            open.push((false, line.content_span()));
        } else {
            // What is not known may need no end.
            open.push((false, Span::at(line.content)));
        }
    }
    let is_lost = |(holds_heading, span): &(bool, Span)| *holds_heading && !span.is_empty();
    open.into_iter().filter(is_lost).map(|(_, span)| span).collect()
}

fn is_box(name: &str) -> bool {
    let lower = name.to_ascii_lowercase();
    ADMONITIONS.contains(&lower.as_str()) || OTHERS.contains(&lower.as_str())
}
