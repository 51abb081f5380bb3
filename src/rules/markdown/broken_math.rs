use crate::findings::{Context, Edit, Facts, Finding, Findings, Fix, Safety, Severity};
use crate::rules::{Example, Fixed, Group, Rule, Scope};
use crate::text::wear::is_invisible;
use crate::text::{Flavor, Span};
use crate::tokens::{Line, LineKind};

/// Signs around a formula that are parted or doubled.
pub static RULE: Rule = Rule {
    name: "broken-math",
    group: Group::Markdown,
    summary: "Dollar signs around a formula that are parted",
    why: "A displayed formula stands between two dollar signs on both sides. Translation puts a space between them, and the \
          formula is shown with its commands.",
    severity: Severity::Error,
    on: true,
    fix: Some(Safety::Unsafe),
    flavors: Flavor::WITH_MARKDOWN,
    triggers: Facts::ALWAYS,
    scope: Scope::Block,
    options: &[],
    examples: &[
        Example::Bad {
            flavor: Flavor::Markdown,
            text: "The density is\n\n$ $\\rho = \\frac{m}{V}$ $\n\nfor every tank.\n",
            at: "$ $\\rho = \\frac{m}{V}$ $",
            fixed: Fixed::Unsafe("The density is\n\n$$\\rho = \\frac{m}{V}$$\n\nfor every tank.\n"),
        },
        Example::Bad {
            flavor: Flavor::Markdown,
            text: "The force is\n\n$ $\nE = mc^2\n$$\n\nat rest.\n",
            at: "$ $",
            fixed: Fixed::Unsafe("The force is\n\n$$\nE = mc^2\n$$\n\nat rest.\n"),
        },
        Example::Good { flavor: Flavor::Markdown, text: "It costs $ $5, and $$x$$ or:\n\n$$\nE = mc^2\n$$\n" },
    ],
    check,
};

/// Lines of a formula at the most.
const MOST_LINES: usize = 20;

fn check(context: &Context, findings: &mut Findings) {
    let text = context.text();
    let lines = context.lines.list();
    let mut last = usize::MAX;
    for at in memchr::memchr_iter(b'$', text.as_bytes()) {
        let index = context.lines.index_at(at as u32);
        let line = &lines[index];
        if index == last || line.content != at as u32 || line.kind != LineKind::Text {
            continue;
        }
        last = index;
        let content = content(context, line);
        let written = context.slice(content);
        let inside = written.strip_prefix("$ $").and_then(|rest| rest.strip_suffix("$ $"));
        if inside.is_some_and(|inside| inside.contains(['\\', '=', '^']) && !inside.contains('$')) {
            let ends = [Span::new(content.start, content.start + 3), Span::new(content.end - 3, content.end)];
            findings.add(finding(content, ends.to_vec()));
        } else if is_worn(written) {
            let is_sign = |line: &&Line| context.slice(self::content(context, line)) == "$$";
            let (from, to) = (index.saturating_sub(MOST_LINES), (index + MOST_LINES).min(lines.len()));
            // The partner is alone: a formula that is whole has two.
            if lines[from..to].iter().filter(is_sign).count() % 2 == 1 {
                findings.add(finding(content, vec![content]));
            }
        }
    }
}

/// The line without the white space at its ends.
fn content(context: &Context, line: &Line) -> Span {
    let content = line.content_span();
    Span::new(content.start, content.start + context.slice(content).trim_end().len() as u32)
}

/// Whether a line is `$ $`, or two dollars with something invisible between them.
fn is_worn(line: &str) -> bool {
    let dollars = line.bytes().filter(|&byte| byte == b'$').count();
    dollars == 2 && line != "$$" && line.ends_with('$') && line.chars().all(|char| char == '$' || char == ' ' || is_invisible(char))
}

fn finding(span: Span, signs: Vec<Span>) -> Finding {
    let edits = signs.into_iter().map(|sign| Edit::replace(sign, "$$")).collect();
    let fix = Fix::unsafe_("Write `$$`", edits, "the dollar signs may be meant as they are");
    Finding::new(span, "The dollar signs are parted: this will not be a formula").fix(fix)
}
