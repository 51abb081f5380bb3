use crate::findings::{Context, Edit, Facts, Finding, Findings, Fix, OptionDefault, RuleOption, Safety, Severity};
use crate::rules::{Example, Fixed, Group, Rule, Scope};
use crate::text::{Flavor, Span};
use crate::tokens::{Line, LineKind};
use crate::tree::Level;

/// Whether weak signs are reported without damage near them.
static STRICT: RuleOption = RuleOption {
    rule: "list-without-space",
    name: "strict",
    doc: "Report single lines even if nothing near them is damaged.",
    default: OptionDefault::Flag(false),
};

/// A list item without a space after its marker.
pub static RULE: Rule = Rule {
    name: "list-without-space",
    group: Group::Markdown,
    summary: "A list item without a space after its marker",
    why: "Without the space, `-Word` is not a list item but continues the item or paragraph above it. Clean-up tools \
          and translation remove the space. A line that starts with a dash or an asterisk may be something else, so \
          the lines around it decide.",
    severity: Severity::Error,
    on: true,
    fix: Some(Safety::Safe),
    flavors: Flavor::WITH_MARKDOWN,
    triggers: Facts::ALWAYS,
    scope: Scope::Block,
    options: &[&STRICT],
    examples: &[
        Example::Bad {
            flavor: Flavor::Markdown,
            text: "- Ropes\n-Fenders\n- Flags\n",
            at: "-Fenders",
            fixed: Fixed::Safe("- Ropes\n- Fenders\n- Flags\n"),
        },
        Example::Bad {
            flavor: Flavor::Markdown,
            text: "1. Cast off\n2. Leave the harbour\n3.Set the sails\n",
            at: "3.Set",
            fixed: Fixed::Safe("1. Cast off\n2. Leave the harbour\n3. Set the sails\n"),
        },
        Example::Good {
            flavor: Flavor::Markdown,
            text: "Two questions:\n*Could this have an effect on others and\nhurt the best?*It remains to be seen.\n",
        },
        Example::Good {
            flavor: Flavor::Markdown,
            text: "*Required fields.\n\n-The harbour office\n\n3.Bundesliga is on tonight.\n",
        },
        Example::Good {
            flavor: Flavor::Markdown,
            text: "## Hours\n\n*Open every day\nof the week.*\n\n*Note* that the *mole* is closed.\n\n**Bold** begins this line.\n",
        },
        Example::Good { flavor: Flavor::Markdown, text: "- *Ropes* are\n*long* and heavy\n- Fenders\n" },
    ],
    check,
};

fn check(context: &Context, findings: &mut Findings) {
    let lines = context.lines.list();
    for (index, line) in lines.iter().enumerate() {
        if line.kind != LineKind::Text || line.is_item() {
            continue;
        }
        let Some(marker) = glued_marker(context.slice(line.content_span())) else { continue };
        let span = Span::new(line.content, line.content + marker as u32);
        if !context.is_prose(span) || is_emphasis(context, span) || !is_item(context, index, marker) {
            continue;
        }
        let fix = Fix::safe("Add a space after the marker", vec![Edit::insert(span.end, " ")]);
        let word = context.slice(line.content_span()).split_whitespace().next().unwrap_or("");
        let message = "Missing space after the list marker: this will not be a list item";
        findings.add(Finding::new(Span::new(line.content, line.content + word.len() as u32), message).fix(fix));
    }
}

/// Length of the marker that `content` begins with, where a letter follows it at once.
fn glued_marker(content: &str) -> Option<usize> {
    let bytes = content.as_bytes();
    let digits = bytes.iter().take(10).take_while(|byte| byte.is_ascii_digit()).count();
    let length = match bytes.get(digits)? {
        b'-' | b'*' | b'+' if digits == 0 => 1,
        b'.' | b')' if (1..10).contains(&digits) => digits + 1,
        _ => return None,
    };
    let rest = &content[length..];
    rest.starts_with(|first: char| first.is_alphabetic()).then_some(length)
}

/// Whether the asterisk that begins the line is a delimiter of emphasis.
fn is_emphasis(context: &Context, marker: Span) -> bool {
    let rest = || context.slice(Span::new(marker.end, context.lines.at(marker.start).span.end));
    let is_open = || rest().contains('*') || goes_on_to_its_end(context, marker);
    context.slice(marker) == "*" && (!context.marks.emphasis().is_literal(marker.start) || is_open())
}

/// Whether a line of the same paragraph holds a delimiter that may end what the asterisk `marker` begins.
fn goes_on_to_its_end(context: &Context, marker: Span) -> bool {
    let behind = &context.lines.list()[context.lines.index_at(marker.start) + 1..];
    let is_part = |line: &&Line| {
        line.kind == LineKind::Text && !line.is_item() && glued_marker(context.slice(line.content_span())).is_none()
    };
    let mut paragraph = behind.iter().take(MOST_LINES).take_while(is_part);
    paragraph.any(|line| context.slice(line.content_span()).trim_start_matches('*').contains('*'))
}

/// Whether the lines around say that the line is a list item.
fn is_item(context: &Context, index: usize, marker: usize) -> bool {
    let lines = context.lines.list();
    let line = &lines[index];
    if is_option(context.slice(line.content_span())) || goes_on(context, index) {
        return false;
    }
    let sign = context.slice(Span::new(line.content, line.content + marker as u32)).chars().next_back();
    let before = neighbour(context, lines[..index].iter().rev(), line, sign);
    let after = neighbour(context, lines[index + 1..].iter(), line, sign);
    if before == Neighbour::Item || after == Neighbour::Item {
        return true;
    }
    let glued = before == Neighbour::Glued || after == Neighbour::Glued;
    let first = context.slice(line.content_span())[marker..].chars().next();
    let is_sentence = first.is_some_and(|first| !first.is_lowercase());
    is_sentence && (glued || context.suspicion(&STRICT, line.content) == Level::Near || begins_list(context, index))
}

/// Whether `content` begins with an option of a command: `-V`, `-LogFile,`, `-Recurse, -Force`.
fn is_option(content: &str) -> bool {
    let Some(rest) = content.strip_prefix('-') else { return false };
    let word = &rest[..rest.bytes().take_while(u8::is_ascii_alphanumeric).count()];
    let is_hump = |pair: &[u8]| pair[0].is_ascii_lowercase() && pair[1].is_ascii_uppercase();
    let is_named = word.len() < 2 || word.as_bytes().windows(2).any(is_hump);
    let more = content.split_whitespace().skip(1).any(|word| {
        word.strip_prefix('-').is_some_and(|name| name.starts_with(|first: char| first.is_ascii_alphabetic()))
    });
    is_named || more || rest[word.len()..].starts_with([',', '=', '，', '、'])
}

/// Whether the line goes on a paragraph: one that wraps may begin a line with any sign. A line above that ends with a
/// colon introduces a list, and one with a marker is a part of it.
fn goes_on(context: &Context, index: usize) -> bool {
    let lines = context.lines.list();
    let line = &lines[index];
    let Some(above) = index.checked_sub(1).map(|above| &lines[above]) else { return false };
    let text = context.slice(above.content_span()).trim_end();
    let is_prose = above.kind == LineKind::Text && above.quotes == line.quotes && above.indent.abs_diff(line.indent) < 2;
    let paragraph = lines[..index].iter().rev().take(MOST_LINES).take_while(|line| line.kind == LineKind::Text);
    let mut items = paragraph.filter(|line| line.is_item() || glued_marker(context.slice(line.content_span())).is_some());
    is_prose && items.next().is_none() && !text.ends_with([':', '：'])
}

/// Whether a list may begin here: the line is under a heading or an introduction that ends with a colon.
fn begins_list(context: &Context, index: usize) -> bool {
    let above = context.lines.list()[..index].iter().rev().find(|line| line.kind != LineKind::Blank);
    above.is_some_and(|line| match line.kind {
        LineKind::Heading(_) => true,
        LineKind::Text => context.slice(line.span).trim_end().ends_with([':', '：']),
        _ => false,
    })
}

/// The next line of the same list, as far as it can be told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Neighbour {
    /// A well-formed item with the same marker.
    Item,
    /// An item without its space.
    Glued,
    /// None of both.
    Other,
}

/// How many lines a list item may have for its neighbours to be found.
const MOST_LINES: usize = 12;

fn neighbour<'a>(
    context: &Context,
    lines: impl Iterator<Item = &'a Line>,
    line: &Line,
    sign: Option<char>,
) -> Neighbour {
    let mut after_blank = false;
    for other in lines.take(MOST_LINES) {
        if other.kind == LineKind::Blank {
            after_blank = true;
            continue;
        }
        let same_place = other.indent.abs_diff(line.indent) < 2 && other.quotes == line.quotes;
        if let Some(marker) = other.marker {
            let is_same = context.slice(marker).chars().next_back() == sign;
            if same_place {
                return if is_same { Neighbour::Item } else { Neighbour::Other };
            }
            continue;
        }
        let glued =
            glued_marker(context.slice(other.content_span())).filter(|_| other.kind == LineKind::Text && same_place);
        if let Some(length) = glued {
            let is_same = context.slice(other.content_span())[..length].chars().next_back() == sign;
            return if is_same { Neighbour::Glued } else { Neighbour::Other };
        }
        // After a blank line only what is indented belongs to an item.
        let is_part = other.indent > line.indent
            || other.kind == LineKind::Closed
            || !after_blank && other.kind == LineKind::Text;
        if !is_part {
            return Neighbour::Other;
        }
    }
    Neighbour::Other
}
