//! Lists: items that are gone or run together, and items of another level, kind, number or box. Items are compared that stand
//! in aligned blocks; what neighbours have in common is told once.

use std::collections::HashSet;

use super::difference::{Cause, Difference, Edits, ListChange};
use super::parts::{Part, Parts};
use super::side::Side;
use super::split;
use crate::skeleton::{BlockKind, Item};
use crate::text::Span;

const LEVELS: &str = "the translation may group its items in its own way";
const SIGNS: &str = "the translation may count its items on purpose";
const NUMBERS: &str = "steps before this one may be counted in another way";
const BOXES: &str = "the box may have been changed on purpose";

/// Items that are parted again where they run together.
const MOST_JOINED: usize = 8;

/// An item, and that which stands for it.
type Pair = (Item, Item);

pub(super) fn compare(parts: &Parts, found: &mut Vec<Difference>) {
    // How far numbers are off that were told already: what is counted on is off by as much.
    let mut told = HashSet::new();
    let is_lost = |found: &&Difference| matches!(found.cause, Cause::Lost(_) | Cause::Block(_));
    let mut lost: Vec<u32> = found.iter().filter(is_lost).map(|found| found.original.start).collect();
    lost.sort_unstable();
    for part in &parts.list {
        let was = of_blocks(parts.original, &part.original);
        let is = of_blocks(parts.translation, &part.translation);
        if was.is_empty() || is.is_empty() {
            continue;
        }
        let list = List { parts, part, was, is, partners: was.iter().map(|item| partner(parts, item)).collect() };
        if was.len() == is.len() {
            list.signs(&mut told, found);
        } else if !list.is_told(&lost) {
            found.extend(list.items());
        }
    }
}

/// The items of a range of blocks.
pub(super) fn of_blocks<'a>(side: Side<'a>, blocks: &std::ops::Range<usize>) -> &'a [Item] {
    let start = |index: usize| side.blocks().get(index).map_or(side.text.len() as u32, |block| block.span.start);
    let list = &side.skeleton.items;
    let before = |offset: u32| list.partition_point(|item| item.at < offset);
    let (from, to) = (before(start(blocks.start)), before(start(blocks.end)));
    &list[from..to.max(from)]
}

/// The block that an item begins.
pub(super) fn block_of(side: Side, item: &Item) -> Option<usize> {
    side.blocks().binary_search_by_key(&item.at, |block| block.span.start).ok()
}

/// The item that stands for `item`.
fn partner(parts: &Parts, item: &Item) -> Option<Item> {
    let other = parts.partners[block_of(parts.original, item)?]?;
    let at = parts.translation.blocks()[other].span.start;
    let items = &parts.translation.skeleton.items;
    items.binary_search_by_key(&at, |item| item.at).ok().map(|index| items[index])
}

/// The items of one part.
struct List<'a> {
    parts: &'a Parts<'a>,
    part: &'a Part,
    was: &'a [Item],
    is: &'a [Item],
    /// For each item of the original.
    partners: Vec<Option<Item>>,
}

impl List<'_> {
    /// Whether what is lost in an item that is missing is told already: where, in their order.
    fn is_told(&self, lost: &[u32]) -> bool {
        let gone = self.was.iter().zip(&self.partners).filter(|(_, partner)| partner.is_none());
        let mut blocks = gone.filter_map(|(item, _)| block_of(self.parts.original, item));
        blocks.any(|block| {
            let span = self.parts.original.blocks()[block].span;
            lost.get(lost.partition_point(|&at| at < span.start)).is_some_and(|&at| at < span.end)
        })
    }

    /// What is told of items that are missing, or too many.
    fn items(&self) -> Option<Difference> {
        let cause = Cause::List(ListChange::Items(self.was.len() as u32, self.is.len() as u32));
        let first = self.partners.iter().position(Option::is_none);
        if self.is.len() > self.was.len() {
            let taken: HashSet<u32> = self.partners.iter().flatten().map(|partner| partner.at).collect();
            let is_new = |item: &&Item| !taken.contains(&item.at);
            let index = block_of(self.parts.translation, self.is.iter().find(is_new)?)?;
            // What is no item in the original may be a heading there, and that is told.
            if self.parts.back[index].is_some() {
                return None;
            }
            let block = self.parts.translation.blocks()[index];
            let place = self.parts.translation.line(block.span.start);
            let original = self.parts.original.line(self.parts.original.blocks()[self.part.original.start].span.start);
            return Some(Difference::new(cause, place, original));
        }
        let (first, blocks) = (first?, self.parts.original.blocks());
        let gone = self.partners[first..].iter().take_while(|partner| partner.is_none()).count();
        let block = block_of(self.parts.original, &self.was[first])?;
        let place = self.parts.place(block)?;
        let difference = Difference::new(cause, place, blocks[block].span);
        let missing = self.was.len() - self.is.len();
        let unmarked = || self.unmarked(first).filter(|_| gone == 1 && missing == 1);
        let mended = self.joined(missing).or_else(unmarked);
        Some(match mended {
            Some((place, edits)) => Difference { span: place, ..difference }.mended_by(edits, Some(split::WORDS)),
            None => difference,
        })
    }

    /// What parts `missing` items again that run together in the item before them, where there is one such item.
    fn joined(&self, missing: usize) -> Option<(Span, Edits)> {
        let split = |index: usize| {
            let items = self.was.get(index..=index + missing)?.iter();
            let blocks: Vec<usize> = items.map(|item| block_of(self.parts.original, item)).collect::<Option<_>>()?;
            split::joined(self.parts, &blocks, block_of(self.parts.translation, &self.is[index])?)
        };
        if missing > MOST_JOINED {
            return None;
        }
        let mut found = (0..self.is.len()).filter_map(split);
        let (first, second) = (found.next()?, found.next());
        second.is_none().then_some(first)
    }

    /// What makes a paragraph an item again.
    fn unmarked(&self, first: usize) -> Option<(Span, Edits)> {
        let item = self.was.get(first)?;
        let other = self.parts.partners[block_of(self.parts.original, item)?]?;
        let block = self.parts.translation.blocks()[other];
        let lead = self.parts.original.slice(item.lead).trim_start_matches([' ', '\t']);
        let place = self.parts.translation.line(block.span.start);
        let is_plain = block.kind == BlockKind::Paragraph && place.start == block.span.start && !lead.is_empty();
        is_plain.then(|| (place, vec![(Span::at(place.start), lead.to_owned())]))
    }

    /// What is told of the signs of items.
    fn signs(&self, told: &mut HashSet<i64>, found: &mut Vec<Difference>) {
        let pairs: Vec<Pair> =
            self.was.iter().zip(&self.partners).filter_map(|(was, is)| Some((*was, (*is)?))).collect();
        let moved = |pair: &Pair| i32::from(pair.1.depth) - i32::from(pair.0.depth);
        let first = pairs.first().map(moved);
        // Where all are deeper, their list lies in something else.
        if !pairs.iter().all(|pair| Some(moved(pair)) == first) {
            let level = |pair: &Pair| (moved(pair) != 0).then_some(());
            let is_alike = self.writes_levels_alike(&pairs);
            let edit = |pair: &Pair| self.level(pair).filter(|_| is_alike);
            self.tell(&pairs, ListChange::Level, level, edit, Some(LEVELS), found);
        }
        let is_same = |pair: &Pair| moved(pair) == first.unwrap_or_default();
        let kind = |pair: &Pair| {
            let (was, is) = (pair.0.number.is_some(), pair.1.number.is_some());
            (was != is && is_same(pair)).then_some(was)
        };
        for was in [true, false] {
            let kind = |pair: &Pair| kind(pair).filter(|&ordered| ordered == was);
            self.tell(&pairs, ListChange::Ordered(was), kind, |pair| self.sign(pair), Some(SIGNS), found);
        }
        for pair in &pairs {
            if let (Some(was), Some(is)) = (pair.0.number, pair.1.number)
                && (was != is && pair.0.is_first && pair.1.is_first)
                && told.insert(i64::from(was) - i64::from(is))
            {
                let number = |_: &Pair| Some(was);
                self.tell(&[*pair], ListChange::Start(was), number, |pair| self.number(pair), Some(NUMBERS), found);
            }
        }
        let task = |pair: &Pair| (pair.0.task != pair.1.task).then_some((pair.0.task, pair.1.task));
        self.tell(&pairs, ListChange::Box, task, |pair| self.task(pair), Some(BOXES), found);
    }

    /// Tells what neighbours have in common once; `change` is equal for what is one change.
    fn tell<K: PartialEq>(
        &self,
        pairs: &[Pair],
        cause: ListChange,
        change: impl Fn(&Pair) -> Option<K>,
        edit: impl Fn(&Pair) -> Option<(Span, String)>,
        doubt: Option<&'static str>,
        found: &mut Vec<Difference>,
    ) {
        for run in pairs.chunk_by(|one, other| change(one) == change(other)).filter(|run| change(&run[0]).is_some()) {
            let line = |side: Side, item: &Item| {
                let line = side.line(item.at);
                Span::new(line.start.min(item.at), line.end.max(item.at))
            };
            let (was, is) = (line(self.parts.original, &run[0].0), line(self.parts.translation, &run[0].1));
            let difference = Difference { more: run.len() as u32 - 1, ..Difference::new(Cause::List(cause), is, was) };
            let edits: Option<Edits> = run.iter().map(&edit).collect();
            found.push(match edits {
                Some(edits) => difference.mended_by(edits, doubt),
                None => difference,
            });
        }
    }

    /// The white space before an item's sign, and its sign with what follows it.
    fn lead<'s>(side: Side<'s>, item: &Item) -> Option<(&'s str, &'s str)> {
        let lead = side.slice(item.lead);
        let sign = lead.trim_start_matches([' ', '\t']);
        (!sign.is_empty()).then(|| (&lead[..lead.len() - sign.len()], sign))
    }

    /// Whether items that are on the same level have the same white space before them in both articles.
    fn writes_levels_alike(&self, pairs: &[Pair]) -> bool {
        let white = |side: Side, item: &Item| Self::lead(side, item).map(|lead| lead.0.len());
        let stays = |pair: &&Pair| pair.0.depth == pair.1.depth;
        let is_alike = |pair: &Pair| white(self.parts.original, &pair.0) == white(self.parts.translation, &pair.1);
        pairs.iter().filter(stays).all(is_alike)
    }

    /// The white space that puts an item on its level, where nothing but the item has to move.
    fn level(&self, pair: &Pair) -> Option<(Span, String)> {
        let translation = self.parts.translation;
        let block = block_of(translation, &pair.1)?;
        let next = translation.blocks().get(block + 1);
        let is_followed = next.is_some_and(|next| {
            next.kind != BlockKind::Item && translation.text[..next.span.start as usize].ends_with([' ', '\t'])
        });
        let (was, is) = (Self::lead(self.parts.original, &pair.0)?.0, Self::lead(translation, &pair.1)?.0);
        let mends = was != is && !is_followed;
        mends.then(|| (Span::new(pair.1.lead.start, pair.1.lead.start + is.len() as u32), was.to_owned()))
    }

    /// The sign of the original for an item.
    fn sign(&self, pair: &Pair) -> Option<(Span, String)> {
        let (was, is) = (Self::lead(self.parts.original, &pair.0)?, Self::lead(self.parts.translation, &pair.1)?);
        let start = pair.1.lead.start + is.0.len() as u32;
        Some((Span::new(start, pair.1.lead.end), was.1.to_owned()))
    }

    /// The number of the original for an item.
    fn number(&self, pair: &Pair) -> Option<(Span, String)> {
        let (was, is) = (Self::lead(self.parts.original, &pair.0)?, Self::lead(self.parts.translation, &pair.1)?);
        let digits = |sign: &str| sign.bytes().take_while(u8::is_ascii_digit).count();
        let start = pair.1.lead.start + is.0.len() as u32;
        Some((Span::new(start, start + digits(is.1) as u32), was.1[..digits(was.1)].to_owned()))
    }

    /// The box of the original for an item.
    fn task(&self, pair: &Pair) -> Option<(Span, String)> {
        pair.0.task?;
        let (was, is) = (pair.0.at as usize, pair.1.at as usize);
        let text = &self.parts.translation.text[is..];
        let length = worn_box(text).unwrap_or(0);
        let span = Span::of(is, is + length);
        Some((span, self.parts.original.text[was..was + 3].to_owned() + if length == 0 { " " } else { "" }))
    }
}

/// The length of what stands for a box at the beginning of `text`.
fn worn_box(text: &str) -> Option<usize> {
    let rest = text.strip_prefix(['[', '【', '［'])?;
    let inner = rest.find([']', '】', '］'])?;
    let close = rest[inner..].chars().next()?;
    let is_box = rest[..inner].chars().filter(|char| !char.is_whitespace()).count() < 2;
    let length = text.len() - rest.len() + inner + close.len_utf8();
    (is_box && !text[length..].starts_with(['(', '['])).then_some(length)
}
