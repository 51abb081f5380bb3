use crate::findings::{Context, Facts, Finding, Findings, Safety, Severity};
use crate::rules::{Example, Fixed, Group, Rule, Scope};
use crate::text::Flavor;
use crate::tokens::Damages;
use crate::tree::Trouble;

/// Whitespace inside a tag's delimiters.
pub static RULE: Rule = Rule {
    name: "spaced-tag",
    group: Group::Tags,
    summary: "Whitespace inside a tag's delimiters",
    why: "A browser expects a name right after `<` or `</`: `< strong >` is plain text to it, and readers see the \
          brackets. Machine translation and clean-up tools put such spaces around everything that looks like \
          punctuation.",
    severity: Severity::Error,
    on: true,
    fix: Some(Safety::Safe),
    flavors: Flavor::ALL,
    triggers: Facts::trouble(Trouble::Spaced),
    scope: Scope::Block,
    options: &[],
    examples: &[
        Example::Bad {
            flavor: Flavor::Markdown,
            text: "Read the < strong >safety notes</strong> first.\n",
            at: "< strong >",
            fixed: Fixed::Safe("Read the <strong>safety notes</strong> first.\n"),
        },
        Example::Bad {
            flavor: Flavor::Html,
            text: "<p>The mill opens at nine.< / p>\n",
            at: "< / p>",
            fixed: Fixed::Safe("<p>The mill opens at nine.</p>\n"),
        },
        Example::Bad {
            flavor: Flavor::Html,
            text: "<p>The mill opens at nine.<\u{200b}/p>\n",
            at: "<\u{200b}/p>",
            fixed: Fixed::Safe("<p>The mill opens at nine.</p>\n"),
        },
        Example::Good { flavor: Flavor::Html, text: "<p>If 1 < 2 and 2 < 3 then 1 < 3.</p>\n" },
        Example::Good { flavor: Flavor::Html, text: "<p >White space before <b >the end</b > is allowed.</p >\n" },
        Example::Good { flavor: Flavor::Markdown, text: "In each row, use a < td > element for a cell.\n" },
    ],
    check,
};

fn check(context: &Context, findings: &mut Findings) {
    for (_, tag) in context.troubled(Trouble::Spaced) {
        let what = if tag.damages.contains(Damages::INVISIBLE) { "Invisible character" } else { "Misplaced whitespace" };
        let message = format!("{what} in the tag {}", context.intended(tag));
        let fix = context.rewrite(tag);
        findings.add(Finding::new(tag.span, message).fix(fix));
    }
}
