//! A translation beside its original: the core that the command line, the server and other programs call.
//!
//! An [`Original`] is read once. What is found in a [`Document`] beside it are the findings of the document and those of the
//! group `translation`, whose related places lie in the original. An edit of the translation reads anew what it changes:
//! the skeletons of the other pieces are kept with them.

mod conventions;
#[cfg(test)]
mod edits;
mod original;
mod repair;
#[cfg(test)]
mod work;

pub use crate::differences::Habit;
pub use conventions::Habits;
pub use original::{Original, compare, needs_original};
pub use repair::repair_beside;
