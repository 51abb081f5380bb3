use crate::findings::{Context, Facts, Finding, Findings, Safety, Severity};
use crate::rules::{Example, Fixed, Group, Rule, Scope};
use crate::text::Flavor;
use crate::tokens::Damages;
use crate::tree::{Notes, Trouble};

/// A tag in full-width, square or other brackets.
pub static RULE: Rule = Rule {
    name: "fullwidth-tag",
    group: Group::Tags,
    summary: "A tag in full-width, square or other brackets",
    why: "`＜p＞` and `‹p›` are plain text to a browser. Input methods, translators and typographic clean-up write \
          them in place of `<` and `>`. `[kbd]` counts only where a tag lacks the partner that it would be.",
    severity: Severity::Error,
    on: true,
    fix: Some(Safety::Safe),
    flavors: Flavor::ALL,
    triggers: Facts::trouble(Trouble::Wide),
    scope: Scope::Block,
    options: &[],
    examples: &[
        Example::Bad {
            flavor: Flavor::Markdown,
            text: "请看＜strong＞说明</strong>。\n",
            at: "＜strong＞",
            fixed: Fixed::Safe("请看<strong>说明</strong>。\n"),
        },
        Example::Bad {
            flavor: Flavor::Html,
            text: "<p>Open daily.</p＞\n",
            at: "</p＞",
            fixed: Fixed::Safe("<p>Open daily.</p>\n"),
        },
        Example::Bad {
            flavor: Flavor::Html,
            text: "<p>Press [kbd]Enter</kbd> twice.</p>\n",
            at: "[kbd]",
            fixed: Fixed::Unsafe("<p>Press <kbd>Enter</kbd> twice.</p>\n"),
        },
        Example::Good { flavor: Flavor::Html, text: "<p>Press [kbd] or <b>[p]</b> twice.</p>\n" },
        Example::Good { flavor: Flavor::Markdown, text: "他读了〈围城〉和‹Faust›，1＜2。\n" },
    ],
    check,
};

fn check(context: &Context, findings: &mut Findings) {
    for (_, tag) in context.troubled(Trouble::Wide) {
        let is_other = tag.damages.contains(Damages::BRACKETS);
        let what = if is_other { "The wrong brackets" } else { "Full-width brackets or angle quotes" };
        let message = format!("{what} around the tag {}", context.intended(tag));
        let fix = context.rewrite(tag);
        let fix = if is_other {
            fix.at_most(Safety::Unsafe, "the brackets may be part of the text")
        } else if tag.is_end() || tag.notes.contains(Notes::PAIRED) {
            fix
        } else {
            fix.at_most(Safety::Unsafe, "no matching tag confirms it")
        };
        findings.add(Finding::new(tag.span, message).fix(fix));
    }
}
