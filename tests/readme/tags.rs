//! The part of the page of damage that is about tags: each damage, with an example of the rule that reports it.

use copydesk::internals::lint::Reading;
use copydesk::internals::text::printable;
use copydesk::internals::tokens::Damages;
use copydesk::{Example, Group, RULES, Rule, Settings, Source, Span};

use crate::damage::{code, links};

/// What is wrong with a tag, in words.
const DAMAGES: &[(Damages, &str)] = &[
    (Damages::SPACED, "White space after `<`, or beside `/`"),
    (Damages::INVISIBLE, "A character that nobody sees after `<` or `/`"),
    (Damages::WIDE, "Full-width brackets, or angle quotes"),
    (Damages::BRACKETS, "Square brackets"),
    (Damages::DOUBLED, "A bracket too many"),
    (Damages::BARE, "`<` was lost"),
    (Damages::GLUED, "`<` was lost, and the name joined the word before it"),
    (Damages::UNTERMINATED, "`>` was lost"),
    (Damages::FUSED, "`>` was lost, and the name joined the word after it"),
    (Damages::CUT_OFF, "The article ends within the tag"),
    (Damages::ESCAPED, "The brackets are character references"),
    (Damages::HALF_ESCAPED, "One bracket is a character reference"),
    (Damages::BACKSLASHED, "A backslash before a bracket"),
    (Damages::BACKSLASH, "A backslash in place of the slash"),
    (Damages::HOMOGLYPH, "Letters of another alphabet in the name"),
    (Damages::TRANSLATED, "The name was translated"),
    (Damages::MISSPELT, "A slip in the name"),
    (Damages::SPLIT, "A space in the name"),
    (Damages::NAMELESS, "The name was lost"),
    (Damages::FUSED_ATTRIBUTE, "The name joined the attribute"),
    (Damages::END_ATTRIBUTES, "Attributes in an end tag"),
    (Damages::CURLY_QUOTES, "Typographic quotes around a value"),
    (Damages::QUOTE_COLLISION, "Quotes within a value end it early"),
    (Damages::DUPLICATE_ATTRIBUTE, "An attribute stands there twice"),
    (Damages::BROKEN_ATTRIBUTE, "The quotes, the `=`, the name or the value of an attribute are damaged"),
];

const BEGINNING: &str = "
## Tags

| damage | example | found by |
|---|---|---|
";

/// The section.
pub fn section() -> String {
    let named = DAMAGES.iter().fold(Damages::empty(), |all, (damage, _)| all | *damage);
    assert_eq!(named, Damages::all(), "each damage has a name in `tests/readme/tags.rs`");
    let damaged: Vec<Tag> = RULES.iter().flat_map(|rule| damaged_tags(rule)).collect();
    let mut shown = Vec::new();
    let mut rows = Vec::new();
    for (damage, words) in DAMAGES {
        let with = damaged.iter().filter(|tag| tag.damages.contains(*damage));
        let plainest = with.min_by_key(|tag| (tag.damages.bits().count_ones(), tag.line.len() > LONGEST));
        let tag = plainest.unwrap_or_else(|| panic!("no example of a rule shows {damage:?}"));
        shown.push(tag.rule);
        rows.push(row(words, &tag.line, tag.rule));
    }
    // What is wrong not with the form of a tag, but with its place.
    for rule in RULES.iter().filter(|rule| rule.group == Group::Tags && rule.on && !shown.contains(&rule.name)) {
        rows.push(row(rule.summary, &first_damaged_line(rule), rule.name));
    }
    format!("{BEGINNING}{}", rows.concat())
}

/// Bytes of an example that is easily read.
const LONGEST: usize = 60;

/// A damaged tag in an example of the rule that reports it.
struct Tag {
    damages: Damages,
    line: String,
    rule: &'static str,
}

/// The damaged tags that a rule reports in its examples.
fn damaged_tags(rule: &'static Rule) -> Vec<Tag> {
    let mut list = Vec::new();
    for example in rule.examples {
        let Example::Bad { flavor, text, .. } = *example else { continue };
        let reading = Reading::new(Source::new("example", flavor, text).expect("examples are readable"));
        let mut settings = Settings::default();
        settings.set(rule, Some(rule.severity));
        let findings = reading.report(&settings).findings;
        let is_reported = |span: Span| {
            let mut own = findings.iter().filter(|finding| finding.rule == rule.name);
            own.any(|finding| finding.span.start < span.end && span.start < finding.span.end)
        };
        let damaged = reading.tree().tags.iter().filter(|tag| !tag.damages.is_empty() && is_reported(tag.span));
        list.extend(damaged.map(|tag| Tag { damages: tag.damages, line: lines(text, tag.span), rule: rule.name }));
    }
    list
}

fn first_damaged_line(rule: &Rule) -> String {
    let bad = rule.examples.iter().find_map(|example| match *example {
        Example::Bad { text, at, .. } => Some((text, at)),
        Example::Good { .. } | Example::Pair { .. } => None,
    });
    let (text, at) = bad.expect("every rule has a bad example");
    let start = text.find(at).unwrap_or(0) as u32;
    lines(text, Span::new(start, start + 1))
}

/// The lines of a span.
fn lines(text: &str, span: Span) -> String {
    let start = text[..span.start as usize].rfind('\n').map_or(0, |end| end + 1);
    let end = text[span.end as usize..].find('\n').map_or(text.len(), |length| span.end as usize + length);
    printable(&text[start..end].trim().replace('\n', " ")).into_owned()
}

fn row(words: &str, line: &str, rule: &'static str) -> String {
    format!("| {} | {} | {} |\n", words.replace('|', "\\|"), code(line), links(&[rule]))
}
