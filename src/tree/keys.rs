//! Elements by number, so that what is open is found without comparing names.

use std::collections::HashMap;

use crate::text::Span;
use crate::tokens::Element;

/// An element by number: HTML's elements first, then the unknown names of one document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct Key(pub u16);

impl Key {
    /// The key of an element that HTML knows.
    pub(super) fn of(element: Element) -> Self {
        Self(element.index() as u16)
    }
}

/// The numbers of the names that HTML does not know, in the order in which they were met.
#[derive(Debug, Default)]
pub(super) struct Keys {
    unknown: HashMap<String, Key>,
}

impl Keys {
    /// The key of `element`, which `text` names at `name`.
    #[inline]
    pub(super) fn of(&mut self, element: Element, text: &str, name: Span) -> Key {
        if element.is_known() { Key::of(element) } else { self.of_unknown(text[name.range()].to_ascii_lowercase()) }
    }

    /// The key of a name in lower case that HTML does not know.
    pub(super) fn of_unknown(&mut self, name: String) -> Key {
        let next = Key((Element::COUNT + 1 + self.unknown.len()).min(u16::MAX as usize) as u16);
        *self.unknown.entry(name).or_insert(next)
    }
}
