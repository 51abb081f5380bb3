//! An article after edits is what a fresh one is: short ones, which are read whole, and long ones, which are read in
//! pieces.
#![no_main]

use copydesk_fuzz::properties::editing::{Change, assert_edits_are_fresh};
use copydesk_fuzz::{Bytes, as_fragments, as_text, flavor, fragment};
use libfuzzer_sys::fuzz_target;

/// Bytes of text for each edit.
const EDIT: usize = 5;
/// Edits that are made at most.
const EDITS: usize = 12;
/// What stands between the repetitions of a long article.
const BREAKS: [&str; 4] = ["\n\n", "\n", "\n\n# Ships\n\n", "\n<p>Ships come in at noon.</p>\n"];

fuzz_target!(|data: &[u8]| {
    let mut bytes = Bytes(data);
    let (first, breaks) = (bytes.next(), bytes.next());
    let edits = bytes.take(EDIT * (1 + usize::from(breaks >> 2) % EDITS));
    let body = if first & 0x10 == 0 { as_text(bytes.0) } else { as_fragments(bytes.0) };
    let text = if first & 0x20 == 0 { body } else { long(&body, BREAKS[usize::from(breaks) % BREAKS.len()]) };
    let changes = edits.chunks_exact(EDIT).map(|edit| Change {
        start: usize::from(u16::from_le_bytes([edit[0], edit[1]])),
        length: if edit[2] < 250 { usize::from(edit[2] % 32) } else { usize::from(edit[2]) * 40 },
        text: if edit[3] & 1 == 0 { fragment(edit[4]) } else { "" },
    });
    assert_edits_are_fresh(flavor(first), &text, changes);
});

/// More than 16 KB, from which on an article is read in pieces.
fn long(body: &str, between: &str) -> String {
    let mut text = String::new();
    while text.len() < 24_000 {
        text.push_str(body);
        text.push_str(between);
    }
    text
}
