use crate::findings::{Context, Edit, Facts, Finding, Findings, Fix, Safety, Severity};
use crate::rules::{Example, Fixed, Group, Rule, Scope};
use crate::text::{Flavor, Span};
use crate::tree::{BrokenEmphasis, EmphasisDamage};

/// Bold text that lost a part of its delimiters.
pub static RULE: Rule = Rule {
    name: "halved-emphasis",
    group: Group::Markdown,
    summary: "Bold text missing one of its asterisks, or its closing delimiter",
    why: "`**x*` is an asterisk and italic text, and `**x` without an end is two asterisks. Search and replace, \
          translation and copying half a line leave such delimiters.",
    severity: Severity::Error,
    on: true,
    fix: Some(Safety::Unsafe),
    flavors: Flavor::WITH_MARKDOWN,
    triggers: Facts::EMPHASIS,
    scope: Scope::Block,
    options: &[],
    examples: &[
        Example::Bad {
            flavor: Flavor::Markdown,
            text: "The **north mole* is **closed**.\n",
            at: "**north mole*",
            fixed: Fixed::Unsafe("The **north mole** is **closed**.\n"),
        },
        Example::Bad {
            flavor: Flavor::Markdown,
            text: "The *north mole** is **closed**.\n",
            at: "*north mole**",
            fixed: Fixed::Unsafe("The **north mole** is **closed**.\n"),
        },
        Example::Bad {
            flavor: Flavor::Markdown,
            text: "- **North mole\n- **South mole**\n",
            at: "**North mole",
            fixed: Fixed::Unsafe("- **North mole**\n- **South mole**\n"),
        },
        Example::Bad {
            flavor: Flavor::Markdown,
            text: "[**Tides](/tides) of today.\n",
            at: "**Tides",
            fixed: Fixed::Unsafe("[**Tides**](/tides) of today.\n"),
        },
        Example::Good {
            flavor: Flavor::Markdown,
            text: "```cpp\nf(*this);\n```\n* **this[link this.md]\n* f[color ff0000]\n\n[code]\n/**\n * A lamp\n */\n[/code]\n",
        },
        Example::Good {
            flavor: Flavor::Markdown,
            text: "Both ***bold and italic*** and *italic with **bold** inside* are right.\n",
        },
        Example::Good {
            flavor: Flavor::Markdown,
            text: "Prices* are per night.\n\n*Without breakfast.\n\n**Children stay free.**\n",
        },
    ],
    check,
};

/// The longest line that is made bold as a whole, in bytes.
const LONGEST_LINE: u32 = 120;

fn check(context: &Context, findings: &mut Findings) {
    let broken = context.marks.emphasis().broken.iter();
    for broken in broken.filter(|broken| !context.in_code(broken.opener.start)) {
        match broken.damage {
            EmphasisDamage::Halved => findings.add(halved(context, broken)),
            EmphasisDamage::Unclosed => findings.add(unclosed(context, broken)),
            _ => {}
        }
    }
}

/// Either one delimiter lost an asterisk or the other has one too many; what the article does elsewhere says which is
/// likelier.
fn halved(context: &Context, broken: &BrokenEmphasis) -> Finding {
    let opens_short = broken.opener.len() < broken.closer.len();
    let place = broken.content();
    let edit = Edit::insert(if opens_short { place.start } else { place.end }, "*");
    let bold = Fix::unsafe_("Make the text bold", vec![edit], "italic text may have been meant");
    let longer = if opens_short { broken.closer } else { broken.opener };
    let edit = Edit::delete(Span::new(longer.start, longer.start + 1));
    let italic = Fix::unsafe_("Make the text italic", vec![edit], "bold text may have been meant");
    let (side, other) = if opens_short { ("opening", "closing") } else { ("closing", "opening") };
    if is_italic(context, broken) {
        let message = format!("The {other} delimiter of this italic text has an asterisk too many");
        return Finding::new(broken.span(), message).fixes([italic, bold]);
    }
    let message = format!("The {side} delimiter of this bold text is missing an asterisk");
    Finding::new(broken.span(), message).fixes([bold, italic])
}

/// Whether italic text is likelier than bold text: the article has more of it, or has neither and these are a few words in
/// the middle of a sentence.
fn is_italic(context: &Context, broken: &BrokenEmphasis) -> bool {
    let emphasis = context.marks.emphasis();
    if emphasis.italic != emphasis.strong {
        return emphasis.italic > emphasis.strong;
    }
    let content = context.slice(broken.content());
    let line = context.lines.at(broken.opener.start);
    let is_within = line.content < broken.opener.start && !context.slice(line.span).trim_end().ends_with('*');
    is_within && content.starts_with(char::is_lowercase) && !content.ends_with([':', '.', '!', '?'])
}

fn unclosed(context: &Context, broken: &BrokenEmphasis) -> Finding {
    let remove =
        Fix::shown("Remove the asterisks", vec![Edit::delete(broken.opener)], "the text may be meant to be bold");
    let end = bold_end(context, broken);
    let finding = Finding::new(
        Span::new(broken.opener.start, end.unwrap_or(broken.opener.end)),
        "Bold text without its closing delimiter",
    );
    match end {
        Some(end) => {
            let close = Fix::unsafe_(
                "Close the bold text",
                vec![Edit::insert(end, "**")],
                "where the bold text ends is a guess",
            );
            finding.fixes([close, remove])
        }
        None => finding.fix(remove).help("Add `**` where the bold text ends"),
    }
}

/// Where the bold text probably ends: after a label's colon, or at the end of a short line. `None` if nothing can be
/// put there.
fn bold_end(context: &Context, broken: &BrokenEmphasis) -> Option<u32> {
    likely_end(context, broken).filter(|&end| !context.swallows(end))
}

fn likely_end(context: &Context, broken: &BrokenEmphasis) -> Option<u32> {
    let content = context.slice(broken.content());
    let line = content.split('\n').next().unwrap_or(content);
    let line = &line[..around(context, broken, line).unwrap_or(line.len())];
    let colon = line.find([':', '：']).filter(|&at| at < 60);
    if let Some(at) = colon {
        let length = if line[at..].starts_with(':') { 1 } else { '：'.len_utf8() };
        let is_label = line[at + length..].starts_with(char::is_whitespace);
        if is_label {
            return Some(broken.opener.end + (at + length) as u32);
        }
    }
    let end = line.trim_end().len() as u32;
    (end <= LONGEST_LINE).then_some(broken.opener.end + end)
}

/// Where the bracket closes that opens directly before the delimiter.
fn around(context: &Context, broken: &BrokenEmphasis, line: &str) -> Option<usize> {
    match context.text()[..broken.opener.start as usize].chars().next_back()? {
        '[' => line.find(']'),
        '(' => line.find(')'),
        '（' => line.find('）'),
        _ => None,
    }
}
