//! What is left of delimiter runs when all are paired as CommonMark pairs them.

use super::blocks::InlineBlock;
use super::broken::{BrokenEmphasis, EmphasisDamage, LONGEST, delimiter, has_word};
use super::characters::{is_cjk, is_punctuation};
use super::delimiters::{Pair, Run};
use crate::text::Span;

/// What literal runs were meant to emphasise.
pub(super) fn literal(text: &str, block: InlineBlock, runs: &[Run]) -> Vec<BrokenEmphasis> {
    let mut found = Vec::new();
    let literal: Vec<&Run> = runs.iter().filter(|run| run.is_literal() && run.length <= 3).collect();
    let is_only_pair = literal.len() == 2;
    let mut at = 0;
    while at < literal.len() {
        let next = literal
            .get(at + 1)
            .and_then(|closer| Some((*closer, damage_between(text, literal[at], closer, is_only_pair)?)));
        if let Some((closer, damage)) = next {
            found.push(broken(damage, literal[at], closer, literal[at].length.max(closer.length)));
            at += 2;
            continue;
        }
        if at + 1 == literal.len() && is_unclosed(text, block, literal[at]) {
            let end = text[..block.span().end as usize].trim_end().len() as u32;
            let closer = Span::at(end.max(literal[at].span.end));
            let opener = literal[at].span;
            found.push(BrokenEmphasis { damage: EmphasisDamage::Unclosed, opener, closer, delimiter: "**" });
        }
        at += 1;
    }
    found
}

fn broken(damage: EmphasisDamage, opener: &Run, closer: &Run, length: u32) -> BrokenEmphasis {
    let delimiter = delimiter(opener.sign, length);
    BrokenEmphasis { damage, opener: opener.span, closer: closer.span, delimiter }
}

/// Runs that pair though they have not the same signs.
pub(super) fn unequal(runs: &[Run], pairs: &[Pair]) -> Vec<BrokenEmphasis> {
    let mut found = Vec::new();
    halved_pairs(runs, pairs, &mut found);
    doubled_pairs(runs, pairs, &mut found);
    found
}

/// `**x*` and `*x**`: one sign of the longer run pairs with the shorter one, the other is alone or pairs with a run
/// that is halved as well.
fn halved_pairs(runs: &[Run], pairs: &[Pair], found: &mut Vec<BrokenEmphasis>) {
    let length = |run: usize| runs[run].length;
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
        if is_halved && runs[longer].sign == b'*' {
            found.push(broken(EmphasisDamage::Halved, &runs[pair.opener], &runs[pair.closer], 2));
        }
    }
}

/// `***x**` and `***x****`: all signs of the shorter run pair with the longer one, of which one is left.
fn doubled_pairs(runs: &[Run], pairs: &[Pair], found: &mut Vec<BrokenEmphasis>) {
    let has_marks = runs.iter().any(|run| run.length == 1 && run.is_literal());
    for (at, pair) in pairs.iter().enumerate().filter(|(_, pair)| pair.used == 2) {
        let (opener, closer) = (&runs[pair.opener], &runs[pair.closer]);
        let (shorter, longer) = if opener.length < closer.length { (opener, closer) } else { (closer, opener) };
        let is_doubled = (2..=3).contains(&shorter.length)
            && longer.length == shorter.length + 1
            && (shorter.left, longer.left) == (0, 1);
        // A mark of a note beside bold text has others like it.
        if is_doubled && !has_marks && used_together(pairs, at) == shorter.length {
            found.push(broken(EmphasisDamage::Doubled, opener, closer, shorter.length));
        }
    }
}

/// How many signs the two runs of a pair use of each other; what they use at once lies side by side.
fn used_together(pairs: &[Pair], at: usize) -> u32 {
    let pair = &pairs[at];
    let beside = &pairs[at.saturating_sub(1)..(at + 2).min(pairs.len())];
    let same = |other: &&Pair| other.opener == pair.opener && other.closer == pair.closer;
    beside.iter().filter(same).map(|pair| pair.used).sum()
}

/// Bold text that holds delimiters of bold text is not bold text: in `**a ** b ** c**` the outer two pair by mistake.
pub(super) fn dissolve(runs: &mut [Run], pairs: &[Pair]) {
    for pair in pairs.iter().filter(|pair| pair.used == 2) {
        let is_bold = |run: &Run| run.length == 2;
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
fn damage_between(text: &str, opener: &Run, closer: &Run, is_only_pair: bool) -> Option<EmphasisDamage> {
    let content = &text[opener.span.end as usize..closer.span.start as usize];
    let is_path = opener.after == '/' && !is_cjk(opener.before);
    if content.len() as u32 > LONGEST || !has_word(content) || is_path {
        return None;
    }
    let spaced = (opener.after.is_whitespace(), closer.before.is_whitespace());
    if opener.sign == b'_' && !may_be_underscored(opener, closer) {
        return None;
    }
    if spaced == (false, false) {
        return tight_damage(opener, closer);
    }
    if is_spaced(text, opener, closer) || is_only_pair && is_spaced_italic(opener, closer, content) {
        return Some(EmphasisDamage::Spaced);
    }
    None
}

/// Underscores beside letters are a part of names, and those with white space on both sides are blanks to be filled in.
fn may_be_underscored(opener: &Run, closer: &Run) -> bool {
    let is_outside = |char: char| !char.is_alphanumeric();
    let is_loose = opener.after.is_whitespace() && closer.before.is_whitespace();
    // `` `text <address>`__ `` is a link of reStructuredText.
    let is_reference = opener.before == '`';
    let is_bold = opener.length == 2 && closer.length == 2 && !is_loose && !is_reference;
    is_bold && is_outside(opener.before) && is_outside(closer.after)
}

/// `** x **`, `** x**`.
fn is_spaced(text: &str, opener: &Run, closer: &Run) -> bool {
    let spaced = (opener.after.is_whitespace(), closer.before.is_whitespace());
    let starts = !opener.before.is_alphanumeric() || is_cjk(opener.before);
    let is_strong = opener.length == closer.length && opener.length >= 2;
    // What is tight on one side must be a delimiter there: in "the code ***, but" the first is none.
    if !spaced.0 && is_closing(opener.after) || !spaced.1 && is_opening(closer.before) || is_power(text, opener) {
        return false;
    }
    let ends = !closer.after.is_alphanumeric() || is_cjk(closer.after) || !spaced.0;
    is_strong && starts && ends
}

/// `* x*`, `*x *`: a star between spaces is a product, a mark of a note or a list marker before it is emphasis. So it must
/// be tight on the other side, in a line without others.
fn is_spaced_italic(opener: &Run, closer: &Run, content: &str) -> bool {
    let inner = content.trim();
    let is_outside = |char: char| char.is_whitespace() || is_punctuation(char);
    let is_side = opener.after.is_whitespace() != closer.before.is_whitespace();
    let is_loose_inside = if opener.after.is_whitespace() { opener.before } else { closer.after };
    opener.length == 1
        && closer.length == 1
        && is_side
        && is_outside(opener.before)
        && is_outside(closer.after)
        && is_loose_inside.is_whitespace()
        && inner.starts_with(char::is_alphabetic)
        && inner.ends_with(char::is_alphabetic)
        && !inner.contains(['\n', '=', '+', '/'])
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

fn tight_damage(opener: &Run, closer: &Run) -> Option<EmphasisDamage> {
    let lengths = (opener.length, closer.length);
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
    run.sign == b'*' && run.length == 2 && begins && run.opens() && !is_glob && has_word(rest) && !is_argument()
}
