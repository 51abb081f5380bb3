use crate::findings::{Context, Facts, Finding, Findings, Safety, Severity};
use crate::rules::{Example, Fixed, Group, Rule, Scope};
use crate::text::Flavor;
use crate::tree::{Notes, Trouble};

/// A tag in full-width brackets or angle quotes.
pub static RULE: Rule = Rule {
    name: "fullwidth-tag",
    group: Group::Tags,
    summary: "A tag in full-width brackets or angle quotes",
    why: "`＜p＞` and `‹p›` are plain text to a browser. Input methods, translators and typographic clean-up write \
          them in place of `<` and `>`.",
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
        Example::Good { flavor: Flavor::Markdown, text: "他读了〈围城〉和‹Faust›，1＜2。\n" },
    ],
    check,
};

fn check(context: &Context, findings: &mut Findings) {
    for (_, tag) in context.troubled(Trouble::Wide) {
        let message = format!("Full-width brackets or angle quotes around the tag {}", context.intended(tag));
        let fix = context.rewrite(tag);
        let fix = if tag.is_end() || tag.notes.contains(Notes::PAIRED) {
            fix
        } else {
            fix.at_most(Safety::Unsafe, "no matching tag confirms it")
        };
        findings.add(Finding::new(tag.span, message).fix(fix));
    }
}
