use crate::findings::{Context, Edit, Facts, Finding, Findings, Fix, Safety, Severity};
use crate::rules::{Example, Fixed, Group, Rule, Scope};
use crate::text::{Flavor, Span};

/// The same small word twice in a row.
pub static RULE: Rule = Rule {
    name: "repeated-word",
    group: Group::Text,
    summary: "The same small word twice in a row",
    why: "`the the` is a slip in manual editing, or comes from tools that join lines. Some pairs are correct (`that \
          that`, `had had`), so only English articles and prepositions are checked, and the rule is off by default.",
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
            text: "The boat leaves from the the old pier.\n",
            at: "the the",
            fixed: Fixed::Unsafe("The boat leaves from the old pier.\n"),
        },
        Example::Good {
            flavor: Flavor::Markdown,
            text: "They said that that was all that they had had. Of of-by-one errors.\n",
        },
        Example::Good { flavor: Flavor::Markdown, text: "`the the` is in code, and to <b>to</b> is not.\n" },
    ],
    check,
};

/// Words that never occur twice in a row.
const WORDS: &[&str] = &["the", "a", "an", "of", "and", "to", "for", "with", "from", "is", "are", "by", "at"];

fn check(context: &Context, findings: &mut Findings) {
    for span in context.prose(context.whole()) {
        let text = context.slice(span);
        let mut last: Option<(usize, &str)> = None;
        for word in text.split_ascii_whitespace() {
            let start = word.as_ptr() as usize - text.as_ptr() as usize;
            if let Some((first, before)) = last
                && before.eq_ignore_ascii_case(word)
                && WORDS.iter().any(|known| known.eq_ignore_ascii_case(word))
                && !context.in_code(span.start + start as u32)
            {
                let whole = Span::new(span.start + first as u32, span.start + (start + word.len()) as u32);
                let edit = Edit::delete(Span::new(whole.start + word.len() as u32, whole.end));
                let fix = Fix::unsafe_(format!("Delete the second {word}"), vec![edit], "the repetition may be intentional");
                findings.add(Finding::new(whole, format!("The word {word:?} is repeated")).fix(fix));
            }
            last = Some((start, word));
        }
    }
}
