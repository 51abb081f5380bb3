//! Both ways together.

use super::input::Input;
use super::output::Output;

/// How often other work goes first.
const MOST_YIELDS: usize = 1_000;

/// The ways from and to the editor, for what does not take that through tower-lsp.
#[derive(Clone, Debug, Default)]
pub struct Wires {
    /// From the editor: only asked whether more has come.
    pub input: Input,
    /// To the editor.
    pub output: Output,
}

impl Wires {
    /// Waits until everything that has come was read.
    pub async fn caught_up(&self) {
        for _ in 0..MOST_YIELDS {
            if !self.input.has_more() {
                return;
            }
            tokio::task::yield_now().await;
        }
    }
}
