use crate::findings::{Context, Edit, Facts, Finding, Findings, Fix, Place, Safety, Severity};
use crate::rules::{Example, Fixed, Group, Rule, Scope};
use crate::text::{Flavor, Span, step};
use crate::tokens::escapes;
use crate::tokens::{BrokenFence, FenceDamage, search};

/// JSON or JavaScript escapes in the text of the article.
pub static RULE: Rule = Rule {
    name: "escape-leak",
    group: Group::Residue,
    summary: "JSON or JavaScript escapes in the text of the article",
    why: "Text that was stored as JSON and extracted without being decoded keeps its escapes: `\\u003cbr\\u003e`, \
          `<\\/p>`, `end.\\n\\nNext`. Windows paths and TeX have backslashes too, so a lone `\\n` is reported only \
          if several of them follow the ends of sentences.",
    severity: Severity::Error,
    on: true,
    fix: Some(Safety::Unsafe),
    flavors: Flavor::ALL,
    triggers: Facts::ALWAYS,
    scope: Scope::Document,
    options: &[],
    examples: &[
        Example::Bad {
            flavor: Flavor::Markdown,
            text: "The pier\\u2019s lamps are lit.\n",
            at: "\\u2019",
            fixed: Fixed::Unsafe("The pier’s lamps are lit.\n"),
        },
        Example::Bad {
            flavor: Flavor::Html,
            text: "<p>Open at nine.\\u003cbr\\u003eClosed at ten.</p>\n",
            at: "\\u003cbr\\u003e",
            fixed: Fixed::Unsafe("<p>Open at nine.<br>Closed at ten.</p>\n"),
        },
        Example::Bad {
            flavor: Flavor::Text,
            text: "The tide is high.\\n\\nThe boats come in.\n",
            at: "\\n\\n",
            fixed: Fixed::Unsafe("The tide is high.\n\nThe boats come in.\n"),
        },
        Example::Bad {
            flavor: Flavor::Markdown,
            text: "> The sea takes its time,\\n> said the keeper.\n",
            at: "\\n",
            fixed: Fixed::Unsafe("> The sea takes its time,\n> said the keeper.\n"),
        },
        Example::Bad {
            flavor: Flavor::Html,
            text: "<p>Open to u003cbru003eall</p>\n",
            at: "u003cbru003e",
            fixed: Fixed::Unsafe("<p>Open to <br>all</p>\n"),
        },
        Example::Bad {
            flavor: Flavor::Text,
            text: "The harbour=E2=80=99s crane.\n",
            at: "=E2=80=99",
            fixed: Fixed::Unsafe("The harbour’s crane.\n"),
        },
        Example::Good {
            flavor: Flavor::Html,
            text: "<p>One caf\\'e, u003c alone, a=b, and x=E2 or =3D.</p>\n",
        },
        Example::Good {
            flavor: Flavor::Html,
            text: "<p>Lines end with <q>\\n</q> or <q>\\r\\n</q>; the letter is \"\\u02a4\".</p>\n",
        },
        Example::Good {
            flavor: Flavor::Markdown,
            text: "In C:\\new\\n the file, $\\nabla$ and \\neq, `\\u003c` and `a.\\nB`.\n",
        },
        Example::Good {
            flavor: Flavor::Markdown,
            text: "The escape \\u003c stands for a character. A name\\\nand \\*stars\\*.\n",
        },
    ],
    check,
};

fn check(context: &Context, findings: &mut Findings) {
    let bare = escapes::bare_tags(context.text());
    decode(context, findings, bare, "JSON escape that lost its backslash");
    decode(context, findings, escapes::quoted_printable(context.text()), "Line or character as e-mails encode it");
    if !context.facts.contains(Facts::BACKSLASH) {
        return;
    }
    if !context.flavor().has_markdown() {
        decode(context, findings, escapes::added_slashes(context.text()), "Backslash before a quote, as databases store it");
    }
    backslashes(context, findings);
}

/// Reports escapes in prose, each with what it stands for.
fn decode(context: &Context, findings: &mut Findings, escapes: Vec<(Span, String)>, what: &'static str) {
    for (span, meant) in escapes {
        if context.place_at(span.start) == Place::Prose && !is_about_escapes(context, span) {
            let edits = vec![Edit::replace(span, meant)];
            let fix = Fix::unsafe_("Replace the escape with what it stands for", edits, "the article may show the escape on purpose");
            findings.add(Finding::new(span, what).fix(fix));
        }
    }
}

fn backslashes(context: &Context, findings: &mut Findings) {
    let text = context.text();
    let mut done = 0;
    // The line that is known to hold lost line ends, by its end.
    let mut leaky = 0;
    for at in memchr::memchr_iter(b'\\', text.as_bytes()) {
        if at < done {
            continue;
        }
        let found = unicode_run(text, at).or_else(|| {
            let ends = line_ends(text, at)?;
            let line = context.lines.at(at as u32).span;
            let is_certain = ends.is_certain(text, line.start as usize, at);
            if is_certain {
                leaky = line.end as usize;
            }
            (is_certain || at < leaky && ends.is_likely(text)).then(|| (ends.end, "\n".repeat(ends.count)))
        });
        let Some((end, meant)) = found else { continue };
        done = end;
        let span = Span::of(at, end);
        if is_quoted(text, span) {
            continue;
        }
        let is_prose = context.place_at(span.start) == Place::Prose || is_behind_open_fence(context, span.start);
        if !is_prose || is_about_escapes(context, span) {
            continue;
        }
        let fix = Fix::unsafe_(
            "Replace the escape with what it stands for",
            vec![Edit::replace(span, meant)],
            "the article may show the escape on purpose",
        );
        findings.add(Finding::new(span, "JSON or JavaScript escape in the text").fix(fix));
    }
}

/// Whether it is on the line of a fence that is never closed: `~~~\nmake\n~~~` begins code that reaches to the end.
fn is_behind_open_fence(context: &Context, offset: u32) -> bool {
    let line = context.lines.at(offset).span;
    let is_open = |fence: &BrokenFence| fence.damage == FenceDamage::Unclosed && line.covers(fence.span.start);
    context.regions.fences().last().is_some_and(is_open)
}

/// `\u003cbr\u003e`: escapes of characters, and the tag between an escaped `<` and its `>`.
fn unicode_run(text: &str, at: usize) -> Option<(usize, String)> {
    let (mut end, mut units) = (at, Vec::new());
    while units.len() < MOST_ESCAPES
        && let Some(unit) = escaped_unit(&text.as_bytes()[end..])
    {
        units.push(unit);
        end += 6;
    }
    let mut meant =
        String::from_utf16(&units).ok().filter(|meant| !meant.is_empty() && !meant.contains(char::is_control))?;
    let is_before = |char: char| char == '\\' || char == '/' && !text[..at].ends_with(' ');
    if text[..at].ends_with(is_before) {
        return None;
    }
    if meant.ends_with('<') {
        // The tag goes on to the escaped `>`.
        let rest = &text.as_bytes()[end..text.len().min(end + LONGEST_TAG)];
        let length = search::bytes(rest, b"\\u003e").or_else(|| search::bytes(rest, b"\\u003E"))?;
        let inside = &text[end..end + length];
        if inside.contains(['\n', '<', '>']) {
            return None;
        }
        meant.push_str(&inside.replace("\\\"", "\"").replace("\\/", "/"));
        meant.push('>');
        end += length + 6;
    }
    Some((end, meant))
}

/// How many escapes are read at once.
const MOST_ESCAPES: usize = 16;

/// The UTF-16 unit of the `\\u003c` that `bytes` begin with.
fn escaped_unit(bytes: &[u8]) -> Option<u16> {
    let digits = bytes.get(..6)?.strip_prefix(b"\\u")?;
    std::str::from_utf8(digits).ok().and_then(|digits| u16::from_str_radix(digits, 16).ok())
}

/// The longest escaped tag, in bytes.
const LONGEST_TAG: usize = 300;

/// Escaped line ends in a row.
struct LineEnds {
    end: usize,
    count: usize,
}

/// The escaped line ends at `at`.
fn line_ends(text: &str, at: usize) -> Option<LineEnds> {
    let (mut end, mut count) = (at, 0);
    while count < MOST_ESCAPES && (text[end..].starts_with("\\n") || text[end..].starts_with("\\r\\n")) {
        end += if text[end..].starts_with("\\r") { 4 } else { 2 };
        count += 1;
    }
    (count > 0 && !text[..at].ends_with('\\')).then_some(LineEnds { end, count })
}

impl LineEnds {
    /// Whether what stands around them says that lines ended here: two between sentences, or the sign of a block beside
    /// them. `line` is where their line begins.
    fn is_certain(&self, text: &str, line: usize, at: usize) -> bool {
        if self.ends_string(text) {
            return false;
        }
        let (before, after) = (&text[line..at], &text[self.end..]);
        let ends_sentence = before.ends_with(['.', '!', '?', '>', '"', '”', ')']);
        let begins_sentence = after.starts_with(|char: char| char.is_uppercase() || "<#-*\"“".contains(char));
        let is_row = before.ends_with('|') && after.starts_with('|');
        let is_tag = before.ends_with('>') && after.starts_with('<');
        let is_marked = BLOCKS.iter().any(|sign| after.starts_with(sign)) && !before.ends_with(['"', '\'', '/', '(']);
        self.count > 1 && ends_sentence && begins_sentence || is_row || is_tag || is_marked || is_fence(before)
    }

    /// Whether they may be line ends in a line that lost others.
    fn is_likely(&self, text: &str) -> bool {
        !self.ends_string(text) && !text[self.end..].starts_with(char::is_whitespace)
    }

    /// Whether they end a string in a program that the article shows.
    fn ends_string(&self, text: &str) -> bool {
        ["\",", "\")", "\";", "\"\n"].iter().any(|sign| text[self.end..].starts_with(sign))
    }
}

/// What blocks begin with, in Markdown and in templates.
const BLOCKS: [&str; 13] = ["- ", "* ", "# ", "## ", "### ", "> ", ": ", ":::", "---", "~~~", "{{<", "{%", "[^"];

/// Whether a line so far is what begins a block by itself.
fn is_fence(line: &str) -> bool {
    matches!(line.len(), 3..=LONGEST_FENCE)
        && (matches!(line.trim(), "---" | "~~~" | ":::") || line.starts_with("!!! ") || line.starts_with(":::"))
}

/// Bytes of the longest line that begins a block.
const LONGEST_FENCE: usize = 60;

/// Whether quotes or an element hold nothing else: `"\u02a4"`, `<q>\r\n</q>`. The article shows the escape.
fn is_quoted(text: &str, span: Span) -> bool {
    let (before, after) = (&text[..span.start as usize], &text[span.end as usize..]);
    let is_quote = |char: char| "\"'“”‘’«»„「」『』`".contains(char);
    let (Some(first), Some(last)) = (before.chars().next_back(), after.chars().next()) else { return false };
    let is_element = || {
        let start = step::floor(text, before.len().saturating_sub(LONGEST_SHOWN));
        let name = search::last_byte(b'<', &before.as_bytes()[start..]).map_or("", |at| &before[start + at + 1..]);
        let name = name.trim_end_matches('>');
        !name.is_empty() && after.strip_prefix("</").is_some_and(|end| end.starts_with(name))
    };
    is_quote(first) && is_quote(last) || first == '>' && last == '<' && is_element()
}

/// Bytes of the longest start tag around an escape that is shown.
const LONGEST_SHOWN: usize = 12;

/// Whether the words around `span` are about escapes.
fn is_about_escapes(context: &Context, span: Span) -> bool {
    let line = context.lines.at(span.start).span;
    let start = context.char_floor(line.start.max(span.start.saturating_sub(120)));
    let end = context.char_floor(line.end.min(span.end + 120)).max(start);
    let around = context.slice(Span::new(start, end)).to_lowercase();
    ["escape", "backslash", "unicode", "character", "string", "regex", "code point", "json", "hex"]
        .iter()
        .any(|word| around.contains(word))
}
