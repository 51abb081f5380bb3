//! Inline links and images that were meant and are none: brackets and parentheses as they are written.

use super::blocks::{InlineBlock, InlineBlocks};
use super::reading::Reading;
use super::url;
use crate::text::{Span, step};
use crate::tokens::{RegionKind, Regions, Signs, search};

/// What is wrong with a link.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LinkDamage {
    /// White space between text and target: `[t] (u)`.
    Spaced,
    /// A full-width bracket or parenthesis: `［t］（u）`.
    Fullwidth,
    /// No `)` after the target: `[t](u`.
    NoCloseParenthesis,
    /// No `(` before the target: `[t]u)`.
    NoOpenParenthesis,
    /// No `]` after the text: `[t(u)`.
    NoCloseBracket,
    /// No `[` before the text: `t](u)`.
    NoOpenBracket,
    /// Typographic quotes around the title: `[t](u “v”)`.
    CurlyTitle,
}

/// A link that was meant and is none.
#[derive(Clone, Copy, Debug)]
pub struct BrokenLink {
    /// What is wrong.
    pub damage: LinkDamage,
    /// The opening bracket; empty where it is missing, at a likely place.
    pub open: Span,
    /// The closing bracket; empty where it is missing.
    pub close: Span,
    /// What is before the target: the opening parenthesis with white space around it; empty where it is missing.
    pub before: Span,
    /// The target, without its title.
    pub target: Span,
    /// The title with its quotes, empty where there is none.
    pub title: Span,
    /// The closing parenthesis with white space before it; empty where it is missing.
    pub after: Span,
}

impl BrokenLink {
    /// From the opening bracket to the closing parenthesis.
    pub fn span(&self) -> Span {
        Span::new(self.open.start, self.after.end)
    }

    /// The link's text.
    pub fn text(&self) -> Span {
        Span::new(self.open.end.min(self.close.start), self.close.start)
    }
}

/// Finds broken links in every block.
pub(super) fn find(reading: Reading, blocks: &InlineBlocks) -> Vec<BrokenLink> {
    let mut found = Vec::new();
    for block in blocks.iter() {
        if !block.signs.intersects(BRACKETS) || first_bracket(reading.source.text(), block.span()).is_none() {
            continue;
        }
        Scan { text: reading.source.text(), regions: reading.regions, block, found: &mut found }.run();
    }
    found.sort_by_key(|link| link.open.start);
    found
}

struct Scan<'a> {
    text: &'a str,
    regions: &'a Regions,
    block: InlineBlock<'a>,
    found: &'a mut Vec<BrokenLink>,
}

impl Scan<'_> {
    fn run(&mut self) {
        let signs = signs(self.text, self.block);
        let mut open: Vec<usize> = Vec::new();
        let mut done = 0;
        for at in 0..signs.len() {
            let sign = signs[at];
            if sign.span.start < done {
                continue;
            }
            let link = match sign.kind {
                Sign::Open => {
                    open.push(at);
                    None
                }
                Sign::Close => {
                    let opener = open.pop().map(|opener| signs[opener].span);
                    self.behind_text(opener, sign.span)
                }
                // `[t(u)`: the innermost bracket is open where the parenthesis begins.
                Sign::Parenthesis => {
                    let opener = open.last().filter(|&&opener| only_parentheses(&signs[opener + 1..at]));
                    let link =
                        opener.and_then(|&opener| self.without_close_bracket(&signs, opener, at, open.len() > 1));
                    if link.is_some() {
                        open.pop();
                    }
                    link
                }
            };
            if let Some(link) = link {
                done = link.after.end;
                self.found.push(link);
            }
        }
    }

    /// What follows a closing bracket.
    fn behind_text(&self, open: Option<Span>, close: Span) -> Option<BrokenLink> {
        if let Some(region) = self.regions.at(close.end).filter(|region| region.kind == RegionKind::LinkTarget) {
            return open.and_then(|open| self.swallowed_parenthesis(open, close, region.span));
        }
        let block_end = self.block.span().end as usize;
        let rest = &self.text[close.end as usize..block_end];
        let spaces = rest.bytes().take_while(|&byte| byte == b' ').count();
        let Some(parenthesis) = rest[spaces..].chars().next().filter(|char| matches!(char, '(' | '（')) else {
            return open.filter(|_| spaces == 0).and_then(|open| self.without_parenthesis(open, close, rest));
        };
        let begin = close.end as usize + spaces + parenthesis.len_utf8();
        let target = url::Target::read(self.text, begin, block_end)?;
        let before = Span::new(close.end, target.span.start);
        let (target_span, title) = (target.span, target.title);
        let ends_wide = self.text[target.end.range()].ends_with('）');
        let opened = open.unwrap_or_else(|| self.likely_start(close.start));
        let is_wide = [Some(opened), Some(close)].into_iter().flatten().any(|span| span.len() > 1);
        let damage = match () {
            () if open.is_none() && (spaces > 0 || parenthesis == '（') => return None,
            () if open.is_none() && target.end.is_empty() => return None,
            () if open.is_none() => LinkDamage::NoOpenBracket,
            () if is_wide || parenthesis == '（' || ends_wide => LinkDamage::Fullwidth,
            () if target.end.is_empty() && spaces > 0 => return None,
            () if target.end.is_empty() => LinkDamage::NoCloseParenthesis,
            () if spaces > 2 => return None,
            () if spaces > 0 => LinkDamage::Spaced,
            () if target.curly => LinkDamage::CurlyTitle,
            () => return None,
        };
        Some(BrokenLink { damage, open: opened, close, before, target: target_span, title, after: target.end })
    }

    /// `([t](u）)`: the full-width parenthesis is a part of the target, and the link ends at the one of the sentence.
    fn swallowed_parenthesis(&self, open: Span, close: Span, region: Span) -> Option<BrokenLink> {
        let inside = self.text[region.range()].strip_prefix('(')?.strip_suffix("）)")?;
        let target = Span::new(region.start + 1, region.start + 1 + inside.len() as u32);
        (!inside.contains('（') && url::is_target(inside)).then_some(BrokenLink {
            damage: LinkDamage::Fullwidth,
            open,
            close,
            before: Span::new(region.start, region.start + 1),
            target,
            title: Span::at(target.end),
            after: Span::new(target.end, region.end - 1),
        })
    }

    /// `[t]u)`
    fn without_parenthesis(&self, open: Span, close: Span, rest: &str) -> Option<BrokenLink> {
        rest.bytes().next().filter(|byte| byte.is_ascii_alphanumeric() || b"./#".contains(byte))?;
        // `https://[address]/page`: the brackets are a part of an address.
        if self.text[..open.start as usize].ends_with('/') {
            return None;
        }
        let target = url::Target::read(self.text, close.end as usize, self.block.span().end as usize)?;
        let end = Span::at(close.end);
        (!target.end.is_empty()).then_some(BrokenLink {
            damage: LinkDamage::NoOpenParenthesis,
            open,
            close,
            before: end,
            target: target.span,
            title: target.title,
            after: target.end,
        })
    }

    /// `[t(u)`
    fn without_close_bracket(&self, signs: &[Found], opener: usize, at: usize, nested: bool) -> Option<BrokenLink> {
        let (open, parenthesis) = (signs[opener].span, signs[at].span);
        // A bracket that closes later makes the parenthesis a part of the text, unless it closes an outer one.
        let is_glued = !self.text[..parenthesis.start as usize].ends_with(char::is_whitespace);
        let closes =
            signs.get(at + 1..).unwrap_or(&[]).iter().take(MOST_SIGNS).find(|sign| sign.kind != Sign::Parenthesis);
        let target = url::Target::read(self.text, parenthesis.end as usize, self.block.span().end as usize)?;
        let is_text = closes.is_some_and(|sign| sign.kind == Sign::Close && sign.span.start >= target.end.end);
        let has_text = open.end < parenthesis.start;
        if is_text && !(nested && is_glued) || target.end.is_empty() || !has_text || target.is_bare_name(self.text) {
            return None;
        }
        let close = Span::at(parenthesis.start);
        Some(BrokenLink {
            damage: LinkDamage::NoCloseBracket,
            open,
            close,
            before: parenthesis,
            target: target.span,
            title: target.title,
            after: target.end,
        })
    }

    /// Where the text of a link without its opening bracket probably begins: at the start of a short block, else at the
    /// start of the last word, code span or bold text.
    fn likely_start(&self, close: u32) -> Span {
        let block = self.block.span();
        let from = step::ceil(self.text, (block.start as usize).max((close as usize).saturating_sub(LONGEST_WORD)));
        let line = self.text[from..close as usize].rfind('\n').map_or(from as u32, |at| (from + at) as u32 + 1);
        let before = &self.text[line as usize..close as usize];
        let indent = (before.len() - before.trim_start().len()) as u32;
        if before.len() <= SHORT_TEXT && !before.contains([',', '(', ':', ';']) && !before.contains(". ") {
            return Span::at((line + indent).min(close));
        }
        let word = step::behind_last(before.trim_end(), char::is_whitespace);
        Span::at(line + word as u32)
    }
}

/// The longest start of a line that is taken for a link's text as a whole, in bytes.
const SHORT_TEXT: usize = 60;
/// Whether nothing but a few parentheses is between a bracket and the target's parenthesis.
fn only_parentheses(signs: &[Found]) -> bool {
    signs.len() <= 3 && signs.iter().all(|sign| sign.kind == Sign::Parenthesis)
}

/// How far back the start of a link's text is looked for, in bytes.
const LONGEST_WORD: usize = 200;
/// How many brackets after a parenthesis are looked at.
const MOST_SIGNS: usize = 8;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Sign {
    Open,
    Close,
    Parenthesis,
}

#[derive(Clone, Copy, Debug)]
struct Found {
    kind: Sign,
    span: Span,
}

/// The signs that [`first_bracket`] looks for.
const BRACKETS: Signs = Signs::OPEN_BRACKET.union(Signs::CLOSE_BRACKET).union(Signs::FULL_WIDTH);

/// The signs that brackets and parentheses may begin with, and what escapes them.
const MARKS: Signs = BRACKETS.union(Signs::PARENTHESIS).union(Signs::BACKSLASH);

/// Where the first byte within `span` lies with which a bracket may begin.
fn first_bracket(text: &str, span: Span) -> Option<usize> {
    let found = search::byte3(b'[', b']', 0xef, &text.as_bytes()[span.range()]);
    found.map(|offset| span.start as usize + offset)
}

/// Brackets and opening parentheses of the block, escaped ones left out.
fn signs(text: &str, block: InlineBlock) -> Vec<Found> {
    let bytes = text.as_bytes();
    let mut signs = Vec::new();
    for piece in block.pieces {
        let mut at = piece.start as usize;
        // What is before the first bracket begins no link.
        if signs.is_empty() {
            match first_bracket(text, *piece) {
                None => continue,
                Some(first) if first > at && bytes[first - 1] != b'\\' => at = first,
                Some(_) => {}
            }
        }
        while let Some(length) = bytes.get(at..piece.end as usize).and_then(|rest| MARKS.first(rest)) {
            at += length;
            let (kind, length) = match bytes[at] {
                b'\\' => (None, 2),
                b'[' => (Some(Sign::Open), 1),
                b']' => (Some(Sign::Close), 1),
                b'(' => (Some(Sign::Parenthesis), 1),
                0xef if bytes[at..].starts_with("［".as_bytes()) => (Some(Sign::Open), 3),
                0xef if bytes[at..].starts_with("］".as_bytes()) => (Some(Sign::Close), 3),
                _ => (None, 1),
            };
            if let Some(kind) = kind {
                signs.push(Found { kind, span: Span::of(at, at + length) });
            }
            at += length;
        }
    }
    signs
}
