//! Articles as text: sources, byte spans, and the line table used at the edge.

mod as_markdown;
mod dialect;
mod flavor;
mod holder;
mod lines;
mod nearest;
mod part;
mod printable;
mod source;
mod span;
pub mod step;
pub mod wear;
pub mod windows_1252;

pub use as_markdown::as_markdown;
pub use dialect::{Constructs, Dialect};
pub use flavor::Flavor;
pub use holder::Holder;
pub use lines::{LineTable, Position, PositionCursor};
pub use nearest::{did_you_mean, is_one_off, nearest};
pub(crate) use part::Part;
pub use printable::{is_hazard, path_text, printable, visible};
pub use source::{Source, Unreadable};
pub use span::Span;
