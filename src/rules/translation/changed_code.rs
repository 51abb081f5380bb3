use crate::differences::Cause;
use crate::findings::{Context, Facts, Findings, Safety, Severity};
use crate::rules::beside::{self, Words};
use crate::rules::{Example, Fixed, Group, Rule, Scope};
use crate::text::Flavor;

/// Code that differs from that of the original in more than comments and strings.
pub static RULE: Rule = Rule {
    name: "changed-code",
    group: Group::Translation,
    summary: "Code that differs from that of the original in more than comments and strings",
    why: "Code is not translated, but for its comments and strings. Translation changes the case of names, replaces signs, and translates keywords; what is copied from the page does not run then. Comments, strings, text between tags and words beyond ASCII are not compared, nor code in languages that are mostly prose.",
    severity: Severity::Warning,
    on: true,
    fix: Some(Safety::Safe),
    flavors: Flavor::ALL,
    triggers: Facts::TRANSLATION,
    scope: Scope::Document,
    options: &[],
    examples: &[
        Example::Pair {
            flavor: Flavor::Markdown,
            original: "```rust\nOk(()) // fine\n```\n",
            text: "```rust\nOK(()) // gut\n```\n",
            at: "OK",
            fixed: Fixed::Unsafe("```rust\nOk(()) // gut\n```\n"),
        },
        Example::Pair {
            flavor: Flavor::Markdown,
            original: "Run `git status` first.\n",
            text: "Führe zuerst `Git Status` aus.\n",
            at: "Git Status",
            fixed: Fixed::Safe("Führe zuerst `git status` aus.\n"),
        },
        Example::Pair {
            flavor: Flavor::Markdown,
            original: "```python\nprint(\"Hello\")\n```\n",
            text: "```python\nprint(\"Hallo\")\n```\n",
            at: "",
            fixed: Fixed::No,
        },
    ],
    check,
};

fn check(context: &Context, findings: &mut Findings) {
    beside::report(context, findings, |difference, beside| {
        let Cause::Code(_) = difference.cause else { return None };
        Some(Words {
            message: match beside.was(difference) {
                was if was.is_empty() => "The original does not have this code".to_owned(),
                was => format!("The original has other code here: `{was}`"),
            },
            title: "Restore the code of the original".to_owned(),
            help: beside::RESTORE,
        })
    });
}
