use crate::findings::{Context, Edit, Facts, Finding, Findings, Fix, Place, Safety, Severity};
use crate::rules::{Example, Fixed, Group, Rule, Scope};
use crate::text::{Flavor, Span};
use crate::tokens::{Reference, ReferenceDamages, is_frequent, words};
use crate::tree::Level;

/// A character reference without its semicolon.
pub static RULE: Rule = Rule {
    name: "unterminated-reference",
    group: Group::References,
    summary: "A character reference without its semicolon",
    why: "Browsers accept a missing `;` only for some old names, and Markdown for none: readers see `&nbsp` in the \
          text. Addresses such as `?page=2&copy=1` contain no references and are left alone.",
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
            text: "<p>They call it &quot;the old quay&quot</p>\n",
            at: "&quot^2",
            fixed: Fixed::Safe("<p>They call it &quot;the old quay&quot;</p>\n"),
        },
        Example::Bad {
            flavor: Flavor::Markdown,
            text: "Ropes &amp sails are sold next door.\n",
            at: "&amp",
            fixed: Fixed::Safe("Ropes &amp; sails are sold next door.\n"),
        },
        Example::Bad {
            flavor: Flavor::Markdown,
            text: "Bread&nbspand butter.\n",
            at: "&nbsp",
            fixed: Fixed::Safe("Bread&nbsp;and butter.\n"),
        },
        Example::Good {
            flavor: Flavor::Html,
            text: "<p><a href=\"/list?page=2&copy=1&lt=3\">Next</a> R&D, AT&T, Q&A</p>\n",
        },
        Example::Good {
            flavor: Flavor::Markdown,
            text: "See https://boats.example/list?page=2&copy=1&reg=north for more.\n",
        },
        Example::Good { flavor: Flavor::Markdown, text: "The entity &nbsp is written with a semicolon.\n" },
        Example::Bad {
            flavor: Flavor::Html,
            text: "<p>Closed in winter &mdash open in summer.</p>\n",
            at: "&mdash",
            fixed: Fixed::Safe("<p>Closed in winter &mdash; open in summer.</p>\n"),
        },
        Example::Good { flavor: Flavor::Markdown, text: "Rock &roll, sun &sub, day &times of the &image.\n" },
    ],
    check,
};

fn check(context: &Context, findings: &mut Findings) {
    for (reference, place) in context.references() {
        if reference.numeric
            || reference.damages != ReferenceDamages::UNTERMINATED
            || !is_meant(context, &reference, place)
        {
            continue;
        }
        let (span, intended) = fused(&reference)
            .or_else(|| parted(context, &reference))
            .or_else(|| wrong_sign(context, &reference))
            .unwrap_or_else(|| (reference.span, reference.intended()));
        let fix = Fix::safe(format!("Write {intended}"), vec![Edit::replace(span, intended.clone())]);
        let message = format!("The character reference {intended} is missing its semicolon");
        findings.add(Finding::new(span, message).fix(fix));
    }
}

/// `&nbspand`: the name runs into a word. No other name does without being the beginning of one.
fn fused(reference: &Reference) -> Option<(Span, String)> {
    let is_fused = reference.name.len() > 4 && reference.name.starts_with("nbsp");
    is_fused.then(|| (Span::new(reference.span.start, reference.span.start + 5), "&nbsp;".to_owned()))
}

/// `&amp nbsp;`: an escaped reference that was parted; its bytes and the reference that was meant.
fn parted(context: &Context, reference: &Reference) -> Option<(Span, String)> {
    let behind = context.text()[reference.span.end as usize..].strip_prefix(' ')?;
    let length = behind.bytes().take_while(u8::is_ascii_alphanumeric).count();
    let is_parted = reference.name.eq_ignore_ascii_case("amp") && is_frequent(&behind[..length]);
    (is_parted && behind[length..].starts_with(';')).then(|| {
        let end = reference.span.end + 1 + length as u32 + 1;
        (Span::new(reference.span.start, end), format!("&{};", &behind[..length]))
    })
}

/// `&nbsp:page`: another sign in place of the semicolon.
fn wrong_sign(context: &Context, reference: &Reference) -> Option<(Span, String)> {
    let behind = &context.text()[reference.span.end as usize..];
    let sign = behind.chars().next().filter(|sign| matches!(sign, ':' | ',' | '；' | '：'))?;
    let is_glued = behind[sign.len_utf8()..].starts_with(char::is_alphanumeric);
    is_glued.then(|| (Span::new(reference.span.start, reference.span.end + sign.len_utf8() as u32), reference.intended()))
}

fn is_meant(context: &Context, reference: &Reference, place: Place) -> bool {
    let text = context.text();
    let (start, end) = (reference.span.start, reference.span.end);
    let ends =
        text[end as usize..].chars().next().is_none_or(|char| char.is_whitespace() || "<,.:!?)”’»".contains(char));
    if fused(reference).is_none() && (!is_frequent(reference.name) || !ends) {
        return false;
    }
    match place {
        Place::Prose => {
            !context.in_bare_address(start)
                && !context.is_about_references(reference.span)
                && !is_word(context, reference)
        }
        Place::Value { address } => !address,
        Place::Template => true,
        Place::LinkTarget | Place::FrontMatter | Place::Closed => false,
    }
}

/// `&copy` and `&times` are words with a sign before them unless there is other damage.
fn is_word(context: &Context, reference: &Reference) -> bool {
    reference.name != "amp" && words::is_word(reference.name) && context.level(reference.span.start) == Level::None
}
