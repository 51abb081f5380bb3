use crate::findings::{Context, Edit, Facts, Finding, Findings, Fix, Safety, Severity};
use crate::rules::{Example, Fixed, Group, Rule, Scope};
use crate::text::{Flavor, Span};

/// An accent that stands before its letter.
pub static RULE: Rule = Rule {
    name: "detached-accent",
    group: Group::Text,
    summary: "An accent that stands before its letter",
    why: "PDF files draw `ř` as an accent and a letter, and programs that take the text out write both: `pˇríliš`. \
          Readers see a broken word, and search does not find it.",
    severity: Severity::Warning,
    on: true,
    fix: Some(Safety::Unsafe),
    flavors: Flavor::ALL,
    triggers: Facts::NON_ASCII,
    scope: Scope::Block,
    options: &[],
    examples: &[
        Example::Bad {
            flavor: Flavor::Markdown,
            text: "Je to pˇríliš drahé.\n",
            at: "ˇr",
            fixed: Fixed::Unsafe("Je to příliš drahé.\n"),
        },
        Example::Bad {
            flavor: Flavor::Markdown,
            text: "Jiný zp \u{30a}usob platby.\n",
            at: " \u{30a}u",
            fixed: Fixed::Unsafe("Jiný způsob platby.\n"),
        },
        Example::Good { flavor: Flavor::Markdown, text: "The sign ˇ is a caron, and `pˇr` is code. 20 ˚C.\n" },
    ],
    check,
};

/// Accents as signs of their own and as marks on the letter before them, the letters that take them, and what they make.
const ACCENTS: [(char, char, &str, &str); 4] = [
    ('ˇ', '\u{30c}', "cdenrstzlCDENRSTZL", "čďěňřšťžľČĎĚŇŘŠŤŽĽ"),
    ('˚', '\u{30a}', "uaUA", "ůåŮÅ"),
    ('˝', '\u{30b}', "ouOU", "őűŐŰ"),
    ('´', '\u{301}', "aeiouylrcnszAEIOUY", "áéíóúýĺŕćńśźÁÉÍÓÚÝ"),
];

fn check(context: &Context, findings: &mut Findings) {
    let text = context.text();
    // The first bytes of these signs and marks.
    for at in memchr::memchr2_iter(0xcb, 0xcc, text.as_bytes()) {
        let Some((span, letter)) = detached(text, at) else { continue };
        if context.is_prose(span) {
            let edit = Edit::replace(span, letter.to_string());
            let fix = Fix::unsafe_(format!("Write `{letter}`"), vec![edit], "the sign may be meant as it is");
            findings.add(Finding::new(span, format!("The accent of `{letter}` stands before its letter")).fix(fix));
        }
    }
}

/// The accent at `at` with its letter, within a word, and the letter that was meant.
fn detached(text: &str, at: usize) -> Option<(Span, char)> {
    let mut after = text[at..].chars();
    let (accent, letter) = (after.next()?, after.next()?);
    let &(sign, _, letters, meant) = ACCENTS.iter().find(|(sign, mark, ..)| *sign == accent || *mark == accent)?;
    let is_mark = accent != sign;
    let before = if is_mark { text[..at].strip_suffix(' ')? } else { &text[..at] };
    let index = letters.chars().position(|known| known == letter)?;
    let span = Span::of(before.len(), at + accent.len_utf8() + letter.len_utf8());
    before.ends_with(char::is_alphabetic).then(|| Some((span, meant.chars().nth(index)?)))?
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_letter_has_its_accent() {
        assert!(ACCENTS.iter().all(|(_, _, letters, meant)| letters.chars().count() == meant.chars().count()));
    }
}
