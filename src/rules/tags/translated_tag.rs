use crate::findings::{Context, Edit, Facts, Finding, Findings, Fix, Safety, Severity};
use crate::rules::{Example, Fixed, Group, Rule, Scope};
use crate::text::Flavor;
use crate::tree::{Notes, Trouble};

/// A tag name that was translated.
pub static RULE: Rule = Rule {
    name: "translated-tag",
    group: Group::Tags,
    summary: "A tag name that was translated",
    why: "In `<fuerte>` for `<strong>`, translation took the name for a word. A browser does not know the element. \
          The author may also have meant to write about it.",
    severity: Severity::Error,
    on: true,
    fix: Some(Safety::Unsafe),
    flavors: Flavor::ALL,
    triggers: Facts::trouble(Trouble::Translated),
    scope: Scope::Block,
    options: &[],
    examples: &[
        Example::Bad {
            flavor: Flavor::Html,
            text: "<p>Lea <fuerte>esto</strong> primero.</p>\n",
            at: "<fuerte>",
            fixed: Fixed::Unsafe("<p>Lea <strong>esto</strong> primero.</p>\n"),
        },
        Example::Good { flavor: Flavor::Markdown, text: "Set `POSTGRES_PASSWORD=<fuerte>`.\n" },
    ],
    check,
};

fn check(context: &Context, findings: &mut Findings) {
    for (_, tag) in context.troubled(Trouble::Translated) {
        let intended = context.intended(tag);
        let written = context.slice(tag.name);
        let finding = Finding::new(tag.span, format!("`{written}` is a translation of the tag name in {intended}"));
        findings.add(if tag.notes.contains(Notes::PAIRED) {
            finding.fix(context.rewrite(tag).at_most(Safety::Unsafe, "the site may define an element of this name"))
        } else {
            let escaped = format!("&lt;{written}&gt;");
            let reason = "a tag may have been meant";
            finding.fix(Fix::shown(
                format!("Show it as text: {escaped}"),
                vec![Edit::replace(tag.span, escaped)],
                reason,
            ))
        });
    }
}
