//! The words of a table's header, which hardly any row depends on. A table that is longer than a piece is handed on with a
//! header that says nothing, so that an edit of the words leaves the pieces behind it as they are; those few that read the
//! words are told them.

use std::sync::Arc;

use super::piece::{First, Piece};

/// The header that is handed on behind a piece, where `before` is the one before it: as its author wrote it.
pub(super) fn header_behind(first: &First, before: Option<Arc<str>>) -> Option<Arc<str>> {
    if first.after.lead.is_empty() { None } else { first.header.clone().or(before) }
}

/// The header that is handed on to the piece behind `pieces`.
pub(super) fn header_after(pieces: &[Arc<Piece>]) -> Option<Arc<str>> {
    let own = pieces.iter().rev().take_while(|piece| !piece.first.after.lead.is_empty());
    own.map(|piece| piece.first.header.clone()).find(Option::is_some).flatten()
}

/// For each piece, the header with its words, where it reads these.
pub(super) fn headers(pieces: &[Arc<Piece>]) -> Vec<Option<Arc<str>>> {
    let mut header = None;
    let mut of_piece = |piece: &Arc<Piece>| {
        let own = header.clone().filter(|_| piece.first.heeds_header);
        header = header_behind(&piece.first, header.take());
        own
    };
    pieces.iter().map(&mut of_piece).collect()
}
