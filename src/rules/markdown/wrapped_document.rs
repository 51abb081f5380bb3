use crate::findings::{Context, Edit, Facts, Finding, Findings, Fix, Safety, Severity};
use crate::rules::{Example, Fixed, Group, Rule, Scope};
use crate::text::{Flavor, Span};
use crate::tokens::FenceDamage;

/// A whole article in a fence.
pub static RULE: Rule = Rule {
    name: "wrapped-document",
    group: Group::Markdown,
    summary: "A whole article inside a code fence",
    why: "Language models often answer with an article inside a code fence. If it is saved as is, the page shows the \
          source of the article as code, or half of it: the first fence inside ends the outer one.",
    severity: Severity::Error,
    on: true,
    fix: Some(Safety::Unsafe),
    flavors: Flavor::WITH_MARKDOWN,
    triggers: Facts::FENCE,
    scope: Scope::Document,
    options: &[],
    examples: &[
        Example::Bad {
            flavor: Flavor::Markdown,
            text: "```markdown\n# Mooring\n\nThe quay opens at nine.\n\n```sh\nmoor --north\n```\n\nThen leave.\n```\n",
            at: "```markdown",
            fixed: Fixed::Unsafe("# Mooring\n\nThe quay opens at nine.\n\n```sh\nmoor --north\n```\n\nThen leave.\n"),
        },
        Example::Good { flavor: Flavor::Markdown, text: "```sh\n# Moor\nmoor --north\n```\n" },
        Example::Good {
            flavor: Flavor::Markdown,
            text: "# Headings\n\n```markdown\n# Mooring\n\nThe quay opens at nine.\n```\n\nWrite them so.\n",
        },
    ],
    check,
};

fn check(context: &Context, findings: &mut Findings) {
    for fence in context.regions.fences().iter().filter(|fence| fence.damage == FenceDamage::Wrapped) {
        let edits = [fence.span, fence.swallowed].map(|line| Edit::delete(with_line_end(context, line)));
        let reason = "the page may be meant to show the article's source";
        let fix = Fix::unsafe_("Take the article out of the fence", edits.to_vec(), reason);
        let message = "The whole article is inside this fence, so the page shows its source as code";
        findings.add(Finding::new(fence.span, message).related(fence.swallowed, "The fence ends here").fix(fix));
    }
}

fn with_line_end(context: &Context, line: Span) -> Span {
    let behind = &context.text().as_bytes()[line.end as usize..];
    let length = behind.iter().take(2).position(|&byte| byte == b'\n').map_or(0, |at| at + 1);
    Span::new(line.start, line.end + length as u32)
}
