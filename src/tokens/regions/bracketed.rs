//! Code between shortcodes in brackets: `[prism] … [/prism]`, `[code] … [/code]`.

use crate::text::Span;
use crate::tokens::search;

/// The shortcodes whose content is code (Grav, BBCode, WordPress).
const CODE: &[&str] = &["code", "codeblock", "highlight", "mermaid", "pre", "prism", "raw", "source", "sourcecode"];

/// The lines between a line that is such a shortcode and the line that ends it.
pub(super) fn code_blocks(text: &str) -> Vec<Span> {
    let mut blocks = Vec::new();
    if search::bytes(text.as_bytes(), b"[/").is_none() {
        return blocks;
    }
    let (mut open, mut start) = (None, 0);
    for line in text.split_inclusive('\n') {
        let end = start + line.len();
        match open {
            None => open = begun(line.trim()).map(|name| (name, end)),
            Some((name, from)) if ended(line.trim()) == Some(name) => {
                blocks.extend((from < start).then(|| Span::of(from, start)));
                open = None;
            }
            Some(_) => {}
        }
        start = end;
    }
    blocks
}

/// What the notes below a listing say of the words in it (cpprefjp): `* std::span<char>[link span.md]`.
const NOTES: &[&str] = &["[link ", "[color ", "[italic]", "[meta "];

/// The lines of notes directly below the listings `blocks`.
pub(super) fn notes(text: &str, blocks: &[Span]) -> Vec<Span> {
    let mut notes = Vec::new();
    if search::bytes(text.as_bytes(), b"[link ").is_none() {
        return notes;
    }
    for block in blocks {
        let start = block.end as usize + usize::from(text[block.end as usize..].starts_with('\n'));
        let is_note = |line: &&str| {
            let line = line.trim();
            line.starts_with("* ") && line.ends_with(']') && NOTES.iter().any(|note| line.contains(note))
        };
        let length: usize = text[start..].split_inclusive('\n').take_while(is_note).map(str::len).sum();
        notes.extend((length > 0).then(|| Span::of(start, start + length)));
    }
    notes
}

/// The name of the shortcode of code that a line begins with and consists of.
fn begun(line: &str) -> Option<&str> {
    let inside = line.strip_prefix('[')?.strip_suffix(']')?;
    let name = &inside[..inside.bytes().take_while(u8::is_ascii_alphanumeric).count()];
    let is_whole = inside[name.len()..].starts_with([' ', '=']) || name.len() == inside.len();
    (is_whole && CODE.contains(&name)).then_some(name)
}

/// The name of the shortcode that a line ends.
fn ended(line: &str) -> Option<&str> {
    line.strip_prefix("[/")?.strip_suffix(']')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_notes_below_listings() {
        let text = "```cpp\nf(*this);\n```\n* **this[link this.md]\n* f[color ff0000]\n\n* x[link y]\n";
        let block = Span::of(0, text.find("\n* **").expect("there"));
        let found: Vec<&str> = notes(text, &[block]).into_iter().map(|span| &text[span.range()]).collect();
        assert_eq!(found, ["* **this[link this.md]\n* f[color ff0000]\n"]);
    }

    #[test]
    fn finds_code_between_shortcodes() {
        let text = "[prism classes=\"language-bash\"]\nls *\n[/prism]\n[code]\n[b]x[/b]\n[/code]\n[note]\nOne\n[/note]\n[code]\n";
        let blocks: Vec<&str> = code_blocks(text).into_iter().map(|span| &text[span.range()]).collect();
        assert_eq!(blocks, ["ls *\n", "[b]x[/b]\n"]);
    }
}
