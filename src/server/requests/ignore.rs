//! The comment that silences one finding and nothing else.

use std::collections::HashSet;

use crate::findings::suppression::CommentWriter;
use crate::findings::{Edit, Finding};
use crate::lint::lint;
use crate::server::state::Analysis;

/// The edit that adds a comment by which `finding` is silenced and nothing else appears: on a line of its own above
/// it, else at the end of its line, else for the whole file. `None` if no comment does it.
pub fn silence(analysis: &Analysis, finding: &Finding) -> Option<Edit> {
    let (source, rules) = (analysis.source(), [finding.rule]);
    let (writer, lines) = (CommentWriter::new(source), source.lines());
    let line = lines.line_span(lines.line_of(finding.span.start), source.text());
    let above = writer.may_stand_above(line).then(|| writer.above(line, rules));
    let candidates = above.into_iter().chain([writer.behind(line, rules), writer.of_file(rules)]);
    candidates.into_iter().find(|edit| silences(analysis, finding, edit))
}

/// Whether the article with the comment has the same findings but for this one, and those of its rule near it.
fn silences(analysis: &Analysis, finding: &Finding, edit: &Edit) -> bool {
    let source = analysis.source();
    let mut text = source.text().to_owned();
    text.replace_range(edit.span.range(), &edit.text);
    let Ok(source) = source.with_text(text) else { return false };
    let moved = |offset: u32| if offset >= edit.span.start { offset + edit.text.len() as u32 } else { offset };
    let (before, after) = (analysis.findings(), lint(source, &analysis.settings).findings);
    let others = |list: &[Finding]| list.iter().filter(|other| other.rule != finding.rule).count();
    let expected: HashSet<_> = before.iter().map(|old| (old.rule, moved(old.span.start))).collect();
    let is_expected = |new: &Finding| {
        let key = (new.rule, new.span.start);
        key != (finding.rule, moved(finding.span.start)) && expected.contains(&key)
    };
    others(&after) == others(before) && after.iter().all(is_expected)
}
