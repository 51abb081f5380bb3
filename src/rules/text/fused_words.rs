use crate::findings::{Context, Edit, Facts, Finding, Findings, Fix, OptionDefault, RuleOption, Safety, Severity};
use crate::rules::{Example, Fixed, Group, Rule, Scope};
use crate::text::{Flavor, Span};
use crate::tokens::words;
use crate::tree::Level;

/// Whether weak signs are reported without damage near them.
static STRICT: RuleOption = RuleOption {
    rule: "fused-words",
    name: "strict",
    doc: "Report joined words in undamaged articles too.",
    default: OptionDefault::Flag(false),
};

/// Two words without a space between them.
pub static RULE: Rule = Rule {
    name: "fused-words",
    group: Group::Text,
    summary: "Two words without a space between them",
    why: "If tags or line ends are removed without leaving a space, the last word of one sentence or cell runs into \
          the first word of the next: `pier.The`, `budgetsJoint`. Words are judged with an English dictionary; in \
          other languages, only articles and pronouns count as the start of a sentence. Identifiers, file names and \
          addresses look similar, so words without the end of a sentence between them are reported only in tables \
          near other damage.",
    severity: Severity::Warning,
    on: true,
    fix: Some(Safety::Unsafe),
    flavors: Flavor::ALL,
    triggers: Facts::ALWAYS,
    scope: Scope::Block,
    options: &[&STRICT],
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
        Example::Good {
            flavor: Flavor::Markdown,
            text: "Set the value of event.Target and window.Event to the name of the file read.Me.\n",
        },
        Example::Good {
            flavor: Flavor::Markdown,
            text: "The docs of System.Text and https://site.example/page.The are on GitHub and YouTube.\n",
        },
        Example::Good {
            flavor: Flavor::Markdown,
            text: "Use the methods createElement, iPhone, JavaScript and McDonald in 2025 and forEach.\n",
        },
        Example::Good {
            flavor: Flavor::Markdown,
            text: "El puerto cerró tarde.Muelle es el nombre del barco que sale.\n",
        },
    ],
    check,
};

fn check(context: &Context, findings: &mut Findings) {
    let bytes = context.text().as_bytes();
    for at in memchr::memchr3_iter(b'.', b'!', b'?', bytes) {
        if bytes.get(at + 1).is_some_and(u8::is_ascii_uppercase)
            && at > 0
            && (bytes[at - 1].is_ascii_lowercase() || !bytes[at - 1].is_ascii())
            && let Some(span) = sentences_at(context, at)
        {
            findings.add(finding(context, span, at + 1));
        }
    }
    if !context.tree.priors.offsets().is_empty() || context.flag(&STRICT) {
        in_tables(context, findings);
    }
}

fn finding(context: &Context, span: Span, at: usize) -> Finding {
    let reason = "it may be a name that is written this way on purpose";
    let fix = Fix::unsafe_("Insert a space", vec![Edit::insert(at as u32, " ")], reason);
    Finding::new(span, format!("Missing space between two words: {}", context.slice(span))).fix(fix)
}

/// The words around the sentence's end at `at`.
fn sentences_at(context: &Context, at: usize) -> Option<Span> {
    let text = context.text();
    let start = at - word_before(text, at);
    let end = at + 1 + word_after(text, at + 1);
    let (left, right) = (&text[start..at], &text[at + 1..end]);
    let is_bounded = !text[..start].ends_with(|char: char| char.is_alphanumeric() || "_./\\@#$:&%".contains(char));
    let goes_on = text[end..].starts_with(|char: char| char.is_alphanumeric() || "_./\\@()[]{}=:#`".contains(char));
    let span = Span::of(start, end);
    if left.chars().count() < 3 || !is_bounded || goes_on || !in_small_letters(left) || !in_small_letters(right) {
        return None;
    }
    let is_meant = context.allowed_words.iter().any(|word| word == context.slice(span));
    if is_meant || !context.is_prose(span) || context.in_flattened(span) {
        return None;
    }
    let is_sure = if context.is_english_around(span) {
        words::is_word(left) && begins_english(context, span, at)
    } else {
        left.starts_with(char::is_lowercase) && is_one_of(words::FOREIGN_STARTERS, right) && followed_by_word(text, end)
    };
    is_sure.then_some(span)
}

/// Whether the word after the sign at `at` begins an English sentence.
fn begins_english(context: &Context, span: Span, at: usize) -> bool {
    let text = context.text();
    let (left, right) = (&text[span.start as usize..at], &text[at + 1..span.end as usize]);
    // `!` and `?` are in no dotted name.
    if text.as_bytes()[at] != b'.' {
        return words::is_word(right) && right.len() > 1;
    }
    let starts = is_one_of(words::STARTERS, right);
    if left.starts_with(char::is_uppercase) {
        return starts && right.len() > 2 && !is_one_of(METHODS, right);
    }
    let may_be_object = is_one_of(OBJECTS, left);
    let follows = followed_by_word(text, span.end as usize);
    starts && (follows || !may_be_object)
        || !may_be_object
            && context.suspicion(&STRICT, span.start) > Level::None
            && (follows || followed_by_name(text, span.end as usize))
}

/// Names of objects whose parts are written after a dot.
const OBJECTS: &[&str] = &[
    "event", "window", "document", "object", "system", "node", "response", "request", "context", "module", "data",
    "file", "config", "state", "props", "console", "math", "array", "string", "session", "server", "client", "model",
    "view", "form", "user", "app", "base", "test", "self", "this", "java", "org", "com", "net", "type", "types",
    "page", "site", "screen", "process", "package", "project", "util", "utils", "core",
];

/// Words that begin sentences, and names of methods too.
const METHODS: &[&str] =
    &["All", "Any", "Not", "For", "Each", "Every", "Some", "One", "Now", "Use", "See", "And", "Then", "With", "From"];

fn is_one_of(list: &[&str], word: &str) -> bool {
    list.contains(&word)
}

/// Whether only the first letter of `word` may be a capital.
fn in_small_letters(word: &str) -> bool {
    word.chars().skip(1).all(char::is_lowercase)
}

/// Whether a space and a word in small letters, or markup around one, follow, as within a sentence.
fn followed_by_word(text: &str, end: usize) -> bool {
    let rest = text[end..].trim_start_matches([',', ';']);
    rest.starts_with([' ', '\n'])
        && rest[1..].starts_with(|char: char| char.is_lowercase() || char.is_ascii_digit() || "<[`_*".contains(char))
}

/// Whether the second part of a person's name follows.
fn followed_by_name(text: &str, end: usize) -> bool {
    let mut rest = text[end..].chars();
    rest.next() == Some(' ')
        && rest.next().is_some_and(char::is_uppercase)
        && rest.next().is_some_and(char::is_lowercase)
}

/// Length in bytes of the word that ends at `at`.
fn word_before(text: &str, at: usize) -> usize {
    text[..at].chars().rev().take(32).take_while(|char| char.is_alphabetic()).map(char::len_utf8).sum()
}

/// Length in bytes of the word that begins at `at`.
fn word_after(text: &str, at: usize) -> usize {
    text[at..].chars().take(32).take_while(|char| char.is_alphabetic()).map(char::len_utf8).sum()
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
        if context.suspicion(&STRICT, line.span.start) != Level::Near {
            continue;
        }
        for span in context.prose(line.span) {
            for at in joints(context.slice(span)).map(|at| span.start as usize + at) {
                let whole = Span::of(at - letters_before(text, at), at + letters_after(text, at).max(4));
                let is_open = !context.in_flattened(whole) && context.is_english_around(whole);
                if is_open
                    && context.slice(whole).starts_with(|char: char| char.is_ascii_lowercase())
                    && !context.allowed_words.iter().any(|word| word == context.slice(whole))
                {
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
        let is_year = right.is_empty()
            && (behind.starts_with(b"19") || behind.starts_with(b"20"))
            && behind.iter().take_while(|byte| byte.is_ascii_digit()).count() == 4;
        let is_bounded = start == 0 || matches!(bytes[start - 1], b' ' | b'|' | b',' | b'.');
        let is_pair = right.len() > 3
            && is_common(right)
            && behind.first().is_none_or(|next| b" |,.;:".contains(next));
        is_bounded && left.len() > 3 && is_common(left) && (is_pair || is_year)
    })
}

/// Whether `word`, or what it is the plural of, is common.
fn is_common(word: &str) -> bool {
    words::is_common_word(word) || word.strip_suffix('s').is_some_and(words::is_common_word)
}
