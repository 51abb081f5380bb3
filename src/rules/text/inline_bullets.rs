use crate::findings::{Context, Edit, Facts, Finding, Findings, Fix, Safety, Severity};
use crate::rules::{Example, Fixed, Group, Rule, Scope};
use crate::text::{Flavor, Span};
use crate::tokens::{Line, LineKind};

/// A list whose bullets are on one line.
pub static RULE: Rule = Rule {
    name: "inline-bullets",
    group: Group::Text,
    summary: "A list whose bullets are on one line",
    why: "Text taken out of a PDF or copied from a page often loses the line ends of its lists: `● Water ● Map ● Lamp`. A line \
          that begins with a bullet and has more of them is a list.",
    severity: Severity::Warning,
    on: true,
    fix: Some(Safety::Unsafe),
    flavors: Flavor::WITH_MARKDOWN,
    triggers: Facts::NON_ASCII,
    scope: Scope::Block,
    options: &[],
    examples: &[
        Example::Bad {
            flavor: Flavor::Markdown,
            text: "● Water ● A map ● A lamp\n\nLeave at nine.\n",
            at: "● Water ● A map ● A lamp",
            fixed: Fixed::Unsafe("- Water\n- A map\n- A lamp\n\nLeave at nine.\n"),
        },
        Example::Good { flavor: Flavor::Markdown, text: "© 2031 Office • Privacy • Terms\n\nOpen daily ● Free\n\n• **x**: `a`\n" },
    ],
    check,
};

const BULLETS: [char; 5] = ['●', '•', '▪', '■', '‣'];

fn check(context: &Context, findings: &mut Findings) {
    // All bullets begin with this byte.
    let bytes = context.text().as_bytes();
    let is_likely = |line: &&Line| bytes.get(line.content as usize) == Some(&0xe2) && line.kind == LineKind::Text && !line.is_item();
    for line in context.lines.list().iter().filter(is_likely) {
        let content = line.content_span();
        let text = context.slice(content).trim_end();
        let Some(bullet) = BULLETS.into_iter().find(|bullet| text.starts_with(*bullet)) else { continue };
        let places: Vec<usize> = text.match_indices(bullet).map(|(at, _)| at).collect();
        let is_apart = |at: usize| text[at + bullet.len_utf8()..].starts_with([' ', '\u{a0}', '\t']) && (at == 0 || text[..at].ends_with(' '));
        if places.len() < 3 || !places.iter().all(|&at| is_apart(at)) {
            continue;
        }
        let edits = places.iter().map(|&at| {
            let before = text[..at].trim_end().len();
            let rest = &text[at + bullet.len_utf8()..];
            let after = text.len() - rest.trim_start().len();
            let span = Span::new(content.start + before as u32, content.start + after as u32);
            Edit::replace(span, if at == 0 { "- " } else { "\n- " })
        });
        let fix = Fix::unsafe_("Write a list", edits.collect(), "the bullets may separate words of a line");
        let span = Span::new(content.start, content.start + text.len() as u32);
        findings.add(Finding::new(span, "The items of this list are on one line").fix(fix));
    }
}
