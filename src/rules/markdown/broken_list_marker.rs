use crate::constructs::{BULLET, NUMBER};
use crate::findings::{Context, Facts, Findings, Safety, Severity};
use crate::rules::worn::report;
use crate::rules::{Example, Fixed, Group, Rule, Scope};
use crate::text::Flavor;

/// A list marker that was changed.
pub static RULE: Rule = Rule {
    name: "broken-list-marker",
    group: Group::Markdown,
    summary: "A list marker that was changed",
    why: "A list item begins with `-` or a number with a full stop, and a plain space. A bullet, a longer dash, a lost full stop or a non-breaking space among other items makes it a part of the item before.",
    severity: Severity::Error,
    on: true,
    fix: Some(Safety::Unsafe),
    flavors: Flavor::WITH_MARKDOWN,
    triggers: Facts::ALWAYS,
    scope: Scope::Block,
    options: &[],
    examples: &[
Example::Bad { flavor: Flavor::Markdown, text: "- bread\n•  salt\n- lamp oil\n", at: "•", fixed: Fixed::Unsafe("- bread\n-  salt\n- lamp oil\n") },
Example::Bad { flavor: Flavor::Markdown, text: "1. Open the valve.\n2 Wait a minute.\n3. Close it.\n", at: "2", fixed: Fixed::Unsafe("1. Open the valve.\n2. Wait a minute.\n3. Close it.\n") },
Example::Bad { flavor: Flavor::Markdown, text: "- bread\n\\- salt\n- lamp oil\n", at: "\\-", fixed: Fixed::Unsafe("- bread\n- salt\n- lamp oil\n") },
Example::Good { flavor: Flavor::Markdown, text: "1. He left in\n2 days, and came back.\n\n- bread\n  - salt\n    -- Nobody\n" },
Example::Good { flavor: Flavor::Markdown, text: "- bread\n- salt\n\n– said the keeper.\n" },
    ],
    check,
};

fn check(context: &Context, findings: &mut Findings) {
    report(context, findings, &[&BULLET, &NUMBER]);
}
