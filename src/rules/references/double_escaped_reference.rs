use crate::findings::{Context, Edit, Facts, Finding, Findings, Fix, Place, Safety, Severity};
use crate::rules::{Example, Fixed, Group, Rule, Scope};
use crate::text::Flavor;
use crate::tokens::{Reference, ReferenceDamages};
use crate::tree::Level;

/// A character reference whose ampersand was escaped.
pub static RULE: Rule = Rule {
    name: "double-escaped-reference",
    group: Group::References,
    summary: "A character reference whose ampersand was escaped again",
    why: "`&amp;nbsp;` shows readers the text `&nbsp;` instead of a space. It happens when a tool escapes text that \
          is already escaped; every further pass adds another `amp;`. Texts about references write it on purpose, so \
          it is left alone in code, in quotes and near words such as \"entity\" or \"escape\".",
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
            text: "<p>Berth&amp;amp;nbsp;14</p>\n",
            at: "&amp;amp;nbsp;",
            fixed: Fixed::Safe("<p>Berth&nbsp;14</p>\n"),
        },
        Example::Bad {
            flavor: Flavor::Markdown,
            text: "The harbour master &amp;mdash; and nobody else &mdash; opens the gate.\n",
            at: "&amp;mdash;",
            fixed: Fixed::Unsafe("The harbour master &mdash; and nobody else &mdash; opens the gate.\n"),
        },
        Example::Bad {
            flavor: Flavor::Html,
            text: "<p><a href=\"/tides?year=2020&amp;amp;month=5\">Tides</a></p>\n",
            at: "&amp;amp;",
            fixed: Fixed::Safe("<p><a href=\"/tides?year=2020&amp;month=5\">Tides</a></p>\n"),
        },
        Example::Good {
            flavor: Flavor::Html,
            text: "<p>Write the entity &amp;nbsp; for a space that does not break.</p>\n",
        },
        Example::Good { flavor: Flavor::Html, text: "<p>Write <code>&amp;nbsp;</code> or \"&amp;shy;\" there.</p>\n" },
        Example::Good {
            flavor: Flavor::Html,
            text: "<p><a href=\"?a=1&amp;copy=2\">Boats</a> &amp; more; AT&amp;T;</p>\n",
        },
        Example::Good {
            flavor: Flavor::Html,
            text: "<p data-text=\"&amp;lt;b&amp;gt;\" srcdoc=\"&amp;nbsp;\">Boats</p>\n",
        },
        Example::Good {
            flavor: Flavor::Html,
            text: "<p>The page holds &amp;#x2066; (RLI) and &quot;&amp;#x20AC;&quot; (€), use &amp;shy; in words.</p>\n",
        },
        Example::Good { flavor: Flavor::Markdown, text: "Use `&amp;lt;` to show `&lt;`.\n" },
    ],
    check,
};

fn check(context: &Context, findings: &mut Findings) {
    for (reference, place) in context.references() {
        let others = ReferenceDamages::WIDE | ReferenceDamages::UNTERMINATED;
        if !reference.damages.contains(ReferenceDamages::ESCAPED)
            || reference.damages.intersects(others)
            || !reference.is_known()
        {
            continue;
        }
        let glued = is_glued(context, &reference);
        if place == Place::Prose && !glued && context.is_about_references(reference.span) {
            continue;
        }
        if place == Place::Prose && !glued && is_explained(context, &reference) {
            continue;
        }
        // A letter by itself is what articles about references show.
        let is_letter = reference.decoded().chars().all(char::is_alphabetic);
        let is_shown = is_letter && (reference.numeric || !touches_word(context, &reference));
        if place == Place::Prose && is_shown && context.level(reference.span.start) == Level::None {
            continue;
        }
        let intended = reference.intended();
        let title = format!("Write {intended}");
        let edits = vec![Edit::replace(reference.span, intended.clone())];
        let fix = if place == Place::Prose && !glued {
            Fix::unsafe_(title, edits, "a text about references may show it on purpose")
        } else {
            Fix::safe(title, edits)
        };
        findings.add(
            Finding::new(reference.span, format!("The character reference {intended} was escaped again")).fix(fix),
        );
    }
}

/// Whether the author shows it: in quotes, or as a number with what it stands for in parentheses behind it.
fn is_explained(context: &Context, reference: &Reference) -> bool {
    let text = context.text();
    let (before, behind) = (&text[..reference.span.start as usize], &text[reference.span.end as usize..]);
    let is_quoted = ["&quot;", "\"", "'"].iter().any(|quote| before.ends_with(quote) && behind.starts_with(quote));
    // What joins or parts the letters of a word does nothing between spaces.
    let is_alone = || {
        let is_outer = |char: Option<char>| char.is_none_or(|char| !char.is_alphanumeric());
        let decoded = reference.decoded();
        decoded.chars().all(|char| matches!(char, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2066}'..='\u{2069}'))
            && is_outer(before.chars().next_back())
            && is_outer(behind.chars().next())
    };
    is_quoted || reference.numeric && behind.starts_with(" (") || is_alone()
}

/// Whether a letter or digit is on either side of it.
fn touches_word(context: &Context, reference: &Reference) -> bool {
    let text = context.text();
    let before = text[..reference.span.start as usize].chars().next_back();
    let after = text[reference.span.end as usize..].chars().next();
    before.is_some_and(char::is_alphanumeric) || after.is_some_and(char::is_alphanumeric)
}

/// Whether it is within a word, an address or a number, where nobody shows a reference.
fn is_glued(context: &Context, reference: &Reference) -> bool {
    let text = context.text();
    let before = text[..reference.span.start as usize].chars().next_back();
    let after = text[reference.span.end as usize..].chars().next();
    before.is_some_and(char::is_alphanumeric) && after.is_some_and(char::is_alphanumeric)
}
