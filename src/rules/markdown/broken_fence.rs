use crate::findings::{Context, Edit, Facts, Finding, Findings, Fix, Safety, Severity};
use crate::rules::{Example, Fixed, Group, Rule, Scope};
use crate::text::Flavor;
use crate::text::wear::Wear;
use crate::tokens::FenceDamage;

/// A code fence that is spaced, too short or typographic.
pub static RULE: Rule = Rule {
    name: "broken-fence",
    group: Group::Markdown,
    summary: "A code fence that is spaced, too short or typographic",
    why: "A fence needs at least three backticks or tildes in a row (CommonMark 4.5). If one fence of a pair is \
          damaged, code turns into text and the text after it into code, up to the end of the article.",
    severity: Severity::Error,
    on: true,
    fix: Some(Safety::Safe),
    flavors: Flavor::WITH_MARKDOWN,
    triggers: Facts::FENCE.union(Facts::NON_ASCII),
    scope: Scope::Document,
    options: &[],
    examples: &[
        Example::Bad {
            flavor: Flavor::Markdown,
            text: "Run this:\n\n`` `sh\nmoor --north\n```\n\nThen leave.\n",
            at: "`` `",
            fixed: Fixed::Safe("Run this:\n\n```sh\nmoor --north\n```\n\nThen leave.\n"),
        },
        Example::Bad {
            flavor: Flavor::Markdown,
            text: "```sh\nmoor --north\n’’’’\n\nThen:\n\n```sh\nleave\n```\n",
            at: "’’’’",
            fixed: Fixed::Safe("```sh\nmoor --north\n```\n\nThen:\n\n```sh\nleave\n```\n"),
        },
        Example::Bad {
            flavor: Flavor::Markdown,
            text: "～～～\nmoor --north\n~~~\n\nThen leave.\n",
            at: "～～～",
            fixed: Fixed::Safe("~~~\nmoor --north\n~~~\n\nThen leave.\n"),
        },
        Example::Bad {
            flavor: Flavor::Markdown,
            text: "````sh\nmoor --north\n```\n\nThen leave.\n",
            at: "````",
            fixed: Fixed::Safe("```sh\nmoor --north\n```\n\nThen leave.\n"),
        },
        Example::Good {
            flavor: Flavor::Markdown,
            text: "Markdown writes code with three backticks:\n\n\\```\nmoor()\n\\```\n\nThen leave.\n",
        },
        Example::Good {
            flavor: Flavor::Markdown,
            text: "````md\n```sh\nmoor\n```\n````\n\n~~~\n```\n~~~\n\n``moor``\n",
        },
        Example::Good { flavor: Flavor::Markdown, text: "<!--\n```\nnot a fence\n-->\n\n```sh\n``\n````\n" },
    ],
    check,
};

fn check(context: &Context, findings: &mut Findings) {
    let broken = || context.regions.fences().iter().filter(|fence| fence.damage == FenceDamage::Broken);
    let is_shown = broken().any(|fence| fence.wear.contains(Wear::ESCAPED)) && context.teaches_signs();
    for fence in broken().filter(|fence| !is_shown || !fence.wear.contains(Wear::ESCAPED)) {
        let side = if fence.opens { "begins" } else { "ends" };
        let (sign, length) = fence.meant;
        let name = if sign == '`' { "backticks" } else { "tildes" };
        let count = if length == 3 { "three".to_owned() } else { length.to_string() };
        let meant: String = std::iter::repeat_n(sign, length).collect();
        let fix = Fix::safe(format!("Write {count} {name}"), vec![Edit::replace(fence.span, meant)]);
        let fix = if fence.wear.contains(Wear::ESCAPED) {
            fix.at_most(Safety::Unsafe, "the article may show the fence on purpose")
        } else {
            fix
        };
        findings.add(Finding::new(fence.span, format!("The fence that {side} this code block is damaged")).fix(fix));
    }
}
