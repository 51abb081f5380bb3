use crate::findings::{Context, Edit, Facts, Finding, Findings, Fix, Safety, Severity};
use crate::rules::{Example, Fixed, Group, Rule, Scope};
use crate::text::{Flavor, Span};
use crate::tokens::words;

/// A hyphen between words where a dash was.
pub static RULE: Rule = Rule {
    name: "hyphen-as-dash",
    group: Group::Text,
    summary: "A hyphen between two clauses where a dash was meant",
    why: "Clean-up tools turn every dash into a hyphen and drop the spaces around it: `the pier closed-it was \
          winter`. Compounds look similar (`fact-finding`), so the rule looks only at long words before a participle \
          or a pronoun, and is off by default.",
    severity: Severity::Info,
    on: false,
    fix: Some(Safety::Unsafe),
    flavors: Flavor::ALL,
    triggers: Facts::ALWAYS,
    scope: Scope::Block,
    options: &[],
    examples: &[
        Example::Bad {
            flavor: Flavor::Markdown,
            text: "The town needs more than promises-it needs a pier that will last.\n",
            at: "promises-it",
            fixed: Fixed::Unsafe("The town needs more than promises—it needs a pier that will last.\n"),
        },
        Example::Good {
            flavor: Flavor::Markdown,
            text: "A fact-finding mission with a well-meaning, long-standing, do-it-yourself crew.\n",
        },
        Example::Good { flavor: Flavor::Markdown, text: "`promises-it` is the name of the file that you need.\n" },
    ],
    check,
};

/// Words that begin a clause and are not part of a compound.
const CLAUSES: &[&str] = &["it", "this", "that", "they", "we", "he", "she", "which", "the", "these", "but", "and"];

fn check(context: &Context, findings: &mut Findings) {
    let text = context.text();
    let bytes = text.as_bytes();
    for at in memchr::memchr_iter(b'-', bytes) {
        let before = bytes[..at].iter().rev().take(32).take_while(|byte| byte.is_ascii_lowercase()).count();
        let after = bytes[at + 1..].iter().take(32).take_while(|byte| byte.is_ascii_lowercase()).count();
        let (left, right) = (&text[at - before..at], &text[at + 1..at + 1 + after]);
        let ends = text[at + 1 + after..].starts_with([' ', '\n']);
        let is_clause = before > 4 && CLAUSES.contains(&right)
            || before > 6 && after > 5 && right.ends_with("ing") && words::is_word(right);
        let is_bounded = text[..at - before].ends_with(|char: char| char.is_whitespace());
        let span = Span::of(at - before, at + 1 + after);
        if ends
            && is_clause
            && is_bounded
            && words::is_word(left)
            && context.is_prose(span)
            && context.is_english_around(span)
        {
            let edit = Edit::replace(Span::of(at, at + 1), "—");
            let fix = Fix::unsafe_("Write a dash", vec![edit], "a compound may be meant");
            findings.add(Finding::new(span, "Hyphen where a dash was meant").fix(fix));
        }
    }
}
