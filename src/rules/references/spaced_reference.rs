use crate::findings::{Context, Edit, Facts, Finding, Findings, Fix, Safety, Severity};
use crate::rules::{Example, Fixed, Group, Rule, Scope};
use crate::text::Flavor;
use crate::tokens::{Reference, ReferenceDamages, is_frequent, words};
use crate::tree::Level;

/// Whitespace inside a character reference.
pub static RULE: Rule = Rule {
    name: "spaced-reference",
    group: Group::References,
    summary: "Whitespace inside a character reference",
    why: "`& nbsp;` is not a character reference: readers see an ampersand and a word. Machine translation and \
          clean-up tools put spaces around characters they take for punctuation.",
    severity: Severity::Error,
    on: true,
    fix: Some(Safety::Safe),
    flavors: Flavor::ALL,
    triggers: Facts::AMPERSAND,
    scope: Scope::Block,
    options: &[],
    examples: &[
        Example::Bad {
            flavor: Flavor::Html,
            text: "<p>It is 4& nbsp;km to the lighthouse.</p>\n",
            at: "& nbsp;",
            fixed: Fixed::Safe("<p>It is 4&nbsp;km to the lighthouse.</p>\n"),
        },
        Example::Bad {
            flavor: Flavor::Markdown,
            text: "Boats & # 8211 ; and their owners.\n",
            at: "& # 8211 ;",
            fixed: Fixed::Safe("Boats &#8211; and their owners.\n"),
        },
        Example::Bad {
            flavor: Flavor::Html,
            text: "<p><a href=\"/tides?year=2020& amp;month=5\">Tides</a></p>\n",
            at: "& amp;",
            fixed: Fixed::Safe("<p><a href=\"/tides?year=2020&amp;month=5\">Tides</a></p>\n"),
        },
        Example::Good { flavor: Flavor::Html, text: "<p>Sand & image; wind &amp; waves.</p>\n" },
        Example::Good { flavor: Flavor::Markdown, text: "Recherche & copie ; textes & part ; R & D; A & B ;\n" },
        Example::Good { flavor: Flavor::Html, text: "<script>if (a & lt ; b) {}</script>\n<pre>a & lt ;</pre>\n" },
        Example::Good { flavor: Flavor::Markdown, text: "Tools turn `&nbsp;` into `& nbsp;`.\n" },
    ],
    check,
};

fn check(context: &Context, findings: &mut Findings) {
    for (reference, _) in context.references() {
        let damages = reference.damages - ReferenceDamages::CASE;
        if damages != ReferenceDamages::SPACED || !reference.is_known() || !is_meant(context, &reference) {
            continue;
        }
        let intended = reference.intended();
        let fix = Fix::safe(format!("Write {intended}"), vec![Edit::replace(reference.span, intended.clone())]);
        findings.add(
            Finding::new(reference.span, format!("Whitespace inside the character reference {intended}")).fix(fix),
        );
    }
}

/// Names that are words too follow an ampersand in prose: "text & image;".
fn is_meant(context: &Context, reference: &Reference) -> bool {
    let is_prose_word =
        words::is_word(reference.name) && reference.name != "amp" || !is_frequent(&reference.name.to_ascii_lowercase());
    if reference.numeric || !is_prose_word {
        return true;
    }
    let spaced_behind_ampersand = !context.slice(reference.span)[1..].starts_with(reference.name);
    let behind = context.text()[reference.span.end as usize..].trim_start();
    let is_copyright = reference.name == "copy" && (behind.starts_with("19") || behind.starts_with("20"));
    !spaced_behind_ampersand || is_copyright || context.level(reference.span.start) == Level::Near
}
