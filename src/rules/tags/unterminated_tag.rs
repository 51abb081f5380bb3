use crate::findings::{Context, Facts, Finding, Findings, Safety, Severity};
use crate::rules::{Example, Fixed, Group, Rule, Scope};
use crate::text::Flavor;
use crate::tokens::Damages;
use crate::tree::{Notes, Trouble};

/// A tag missing its `>`.
pub static RULE: Rule = Rule {
    name: "unterminated-tag",
    group: Group::Tags,
    summary: "A tag missing its `>`",
    why: "The browser reads everything up to the next `>` as part of the tag: words and other tags vanish.",
    severity: Severity::Error,
    on: true,
    fix: Some(Safety::Safe),
    flavors: Flavor::ALL,
    triggers: Facts::trouble(Trouble::Unterminated),
    scope: Scope::Block,
    options: &[],
    examples: &[
        Example::Bad {
            flavor: Flavor::Html,
            text: "<p>The <em>old</em harbour.</p>\n",
            at: "</em",
            fixed: Fixed::Safe("<p>The <em>old</em> harbour.</p>\n"),
        },
        Example::Bad {
            flavor: Flavor::Html,
            text: "<p>Read the <a href=\"https://exa",
            at: "<a href=\"https://exa",
            fixed: Fixed::No,
        },
        Example::Good { flavor: Flavor::Html, text: "<p\nclass=\"lead\">A tag over two lines.</p>\n" },
        Example::Good { flavor: Flavor::Markdown, text: "It holds if a <b and c.\n" },
    ],
    check,
};

fn check(context: &Context, findings: &mut Findings) {
    for (_, tag) in context.troubled(Trouble::Unterminated) {
        let intended = context.intended(tag);
        if tag.damages.contains(Damages::CUT_OFF) {
            let help = "Restore the end of the article from its source";
            findings.add(Finding::new(tag.span, format!("The text is cut off inside the tag {intended}")).help(help));
            continue;
        }
        let fix = context.rewrite(tag);
        let is_sure = tag.is_end() && tag.notes.contains(Notes::PAIRED);
        let fix = if is_sure { fix } else { fix.at_most(Safety::Unsafe, "where the tag ends is a guess") };
        findings.add(Finding::new(tag.span, format!("The tag {intended} is missing its `>`")).fix(fix));
    }
}
