//! The smallest single edit between two texts, and a part of a text after edits.

use crate::findings::Edit;
use crate::text::Span;

/// The edit that turns `old` into `new`; `None` if they are equal. It splits no character and no `\r\n`, since
/// positions of the protocol cannot say so.
pub fn minimal_edit(old: &str, new: &str) -> Option<Edit> {
    if old == new {
        return None;
    }
    let same = old.bytes().zip(new.bytes()).take_while(|(a, b)| a == b).count();
    let mut start = same;
    while !(is_border(old, start) && is_border(new, start)) {
        start -= 1;
    }
    let most = old.len().min(new.len()) - start;
    let mut end = old.bytes().rev().zip(new.bytes().rev()).take(most).take_while(|(a, b)| a == b).count();
    while !(is_border(old, old.len() - end) && is_border(new, new.len() - end)) {
        end -= 1;
    }
    Some(Edit::replace(Span::of(start, old.len() - end), &new[start..new.len() - end]))
}

/// The bytes of `around` after `edits`.
pub fn edited(text: &str, around: Span, edits: &[Edit]) -> String {
    let mut after = String::new();
    let mut copied = around.start;
    for edit in edits {
        after.push_str(&text[copied as usize..edit.span.start as usize]);
        after.push_str(&edit.text);
        copied = edit.span.end;
    }
    after + &text[copied as usize..around.end as usize]
}

/// Whether `offset` lies between two characters of which it does not part a line end.
fn is_border(text: &str, offset: usize) -> bool {
    let splits_line_end =
        offset > 0 && text.as_bytes()[offset - 1] == b'\r' && text.as_bytes().get(offset) == Some(&b'\n');
    text.is_char_boundary(offset) && !splits_line_end
}

#[cfg(test)]
mod tests {
    use super::*;

    fn edit(old: &str, new: &str) -> Option<(u32, u32, String)> {
        minimal_edit(old, new).map(|edit| (edit.span.start, edit.span.end, edit.text.to_string()))
    }

    #[test]
    fn keeps_what_is_equal_at_both_ends() {
        assert_eq!(edit("same", "same"), None);
        assert_eq!(edit("a< b >c", "a<b>c"), Some((2, 5, "b".to_owned())));
        assert_eq!(edit("aaa", "aa"), Some((2, 3, String::new())));
        assert_eq!(edit("", "x"), Some((0, 0, "x".to_owned())));
    }

    #[test]
    fn splits_no_character_and_no_line_end() {
        assert_eq!(edit("é", "è"), Some((0, 2, "è".to_owned())));
        assert_eq!(edit("a\r\nb", "a\nb"), Some((1, 3, "\n".to_owned())));
        assert_eq!(edit("a\r\n", "a\r\r\n"), Some((1, 1, "\r".to_owned())));
        assert_eq!(edit("x\ra", "x\r\na"), Some((1, 2, "\r\n".to_owned())));
    }
}
