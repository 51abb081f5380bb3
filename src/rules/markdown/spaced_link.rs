use crate::findings::{Context, Edit, Facts, Finding, Findings, Fix, Safety, Severity};
use crate::rules::{Example, Fixed, Group, Rule, Scope};
use crate::text::{Flavor, Span};
use crate::tree::LinkDamage;

/// Whitespace between the text and the target of a link.
pub static RULE: Rule = Rule {
    name: "spaced-link",
    group: Group::Markdown,
    summary: "Whitespace between the text and the target of a link",
    why: "The `(` of a link's target must come directly after the `]` of its text; with a space between them, \
          readers see brackets, parentheses and the whole address. Machine translation takes the parenthesis for a \
          remark and puts a space before it.",
    severity: Severity::Error,
    on: true,
    fix: Some(Safety::Safe),
    flavors: Flavor::WITH_MARKDOWN,
    triggers: Facts::BRACKET,
    scope: Scope::Block,
    options: &[],
    examples: &[
        Example::Bad {
            flavor: Flavor::Markdown,
            text: "Read [the harbour rules] (https://example.org/rules) first.\n",
            at: "[the harbour rules] (https://example.org/rules)",
            fixed: Fixed::Safe("Read [the harbour rules](https://example.org/rules) first.\n"),
        },
        Example::Bad {
            flavor: Flavor::Markdown,
            text: "- [ Tide tables ] ( /tides#spring )\n",
            at: "[ Tide tables ] ( /tides#spring )",
            fixed: Fixed::Safe("- [Tide tables](/tides#spring)\n"),
        },
        Example::Good {
            flavor: Flavor::Markdown,
            text: "The sign says \"harbor\" [sic] (see note 3), and [1] (#44) as well.\n",
        },
        Example::Good {
            flavor: Flavor::Markdown,
            text: "The call `list[0] (/tmp)` and [the map](/map) (/plan is older).\n",
        },
        Example::Good { flavor: Flavor::Markdown, text: "- [x] (/tides) is done\n- [ ] (/rates) is not\n" },
    ],
    check,
};

fn check(context: &Context, findings: &mut Findings) {
    for link in context.links().filter(|link| link.damage == LinkDamage::Spaced) {
        let text = link.text();
        // `[x] (/tides)` at the start of an item is a task.
        if matches!(context.slice(text), "" | " " | "x" | "X") {
            continue;
        }
        let fix = Fix::safe("Remove the whitespace", edits(context, text, link.before, link.after));
        findings.add(Finding::new(link.span(), "Whitespace between text and target: this will not be a link").fix(fix));
    }
}

fn edits(context: &Context, text: Span, before: Span, after: Span) -> Vec<Edit> {
    let slice = context.slice(text);
    let leading = (slice.len() - slice.trim_start().len()) as u32;
    let trailing = (slice.len() - slice.trim_end().len()) as u32;
    let mut edits = vec![Edit::replace(before, "(")];
    if leading > 0 {
        edits.push(Edit::delete(Span::new(text.start, text.start + leading)));
    }
    if trailing > 0 && leading + trailing <= text.len() {
        edits.push(Edit::delete(Span::new(text.end - trailing, text.end)));
    }
    if after.len() > 1 {
        edits.push(Edit::replace(after, ")"));
    }
    edits
}
