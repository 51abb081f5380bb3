use crate::findings::{Context, Edit, Facts, Finding, Findings, Fix, Place, Safety, Severity};
use crate::rules::{Example, Fixed, Group, Rule, Scope};
use crate::text::Flavor;
use crate::tokens::{ReferenceDamages, is_frequent};

/// A character reference with full-width signs.
pub static RULE: Rule = Rule {
    name: "fullwidth-reference",
    group: Group::References,
    summary: "A character reference with a full-width ampersand, number sign or semicolon",
    why: "A character reference ends with a plain `;`. Machine translation into Chinese and Japanese writes the \
          full-width `；`, often with spaces inside (`&# Xa0；`), and readers see the whole reference instead of its \
          character.",
    severity: Severity::Error,
    on: true,
    fix: Some(Safety::Safe),
    flavors: Flavor::ALL,
    triggers: Facts::AMPERSAND,
    scope: Scope::Block,
    options: &[],
    examples: &[
        Example::Bad {
            flavor: Flavor::Markdown,
            text: "水温&lt；十度时关闭泳池。\n",
            at: "&lt；",
            fixed: Fixed::Safe("水温&lt;十度时关闭泳池。\n"),
        },
        Example::Bad {
            flavor: Flavor::Html,
            text: "<p>第十二&# Xa0；号房间</p>\n",
            at: "&# Xa0；",
            fixed: Fixed::Safe("<p>第十二&#xa0;号房间</p>\n"),
        },
        Example::Good { flavor: Flavor::Markdown, text: "渔业 R&D；港口 A＆B；灯塔。\n" },
        Example::Good { flavor: Flavor::Markdown, text: "写成 `&lt；` 是错的。\n" },
    ],
    check,
};

fn check(context: &Context, findings: &mut Findings) {
    for (reference, place) in context.references() {
        if !reference.damages.contains(ReferenceDamages::WIDE) {
            continue;
        }
        let is_sure = reference.numeric || reference.known_name().is_some_and(|name| is_frequent(&name));
        let is_shown = place == Place::Prose && context.is_about_references(reference.span);
        if !is_sure || is_shown || reference.damages.contains(ReferenceDamages::UNTERMINATED) {
            continue;
        }
        let intended = reference.intended();
        let fix = Fix::safe(format!("Write {intended}"), vec![Edit::replace(reference.span, intended.clone())]);
        findings.add(
            Finding::new(reference.span, format!("Full-width characters in the character reference {intended}")).fix(fix),
        );
    }
}
