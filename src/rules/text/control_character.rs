//! `control-character`.

use std::ops::Range;

use crate::findings::{Context, Edit, Facts, Finding, Findings, Fix, Safety, Severity};
use crate::rules::{Example, Fixed, Group, Rule, Scope};
use crate::text::{Flavor, Span, windows_1252};
use crate::tokens::mojibake::windows_byte;
use crate::tokens::work::steps;
use crate::tokens::search;

/// Control characters that no article holds on purpose.
pub static RULE: Rule = Rule {
    name: "control-character",
    group: Group::Text,
    summary: "A control character that readers cannot see",
    why: "Control characters other than tabs and line endings have no meaning in articles. They come from word \
          processors (a vertical tab for a line break, a bell for the end of a cell), from terminals (colours) and \
          from text read in the wrong encoding. Browsers show nothing or a box, XML and feeds with them are \
          rejected, and searches miss the words they split.",
    severity: Severity::Warning,
    on: true,
    fix: Some(Safety::Safe),
    flavors: Flavor::ALL,
    triggers: Facts::CONTROL,
    scope: Scope::Block,
    options: &[],
    examples: &[
        Example::Bad {
            flavor: Flavor::Text,
            text: "The bell\u{7} rang.\n",
            at: "\u{7}",
            fixed: Fixed::Safe("The bell rang.\n"),
        },
        Example::Bad {
            flavor: Flavor::Html,
            text: "<p>First line\u{b}second line</p>\n",
            at: "\u{b}",
            fixed: Fixed::Safe("<p>First line second line</p>\n"),
        },
        Example::Bad {
            flavor: Flavor::Markdown,
            text: "It prints \u{1b}[1;31merror and stops.\n",
            at: "\u{1b}[1;31m",
            fixed: Fixed::Safe("It prints error and stops.\n"),
        },
        Example::Bad {
            flavor: Flavor::Text,
            text: "It doesn\u{92}t matter.\n",
            at: "\u{92}",
            fixed: Fixed::Unsafe("It doesn’t matter.\n"),
        },
        Example::Good { flavor: Flavor::Text, text: "\u{1b}[31mThe tide table is missing.\u{1b}[0m\nLocation: quay.rs\n" },
        Example::Good { flavor: Flavor::Text, text: "Tabs\tand\u{c}\r\nline ends are fine.\n" },
    ],
    check,
};

/// Bytes that are looked at together before single ones are.
const STRIDE: usize = 64;

fn check(context: &Context, findings: &mut Findings) {
    let text = context.text();
    if let Some(at) = japanese_escape(text) {
        let finding = Finding::new(Span::of(at, at + 3), "This text is encoded as ISO-2022-JP, not UTF-8");
        findings.add(finding.help("Convert the file, for example with `iconv -f ISO-2022-JP -t UTF-8`"));
        return;
    }
    let mut done = 0;
    for (index, chunk) in text.as_bytes().chunks(STRIDE).enumerate() {
        // Without early exit the compiler looks at many bytes at once.
        if !chunk.iter().fold(false, |any, &byte| any | may_begin_control(byte)) {
            continue;
        }
        for (at, _) in chunk.iter().enumerate().filter(|(_, byte)| may_begin_control(**byte)) {
            let start = index * STRIDE + at;
            if start < done {
                continue;
            }
            let run = run_at(text, start);
            done = run.end;
            steps(run.len());
            let is_recorded = !context.has_markup && text[run.clone()].starts_with(RECORDED);
            if !run.is_empty() && !is_recorded && !is_mojibake(text, &run) && !context.in_code(start as u32) {
                findings.add(finding(text, run));
            }
        }
    }
}

/// What recordings of terminals and encodings of ISO 2022 consist of: plain text may be one.
const RECORDED: &[char] = &['\u{1b}', '\u{e}', '\u{f}'];

/// Where the first escape sequence begins that switches to Japanese characters (RFC 1468), where one switches back as well.
fn japanese_escape(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    let first = search::bytes(bytes, b"\x1b$B").or_else(|| search::bytes(bytes, b"\x1b$@"))?;
    search::bytes(&bytes[first..], b"\x1b(").map(|_| first)
}

/// Whether a control character may begin with this byte: C0 and DEL are one byte, C1 follows 0xC2.
fn may_begin_control(byte: u8) -> bool {
    (byte < 0x20 && !matches!(byte, b'\t' | b'\n' | b'\r' | 0x0c)) || byte == 0x7f || byte == 0xc2
}

/// The run of control characters, terminal sequences included, that begins at `start`.
fn run_at(text: &str, start: usize) -> Range<usize> {
    let mut end = start;
    while let Some(length) = control_length(&text[end..]) {
        end += length;
    }
    start..end
}

/// C1 beside accented letters is UTF-8 that was read as Latin-1: the pieces belong together.
fn is_mojibake(text: &str, run: &Range<usize>) -> bool {
    let is_latin = |character: char| windows_byte(character).is_some();
    let beside = text[..run.start].chars().next_back().into_iter().chain(text[run.end..].chars().next());
    text[run.clone()].contains(is_latin) && beside.into_iter().any(is_latin)
}

/// The last bytes of the terminal sequences that programs write (ECMA-48: 8.3).
const COMMANDS: &[u8] = b"ABCDEFGHJKSTfhlmnsu";

/// Length in bytes of the control character (of the terminal sequence, after an escape) that `text` begins with.
fn control_length(text: &str) -> Option<usize> {
    let first =
        text.chars().next().filter(|first| first.is_control() && !matches!(first, '\t' | '\n' | '\r' | '\u{c}'))?;
    let sequence = text.strip_prefix("\u{1b}[").and_then(|rest| {
        let parameters = rest.bytes().take_while(|byte| matches!(byte, b'0'..=b'9' | b';')).count();
        rest.as_bytes().get(parameters).filter(|last| COMMANDS.contains(last))?;
        // `[m](b)` after an escape character is a link.
        let is_link = parameters == 0 && rest.as_bytes().get(1) == Some(&b']');
        (!is_link).then_some("\u{1b}[".len() + parameters + 1)
    });
    Some(sequence.unwrap_or(first.len_utf8()))
}

fn finding(text: &str, range: Range<usize>) -> Finding {
    let (run, span) = (&text[range.clone()], Span::from(range.clone()));
    let code = run.chars().next().map_or(0, u32::from);
    let finding = Finding::new(span, format!("Control character U+{code:04X}"));
    if let Some(meant) = windows_characters(run) {
        let reason = "the original encoding of the article is a guess";
        let title = format!("Write `{meant}`, the Windows-1252 character for this byte");
        return finding.fix(Fix::unsafe_(title, vec![Edit::replace(span, meant)], reason));
    }
    let splits = |side: Option<char>| side.is_some_and(|side| !side.is_whitespace());
    let splits_words = splits(text[..range.start].chars().next_back()) && splits(text[range.end..].chars().next());
    if run.contains('\u{b}') && splits_words {
        return finding.fix(Fix::safe("Replace it with a space", vec![Edit::replace(span, " ")]));
    }
    finding.fix(Fix::safe("Remove it", vec![Edit::delete(span)]))
}

/// What a run of C1 characters is in Windows-1252, whose bytes they most likely were.
fn windows_characters(run: &str) -> Option<String> {
    let meant = |character: char| u8::try_from(u32::from(character)).ok().map(windows_1252::character);
    let meant: String = run.chars().map(meant).collect::<Option<_>>()?;
    (!meant.contains(char::is_control)).then_some(meant)
}
