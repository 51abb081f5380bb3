//! What rules say of leftovers of tools: one reading of the table in `tokens/leftovers`.

use crate::findings::{Context, Edit, Finding, Findings, Fix};
use crate::text::{Span, step};
use crate::tokens::leftovers::{Kind, Leftover, Shape};
use crate::tokens::{LineKind, RegionKind, search};
use crate::tree::{Notes, Tag};

/// Reports the leftovers of one kind of tool.
pub fn report(context: &Context, findings: &mut Findings, kind: Kind) {
    let mut done = 0;
    for &(row, start, end) in context.leftovers.iter().filter(|(row, ..)| row.kind == kind) {
        let written = Span::of(start, end);
        if start < done || !may_stand(context, written) {
            continue;
        }
        if let Some(finding) = finding(context, row, written) {
            done = if in_tag(row.shape) { end } else { finding.span.end as usize };
            findings.add(finding);
        }
    }
}

/// Whether `span` is neither in code nor in what other languages own.
fn may_stand(context: &Context, span: Span) -> bool {
    let is_open = |kind: RegionKind| {
        matches!(kind, RegionKind::LinkTarget | RegionKind::Declaration | RegionKind::Math)
            || kind == RegionKind::Template && context.slice(span).starts_with('{')
    };
    context.region_at(span.start).is_none_or(is_open) && !context.in_code(span.start)
}

/// Whether a leftover of this shape is a tag or a part of one.
fn in_tag(shape: Shape) -> bool {
    matches!(shape, Shape::Wrapper | Shape::Marker | Shape::Version | Shape::Attribute)
}

fn finding(context: &Context, row: &Leftover, written: Span) -> Option<Finding> {
    let message = format!("{} left by {}", row.what, row.tool);
    let text = context.text();
    if in_tag(row.shape) {
        return tag(context, row, written, message);
    }
    match row.shape {
        Shape::Mark => Some(deleted(context, written, message)),
        Shape::Read(read) => {
            let (start, end) = read(text, written.start as usize)?;
            let span = Span::of(start, end);
            Some(if row.kind == Kind::Chat { deleted(context, span, message) } else { shown(span, message) })
        }
        Shape::Up(sign) => {
            let span = up_to(text, written, sign)?;
            let is_alone = context.lines.at(span.start).span.start == span.start;
            let span = if is_alone && text[span.end as usize..].starts_with('\n') {
                Span::new(span.start, span.end + 1)
            } else {
                span
            };
            Some(Finding::new(span, message).fix(Fix::safe("Delete it", vec![Edit::delete(span)])))
        }
        Shape::WordsUp(sign) => Some(shown(up_to(text, written, sign)?, message)),
        Shape::Alone => alone(context, written, message),
        _ => {
            let closes = context.tree.tag_at(written.start).is_some_and(|tag| tag.partner.is_some());
            (!closes).then(|| shown(written, message))
        }
    }
}

/// How far from its beginning the end of a leftover is looked for, in bytes.
const REACH: usize = 1_000;

fn up_to(text: &str, written: Span, sign: &str) -> Option<Span> {
    let end = written.end as usize;
    let rest = &text[end..step::floor(text, end + REACH)];
    let length = search::bytes(rest.as_bytes(), sign.as_bytes())?;
    (!rest[..length].contains("\n\n")).then(|| Span::new(written.start, written.end + (length + sign.len()) as u32))
}

fn shown(span: Span, message: String) -> Finding {
    Finding::new(span, message).help("Delete it, or write what it stands for")
}

/// A mark that goes, and the space before it where words go on or a sentence ends.
fn deleted(context: &Context, mark: Span, message: String) -> Finding {
    let text = context.text();
    let (start, end) = (mark.start as usize, mark.end as usize);
    let space = text[..start].len() - text[..start].trim_end_matches(' ').len();
    let ends = text[end..].chars().next().is_none_or(|char| char.is_whitespace() || ".,;:!?)<".contains(char));
    let begins_line = text[..start - space].is_empty() || text[..start - space].ends_with('\n');
    let glued = text[end..].starts_with(char::is_alphanumeric) && space > 0;
    let from = if (ends || glued) && !begins_line { start - space } else { start };
    let span = Span::of(from, end);
    let edit = if glued && !begins_line { Edit::replace(span, " ") } else { Edit::delete(span) };
    Finding::new(span, message).fix(Fix::safe("Delete it", vec![edit]))
}

/// Words that are alone on their line, which goes with the blank line after it.
fn alone(context: &Context, written: Span, message: String) -> Option<Finding> {
    let line = context.lines.at(written.start);
    let is_alone = line.kind == LineKind::Text
        && !line.is_item()
        && context.slice(line.content_span()).trim() == context.slice(written);
    is_alone.then(|| {
        let text = context.text();
        let rest = &text[line.span.end as usize..];
        let after = rest.len() - rest.trim_start_matches(['\n', '\r']).len();
        let span = Span::new(line.span.start, line.span.end + after as u32);
        let reason = "the words may belong to the article";
        Finding::new(written, message).fix(Fix::unsafe_("Delete the line", vec![Edit::delete(span)], reason))
    })
}

/// A leftover that is a tag or a part of one.
fn tag(context: &Context, row: &Leftover, written: Span, message: String) -> Option<Finding> {
    let tag = context.tree.tag_at(written.end - 1).filter(|tag| !tag.notes.contains(Notes::IN_CODE))?;
    let partner = context.partner(tag);
    match row.shape {
        Shape::Attribute => attribute(context, tag, written, &message),
        Shape::Version => {
            let end = partner.map_or(tag.span.end, |partner| partner.span.end);
            let finding = Finding::new(Span::new(tag.span.start, end), message);
            Some(finding.help("Keep one of the versions and delete the other"))
        }
        Shape::Marker => {
            let end = partner.map_or(tag.span.end, |partner| partner.span.end);
            let inside = partner.map_or("", |partner| context.slice(Span::new(tag.span.end, partner.span.start)));
            if !is_blank(inside) {
                return Some(wrapper(tag, partner, message));
            }
            let span = Span::new(tag.span.start, end);
            Some(Finding::new(span, message).fix(Fix::safe("Delete it", vec![Edit::delete(span)])))
        }
        _ => (!tag.is_end()).then(|| wrapper(tag, partner, message)),
    }
}

/// Whether readers see nothing of it.
fn is_blank(inside: &str) -> bool {
    let rest = inside.replace("&nbsp;", "").replace("&#65279;", "");
    rest.chars().all(|char| char.is_whitespace() || matches!(char, '\u{200b}' | '\u{feff}'))
}

fn wrapper(tag: &Tag, partner: Option<&Tag>, message: String) -> Finding {
    let title = "Delete the tags and keep what is between them";
    let mut edits = vec![Edit::delete(tag.span)];
    edits.extend(partner.map(|partner| Edit::delete(partner.span)));
    let finding =
        Finding::new(Span::new(tag.span.start, partner.map_or(tag.span.end, |partner| partner.span.end)), message);
    finding.fix(Fix::safe(title, edits))
}

fn attribute(context: &Context, tag: &Tag, written: Span, message: &str) -> Option<Finding> {
    let attribute = context.attributes(tag).iter().find(|attribute| attribute.name.start == written.start)?;
    if attribute.value.is_empty() {
        return None;
    }
    let span = Span::new(attribute.name.start, attribute.value.end);
    let before = &context.text()[..span.start as usize];
    let start = before.trim_end_matches([' ', '\t']).len() as u32;
    let fix = Fix::safe("Remove the attribute", vec![Edit::delete(Span::new(start, span.end))]);
    Some(Finding::new(span, format!("{message}: `{}`", context.slice(attribute.name))).fix(fix))
}

#[cfg(test)]
mod tests {
    use crate::lint::lint;
    use crate::settings::Settings;
    use crate::text::{Flavor, Source};
    use crate::tokens::leftovers::ROWS;

    #[test]
    fn every_row_is_reported_in_its_example() {
        for row in ROWS.iter() {
            let flavor = if row.example.starts_with('<') { Flavor::Html } else { Flavor::Markdown };
            let source = Source::new("example", flavor, row.example).expect("examples are readable");
            let report = lint(source, &Settings::default());
            let message = format!("{} left by {}", row.what, row.tool);
            let is_told = report.findings.iter().any(|finding| finding.message.starts_with(&message));
            assert!(is_told, "{}: {:?}", row.example, report.findings);
        }
    }
}
