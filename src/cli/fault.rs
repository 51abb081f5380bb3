//! Bugs of copydesk itself, as users see them: one line that says what to do.

use std::panic::{self, AssertUnwindSafe};

use super::exit::Failure;

/// What follows the name of the article or command that a bug stopped.
pub const REPORT: &str = "this is a bug in copydesk. Please report it with the shortest text that triggers it, \
                          and with what `RUST_BACKTRACE=1` prints above this line";

/// Prints nothing where a bug is met but what [`guarded`] and its like say, unless `RUST_BACKTRACE` asks for more.
pub fn keep_quiet() {
    let asks = std::env::var_os("RUST_BACKTRACE").is_some_and(|value| value != "0");
    if !asks {
        panic::set_hook(Box::new(|_| {}));
    }
}

/// Runs a command; a bug in it becomes a message.
///
/// # Errors
/// Those of `work`, and a message where it panics.
pub fn guarded<T>(work: impl FnOnce() -> Result<T, Failure>) -> Result<T, Failure> {
    panic::catch_unwind(AssertUnwindSafe(work))
        .unwrap_or_else(|_| Err(Failure::Message(format!("the command stopped: {REPORT}"))))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bug_is_one_message() {
        let failure = guarded::<()>(|| panic!("a bug")).expect_err("it failed");
        assert!(matches!(failure, Failure::Message(message) if message.contains("Please report it")));
    }
}
