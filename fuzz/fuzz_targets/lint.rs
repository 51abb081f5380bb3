//! Any bytes, in every flavor, are read to their end; what is found lies within the text and in order.
#![no_main]

use copydesk::internals::text::{Flavor, Source};
use copydesk_fuzz::{article, properties::reading::check};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    // Only to be refused or read, as a file with these bytes is.
    drop(Source::from_bytes("article", Flavor::Html, data.to_vec()));
    let (_, text) = article(data);
    for &flavor in Flavor::ALL {
        check(flavor, &text);
    }
});
