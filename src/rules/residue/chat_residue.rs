use crate::findings::{Context, Edit, Facts, Finding, Findings, Fix, Safety, Severity};
use crate::rules::{Example, Fixed, Group, Rule, Scope};
use crate::text::{Flavor, Span, step};
use crate::tokens::search;

/// Marks by which a chat program cites its sources.
pub static RULE: Rule = Rule {
    name: "chat-residue",
    group: Group::Residue,
    summary: "A citation mark left by a chat program",
    why: "Text copied from a chat program carries its internal citation marks: \
          `:contentReference[oaicite:0]{index=0}`, `citeturn0search1`, `【4†source】`. They mean nothing outside the \
          program and lead nowhere.",
    severity: Severity::Warning,
    on: true,
    fix: Some(Safety::Safe),
    flavors: Flavor::ALL,
    triggers: Facts::CHAT,
    scope: Scope::Block,
    options: &[],
    examples: &[
        Example::Bad {
            flavor: Flavor::Markdown,
            text: "The pier opened in May. :contentReference[oaicite:3]{index=3}\n",
            at: " :contentReference[oaicite:3]{index=3}",
            fixed: Fixed::Safe("The pier opened in May.\n"),
        },
        Example::Bad {
            flavor: Flavor::Text,
            text: "The pier opened in May \u{e200}cite\u{e202}turn0search1\u{e201}and closed in June.\n",
            at: " \u{e200}cite\u{e202}turn0search1\u{e201}",
            fixed: Fixed::Safe("The pier opened in May and closed in June.\n"),
        },
        Example::Bad {
            flavor: Flavor::Html,
            text: "<p>The pier opened in May【4†source】.</p>\n",
            at: "【4†source】",
            fixed: Fixed::Safe("<p>The pier opened in May.</p>\n"),
        },
        Example::Bad {
            flavor: Flavor::Markdown,
            text: "The pier [oai_citation:0‡pier.pdf](sediment://file_1) opened in May.\n",
            at: " [oai_citation:0‡pier.pdf](sediment://file_1)",
            fixed: Fixed::Safe("The pier opened in May.\n"),
        },
        Example::Good {
            flavor: Flavor::Markdown,
            text: "The cleaner strips `:contentReference[oaicite:0]{index=0}` and `【4†source】`.\n",
        },
        Example::Good {
            flavor: Flavor::Markdown,
            text: "港口【四】于五月开放†，见【注】。\n\nTurn 0 search in the cite turn.\n",
        },
    ],
    check,
};

/// A kind of mark: what is looked for, and how long a mark is that holds it.
type Kind = (&'static str, fn(&str, usize) -> Option<(usize, usize)>);

const KINDS: &[Kind] = &[
    (":contentReference[oaicite:", content_reference),
    ("turn0", cite),
    ("†", bracketed),
    ("[oai_citation:", oai_citation),
];

fn check(context: &Context, findings: &mut Findings) {
    let text = context.text();
    let mut done = 0;
    let mut places: Vec<(usize, usize)> = KINDS
        .iter()
        .flat_map(|&(needle, read)| memchr::memmem::find_iter(text.as_bytes(), needle).filter_map(move |at| read(text, at)))
        .collect();
    places.sort_unstable();
    for (start, end) in places {
        let start = start.max(done);
        if start >= end || context.in_code(start as u32) {
            continue;
        }
        done = end;
        let space = text[..start].len() - text[..start].trim_end_matches(' ').len();
        let ends = text[end..].chars().next().is_none_or(|char| char.is_whitespace() || ".,;:!?)<".contains(char));
        let glued = text[end..].starts_with(char::is_alphanumeric) && space > 0;
        let from = if ends || glued { start - space } else { start };
        let span = Span::of(from, end);
        let edit = if glued { Edit::replace(span, " ") } else { Edit::delete(span) };
        findings.add(Finding::new(span, "Citation mark left by a chat program").fix(Fix::safe("Delete it", vec![edit])));
    }
}

/// `:contentReference[oaicite:0]{index=0}`
fn content_reference(text: &str, at: usize) -> Option<(usize, usize)> {
    let rest = &text[at..text.len().min(step::ceil(text, at + 120))];
    let bracket = search::byte(b']', rest.as_bytes())? + 1;
    let brace = rest[bracket..].strip_prefix("{index=").and_then(|index| index.find('}'));
    Some((at, at + bracket + brace.map_or(0, |length| "{index=".len() + length + 1)))
}

/// `citeturn0search1`, with or without the private-use characters that part it.
fn cite(text: &str, at: usize) -> Option<(usize, usize)> {
    let is_private = |char: char| ('\u{e200}'..='\u{e20f}').contains(&char);
    let before = text[..at].trim_end_matches(is_private);
    let start = before.strip_suffix("cite")?.trim_end_matches(is_private).len();
    let mut end = at;
    while let Some(turn) = text[end..].strip_prefix("turn") {
        let length = turn.bytes().take(40).take_while(u8::is_ascii_alphanumeric).count();
        let word = &turn[..length];
        let is_mark = ["search", "news", "view", "image", "fetch", "file"].iter().any(|kind| word.contains(kind));
        let next = word.find("turn").unwrap_or(length);
        end += if is_mark { "turn".len() + next } else { break };
        end = text.len() - text[end..].trim_start_matches(is_private).len();
    }
    (end > at).then_some((start, end))
}

/// `【4†source】`
fn bracketed(text: &str, at: usize) -> Option<(usize, usize)> {
    let before = text[..at].trim_end_matches(|char: char| char.is_ascii_digit() || char == ':');
    let start = before.strip_suffix('【')?.len();
    let rest = &text[at..step::ceil(text, at + 90)];
    let length = search::bytes(rest.as_bytes(), "】".as_bytes())?;
    (before.len() < at && !rest[..length].contains('\n')).then_some((start, at + length + '】'.len_utf8()))
}

/// `[oai_citation:0‡harbour.pdf](sediment://file)`
fn oai_citation(text: &str, at: usize) -> Option<(usize, usize)> {
    let rest = &text[at..step::ceil(text, at + 400)];
    let label = search::byte(b']', rest.as_bytes())? + 1;
    let target = rest[label..].strip_prefix('(').and_then(|target| target.find(')'));
    Some((at, at + label + target.map_or(0, |length| length + 2)))
}
