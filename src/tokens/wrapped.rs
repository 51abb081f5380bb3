//! Articles that were put into a fence as a whole, as language models answer.

use crate::text::{Flavor, Span};
use crate::tokens::search;

/// The lines that open and close the fence around an article.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Wrapping {
    /// The first line, without its line end.
    pub first: Span,
    /// The last line, without its line end.
    pub last: Span,
}

/// What the fence around an article is said to hold.
const LANGUAGES: &[&str] = &["", "markdown", "md", "mdx", "html", "text", "txt"];

/// The most lines of an answer ("Here is the article:") before the fence, blank ones left out.
const MOST_PREAMBLE: usize = 3;

/// Whether `text`, with which an article begins, may begin with such a fence: only then is it worth reading to its end.
pub fn may_be_wrapped(text: &str, flavor: Flavor) -> bool {
    flavor.has_markdown() && opening(text).is_some()
}

/// Whether `text`, with which an article ends, ends with a line that may end such a fence.
pub fn ends_with_fence(text: &str) -> bool {
    let text = text.trim_end();
    let line = search::last_byte(b'\n', text.as_bytes()).map_or(0, |end| end + 1);
    fence(&text[line..]).is_some()
}

/// Whether a fence holds all of an article.
pub fn is_wrapped(text: &str, flavor: Flavor) -> bool {
    wrapping(text, flavor).is_some()
}

/// The fence around a whole article; nothing, where the fence may be meant, or where there is none.
///
/// Fences within it show that the outer one is wrong: the first of them with an info string cannot close it, so that to
/// Markdown the article would be code up to that one's end, and text from there on.
pub fn wrapping(text: &str, flavor: Flavor) -> Option<Wrapping> {
    if !flavor.has_markdown() {
        return None;
    }
    let (first, language) = opening(text)?;
    let end = text.trim_end().len();
    let last_start = search::last_byte(b'\n', &text.as_bytes()[..end])
        .map(|at| at + 1)
        .filter(|&start| start > first.end as usize)?;
    let last = Span::of(last_start, end);
    let sign = fence(&text[first.range()])?;
    let closer = fence(&text[last.range()])?;
    if closer.sign != sign.sign || closer.length < sign.length || !closer.info.is_empty() {
        return None;
    }
    let inside = &text[first.end as usize..last_start];
    let holds = has_balanced_fences(inside, sign)?;
    let is_named = !language.is_empty() && language != "text" && language != "txt";
    let reads = if is_named { reads_like_article(inside, 1) } else { reads_like_article(inside, 2) };
    (holds || reads).then_some(Wrapping { first, last })
}

/// The fence that begins an article, after an answer's first lines, and the language that it names.
fn opening(text: &str) -> Option<(Span, &str)> {
    let mut start = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    let mut above = "";
    let mut lines = 0;
    for line in text[start..].split_inclusive('\n') {
        let content = line.trim_end();
        if let Some(fence) = fence(content) {
            let is_answer = lines == 0 || above.ends_with([':', '：']);
            let known = LANGUAGES.iter().any(|language| language.eq_ignore_ascii_case(fence.info));
            return (is_answer && known).then(|| (Span::of(start, start + content.len()), fence.info));
        }
        if !content.is_empty() {
            lines += 1;
            above = content;
        }
        if lines > MOST_PREAMBLE {
            return None;
        }
        start += line.len();
    }
    None
}

/// A line that is a fence.
#[derive(Clone, Copy)]
struct Fence<'t> {
    sign: u8,
    length: usize,
    info: &'t str,
}

/// Reads a line that begins with a fence and nothing else (CommonMark 4.5).
fn fence(line: &str) -> Option<Fence<'_>> {
    let sign = *line.as_bytes().first().filter(|sign| matches!(sign, b'`' | b'~'))?;
    let length = line.bytes().take_while(|&byte| byte == sign).count();
    let info = line[length..].trim();
    (length >= 3 && !(sign == b'`' && info.contains('`'))).then_some(Fence { sign, length, info })
}

/// Whether fences that the outer one cannot hold are in `inside`, open and close as they should, and name a language.
/// `None` if they do not open and close so, and the outer fence is one of theirs.
fn has_balanced_fences(inside: &str, outer: Fence) -> Option<bool> {
    let mut open: Option<Fence> = None;
    // A longer fence around others was put there by somebody who knew how.
    let (mut count, mut named, mut shorter) = (0, false, false);
    for line in inside.lines() {
        let Some(fence) = fence(line.trim()).filter(|fence| fence.sign == outer.sign) else { continue };
        count += 1;
        shorter |= fence.length < outer.length;
        match open {
            None => {
                named |= !fence.info.is_empty();
                open = Some(fence);
            }
            Some(opener) if fence.info.is_empty() && fence.length >= opener.length => open = None,
            Some(_) if !fence.info.is_empty() => return None,
            Some(_) => {}
        }
    }
    // Between fences without a language the article may be the text between two blocks of code.
    (open.is_none() && (count == 0 || named)).then_some(named && !shorter)
}

/// Whether `inside` holds a heading between blank lines, and `most` sentences at least.
fn reads_like_article(inside: &str, least: usize) -> bool {
    let lines: Vec<&str> = inside.lines().map(str::trim_end).collect();
    let is_blank = |index: Option<usize>| index.and_then(|index| lines.get(index)).is_none_or(|line| line.is_empty());
    let is_heading = |(index, line): (usize, &&str)| {
        let signs = line.bytes().take_while(|&byte| byte == b'#').count();
        (1..=6).contains(&signs) && line[signs..].starts_with(' ') && is_blank(Some(index + 1))
    };
    let is_sentence = |line: &&&str| {
        let is_text = line.starts_with(|first: char| first.is_alphabetic());
        let words = line.split_whitespace().count();
        is_text && (words >= 5 && line.ends_with(['.', '!', '?', ':']) || line.ends_with(['。', '！', '？']))
    };
    lines.iter().enumerate().any(is_heading) && lines.iter().filter(is_sentence).count() >= least
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wrapped(text: &str) -> bool {
        wrapping(text, Flavor::Markdown).is_some()
    }

    #[test]
    fn finds_the_fence_around_an_article() {
        assert!(wrapped("```markdown\n# Moor\n\nThe quay opens at nine.\n```\n"));
        assert!(wrapped("Here it is:\n\n```md\n# Moor\n\n```sh\nmoor\n```\n\nGo.\n```\n"));
        assert!(wrapped("```\n# Moor\n\nThe quay opens at nine.\n\nIt closes again at five.\n```"));
    }

    #[test]
    fn leaves_code_alone() {
        for text in [
            "```sh\n# Moor\n\nmoor --north\n```\n",
            "```\n# moor the boat\nmoor --north\n```\n",
            "```md\n# A\n```\n\nText.\n\n```md\n# B\n```\n",
            "```\na\n```\nText.\n```\nb\n```\n",
            "# Moor\n\n```md\n# A\n\nThe quay opens at nine.\n```\n",
            "```markdown\n# Moor\n\nThe quay opens at nine.\n```\n\nWrite it so.\n",
        ] {
            assert!(!wrapped(text), "{text:?}");
        }
    }
}
