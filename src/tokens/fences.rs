//! Fenced code as it was meant: fences, damaged ones too, and what they enclose (CommonMark 4.5).

use super::broken_fence::{BrokenFence, FenceDamage, FenceEnd};
use super::worn_fence::{WornSigns, holds_quoted_code, without_item};
use super::wrapped::Wrapping;
use crate::text::wear::Wear;
use crate::text::{Flavor, Span};
use crate::tokens::work::steps;

/// The fences of a text.
#[derive(Clone, Debug, Default)]
pub(super) struct Fences {
    /// The damaged ones, in rising order.
    pub broken: Vec<BrokenFence>,
    /// What closed fences enclose, the fences included, in rising order and disjoint. An opening fence counts wherever it
    /// is: at the depth of an admonition or a component of a dialect, where plain Markdown sees indented code or HTML.
    pub blocks: Vec<Span>,
    /// Whether the text ends within one.
    pub end: FenceEnd,
    /// The first fence that the one which nothing closes encloses by mistake.
    pub swallowed: Option<Span>,
}

/// Something that is a fence or was meant to be one.
#[derive(Clone, Copy, Debug)]
struct Marker {
    span: Span,
    sign: u8,
    length: u32,
    has_info: bool,
    /// Columns of white space and list markers before it, after its quote marks.
    indent: usize,
    /// Number of quote marks before it.
    quotes: usize,
    /// What it costs to take a broken fence for text, and for code; `None` if the fence is whole.
    odd: Option<(u32, u32)>,
    /// How its signs are worn.
    wear: Wear,
}

impl Marker {
    /// The damage `damage` of this fence, which ends or swallows `swallowed`.
    fn damaged(&self, damage: FenceDamage, swallowed: Span, opens: bool) -> BrokenFence {
        let meant = (char::from(self.sign), self.length as usize);
        BrokenFence { damage, span: self.span, swallowed, opens, meant, wear: self.wear, lines_behind: 0 }
    }

    fn is_broken(&self) -> bool {
        self.odd.is_some()
    }

    /// Whether it can be nothing but text in the code that `opener` begins: it is quoted or indented further
    /// (CommonMark 4.5: a closing fence is indented by three columns at most; MDX does not count them).
    fn is_content_of(&self, opener: &Self, flavor: Flavor) -> bool {
        let is_deeper = flavor != Flavor::Mdx && self.indent >= opener.indent + 4;
        self.quotes > opener.quotes || self.quotes == opener.quotes && is_deeper
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

/// What a marker does.
#[derive(Clone, Copy, Debug)]
enum Event {
    Opens,
    Closes,
    /// It has an info string and is in the code of a fence that is never closed.
    IsSwallowed,
}

#[derive(Clone, Copy, Debug)]
struct Choice {
    marker: usize,
    event: Event,
    /// The fence that is open after it or, where it closes one, that one.
    open: usize,
    before: Option<usize>,
}

/// Taking a broken marker for a fence.
const BROKEN: u32 = 4;
/// An opener with an info string within open code.
const PHANTOM: u32 = 6;
/// A fence that is never closed.
const UNCLOSED: u32 = 6;
/// Closing code with one sign less than it began with.
const SHORT: u32 = 5;
/// Taking a line of spaced or typographic signs for text or code: two of them are a pair of fences, one alone is not.
const ODD_LINE: u32 = 6;
/// Taking two backticks at the start of a block for the start of a code span.
const ODD_SPAN: u32 = 6;
/// Taking two backticks within code for code.
const ODD_CODE: u32 = 3;

impl Fences {
    /// Finds the fences of `text` from `from` on.
    ///
    /// The reading with the least damage wins: a broken marker is a fence where otherwise a fence would stay open or
    /// enclose another one.
    /// `line_ends` are the offsets of the line feeds of `text`.
    ///
    /// `wrapping` is the fence around the whole article, where there is one: the others are read as if it were not there.
    pub fn read(
        text: &str,
        from: usize,
        flavor: Flavor,
        line_ends: impl Iterator<Item = usize>,
        wrapping: Option<Wrapping>,
    ) -> Self {
        let mut markers = markers(text, from, line_ends);
        if let Some(Wrapping { first, last }) = wrapping {
            markers.retain(|marker| marker.span.start > first.end && marker.span.end < last.start);
            let mut fences = Self::of_markers(text, flavor, &markers);
            let damage = FenceDamage::Wrapped;
            let (meant, wear) = (('`', 3), Wear::empty());
            let (swallowed, opens, lines_behind) = (last, true, 0);
            fences.broken.insert(0, BrokenFence { damage, span: first, swallowed, opens, meant, wear, lines_behind });
            return fences;
        }
        Self::of_markers(text, flavor, &markers)
    }

    fn of_markers(text: &str, flavor: Flavor, markers: &[Marker]) -> Self {
        if markers.is_empty() {
            return Self::default();
        }
        let mut choices: Vec<Choice> = Vec::new();
        let mut outside = Some(Path { cost: 0, open: None, choice: None });
        let mut inside: Option<Path> = None;
        for index in 0..markers.len() {
            let mut next: [Option<Path>; 2] = [None, None];
            for path in [outside, inside].into_iter().flatten() {
                step(path, index, markers, flavor, &mut choices, &mut next);
            }
            [outside, inside] = next;
        }
        let unclosed = inside.map(|path| Path { cost: path.cost + UNCLOSED, ..path });
        let best = match (outside, unclosed) {
            (Some(outside), Some(unclosed)) => Some(if outside.cost <= unclosed.cost { outside } else { unclosed }),
            (outside, unclosed) => outside.or(unclosed),
        };
        let mut fences = best.map(|path| collect(text, path, markers, &choices)).unwrap_or_default();
        fences.end = match (outside, inside) {
            (_, None) => FenceEnd::Outside,
            (None, _) => FenceEnd::Inside,
            _ => FenceEnd::Unsure,
        };
        fences
    }
}

/// Whether the code that the first of `markers` begins holds a fence with an info string, so that a shorter fence may end
/// that one.
fn holds_fence(markers: &[Marker]) -> bool {
    steps(markers.len().min(MOST_HELD));
    markers.len() > MOST_HELD || markers[1..].iter().any(|marker| marker.has_info || marker.is_broken())
}

/// How many fences are looked at in the code of a longer one.
const MOST_HELD: usize = 8;

/// The ways to read `marker` after `path`.
fn step(
    path: Path,
    index: usize,
    markers: &[Marker],
    flavor: Flavor,
    choices: &mut Vec<Choice>,
    next: &mut [Option<Path>; 2],
) {
    let marker = &markers[index];
    let mut offer = |new: Path| {
        let place = &mut next[usize::from(new.open.is_some())];
        if place.is_none_or(|old| new.cost < old.cost) {
            *place = Some(new);
        }
    };
    let mut choose = |event, open| {
        choices.push(Choice { marker: index, event, open, before: path.choice });
        Some(choices.len() - 1)
    };
    if let Some((in_text, in_code)) = marker.odd {
        let cost = path.cost + if path.open.is_some() { in_code } else { in_text };
        offer(Path { cost, ..path });
    }
    let cost = path.cost + if marker.is_broken() { BROKEN } else { 0 };
    // A quote that ends takes the code in it along.
    let open = path.open.filter(|&open| marker.quotes >= markers[open].quotes);
    let Some(open) = open else {
        offer(Path { cost, open: Some(index), choice: choose(Event::Opens, index) });
        return;
    };
    let opener = &markers[open];
    let same = marker.sign == opener.sign && (marker.length >= opener.length || marker.is_broken());
    let is_short = !same && marker.sign == opener.sign && !marker.has_info && marker.length + 1 == opener.length;
    if is_short && !opener.is_broken() && !holds_fence(&markers[open..index]) {
        let choice = choose(Event::Closes, open);
        offer(Path { cost: path.cost + SHORT, open: None, choice });
    }
    if marker.is_content_of(opener, flavor) {
        offer(path);
    } else if same && !marker.has_info {
        offer(Path { cost, open: None, choice: choose(Event::Closes, open) });
    } else if same && !marker.is_broken() {
        let choice = choose(Event::IsSwallowed, open);
        offer(Path { cost: path.cost + PHANTOM, open: Some(open), choice });
    } else if !marker.is_broken() {
        offer(path);
    }
}

fn collect(text: &str, path: Path, markers: &[Marker], choices: &[Choice]) -> Fences {
    let before = |choice: &&Choice| choice.before.map(|index| &choices[index]);
    let last = path.choice.map(|index| &choices[index]);
    let mut history: Vec<&Choice> = std::iter::successors(last, before).collect();
    history.reverse();
    let mut fences = Fences::default();
    for choice in history {
        let (marker, open) = (&markers[choice.marker], markers[choice.open].span);
        if marker.is_broken() {
            let opens = matches!(choice.event, Event::Opens);
            let swallowed = Span::at(marker.span.end);
            fences.broken.push(marker.damaged(FenceDamage::Broken, swallowed, opens));
        }
        match choice.event {
            Event::Opens => {}
            Event::Closes => {
                let opener = &markers[choice.open];
                if !marker.is_broken() && !opener.is_broken() && marker.length < opener.length {
                    let mut fence = opener.damaged(FenceDamage::Broken, Span::at(open.end), true);
                    (fence.meant.1, fence.wear) = (marker.length as usize, Wear::DOUBLED);
                    fences.broken.push(fence);
                }
                fences.blocks.push(Span::new(open.start, marker.span.end));
            }
            Event::IsSwallowed => {
                // A fence that encloses several others is one damage.
                let is_this = |fence: &BrokenFence| fence.span == open && fence.damage == FenceDamage::Phantom;
                let is_known = fences.broken.iter().rev().any(is_this);
                if !is_known {
                    let fence = markers[choice.open].damaged(FenceDamage::Phantom, marker.span, true);
                    fences.broken.push(fence);
                }
            }
        }
    }
    if let Some(open) = path.open {
        let opener = &markers[open];
        let span = opener.span;
        let swallows = |fence: &&BrokenFence| fence.span == span && fence.damage == FenceDamage::Phantom;
        fences.swallowed = fences.broken.iter().find(swallows).map(|fence| fence.swallowed);
        fences.broken.retain(|fence| fence.span != span || fence.damage == FenceDamage::Broken);
        let swallowed = Span::at(text.len() as u32);
        fences.broken.push(opener.damaged(FenceDamage::Unclosed, swallowed, true));
    }
    fences.broken.sort_by_key(|fence| fence.span.start);
    fences
}

/// The lines that are fences or were meant to be.
fn markers(text: &str, from: usize, line_ends: impl Iterator<Item = usize>) -> Vec<Marker> {
    let mut markers: Vec<Marker> = Vec::new();
    let mut start = from;
    let mut above = "";
    // What ends the block of HTML that is open, and how many markers there were where it began.
    let mut html: Option<(&str, usize)> = None;
    let ends = line_ends.map(|end| end + 1).filter(|&end| end > from);
    for end in ends.chain((!text[from..].ends_with('\n')).then_some(text.len())) {
        let begin = std::mem::replace(&mut start, end);
        let line = &text[begin..end];
        let before = std::mem::replace(&mut above, line);
        let first = line.as_bytes().first().copied().unwrap_or_default();
        // Most lines begin with a letter, and neither a fence nor HTML does.
        if first == b'\n' && line.len() == 1 || html.is_none() && first.is_ascii_alphabetic() {
            continue;
        }
        if html.is_none() && matches!(first, b' ' | b'<') {
            html = html_block(line).map(|end| (end, markers.len()));
        }
        let ends_html = html.is_some_and(|(end, _)| contains(line, end));
        if !ends_html
            && let Some((at, sign)) = first_sign(line)
            && let Some(marker) = marker(line[at..].trim_end(), begin + at, sign, before)
        {
            let (quotes, indent) = depth(&line[..at]);
            markers.push(Marker { indent, quotes, ..marker });
        }
        if let Some((_, first)) = html
            && ends_html
        {
            // Fences in it are none; an odd number of them shows that it is in code.
            if (markers.len() - first).is_multiple_of(2) {
                markers.truncate(first);
            }
            html = None;
        }
    }
    markers
}

/// Blocks of HTML that blank lines do not end, and what ends them (CommonMark 4.6, conditions 1 and 2).
static HTML_BLOCKS: [(&str, &str); 5] = [
    ("<!--", "-->"),
    ("<pre", "</pre>"),
    ("<script", "</script>"),
    ("<style", "</style>"),
    ("<textarea", "</textarea>"),
];

/// What ends the block of HTML that `line` begins; nothing, where it begins none.
fn html_block(line: &str) -> Option<&'static str> {
    let rest = line.trim_start_matches(' ').strip_prefix('<')?;
    let begins = |begin: &str| rest.get(..begin.len()).is_some_and(|start| start.eq_ignore_ascii_case(begin));
    HTML_BLOCKS.iter().find(|(begin, _)| begins(&begin[1..])).map(|(_, end)| *end)
}

fn contains(line: &str, end: &str) -> bool {
    line.as_bytes().windows(end.len()).any(|window| window.eq_ignore_ascii_case(end.as_bytes()))
}

/// Where the content of `line` begins, and its first byte, where a fence may begin with it.
fn first_sign(line: &str) -> Option<(usize, u8)> {
    let indent = line.bytes().take_while(|byte| matches!(byte, b' ' | b'\t' | b'>')).count();
    let at = match line.as_bytes().get(indent)? {
        b'-' | b'*' | b'+' | b'0'..=b'9' => line.len() - without_item(&line[indent..]).len(),
        _ => indent,
    };
    let sign = *line.as_bytes().get(at)?;
    (matches!(sign, b'`' | b'~' | b'\\' | b'\'') || sign >= 0x80).then_some((at, sign))
}

/// How deep the content after `prefix` of a line is: its quote marks, and the columns after the last of them.
fn depth(prefix: &str) -> (usize, usize) {
    let behind = prefix.rfind('>').map_or(prefix, |at| prefix[at + 1..].strip_prefix(' ').unwrap_or(&prefix[at + 1..]));
    let columns = behind.bytes().map(|byte| if byte == b'\t' { 4 } else { 1 }).sum();
    (prefix.bytes().filter(|&byte| byte == b'>').count(), columns)
}

/// The marker that begins with `sign` at `at`; `content` is its line from there on, `above` the line above.
fn marker(content: &str, at: usize, sign: u8, above: &str) -> Option<Marker> {
    let length = content.bytes().take_while(|&byte| byte == sign).count();
    if matches!(sign, b'`' | b'~') && length >= 3 {
        let info = &content[length..];
        let is_fence = sign == b'~' || !info.contains('`') || holds_quoted_code(info);
        let marker = Marker {
            span: Span::of(at, at + length),
            sign,
            length: length as u32,
            has_info: !info.trim().is_empty(),
            indent: 0,
            quotes: 0,
            odd: None,
            wear: Wear::empty(),
        };
        return is_fence.then_some(marker);
    }
    let signs = WornSigns::read(content)?;
    let info = &content[signs.end..];
    let is_info = info.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"+-_#.".contains(&byte)) && info.len() <= 20;
    let odd = match (signs.count, above.trim().is_empty()) {
        (2, true) => (ODD_SPAN, ODD_CODE),
        (2, false) => (ODD_CODE, ODD_CODE),
        _ => (ODD_LINE, ODD_LINE),
    };
    is_info.then(|| Marker {
        span: Span::of(at, at + signs.end),
        sign: signs.sign,
        length: 3,
        has_info: !info.is_empty(),
        indent: 0,
        quotes: 0,
        odd: Some(odd),
        wear: signs.wear,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<(FenceDamage, &str)> {
        let ends = memchr::memchr_iter(b'\n', text.as_bytes());
        Fences::read(text, 0, Flavor::Markdown, ends, None)
            .broken
            .iter()
            .map(|fence| (fence.damage, &text[fence.span.range()]))
            .collect()
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
    fn a_fence_that_is_quoted_or_indented_further_is_content() {
        for text in
            ["```md\n> ```a\n> ```\n```\n", "```md\n    ```a\n    b\n    ```\n```\n", "> ```\n> b\n\n```a\n```\n"]
        {
            assert_eq!(found(text), [], "{text:?}");
        }
    }

    #[test]
    fn finds_what_fences_enclose() {
        let text = "a\n```b\nc\n```\n??? d\n    ~~~e\n    f\n    ~~~\n";
        let fences = Fences::read(text, 0, Flavor::Markdown, memchr::memchr_iter(b'\n', text.as_bytes()), None);
        let blocks: Vec<_> = fences.blocks.iter().map(|block| &text[block.range()]).collect();
        assert_eq!(blocks, ["```b\nc\n```", "~~~e\n    f\n    ~~~"]);
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
