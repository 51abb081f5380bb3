//! HTML that a blank line cut: the rest of its block is indented, and so it became code (CommonMark 4.4, 4.6).
//!
//! Code within an element is common, samples of HTML too, so its tags must show that they belong to what is around them.

use crate::tokens::work::steps;

/// Bytes of indented code that are looked at.
const REACH: usize = 4_000;

/// Which elements have no place but in another one.
const PARTS: [(&str, &[&str]); 4] = [
    ("table", &["tr", "td", "th", "thead", "tbody", "tfoot", "caption", "colgroup"]),
    ("ul", &["li"]),
    ("ol", &["li"]),
    ("dl", &["dt", "dd"]),
];

/// Whether `code`, which is indented and stands in the open element `name` behind `before`, is the rest of its HTML.
pub(super) fn is_rest(before: &str, name: &str, code: &str) -> bool {
    let length = code.len().min(REACH);
    steps(length);
    let code = &code.as_bytes()[..length];
    is_part_of(name, code) || goes_deeper(before, code) || ends_another(code)
}

/// Whether it begins with an element that has no place but in `name`.
fn is_part_of(name: &str, code: &[u8]) -> bool {
    let first = code.trim_ascii_start().strip_prefix(b"<").map(name_of);
    let parts = PARTS.iter().filter(|(whole, _)| *whole == name).flat_map(|(_, parts)| *parts);
    first.is_some_and(|first| parts.into_iter().any(|part| first.eq_ignore_ascii_case(part.as_bytes())))
}

/// Whether it begins with a tag, and a start tag above it is indented too, less far: only nesting indents both.
fn goes_deeper(before: &str, code: &[u8]) -> bool {
    let above = before.trim_end();
    let line = &above[above.rfind('\n').map_or(0, |end| end + 1)..];
    let tag = line.trim_start_matches(' ');
    let is_start = tag.starts_with('<') && !tag.starts_with("</") && !tag.starts_with("<!") && tag.ends_with('>');
    is_start && (2..4).contains(&(line.len() - tag.len())) && code.trim_ascii_start().starts_with(b"<")
}

/// Whether it ends an element that began before it.
fn ends_another(code: &[u8]) -> bool {
    let mut open: Vec<&[u8]> = Vec::new();
    for at in memchr::memchr_iter(b'<', code) {
        let rest = &code[at + 1..];
        match rest.first() {
            Some(b'/') => {
                let name = name_of(&rest[1..]);
                let last = open.iter().rev().take(MOST_OPEN).position(|other| other.eq_ignore_ascii_case(name));
                match last {
                    Some(last) => open.truncate(open.len() - 1 - last),
                    None => return !name.is_empty() && open.len() < MOST_OPEN,
                }
            }
            Some(letter) if letter.is_ascii_alphabetic() => open.push(name_of(rest)),
            _ => {}
        }
    }
    false
}

/// Open elements in which the partner of an end tag is looked for.
const MOST_OPEN: usize = 20;

fn name_of(tag: &[u8]) -> &[u8] {
    let length = tag.iter().take_while(|byte| byte.is_ascii_alphanumeric()).count();
    &tag[..length]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_show_what_they_belong_to() {
        assert!(is_rest("<div>\n", "div", "    <p>one</p>\n  </div>\n"));
        assert!(is_rest("<table>\n", "table", "    <td>one</td>\n"));
        assert!(is_rest("<div>\n  <div>\n", "div", "    <p>one</p>\n"));
        assert!(!is_rest("<div>\n", "div", "    <p>one</p>\n"));
        assert!(!is_rest("<div>\n", "div", "    make all\n"));
        assert!(!is_rest("<div>\n  </p>\n", "div", "    <p>one</p>\n"));
    }
}
