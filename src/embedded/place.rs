//! Findings of an article at their places in the file that holds it.

use super::contents::Inner;
use crate::findings::{Edit, Finding};
use crate::text::Source;

/// `finding`, with spans in the file.
pub fn placed(mut finding: Finding, article: &Source, inner: &Inner) -> Finding {
    let map = &inner.map;
    finding.span = map.outer(finding.span);
    finding.mends = finding.mends.map(|span| map.outer(span));
    finding.related.iter_mut().for_each(|related| related.span = map.outer(related.span));
    for fix in &mut finding.fixes {
        let edits: Vec<Edit> = std::mem::take(&mut fix.edits);
        fix.edits = map.edits(&edits, article.text());
    }
    finding
}
