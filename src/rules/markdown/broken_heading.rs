use crate::constructs::{CLOSINGS, HEADINGS};
use crate::findings::{Context, Facts, Findings, Safety, Severity};
use crate::rules::worn::report;
use crate::rules::{Example, Fixed, Group, Rule, Scope};
use crate::text::Flavor;

/// A heading whose `#` signs are damaged.
pub static RULE: Rule = Rule {
    name: "broken-heading",
    group: Group::Markdown,
    summary: "A heading whose `#` signs are damaged",
    why: "A heading begins with one to six `#` signs and a plain space. Full-width signs, signs that are parted and a non-breaking space leave it a paragraph, or a heading of another level.",
    severity: Severity::Error,
    on: true,
    fix: Some(Safety::Safe),
    flavors: Flavor::WITH_MARKDOWN,
    triggers: Facts::ALWAYS,
    scope: Scope::Block,
    options: &[],
    examples: &[
Example::Bad { flavor: Flavor::Markdown, text: "＃＃ 配置\n\n请编辑文件。\n", at: "＃＃", fixed: Fixed::Safe("## 配置\n\n请编辑文件。\n") },
Example::Bad { flavor: Flavor::Markdown, text: "# # Opening hours\n\nDaily.\n", at: "# #", fixed: Fixed::Unsafe("## Opening hours\n\nDaily.\n") },
Example::Bad { flavor: Flavor::Markdown, text: "## Opening hours ＃＃\n\nDaily.\n", at: "＃＃", fixed: Fixed::Safe("## Opening hours ##\n\nDaily.\n") },
Example::Bad { flavor: Flavor::Markdown, text: "\\#\\# Opening hours\n\nDaily.\n", at: "\\#\\#", fixed: Fixed::Unsafe("## Opening hours\n\nDaily.\n") },
Example::Good { flavor: Flavor::Markdown, text: "## Write in C \\#\n\n\\# of visitors\n\nAsk for \\## and\n\\## in words.\n" },
Example::Good { flavor: Flavor::Markdown, text: "## Opening hours\n\nThe sign # is a hash.\n" },
    ],
    check,
};

fn check(context: &Context, findings: &mut Findings) {
    report(context, findings, &HEADINGS.each_ref());
    report(context, findings, &CLOSINGS.each_ref());
}
