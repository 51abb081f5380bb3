//! The signs of a fence that are worn: full-width, parted, escaped, too few.

use crate::text::wear::{Wear, is_invisible, stands_for};
use crate::tokens::work::steps;

/// The worn signs of a fence at the start of a line.
pub(super) struct WornSigns {
    /// The sign that is meant.
    pub sign: u8,
    /// How many there are.
    pub count: usize,
    /// The offset after the last.
    pub end: usize,
    /// How they are worn.
    pub wear: Wear,
}

/// Signs that stand for backticks only in a row of their own.
const FORMS: [&str; 2] = ["ˋˋˋ", "''''"];

impl WornSigns {
    /// Two to four signs that stand for backticks or tildes, with white space or something invisible between them.
    pub fn read(content: &str) -> Option<Self> {
        if let Some(form) = FORMS.into_iter().find(|form| content.starts_with(form)) {
            return Some(Self { sign: b'`', count: 3, end: form.len(), wear: Wear::TYPOGRAPHIC });
        }
        let mut signs: Option<Self> = None;
        let mut end = 0;
        loop {
            let rest = &content[end..];
            let (gap, gap_wear) = match rest.chars().next() {
                Some(' ') if signs.is_some() => (1, Wear::SPACED),
                Some(char) if is_invisible(char) => (char.len_utf8(), Wear::INVISIBLE),
                _ => (0, Wear::empty()),
            };
            let escape = usize::from(rest[gap..].starts_with('\\'));
            let Some(char) = rest[gap + escape..].chars().next() else { break };
            let known = signs.as_ref().map(|signs| signs.sign);
            let sign = [b'`', b'~'].into_iter().filter(|&sign| known.is_none_or(|known| known == sign));
            let Some((sign, wear)) = sign.into_iter().find_map(|sign| Some((sign, stands_for(sign, char)?))) else {
                break;
            };
            let wear = wear | gap_wear | if escape > 0 { Wear::ESCAPED } else { Wear::empty() };
            end += gap + escape + char.len_utf8();
            steps(1);
            let signs = signs.get_or_insert(Self { sign, count: 0, end, wear: Wear::empty() });
            (signs.count, signs.end, signs.wear) = (signs.count + 1, end, signs.wear | wear);
            if signs.count > MOST_SIGNS {
                return None;
            }
        }
        // One sign alone is none, and a pair with something between is a code span.
        signs.filter(|signs| match signs.count {
            0 | 1 => false,
            2 => signs.wear.is_empty(),
            _ => true,
        })
    }
}

/// How many worn signs a fence has at the most.
const MOST_SIGNS: usize = 4;

/// A fence may be after a list marker.
pub(super) fn without_item(content: &str) -> &str {
    let bytes = content.as_bytes();
    let digits = bytes.iter().take(9).take_while(|byte| byte.is_ascii_digit()).count();
    let length = match bytes.get(digits) {
        Some(b'-' | b'*' | b'+') if digits == 0 => 1,
        Some(b'.' | b')') if digits > 0 => digits + 1,
        _ => return content,
    };
    let rest = &content[length..];
    if rest.starts_with(' ') { rest.trim_start() } else { content }
}

/// Whether all backticks of an info string stand in the values of its attributes: `warn header="If `src` is set"`. For
/// CommonMark it is none, but the generators that read attributes there take it for one.
pub(super) fn holds_quoted_code(info: &str) -> bool {
    let mut parts = info.split('"');
    let name = parts.next().unwrap_or_default();
    let is_attribute = name.starts_with(|char: char| char.is_ascii_alphabetic()) && name.ends_with('=');
    let outside = parts.skip(1).step_by(2).collect::<String>();
    is_attribute && !name.contains('`') && !outside.contains('`') && info.matches('"').count().is_multiple_of(2)
}
