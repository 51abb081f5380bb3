//! Front matter: metadata at byte 0, after a byte-order mark too, its dashes changed by typography or not.

use super::region::{Region, RegionKind};
use crate::text::wear::{Wear, is_invisible, stands_for};

/// What may be the front matter of a text.
enum Metadata {
    /// There is none.
    None,
    /// It begins, and the text ends before it does.
    Open,
    /// All of it.
    Closed(Region),
}

/// What ends front matter, after a line end.
pub(super) const CLOSERS: [&str; 8] = ["\n--", "\n+++", "\n...", "\n–", "\n—", "\n―", "\n-–", "\n－"];

/// The front matter of `text`, its closing line and line end included.
pub fn find(text: &str) -> Option<Region> {
    match read(text) {
        Metadata::Closed(region) => Some(region),
        Metadata::None | Metadata::Open => None,
    }
}

/// Whether `text` ends within its front matter.
pub(super) fn is_open(text: &str) -> bool {
    matches!(read(text), Metadata::Open)
}

fn read(text: &str) -> Metadata {
    let mark = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    let mut lines = text[mark..].split_inclusive('\n');
    let Some(first) = lines.next() else { return Metadata::None };
    let opener = first.trim_end();
    let is_toml = opener == "+++";
    if !is_toml && !is_dashes(opener) {
        return Metadata::None;
    }
    let is_damaged = !is_toml && opener != "---";
    let mut end = mark + first.len();
    let mut is_mapping = true;
    for (number, line) in lines.enumerate() {
        end += line.len();
        let closer = line.trim_end();
        let closes = match closer {
            "+++" => is_toml,
            "---" => !is_toml,
            "..." => !is_toml && number > 0,
            _ => !is_toml && is_mapping && number > 0 && is_dashes(closer),
        };
        if closes {
            return Metadata::Closed(Region::new(mark, end, RegionKind::FrontMatter));
        }
        is_mapping &= is_key(line) || line.starts_with([' ', '\t', '#', '-', '\n', '\r']);
        // A dialogue may begin with a dash; metadata begins with a key.
        let is_odd = line.trim().is_empty() || is_damaged && !is_key(line);
        if number == 0 && is_odd {
            return Metadata::None;
        }
    }
    Metadata::Open
}

/// Whether a line of metadata begins with a key: one word and a colon.
fn is_key(line: &str) -> bool {
    line.split_once(':').is_some_and(|(key, _)| !key.is_empty() && !key.contains(char::is_whitespace))
}

/// Three hyphens, or what became of them: dashes, full-width ones, with white space between, one too many or too few.
fn is_dashes(line: &str) -> bool {
    if line == "---" {
        return true;
    }
    let (mut count, mut width) = (0, 0);
    for char in line.chars().take(MOST_DASHES + 1) {
        match stands_for(b'-', char) {
            // One long dash stands for two or three hyphens.
            Some(wear) if !wear.contains(Wear::LOOKALIKE) => {
                count += 1;
                width += if matches!(char, '—' | '―') { 3 } else { 1 };
            }
            _ if char == ' ' || is_invisible(char) => {}
            _ => return false,
        }
    }
    line.chars().count() <= MOST_DASHES && count <= 4 && width >= 2
}

/// Characters of a damaged line of hyphens at the most.
const MOST_DASHES: usize = 7;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stands_only_at_the_start() {
        let length = |text: &str| find(text).map(|region| region.span.len());
        assert_eq!(length("---\ntitle: a\n---\nText"), Some(17));
        assert_eq!(length("\u{feff}+++\r\na = 1\r\n+++\r\n"), Some(17));
        assert_eq!(length("---\n\nA rule, then text\n---\n"), None);
        assert_eq!(length("---\nnever closed\n"), None);
        assert_eq!(length("Text\n---\n---\n"), None);
    }
}
