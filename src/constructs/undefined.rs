//! Links by reference whose label the article defines nowhere.

use super::article::Article;
use super::labels::Labels;
use crate::text::{Span, step};
use crate::tokens::search;
use crate::tokens::work::steps;

/// Bytes of a link's text and of its label at the most.
const LONGEST: usize = 120;

/// A link by reference that leads nowhere.
#[derive(Clone, Debug)]
pub struct Undefined {
    /// All of it.
    pub span: Span,
    /// Its label between the last brackets, empty in `[text][]`.
    pub label: Span,
    /// The only label that is defined and that nothing refers to, where there is one.
    pub meant: Option<String>,
}

/// The links of an article whose labels are defined nowhere, where it defines others.
pub fn undefined_references(article: Article) -> Vec<Undefined> {
    let text = article.text();
    let bytes = text.as_bytes();
    let is_joint = |at: &usize| bytes.get(at + 1) == Some(&b'[');
    let mut joints = memchr::memchr_iter(b']', bytes).filter(is_joint).peekable();
    // Another part of the article may define them.
    if joints.peek().is_none() || !article.begins || article.goes_on {
        return Vec::new();
    }
    let labels = Labels::of(article.source, article.lines, article.regions, false);
    let joints = joints.filter(|&at| article.regions.at(at as u32).is_none());
    let is_undefined = |found: &Undefined| {
        let written = &text[found.label.range()];
        let label = if written.is_empty() {
            &text[found.span.start as usize + 1..found.label.start as usize - 2]
        } else {
            written
        };
        is_label(label) && labels.lacks(label) && !labels.has(&format!("^{label}"))
    };
    let mut found: Vec<Undefined> = joints.filter_map(|at| reference(text, at)).filter(is_undefined).collect();
    if found.is_empty() || !labels.defines_links() {
        return Vec::new();
    }
    if let [one] = &mut found[..] {
        one.meant = labels.unused();
    }
    found
}

/// The link whose text ends, and whose label begins, at `joint`.
fn reference(text: &str, joint: usize) -> Option<Undefined> {
    let before = &text[step::ceil(text, joint.saturating_sub(LONGEST))..joint];
    steps(before.len());
    let bracket = search::last_char(before, |char| matches!(char, '[' | ']'))?;
    let words = before[bracket..].strip_prefix('[')?;
    let start = joint - words.len() - 1;
    let rest = &text[joint + 2..step::floor(text, joint + 2 + LONGEST)];
    let length = search::byte2(b'[', b']', rest.as_bytes()).filter(|&at| rest.as_bytes()[at] == b']')?;
    let end = joint + 2 + length;
    let is_parted = words.contains("\n\n") || rest[..length].contains('\n');
    let follows = text[..start].chars().next_back();
    let is_index =
        follows.is_some_and(|char| char.is_alphanumeric() || matches!(char, ']' | ')' | '\\' | '[' | '_' | '^'));
    let goes_on = text[end + 1..].starts_with(['[', '(', ':']);
    let letters = words.chars().filter(|char| char.is_alphabetic()).count();
    (!is_parted && !is_index && !goes_on && letters > 2).then(|| Undefined {
        span: Span::of(start, end + 1),
        label: Span::of(joint + 2, end),
        meant: None,
    })
}

/// Whether a label is made of words: names of code are defined by tools.
fn is_label(label: &str) -> bool {
    let is_code = label.contains(['`', '_', '\\', '$', '{', '<', '@', '/', '^']) || label.contains("::");
    let is_path = label.contains('.') && !label.contains(' ');
    label.contains(char::is_alphabetic) && !is_code && !is_path
}
