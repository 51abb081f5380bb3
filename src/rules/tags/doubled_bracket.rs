use crate::findings::{Context, Facts, Finding, Findings, Safety, Severity};
use crate::rules::{Example, Fixed, Group, Rule, Scope};
use crate::text::Flavor;
use crate::tree::{Tag, Trouble};

/// A bracket of a tag that is there twice.
pub static RULE: Rule = Rule {
    name: "doubled-bracket",
    group: Group::Tags,
    summary: "A bracket of a tag that is there twice",
    why: "The tag works, and readers see the extra `<` or `>` beside it. Search and replace, and hasty typing, \
          leave such brackets.",
    severity: Severity::Error,
    on: true,
    fix: Some(Safety::Safe),
    flavors: Flavor::ALL,
    triggers: Facts::trouble(Trouble::Doubled),
    scope: Scope::Block,
    options: &[],
    examples: &[
        Example::Bad {
            flavor: Flavor::Html,
            text: "<h2>Tides</h2>\n<<p>High water is at noon.</p>\n",
            at: "<<p>",
            fixed: Fixed::Safe("<h2>Tides</h2>\n<p>High water is at noon.</p>\n"),
        },
        Example::Bad {
            flavor: Flavor::Html,
            text: "<p>The quay opens at nine.</p>>\n<p>Bring a map.</p>\n",
            at: "</p>>",
            fixed: Fixed::Safe("<p>The quay opens at nine.</p>\n<p>Bring a map.</p>\n"),
        },
        Example::Bad {
            flavor: Flavor::Html,
            text: "<table><tr><td>>North</td></tr></table>\n",
            at: "<td>>",
            fixed: Fixed::Unsafe("<table><tr><td>North</td></tr></table>\n"),
        },
        Example::Good { flavor: Flavor::Html, text: "<table><tr><td>>50</td><td>></td></tr></table>\n" },
        Example::Good { flavor: Flavor::Html, text: "<p><a href=\"/\">Home</a>> <a href=\"/n\">News</a></p>\n" },
        Example::Good { flavor: Flavor::Html, text: "<p>Run copy <<em>from</em>> <<em>to</em>>.</p>\n" },
        Example::Good { flavor: Flavor::Html, text: "<p>She wrote:<br>>When do you open?<br>>And where?</p>\n" },
    ],
    check,
};

fn check(context: &Context, findings: &mut Findings) {
    for (_, tag) in context.troubled(Trouble::Doubled) {
        let sign = if context.slice(tag.span).starts_with("<<") { '<' } else { '>' };
        let message = format!("Extra `{sign}` beside the tag {}", context.intended(tag));
        let fix = context.rewrite(tag);
        let fix = if is_sure(tag, sign) { fix } else { fix.at_most(Safety::Unsafe, "the sign may be part of the text") };
        findings.add(Finding::new(tag.span, message).fix(fix));
    }
}

/// Whether the sign can be no part of the text.
fn is_sure(tag: &Tag, sign: char) -> bool {
    sign == '<' || tag.is_end()
}
