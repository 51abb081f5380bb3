use crate::findings::{Context, Edit, Facts, Finding, Findings, Fix, OptionDefault, RuleOption, Safety, Severity};
use crate::rules::{Example, Fixed, Group, Rule, Scope};
use crate::text::{Flavor, Span};
use crate::tokens::words;
use crate::tree::Level;

/// Whether weak signs are reported without damage near them.
static STRICT: RuleOption = RuleOption {
    rule: "split-word",
    name: "strict",
    doc: "Report doubtful splits in undamaged articles too.",
    default: OptionDefault::Flag(false),
};

/// A word with a space before its end.
pub static RULE: Rule = Rule {
    name: "split-word",
    group: Group::Text,
    summary: "A word with a space before its last letters",
    why: "Converters that read a page letter by letter, and tools that break long cells, leave spaces inside words: \
          `informatio n`. Only English is checked, with a dictionary: the part before the space must not be a word, \
          and both parts together must be one. If the first part is a word too, as in `the element s`, it may be an \
          element named `s` and is reported only near other damage.",
    severity: Severity::Warning,
    on: true,
    fix: Some(Safety::Unsafe),
    flavors: Flavor::ALL,
    triggers: Facts::ALWAYS,
    scope: Scope::Block,
    options: &[&STRICT],
    examples: &[
        Example::Bad {
            flavor: Flavor::Markdown,
            text: "The office has all the informatio n that you need for the trip.\n",
            at: "informatio n",
            fixed: Fixed::Unsafe("The office has all the information that you need for the trip.\n"),
        },
        Example::Bad {
            flavor: Flavor::Html,
            text: "<p>This is the begin ning of a walk to the lighthouse and the old pier.</p>\n",
            at: "begin ning",
            fixed: Fixed::Unsafe("<p>This is the beginning of a walk to the lighthouse and the old pier.</p>\n"),
        },
        Example::Good {
            flavor: Flavor::Markdown,
            text: "The sum of the element s and the node n is the value y of the grade d.\n",
        },
        Example::Good { flavor: Flavor::Markdown, text: "El barc o la barca e y el informatio n del puerto.\n" },
        Example::Good {
            flavor: Flavor::Markdown,
            text: "`informatio n` is the text that you have to look for in the file.\n",
        },
        Example::Good {
            flavor: Flavor::Markdown,
            text: "The crew of the ship don't know that it's at the quay d'Orsay.\n",
        },
    ],
    check,
};

/// Ends of English words that are not words themselves.
const ENDS: &[&str] = &[
    "tion", "tions", "sion", "ment", "ments", "ness", "ity", "ies", "ing", "ning", "ting", "ally", "ly", "ed", "er",
    "ers", "es", "ous", "ive", "ble", "ence", "ance", "ght", "nal", "cal",
];

/// The longest end, in bytes.
const LONGEST_END: usize = 5;

fn check(context: &Context, findings: &mut Findings) {
    let bytes = context.text().as_bytes();
    visit_spaces(bytes, |at| {
        if let Some(length) = end_length(&bytes[at + 1..])
            && let Some(span) = split_at(context, at, length)
        {
            let joined = context.slice(span).replace(' ', "");
            let reason = "two words may be meant";
            let fix = Fix::unsafe_(format!("Write {joined}"), vec![Edit::delete(Span::of(at, at + 1))], reason);
            findings.add(Finding::new(span, format!("A space splits the word {joined}")).fix(fix));
        }
    });
}

/// The split word whose end of `length` bytes is after the space at `at`.
fn split_at(context: &Context, at: usize, length: usize) -> Option<Span> {
    let text = context.text();
    let end = at + 1 + length;
    let tail = &text[at + 1..end];
    if text[end..].starts_with(|char: char| {
        char.is_alphanumeric() || "_'’-=({[/.:".contains(char) && !ends_sentence(text, end)
    }) {
        return None;
    }
    let start = at - text.as_bytes()[..at].iter().rev().take(30).take_while(|byte| byte.is_ascii_alphabetic()).count();
    let head = &text[start..at];
    if head.len() < 3 || head[1..].bytes().any(|byte| byte.is_ascii_uppercase()) {
        return None;
    }
    let is_bounded = !text[..start].ends_with(|char: char| char.is_alphanumeric() || "_'’-.@/\\&#$".contains(char));
    let span = Span::of(start, end);
    let is_near = context.suspicion(&STRICT, span.start) == Level::Near;
    // Two short words, as most of them are, are told by damage near them alone.
    if !is_bounded || !is_near && head.len() + tail.len() <= 6 {
        return None;
    }
    let joined = format!("{head}{tail}");
    if !words::is_word(&joined) {
        return None;
    }
    let is_sure = !words::is_word(head) || tail.len() > 1 && !words::is_word(tail) && joined.len() > 6;
    let is_likely = is_sure && (is_near || joined.len() > 6)
        || is_near && (head.len() > 4 || head.len() > 3 && !names_one_thing(&text[..start]));
    let is_meant = context.allowed_words.iter().any(|word| word == head || word == tail);
    (is_likely && !is_meant && context.is_prose(span) && !context.in_flattened(span) && context.is_english_around(span))
        .then_some(span)
}

/// Calls `visit` with the place of each space after which an end may be.
///
/// A text has a space every six bytes: eight bytes are looked at as one number, and what follows a space is looked up.
fn visit_spaces(bytes: &[u8], mut visit: impl FnMut(usize)) {
    let (chunks, rest) = bytes.as_chunks::<8>();
    let rest = number(rest);
    for index in 0..=chunks.len() {
        let eight = chunks.get(index).map_or(rest, |chunk| u64::from_le_bytes(*chunk));
        let mut marks = zeros(eight ^ (u64::from(b' ') * ONES));
        while marks != 0 {
            let at = 8 * index + marks.trailing_zeros() as usize / 8;
            marks &= marks - 1;
            let may_end = match bytes.get(at + 1..at + 4) {
                Some(&[first, second, third]) => may_begin_end(first, second, third),
                _ => true,
            };
            if may_end {
                visit(at);
            }
        }
    }
}

/// The high bit of each byte that is zero.
fn zeros(eight: u64) -> u64 {
    let low = 0x7f * ONES;
    !(((eight & low) + low) | eight) & (0x80 * ONES)
}

/// Whether an end may begin with these bytes, or be the first one or two of them alone.
fn may_begin_end(first: u8, second: u8, third: u8) -> bool {
    let first = letter(first);
    first < OTHER && BEGINNINGS[first][letter(second)] >> letter(third) & 1 != 0
}

/// The number of a small letter, [`OTHER`] of another byte.
const fn letter(byte: u8) -> usize {
    let number = byte.wrapping_sub(b'a') as usize;
    if number < OTHER { number } else { OTHER }
}

/// What stands for all bytes that are no small letters.
const OTHER: usize = 26;

/// For the first two bytes of an end, a bit for each that may follow them.
static BEGINNINGS: [[u32; OTHER + 1]; OTHER] = {
    let mut beginnings = [[0; OTHER + 1]; OTHER];
    let mut at = 0;
    while at < OTHER {
        // A letter alone, whatever follows.
        beginnings[at][OTHER] = u32::MAX;
        at += 1;
    }
    at = 0;
    while at < ENDS.len() {
        let end = ENDS[at].as_bytes();
        let third = if end.len() > 2 { letter(end[2]) } else { OTHER };
        beginnings[letter(end[0])][letter(end[1])] |= 1 << third;
        at += 1;
    }
    beginnings
};

/// The length of the small letters that `bytes` begin with, where they can be nothing but the end of a word.
///
/// This is asked at every space: eight bytes are looked at as one number.
fn end_length(bytes: &[u8]) -> Option<usize> {
    let letters = match bytes.first_chunk::<8>() {
        Some(eight) => u64::from_le_bytes(*eight),
        None => number(bytes),
    };
    let low = letters & (0x7f * ONES);
    let from_a = low + (0x80 - u64::from(b'a')) * ONES;
    let behind_z = low + (0x7f - u64::from(b'z')) * ONES;
    let others = !((from_a ^ behind_z) & !letters) & (0x80 * ONES);
    let length = others.trailing_zeros() as usize / 8;
    let word = if length <= LONGEST_END { letters & ((1 << (8 * length)) - 1) } else { return None };
    let is_end = match length {
        0 => false,
        1 => !matches!(word as u8, b'a' | b'i' | b'o'),
        _ => END_NUMBERS[slot(word, END_FACTOR)] == word,
    };
    is_end.then_some(length)
}

/// A one in each byte.
const ONES: u64 = 0x0101_0101_0101_0101;

/// Up to seven bytes as a number.
const fn number(bytes: &[u8]) -> u64 {
    let (mut number, mut at) = (0, 0);
    while at < bytes.len() {
        number |= (bytes[at] as u64) << (8 * at);
        at += 1;
    }
    number
}

const fn slot(word: u64, factor: u64) -> usize {
    (word.wrapping_mul(factor) >> 57) as usize
}

/// The ends as numbers, each in a slot of its own.
static END_NUMBERS: [u64; 128] = match ends_by(END_FACTOR) {
    Some(numbers) => numbers,
    None => panic!("the factor gives each end its own slot"),
};

/// A factor that gives each end its own slot.
const END_FACTOR: u64 = {
    let mut factor = 0x9e37_79b9_7f4a_7c15;
    while ends_by(factor).is_none() {
        factor = factor.wrapping_mul(0x5851_f42d_4c95_7f2d) | 1;
    }
    factor
};

const fn ends_by(factor: u64) -> Option<[u64; 128]> {
    let mut numbers = [0; 128];
    let mut at = 0;
    while at < ENDS.len() {
        let word = number(ENDS[at].as_bytes());
        let slot = slot(word, factor);
        if numbers[slot] != 0 {
            return None;
        }
        numbers[slot] = word;
        at += 1;
    }
    Some(numbers)
}

/// Words before "element s" where `s` is the name of the element.
const ONE_THING: &[&str] = &[
    "the", "a", "an", "each", "every", "this", "that", "some", "any", "one", "of", "single", "another", "given", "its",
];

/// Whether the text before a noun ends with a word that lets a name follow the noun.
fn names_one_thing(before: &str) -> bool {
    let before = before.trim_end();
    let start = before.bytes().rev().take(10).take_while(u8::is_ascii_alphabetic).count();
    ONE_THING.iter().any(|word| word.eq_ignore_ascii_case(&before[before.len() - start..]))
}

/// Whether the sign at `end` ends a sentence or clause rather than going on as `n.x` or `n:1`.
fn ends_sentence(text: &str, end: usize) -> bool {
    text[end..].starts_with(['.', ':'])
        && text[end + 1..].chars().next().is_none_or(|char| char.is_whitespace() || "<*_\"”’)".contains(char))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The same as [`end_length`], byte by byte.
    fn plainly(bytes: &[u8]) -> Option<usize> {
        let length = bytes.iter().take_while(|byte| byte.is_ascii_lowercase()).count();
        let word = std::str::from_utf8(&bytes[..length]).expect("letters");
        let is_end = if length == 1 { !matches!(word, "a" | "i" | "o") } else { ENDS.contains(&word) };
        is_end.then_some(length)
    }

    #[test]
    fn ends_are_told_by_their_numbers() {
        let letters = ('a'..='z').map(String::from);
        let words = ENDS.iter().map(|end| (*end).to_owned()).chain(letters);
        for word in words.chain(["the", "and", "tional", "tionsx", "", "é", "in", "an", "s\u{df}"].map(str::to_owned)) {
            for behind in ["", ".", " of the sea", "x", "S", "é", "\n", "{", "`", "1234567"] {
                let text = format!("{word}{behind}");
                assert_eq!(end_length(text.as_bytes()), plainly(text.as_bytes()), "{text:?}");
            }
        }
    }

    #[test]
    fn every_space_before_an_end_is_visited() {
        let text = "a b tion  é ly\n x, ed of the ment s";
        for start in (0..text.len()).filter(|&start| text.is_char_boundary(start)) {
            let bytes = &text.as_bytes()[start..];
            let mut visited = Vec::new();
            visit_spaces(bytes, |at| visited.push(at));
            visited.retain(|&at| end_length(&bytes[at + 1..]).is_some());
            let spaces = (0..bytes.len()).filter(|&at| bytes[at] == b' ');
            let wanted: Vec<usize> = spaces.filter(|&at| plainly(&bytes[at + 1..]).is_some()).collect();
            assert_eq!(visited, wanted, "from {start}");
        }
    }
}
