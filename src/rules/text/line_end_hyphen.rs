use crate::findings::{Context, Edit, Facts, Finding, Findings, Fix, Safety, Severity};
use crate::rules::{Example, Fixed, Group, Rule, Scope};
use crate::text::{Flavor, Span};
use crate::tokens::{Line, Signs, search, words};

/// Words that were hyphenated where a line ended.
pub static RULE: Rule = Rule {
    name: "line-end-hyphen",
    group: Group::Text,
    summary: "A word that was hyphenated at the end of a line",
    why: "Text taken out of a PDF or a scan keeps the hyphens of its lines: `collec-`, and `tion` on the next line. On a page \
          whose lines end elsewhere readers see `collec- tion`. Only words are joined that the article has elsewhere as one, \
          or that the list of English words has.",
    severity: Severity::Warning,
    on: true,
    fix: Some(Safety::Unsafe),
    flavors: Flavor::ALL,
    triggers: Facts::ALWAYS,
    scope: Scope::Document,
    options: &[],
    examples: &[
        Example::Bad {
            flavor: Flavor::Markdown,
            text: "The archive was lost, and the collec-\ntion was never rebuilt.\n",
            at: "collec-\ntion",
            fixed: Fixed::Unsafe("The archive was lost, and the collection was never rebuilt.\n"),
        },
        Example::Bad {
            flavor: Flavor::Markdown,
            text: "Wertpapiere und Immo\u{ad}\nbilien steigen weiter.\n",
            at: "Immo\u{ad}\nbilien",
            fixed: Fixed::Unsafe("Wertpapiere und Immobilien steigen weiter.\n"),
        },
        Example::Bad {
            flavor: Flavor::Markdown,
            text: "The **Bap-** **tist** church stands on the hill.\n",
            at: "**Bap-** **tist**",
            fixed: Fixed::Unsafe("The **Baptist** church stands on the hill.\n"),
        },
        Example::Good {
            flavor: Flavor::Text,
            text: "   The primary purpose of these con-\n   forming notes is to tell of syn-\n   tax.\n",
        },
        Example::Good {
            flavor: Flavor::Markdown,
            text: "Set max-age or maxage, as in several max-\nage directives.\n",
        },
        Example::Good {
            flavor: Flavor::Markdown,
            text: "We ran mid-\nand long-term trials, a well-\nknown way, `collec-\ntion` and klein- und\nmittel-\ngroße.\n",
        },
    ],
    check,
};

fn check(context: &Context, findings: &mut Findings) {
    let text = context.text();
    let mut ends = context.lines.list().iter().map(|line| line.span.end as usize);
    for at in ends.by_ref().filter(|&end| end > 0 && text.as_bytes()[end - 1] == b'-').map(|end| end - 1).take(MOST) {
        let is_laid_out = context.flavor() == Flavor::Text && text.get(at + 1..).is_some_and(|next| next.starts_with("\n ") || next.starts_with("\n\t"));
        if let Some((span, joined)) = broken(text, at, at + 1).filter(|(span, joined)| is_word(text, *span, joined))
            && !is_laid_out
        {
            report(context, findings, span, joined);
        }
    }
    if context.lines.signs().contains(Signs::LATIN) {
        for at in memchr::memmem::find_iter(text.as_bytes(), "\u{ad}\n".as_bytes()) {
            if let Some((span, joined)) = broken(text, at, at + 2) {
                report(context, findings, span, joined);
            }
        }
    }
    let may_be_bold = |line: &&Line| line.signs.contains(Signs::DASH | Signs::STAR);
    for line in context.lines.list().iter().filter(may_be_bold) {
        for at in memchr::memmem::find_iter(&text.as_bytes()[line.span.range()], b"-** **") {
            bold(context, findings, line.span.start as usize + at);
        }
    }
}

/// How many hyphens are looked at: for each the article may be searched.
const MOST: usize = 200;

fn report(context: &Context, findings: &mut Findings, span: Span, joined: String) {
    if context.is_prose(span) {
        let title = format!("Write {joined}");
        let fix = Fix::unsafe_(title, vec![Edit::replace(span, joined)], "the hyphen may belong to the word");
        findings.add(Finding::new(span, "This word was hyphenated at the end of a line").fix(fix));
    }
}

/// The word that a hyphen at `hyphen` parts, whose line goes on from `end`; and the word joined.
fn broken(text: &str, hyphen: usize, end: usize) -> Option<(Span, String)> {
    let start = text[..hyphen].trim_end_matches(char::is_alphabetic).len();
    let next = text[end..].strip_prefix('\n')?.trim_start_matches(' ');
    let length = next.find(|char: char| !char.is_alphabetic()).unwrap_or(next.len());
    let (first, second) = (&text[start..hyphen], &next[..length]);
    let goes_on = next[length..].starts_with(['-', '/', '_']) || text[..start].ends_with(['-', '/', '_', '.', '@']);
    let is_broken = first.chars().count() > 1 && second.chars().count() > 1 && second.starts_with(char::is_lowercase) && !goes_on;
    let span = Span::of(start, text.len() - next.len() + length);
    is_broken.then(|| (span, format!("{first}{second}")))
}

/// Whether the article or the list of words has `joined`, and the article does not have it with its hyphen too; what is a
/// word on its own may have been joined by its hyphen.
fn is_word(text: &str, span: Span, joined: &str) -> bool {
    if words::is_word(joined) {
        return true;
    }
    let has = |word: &str| search::bytes(text.as_bytes(), word.as_bytes()).is_some();
    let parts = text[span.range()].split_once('-').unwrap_or_default();
    joined.chars().count() > 5 && has(joined) && !has(&format!("{}-{}", parts.0, parts.1.trim_start()))
}

/// `**Bap-** **tist**`
fn bold(context: &Context, findings: &mut Findings, at: usize) {
    let text = context.text();
    let start = text[..at].trim_end_matches(char::is_alphabetic).len();
    let next = &text[at + "-** **".len()..];
    let length = next.find(|char: char| !char.is_alphabetic()).unwrap_or(next.len());
    if start == at || length == 0 || !next.starts_with(char::is_lowercase) || context.in_code(at as u32) {
        return;
    }
    let begin = if text[..start].ends_with("**") { start - 2 } else { start };
    let end = at + 6 + length + if next[length..].starts_with("**") { 2 } else { 0 };
    let fix = Fix::unsafe_("Join the word", vec![Edit::delete(Span::of(at, at + 6))], "the hyphen may belong to the word");
    findings.add(Finding::new(Span::of(begin, end), "This word was hyphenated at the end of a line").fix(fix));
}
