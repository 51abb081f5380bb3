//! Faults that the tests provoke in debug builds: what a rule that panics or takes long does to the program.

/// Panics or waits where the text holds what an environment variable names. Does nothing in release builds.
pub fn inject(text: &str) {
    if cfg!(debug_assertions) {
        let names = |variable: &str| std::env::var(variable).is_ok_and(|word| text.contains(&word));
        if names("COPYDESK_TEST_SLOW") {
            std::thread::sleep(std::time::Duration::from_secs(3));
        }
        assert!(!names("COPYDESK_TEST_PANIC"), "a panic that a test asked for");
    }
}
