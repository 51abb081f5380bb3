use super::broken_shortcode::macro_inside;
use crate::findings::{Context, Edit, Facts, Finding, Findings, Fix, Place, Safety, Severity};
use crate::rules::{Example, Fixed, Group, Rule, Scope};
use crate::text::{Flavor, Span};
use crate::tokens::braces::{self, Braces, Inside};
use crate::tokens::{percent, shortcodes};

/// White space inside a placeholder.
pub static RULE: Rule = Rule {
    name: "spaced-placeholder",
    group: Group::Residue,
    summary: "Whitespace inside a placeholder or template tag",
    why: "`{ {name} }` and `% 1 $ s` are not placeholders: nothing fills them in, and readers see them. Machine \
          translation puts spaces around characters it takes for punctuation. Percentages such as `50 % de remise` \
          are not reported.",
    severity: Severity::Error,
    on: true,
    fix: Some(Safety::Safe),
    flavors: Flavor::ALL,
    triggers: Facts::BRACE.union(Facts::PERCENT),
    scope: Scope::Document,
    options: &[],
    examples: &[
        Example::Bad {
            flavor: Flavor::Markdown,
            text: "Welcome aboard, {{first}} { {last} }!\n",
            at: "{ {last} }",
            fixed: Fixed::Safe("Welcome aboard, {{first}} {{last}}!\n"),
        },
        Example::Bad {
            flavor: Flavor::Html,
            text: "<p>See {{ xref(\"tides\")} }.</p>\n",
            at: "{{ xref(\"tides\")} }",
            fixed: Fixed::Safe("<p>See {{ xref(\"tides\")}}.</p>\n"),
        },
        Example::Bad {
            flavor: Flavor::Text,
            text: "% 1 $ s left the harbour at %2$s.\n",
            at: "% 1 $ s",
            fixed: Fixed::Safe("%1$s left the harbour at %2$s.\n"),
        },
        Example::Bad {
            flavor: Flavor::Text,
            text: "Boat %s is at berth % d.\n",
            at: "% d",
            fixed: Fixed::Unsafe("Boat %s is at berth %d.\n"),
        },
        Example::Good { flavor: Flavor::Markdown, text: "50 % de remise, 5 % sur tout, le % d’eau et 20 % d'eau.\n" },
        Example::Good { flavor: Flavor::Markdown, text: "The sets { {a} } and { {1}, {2} } and {x} }.\n" },
        Example::Good { flavor: Flavor::Markdown, text: "`{ {name} }` and `% 1 $ s` in code.\n" },
    ],
    check,
};

fn check(context: &Context, findings: &mut Findings) {
    if context.facts.contains(Facts::BRACE) {
        in_braces(context, findings);
    }
    if context.facts.contains(Facts::PERCENT) {
        behind_percent(context, findings);
    }
}

fn in_braces(context: &Context, findings: &mut Findings) {
    let text = context.text();
    let mut has_templates = None;
    for found in braces::damaged(text).filter(|found| found.opens == found.closes) {
        let has_templates =
            *has_templates.get_or_insert_with(|| shortcodes::macros(context.regions.templates(), text).next().is_some());
        let is_statement = found.opens == 1;
        let is_prose = context.place_at(found.span.start) == Place::Prose;
        let inside = macro_inside(context, &found, has_templates);
        if is_statement && is_prose || !is_statement && inside.is_some() {
            findings.add(finding(context, &found, inside));
        }
    }
}

fn finding(context: &Context, found: &Braces, inside: Option<Inside>) -> Finding {
    let inner = context.slice(found.inner);
    let edits = if found.opens == 1 {
        let trimmed = inner.trim_matches(' ');
        vec![Edit::replace(found.span, format!("{{{trimmed}}}"))]
    } else {
        vec![
            Edit::replace(Span::new(found.span.start, found.inner.start), "{{"),
            Edit::replace(Span::new(found.inner.end, found.span.end), "}}"),
        ]
    };
    let fix = Fix::safe("Remove the whitespace", edits);
    let fix = if inside == Some(Inside::Other) {
        fix.at_most(Safety::Unsafe, "the braces may be intentional")
    } else {
        fix
    };
    Finding::new(found.span, "Whitespace inside the delimiters of a template tag").fix(fix)
}

fn behind_percent(context: &Context, findings: &mut Findings) {
    let places = percent::spaced(context.text());
    if places.is_empty() {
        return;
    }
    let has_others = places.iter().any(|place| place.numbered) || percent::has_whole(context.text());
    for place in places {
        if context.place_at(place.span.start) != Place::Prose || !place.numbered && !has_others {
            continue;
        }
        let fix = Fix::safe(format!("Write {}", place.meant), vec![Edit::replace(place.span, place.meant.clone())]);
        let fix = if place.numbered {
            fix
        } else {
            fix.at_most(Safety::Unsafe, "it may be a percent sign before a letter")
        };
        findings.add(Finding::new(place.span, format!("Whitespace inside the placeholder {}", place.meant)).fix(fix));
    }
}
