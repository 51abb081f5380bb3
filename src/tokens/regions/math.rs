//! TeX in Markdown: `$…$`, `$$…$$`, `\(…\)`, `\[…\]`. Money is not math.

use super::region::{Region, RegionKind};
use crate::text::step;
use crate::tokens::Ahead;

/// The longest inline formula, in bytes: a dollar sign far away is another price.
const LONGEST_INLINE: usize = 200;
/// The longest display formula, in bytes.
const LONGEST_DISPLAY: usize = 8_000;

/// Finds formulas and appends them to `regions`.
pub(super) fn find(text: &str, regions: &mut Vec<Region>) {
    let bytes = text.as_bytes();
    let mut ends = [Ahead::new(text, "\\)"), Ahead::new(text, "\\]"), Ahead::new(text, "$$")];
    let mut done = 0;
    for at in memchr::memchr2_iter(b'$', b'\\', bytes) {
        if at < done {
            continue;
        }
        let end = match bytes[at] {
            b'$' if bytes.get(at + 1) == Some(&b'$') => display(text, at, &mut ends[2]),
            b'$' => inline(text, at),
            _ => bracketed(text, at, &mut ends),
        };
        if let Some(end) = end {
            regions.push(Region::new(at, end, RegionKind::Math));
            done = end;
        } else if bytes[at..].starts_with(b"\\\\") || bytes[at..].starts_with(b"\\$") {
            done = at + 2;
        }
    }
}

fn display(text: &str, at: usize, end: &mut Ahead) -> Option<usize> {
    formula(text, at + 2, end.next(at + 2)?)
}

fn bracketed(text: &str, at: usize, ends: &mut [Ahead; 3]) -> Option<usize> {
    let end = match text.as_bytes().get(at + 1)? {
        b'(' => &mut ends[0],
        b'[' => &mut ends[1],
        _ => return None,
    };
    formula(text, at + 2, end.next(at + 2)?)
}

/// The end of the formula from `start` to its two-byte closer at `end`, where it reads like one.
fn formula(text: &str, start: usize, end: usize) -> Option<usize> {
    let formula = text.get(start..end).filter(|formula| formula.len() < LONGEST_DISPLAY)?;
    (looks_like_tex(formula) && !formula.contains("\n\n")).then_some(end + 2)
}

fn inline(text: &str, at: usize) -> Option<usize> {
    let inside = window(text, at + 1, LONGEST_INLINE);
    let length = inside.find(['$', '\n'])?;
    let formula = &inside[..length];
    let closes = inside[length..].starts_with('$');
    let after = inside[length..].chars().nth(1);
    let tight =
        !formula.is_empty() && !formula.starts_with(char::is_whitespace) && !formula.ends_with(char::is_whitespace);
    (closes && tight && !after.is_some_and(|next| next.is_ascii_digit()) && looks_like_tex(formula))
        .then_some(at + 1 + length + 1)
}

/// Tells a formula from prose between two prices: it has an operator, a command or a single symbol, and no tag.
fn looks_like_tex(formula: &str) -> bool {
    let words =
        formula.split_whitespace().filter(|word| word.len() > 3 && word.bytes().all(|byte| byte.is_ascii_alphabetic()));
    let markup = formula.contains("</") || formula.contains("< /") || formula.contains("**");
    let symbols = formula.contains(['\\', '^', '_', '=', '+', '*', '<', '>', '|', '{']);
    !markup && !formula.trim().is_empty() && words.count() < 3 && (symbols || formula.trim().chars().count() <= 3)
}

fn window(text: &str, start: usize, length: usize) -> &str {
    text.get(start..step::floor(text, start + length)).unwrap_or("")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn formulas(text: &str) -> Vec<&str> {
        let mut regions = Vec::new();
        find(text, &mut regions);
        regions.iter().map(|region| &text[region.span.range()]).collect()
    }

    #[test]
    fn finds_formulas() {
        assert_eq!(
            formulas("$$\nx * y < z\n$$\n\nInline $a < b$ and \\(c > d\\)."),
            ["$$\nx * y < z\n$$", "$a < b$", "\\(c > d\\)"]
        );
    }

    #[test]
    fn money_is_not_math() {
        assert_eq!(formulas("Give $50 to $100, pay **35$**, US$ 5. Price band: $ $$ $$$"), [""; 0]);
        assert_eq!(formulas("It costs $20 < strong >today< / strong > or $30."), [""; 0]);
        assert_eq!(formulas("Lost cells $ $ $ $ $ $ here"), [""; 0]);
    }
}
