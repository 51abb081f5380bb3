use crate::findings::{Context, Edit, Facts, Finding, Findings, Fix, Safety, Severity};
use crate::rules::{Example, Fixed, Group, Rule, Scope};
use crate::text::{Flavor, Span};
use crate::tree::LinkDamage;

/// Full-width brackets or parentheses in a link.
pub static RULE: Rule = Rule {
    name: "fullwidth-link",
    group: Group::Markdown,
    summary: "Full-width brackets or parentheses in a link",
    why: "Only the ASCII characters `[ ] ( )` make a link. Translation into Chinese and Japanese, and input methods, \
          turn them into their full-width forms, and readers see the address instead of a link.",
    severity: Severity::Error,
    on: true,
    fix: Some(Safety::Safe),
    flavors: Flavor::WITH_MARKDOWN,
    triggers: Facts::NON_ASCII,
    scope: Scope::Block,
    options: &[],
    examples: &[
        Example::Bad {
            flavor: Flavor::Markdown,
            text: "请看[港口地图]（https://example.org/map）再出发。\n",
            at: "[港口地图]（https://example.org/map）",
            fixed: Fixed::Safe("请看[港口地图](https://example.org/map)再出发。\n"),
        },
        Example::Bad {
            flavor: Flavor::Markdown,
            text: "See the ［tide tables］(../tides.md) page.\n",
            at: "［tide tables］(../tides.md)",
            fixed: Fixed::Safe("See the [tide tables](../tides.md) page.\n"),
        },
        Example::Bad {
            flavor: Flavor::Markdown,
            text: "See the [tide tables](/tides）page.\n",
            at: "[tide tables](/tides）",
            fixed: Fixed::Safe("See the [tide tables](/tides)page.\n"),
        },
        Example::Bad {
            flavor: Flavor::Markdown,
            text: "Tides ([today](/tides）).\n",
            at: "[today](/tides）",
            fixed: Fixed::Safe("Tides ([today](/tides)).\n"),
        },
        Example::Good {
            flavor: Flavor::Markdown,
            text: "看这里！[港口地图](https://example.org/map)［旧］（见注三）。\n",
        },
        Example::Good {
            flavor: Flavor::Markdown, text: "［北堤］（北码头）今天关闭（见[公告](/news)）。\n"
        },
    ],
    check,
};

fn check(context: &Context, findings: &mut Findings) {
    for link in context.links().filter(|link| link.damage == LinkDamage::Fullwidth) {
        let mut edits = Vec::new();
        for (span, sign) in [(link.open, "["), (link.close, "]"), (link.before, "("), (link.after, ")")] {
            if context.slice(span) != sign {
                edits.push(Edit::replace(span, sign));
            }
        }
        let fix = Fix::safe("Write ASCII brackets and parentheses", edits);
        // Where white space follows the address, its end is what people may not have meant.
        let line = context.lines.at(link.after.start).span;
        let rest = context.slice(Span::new(link.after.start, line.end.max(link.after.start)));
        let is_cut = rest.starts_with(' ') && rest.contains('）');
        let fix = if is_cut { fix.at_most(Safety::Unsafe, "the address may go on behind the space") } else { fix };
        // The parenthesis of the sentence may have been taken for the link's.
        let behind = u32::from(context.text()[link.after.end as usize..].starts_with(')'));
        let whole = Span::new(link.open.start, link.after.end + behind);
        let message = "Full-width brackets or parentheses: this will not be a link";
        findings.add(Finding::new(link.span(), message).mends(whole).fix(fix));
    }
}
