//! `unused-suppression`.

use crate::findings::{Facts, Safety, Severity, suppression};
use crate::rules::{Example, Fixed, Group, Rule, Scope};
use crate::text::Flavor;

/// Suppression comments that silence nothing. The findings come from [`suppression::apply`], which knows what each
/// comment silenced.
pub static RULE: Rule = Rule {
    name: suppression::UNUSED,
    group: Group::Suppressions,
    summary: "A suppression comment that silences nothing",
    why: "The damage was repaired, or the comment names a rule that does not exist. Such a comment misleads readers, \
          and it would silence damage that is added later.",
    severity: Severity::Warning,
    on: true,
    fix: Some(Safety::Safe),
    flavors: Flavor::ALL,
    triggers: Facts::ALWAYS,
    scope: Scope::Document,
    options: &[],
    examples: &[
        Example::Bad {
            flavor: Flavor::Markdown,
            text: "<!-- copydesk-ignore -->\nAll is well here.\n",
            at: "<!-- copydesk-ignore -->",
            fixed: Fixed::Safe("All is well here.\n"),
        },
        Example::Bad {
            flavor: Flavor::Html,
            text: "<!-- copydesk-ignore-file contrl-character -->\n<p>A bell.</p>\n",
            at: "contrl-character",
            fixed: Fixed::Unsafe("<p>A bell.</p>\n"),
        },
        Example::Good {
            flavor: Flavor::Markdown,
            text: "<!-- copydesk-ignore control-character: it is shown as it is -->\nA bell\u{7} rang.\n",
        },
        Example::Good { flavor: Flavor::Mdx, text: "{/* copydesk-ignore */}\nA bell\u{7} rang.\n" },
        Example::Good {
            flavor: Flavor::Markdown,
            text: "Write this above the line:\n\n```html\n<!-- copydesk-ignore -->\n```\n",
        },
    ],
    check: |_, _| {},
};
