//! Tokens, regions, lines, and the tag-like places of a text: what stands there, before anyone asks what it means.

mod ahead;
mod elements;
mod lexer;
mod lines;
mod regions;

pub use ahead::Ahead;
pub use elements::{Element, Is};
pub use lexer::{Token, TokenKind, lex};
pub use lines::{Line, LineKind, Lines};
pub use regions::{Branch, Region, RegionKind, Regions, branch_of};
