//! Comments that silence findings do nothing else.
#![no_main]

use copydesk_fuzz::{article, properties::suppressions::assert_comments_only_silence};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let (flavor, text) = article(data);
    assert_comments_only_silence(flavor, &text);
});
