//! What a translation lost, changed and added: two skeletons are aligned by their headings, then by their blocks, and inside
//! of aligned parts marks are matched by what they have in common.

mod addresses;
mod aligned;
mod comparison;
mod cut;
mod difference;
mod forms;
mod habits;
mod headings;
mod insertions;
mod items;
mod likeness;
mod lost;
mod matching;
mod metadata;
mod names;
mod numbers;
mod order;
mod parts;
mod places;
mod repairs;
mod revision;
mod sections;
mod shapes;
mod side;
mod slugs;
mod split;

pub(crate) use aligned::{aligned, rising};
pub use comparison::Comparison;
pub use difference::{Cause, Difference, ListChange};
pub use habits::Habit;
pub(crate) use habits::named_marks;
pub use side::Side;
