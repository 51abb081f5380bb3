//! Pages of Markdown, read by pulldown-cmark, and the HTML in them by html5gum.

use pulldown_cmark::{Event, Tag, TagEnd};

use super::html;
use super::shown::{Kind, Page};
use crate::tokens::{markdown_events, readable_markdown};

/// Reads `text` from `body` on.
pub(super) fn read(text: &str, body: usize, page: &mut Page) {
    let article = readable_markdown(&text[body..]);
    let mut in_code = false;
    let mut heading = false;
    // The block of HTML that is read, as a range of bytes; its lines are events of their own.
    let mut block: Option<std::ops::Range<usize>> = None;
    let mut open: Option<html::Open> = None;
    for (event, range) in markdown_events(&article) {
        let range = range.start + body..range.end + body;
        let text_kind = match () {
            () if open.is_some() => Kind::Hidden,
            () if in_code => Kind::Code,
            () => Kind::Text,
        };
        match event {
            Event::Start(Tag::HtmlBlock) => block = Some(range.start..range.start),
            Event::End(TagEnd::HtmlBlock) => {
                if let Some(block) = block.take() {
                    open = html::read(&text[block.clone()], block.start, open, page);
                }
            }
            Event::Html(_) => {
                if let Some(block) = &mut block {
                    block.end = range.end;
                }
            }
            Event::InlineHtml(_) => open = html::read(&text[range.clone()], range.start, open, page),
            Event::Start(Tag::CodeBlock(_)) => in_code = true,
            Event::End(TagEnd::CodeBlock) => in_code = false,
            Event::Start(Tag::Heading { .. }) => heading = true,
            Event::End(TagEnd::Heading(_)) => heading = false,
            Event::Start(Tag::Link { .. } | Tag::Image { .. }) => page.fill(range, Kind::Address),
            Event::Code(_) => page.fill(range, Kind::Code),
            Event::Text(_) => page.fill_text(range, text_kind, heading),
            _ => {}
        }
    }
}
