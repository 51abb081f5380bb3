use crate::differences::{Cause, ListChange};
use crate::findings::{Context, Facts, Findings, Safety, Severity};
use crate::rules::beside::{self, Words};
use crate::rules::{Example, Fixed, Group, Rule, Scope};
use crate::text::Flavor;

/// A list with other items than in the original, or with other signs before them.
pub static RULE: Rule = Rule {
    name: "list-shape",
    group: Group::Translation,
    summary: "A list with other items, levels, numbers or boxes than in the original",
    why: "Translation runs items together, loses one, or loses the white space that puts an item below another one; steps lose their numbers, and tasks their boxes. Items are compared that stand for each other. Which sign an item begins with is free, and so are the numbers behind the first one.",
    severity: Severity::Warning,
    on: true,
    fix: Some(Safety::Unsafe),
    flavors: Flavor::ALL,
    triggers: Facts::TRANSLATION,
    scope: Scope::Document,
    options: &[],
    examples: &[
        Example::Pair {
            flavor: Flavor::Markdown,
            original: "- Boots\n  - of rubber\n- A map\n",
            text: "- Stiefel\n- aus Gummi\n- Eine Karte\n",
            at: "- aus Gummi",
            fixed: Fixed::Unsafe("- Stiefel\n  - aus Gummi\n- Eine Karte\n"),
        },
        Example::Pair {
            flavor: Flavor::Markdown,
            original: "- Boots\n- A map\n- Tea\n",
            text: "- Stiefel - Eine Karte\n- Tee\n",
            at: "- Stiefel - Eine Karte",
            fixed: Fixed::Unsafe("- Stiefel\n- Eine Karte\n- Tee\n"),
        },
        Example::Pair {
            flavor: Flavor::Markdown,
            original: "3. Close the gate.\n4. Ring.\n",
            text: "1. Tor schließen.\n2. Klingeln.\n",
            at: "1. Tor schließen.",
            fixed: Fixed::Unsafe("3. Tor schließen.\n2. Klingeln.\n"),
        },
        Example::Pair {
            flavor: Flavor::Markdown,
            original: "- Boots\n- Tea\n\n1. Ring.\n2. Wait.\n",
            text: "* Stiefel\n* Tee\n\n1. Klingeln.\n1. Warten.\n",
            at: "",
            fixed: Fixed::No,
        },
    ],
    check,
};

fn check(context: &Context, findings: &mut Findings) {
    beside::report(context, findings, |difference, _| {
        let Cause::List(change) = difference.cause else { return None };
        let message = match change {
            ListChange::Items(was, 1) => format!("The original has {was} items in this section, and this has 1"),
            ListChange::Items(1, is) => format!("The original has 1 item in this section, and this has {is}"),
            ListChange::Items(was, is) => format!("The original has {was} items in this section, and this has {is}"),
            ListChange::Level => "In the original this item is on another level of its list".to_owned(),
            ListChange::Ordered(true) => "In the original the items of this list are numbered".to_owned(),
            ListChange::Ordered(false) => "In the original the items of this list are not numbered".to_owned(),
            ListChange::Start(was) => format!("In the original this list begins with {was}"),
            ListChange::Box => "In the original the box of this task is another one".to_owned(),
        };
        Some(Words { message, title: "Restore the list of the original".to_owned(), help: beside::RESTORE })
    });
}
