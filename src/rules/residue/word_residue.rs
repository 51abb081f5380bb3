use std::sync::LazyLock;

use crate::findings::{Context, Edit, Facts, Finding, Findings, Fix, Place, Safety, Severity};
use crate::rules::leftover::report;
use crate::rules::{Example, Fixed, Group, Rule, Scope};
use crate::text::{Flavor, Span};
use crate::tokens::leftovers::{self, Kind};
use crate::tokens::search;
use crate::tokens::{Needles, RegionKind};

/// Markup that only Microsoft Word understands.
pub static RULE: Rule = Rule {
    name: "word-residue",
    group: Group::Residue,
    summary: "Markup that only Microsoft Word understands",
    why: "Text pasted from Word brings its own paragraph marks (`<o:p>`), comments with settings for Word, and \
          `mso-` styles that no browser knows. Email templates need such markup for Outlook, so documents that look \
          like one are left alone.",
    severity: Severity::Warning,
    on: true,
    fix: Some(Safety::Safe),
    flavors: Flavor::ALL,
    triggers: Facts::WORD.union(Facts::LEFTOVER),
    scope: Scope::Document,
    options: &[],
    examples: &[
        Example::Bad {
            flavor: Flavor::Html,
            text: "<!--[if gte mso 9]><xml><w:Zoom>0</w:Zoom></xml><![endif]-->\n<p>Agenda</p>\n",
            at: "<!--[if gte mso 9]><xml><w:Zoom>0</w:Zoom></xml><![endif]-->\n",
            fixed: Fixed::Safe("<p>Agenda</p>\n"),
        },
        Example::Bad {
            flavor: Flavor::Html,
            text: "<p>Low water at six.<o:p></o:p></p>\n",
            at: "<o:p></o:p>",
            fixed: Fixed::Safe("<p>Low water at six.</p>\n"),
        },
        Example::Bad {
            flavor: Flavor::Html,
            text: "<p><o:p>Low water</o:p> at six.</p>\n",
            at: "<o:p>Low water</o:p>",
            fixed: Fixed::Safe("<p>Low water at six.</p>\n"),
        },
        Example::Bad {
            flavor: Flavor::Html,
            text: "<p style=\"mso-line-height-rule: exactly; color: red\">Low water</p>\n",
            at: "mso-line-height-rule: exactly; ",
            fixed: Fixed::Safe("<p style=\"color: red\">Low water</p>\n"),
        },
        Example::Bad {
            flavor: Flavor::Html,
            text: "<p>The ferry to <st1:City w:st=\"on\">Oban</st1:City> is late.</p>\n",
            at: "<st1:City w:st=\"on\">Oban</st1:City>",
            fixed: Fixed::Safe("<p>The ferry to Oban is late.</p>\n"),
        },
        Example::Bad {
            flavor: Flavor::Markdown,
            text: "Siehe Fehler! Verweisquelle konnte nicht gefunden werden.\n",
            at: "Fehler! Verweisquelle konnte nicht gefunden werden.",
            fixed: Fixed::No,
        },
        Example::Bad {
            flavor: Flavor::Markdown,
            text: "See HYPERLINK \"https://example.org\" the notes.\n",
            at: "HYPERLINK \"https://example.org\"",
            fixed: Fixed::No,
        },
        Example::Good {
            flavor: Flavor::Html,
            text: "<!--[if mso]><table role=\"presentation\"><tr><td><![endif]-->\n<p style=\"mso-line-height-rule: exactly\">Hi</p>\n\
                   <!--[if mso]></td></tr></table><![endif]-->\n",
        },
        Example::Good { flavor: Flavor::Markdown, text: "Word writes `<o:p></o:p>` and `mso-list:l0`.\n" },
        Example::Good {
            flavor: Flavor::Html,
            text: "<!--[if lt IE 9]><script src=\"shim.js\"></script><![endif]-->\n<p>Hi</p>\n",
        },
    ],
    check,
};

/// Signs of an e-mail template, whose markup for Outlook does its work.
static EMAIL: LazyLock<Needles> = LazyLock::new(|| {
    Needles::new(&[
    "[if mso",
    "[if !mso",
    "[if (mso",
    "[if (gte mso",
    "x-apple-disable-message",
    "PixelsPerInch",
    "urn:schemas-microsoft-com:vml",
    "<v:rect",
])});

fn check(context: &Context, findings: &mut Findings) {
    let text = context.text();
    if EMAIL.next(text, 0).is_some() && search::bytes(text.as_bytes(), b"MsoNormal").is_none() {
        return;
    }
    report(context, findings, Kind::Word);
    errors(context, findings);
    comments(context, findings);
    paragraphs(context, findings);
    styles(context, findings);
}

/// `Error! Reference source not found.`
fn errors(context: &Context, findings: &mut Findings) {
    for (start, end) in leftovers::word_errors(context.text()) {
        let span = Span::of(start, end);
        if context.place_at(span.start) == Place::Prose {
            let finding = Finding::new(span, "Word wrote this error in place of a reference");
            findings.add(finding.help("Write what it referred to"));
        }
    }
}

/// `<!--[if gte mso 9]>…<![endif]-->`
fn comments(context: &Context, findings: &mut Findings) {
    let text = context.text();
    for region in context.regions.list().iter().filter(|region| region.kind == RegionKind::Comment && region.closed) {
        let comment = context.slice(region.span);
        let condition = comment.split_once("]>").map_or("", |(condition, _)| condition);
        if !condition.starts_with("<!--[if") || !condition.contains("mso") || !comment.ends_with("<![endif]-->") {
            continue;
        }
        let begins_line = region.span.start == 0 || text[..region.span.start as usize].ends_with('\n');
        let line_end = u32::from(begins_line && text[region.span.end as usize..].starts_with('\n'));
        let span = Span::new(region.span.start, region.span.end + line_end);
        let fix = Fix::safe("Delete the comment", vec![Edit::delete(span)]);
        findings.add(Finding::new(span, "Comment with settings for Microsoft Word").fix(fix));
    }
}

/// `<o:p>…</o:p>`, whose content stays.
fn paragraphs(context: &Context, findings: &mut Findings) {
    let text = context.text();
    let mut done = 0;
    for at in memchr::memmem::find_iter(text.as_bytes(), b"<o:p") {
        let span = Span::of(at, at + 4);
        if at < done || !context.regions.is_free(span) || context.in_code(span.start) {
            continue;
        }
        if text.as_bytes().get(at + 4) != Some(&b'>') {
            continue;
        }
        let open = at + 5;
        let rest = &text.as_bytes()[open..text.len().min(open + LONGEST_PARAGRAPH)];
        let Some(length) = search::bytes(rest, b"</o:p>") else { continue };
        let (close, end) = (open + length, open + length + "</o:p>".len());
        done = end;
        let is_empty = matches!(text[open..close].trim(), "" | "&nbsp;" | "\u{a0}");
        let edits = if is_empty {
            vec![Edit::delete(Span::of(at, end))]
        } else {
            vec![Edit::delete(Span::of(at, open)), Edit::delete(Span::of(close, end))]
        };
        findings.add(
            Finding::new(Span::of(at, end), "Microsoft Word paragraph mark").fix(Fix::safe("Delete it", edits)),
        );
    }
}

/// How far from its start tag the end tag of an `<o:p>` is looked for, in bytes.
const LONGEST_PARAGRAPH: usize = 2_000;

/// `mso-` declarations in `style` attributes.
fn styles(context: &Context, findings: &mut Findings) {
    for tag in &context.tree.tags {
        for attribute in context
            .attributes(tag)
            .iter()
            .filter(|attribute| context.slice(attribute.name).eq_ignore_ascii_case("style"))
        {
            let value = context.slice(attribute.value);
            let edits: Vec<Edit> = declarations(value)
                .map(|(start, end)| {
                    Edit::delete(Span::new(attribute.value.start + start as u32, attribute.value.start + end as u32))
                })
                .collect();
            let (Some(first), Some(last)) = (edits.first(), edits.last()) else { continue };
            let span = Span::new(first.span.start, last.span.end);
            findings
                .add(Finding::new(span, "Style that only Microsoft Word understands").fix(Fix::safe("Delete it", edits)));
        }
    }
}

/// The `mso-` declarations of a style, each with the white space and semicolon after it.
fn declarations(value: &str) -> impl Iterator<Item = (usize, usize)> + '_ {
    let inner = value.len() - value.trim_start_matches(['"', '\'']).len();
    let end = value.trim_end_matches(['"', '\'']).len().max(inner);
    let mut start = inner;
    value[inner..end].split_inclusive(';').filter_map(move |declaration| {
        let begin = start + declaration.len() - declaration.trim_start().len();
        start += declaration.len();
        let behind = value[start..end].len() - value[start..end].trim_start().len();
        declaration.trim_start().starts_with("mso-").then_some((begin, start + behind))
    })
}
