//! The addresses that generators make of headings.

use crate::skeleton::words_of_heading;

/// Whether an address is one that generators make of a heading; they part in what they do with signs.
pub(super) fn is_address_of(title: &str, address: &str) -> bool {
    let title = fold(&shown(title));
    let address = fold(address);
    let bare = address.trim_end_matches(|char: char| char.is_ascii_digit());
    title == address || title == bare || title.is_empty()
}

/// The words of a heading as they are shown.
fn shown(title: &str) -> String {
    let mut shown = String::new();
    let title = without_tags(words_of_heading(title));
    let mut rest = title.as_str();
    while let Some(at) = rest.find("](") {
        shown.push_str(&rest[..at]);
        rest = rest[at..].split_once(')').map_or("", |(_, rest)| rest);
    }
    shown.push_str(rest);
    shown
}

/// A text without its tags; signs in code stay.
fn without_tags(title: &str) -> String {
    let mut text = String::new();
    let mut is_code = false;
    let last = title.rfind('>').map_or(0, |at| title.len() - at);
    let mut rest = title;
    while let Some(at) = rest.find(['<', '`']) {
        text.push_str(&rest[..at]);
        is_code ^= rest.as_bytes()[at] == b'`';
        let behind = &rest[at + 1..];
        let is_tag = !is_code
            && behind.len() >= last
            && behind.starts_with(|char: char| char.is_ascii_alphabetic() || char == '/');
        rest = match behind.find('>').filter(|_| is_tag) {
            Some(end) => &behind[end + 1..],
            None => behind,
        };
    }
    text + rest
}

fn fold(text: &str) -> String {
    text.chars().filter(|char| char.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// The address that GitHub makes of a heading.
pub(super) fn slug(title: &str) -> String {
    let lower = shown(title).trim().to_lowercase();
    let kept = lower.chars().filter(|char| char.is_alphanumeric() || matches!(char, ' ' | '-' | '_'));
    kept.map(|char| if char == ' ' { '-' } else { char }).collect()
}
