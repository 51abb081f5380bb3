//! The comment that silences a finding, in the flavor of its article.

use std::collections::HashSet;

use crate::findings::{Edit, Finding};
use crate::lint::lint;
use crate::server::state::Analysis;
use crate::text::{Flavor, Span};

/// The edit that adds a comment by which `finding` is silenced and nothing else appears: on a line of its own above
/// it, else at the end of its line, else for the whole file. `None` if no comment does it.
pub fn silence(analysis: &Analysis, finding: &Finding) -> Option<Edit> {
    let source = analysis.source();
    let (text, line) = (source.text(), line_of(source.text(), finding.span.start));
    let comment = |directive: &str| match source.flavor() {
        Flavor::Mdx => format!("{{/* {directive} {} */}}", finding.rule),
        Flavor::Html | Flavor::Markdown | Flavor::Text => format!("<!-- {directive} {} -->", finding.rule),
    };
    let (here, end) = (comment("copydesk-ignore"), line_end_of(text));
    let content = &text[line.range()];
    let indent = &content[..content.len() - content.trim_start().len()];
    let above = Edit::insert(line.start, format!("{indent}{here}{end}"));
    let behind = Edit::insert(line.end, format!(" {here}"));
    let of_file = Edit::insert(text.len() as u32, format!("{end}{}{end}", comment("copydesk-ignore-file")));
    let candidates = if may_stand_above(text, line) { vec![above, behind, of_file] } else { vec![behind, of_file] };
    candidates.into_iter().find(|edit| silences(analysis, finding, edit))
}

/// Whether a comment above the line is between two blocks: within a block it would split it.
fn may_stand_above(text: &str, line: Span) -> bool {
    let before = &text[..line.start as usize];
    before.is_empty() || before.lines().next_back().is_some_and(|line| line.trim().is_empty())
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

/// The line that holds `offset`, without its end.
fn line_of(text: &str, offset: u32) -> Span {
    let is_end = |character: char| matches!(character, '\n' | '\r');
    let start = text[..offset as usize].rfind(is_end).map_or(0, |end| end + 1);
    let end = text[offset as usize..].find(is_end).map_or(text.len(), |end| offset as usize + end);
    Span::of(start, end)
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
