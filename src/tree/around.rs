//! What is around a piece of an article that is read by itself: the elements that are open where it begins, and what
//! is known of the rest. Nothing of it, where the piece is the whole article.

use std::sync::Arc;

use super::tag::{Notes, Role, Tag};
use crate::text::Span;
use crate::tokens::{Damages, Element, Form};

/// The most open elements that a piece hands on; what is nested deeper is no article.
pub(super) const MOST_OPEN: usize = 128;

/// An element that is open where a piece begins.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpenElement {
    /// The element.
    pub element: Element,
    /// Its name in lower case, where HTML does not know it.
    pub name: Option<Box<str>>,
    /// Whether its content is code.
    pub is_code: bool,
}

/// What is open where a piece begins.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OpenState {
    /// The elements, outermost first.
    pub elements: Vec<OpenElement>,
    /// How many conditionals and loops of a template are.
    pub branches: u16,
    /// The lines that begin what the piece is in the middle of, in the containers that hold it: a fence, the header and the
    /// delimiter row of a pipe table, a line of indented code. They are read before the piece, as if they were part of it;
    /// empty where it begins with a block of its own. They say no more than what the piece depends on, so that it stays
    /// where other words of these lines are edited.
    pub lead: Box<str>,
}

/// Where an element began that is open at the end of a piece.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    /// Before the piece: its index in the [`OpenState`] there.
    Before(u32),
    /// Within the piece.
    Own,
}

/// How a piece leaves what was open where it began, and what it leaves open.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Passage {
    /// What is open at its end.
    pub after: OpenState,
    /// Where each of these elements began.
    pub origins: Vec<Origin>,
    /// Of the elements that were open at its beginning, those that it closes with an end tag, rising.
    pub closed: Vec<u32>,
}

/// What becomes of a fence after the piece that opens it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FenceFate {
    /// It is closed as it should.
    Closed,
    /// A fence with this many signs, one less than it has itself, closes it.
    ClosedByShorter(usize),
    /// It encloses a fence with an info string, this many lines after the piece.
    Phantom(u32),
    /// Nothing closes it: it encloses this many lines after the piece.
    Unclosed(u32),
}

/// What is known of the article around a piece.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Surroundings {
    /// Offsets of certain damage near the piece, counted from its first byte.
    pub damage: Vec<i64>,
    /// Whether the article holds several certain damages.
    pub damaged: bool,
    /// Whether statements of a template language are in the article.
    pub has_statements: bool,
    /// Whether the article holds markup, where that is known; the piece tells by itself otherwise.
    pub has_markup: Option<bool>,
    /// What becomes of the fence that the piece leaves open, where that is known.
    pub fence: Option<FenceFate>,
    /// What is read before the piece instead of [`OpenState::lead`]: the same with the words of the table's header, for
    /// pieces that depend on these.
    pub header: Option<Arc<str>>,
    /// Of the elements that the piece itself leaves open, those that nothing after it closes: counted from 0, outermost
    /// first.
    pub lost: Vec<u32>,
}

impl OpenElement {
    /// The start tag that stands for it before the first byte of the piece.
    pub(super) fn tag(&self, parent: Option<u32>, notes: Notes) -> Tag {
        Tag {
            span: Span::at(0),
            name: Span::at(0),
            element: self.element,
            form: Form::Start,
            role: Role::Start,
            damages: Damages::empty(),
            first_attribute: 0,
            attribute_count: 0,
            partner: None,
            parent,
            trouble: None,
            notes: notes | Notes::CARRIED,
        }
    }
}
