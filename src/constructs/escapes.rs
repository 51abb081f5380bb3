//! Articles that show signs on purpose.

use super::article::Article;
use crate::tokens::RegionKind;
use crate::tokens::search;

/// What articles that teach Markdown speak of.
const SUBJECTS: [&str; 4] = ["arkdown", "asterisk", "backtick", "backslash"];

/// What code spans show that teach Markdown.
const SHOWN: [&str; 8] = ["**", "__", "# ", "](", "[!", "[^", "~~", "<!--"];

/// Code spans that are looked at.
const MOST_SPANS: usize = 400;

/// Whether the article teaches the signs of Markdown: it speaks of them, or shows them in code spans.
pub fn teaches(article: Article) -> bool {
    let text = article.text();
    let has = |needle: &&str| search::bytes(text.as_bytes(), needle.as_bytes()).is_some();
    if SUBJECTS.iter().any(has) {
        return true;
    }
    let spans = article.regions.list().iter().filter(|region| region.kind == RegionKind::CodeSpan);
    spans.take(MOST_SPANS).any(|region| SHOWN.iter().any(|sign| text[region.span.range()].contains(sign)))
}
