use crate::findings::{Context, Edit, Facts, Finding, Findings, Fix, Safety, Severity};
use crate::rules::{Example, Fixed, Group, Rule, Scope};
use crate::text::{Flavor, Span};
use crate::tokens::{Is, LineKind};

/// A thematic break directly below a line that cannot be a heading.
pub static RULE: Rule = Rule {
    name: "accidental-setext",
    group: Group::Markdown,
    summary: "A thematic break that turns the line above it into a heading",
    why: "`---` directly below a line of text makes that line a heading (CommonMark 4.3). Below a shortcode, a tag, \
          an image or a long sentence, a thematic break was meant and a blank line is missing.",
    severity: Severity::Warning,
    on: true,
    fix: Some(Safety::Unsafe),
    flavors: Flavor::WITH_MARKDOWN,
    triggers: Facts::ALWAYS,
    scope: Scope::Block,
    options: &[],
    examples: &[
        Example::Bad {
            flavor: Flavor::Markdown,
            text: "{{< tides >}}\n---\n\nMore about the harbour.\n",
            at: "{{< tides >}}\n---",
            fixed: Fixed::Unsafe("{{< tides >}}\n\n---\n\nMore about the harbour.\n"),
        },
        Example::Bad {
            flavor: Flavor::Markdown,
            text: "![The north mole](mole.jpg)\n---\n",
            at: "![The north mole](mole.jpg)\n---",
            fixed: Fixed::Unsafe("![The north mole](mole.jpg)\n\n---\n"),
        },
        Example::Good { flavor: Flavor::Markdown, text: "Harbour news\n---\n\nText.\n\nTides & Co.\n------\n" },
        Example::Good { flavor: Flavor::Markdown, text: "<Tide />\n\n---\n\nText.\n\n- a\n---\n" },
    ],
    check,
};

fn check(context: &Context, findings: &mut Findings) {
    for pair in context.lines.list().windows(2) {
        let (line, underline) = (&pair[0], &pair[1]);
        let is_rule =
            underline.kind == LineKind::SetextUnderline && context.slice(underline.content_span()).starts_with("---");
        if !is_rule || line.is_item() || !is_no_heading(context, line.content_span()) {
            continue;
        }
        let end = underline.content + context.slice(underline.content_span()).trim_end().len() as u32;
        let span = Span::new(line.content, end);
        let fix = Fix::unsafe_(
            "Add a blank line before the break",
            vec![Edit::insert(underline.span.start, "\n")],
            "a heading may be meant",
        );
        findings.add(Finding::new(span, "The thematic break below this line turns it into a heading").fix(fix));
    }
}

/// Whether the line is a shortcode, a block's tag or a picture and nothing else, or a long sentence.
fn is_no_heading(context: &Context, line: Span) -> bool {
    let text = context.slice(line).trim();
    let whole = Span::new(line.start, line.start + text.len() as u32);
    let is_shortcode = (text.starts_with("{{") && text.ends_with("}}")
        || text.starts_with("{%") && text.ends_with("%}"))
        && context.regions.at(line.start).is_some_and(|region| region.span == whole);
    let is_tag = context.tree.tag_at(line.start).is_some_and(|tag| tag.span == whole && !tag.element.is(Is::PHRASING));
    let is_picture = text.starts_with("![") && text.ends_with(')') && text.matches("](").count() == 1;
    let is_sentence = text.ends_with('.') && text.split_whitespace().count() >= 12;
    is_shortcode || is_tag || is_picture || is_sentence
}
