//! A settings file is read to its end, whatever it says, and both ways to read it agree.
#![no_main]

use copydesk_fuzz::properties::settings::assert_settings_are_read;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| assert_settings_are_read(text));
