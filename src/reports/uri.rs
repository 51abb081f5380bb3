//! Paths as URI references.

use std::path::Path;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_encode};

/// All but the unreserved characters (RFC 3986, section 2.3) and `/`.
const RESERVED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~').remove(b'/');

/// The path as a URI reference (RFC 3986): relative where the path is, else with `file:`.
pub(super) fn uri(path: &Path) -> String {
    let is_absolute = path.is_absolute();
    let bytes = path.as_os_str().as_encoded_bytes();
    let slashed;
    let bytes = if cfg!(windows) {
        slashed = bytes.iter().map(|&byte| if byte == b'\\' { b'/' } else { byte }).collect::<Vec<_>>();
        &slashed[..]
    } else {
        bytes
    };
    let encoded = percent_encode(bytes.strip_prefix(b"./").unwrap_or(bytes), RESERVED);
    match (is_absolute, cfg!(windows)) {
        (true, true) => format!("file:///{encoded}"),
        (true, false) => format!("file://{encoded}"),
        (false, _) => encoded.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_has_a_meaning_in_uris_is_encoded() {
        assert_eq!(uri(Path::new("./a b/c:d?#%.md")), "a%20b/c%3Ad%3F%23%25.md");
        assert_eq!(uri(Path::new("漢.md")), "%E6%BC%A2.md");
        #[cfg(unix)]
        assert_eq!(uri(Path::new("/x/y.md")), "file:///x/y.md");
    }
}
