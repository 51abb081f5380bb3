use crate::findings::{Context, Edit, Facts, Finding, Findings, Fix, Safety, Severity};
use crate::rules::{Example, Fixed, Group, Rule, Scope};
use crate::text::{Flavor, Span};
use crate::tokens::words;
use crate::tree::Level;

/// Two words that lost the space between them.
pub static RULE: Rule = Rule {
    name: "fused-words",
    group: Group::Text,
    summary: "Two words that lost the space between them",
    why: "Where tags or line ends are removed without a space in their place, the last word of one sentence or cell runs into \
          the first of the next: `pier.The`, `budgetsJoint`. Only English is judged, with a dictionary. Identifiers, file names \
          and addresses look alike, so words without a sentence's end between them are reported only in tables beside other \
          damage.",
    severity: Severity::Warning,
    on: true,
    fix: Some(Safety::Unsafe),
    flavors: Flavor::ALL,
    triggers: Facts::ALWAYS,
    scope: Scope::Block,
    options: &[],
    examples: &[
        Example::Bad {
            flavor: Flavor::Markdown,
            text: "They walked to the end of the pier.The boat had left without them.\n",
            at: "pier.The",
            fixed: Fixed::Unsafe("They walked to the end of the pier. The boat had left without them.\n"),
        },
        Example::Bad {
            flavor: Flavor::Html,
            text: "<p>Was that the last of the boats?Nobody could say if it was.</p>\n",
            at: "boats?Nobody",
            fixed: Fixed::Unsafe("<p>Was that the last of the boats? Nobody could say if it was.</p>\n"),
        },
        Example::Good { flavor: Flavor::Markdown, text: "Set the value of event.Target and window.Event to the name of the file read.Me.\n" },
        Example::Good { flavor: Flavor::Markdown, text: "The docs of System.Text and https://site.example/page.The are on GitHub and YouTube.\n" },
        Example::Good { flavor: Flavor::Markdown, text: "Use the methods createElement, iPhone, JavaScript and McDonald in 2025 and forEach.\n" },
        Example::Good { flavor: Flavor::Markdown, text: "El puerto cerró tarde.The End es el nombre del barco que sale.\n" },
    ],
    check,
};

fn check(context: &Context, findings: &mut Findings) {
    let bytes = context.text().as_bytes();
    for at in memchr::memchr3_iter(b'.', b'!', b'?', bytes) {
        if bytes.get(at + 1).is_some_and(u8::is_ascii_uppercase)
            && at > 0
            && bytes[at - 1].is_ascii_lowercase()
            && let Some(span) = sentences_at(context, at)
        {
            findings.add(finding(context, span, at + 1));
        }
    }
    if !context.tree.priors.offsets().is_empty() {
        in_tables(context, findings);
    }
}

fn finding(context: &Context, span: Span, at: usize) -> Finding {
    let reason = "a name may be written so on purpose";
    let fix = Fix::unsafe_("Insert a space", vec![Edit::insert(at as u32, " ")], reason);
    Finding::new(span, format!("{} lost the space between two words", context.slice(span))).fix(fix)
}

/// The words around the sentence's end at `at`.
fn sentences_at(context: &Context, at: usize) -> Option<Span> {
    let text = context.text();
    let start = at - letters_before(text, at);
    let end = at + 1 + letters_after(text, at + 1);
    let (left, right) = (&text[start..at], &text[at + 1..end]);
    let is_bounded = !text[..start].ends_with(|char: char| char.is_alphanumeric() || "_./\\@#$:&%".contains(char));
    let goes_on = text[end..].starts_with(|char: char| char.is_alphanumeric() || "_./\\@()[]{}=:#`".contains(char));
    let is_lower = left.bytes().all(|byte| byte.is_ascii_lowercase()) && right[1..].bytes().all(|byte| byte.is_ascii_lowercase());
    if left.len() < 3 || !is_bounded || goes_on || !is_lower || !words::is_word(left) {
        return None;
    }
    let span = Span::of(start, end);
    let is_sure = is_starter(right) || words::is_word(right) && followed_by_word(text, end);
    let is_likely = is_sure || followed_by_word(text, end) && context.level(span.start) > Level::None;
    let is_meant = context.allowed_words.iter().any(|word| word == context.slice(span));
    (is_likely && !is_meant && context.is_prose(span) && !context.in_flattened(span) && context.is_english_around(span)).then_some(span)
}

/// Words that begin sentences and name nothing.
const STARTERS: &[&str] = &[
    "The", "This", "That", "These", "Those", "There", "They", "Then", "When", "Where", "While", "What", "Which", "Who", "Why", "How", "However",
    "We", "You", "It", "He", "She", "If", "In", "On", "At", "As", "An", "And", "But", "Or", "So", "For", "From", "To", "With", "By", "After",
    "Before", "Because", "Although", "Also", "All", "Any", "Each", "Every", "Some", "Many", "Most", "Our", "Your", "Their", "His", "Her", "Its",
    "My", "Not", "No", "Now", "Once", "One", "Other", "Otherwise", "Since", "Such", "Thus", "Under", "Until", "Nobody", "Nothing", "Even", "A", "I",
];

fn is_starter(word: &str) -> bool {
    STARTERS.contains(&word)
}

/// Whether a space and a word in small letters follow, as within a sentence.
fn followed_by_word(text: &str, end: usize) -> bool {
    let rest = text[end..].trim_start_matches([',', ';']);
    rest.starts_with([' ', '\n']) && rest[1..].starts_with(|char: char| char.is_lowercase())
}

fn letters_before(text: &str, at: usize) -> usize {
    text.as_bytes()[..at].iter().rev().take(32).take_while(|byte| byte.is_ascii_alphabetic()).count()
}

fn letters_after(text: &str, at: usize) -> usize {
    text.as_bytes()[at..].iter().take(32).take_while(|byte| byte.is_ascii_alphabetic()).count()
}

/// Finds `budgetsJoint` in the rows of damaged tables.
fn in_tables(context: &Context, findings: &mut Findings) {
    let text = context.text();
    for line in context.lines.list().iter().filter(|line| line.is_table()) {
        if context.level(line.span.start) != Level::Near {
            continue;
        }
        for span in context.prose(line.span) {
            for at in joints(context.slice(span)).map(|at| span.start as usize + at) {
                let whole = Span::of(at - letters_before(text, at), at + letters_after(text, at).max(4));
                if !context.in_flattened(whole) && !context.allowed_words.iter().any(|word| word == context.slice(whole)) {
                    findings.add(finding(context, whole, at));
                }
            }
        }
    }
}

/// Where two English words, or a word and a year, meet within `text`.
fn joints(text: &str) -> impl Iterator<Item = usize> + '_ {
    let bytes = text.as_bytes();
    (1..bytes.len()).filter(move |&at| {
        if !bytes[at - 1].is_ascii_lowercase() || !(bytes[at].is_ascii_uppercase() || bytes[at].is_ascii_digit()) {
            return false;
        }
        let start = at - letters_before(text, at);
        let left = &text[start..at];
        let right = &text[at..at + letters_after(text, at)];
        let behind = &bytes[at + right.len()..];
        let is_year = right.is_empty() && (behind.starts_with(b"19") || behind.starts_with(b"20")) && behind.iter().take_while(|byte| byte.is_ascii_digit()).count() == 4;
        let is_bounded = start == 0 || matches!(bytes[start - 1], b' ' | b'|' | b',' | b'.');
        let is_pair = right.len() > 3 && words::is_common_word(right) && behind.first().is_none_or(|next| b" |,.;:".contains(next));
        is_bounded && left.len() > 3 && words::is_common_word(left) && (is_pair || is_year)
    })
}
