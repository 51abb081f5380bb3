use crate::findings::{Context, Facts, Finding, Findings, Safety, Severity};
use crate::rules::{Example, Fixed, Group, Rule, Scope};
use crate::text::Flavor;
use crate::tokens::Damages;
use crate::tree::{Notes, Trouble};

/// A tag missing its `>` that ran into the text.
pub static RULE: Rule = Rule {
    name: "fused-tag",
    group: Group::Tags,
    summary: "A tag missing its `>` that ran into the text",
    why: "The browser reads on to the next `>` and takes the words of the article for a tag name and attributes, so \
          they vanish from the page. Translation and copying drop the `>` where a tag meets a word.",
    severity: Severity::Error,
    on: true,
    fix: Some(Safety::Safe),
    flavors: Flavor::ALL,
    triggers: Facts::trouble(Trouble::Fused),
    scope: Scope::Block,
    options: &[],
    examples: &[
        Example::Bad {
            flavor: Flavor::Markdown,
            text: "- < strongShared kitchens for tenants.</strong>\n",
            at: "< strong",
            fixed: Fixed::Safe("- <strong>Shared kitchens for tenants.</strong>\n"),
        },
        Example::Bad {
            flavor: Flavor::Html,
            text: "<p>We met <em>twice</emThen it rained.</p>\n",
            at: "</em",
            fixed: Fixed::Safe("<p>We met <em>twice</em>Then it rained.</p>\n"),
        },
        Example::Bad {
            flavor: Flavor::Html,
            text: "<p>Follow <ahref=\"/m\" title=\"Us\">us</a> now.</p>\n",
            at: "<ahref=\"/m\" title=\"Us\">",
            fixed: Fixed::Safe("<p>Follow <a href=\"/m\" title=\"Us\">us</a> now.</p>\n"),
        },
        Example::Bad {
            flavor: Flavor::Html,
            text: "<article>\n<p>One</p>\n</articledata-kind=\"nav\">\n<p>Two</p>\n",
            at: "</articledata-kind=\"nav\">",
            fixed: Fixed::Safe("<article>\n<p>One</p>\n</article>\n<p>Two</p>\n"),
        },
        Example::Good {
            flavor: Flavor::Markdown,
            text: "A `Vec<String>` holds text, and `<strongType>` is a name in code.\n",
        },
        Example::Good { flavor: Flavor::Html, text: "<my-strong-note>A custom element</my-strong-note>\n" },
    ],
    check,
};

fn check(context: &Context, findings: &mut Findings) {
    for (_, tag) in context.troubled(Trouble::Fused) {
        let message = if tag.damages.contains(Damages::FUSED_ATTRIBUTE) {
            format!("Missing space after the tag name `{}`: the attribute became part of it", tag.element.name())
        } else {
            format!("The tag {} is missing its `>` and ran into the text", context.intended(tag))
        };
        let fix = context.rewrite(tag);
        let fix = if tag.notes.contains(Notes::PAIRED) {
            fix
        } else {
            fix.at_most(Safety::Unsafe, "where the name ends is a guess that no matching tag confirms")
        };
        findings.add(Finding::new(tag.span, message).fix(fix));
    }
}
