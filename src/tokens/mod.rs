//! Tokens, regions, lines, and the tag-like places of a text: what stands there, before anyone asks what it means.

mod ahead;
mod elements;
mod filler;
mod lexer;
mod lines;
pub mod mojibake;
mod references;
mod regions;
mod tags;
pub mod words;

pub use ahead::Ahead;
pub use elements::{Element, Is};
pub use filler::{FillerRun, filler_runs, has_filler};
pub use lexer::{Token, TokenKind, lex};
pub use lines::{Line, LineKind, Lines};
pub use references::{Reference, ReferenceDamages, is_frequent, named_character, nearest_name};
pub use regions::{Branch, Region, RegionKind, Regions, branch_of};
pub use tags::{Attribute, Damages, Form, Quotes, TagLike, TagLikes, is_attribute_name};
