//! What the server does by itself: it analyses what changed, sends diagnostics, and follows settings.

mod publish;

mod analyse;
mod progress;

mod changes;

mod configuration;

pub use analyse::{nearest, newest};
pub use changes::{change, close, open};
pub use configuration::{begin, changed, files_changed, folders_changed, initialized, saved};
pub use progress::Progress;
