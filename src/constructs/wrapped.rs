//! Links whose text goes on on the next line, as the lines of an article that is wrapped cut them: each line by itself lacks a
//! bracket, and both together none.

use super::article::Article;
use crate::tokens::{Line, LineKind, search};

/// Whether the last bracket of the line with this index begins the text of a link that ends on the line below.
pub fn goes_on_below(article: Article, index: usize) -> bool {
    let lines = article.lines.list();
    lines
        .get(index + 1)
        .is_some_and(|below| begins(article, &lines[index]) && ends(article, below, lines[index].quotes))
}

/// Whether the first bracket of the line with this index ends the text of a link that began on the line above.
pub fn begins_above(article: Article, index: usize) -> bool {
    index.checked_sub(1).is_some_and(|above| goes_on_below(article, above))
}

fn begins(article: Article, line: &Line) -> bool {
    let bytes = article.content(line).as_bytes();
    let Some(open) = search::last_byte2(b'[', b']', bytes) else { return false };
    let is_plain = bytes.get(open + 1).is_some_and(|next| !matches!(next, b' ' | b'^' | b'!' | b'\\'));
    line.kind == LineKind::Text && bytes[open] == b'[' && is_plain && !bytes[..open].ends_with(b"\\")
}

fn ends(article: Article, line: &Line, quotes: u8) -> bool {
    let bytes = article.content(line).as_bytes();
    let Some(close) = search::byte2(b'[', b']', bytes) else { return false };
    let is_plain = bytes[..close].last().is_some_and(|last| !matches!(last, b' ' | b'\\'));
    let behind = line.content + close as u32 + 1;
    let is_one = line.kind == LineKind::Text && !line.is_item() && line.quotes == quotes;
    is_one && bytes[close] == b']' && is_plain && (article.target_at(behind).is_some() || is_label(&bytes[close + 1..]))
}

/// Whether `rest` begins with the label of a reference.
pub fn is_label(rest: &[u8]) -> bool {
    let Some((b'[', label)) = rest.split_first() else { return false };
    let end = search::byte2(b'[', b']', &label[..label.len().min(LONGEST_LABEL)]);
    let is_plain = |byte: Option<&u8>| byte.is_some_and(|byte| !matches!(byte, b' ' | b'^' | b'!'));
    end.is_some_and(|end| label[end] == b']' && is_plain(label.first()) && is_plain(label[..end].last()))
}

/// Bytes of a label that are looked through for its end.
const LONGEST_LABEL: usize = 300;
