//! Tokens, regions, lines, and the tag-like places of a text: what stands there, before anyone asks what it means.

mod ahead;
mod elements;
mod fences;
mod lexer;
mod lines;
mod regions;
mod tags;

pub use ahead::Ahead;
pub use elements::{Element, Is};
pub use fences::{BrokenFence, FenceDamage};
pub use lexer::{Token, TokenKind, lex};
pub use lines::{Line, LineKind, Lines};
pub use regions::{Branch, Region, RegionKind, Regions, branch_of};
pub use tags::{Attribute, Damages, Form, Quotes, TagLike, TagLikes, is_attribute_name};
