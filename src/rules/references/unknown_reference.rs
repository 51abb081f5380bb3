use crate::findings::{Context, Edit, Facts, Finding, Findings, Fix, Place, Safety, Severity};
use crate::rules::{Example, Fixed, Group, Rule, Scope};
use crate::text::Flavor;
use crate::tokens::{Reference, ReferenceDamages, nearest_name};

/// A misspelt character reference.
pub static RULE: Rule = Rule {
    name: "unknown-reference",
    group: Group::References,
    summary: "A misspelt character reference",
    why: "A browser shows an unknown reference exactly as it is written. Names are case-sensitive, so `&NBSP;` is \
          unknown too. Only names one typo away from a common one are reported, because XML documents and template \
          languages have names of their own.",
    severity: Severity::Warning,
    on: true,
    fix: Some(Safety::Safe),
    flavors: Flavor::ALL,
    triggers: Facts::AMPERSAND,
    scope: Scope::Block,
    options: &[],
    examples: &[
        Example::Bad {
            flavor: Flavor::Html,
            text: "<p>It is 4&nbps;km to the lighthouse.</p>\n",
            at: "&nbps;",
            fixed: Fixed::Unsafe("<p>It is 4&nbsp;km to the lighthouse.</p>\n"),
        },
        Example::Bad {
            flavor: Flavor::Markdown,
            text: "Open all day&Hellip; almost.\n",
            at: "&Hellip;",
            fixed: Fixed::Safe("Open all day&hellip; almost.\n"),
        },
        Example::Good { flavor: Flavor::Html, text: "<p>&brandShortName; asks &vendor; and &AMP; R&T;</p>\n" },
        Example::Good { flavor: Flavor::Markdown, text: "`&nbps;` is a typing error.\n" },
    ],
    check,
};

fn check(context: &Context, findings: &mut Findings) {
    for (reference, place) in context.references() {
        let terminated = !reference.damages.contains(ReferenceDamages::UNTERMINATED);
        if reference.numeric
            || !terminated
            || matches!(place, Place::FrontMatter)
            || place == (Place::Value { address: true })
        {
            continue;
        }
        if reference.damages == ReferenceDamages::CASE {
            findings.add(with_fix(&reference, &reference.intended(), Safety::Safe));
        } else if reference.damages.is_empty()
            && let Some(name) = nearest_name(reference.name)
        {
            findings.add(with_fix(&reference, &format!("&{name};"), Safety::Unsafe));
        }
    }
}

fn with_fix(reference: &Reference, intended: &str, safety: Safety) -> Finding {
    let fix = Fix::safe(format!("Write {intended}"), vec![Edit::replace(reference.span, intended)]);
    let fix = fix.at_most(safety, "the name is a guess based on the spelling");
    Finding::new(reference.span, format!("HTML has no character reference &{};", reference.name)).fix(fix)
}
