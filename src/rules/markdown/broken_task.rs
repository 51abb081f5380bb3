use crate::constructs::TASK;
use crate::findings::{Context, Facts, Findings, Safety, Severity};
use crate::rules::worn::report;
use crate::rules::{Example, Fixed, Group, Rule, Scope};
use crate::text::Flavor;

/// A task box whose signs are damaged.
pub static RULE: Rule = Rule {
    name: "broken-task",
    group: Group::Markdown,
    summary: "A task box whose signs are damaged",
    why: "A task is a list item that begins with `[ ]` or `[x]`. With more or less than one space in it, readers see brackets and no box.",
    severity: Severity::Warning,
    on: true,
    fix: Some(Safety::Safe),
    flavors: Flavor::WITH_MARKDOWN,
    triggers: Facts::BRACKET,
    scope: Scope::Block,
    options: &[],
    examples: &[
        Example::Bad {
            flavor: Flavor::Markdown,
            text: "- [x ] paint the buoy\n",
            at: "[x ]",
            fixed: Fixed::Safe("- [x] paint the buoy\n"),
        },
        Example::Bad {
            flavor: Flavor::Markdown,
            text: "- [ x] paint the buoy\n",
            at: "[ x]",
            fixed: Fixed::Safe("- [x] paint the buoy\n"),
        },
        Example::Good { flavor: Flavor::Markdown, text: "- [x] paint the buoy\n- [y] and not a box\n" },
    ],
    check,
};

fn check(context: &Context, findings: &mut Findings) {
    report(context, findings, &[&TASK]);
}
