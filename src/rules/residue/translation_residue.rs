use crate::findings::{Context, Edit, Facts, Finding, Findings, Fix, Safety, Severity};
use crate::rules::leftover::report;
use crate::rules::{Example, Fixed, Group, Rule, Scope};
use crate::text::{Flavor, Span};
use crate::tokens::leftovers::Kind;

/// Tags, attributes and marks that a translation program left.
pub static RULE: Rule = Rule {
    name: "translation-residue",
    group: Group::Residue,
    summary: "Tags, attributes and marks left by a translation program",
    why: "Translation programs number the tags of an article and record the whitespace around them, so that they can \
          put both back. What is left over does nothing on the page and spoils the next translation.",
    severity: Severity::Warning,
    on: true,
    fix: Some(Safety::Safe),
    flavors: Flavor::ALL,
    triggers: Facts::LESS.union(Facts::LEFTOVER),
    scope: Scope::Block,
    options: &[],
    examples: &[
        Example::Bad {
            flavor: Flavor::Markdown,
            text: "<h2 spaces-before=\"0\">\n  Shop\n</h2>\n",
            at: "spaces-before=\"0\"",
            fixed: Fixed::Safe("<h2>\n  Shop\n</h2>\n"),
        },
        Example::Bad {
            flavor: Flavor::Html,
            text: "<p>Some <em x-id=\"4\">more</em> text.</p>\n",
            at: "x-id=\"4\"",
            fixed: Fixed::Safe("<p>Some <em>more</em> text.</p>\n"),
        },
        Example::Bad {
            flavor: Flavor::Markdown,
            text: "You can <0>not</0> open it.\n",
            at: "<0>not</0>",
            fixed: Fixed::No,
        },
        Example::Bad {
            flavor: Flavor::Html,
            text: "<p><font style=\"vertical-align: inherit;\">The quay</font></p>\n",
            at: "<font style=\"vertical-align: inherit;\">The quay</font>",
            fixed: Fixed::Safe("<p>The quay</p>\n"),
        },
        Example::Bad {
            flavor: Flavor::Html,
            text: "<p>#!trpst#trp-gettext data-trpgettextoriginal=7#!trpen#The quay</p>\n",
            at: "#!trpst#trp-gettext data-trpgettextoriginal=7#!trpen#",
            fixed: Fixed::Safe("<p>The quay</p>\n"),
        },
        Example::Good { flavor: Flavor::Markdown, text: "It is <10> here, and `<0>a</0>` there.\n" },
        Example::Good { flavor: Flavor::Html, text: "<p id=\"x-id\" data-id=\"4\">Text</p>\n" },
    ],
    check,
};

fn check(context: &Context, findings: &mut Findings) {
    report(context, findings, Kind::Translation);
    numbered_tags(context, findings);
}

/// A tag with a number in place of its name.
struct Numbered<'t> {
    span: Span,
    number: &'t str,
    is_end: bool,
}

/// Finds `<0>` where `</0>` or an end tag without a start follows on its line, and the end tags with numbers.
fn numbered_tags(context: &Context, findings: &mut Findings) {
    let text = context.text();
    let all: Vec<Numbered> =
        memchr::memchr_iter(b'<', text.as_bytes()).filter_map(|at| numbered(text, at)).take(MOST).collect();
    for tag in all.iter().filter(|tag| !tag.is_end && context.is_prose(tag.span)) {
        let line = context.line_end(tag.span.start);
        let behind = Span::new(tag.span.end, line.max(tag.span.end));
        let first = all.partition_point(|other| other.span.start < behind.start);
        let mut on_line = all[first..].iter().take_while(|other| other.span.start < behind.end);
        let partner = on_line.find(|other| other.is_end && other.number == tag.number);
        let end = stray_end(context, behind).filter(|_| partner.is_none());
        if partner.is_none() && end.is_none() {
            continue;
        }
        let written = context.slice(tag.span);
        let span = Span::new(tag.span.start, partner.map_or(tag.span.end, |partner| partner.span.end));
        let finding = Finding::new(span, format!("`{written}` is a numbered tag left by a translation program"));
        findings.add(match end {
            Some(name) => {
                let edit = Edit::replace(tag.span, format!("<{name}>"));
                finding.fix(Fix::unsafe_(format!("Write <{name}>"), vec![edit], "its attributes are lost, if it had any"))
            }
            None => finding.help("Restore the tag from the original"),
        });
    }
}

/// How many such tags are looked at.
const MOST: usize = 500;

fn numbered(text: &str, at: usize) -> Option<Numbered<'_>> {
    let bytes = text.as_bytes();
    let is_end = bytes.get(at + 1) == Some(&b'/');
    if !bytes.get(at + 1 + usize::from(is_end)).is_some_and(u8::is_ascii_digit) {
        return None;
    }
    let rest = &text[at + 1..];
    let name = &rest[usize::from(is_end)..];
    let length = name.bytes().take(4).take_while(u8::is_ascii_digit).count();
    let ends = (1..4).contains(&length) && name[length..].starts_with('>');
    let end = at + 1 + usize::from(is_end) + length + 1;
    ends.then(|| Numbered { span: Span::of(at, end), number: &name[..length], is_end })
}

/// The name of the first end tag within `span` that closes nothing.
fn stray_end(context: &Context, span: Span) -> Option<&'static str> {
    let (_, tags) = context.tree.tags_within(span);
    let stray = tags.iter().find(|tag| tag.is_end() && tag.partner.is_none() && tag.element.is_known())?;
    Some(stray.element.name())
}
