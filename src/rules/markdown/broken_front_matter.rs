use crate::findings::{Context, Edit, Facts, Finding, Findings, Fix, Safety, Severity};
use crate::rules::{Example, Fixed, Group, Rule, Scope};
use crate::text::{Flavor, Span};
use crate::tokens::RegionKind;

/// Typographic dashes around front matter.
pub static RULE: Rule = Rule {
    name: "broken-front-matter",
    group: Group::Markdown,
    summary: "Typographic dashes around front matter",
    why: "Front matter stands between two lines of three hyphens. Word processors and typographic clean-up turn them into \
          dashes, and then the metadata is shown as the article's first paragraph.",
    severity: Severity::Error,
    on: true,
    fix: Some(Safety::Safe),
    flavors: Flavor::WITH_MARKDOWN,
    triggers: Facts::ALWAYS,
    scope: Scope::Document,
    options: &[],
    examples: &[
        Example::Bad {
            flavor: Flavor::Markdown,
            text: "———\ntitle: Harbour news\n---\n\nThe mole is closed.\n",
            at: "———",
            fixed: Fixed::Safe("---\ntitle: Harbour news\n---\n\nThe mole is closed.\n"),
        },
        Example::Bad {
            flavor: Flavor::Markdown,
            text: "---\ntitle: Harbour news\n–––\n\nThe mole is closed.\n",
            at: "–––",
            fixed: Fixed::Safe("---\ntitle: Harbour news\n---\n\nThe mole is closed.\n"),
        },
        Example::Good { flavor: Flavor::Markdown, text: "—\nSaid the harbour master: no.\n\n—\n" },
        Example::Good { flavor: Flavor::Markdown, text: "+++\ntitle = \"News\"\n+++\n\nText.\n" },
    ],
    check,
};

fn check(context: &Context, findings: &mut Findings) {
    let Some(front) = context.regions.list().first().filter(|region| region.kind == RegionKind::FrontMatter) else {
        return;
    };
    let text = context.slice(front.span);
    let first = text.lines().next().unwrap_or("").trim_end();
    let last = text.trim_end().rsplit(['\n', '\r']).next().unwrap_or("");
    let end = front.span.start + text.trim_end().len() as u32;
    let fences =
        [Span::new(front.span.start, front.span.start + first.len() as u32), Span::new(end - last.len() as u32, end)];
    for fence in fences {
        if !matches!(context.slice(fence), "---" | "+++" | "...") {
            let fix = Fix::safe("Write three hyphens", vec![Edit::replace(fence, "---")]);
            findings.add(Finding::new(fence, "Typographic dashes: this is no front matter").fix(fix));
        }
    }
}
