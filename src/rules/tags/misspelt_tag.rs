use crate::findings::{Context, Facts, Finding, Findings, Safety, Severity};
use crate::rules::{Example, Fixed, Group, Rule, Scope};
use crate::text::Flavor;
use crate::tree::Trouble;

/// A typo in a tag name.
pub static RULE: Rule = Rule {
    name: "misspelt-tag",
    group: Group::Tags,
    summary: "A typo in a tag name",
    why: "A browser does not know `<stong>` and shows its content as ordinary text.",
    severity: Severity::Warning,
    on: true,
    fix: Some(Safety::Unsafe),
    flavors: Flavor::ALL,
    triggers: Facts::trouble(Trouble::Misspelt),
    scope: Scope::Block,
    options: &[],
    examples: &[
        Example::Bad {
            flavor: Flavor::Html,
            text: "<p>Lock the <stong>outer door</strong>.</p>\n",
            at: "<stong>",
            fixed: Fixed::Unsafe("<p>Lock the <strong>outer door</strong>.</p>\n"),
        },
        Example::Bad {
            flavor: Flavor::Html,
            text: "<p>Press <kbd>Enter</kbdd> twice.</p>\n",
            at: "</kbdd>",
            fixed: Fixed::Unsafe("<p>Press <kbd>Enter</kbd> twice.</p>\n"),
        },
        Example::Bad {
            flavor: Flavor::Html,
            text: "<hl>Harbour news</h1>\n",
            at: "<hl>",
            fixed: Fixed::Unsafe("<h1>Harbour news</h1>\n"),
        },
        Example::Bad {
            flavor: Flavor::Html,
            text: "<p>Bring <strong>a map</str ong> too.</p>\n",
            at: "</str ong>",
            fixed: Fixed::Unsafe("<p>Bring <strong>a map</strong> too.</p>\n"),
        },
        Example::Good { flavor: Flavor::Html, text: "<p>A <kbdx>name</kbdx> of the site's own.</p>\n" },
        Example::Good { flavor: Flavor::Html, text: "<x-tabel>A custom element</x-tabel>\n" },
    ],
    check,
};

fn check(context: &Context, findings: &mut Findings) {
    for (_, tag) in context.troubled(Trouble::Misspelt) {
        let message = format!("Typo in the name of the tag {}", context.intended(tag));
        let fix = context.rewrite(tag).at_most(Safety::Unsafe, "the site may define an element of this name");
        findings.add(Finding::new(tag.span, message).fix(fix));
    }
}
