//! Whether a text is prose in Markdown and nothing else.

use pulldown_cmark::{Event, HeadingLevel, Tag, TagEnd};

use super::regions::{markdown_events, readable_markdown};

/// Signs of code, which prose does not need.
const OF_CODE: [char; 9] = ['{', '}', '$', '=', '<', '>', '|', '\\', ';'];

/// Letters and digits of a sentence at least.
const SHORTEST: usize = 12;

/// Whether `text` consists of sentences, headings and lists, with a link or a note in it, or with a heading above a
/// sentence. What programs print may have bold words, and a remark in code begins with `#`.
pub fn reads_as_prose(text: &str) -> bool {
    let readable = readable_markdown(text);
    let (mut has_marks, mut has_heading, mut has_sentence) = (false, false, false);
    let mut paragraph: Option<String> = None;
    for (event, _) in markdown_events(&readable) {
        match event {
            Event::Start(Tag::Paragraph) => paragraph = Some(String::new()),
            Event::End(TagEnd::Paragraph) => {
                if !paragraph.take().is_some_and(|written| is_sentence(&written)) {
                    return false;
                }
                has_sentence = true;
            }
            Event::Start(Tag::Heading { level, .. }) => has_heading |= !has_sentence && level != HeadingLevel::H1,
            Event::Start(Tag::Link { .. }) | Event::FootnoteReference(_) => has_marks = true,
            Event::Start(
                Tag::CodeBlock(_) | Tag::HtmlBlock | Tag::Table(_) | Tag::MetadataBlock(_) | Tag::BlockQuote(_),
            )
            | Event::Html(_)
            | Event::InlineHtml(_)
            | Event::Rule => return false,
            Event::Text(words) => {
                if words.contains(OF_CODE) || words.contains("::") || words.contains("()") {
                    return false;
                }
                if let Some(written) = &mut paragraph {
                    written.push_str(&words);
                }
            }
            Event::Code(_) | Event::SoftBreak => {
                if let Some(written) = &mut paragraph {
                    written.push(' ');
                }
            }
            _ => {}
        }
    }
    has_sentence && (has_marks || has_heading)
}

/// Whether a paragraph begins and ends as a sentence does.
fn is_sentence(written: &str) -> bool {
    let written = written.trim_matches(|char: char| char.is_whitespace() || "\"'“”‘’«»„()（）「」*_".contains(char));
    let begins = written.chars().next().is_some_and(|first| first.is_alphanumeric() && !first.is_lowercase());
    let ends = written.ends_with(['.', '!', '?', '。', '！', '？', '…', ':', '：']);
    begins && ends && written.chars().filter(|char| char.is_alphanumeric()).count() >= SHORTEST
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prose_has_sentences_and_marks() {
        assert!(reads_as_prose("See [the tides](tides.md) before you leave.\n"));
        assert!(reads_as_prose("## Opening hours\n\nThe quay opens at nine.\n"));
        assert!(reads_as_prose("The pier was longer.[^1]\n\n[^1]: By twelve metres.\n"));
        assert!(reads_as_prose("出发之前请先查看[潮汐表](tides.md)，以免误船。\n"));
        for code in [
            "# Open the gate.\ngate --open\n",
            "The quay opens at nine.\n",
            "**Warning**: the quay opens at nine.\n",
            "# Gates\n\nThe quay opens at nine.\n",
            "x = [a](b) if true.\n",
            "---\ntitle: A\n---\n\nSee [the tides](tides.md) first.\n",
            "* a\n* b\n",
            "See [the tides](tides.md)\n",
        ] {
            assert!(!reads_as_prose(code), "{code}");
        }
    }
}
