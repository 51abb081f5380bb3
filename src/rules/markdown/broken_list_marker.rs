use crate::constructs::BULLET;
use crate::findings::{Context, Facts, Findings, Safety, Severity};
use crate::rules::worn::report;
use crate::rules::{Example, Fixed, Group, Rule, Scope};
use crate::text::Flavor;

/// A list marker that was changed.
pub static RULE: Rule = Rule {
    name: "broken-list-marker",
    group: Group::Markdown,
    summary: "A list marker that was changed",
    why: "A list item begins with `-` and a plain space. A bullet, a longer dash or a non-breaking space among other items makes it a part of the item before.",
    severity: Severity::Error,
    on: true,
    fix: Some(Safety::Unsafe),
    flavors: Flavor::WITH_MARKDOWN,
    triggers: Facts::NON_ASCII,
    scope: Scope::Block,
    options: &[],
    examples: &[
Example::Bad { flavor: Flavor::Markdown, text: "- bread\n•  salt\n- lamp oil\n", at: "•", fixed: Fixed::Unsafe("- bread\n-  salt\n- lamp oil\n") },
Example::Good { flavor: Flavor::Markdown, text: "- bread\n- salt\n\n– said the keeper.\n" },
    ],
    check,
};

fn check(context: &Context, findings: &mut Findings) {
    report(context, findings, &[&BULLET]);
}
