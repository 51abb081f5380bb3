//! Front matter: metadata at byte 0, after a byte-order mark too.

use super::{Region, RegionKind};

/// The front matter of `text`, its closing line and line end included.
pub(super) fn find(text: &str) -> Option<Region> {
    let mark = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    let fence = ["---", "+++"].into_iter().find(|fence| text[mark..].starts_with(fence))?;
    let mut lines = text[mark..].split_inclusive('\n');
    let first = lines.next()?;
    if first.trim_end() != fence {
        return None;
    }
    let mut end = mark + first.len();
    for (number, line) in lines.enumerate() {
        end += line.len();
        if line.trim_end() == fence || fence == "---" && number > 0 && line.trim_end() == "..." {
            return Some(Region::new(mark, end, RegionKind::FrontMatter));
        }
        if number == 0 && line.trim().is_empty() {
            return None;
        }
    }
    None
}

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
