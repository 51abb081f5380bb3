use crate::findings::{Context, Facts, Finding, Findings, Severity};
use crate::rules::{Example, Fixed, Group, Rule, Scope};
use crate::text::Flavor;
use crate::tokens::{FenceDamage, RegionKind};

/// A code block that is never closed.
pub static RULE: Rule = Rule {
    name: "unclosed-fence",
    group: Group::Markdown,
    summary: "A code block that is never closed and swallows the rest of the article",
    why: "Without its closing fence, a code block continues to the end of the article, and all text after the code \
          is shown as code. Articles that were cut off or pieced together lose closing fences.",
    severity: Severity::Error,
    on: true,
    fix: None,
    flavors: Flavor::WITH_MARKDOWN,
    triggers: Facts::FENCE,
    scope: Scope::Document,
    options: &[],
    examples: &[
        Example::Bad {
            flavor: Flavor::Markdown,
            text: "Run this:\n\n```sh\nmoor --north\n\nThen leave.\n",
            at: "```sh",
            fixed: Fixed::No,
        },
        Example::Good { flavor: Flavor::Markdown, text: "```sh\nmoor --north\n````\n\nThen leave.\n" },
    ],
    check,
};

fn check(context: &Context, findings: &mut Findings) {
    for fence in context.regions.fences().iter().filter(|fence| fence.damage == FenceDamage::Unclosed) {
        if context.region_at(fence.span.start) != Some(RegionKind::CodeBlock) {
            continue;
        }
        let lines = context.source.lines();
        let count = lines.line_of(fence.swallowed.start.saturating_sub(1)) - lines.line_of(fence.span.start) + fence.lines_behind;
        let message = format!("This code block is never closed: it swallows the last {count} lines of the article");
        let span = context.fence_line(fence.span);
        findings.add(Finding::new(span, message).help("Add a closing fence where the code ends"));
    }
}
