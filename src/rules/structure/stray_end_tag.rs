use super::doubled_tag::is_second_end;
use crate::findings::{Context, Edit, Facts, Finding, Findings, Fix, Safety, Severity};
use crate::rules::html_table::ends_lost_part;
use crate::rules::{Example, Fixed, Group, Rule, Scope};
use crate::text::{Flavor, Span};
use crate::tokens::{Damages, Is, Line, LineKind};
use crate::tree::{Notes, Tag, Trouble, repaired_span};

/// An end tag that closes nothing.
pub static RULE: Rule = Rule {
    name: "stray-end-tag",
    group: Group::Structure,
    summary: "An end tag that closes nothing",
    why: "No element of this name is open here: the start tag is missing, or the end tag is left over. Browsers \
          ignore most of them, show damaged ones as text, and turn `</p>` into an empty paragraph.",
    severity: Severity::Error,
    on: true,
    fix: Some(Safety::Safe),
    flavors: Flavor::ALL,
    triggers: Facts::trouble(Trouble::StrayEnd),
    scope: Scope::Block,
    options: &[],
    examples: &[
        Example::Bad {
            flavor: Flavor::Html,
            text: "<p><a href=\"/s\">Services</a></i></p>\n",
            at: "</i>",
            fixed: Fixed::Safe("<p><a href=\"/s\">Services</a></p>\n"),
        },
        Example::Bad {
            flavor: Flavor::Markdown,
            text: "Opening hours< / h2 >\n\nNine to five.\n",
            at: "< / h2 >",
            fixed: Fixed::Unsafe("## Opening hours\n\nNine to five.\n"),
        },
        Example::Bad {
            flavor: Flavor::Markdown,
            text: "Prices are stable.</section>\n",
            at: "</section>",
            fixed: Fixed::Unsafe("Prices are stable.\n"),
        },
        Example::Bad {
            flavor: Flavor::Markdown,
            text: "Salt water is more than H2</sub>O.\n",
            at: "</sub>",
            fixed: Fixed::Unsafe("Salt water is more than H<sub>2</sub>O.\n"),
        },
        Example::Good {
            flavor: Flavor::Html,
            text: "#include \"head.t\"\nTITLE(Lists)\n<table>\nTRODD\n NEWCOL One </td>\nTREND\n</table>\n</div>\n",
        },
        Example::Good {
            flavor: Flavor::Markdown,
            text: "Blocks (i.e. \\<% … %\\>).\n\n```aspx\n<script src=\"<%= Url %>\">\n</script>\n```\n",
        },
        Example::Good { flavor: Flavor::Html, text: "<p>One<p>Two</p>\n" },
        Example::Good {
            flavor: Flavor::Html,
            text: "{% if wide %}<div class=\"wide\">{% else %}<div>{% endif %}\n<p>Text</p>\n</div>\n",
        },
        Example::Good { flavor: Flavor::Markdown, text: "A `</div>` in code and \\</div> escaped.\n" },
    ],
    check,
};

fn check(context: &Context, findings: &mut Findings) {
    for (index, tag) in context.troubled(Trouble::StrayEnd) {
        if is_second_end(&context.tree.tags, index as usize) || ends_lost_part(context, index as usize) {
            continue;
        }
        let name = tag.element.name();
        let message = if tag.notes.contains(Notes::PARAGRAPH_ENDED) {
            "`</p>` closes nothing: a block element inside the paragraph already ended it".to_owned()
        } else {
            format!("`</{name}>` closes nothing here")
        };
        let heading = heading_fix(context, tag);
        let mut removal = removal_fix(context, tag);
        if heading.is_some() {
            removal = removal.at_most(Safety::Shown, "the line looks like a heading");
        }
        let index_fix = index_fix(context, tag);
        if index_fix.is_some() {
            removal = removal.at_most(Safety::Shown, "the number before it was raised or lowered");
        }
        findings.add(Finding::new(tag.span, message).fixes(heading).fixes(index_fix).fix(removal));
    }
}

fn removal_fix(context: &Context, tag: &Tag) -> Fix {
    let title = format!("Remove </{}>", tag.element.name());
    let edits = vec![context.removal(repaired_span(context.text(), tag))];
    // Around a block the start tag is as likely to be what is missing.
    let is_block = !tag.element.is(Is::PHRASING) && !tag.notes.contains(Notes::DOUBLED);
    let doubtful = tag.is_damaged() || is_block || tag.element.is(Is::OPTIONAL_END) && !tag.notes.contains(Notes::DOUBLED);
    let has_effect = tag.element.name() == "p" || tag.notes.contains(Notes::CLOSES_OUTER);
    match () {
        () if follows_half_a_tag(context, tag) => {
            Fix::shown(title, edits, "the remains of its start tag may be in front of it")
        }
        () if doubtful => Fix::unsafe_(title, edits, "its start tag may be missing instead"),
        () if is_within_word(context, tag) => Fix::unsafe_(title, edits, "a part of the word was marked"),
        () if has_effect => Fix::unsafe_(title, edits, "removing it changes what browsers show"),
        () => Fix::safe(title, edits),
    }
}

/// Whether the tag stands between two letters or digits.
fn is_within_word(context: &Context, tag: &Tag) -> bool {
    let text = context.text();
    let before = text[..tag.span.start as usize].chars().next_back();
    let after = text[tag.span.end as usize..].chars().next();
    before.is_some_and(char::is_alphanumeric) && after.is_some_and(char::is_alphanumeric)
}

/// The end of an index or a power: the digits before it, behind a letter, are what was lowered or raised.
fn index_fix(context: &Context, tag: &Tag) -> Option<Fix> {
    let name = tag.element.name();
    let before = &context.text()[..tag.span.start as usize];
    let digits = before.bytes().rev().take(MOST_DIGITS).take_while(u8::is_ascii_digit).count();
    let start = before.len() - digits;
    let follows_letter = before[..start].ends_with(|char: char| char.is_alphabetic() || char == ')');
    if !matches!(name, "sub" | "sup") || tag.is_damaged() || digits == 0 || !follows_letter {
        return None;
    }
    let edits = vec![Edit::insert(start as u32, format!("<{name}>"))];
    let title = format!("Write <{name}>{}</{name}>", &before[start..]);
    Some(Fix::unsafe_(title, edits, "the end tag may be left over"))
}

/// Digits of an index at the most.
const MOST_DIGITS: usize = 3;

/// How far before an end tag its start tag is looked for, in bytes.
const REACH: u32 = 1_000;

/// How many unknown elements around an end tag are passed over.
const MOST_UNKNOWN: usize = 8;

/// Whether something is before the end tag in its block that may be what is left of its start tag: a `<` or another
/// opening sign that no tag claims, an element that HTML does not know and nobody closes, an attribute that ends early.
fn follows_half_a_tag(context: &Context, tag: &Tag) -> bool {
    let start = block_start(context, tag);
    let before = Span::new(start, tag.span.start);
    let (_, tags) = context.tree.tags_within(before);
    let is_half = |other: &Tag| {
        let is_unknown = !other.element.is_known() && other.partner.is_none() && !other.is_end();
        is_unknown || other.damages.contains(Damages::QUOTE_COLLISION)
    };
    let is_doubled = |pair: &[Tag]| {
        let (first, second) = (&pair[0], &pair[1]);
        let is_same = first.element == tag.element && second.element == tag.element;
        is_same && !first.is_end() && !second.is_end() && first.partner.is_none() && first.span.end == second.span.start
    };
    // Where the end tag is doubled nothing else needs to be lost.
    tags.windows(2).any(is_doubled)
        || !tag.notes.contains(Notes::DOUBLED) && (tags.iter().any(is_half) || has_loose_sign(context, before))
}

/// Where the block that holds `tag` begins, or the element around it; at most [`REACH`] bytes before it.
fn block_start(context: &Context, tag: &Tag) -> u32 {
    let far = context.char_floor(tag.span.start.saturating_sub(REACH));
    let tags = &context.tree.tags;
    let outer = |tag: &Tag| tag.parent.map(|parent| &tags[parent as usize]);
    let parent = std::iter::successors(outer(tag), |tag| outer(tag)).take(MOST_UNKNOWN);
    // An unknown element around it may be what is left of its own.
    let parent = parent.into_iter().find(|parent| parent.element.is_known()).map_or(0, |parent| parent.span.end);
    let block = if context.flavor().has_markdown() { first_line(context, far, tag.span.start) } else { 0 };
    far.max(parent).max(block).min(tag.span.start)
}

/// Where the first line begins of those without a blank one between them and `offset`; no line before `far` is looked at.
fn first_line(context: &Context, far: u32, offset: u32) -> u32 {
    let lines = &context.lines.list()[..=context.lines.index_at(offset)];
    let is_block = |line: &&Line| line.kind != LineKind::Blank && line.span.end > far;
    lines.iter().rev().take_while(is_block).last().map_or(0, |line| line.span.start)
}

/// Whether a `<`, `{` or `[` in the prose of `span` begins nothing that is read.
fn has_loose_sign(context: &Context, span: Span) -> bool {
    context.prose(span).any(|prose| {
        let text = context.slice(prose);
        let opens = |sign, end| text.rfind(sign).is_some_and(|at| !text[at..].contains(end));
        let loose_less = text.match_indices('<').any(|(at, _)| {
            let next = text[at + 1..].chars().next();
            next.is_none_or(|next| next.is_alphanumeric() || matches!(next, '/' | '<' | ' ' | ','))
        });
        loose_less || opens('{', '}') || opens('[', ']') || text.contains("&lt;")
    })
}

/// A stray heading end tag at the end of a line: the line was a heading.
fn heading_fix(context: &Context, tag: &Tag) -> Option<Fix> {
    let line = context.lines.at(tag.span.start);
    let level = tag.element.name().strip_prefix('h')?.parse::<usize>().ok()?;
    let content = context.slice(Span::new(line.content.min(tag.span.start), tag.span.start));
    if !context.ends_line(tag.span.end) || line.is_item() || line.kind != LineKind::Text || content.trim().is_empty() {
        return None;
    }
    if content.len() > LONGEST_HEADING || content.contains(['<', '|']) {
        return None;
    }
    let edits = if context.flavor().has_markdown() {
        let blank = if follows_text(context, line.span.start) { "\n" } else { "" };
        vec![Edit::insert(line.content, format!("{blank}{} ", "#".repeat(level))), context.removal(tag.span)]
    } else {
        vec![Edit::insert(line.content, format!("<h{level}>")), context.repair(tag)]
    };
    Some(Fix::unsafe_("Make the line a heading", edits, "the end tag may be all that is left of another heading"))
}

/// The longest line, in bytes, that reads like a heading.
const LONGEST_HEADING: usize = 160;

/// Whether the line above the one that begins at `start` is not blank.
fn follows_text(context: &Context, start: u32) -> bool {
    start > 0 && context.lines.at(start - 1).kind != LineKind::Blank
}
