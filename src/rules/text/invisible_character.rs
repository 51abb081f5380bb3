use std::sync::LazyLock;

use memchr::memmem::Finder;

use crate::findings::{Context, Edit, Facts, Finding, Findings, Fix, Place, Safety, Severity};
use crate::rules::{Example, Fixed, Group, Rule, Scope};
use crate::text::{Flavor, Span};
use crate::tokens::RegionKind;
use crate::tokens::search;

/// Characters without width where they do nothing but harm.
pub static RULE: Rule = Rule {
    name: "invisible-character",
    group: Group::Text,
    summary: "An invisible character inside a word, an address or a table cell's padding",
    why: "A zero-width space inside a word splits it for searches and screen readers, inside an address it breaks \
          the link, and a no-break space next to the pipes of a table keeps cells from being trimmed. Nobody sees \
          them while editing. They are left alone where they have a purpose: joiners in Persian, Indic scripts and \
          emoji, marks in right-to-left text, break opportunities in Thai, Khmer and long identifiers, word joiners \
          before dashes, and soft hyphens.",
    severity: Severity::Warning,
    on: true,
    fix: Some(Safety::Safe),
    flavors: Flavor::ALL,
    triggers: Facts::NON_ASCII,
    scope: Scope::Block,
    options: &[],
    examples: &[
        Example::Bad {
            flavor: Flavor::Markdown,
            text: "The light\u{200b}house is open.\n",
            at: "\u{200b}",
            fixed: Fixed::Safe("The lighthouse is open.\n"),
        },
        Example::Bad {
            flavor: Flavor::Markdown,
            text: "[tides](\u{200b}https://tides.example/today)\n",
            at: "\u{200b}",
            fixed: Fixed::Safe("[tides](https://tides.example/today)\n"),
        },
        Example::Bad {
            flavor: Flavor::Html,
            text: "<p>See\u{feff} the map.</p>\n",
            at: "\u{feff}",
            fixed: Fixed::Safe("<p>See the map.</p>\n"),
        },
        Example::Bad {
            flavor: Flavor::Markdown,
            text: "Harbour | Depth\n--- | ---\nNorth\u{a0}\u{a0}| 12 m\n",
            at: "\u{a0}\u{a0}",
            fixed: Fixed::Safe("Harbour | Depth\n--- | ---\nNorth | 12 m\n"),
        },
        Example::Bad {
            flavor: Flavor::Markdown,
            text: "灯\u{200b}\u{200b}塔已开放。\n",
            at: "\u{200b}\u{200b}",
            fixed: Fixed::Safe("灯塔已开放。\n"),
        },
        Example::Good {
            flavor: Flavor::Markdown,
            text: "\u{feff}می\u{200c}خواهم کتاب\u{200c}ها را ببینم. 👩\u{200d}💻\n",
        },
        Example::Good { flavor: Flavor::Markdown, text: "搜索\u{200b}支持中文。\n" },
        Example::Good {
            flavor: Flavor::Html,
            text: "<p>All hands\u{2060}—and the cook\u{2060}—came; so\u{ad}lar.</p>\n",
        },
        Example::Good {
            flavor: Flavor::Markdown,
            text: "get\u{200b}Element\u{200b}ById, harbour/\u{200b}north, ก\u{200b}ข, a \u{200f}ב\u{200e}.\n",
        },
        Example::Good { flavor: Flavor::Markdown, text: "| A | B |\n|---|---|\n| \u{a0} | 5\u{a0}km |\n\n\u{200b}\n" },
        Example::Good { flavor: Flavor::Markdown, text: "`a\u{200b}b` and *a*\u{200b}*b*\n" },
    ],
    check,
};

static NO_BREAK_SPACE: LazyLock<Finder> = LazyLock::new(|| Finder::new("\u{a0}"));

fn check(context: &Context, findings: &mut Findings) {
    zero_width(context, findings);
    if context.facts.contains(Facts::PIPE) && context.flavor().has_markdown() {
        padding(context, findings);
    }
}

/// Finds characters without width, each run once.
fn zero_width(context: &Context, findings: &mut Findings) {
    let text = context.text();
    let mut done = 0;
    // Every character looked for begins with one of these bytes in UTF-8.
    for at in memchr::memchr2_iter(0xe2, 0xef, text.as_bytes()) {
        // Nearly all of them are typographic quotes and dashes.
        if at < done || matches!(text.as_bytes()[at + 1..], [0x80, 0x90..=0xa9, ..]) || !text[at..].starts_with(is_invisible)
        {
            continue;
        }
        let run = &text[at..];
        let run = &run[..run.find(|char| !is_invisible(char)).unwrap_or(run.len())];
        done = at + run.len();
        let span = Span::of(at, done);
        if at > 0 && is_harmful(context, span) {
            let fix = Fix::safe("Delete it", vec![Edit::delete(span)]);
            findings.add(Finding::new(span, format!("Invisible character: {}", name(run))).fix(fix));
        }
    }
}

fn is_invisible(char: char) -> bool {
    matches!(char, '\u{200b}' | '\u{200d}' | '\u{200e}' | '\u{200f}' | '\u{2060}' | '\u{feff}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// Whether the run at `span` does harm to the article's own text or to an address.
fn is_harmful(context: &Context, span: Span) -> bool {
    let place = context.place_at(span.start);
    if place == Place::Closed && context.region_at(span.start) != Some(RegionKind::Autolink) {
        return false;
    }
    let text = context.text();
    let before = text[..span.start as usize].chars().next_back();
    let after = text[span.end as usize..].chars().next();
    let is_address = matches!(place, Place::LinkTarget | Place::Value { address: true });
    let run = context.slice(span);
    if is_address {
        return !run.starts_with(['\u{200d}', '\u{200e}', '\u{200f}']);
    }
    let between_latin = is_latin(before) && is_latin(after);
    // `getElement`: a long name may break at its capitals.
    let at_capital = before.is_some_and(char::is_lowercase) && after.is_some_and(char::is_uppercase);
    match run.chars().next() {
        Some('\u{feff}') => true,
        Some('\u{200b}') if between_latin => !at_capital,
        Some('\u{200b}') => is_useless(before, after, run),
        _ => between_latin,
    }
}

/// Whether a zero-width space is not a break opportunity: beside white space, before a closing sign, or doubled.
fn is_useless(before: Option<char>, after: Option<char>, run: &str) -> bool {
    let is_edge = |side: Option<char>| side.is_none_or(|char| char.is_whitespace() || char == '<' || char == '>');
    if is_edge(before) && is_edge(after) || before == Some('[') || is_markup(before) || is_markup(after) {
        // A spacer, the text of a permalink, or help for emphasis.
        return false;
    }
    let beside_space = before.is_none_or(char::is_whitespace) || after.is_none_or(char::is_whitespace);
    let before_closing =
        before.is_some_and(char::is_alphanumeric) && after.is_some_and(|char| ".,;:!?)]”»".contains(char));
    // One between ideographs tells a search where words end.
    beside_space || before_closing || run.chars().count() > 1
}

fn is_markup(side: Option<char>) -> bool {
    side.is_some_and(|char| "*_`~".contains(char))
}

fn is_latin(side: Option<char>) -> bool {
    side.is_some_and(|char| char.is_alphabetic() && char < '\u{250}')
}

fn name(run: &str) -> &'static str {
    match run.chars().next() {
        Some('\u{200b}') => "zero-width space",
        Some('\u{200d}') => "zero-width joiner",
        Some('\u{2060}') => "word joiner",
        Some('\u{feff}') => "byte-order mark",
        _ => "direction mark",
    }
}

/// Finds no-break spaces between a cell's text and the bars of a pipe table.
fn padding(context: &Context, findings: &mut Findings) {
    let text = context.text();
    let mut done = 0;
    for at in NO_BREAK_SPACE.find_iter(text.as_bytes()) {
        if at < done {
            continue;
        }
        let rest = &text[at..];
        let length = search::char(rest, |char| !matches!(char, ' ' | '\u{a0}')).unwrap_or(rest.len());
        done = at + length;
        let run = Span::of(at, at + rest[..length].trim_end_matches(' ').len());
        if context.lines.at(run.start).is_table() && context.regions.is_free(run) && is_padding(text, at, done) {
            findings.add(padding_finding(text, run));
        }
    }
}

/// Whether the white space from `start` to `end` is between a bar and a cell's text.
fn is_padding(text: &str, start: usize, end: usize) -> bool {
    let is_bar = |side: Option<char>| side.is_none_or(|char| matches!(char, '|' | '\n' | '\r'));
    let before = text[..start].trim_end_matches(' ').chars().next_back();
    let after = text[end..].chars().next();
    is_bar(before) != is_bar(after)
}

fn padding_finding(text: &str, run: Span) -> Finding {
    let beside_space = text[..run.start as usize].ends_with(' ') || text[run.end as usize..].starts_with(' ');
    let edit = if beside_space { Edit::delete(run) } else { Edit::replace(run, " ") };
    let fix = Fix::safe("Pad the cell with plain spaces", vec![edit]);
    Finding::new(run, "No-break space in the padding of a table cell").fix(fix)
}
