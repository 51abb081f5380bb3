//! Whether a plain text holds markup. A damaged article of unknown origin does; a standard, a manual or a licence does not,
//! though angle brackets, stars and bars are in it.
//!
//! Each sign of markup is a vote for it and each sign of another notation one against it; so is length, since an article
//! has markup everywhere and a standard about HTML has some on a few pages. Votes of the pieces of a text add up.

use super::tag::{Notes, Role, Tag};
use crate::text::{Flavor, Source};
use crate::tokens::{Damages, Is, Line, LineKind, Lines, Region, RegionKind, Regions, Signs};

/// So many bytes without any sign of markup are a vote against it.
const BYTES_OF_A_VOTE: usize = 1_024;

/// A link, a fence, a table or a pair of tags is hardly anything else.
const STRONG: i32 = 2;

/// How much speaks for markup in a text, and how much against it. Other flavors hold markup by definition.
pub(super) fn votes(source: &Source, regions: &Regions, lines: &Lines, tags: &[Tag], certain: &[u32]) -> i32 {
    if source.flavor() != Flavor::Text {
        return 1;
    }
    let text = source.text();
    let of_tags: i32 = tags.iter().map(|tag| of_tag(text, tag, certain)).sum();
    let of_regions: i32 = regions.list().iter().map(|region| of_region(text, region)).sum();
    let length = i32::try_from(text.len() / BYTES_OF_A_VOTE).unwrap_or(i32::MAX);
    of_tags.saturating_add(of_regions).saturating_add(of_lines(text, lines.list())).saturating_sub(length)
}

fn of_tag(text: &str, tag: &Tag, certain: &[u32]) -> i32 {
    let is_certain = certain.binary_search(&tag.span.start).is_ok();
    let is_element = tag.element.is_known() && !is_key(&text[tag.name.range()]);
    match tag.role {
        // Keys and variables are written like start tags: `<CR>`, `<domain>`.
        _ if !is_element => -i32::from(tag.attribute_count == 0),
        Role::Mention => 0,
        // `< strong >`, `< tdLamps`: hardly any other notation has spaces within its brackets.
        _ if tag.damages.intersects(Damages::SPACED) => {
            if is_certain {
                STRONG
            } else {
                1
            }
        }
        _ if tag.notes.contains(Notes::TURNED) => -1,
        _ if tag.damages.intersects(Damages::BARE) => 0,
        Role::Start if tag.partner.is_none() && !tag.element.is(Is::OPTIONAL_END) => -1,
        _ if tag.is_damaged() => i32::from(is_certain),
        Role::End => i32::from(tag.partner.is_some()) * STRONG,
        Role::Start | Role::Alone => 1,
    }
}

/// `<Del>`, `<Space>`: so are keys written, and no tags.
fn is_key(name: &str) -> bool {
    name.len() > 1 && name.starts_with(|char: char| char.is_ascii_uppercase()) && name.contains(char::is_lowercase)
}

fn of_region(text: &str, region: &Region) -> i32 {
    match region.kind {
        RegionKind::LinkTarget => STRONG,
        RegionKind::CodeBlock if text[region.span.range()].starts_with(['`', '~']) => STRONG,
        RegionKind::Comment => i32::from(region.closed) * STRONG,
        _ => 0,
    }
}

fn of_lines(text: &str, lines: &[Line]) -> i32 {
    let is_blank = |line: Option<&Line>| line.is_none_or(|line| line.kind == LineKind::Blank);
    let of_line = |(index, line): (usize, &Line)| match line.kind {
        // Drawn tables have lines like `----|---` too.
        LineKind::TableDelimiter if text[line.content_span().range()].starts_with('|') => STRONG,
        // Comments begin with `#` too.
        LineKind::Heading(2..) => {
            let before = index.checked_sub(1).and_then(|before| lines.get(before));
            i32::from(is_blank(before) && is_blank(lines.get(index + 1)))
        }
        LineKind::Text if line.signs.contains(Signs::STAR) => i32::from(has_bold(&text[line.span.range()])),
        _ => 0,
    };
    lines.iter().enumerate().map(of_line).sum()
}

/// Whether `**words**` stand in a line.
fn has_bold(line: &str) -> bool {
    let parts: Vec<&str> = line.split("**").collect();
    parts.windows(3).any(|part| {
        let [before, bold, after] = part else { return false };
        let is_apart = |char: Option<char>| char.is_none_or(|char| !char.is_alphanumeric() && !"*/\\".contains(char));
        bold.starts_with(char::is_alphanumeric)
            && bold.ends_with(|char: char| !char.is_whitespace())
            && is_apart(before.chars().next_back())
            && is_apart(after.chars().next())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bold_text_is_no_pattern() {
        for bold in ["**Note:** the pier", "See **two words**.", "a **b** c"] {
            assert!(has_bold(bold), "{bold}");
        }
        for other in ["/u/**/x/**", "a**b**c", "** a ** b", "*one* two", "x ** y ** z", "/usr/**2/sys/**"] {
            assert!(!has_bold(other), "{other}");
        }
    }

    #[test]
    fn keys_are_no_tags() {
        assert!(is_key("Del") && is_key("Space"));
        assert!(!is_key("DEL") && !is_key("del") && !is_key("P"));
    }
}
