use crate::findings::{Context, Edit, Facts, Finding, Findings, Fix, Safety, Severity};
use crate::rules::leftover::report;
use crate::rules::{Example, Fixed, Group, Rule, Scope};
use crate::text::{Flavor, Span};
use crate::tokens::leftovers::{Kind, chat};
use crate::tokens::{Line, LineKind};

/// What a chat program leaves beside the text that it was asked for.
pub static RULE: Rule = Rule {
    name: "chat-residue",
    group: Group::Residue,
    summary: "A citation mark, a greeting or a button left by a chat program",
    why: "Text copied from a chat program carries its internal citation marks: \
          `:contentReference[oaicite:0]{index=0}`, `citeturn0search1`, `【4†source】`. They mean nothing outside the \
          program and lead nowhere. Its answer may also begin with words to whoever asked, `Here is the translated \
          text:`, or bring the label of a button along.",
    severity: Severity::Warning,
    on: true,
    fix: Some(Safety::Safe),
    flavors: Flavor::ALL,
    triggers: Facts::ALWAYS,
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
        Example::Bad {
            flavor: Flavor::Markdown,
            text: "The pier has two gates[cite: 12, 14].\n",
            at: "[cite: 12, 14]",
            fixed: Fixed::Safe("The pier has two gates.\n"),
        },
        Example::Bad {
            flavor: Flavor::Markdown,
            text: "Voici le texte traduit :\n\n# Le port\n\nLe quai ouvre.\n",
            at: "Voici le texte traduit :",
            fixed: Fixed::Unsafe("# Le port\n\nLe quai ouvre.\n"),
        },
        Example::Bad {
            flavor: Flavor::Markdown,
            text: "See [the table](sandbox:/mnt/data/tides.csv).\n",
            at: "sandbox:/mnt/",
            fixed: Fixed::No,
        },
        Example::Good {
            flavor: Flavor::Markdown,
            text: "# Translating\n\nHere is the translated text:\n\n> Low water.\n\nSee `[cite_start]` and [cite: key].\n",
        },
        Example::Good {
            flavor: Flavor::Markdown,
            text: "The cleaner strips `:contentReference[oaicite:0]{index=0}` and `【4†source】`.\n",
        },
        Example::Good { flavor: Flavor::Markdown, text: "以下模型可用于多语言翻译：\n\n- 甲\n- 乙\n" },
        Example::Good {
            flavor: Flavor::Markdown,
            text: "港口【四】于五月开放†，见【注】。\n\nTurn 0 search in the cite turn.\n",
        },
    ],
    check,
};

fn check(context: &Context, findings: &mut Findings) {
    report(context, findings, Kind::Chat);
    let bytes = context.text().as_bytes();
    // The last byte of a colon, or of a full-width one.
    let ends_with_colon = |line: &&Line| {
        let end = line.span.end as usize;
        line.kind == LineKind::Text && end > 0 && matches!(bytes[end - 1], b':' | 0x9a | b' ' | b'\r')
    };
    for line in context.lines.list().iter().filter(ends_with_colon) {
        if let Some(finding) = preamble(context, line) {
            findings.add(finding);
        }
    }
}

/// A line by which a chat program begins its answer: `Here is the translated text:`
fn preamble(context: &Context, line: &Line) -> Option<Finding> {
    let content = line.content_span();
    let words = context.slice(content).trim_end();
    if !words.ends_with([':', '：']) || line.kind != LineKind::Text || line.is_item() || line.quotes > 0 {
        return None;
    }
    let address = chat::opening(words)?;
    let text = context.text();
    let before = text[..line.span.start as usize].trim_end();
    let is_first = before.is_empty() && context.begins;
    let after = &text[line.span.end as usize..];
    let is_block = (is_first || text[..line.span.start as usize].trim_end_matches(['\n', '\r']).len() + 1 < line.span.start as usize)
        && after.starts_with(['\n', '\r'])
        && after.trim_start_matches('\r')[1..].starts_with(['\n', '\r']);
    if !is_block || !(is_first || address) || context.in_code(content.start) {
        return None;
    }
    let blank = after.len() - after.trim_start_matches(['\n', '\r']).len();
    let gone = Span::new(line.span.start, line.span.end + blank as u32);
    let fix = Fix::unsafe_("Delete the line", vec![Edit::delete(gone)], "the words may belong to the article");
    let span = Span::new(content.start, content.start + words.len() as u32);
    Some(Finding::new(span, "The first words of an answer of a chat program").fix(fix))
}
