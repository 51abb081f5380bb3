//! On undamaged Markdown code and autolinks are where comrak sees them.

use std::collections::BTreeSet;

use comrak::nodes::{NodeValue, Sourcepos};
use comrak::{Arena, Options, parse_document};
use copydesk::internals::lint::Reading;
use copydesk::internals::text::{Flavor, LineTable};
use copydesk::internals::tokens::RegionKind;
use proptest::prelude::*;

use crate::cases;
use crate::properties::source;
use crate::texts::{ARTICLES, markdown};

/// Kind, first line, and what is compared: the last line of a code block, the content of anything else.
type Seen = BTreeSet<(&'static str, u32, String)>;

fn seen_by_copydesk(text: &str) -> Seen {
    let document = Reading::new(source(Flavor::Markdown, text));
    let lines = LineTable::new(text);
    let seen = document.regions().list().iter().filter_map(|region| {
        let inside = &text[region.span.range()];
        let (kind, content) = match region.kind {
            RegionKind::CodeBlock => {
                let end = region.span.start + inside.trim_end().len() as u32 - 1;
                ("block", (lines.line_of(end) + 1).to_string())
            }
            // In a table a backslash keeps a pipe from ending the cell (GFM 4.10).
            RegionKind::CodeSpan => ("span", inside.trim_matches('`').trim().replace("\\|", "|")),
            RegionKind::Autolink => ("link", inside.to_owned()),
            _ => return None,
        };
        Some((kind, lines.line_of(region.span.start) + 1, content))
    });
    seen.collect()
}

fn seen_by_comrak(text: &str) -> Seen {
    let mut options = Options::default();
    options.extension.table = true;
    options.extension.strikethrough = true;
    options.extension.tasklist = true;
    options.extension.footnotes = true;
    options.extension.front_matter_delimiter = Some("---".to_owned());
    let arena = Arena::new();
    let root = parse_document(&arena, text, &options);
    let mut spans_in_html = Vec::new();
    let seen = root.descendants().filter_map(|node| {
        let node = node.data.borrow();
        let (kind, content) = match &node.value {
            NodeValue::HtmlBlock(html) => {
                spans_in_html.extend(backticks(&html.literal, node.sourcepos.start.line as u32));
                return None;
            }
            NodeValue::CodeBlock(_) => ("block", last_line(text, node.sourcepos).to_string()),
            NodeValue::Code(code) => ("span", code.literal.trim().to_owned()),
            NodeValue::Link(_) => ("link", slice(text, node.sourcepos).to_owned()),
            _ => return None,
        };
        let is_autolink = kind != "link" || content.starts_with('<');
        is_autolink.then_some((kind, node.sourcepos.start.line as u32, content))
    });
    let mut seen: BTreeSet<_> = seen.collect();
    seen.extend(spans_in_html);
    seen
}

/// Pairs of backticks in the lines of an HTML block that begins at `line`: authors write code spans there, though
/// CommonMark reads none.
fn backticks(html: &str, line: u32) -> Vec<(&'static str, u32, String)> {
    let lines = html.lines().zip(line..);
    lines
        .flat_map(|(text, line)| {
            let pieces: Vec<&str> = text.split('`').collect();
            let closed = pieces.len() - usize::from(pieces.len().is_multiple_of(2));
            let inside = pieces[..closed].iter().skip(1).step_by(2);
            inside.map(|code| ("span", line, code.trim().to_owned())).collect::<Vec<_>>()
        })
        .collect()
}

/// The last line of a code block that is not blank.
fn last_line(text: &str, place: Sourcepos) -> usize {
    let lines: Vec<&str> = text.lines().collect();
    let mut last = place.end.line.min(lines.len());
    while last > place.start.line && lines[last - 1].trim().is_empty() {
        last -= 1;
    }
    last
}

fn slice(text: &str, place: Sourcepos) -> &str {
    let line = text.split_inclusive('\n').nth(place.start.line - 1).unwrap_or_default();
    if place.start.line != place.end.line {
        return "";
    }
    line.get(place.start.column - 1..place.end.column).unwrap_or_default()
}

proptest! {
    #![proptest_config(cases(400))]

    #[test]
    fn on_generated_markdown(text in markdown()) {
        prop_assert_eq!(seen_by_copydesk(&text), seen_by_comrak(&text), "{}", text);
    }
}

#[test]
fn on_articles() {
    let good = ARTICLES.iter().filter(|(kind, flavor, _)| kind == "good" && *flavor == Flavor::Markdown);
    for (_, _, text) in good {
        assert_eq!(seen_by_copydesk(text), seen_by_comrak(text), "{text}");
    }
}
