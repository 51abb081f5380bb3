//! Fixing converges and is idempotent; safe fixes keep words and leave no more unmatched tags than there were.
#![no_main]

use copydesk::internals::findings::Safety;
use copydesk_fuzz::article;
use copydesk_fuzz::properties::fixing::{assert_fixes_settle, assert_safe_fixes_are_safe};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let (flavor, text) = article(data);
    assert_fixes_settle(flavor, &text, Safety::Safe);
    assert_fixes_settle(flavor, &text, Safety::Unsafe);
    assert_safe_fixes_are_safe(flavor, &text);
});
