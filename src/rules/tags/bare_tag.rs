use crate::findings::{Context, Facts, Finding, Findings, Safety, Severity};
use crate::rules::{Example, Fixed, Group, Rule, Scope};
use crate::text::Flavor;
use crate::tree::{Notes, Trouble};

/// A tag missing its `<`.
pub static RULE: Rule = Rule {
    name: "bare-tag",
    group: Group::Tags,
    summary: "A tag missing its `<`",
    why: "Without the `<`, the rest of the tag is text: readers see `strong>` or `p>`, and the element that it \
          should open or close goes wrong. Scrapers and translators drop the `<` at the edge of a segment.",
    severity: Severity::Error,
    on: true,
    fix: Some(Safety::Safe),
    flavors: Flavor::ALL,
    triggers: Facts::trouble(Trouble::Bare),
    scope: Scope::Block,
    options: &[],
    examples: &[
        Example::Bad {
            flavor: Flavor::Html,
            text: "<p>Costs fell again this year. p>\n",
            at: "p>^2",
            fixed: Fixed::Safe("<p>Costs fell again this year.</p>\n"),
        },
        Example::Bad {
            flavor: Flavor::Html,
            text: "<div><em>Bread</em> and strong>salt</strong></div>\n",
            at: "strong>",
            fixed: Fixed::Unsafe("<div><em>Bread</em> and <strong>salt</strong></div>\n"),
        },
        Example::Bad {
            flavor: Flavor::Html,
            text: "<p>This is the <strong>last callstrong> today.</p>\n",
            at: "strong>^2",
            fixed: Fixed::Safe("<p>This is the <strong>last call</strong> today.</p>\n"),
        },
        Example::Good { flavor: Flavor::Html, text: "<h2>pre > code.mole</h2>\n<pre><code>p</code></pre>\n<h2>pre > code</h2>\n" },
        Example::Good { flavor: Flavor::Markdown, text: "Open File > Table > Section and choose p.\n" },
        Example::Good { flavor: Flavor::Markdown, text: "> p\n\nThe arrow -> and a prompt: c:\\a>dir\n" },
        Example::Good { flavor: Flavor::Html, text: "<p>Use a > b and 3 > 2.</p>\n" },
    ],
    check,
};

fn check(context: &Context, findings: &mut Findings) {
    for (_, tag) in context.troubled(Trouble::Bare) {
        let message = format!("The tag {} is missing its `<`", context.intended(tag));
        let fix = context.rewrite(tag);
        let fix = if tag.is_end() && tag.notes.contains(Notes::PAIRED) || tag.attribute_count > 0 {
            fix
        } else {
            fix.at_most(Safety::Unsafe, "the text around it does not prove that a tag starts here")
        };
        findings.add(Finding::new(tag.span, message).fix(fix));
    }
}
