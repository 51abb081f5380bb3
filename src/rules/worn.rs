//! What rules say of constructs whose signs are damaged.

use crate::constructs::{BULLET, Construct, Found, REFERENCE_LINK, Wear};
use crate::findings::{Context, Edit, Finding, Findings, Fix};
use crate::text::Span;

/// What stands for a space in an address.
const ESCAPED_SPACE: &str = "%20";

/// Characters of a repaired construct that a title can show.
const MOST_SHOWN: usize = 40;

/// Wear of which the repair leaves nothing to decide.
const CERTAIN: Wear = Wear::SPACED.union(Wear::INVISIBLE).union(Wear::FULL_WIDTH).union(Wear::HARD_SPACE);

/// Reports the damaged ones of these constructs.
pub fn report(context: &Context, findings: &mut Findings, constructs: &[&'static Construct]) {
    let is_one = |found: &&Found| constructs.iter().any(|construct| std::ptr::eq(*construct, found.construct));
    for found in context.broken().iter().filter(is_one) {
        findings.add(finding(context, found));
    }
}

/// The finding for a damaged construct.
pub fn finding(context: &Context, found: &Found) -> Finding {
    let edits: Vec<Edit> = found.edits.iter().map(|(span, text)| Edit::replace(*span, text.as_str())).collect();
    let finding = Finding::new(found.span, message(context, found));
    if edits.is_empty() {
        return finding;
    }
    let title = title(context, found);
    let fix = match found.construct.hides {
        _ if found.edits.iter().any(|(_, text)| text.contains(ESCAPED_SPACE)) => {
            Fix::unsafe_(title, edits, "the words may be no address")
        }
        _ if !CERTAIN.contains(found.wear) => Fix::unsafe_(title, edits, reason(found.wear)),
        Some(reason) => Fix::unsafe_(title, edits, reason),
        None if is_reference(found) && found.wear == Wear::SPACED => {
            Fix::unsafe_(title, edits, "the second brackets may be a link of their own")
        }
        None => Fix::safe(title, edits),
    };
    finding.fix(fix)
}

fn message(context: &Context, found: &Found) -> String {
    let name = found.construct.name;
    if let [(extra, new)] = &found.edits[..]
        && new.is_empty()
        && found.wear == Wear::DOUBLED
    {
        return format!("Extra `{}` next to {name}", context.slice(*extra));
    }
    let what = match (found.wear, found.lost) {
        (_, Some(' ')) => "Missing space".to_owned(),
        (_, Some('`')) => "Missing backtick".to_owned(),
        (_, Some(lost)) => format!("Missing `{lost}`"),
        (wear, _) if wear.contains(Wear::FULL_WIDTH) => "Full-width signs".to_owned(),
        (wear, _) if wear.intersects(Wear::ESCAPED | Wear::REFERENCE) => "Escaped signs".to_owned(),
        (wear, _) if wear.contains(Wear::TYPOGRAPHIC) => "Typographic signs".to_owned(),
        (wear, _) if wear.contains(Wear::LOOKALIKE) && is_bullet(found) => {
            "Another sign in place of the dash".to_owned()
        }
        (wear, _) if wear.contains(Wear::LOOKALIKE) => "The wrong bracket".to_owned(),
        (wear, _) if wear.contains(Wear::TRANSLATED) => "The name was translated".to_owned(),
        (wear, _) if wear.contains(Wear::INVISIBLE) => "Invisible character between the signs".to_owned(),
        (wear, _) if wear.contains(Wear::HARD_SPACE) && context.slice(found.span).contains('\u{3000}') => {
            "Ideographic space after the sign".to_owned()
        }
        (wear, _) if wear.contains(Wear::HARD_SPACE) => "Non-breaking space after the sign".to_owned(),
        (wear, _) if wear.contains(Wear::DOUBLED) => "Doubled sign".to_owned(),
        (wear, _) if wear.contains(Wear::LOST) => "Missing space in the box".to_owned(),
        _ => "Space within the signs".to_owned(),
    };
    format!("{what}: this will not be {name}")
}

fn title(context: &Context, found: &Found) -> String {
    let mut repaired = String::new();
    let mut at = found.span.start;
    for (span, text) in &found.edits {
        repaired.push_str(context.slice(Span::new(at, span.start.max(at))));
        repaired.push_str(text);
        at = span.end.max(at);
    }
    repaired.push_str(context.slice(Span::new(at, found.span.end.max(at))));
    let repaired = repaired.trim();
    if repaired.chars().count() <= MOST_SHOWN && !repaired.contains(['`', '\n']) {
        format!("Write `{repaired}`")
    } else {
        format!("Write the signs of {}", found.construct.name)
    }
}

fn reason(wear: Wear) -> &'static str {
    if wear.contains(Wear::LOST) {
        "where the missing sign stood is a guess"
    } else if wear.contains(Wear::TRANSLATED) {
        "another name may have been meant"
    } else {
        "the sign may have been meant as it is"
    }
}

fn is_reference(found: &Found) -> bool {
    let reference: &'static Construct = &REFERENCE_LINK;
    std::ptr::eq(found.construct, reference)
}

fn is_bullet(found: &Found) -> bool {
    let bullet: &'static Construct = &BULLET;
    std::ptr::eq(found.construct, bullet)
}
