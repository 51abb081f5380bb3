use crate::findings::{Context, Facts, Finding, Findings, Severity};
use crate::rules::{Example, Fixed, Group, Rule, Scope};
use crate::text::Flavor;
use crate::tokens::{FenceDamage, RegionKind};

/// A code block that is never closed and ends with the next one.
pub static RULE: Rule = Rule {
    name: "phantom-fence",
    group: Group::Markdown,
    summary: "A code block that is never closed and swallows the next one",
    why: "A fence with an info string, such as ```` ```sh ````, cannot close a code block. So a block whose closing \
          fence is missing continues through the text after it and through the next block.",
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
            text: "```sh\nmoor --north\n\n## Leaving\n\n```sh\nleave\n```\n",
            at: "```sh",
            fixed: Fixed::No,
        },
        Example::Good { flavor: Flavor::Markdown, text: "````md\n```sh\nmoor\n```\n\n```sh\nleave\n```\n````\n" },
    ],
    check,
};

fn check(context: &Context, findings: &mut Findings) {
    for fence in context.regions.fences().iter().filter(|fence| fence.damage == FenceDamage::Phantom) {
        if context.region_at(fence.span.start) != Some(RegionKind::CodeBlock) {
            continue;
        }
        let lines = context.source.lines();
        let count = lines.line_of(fence.swallowed.start) - lines.line_of(fence.span.start) + fence.lines_behind;
        let span = context.fence_line(fence.span);
        let message = format!("This code block is never closed: it swallows the next {count} lines and more");
        let finding = Finding::new(span, message).help("Add a closing fence where the code ends");
        // One that is far away is in another piece of the article.
        let is_here = !fence.swallowed.is_empty();
        let why = "This fence cannot close it, because it has an info string";
        findings.add(if is_here { finding.related(fence.swallowed, why) } else { finding });
    }
}
