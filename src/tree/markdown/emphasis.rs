//! Emphasis that was meant and does not show: what is left when all delimiter runs are paired.

use super::blocks::{InlineBlock, InlineBlocks};
use super::characters::is_cjk;
use super::delimiters::{self, Pair, Run};
use crate::text::Span;

/// What is wrong with a piece of emphasis.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EmphasisDamage {
    /// White space inside the delimiters: `** x **`.
    Spaced,
    /// One delimiter lost a sign: `**x*`.
    Halved,
    /// The closing delimiter is missing up to the end of the block: `**x`.
    Unclosed,
    /// A delimiter between punctuation and a letter neither opens nor closes: `**x：**y`.
    Unflanked,
}

/// Emphasis that was meant and does not show.
#[derive(Clone, Copy, Debug)]
pub struct BrokenEmphasis {
    /// What is wrong.
    pub damage: EmphasisDamage,
    /// The opening delimiter run.
    pub opener: Span,
    /// The closing delimiter run; where it is missing, the end of the block.
    pub closer: Span,
}

impl BrokenEmphasis {
    /// From the opening delimiter to the closing one.
    pub fn span(&self) -> Span {
        Span::new(self.opener.start, self.closer.end)
    }

    /// What is between the delimiters.
    pub fn content(&self) -> Span {
        Span::new(self.opener.end, self.closer.start)
    }
}

/// The longest emphasis that is looked at, in bytes: signs further apart have nothing to do with each other.
const LONGEST: u32 = 600;

/// The emphasis of a document, as far as rules ask for it.
#[derive(Clone, Debug, Default)]
pub struct Emphasis {
    /// Emphasis that was meant and does not show, in rising order.
    pub broken: Vec<BrokenEmphasis>,
    /// Where delimiter runs of `*` begin that emphasise nothing, in rising order.
    pub literal: Vec<u32>,
}

impl Emphasis {
    /// Reads every block.
    pub(super) fn read(text: &str, blocks: &InlineBlocks) -> Self {
        let mut emphasis = Self::default();
        for block in blocks.iter() {
            emphasis.read_block(text, block);
        }
        emphasis
    }

    /// Whether a delimiter run begins at `offset` that emphasises nothing.
    pub fn is_literal(&self, offset: u32) -> bool {
        self.literal.binary_search(&offset).is_ok()
    }

    fn read_block(&mut self, text: &str, block: InlineBlock) {
        let (mut runs, pairs) = delimiters::read(text, block);
        if runs.is_empty() {
            return;
        }
        self.literal.extend(runs.iter().filter(|run| run.is_literal()).map(|run| run.span.start));
        let first = self.broken.len();
        halved_pairs(&runs, &pairs, &mut self.broken);
        dissolve(&mut runs, &pairs);
        literal_pairs(text, block, &runs, &mut self.broken);
        self.broken[first..].sort_by_key(|broken| broken.opener.start);
    }
}

fn literal_pairs(text: &str, block: InlineBlock, runs: &[Run], found: &mut Vec<BrokenEmphasis>) {
    let literal: Vec<&Run> = runs.iter().filter(|run| run.is_literal() && run.span.len() <= 3).collect();
    let mut at = 0;
    while at < literal.len() {
        let next = literal.get(at + 1).and_then(|closer| Some((*closer, damage_between(text, literal[at], closer)?)));
        if let Some((closer, damage)) = next {
            found.push(BrokenEmphasis { damage, opener: literal[at].span, closer: closer.span });
            at += 2;
            continue;
        }
        if at + 1 == literal.len() && is_unclosed(text, block, literal[at]) {
            let end = text[..block.span().end as usize].trim_end().len() as u32;
            let closer = Span::at(end.max(literal[at].span.end));
            found.push(BrokenEmphasis { damage: EmphasisDamage::Unclosed, opener: literal[at].span, closer });
        }
        at += 1;
    }
}

/// `**x*` and `*x**`: one sign of the longer run pairs with the shorter one, the other is alone or pairs with a run
/// that is halved as well.
fn halved_pairs(runs: &[Run], pairs: &[Pair], found: &mut Vec<BrokenEmphasis>) {
    let length = |run: usize| runs[run].span.len();
    let mut halved_with = vec![false; runs.len()];
    for pair in pairs.iter().filter(|pair| pair.used == 1) {
        if (length(pair.opener), length(pair.closer)) == (2, 2) {
            halved_with[pair.opener] = true;
            halved_with[pair.closer] = true;
        }
    }
    for pair in pairs.iter().filter(|pair| pair.used == 1) {
        let longer = if length(pair.opener) == 2 { pair.opener } else { pair.closer };
        let is_halved =
            length(pair.opener) + length(pair.closer) == 3 && (runs[longer].left == 1 || halved_with[longer]);
        if is_halved {
            let (opener, closer) = (runs[pair.opener].span, runs[pair.closer].span);
            found.push(BrokenEmphasis { damage: EmphasisDamage::Halved, opener, closer });
        }
    }
}

/// Bold text that holds delimiters of bold text is not bold text: in `**a ** b ** c**` the outer two pair by mistake.
fn dissolve(runs: &mut [Run], pairs: &[Pair]) {
    for pair in pairs.iter().filter(|pair| pair.used == 2) {
        let is_bold = |run: &Run| run.span.len() == 2;
        let (inner, ends) = (&runs[pair.opener + 1..pair.closer], (runs[pair.opener], runs[pair.closer]));
        let first = inner.iter().take(MOST_INNER).find(|run| is_bold(run) && run.is_literal());
        if is_bold(&ends.0)
            && is_bold(&ends.1)
            && first.is_some_and(|run| run.before.is_whitespace() || run.after.is_whitespace())
        {
            runs[pair.opener].left = 2;
            runs[pair.closer].left = 2;
        }
    }
}

/// How many delimiter runs within bold text are looked at.
const MOST_INNER: usize = 8;

/// What keeps two literal runs from being emphasis, where they were meant to be.
fn damage_between(text: &str, opener: &Run, closer: &Run) -> Option<EmphasisDamage> {
    let content = &text[opener.span.end as usize..closer.span.start as usize];
    let is_path = opener.after == '/' && !is_cjk(opener.before);
    if content.len() as u32 > LONGEST || !has_word(content) || is_path {
        return None;
    }
    let lengths = (opener.span.len(), closer.span.len());
    let spaced = (opener.after.is_whitespace(), closer.before.is_whitespace());
    if spaced == (false, false) {
        return tight_damage(opener, closer, lengths);
    }
    let starts = !opener.before.is_alphanumeric() || is_cjk(opener.before);
    // `*` with a space is a product, a footnote mark or a list marker before it is emphasis.
    let is_strong = lengths.0 == lengths.1 && lengths.0 >= 2;
    // What is tight on one side must be a delimiter there: in "the code ***, but" the first is none.
    if !spaced.0 && is_closing(opener.after) || !spaced.1 && is_opening(closer.before) || is_power(text, opener) {
        return None;
    }
    let ends = !closer.after.is_alphanumeric() || is_cjk(closer.after) || !spaced.0;
    (is_strong && starts && ends).then_some(EmphasisDamage::Spaced)
}

/// Whether `char` ends a clause: no text that is emphasised begins with it.
fn is_closing(char: char) -> bool {
    matches!(char, ',' | '.' | ';' | ':' | '!' | '?' | ')' | ']' | '}' | '，' | '。' | '、' | '；' | '：' | '！' | '？')
}

/// Whether `char` opens a bracket: no text that is emphasised ends with it.
fn is_opening(char: char) -> bool {
    matches!(char, '(' | '[' | '{' | '（' | '「' | '『' | '“')
}

/// `3 ** 2`: numbers around an operator.
fn is_power(text: &str, run: &Run) -> bool {
    let before = text[..run.span.start as usize].trim_end_matches(' ');
    let after = text[run.span.end as usize..].trim_start_matches(' ');
    let is_number = |char: char| char.is_ascii_digit() || char == ')' || char == '(';
    run.after == ' ' && before.ends_with(is_number) && after.starts_with(is_number)
}

fn tight_damage(opener: &Run, closer: &Run, lengths: (u32, u32)) -> Option<EmphasisDamage> {
    if lengths.0 == lengths.1 {
        let unflanked = !opener.opens() || !closer.closes();
        return (unflanked && lengths.0 >= 2).then_some(EmphasisDamage::Unflanked);
    }
    let halved = lengths.0 + lengths.1 == 3 && opener.opens() && closer.closes();
    halved.then_some(EmphasisDamage::Halved)
}

fn is_unclosed(text: &str, block: InlineBlock, run: &Run) -> bool {
    let begins = run.span.start == block.span().start || !run.before.is_alphanumeric() || is_cjk(run.before);
    // Globs (`'**.pdf'`, `v4-**.tar.gz`) and the arguments of functions (`(a, **rest)`).
    let is_glob = matches!(run.before, '/' | '\'' | '"' | '-' | '.' | '_')
        || matches!(run.after, '/' | '\'' | '"' | '.' | '_' | '-' | ')' | ',');
    let rest = &text[run.span.end as usize..block.span().end as usize];
    let is_argument = || {
        let behind = rest.trim_start_matches(|char: char| char.is_alphanumeric() || char == '_');
        let before = text[..run.span.start as usize].trim_end();
        behind.starts_with([')', ',']) && before.ends_with(['(', ','])
    };
    run.span.len() == 2 && begins && run.opens() && !is_glob && has_word(rest) && !is_argument()
}

/// Whether `content` holds a word: two letters in a row, one letter of a script that is written without spaces, or a
/// letter among several digits.
fn has_word(content: &str) -> bool {
    let (mut letters, mut all_letters, mut signs) = (0, 0, 0);
    content.chars().any(|char| {
        letters = if char.is_alphabetic() { letters + 1 } else { 0 };
        all_letters += u32::from(char.is_alphabetic());
        signs += u32::from(char.is_alphanumeric());
        letters >= 2 || letters == 1 && is_cjk(char) || all_letters >= 1 && signs >= 3
    })
}
