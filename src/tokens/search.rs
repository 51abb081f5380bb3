//! Searches that count how far they look, so that a test sees those that look to the end of a text again and again.
//!
//! What reads articles searches with these alone; `tests/tidy` checks that.

use super::work::steps;

/// Notes how far was looked.
#[inline]
#[cfg_attr(any(test, fuzzing), track_caller)]
fn counted(found: Option<usize>, length: usize) -> Option<usize> {
    steps(found.unwrap_or(length));
    found
}

/// The offset of the first `needle`.
#[inline]
#[cfg_attr(any(test, fuzzing), track_caller)]
pub(crate) fn byte(needle: u8, bytes: &[u8]) -> Option<usize> {
    counted(memchr::memchr(needle, bytes), bytes.len())
}

/// The offset of the first byte that is one of two.
#[inline]
#[cfg_attr(any(test, fuzzing), track_caller)]
pub(crate) fn byte2(first: u8, second: u8, bytes: &[u8]) -> Option<usize> {
    counted(memchr::memchr2(first, second, bytes), bytes.len())
}

/// The offset of the first byte that is one of three.
#[inline]
#[cfg_attr(any(test, fuzzing), track_caller)]
pub(crate) fn byte3(first: u8, second: u8, third: u8, bytes: &[u8]) -> Option<usize> {
    counted(memchr::memchr3(first, second, third, bytes), bytes.len())
}

/// The offset of the last `needle`.
#[inline]
#[cfg_attr(any(test, fuzzing), track_caller)]
pub(crate) fn last_byte(needle: u8, bytes: &[u8]) -> Option<usize> {
    let found = memchr::memrchr(needle, bytes);
    steps(bytes.len() - found.unwrap_or(0));
    found
}

/// The offset of the last byte that is one of two.
#[inline]
#[cfg_attr(any(test, fuzzing), track_caller)]
pub(crate) fn last_byte2(first: u8, second: u8, bytes: &[u8]) -> Option<usize> {
    let found = memchr::memrchr2(first, second, bytes);
    steps(bytes.len() - found.unwrap_or(0));
    found
}

/// The offset of the first `needle`, a string.
#[inline]
#[cfg_attr(any(test, fuzzing), track_caller)]
pub(crate) fn bytes(bytes: &[u8], needle: &[u8]) -> Option<usize> {
    counted(memchr::memmem::find(bytes, needle), bytes.len())
}

/// The offset of the last `needle`, a string.
#[inline]
#[cfg_attr(any(test, fuzzing), track_caller)]
pub(crate) fn last_bytes(bytes: &[u8], needle: &[u8]) -> Option<usize> {
    let found = memchr::memmem::rfind(bytes, needle);
    steps(bytes.len() - found.unwrap_or(0));
    found
}

/// The offset of the first character that `is_it`.
#[inline]
#[cfg_attr(any(test, fuzzing), track_caller)]
pub(crate) fn char(text: &str, is_it: impl FnMut(char) -> bool) -> Option<usize> {
    counted(text.find(is_it), text.len())
}

/// The offset of the last character that `is_it`.
#[inline]
#[cfg_attr(any(test, fuzzing), track_caller)]
pub(crate) fn last_char(text: &str, is_it: impl FnMut(char) -> bool) -> Option<usize> {
    let found =
        text.char_indices().rev().map(|(at, _)| at).zip(text.chars().rev().map(is_it)).find(|(_, is_it)| *is_it);
    let found = found.map(|(at, _)| at);
    steps(text.len() - found.unwrap_or(0));
    found
}
