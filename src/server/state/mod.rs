//! What the server knows: settings, open documents and what was found in them, the editor, and what is being worked on.

mod baselines;
mod settings;

mod analysis;
mod burst;
mod document;
mod documents;

mod editor;
mod originals;
mod recorded;
mod running;
mod seen;
mod workspace;

mod session;

pub use analysis::{Analysis, Failure, Snapshot};
pub use document::OpenDocument;
pub use running::Cancelled;
pub use seen::{Known, Stamp};
pub use session::Session;
pub use settings::{EditorSettings, SettingsStore};
pub use workspace::{OnDisk, articles};
