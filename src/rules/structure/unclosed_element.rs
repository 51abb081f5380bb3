use crate::findings::{Context, Edit, Facts, Finding, Findings, Fix, Safety, Severity};
use crate::rules::{Example, Fixed, Group, Rule, Scope, void_end};
use crate::text::{Flavor, Span};
use crate::tokens::{Element, Is, Line, LineKind};
use crate::tree::{Role, Tag, Trouble};

/// An element whose end tag is missing.
pub static RULE: Rule = Rule {
    name: "unclosed-element",
    group: Group::Structure,
    summary: "An element whose end tag is missing",
    why: "The element continues: everything after it is bold, linked or indented. It is reported at its start tag, \
          where the cause is.",
    severity: Severity::Error,
    on: true,
    fix: Some(Safety::Unsafe),
    flavors: Flavor::ALL,
    triggers: Facts::trouble(Trouble::Unclosed),
    scope: Scope::Block,
    options: &[],
    examples: &[
        Example::Bad {
            flavor: Flavor::Html,
            text: "<p>Read <b>this first.</p>\n<p>Then that.</p>\n",
            at: "<b>",
            fixed: Fixed::Unsafe("<p>Read <b>this first.</b></p>\n<p>Then that.</p>\n"),
        },
        Example::Bad {
            flavor: Flavor::Markdown,
            text: "<a href=\"https://example.org\"><img src=\"logo.png\" alt=\"Logo\">\n\n## About\n",
            at: "<a href=\"https://example.org\">",
            fixed: Fixed::Unsafe(
                "<a href=\"https://example.org\"><img src=\"logo.png\" alt=\"Logo\"></a>\n\n## About\n",
            ),
        },
        Example::Bad {
            flavor: Flavor::Markdown,
            text: "<h3 class=\"lead\">Ingredients\n\nTwo eggs.\n",
            at: "<h3 class=\"lead\">",
            fixed: Fixed::Unsafe("### Ingredients\n\nTwo eggs.\n"),
        },
        Example::Bad {
            flavor: Flavor::Html,
            text: "<p>One.</p>\n<a name=\"tides\">\n<h2>Tides</h2>\n",
            at: "<a name=\"tides\">",
            fixed: Fixed::Unsafe("<p>One.</p>\n<a name=\"tides\"></a>\n<h2>Tides</h2>\n"),
        },
        Example::Bad {
            flavor: Flavor::Markdown,
            text: "The pier page has a <progress> in it.\n",
            at: "<progress>",
            fixed: Fixed::Unsafe("The pier page has a `<progress>` in it.\n"),
        },
        Example::Good { flavor: Flavor::Html, text: "<table><tr><th>City<th>Pop<tr><td>Ashby<td>12</table>\n" },
        Example::Good {
            flavor: Flavor::Html,
            text: "<!doctype html>\n<title>Note</title>\n<body>\n<p>First.\n<p>Second.\n",
        },
        Example::Good { flavor: Flavor::Markdown, text: "<details>\n<summary>More</summary>\n\nText.\n\n</details>\n" },
    ],
    check,
};

fn check(context: &Context, findings: &mut Findings) {
    // Its end is the cause, and is reported where it stands.
    let misnamed = void_end::all(context);
    for (index, tag) in context.troubled(Trouble::Unclosed).filter(|(index, _)| misnamed.binary_search(index).is_err()) {
        let name = tag.element.name();
        let finding = Finding::new(tag.span, format!("`<{name}>` is never closed"));
        let fix = markdown_fix(context, index, tag)
            .or_else(|| anchor_fix(context, index, tag))
            .or_else(|| shown_fix(context, tag))
            .or_else(|| closing_fix(context, index, tag));
        let fixes: Vec<Fix> = fix.into_iter().collect();
        let finding =
            if fixes.is_empty() { finding.help(format!("Add `</{name}>` where the element ends")) } else { finding };
        findings.add(finding.fixes(fixes));
    }
}

/// A heading or list tag that a converter left before Markdown.
fn markdown_fix(context: &Context, index: u32, tag: &Tag) -> Option<Fix> {
    let line = context.lines.at(tag.span.start);
    let spans_lines = line.span.end < tag.span.end;
    if !context.flavor().has_markdown()
        || line.content != tag.span.start
        || spans_lines
        || context.ends_line(tag.span.end)
    {
        return None;
    }
    let rest = context.slice(Span::new(tag.span.end, line.span.end));
    let reason = "its end tag may be missing instead";
    if tag.element.is(Is::HEADING) && !has_tag_behind(context, index, line.span.end) {
        let level = tag.element.name()[1..].parse::<usize>().ok()?;
        let edit = Edit::replace(tag.span, format!("{} ", "#".repeat(level)));
        return Some(Fix::unsafe_("Make it a Markdown heading", vec![edit], reason));
    }
    let is_item = rest.trim_start().starts_with(['-', '*', '+'])
        || rest.trim_start().starts_with(|char: char| char.is_ascii_digit());
    (tag.element.is(Is::LIST) && is_item)
        .then(|| Fix::unsafe_("Remove the list tag before the Markdown list", vec![Edit::delete(tag.span)], reason))
}

fn has_tag_behind(context: &Context, index: u32, end: u32) -> bool {
    context.tree.tags.get(index as usize + 1).is_some_and(|next| next.span.start < end)
}

/// Closes an anchor, `<a name="tides">`, where it begins: links lead to its place, not to its content.
fn anchor_fix(context: &Context, index: u32, tag: &Tag) -> Option<Fix> {
    let has = |name: &str| {
        context.attributes(tag).iter().any(|attribute| context.slice(attribute.name).eq_ignore_ascii_case(name))
    };
    let is_target = has("name") || has("id");
    let is_empty = || {
        let end = block_end(context, index, tag);
        context.slice(Span::new(tag.span.end, end)).trim().is_empty()
    };
    if !is_target || !(tag.element == Element::A && !has("href") || tag.element.is(Is::PHRASING) && is_empty()) {
        return None;
    }
    let end = format!("</{}>", tag.element.name());
    let title = format!("Add {end} directly behind it");
    Some(Fix::unsafe_(title, vec![Edit::insert(tag.span.end, end)], "its content may be missing"))
}

/// Shows a tag that stands in a sentence of Markdown as a word does: `a <slot> in it`.
fn shown_fix(context: &Context, tag: &Tag) -> Option<Fix> {
    let text = context.text();
    let before = text[..tag.span.start as usize].strip_suffix(' ')?;
    let after = text[tag.span.end as usize..].chars().next();
    let is_word = before.ends_with(|char: char| char.is_alphanumeric() || char == ',')
        && after.is_some_and(|char| char.is_whitespace() || ",.;:)!?、。，".contains(char));
    if !context.flavor().has_markdown() || !is_word || context.slice(tag.span).contains('`') {
        return None;
    }
    let edits = vec![Edit::insert(tag.span.start, "`"), Edit::insert(tag.span.end, "`")];
    Some(Fix::unsafe_("Show the tag as code", edits, "its end tag may be missing instead"))
}

/// Closes a phrasing element or a heading where its block ends.
fn closing_fix(context: &Context, index: u32, tag: &Tag) -> Option<Fix> {
    if !tag.element.is(Is::PHRASING) && !tag.element.is(Is::HEADING) {
        return None;
    }
    let end = block_end(context, index, tag);
    let inside = context.slice(Span::new(tag.span.end, end.max(tag.span.end)));
    let at = tag.span.end + inside.trim_end().len() as u32;
    let name = tag.element.name();
    if inside.trim().is_empty() {
        let edit = context.removal(tag.span);
        return Some(Fix::unsafe_(
            format!("Remove the empty <{name}>"),
            vec![edit],
            "its content may be missing",
        ));
    }
    if context.swallows(at) || may_be_closed_instead(context, tag, at) {
        return None;
    }
    let end_tags = end_tags(context, index, tag, at)?;
    let title = format!("Add {end_tags} at the end of the block");
    Some(Fix::unsafe_(title, vec![Edit::insert(at, end_tags)], "where the element ends is a guess"))
}

/// The end tags that close the element at `at`, with those of unclosed elements in it. `None` if another element that
/// begins in it goes on: an end tag there would overlap it, or close nothing.
fn end_tags(context: &Context, index: u32, tag: &Tag, at: u32) -> Option<String> {
    let tags = &context.tree.tags;
    let mut end_tags = format!("</{}>", tag.element.name());
    for (count, inner) in tags[index as usize + 1..].iter().take_while(|inner| inner.span.start < at).enumerate() {
        if count == MOST_TAGS {
            return None;
        }
        let ends_before = inner.partner.is_some_and(|end| tags[end as usize].span.start < at);
        if inner.role != Role::Start || ends_before {
            continue;
        }
        if inner.partner.is_some() || inner.trouble != Some(Trouble::Unclosed) || !inner.element.is(Is::PHRASING) {
            return None;
        }
        end_tags.insert_str(0, &format!("</{}>", inner.element.name()));
    }
    Some(end_tags)
}

/// Whether something after `tag` reads like a start tag of the same kind and is not taken for one: an end tag at `at`
/// would be counted to it.
fn may_be_closed_instead(context: &Context, tag: &Tag, at: u32) -> bool {
    let places = &context.places.list;
    let first = places.partition_point(|place| place.span.start < tag.span.end);
    let mut behind = places[first..].iter().take(MOST_TAGS).take_while(|place| place.span.start < at);
    behind.any(|place| place.element == tag.element && context.tree.tag_at(place.span.start).is_none())
}

/// How many elements around a start tag are looked at.
const MOST_ANCESTORS: usize = 16;

/// How many tags after a start tag are looked at.
const MOST_TAGS: usize = 200;

/// Where the block that holds the element ends: at the next block tag, or at the end of the Markdown line or paragraph.
fn block_end(context: &Context, index: u32, tag: &Tag) -> u32 {
    let mut end = context.text().len() as u32;
    let parent = |tag: &Tag| tag.parent.map(|parent| &context.tree.tags[parent as usize]);
    let ancestors = std::iter::successors(parent(tag), |tag| parent(tag)).take(MOST_ANCESTORS);
    let ends = ancestors.filter_map(|ancestor| context.partner(ancestor)).map(|end| end.span.start);
    end = ends.filter(|&start| start > tag.span.start).fold(end, u32::min);
    let blocks = context.tree.tags[index as usize + 1..].iter().take(MOST_TAGS);
    if let Some(block) = blocks.into_iter().find(|next| !next.element.is(Is::PHRASING) && next.element.is_known()) {
        end = end.min(block.span.start);
    }
    if context.flavor().has_markdown() {
        let first = context.lines.index_at(tag.span.start);
        let lines = &context.lines.list()[first..];
        let goes_on = |line: &Line| line.kind == LineKind::Text && !line.is_item();
        let count = 1 + lines[1..].iter().take_while(|line| goes_on(line)).count();
        end = end.min(lines[count - 1].span.end);
    }
    end.max(tag.span.end)
}
