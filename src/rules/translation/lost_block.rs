use crate::differences::Cause;
use crate::findings::{Context, Facts, Findings, Safety, Severity};
use crate::rules::beside::{self, Words};
use crate::rules::{Example, Fixed, Group, Rule, Scope};
use crate::skeleton::BlockKind;
use crate::text::Flavor;

/// A heading, list, table or code block that the translation does not have.
pub static RULE: Rule = Rule {
    name: "lost-block",
    group: Group::Translation,
    summary: "A heading, list, table or code block that the translation does not have",
    why: "Long articles lose whole blocks when they are translated in parts, and headings lose the signs that make them headings. What was there can be put back from the original; its words still have to be translated.",
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
            original: "Run it:\n\n```sh\nmake tides\n```\n\nThen wait.\n",
            text: "Ausführen:\n\nDann warten.\n",
            at: "Ausführen:",
            fixed: Fixed::Unsafe("Ausführen:\n\n```sh\nmake tides\n```\n\nDann warten.\n"),
        },
        Example::Pair {
            flavor: Flavor::Markdown,
            original: "# Tides\n\nText.\n\n## Times\n\nMore text.\n",
            text: "# Gezeiten\n\nText.\n\nZeiten\n\nMehr Text.\n",
            at: "Zeiten",
            fixed: Fixed::Unsafe("# Gezeiten\n\nText.\n\n## Zeiten\n\nMehr Text.\n"),
        },
        Example::Pair {
            flavor: Flavor::Markdown,
            original: "# Tides\n\nOne.\n\nTwo.\n\nThree.\n\n## Times\n\nFour.\n\nFive.\n",
            text: "# Gezeiten\n\nEins.\n",
            at: "Eins.",
            fixed: Fixed::No,
        },
        Example::Pair {
            flavor: Flavor::Markdown,
            original: "Text one\nin two lines.\n",
            text: "Text eins in einer Zeile.\n",
            at: "",
            fixed: Fixed::No,
        },
    ],
    check,
};

fn check(context: &Context, findings: &mut Findings) {
    beside::report(context, findings, |difference, beside| {
        let what = match difference.cause {
            Cause::Block(BlockKind::Heading(level)) => format!("a heading of level {level}: {}", beside.was(difference)),
            Cause::Block(BlockKind::Code) => "a code block".to_owned(),
            Cause::Block(BlockKind::Item) => "a list".to_owned(),
            Cause::Table => "a table".to_owned(),
            Cause::End(blocks) => return Some(end(blocks, beside.line(difference))),
            _ => return None,
        };
        Some(Words {
            message: format!("The original has here {what}"),
            title: "Restore it from the original".to_owned(),
            help: beside::RESTORE,
        })
    });
}

/// What is told of a translation that ends before its original.
fn end(blocks: u32, line: u32) -> Words {
    let message = match blocks {
        1 => format!("The translation ends here: the original has one more block, in line {line}"),
        _ => format!("The translation ends here: the original has {blocks} more blocks, from line {line} on"),
    };
    Words { message, title: String::new(), help: "translate what is missing, or compare with the revision that was translated" }
}
