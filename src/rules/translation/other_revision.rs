use crate::findings::{Context, Facts, Findings, Severity};
use crate::rules::beside;
use crate::rules::{Example, Fixed, Group, Rule, Scope};
use crate::text::Flavor;

/// A translation of which much has no counterpart in the original.
pub static RULE: Rule = Rule {
    name: "other-revision",
    group: Group::Translation,
    summary: "A translation of which much has no counterpart in the original",
    why: "Where many blocks have no counterpart, the translation is that of an older original, or of another one, and a list of all that differs helps nobody. Only what is damage in itself is told then.",
    severity: Severity::Info,
    on: true,
    fix: None,
    flavors: Flavor::ALL,
    triggers: Facts::TRANSLATION,
    scope: Scope::Document,
    options: &[],
    examples: &[
        Example::Pair {
            flavor: Flavor::Markdown,
            original: "# A\n\n## B\n\n## C\n\n## D\n\n## E\n\n## F\n\n## G\n",
            text: "# A\n\nText.\n",
            at: "# A",
            fixed: Fixed::No,
        },
        Example::Pair {
            flavor: Flavor::Markdown,
            original: "# A\n\n## B\n",
            text: "# A\n\n## B\n",
            at: "",
            fixed: Fixed::No,
        },
    ],
    check,
};

fn check(context: &Context, findings: &mut Findings) {
    if let Some(finding) = beside::whole(context) {
        findings.add(finding.help("compare with the revision that was translated, or translate anew"));
    }
}
