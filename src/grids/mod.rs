//! Lost tables: text whose cells were those of a table, read as the grid that it most likely was.
//!
//! A table leaves bounds behind: tags, tabs, columns of spaces, pipes, line ends, and words that ran together or begin with
//! a capital. `words.rs` finds the places where a cell may end, `bounds.rs` weighs them, and `solve.rs` chooses among them so
//! that every row has the same number of cells and the cells of a column are alike (`columns.rs`). The distance to the next
//! best choice says how far a grid can be trusted. Where tables were lost is found by `tagged.rs`, `plain.rs` and `piped.rs`.

mod bounds;
mod columns;
mod grid;
mod segment;
mod solve;
mod words;

mod rows;

mod tagged;

mod aligned;
mod listed;
mod paragraphs;
mod piped;
mod plain;
mod ran_together;
mod spaced;
mod tabbed;
mod worn;

pub use grid::{Grid, LostTable, Reading, Trust};
pub use paragraphs::read_paragraphs;
pub use piped::{Lost, read_piped};
pub use plain::read_plain;
pub use tagged::read_tagged;
pub use worn::read_worn;
