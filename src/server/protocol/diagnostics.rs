//! Diagnostics as they are sent: the JSON of each is made once for its piece of the article and put together anew where
//! other pieces change. Lines, and columns in the line with which a piece begins, count from there and are filled in.

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::Arc;

use serde_json::json;

use super::shown_piece::{DATA, Gap, Manner, Shown, ShownPiece, after, shown_list};
use super::text::Place;
use crate::findings::{Finding, Severity};
use crate::lint::Piece;

/// The most diagnostics of one document; VS Code drops the others, whatever their severity.
pub const MOST_DIAGNOSTICS: usize = 1000;

/// The diagnostics of a document, each as JSON.
#[derive(Debug, Default)]
pub struct Diagnostics {
    /// How grave each is, and what is sent.
    pub list: Vec<(Severity, Vec<u8>)>,
    /// How many more findings there are.
    pub more: usize,
}

/// The diagnostics of an article.
#[derive(Clone, Debug, Default)]
pub struct ShownArticle {
    pieces: Vec<Arc<ShownPiece>>,
    /// Whether it was made of other findings than those of the pieces.
    is_silenced: bool,
}

impl ShownArticle {
    /// The diagnostics of `pieces`; those of pieces that `before` has are taken from there.
    pub fn new(pieces: &[Arc<Piece>], before: &Self, manner: Manner) -> Self {
        let known = if before.is_silenced { &[][..] } else { &before.pieces };
        let is_of = |old: &ShownPiece, new: &Arc<Piece>| old.piece.as_ref().is_some_and(|old| Arc::ptr_eq(old, new));
        let is_same = |(old, new): &(&Arc<ShownPiece>, &Arc<Piece>)| is_of(old, new);
        let head = known.iter().zip(pieces).take_while(is_same).count();
        let (old_rest, new_rest) = (&known[head..], &pieces[head..]);
        let tail = old_rest.iter().rev().zip(new_rest.iter().rev()).take_while(is_same).count();
        let piece_of = |shown: &Arc<ShownPiece>| Some((Arc::as_ptr(shown.piece.as_ref()?), Arc::clone(shown)));
        let changed: HashMap<_, _> = old_rest[..old_rest.len() - tail].iter().filter_map(piece_of).collect();
        let mut shown = Vec::with_capacity(pieces.len());
        shown.extend_from_slice(&known[..head]);
        for piece in &new_rest[..new_rest.len() - tail] {
            let known = changed.get(&Arc::as_ptr(piece)).cloned();
            let fresh = || Arc::new(ShownPiece::of(piece, manner));
            shown.push(known.unwrap_or_else(fresh));
        }
        shown.extend_from_slice(&old_rest[old_rest.len() - tail..]);
        let article = Self { pieces: shown, is_silenced: false };
        // Of what is not shown, no JSON is made: it would take more memory than all else.
        article.each_piece(|shown, _, _, _, _| {
            let Some(piece) = &shown.piece else { return };
            shown.list.get_or_init(|| shown_list(piece.text(), 0, piece.findings(), manner));
        });
        article
    }

    /// The diagnostics of `findings`, which are what is told of the pieces. Pieces of which nothing was told `before` and
    /// nothing is told now are taken from there: their lines need not be counted again.
    pub fn of_findings(pieces: &[Arc<Piece>], findings: &[Finding], before: &Self, manner: Manner) -> Self {
        let (mut start, mut rest) = (0, findings);
        let length: usize = pieces.iter().map(|piece| piece.text().len()).sum();
        let silent = before.pieces.iter().filter(|shown| shown.count_of(None) == 0);
        let known: HashMap<*const Piece, &Arc<ShownPiece>> =
            silent.filter_map(|shown| Some((Arc::as_ptr(shown.piece.as_ref()?), shown))).collect();
        let of_piece = |piece: &Arc<Piece>| {
            let end = start + piece.text().len() as u32;
            let is_last = end as usize == length;
            let count = if is_last { rest.len() } else { rest.partition_point(|finding| finding.span.start < end) };
            let (own, behind) = rest.split_at(count);
            let same = known.get(&Arc::as_ptr(piece)).filter(|_| own.is_empty());
            let fresh = || match own {
                [] => ShownPiece::silent(piece, manner),
                _ => ShownPiece::new(piece.text(), start, own, manner),
            };
            let shown = same.map_or_else(|| Arc::new(fresh()), |same| Arc::clone(same));
            (start, rest) = (end, behind);
            shown
        };
        Self { pieces: pieces.iter().map(of_piece).collect(), is_silenced: true }
    }

    /// The diagnostics of `findings` in `text`, which is no article but holds some.
    pub fn of_whole(text: &str, findings: &[Finding], manner: Manner) -> Self {
        let shown = ShownPiece::new(text, 0, findings, manner);
        Self { pieces: vec![Arc::new(shown)], is_silenced: true }
    }

    /// How many findings there are.
    fn count(&self) -> usize {
        self.pieces.iter().map(|piece| piece.count_of(None)).sum()
    }

    /// How many diagnostics are shown.
    pub fn count_shown(&self) -> usize {
        self.count().min(MOST_DIAGNOSTICS)
    }

    /// Calls `each` with what is shown, the number of its finding and the place at which its piece begins; how many more
    /// findings there are.
    fn each(&self, mut each: impl FnMut(&Shown, usize, Place)) -> usize {
        self.each_piece(|piece, wanted, room, index, start| {
            let list = piece.list.get().into_iter().flatten().enumerate();
            let wanted = list.filter(|(_, shown)| wanted.is_none_or(|wanted| wanted == shown.severity));
            wanted.take(room).for_each(|(number, shown)| each(shown, index + number, start));
        })
    }

    /// Calls `each` with the pieces of which something is shown, with the severity that is and the most of that, with the
    /// number of the first finding and the place where the piece begins: all of it, or the most severe where there is too
    /// much. How many more findings there are.
    fn each_piece(&self, mut each: impl FnMut(&ShownPiece, Option<Severity>, usize, usize, Place)) -> usize {
        let count = self.count();
        let more = if count > MOST_DIAGNOSTICS { count - (MOST_DIAGNOSTICS - 1) } else { 0 };
        let mut room = count - more;
        let gravest_first = [Some(Severity::Error), Some(Severity::Warning), Some(Severity::Info)];
        let passes: &[Option<Severity>] = if more > 0 { &gravest_first } else { &[None] };
        for &wanted in passes {
            let (mut start, mut index) = (Place::default(), 0);
            for piece in &self.pieces {
                if room == 0 {
                    return more;
                }
                let own = piece.count_of(wanted).min(room);
                if own > 0 {
                    each(piece, wanted, own, index, start);
                }
                room -= own;
                start = after(start, piece.end);
                index += piece.count_of(None);
            }
        }
        more
    }

    /// A number that is equal for diagnostics that look equal: `data`, which names the version, does not count.
    pub fn fingerprint(&self) -> u64 {
        let mut hasher = DefaultHasher::new();
        let mut note = |shown: &Shown, _, start: Place| {
            let has_column = shown.gaps.iter().any(|(_, gap)| matches!(gap, Gap::Column(_)));
            (shown.hash, start.line, if has_column { start.character } else { 0 }).hash(&mut hasher);
        };
        self.each(&mut note).hash(&mut hasher);
        hasher.finish()
    }

    /// The diagnostics one by one, for answers that hold those of many documents.
    pub fn list(&self, version: i32) -> Diagnostics {
        let mut list = Vec::new();
        let more = self.each(|shown, index, start| {
            let mut json = Vec::with_capacity(shown.json.len() + DATA);
            shown.write(version, index, start, &mut json);
            list.push((shown.severity, json));
        });
        Diagnostics { list, more }
    }

    /// Writes the diagnostics as a JSON array (LSP 3.17, `Diagnostic[]`).
    pub fn write(&self, version: i32, out: &mut Vec<u8>) {
        out.push(b'[');
        let begin = out.len();
        let more = self.each(|shown, index, start| {
            if out.len() > begin {
                out.push(b',');
            }
            shown.write(version, index, start, out);
        });
        if more > 0 {
            out.extend_from_slice(format!(",{}", more_findings(more)).as_bytes());
        }
        out.push(b']');
    }
}

/// The diagnostic that says that there are `more` findings than are shown.
pub fn more_findings(more: usize) -> String {
    let message = format!("{more} more findings are not shown; run `copydesk lint` to list all");
    let start = json!({ "line": 0, "character": 0 });
    let range = json!({ "start": start, "end": start });
    json!({ "range": range, "severity": 3, "source": "copydesk", "message": message }).to_string()
}
