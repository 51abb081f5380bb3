//! Intended tags, elements, lists and tables: what the author meant.

mod around;
mod blocks;
mod border;
mod build;
mod case;
mod demand;
mod doubled;
mod elements;
mod ends;
pub mod evidence;
mod flattened;
mod intended;
mod judge;
mod keys;
mod markdown;
mod names;
mod nesting;
mod plain;
mod priors;
mod prose;
mod read;
mod roles;
mod stack;
mod starts;
mod tag;
mod turn;
mod verdict;
mod weigh;
mod written;

pub use around::{FenceFate, OpenElement, OpenState, Origin, Passage, Surroundings};
pub use evidence::{DAMAGED_DOCUMENT, NEAR_BYTES, Observation};
pub use flattened::FlattenedTable;
pub use intended::{intended_text, mended_attribute, repaired_span};
pub use markdown::{
    BrokenEmphasis, BrokenLink, Columns, Emphasis, EmphasisDamage, InlineBlock, InlineBlocks, LinkDamage, LostPipe,
    Marks, PipeRow, PipeTable, folded_delimiter, is_cjk, is_punctuation, is_target, row_widths,
};
pub use priors::{Level, Priors};
pub use read::{FirstReading, Lacking, TagSource, Tree};
pub use tag::{Notes, Role, Tag, Trouble};
