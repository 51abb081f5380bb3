//! Fenced code as it was meant: fences, damaged ones too, and what they enclose (CommonMark 4.5).

use crate::text::Span;

/// What is wrong with a fence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FenceDamage {
    /// Its signs are spaced, too few or typographic: `` `` ` ``.
    Broken,
    /// It is never closed: it encloses the next fence as well, up to the one that closes that.
    Phantom,
    /// It is never closed: it encloses the rest of the document.
    Unclosed,
}

/// A damaged fence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BrokenFence {
    /// What is wrong.
    pub damage: FenceDamage,
    /// The signs of the fence, without its info string.
    pub span: Span,
    /// The fence that it encloses by mistake, or where the enclosed text ends.
    pub swallowed: Span,
    /// Whether the fence opens a code block; only broken fences may close one.
    pub opens: bool,
}

/// Something that is a fence or was meant to be one.
#[derive(Clone, Copy, Debug)]
struct Marker {
    span: Span,
    sign: u8,
    length: u32,
    has_info: bool,
    /// What it costs to take a broken fence for text, and for code; `None` where the fence is whole.
    odd: Option<(u32, u32)>,
}

impl Marker {
    fn is_broken(&self) -> bool {
        self.odd.is_some()
    }
}

/// A way to read the fences so far.
#[derive(Clone, Copy, Debug)]
struct Path {
    cost: u32,
    /// The open fence.
    open: Option<usize>,
    /// The last choice, as an index of choices.
    choice: Option<usize>,
}

/// That a broken marker is a fence, or that an opener stands within open code.
#[derive(Clone, Copy, Debug)]
struct Choice {
    marker: usize,
    damage: FenceDamage,
    /// The fence that is open here, for a phantom.
    open: usize,
    before: Option<usize>,
    opens: bool,
}

/// Taking a broken marker for a fence.
const BROKEN: u32 = 4;
/// An opener with an info string within open code.
const PHANTOM: u32 = 6;
/// A fence that is never closed.
const UNCLOSED: u32 = 6;
/// Taking a line of spaced or typographic signs for text or code: two of them are a pair of fences, one alone is not.
const ODD_LINE: u32 = 6;
/// Taking two backticks at the start of a block for the start of a code span.
const ODD_SPAN: u32 = 6;
/// Taking two backticks within code for code.
const ODD_CODE: u32 = 3;

/// Finds the damaged fences of `text` from `from` on, in rising order.
///
/// The reading with the least damage wins: a broken marker is a fence where otherwise a fence would stay open or enclose
/// another one.
/// `line_ends` are the offsets of the line feeds of `text`.
pub(super) fn broken_fences(text: &str, from: usize, line_ends: impl Iterator<Item = usize>) -> Vec<BrokenFence> {
    let markers = markers(text, from, line_ends);
    if markers.is_empty() {
        return Vec::new();
    }
    let mut choices: Vec<Choice> = Vec::new();
    let mut outside = Some(Path { cost: 0, open: None, choice: None });
    let mut inside: Option<Path> = None;
    for (index, marker) in markers.iter().enumerate() {
        let mut next: [Option<Path>; 2] = [None, None];
        for path in [outside, inside].into_iter().flatten() {
            step(path, index, marker, &markers, &mut choices, &mut next);
        }
        [outside, inside] = next;
    }
    let unclosed = inside.map(|path| Path { cost: path.cost + UNCLOSED, ..path });
    let best = match (outside, unclosed) {
        (Some(outside), Some(unclosed)) => Some(if outside.cost <= unclosed.cost { outside } else { unclosed }),
        (outside, unclosed) => outside.or(unclosed),
    };
    best.map(|path| collect(text, path, &markers, &choices)).unwrap_or_default()
}

/// The ways to read `marker` after `path`.
fn step(
    path: Path,
    index: usize,
    marker: &Marker,
    markers: &[Marker],
    choices: &mut Vec<Choice>,
    next: &mut [Option<Path>; 2],
) {
    let mut offer = |new: Path| {
        let place = &mut next[usize::from(new.open.is_some())];
        if place.is_none_or(|old| new.cost < old.cost) {
            *place = Some(new);
        }
    };
    let mut choose = |damage, open, opens| {
        choices.push(Choice { marker: index, damage, open, before: path.choice, opens });
        Some(choices.len() - 1)
    };
    if let Some((in_text, in_code)) = marker.odd {
        let cost = path.cost + if path.open.is_some() { in_code } else { in_text };
        offer(Path { cost, ..path });
    }
    let price = if marker.is_broken() { BROKEN } else { 0 };
    match path.open {
        None => {
            let choice = if marker.is_broken() { choose(FenceDamage::Broken, index, true) } else { path.choice };
            offer(Path { cost: path.cost + price, open: Some(index), choice });
        }
        Some(open) => {
            let opener = &markers[open];
            let same = marker.sign == opener.sign && (marker.length >= opener.length || marker.is_broken());
            if same && !marker.has_info {
                let choice = if marker.is_broken() { choose(FenceDamage::Broken, index, false) } else { path.choice };
                offer(Path { cost: path.cost + price, open: None, choice });
            } else if same && !marker.is_broken() {
                let choice = choose(FenceDamage::Phantom, open, true);
                offer(Path { cost: path.cost + PHANTOM, open: Some(open), choice });
            } else if !marker.is_broken() {
                offer(path);
            }
        }
    }
}

fn collect(text: &str, path: Path, markers: &[Marker], choices: &[Choice]) -> Vec<BrokenFence> {
    let mut found = Vec::new();
    if let Some(open) = path.open {
        let end = Span::at(text.len() as u32);
        found.push(BrokenFence {
            damage: FenceDamage::Unclosed,
            span: markers[open].span,
            swallowed: end,
            opens: true,
        });
    }
    // A fence that encloses several others, or that is never closed in the end, is one damage.
    let mut enclosing = found.len().checked_sub(1);
    let mut at = path.choice;
    while let Some(choice) = at.map(|index| &choices[index]) {
        let marker = markers[choice.marker].span;
        if choice.damage == FenceDamage::Broken {
            found.push(BrokenFence {
                damage: choice.damage,
                span: marker,
                swallowed: Span::at(marker.end),
                opens: choice.opens,
            });
        } else {
            let fence =
                BrokenFence { damage: choice.damage, span: markers[choice.open].span, swallowed: marker, opens: true };
            match enclosing.map(|index| &mut found[index]).filter(|other| other.span == fence.span) {
                Some(other) if other.damage == FenceDamage::Phantom => other.swallowed = marker,
                Some(_) => {}
                None => {
                    enclosing = Some(found.len());
                    found.push(fence);
                }
            }
        }
        at = choice.before;
    }
    found.sort_by_key(|fence| fence.span.start);
    found
}

/// The text with its broken fences as they were meant, for another reader of Markdown.
pub(super) struct Mended {
    /// The text.
    pub text: String,
    /// For each place that changed, its end in the new text and how far the old text is behind or ahead of it there.
    shifts: Vec<(usize, i64)>,
}

impl Mended {
    /// `None` where no fence is broken.
    pub fn new(text: &str, fences: &[BrokenFence]) -> Option<Self> {
        if !fences.iter().any(|fence| fence.damage == FenceDamage::Broken) {
            return None;
        }
        let mut mended = Self { text: String::new(), shifts: Vec::new() };
        let mut copied = 0;
        for fence in fences.iter().filter(|fence| fence.damage == FenceDamage::Broken) {
            let range = fence.span.range();
            mended.text.push_str(&text[copied..range.start]);
            mended.text.push_str("```");
            copied = range.end;
            mended.shifts.push((mended.text.len(), i64::from(fence.span.end) - i64::from(mended.text.len() as u32)));
        }
        mended.text.push_str(&text[copied..]);
        (copied > 0).then_some(mended)
    }

    /// The offset in the old text of a place in the new one. Within a fence it is the fence's start or end.
    pub fn original(&self, offset: u32) -> u32 {
        let index = self.shifts.partition_point(|&(end, _)| end <= offset as usize);
        let shift = index.checked_sub(1).map_or(0, |index| self.shifts[index].1);
        u32::try_from(i64::from(offset) + shift).unwrap_or(offset)
    }
}

/// The lines that are fences or were meant to be.
fn markers(text: &str, from: usize, line_ends: impl Iterator<Item = usize>) -> Vec<Marker> {
    let mut markers: Vec<Marker> = Vec::new();
    let mut start = from;
    let mut above = "";
    // Where a comment began, and how many markers there were then.
    let mut comment: Option<usize> = None;
    let ends = line_ends.map(|end| end + 1).filter(|&end| end > from);
    for end in ends.chain((!text[from..].ends_with('\n')).then_some(text.len())) {
        let line = &text[start..end];
        match comment {
            None if line.starts_with("<!--") && !line.contains("-->") => comment = Some(markers.len()),
            Some(first) if line.contains("-->") => {
                // Fences in a comment are none; an odd number of them shows that the comment stands in code.
                if (markers.len() - first).is_multiple_of(2) {
                    markers.truncate(first);
                }
                comment = None;
            }
            _ => {}
        }
        if let Some((at, sign)) = first_sign(line)
            && let Some(marker) = marker(line[at..].trim_end(), start + at, sign, above)
        {
            markers.push(marker);
        }
        above = line;
        start = end;
    }
    markers
}

/// Where the content of `line` begins, and its first byte, where a fence may begin with it.
fn first_sign(line: &str) -> Option<(usize, u8)> {
    let indent = line.bytes().take_while(|byte| matches!(byte, b' ' | b'\t' | b'>')).count();
    let at = match line.as_bytes().get(indent)? {
        b'-' | b'*' | b'+' | b'0'..=b'9' => line.len() - without_item(&line[indent..]).len(),
        _ => indent,
    };
    let sign = *line.as_bytes().get(at)?;
    (sign == b'`' || sign == b'~' || sign >= 0x80).then_some((at, sign))
}

/// The marker that begins with `sign` at `at`; `content` is its line from there on, `above` the line above.
fn marker(content: &str, at: usize, sign: u8, above: &str) -> Option<Marker> {
    let length = content.bytes().take_while(|&byte| byte == sign).count();
    if matches!(sign, b'`' | b'~') && length >= 3 {
        let info = &content[length..];
        let is_fence = sign == b'~' || !info.contains('`');
        let marker = Marker {
            span: Span::of(at, at + length),
            sign,
            length: length as u32,
            has_info: !info.trim().is_empty(),
            odd: None,
        };
        return is_fence.then_some(marker);
    }
    let (length, info) = broken_signs(content)?;
    let is_info = info.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"+-_#.".contains(&byte)) && info.len() <= 20;
    let odd = match (length, above.trim().is_empty()) {
        (2, true) => (ODD_SPAN, ODD_CODE),
        (2, false) => (ODD_CODE, ODD_CODE),
        _ => (ODD_LINE, ODD_LINE),
    };
    is_info.then(|| Marker {
        span: Span::of(at, at + length),
        sign: b'`',
        length: 3,
        has_info: !info.is_empty(),
        odd: Some(odd),
    })
}

/// The signs of a broken fence that begins `content`, and what follows them.
fn broken_signs(content: &str) -> Option<(usize, &str)> {
    let forms = ["`` `", "` ``", "` ` `", "’’’’", "’’’", "‘‘‘", "‵‵‵", "´´´", "ˋˋˋ", "｀｀｀", "''''", "``"];
    let form = forms.into_iter().find(|form| content.starts_with(form))?;
    Some((form.len(), &content[form.len()..]))
}

/// A fence may stand behind a list marker.
fn without_item(content: &str) -> &str {
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

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<(FenceDamage, &str)> {
        let ends = memchr::memchr_iter(b'\n', text.as_bytes());
        broken_fences(text, 0, ends).iter().map(|fence| (fence.damage, &text[fence.span.range()])).collect()
    }

    #[test]
    fn well_formed_fences_are_silent() {
        for text in [
            "```a\nb\n```\n",
            "````md\n```a\n```\n````\n",
            "~~~\n```\n~~~\n",
            "```a\n``\n```\n",
            "``code``\n",
            "```a\nx\n````\n",
        ] {
            assert_eq!(found(text), [], "{text:?}");
        }
    }

    #[test]
    fn a_broken_fence_is_one_where_its_partner_is_missing() {
        assert_eq!(found("``a\nb\n```\n\ntext\n\n```c\nd\n```\n"), [(FenceDamage::Broken, "``")]);
        assert_eq!(found("```a\nb\n` ``\n\ntext\n\n```c\nd\n```\n"), [(FenceDamage::Broken, "` ``")]);
        assert_eq!(found("```a\nb\n’’’’\n"), [(FenceDamage::Broken, "’’’’")]);
    }

    #[test]
    fn a_fence_that_is_never_closed_encloses_the_next() {
        assert_eq!(found("```a\nb\n\n## c\n\n```d\ne\n```\n"), [(FenceDamage::Phantom, "```")]);
        assert_eq!(found("text\n\n```a\nb\n"), [(FenceDamage::Unclosed, "```")]);
    }
}
