use crate::findings::{Context, Edit, Facts, Finding, Findings, Fix, Safety, Severity};
use crate::rules::{Example, Fixed, Group, Rule, Scope};
use crate::text::{Flavor, Span};
use crate::tokens::{Signs, search};

/// A choice that a program which rewrites articles left open.
pub static RULE: Rule = Rule {
    name: "spintax-residue",
    group: Group::Residue,
    summary: "A choice of words that a program left open: `{good|great|useful}`",
    why: "Programs that write many versions of one article choose one of the words in the braces each time. Where they \
          did not, readers see all of them. Only sentences with two or more such choices are reported.",
    severity: Severity::Warning,
    on: true,
    fix: Some(Safety::Unsafe),
    flavors: Flavor::ALL,
    triggers: Facts::BRACE,
    scope: Scope::Block,
    options: &[],
    examples: &[
        Example::Bad {
            flavor: Flavor::Html,
            text: "<p>This is a {good|great|useful} guide for {visitors|guests}.</p>\n",
            at: "{good|great|useful} guide for {visitors|guests}",
            fixed: Fixed::Unsafe("<p>This is a good guide for visitors.</p>\n"),
        },
        Example::Bad {
            flavor: Flavor::Html,
            text: "<p>This is a {good|great} {guide|resource} on <em>tides</em>.</p>\n",
            at: "{good|great} {guide|resource}",
            fixed: Fixed::Unsafe("<p>This is a good guide on <em>tides</em>.</p>\n"),
        },
        Example::Good { flavor: Flavor::Markdown, text: "A value of {a|b} and {c|d} is fine here.\n" },
        Example::Good {
            flavor: Flavor::Markdown,
            text: "Run `{a|b} {c|d}` first. Call harbour {start|stop} {now|later}\n\nThe set {x|y} and $\\{a|b\\} \\{c|d\\}$.\n",
        },
    ],
    check,
};

/// Words of texts about such choices.
const SUBJECTS: [&str; 8] = ["spin", "syntax", "regex", "pattern", "grammar", "command", "usage", "option"];

/// Choices that a paragraph needs.
const FEWEST: usize = 2;

/// Words that it needs besides them.
const FEWEST_WORDS: usize = 4;

/// Bytes of a choice at the most.
const LONGEST: usize = 200;

fn check(context: &Context, findings: &mut Findings) {
    let text = context.text();
    let signs = Signs::BRACE | Signs::PIPE;
    if !context.lines.signs().contains(signs) {
        return;
    }
    let mut choices: Vec<Span> = Vec::new();
    for line in context.lines.list().iter().filter(|line| line.signs.contains(signs)) {
        let braces = memchr::memchr_iter(b'{', &text.as_bytes()[line.span.range()]);
        let of_line = braces.filter_map(|at| choice_at(text, line.span.start as usize + at));
        choices.extend(of_line.filter(|&span| context.is_prose(span)));
    }
    let line = |span: &Span| context.lines.index_at(span.start);
    for of_line in choices.chunk_by(|left, right| line(left) == line(right)) {
        let whole: Vec<&str> =
            context.prose(context.lines.at(of_line[0].start).span).map(|span| context.slice(span)).collect();
        // Letters and names stand for others in texts about them.
        let has_words = of_line.iter().any(|&span| has_words(context.slice(span)));
        if of_line.len() < FEWEST || !has_words || !is_sentence(&whole.join(" ")) {
            continue;
        }
        findings.add(finding(context, of_line));
    }
}

/// The choice that begins with the brace at `at`: words, with `|` between them and no space beside it.
fn choice_at(text: &str, at: usize) -> Option<Span> {
    let is_beside = |char: char| !(char.is_alphanumeric() || matches!(char, '$' | '\\' | '{' | '}' | '_' | '^' | '%' | '#' | '@' | '='));
    let rest = &text.as_bytes()[at + 1..text.len().min(at + LONGEST)];
    let length = search::byte3(b'{', b'}', b'\n', rest).filter(|&length| rest[length] == b'}')?;
    let inside = &text[at + 1..at + 1 + length];
    let is_word = |word: &str| {
        let is_part = |char: char| char.is_alphabetic() || matches!(char, ' ' | '-' | '\'' | '’');
        word.chars().all(is_part) && word.trim() == word && word.chars().any(char::is_alphabetic)
    };
    let is_choice = inside.contains('|') && inside.split('|').all(is_word);
    let is_free = text[..at].chars().next_back().is_none_or(is_beside)
        && text[at + length + 2..].chars().next().is_none_or(is_beside);
    (is_choice && is_free).then(|| Span::of(at, at + length + 2))
}

/// Whether all of a choice are words, and no letters or short names.
fn has_words(choice: &str) -> bool {
    choice.trim_matches(['{', '}']).split('|').all(|word| word.chars().count() > 3 || !word.is_ascii())
}

/// Whether the words of a line are a sentence besides its choices, and none about them: not how a program is called.
fn is_sentence(line: &str) -> bool {
    let lower = line.to_lowercase();
    lower.split_whitespace().filter(|word| !word.contains(['{', '}', '|'])).count() >= FEWEST_WORDS
        && line.trim_end().ends_with(['.', '!', '?', '…'])
        && !SUBJECTS.iter().any(|word| lower.contains(word))
}

/// The finding for the choices of a line.
fn finding(context: &Context, choices: &[Span]) -> Finding {
    let edits = choices.iter().map(|&span| {
        let word = context.slice(span).trim_start_matches('{').split('|').next().unwrap_or_default();
        Edit::replace(span, word)
    });
    let fix = Fix::unsafe_("Choose the first of the words", edits.collect(), "another of them may be the better one");
    let span = Span::new(choices[0].start, choices[choices.len() - 1].end);
    Finding::new(span, "A choice of words was left open").fix(fix)
}
