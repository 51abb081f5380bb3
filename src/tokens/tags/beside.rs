//! Signs beside a whole tag that do not belong there: `<<p>`, `</p>>`, and in HTML `\<p>`.

use super::{Damages, Form, TagLike};
use crate::text::step;
use crate::tokens::Is;
use crate::tokens::search;
use crate::tokens::work::steps;

/// How far other signs of the same kind are looked for, in bytes.
const NEAR: usize = 300;

/// Takes the signs beside `tag` that are there once too often into its span.
pub(super) fn take_in(text: &str, tag: &mut TagLike) {
    let bytes = text.as_bytes();
    let (start, end) = (tag.span.start as usize, tag.span.end as usize);
    let is_plain = bytes[start] == b'<' && bytes[end - 1] == b'>' && tag.element.is_known();
    if !is_plain {
        return;
    }
    let has_open = start > 0 && bytes[start - 1] == b'<';
    let has_close = bytes.get(end) == Some(&b'>');
    // `<<name>>` is a sign of its own in several languages.
    if has_open && !has_close && is_open_doubled(text, start) {
        tag.span.start -= 1;
        tag.damages |= Damages::DOUBLED;
    } else if has_close && !has_open && is_close_doubled(text, tag) {
        tag.span.end += 1;
        tag.damages |= Damages::DOUBLED;
    } else if start > 0 && bytes[start - 1] == b'\\' && is_backslash_extra(text, tag) {
        tag.span.start -= 1;
        tag.damages |= Damages::BACKSLASHED;
    }
}

/// Whether the `<` before the tag at `start` is there twice: no `>` behind its line's tags shows that both were meant, as
/// in `<<em>name</em>>`.
fn is_open_doubled(text: &str, start: usize) -> bool {
    let before = text[..start - 1].chars().next_back();
    let rest = &text[start..step::floor(text, start + NEAR)];
    let line = &rest[..search::byte(b'\n', rest.as_bytes()).unwrap_or(rest.len())];
    !matches!(before, Some('<' | '=' | '-')) && !line.contains(">>")
}

fn is_close_doubled(text: &str, tag: &TagLike) -> bool {
    let end = tag.span.end as usize;
    let after = &text[end + 1..];
    let next = after.chars().next();
    let ends_line = after.trim_start_matches([' ', '\t', '\r']).chars().next().is_none_or(|char| char == '\n');
    let is_phrasing = tag.element.is(Is::PHRASING) && !tag.element.is(Is::VOID);
    if tag.form == Form::End {
        // `<a>Home</a>> <a>News</a>` shows the way to a page.
        return !is_phrasing && (ends_line || next == Some('<'));
    }
    // A sign that is all the element holds was meant, and so was the prompt before a command.
    let is_content = after.starts_with("</");
    let is_prompt = tag.element.is(Is::CODE) && next != Some('<');
    let fits = next.is_some_and(|char| char.is_alphabetic() || char == '<') || ends_line && !is_phrasing;
    fits && !is_content && !is_prompt && !is_quoting(text, tag)
}

/// Whether other tags of the same form have a `>` behind them too, as the lines of a quoted letter do.
fn is_quoting(text: &str, tag: &TagLike) -> bool {
    let (start, end) = (tag.span.start as usize, tag.span.end as usize);
    let written = &text[start..=end];
    let before = &text[step::floor(text, start.saturating_sub(NEAR))..start];
    let after = &text[end + 1..step::floor(text, end + 1 + NEAR)];
    steps(before.len() + after.len());
    before.contains(written) || after.contains(written)
}

/// Whether the backslash before a tag of an HTML page is left from escaping: no path and no command ends with it.
fn is_backslash_extra(text: &str, tag: &TagLike) -> bool {
    let before = &text[..tag.span.start as usize - 1];
    let begins = search::last_char(before, |char| char.is_whitespace() || matches!(char, '>' | '<'));
    let word = &before[begins.map_or(0, |at| step::ceil(before, at + 1))..];
    if word.contains(['\\', '/', ':', '$', '%', '=']) {
        return false;
    }
    let is_block = !tag.element.is(Is::PHRASING);
    // Behind a space it may be the end of a line of code that goes on.
    let begins_line = before.trim_end_matches([' ', '\t']).ends_with('\n');
    let follows_tag = word.is_empty() && is_block && (begins_line || before.ends_with('>'));
    let is_content = word.is_empty() && {
        let name = &text[tag.name.range()];
        let near = &before.as_bytes()[before.len().saturating_sub(NEAR)..];
        search::last_byte(b'<', near).is_some_and(|at| near[at + 1..].starts_with(name.as_bytes()))
    };
    match tag.form {
        Form::End if is_content => false,
        Form::End if tag.element.is(Is::CODE) => follows_tag,
        Form::End => follows_tag || word.chars().filter(|char| char.is_alphabetic()).count() > 1,
        _ if tag.element.name() == "br" => !word.is_empty(),
        _ => true,
    }
}
