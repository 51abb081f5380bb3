//! Tokens, regions, lines, and the tag-like places of a text: what is there, before anyone asks what it means.

mod ahead;
pub mod braces;
mod broken_fence;
mod commonmark;
pub mod delimiters;
mod elements;
pub mod escapes;
mod fences;
mod filler;
pub mod leftovers;
mod lexer;
mod lines;
pub mod misread_references;
pub mod mojibake;
mod needles;
pub mod percent;
mod prose;
mod references;
mod regions;
pub(crate) mod search;
pub mod shortcodes;
mod signs;
mod tags;
pub mod words;
pub(crate) mod work;
#[cfg(fuzzing)]
pub use work::{Work, count as count_steps};
mod worn_fence;
mod wrapped;

pub use ahead::Ahead;
pub use broken_fence::{BrokenFence, FenceDamage, FenceEnd};
pub use commonmark::{Block, Mark, Marked, read as read_markdown};
use elements::LONGEST_NAME;
pub use elements::{Element, Is};
pub use filler::{FillerRun, SEEDS as FILLER_SEEDS, filler_runs, next_seed};
pub use lexer::{Token, TokenKind, lex};
pub use lines::{Line, LineKind, Lines};
pub use needles::Needles;
pub use prose::reads_as_prose;
pub use references::{Reference, ReferenceDamages, is_frequent, named_character, nearest_name};
pub use regions::{Branch, Region, RegionCursor, RegionKind, Regions, Unfinished, branch_of};
pub use regions::{front_matter, markdown_events, readable_markdown, template_tags};
pub use signs::Signs;
pub use tags::{Attribute, Damages, Form, Quotes, TagLike, TagLikes, is_attribute_name, is_duplicate};
pub use tags::{mended_name, mended_value};
pub use wrapped::{ends_with_fence, is_wrapped, may_be_wrapped};
