//! The part of an article that a report shows: few lines, each cut to what fits, and safe to print.

use std::ops::{Range, RangeInclusive};

use unicode_width::UnicodeWidthChar;

use crate::text::visible;
use crate::text::{Source, Span};

/// Stands where a line was cut.
const CUT: char = '…';

/// Stands for a character that nobody sees, where a finding is about it.
const INVISIBLE: char = '◌';

/// Begins some files, and is not part of their text.
const BYTE_ORDER_MARK: char = '\u{feff}';

/// Columns of a tab as the renderer shows it.
const TAB: usize = 4;

/// Lines of an article as they are shown, with the way from the article's bytes to theirs.
#[derive(Debug)]
pub struct Excerpt {
    /// The shown lines, joined by `\n`.
    pub text: String,
    /// The number of the first one, from 1.
    pub first_line: usize,
    /// Offsets of shown characters and of shown ends of lines, in the article and here, both rising.
    places: Vec<(u32, usize)>,
}

impl Excerpt {
    /// The `lines` (from 0) of `source`, each cut to `width` columns around `focus`.
    pub fn new(source: &Source, lines: RangeInclusive<u32>, focus: Span, width: usize) -> Self {
        let first = *lines.start();
        let mut excerpt = Self { text: String::new(), first_line: first as usize + 1, places: Vec::new() };
        for line in lines {
            if line > first {
                excerpt.text.push('\n');
            }
            excerpt.add_line(source, source.lines().line_span(line, source.text()), focus, width);
        }
        excerpt
    }

    /// Where the bytes of `span` are shown; what was cut away lies at the cut.
    pub fn range(&self, span: Span) -> Range<usize> {
        self.place(span.start)..self.place(span.end)
    }

    /// Whether both ends of `span` are shown.
    pub fn shows(&self, span: Span) -> bool {
        let is_shown = |offset| self.places.binary_search_by_key(&offset, |(original, _)| *original).is_ok();
        is_shown(span.start) && is_shown(span.end)
    }

    fn place(&self, offset: u32) -> usize {
        let index = self.places.partition_point(|(original, _)| *original < offset);
        self.places.get(index).map_or(self.text.len(), |(_, here)| *here)
    }

    fn add_line(&mut self, source: &Source, line: Span, focus: Span, width: usize) {
        let content = source.text()[line.range()].trim_end_matches(['\n', '\r']);
        let begins_here = focus.start >= line.start && focus.start <= line.start + content.len() as u32;
        let centre = if begins_here { focus.start } else { focus.end.clamp(line.start, line.end) };
        let window = window(content, (centre - line.start) as usize, width);
        if window.start > 0 {
            self.text.push(CUT);
        }
        for (at, character) in content[window.clone()].char_indices() {
            let offset = line.start + (window.start + at) as u32;
            self.places.push((offset, self.text.len()));
            if offset == 0 && character == BYTE_ORDER_MARK {
                continue;
            }
            let is_hidden = is_invisible(character) && focus.covers(offset);
            self.text.push(if is_hidden { INVISIBLE } else { shown(character) });
        }
        self.places.push((line.start + window.end as u32, self.text.len()));
        if window.end < content.len() {
            self.text.push(CUT);
        }
    }
}

/// The bytes of `line` around byte `centre`, a character boundary, that fill at most `width` columns, most of them after it.
fn window(line: &str, centre: usize, width: usize) -> Range<usize> {
    let (before, behind) = line.split_at(centre.min(line.len()));
    let (mut back, used) = taken(before.chars().rev(), width / 3);
    let (ahead, used_ahead) = taken(behind.chars(), width - used);
    if ahead == behind.len() {
        back = taken(before.chars().rev(), width - used_ahead).0;
    }
    before.len() - back..before.len() + ahead
}

/// Bytes and columns of the first characters that fill at most `width` columns.
fn taken(characters: impl Iterator<Item = char>, width: usize) -> (usize, usize) {
    let (mut bytes, mut columns) = (0, 0);
    for character in characters {
        // One that takes no column counts too, so that a line of them ends as well.
        let next = if character == '\t' { TAB } else { shown(character).width().unwrap_or(1).max(1) };
        if columns + next > width {
            break;
        }
        bytes += character.len_utf8();
        columns += next;
    }
    (bytes, columns)
}

fn shown(character: char) -> char {
    if character == '\t' { character } else { visible(character) }
}

/// Whether a reader sees nothing of it, though it is not a control character.
fn is_invisible(character: char) -> bool {
    matches!(character, '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{2060}'..='\u{2064}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Flavor;

    fn excerpt(text: &str, lines: RangeInclusive<u32>, focus: Span, width: usize) -> Excerpt {
        Excerpt::new(&Source::new("a.txt", Flavor::Text, text).expect("readable"), lines, focus, width)
    }

    #[test]
    fn long_lines_are_cut_around_the_focus() {
        let text = format!("{}X{}", "a".repeat(1_000), "b".repeat(1_000));
        let focus = Span::new(1_000, 1_001);
        let shown = excerpt(&text, 0..=0, focus, 30);
        assert_eq!(shown.text, format!("…{}X{}…", "a".repeat(10), "b".repeat(19)));
        assert_eq!(&shown.text[shown.range(focus)], "X");
        assert!(shown.shows(focus) && !shown.shows(Span::new(0, 1_001)));
    }

    #[test]
    fn a_focus_at_the_end_leaves_more_room_before_it() {
        let text = "a".repeat(100);
        assert_eq!(excerpt(&text, 0..=0, Span::new(98, 100), 10).text, format!("…{}", "a".repeat(10)));
        assert_eq!(excerpt("short", 0..=0, Span::new(4, 5), 10).text, "short");
    }

    #[test]
    fn wide_characters_count_twice() {
        assert_eq!(excerpt(&"漢".repeat(50), 0..=0, Span::new(0, 3), 10).text, "漢漢漢漢漢…");
    }

    #[test]
    fn hazards_are_shown_and_lines_keep_their_places() {
        let text = "a\u{1b}b\r\nc\u{200b}d";
        let focus = Span::new(6, 9);
        let shown = excerpt(text, 0..=1, focus, 80);
        assert_eq!(shown.text, "a␛b\nc◌d");
        assert_eq!(&shown.text[shown.range(focus)], "◌");
        assert_eq!(&shown.text[shown.range(Span::new(2, 5))], "b\n");
    }
}
