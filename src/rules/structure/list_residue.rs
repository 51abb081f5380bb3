use crate::findings::{Context, Facts, Finding, Findings, Fix, Safety, Severity};
use crate::rules::{Example, Fixed, Group, Rule, Scope};
use crate::text::Flavor;
use crate::tree::{Trouble, repaired_span};

/// A leftover `</li>` at the end of a Markdown list item.
pub static RULE: Rule = Rule {
    name: "list-residue",
    group: Group::Structure,
    summary: "A leftover `</li>` at the end of a Markdown list item",
    why: "A converter turned `<li>` into a Markdown bullet but left the end tag, whole or damaged. Readers see the \
          damaged ones.",
    severity: Severity::Error,
    on: true,
    fix: Some(Safety::Safe),
    flavors: Flavor::WITH_MARKDOWN,
    triggers: Facts::trouble(Trouble::ListResidue),
    scope: Scope::Block,
    options: &[],
    examples: &[
        Example::Bad {
            flavor: Flavor::Markdown,
            text: "- Fresh bread< / li >\n- Salt\n",
            at: "< / li >",
            fixed: Fixed::Safe("- Fresh bread\n- Salt\n"),
        },
        Example::Bad {
            flavor: Flavor::Markdown,
            text: "- Fresh bread li />\n- Salt\n",
            at: "li />",
            fixed: Fixed::Safe("- Fresh bread\n- Salt\n"),
        },
        Example::Good { flavor: Flavor::Markdown, text: "<ul>\n<li>Bread</li>\n</ul>\n\n- Salt\n" },
    ],
    check,
};

fn check(context: &Context, findings: &mut Findings) {
    for (_, tag) in context.troubled(Trouble::ListResidue) {
        let edits = vec![context.removal(repaired_span(context.text(), tag))];
        let message = "`</li>` is left over at the end of a Markdown list item";
        findings.add(Finding::new(tag.span, message).fix(Fix::safe("Remove </li>", edits)));
    }
}
