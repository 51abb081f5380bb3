use crate::findings::{Context, Edit, Facts, Finding, Findings, Fix, OptionDefault, RuleOption, Safety, Severity};
use crate::rules::{Example, Fixed, Group, Rule, Scope};
use crate::text::{Flavor, Span};
use crate::tokens::{LineKind, filler_runs};
use crate::tree::Level;

/// Whether weak signs are reported without damage near them.
static STRICT: RuleOption = RuleOption {
    rule: "trailing-filler",
    name: "strict",
    doc: "Report a last line of filler characters in undamaged articles too.",
    default: OptionDefault::Flag(false),
};

/// A line of filler characters at the end of a damaged article.
pub static RULE: Rule = Rule {
    name: "trailing-filler",
    group: Group::Filler,
    summary: "A line of filler characters at the end of a damaged article",
    why: "Tools that cut an article short end it with `. . .`. In an article with other damage, such a line comes \
          from them; in an undamaged one, it is the author's.",
    severity: Severity::Info,
    on: true,
    fix: Some(Safety::Safe),
    flavors: Flavor::ALL,
    triggers: Facts::FILLER,
    scope: Scope::Document,
    options: &[&STRICT],
    examples: &[
        Example::Bad {
            flavor: Flavor::Text,
            text: "The < b >vote< / b > is due. <!-- copydesk-ignore spaced-tag -->\n. . .\n",
            at: ". . .",
            fixed: Fixed::Safe("The < b >vote< / b > is due. <!-- copydesk-ignore spaced-tag -->\n"),
        },
        Example::Good { flavor: Flavor::Text, text: "The vote is due on Monday.\n. . .\n" },
        Example::Good {
            flavor: Flavor::Markdown,
            text: "The < b >vote< / b > is due. <!-- copydesk-ignore -->\n\n---\n",
        },
    ],
    check,
};

fn check(context: &Context, findings: &mut Findings) {
    if context.goes_on {
        return;
    }
    let lines = context.lines.list();
    let Some(last) = lines.iter().rposition(|line| line.kind != LineKind::Blank) else { return };
    let line = &lines[last];
    let content = context.slice(line.content_span());
    let trimmed = content.trim_end();
    let span = Span::new(line.content, line.content + trimmed.len() as u32);
    let [run] = filler_runs(context.text(), span)[..] else { return };
    let is_rule = matches!(line.kind, LineKind::ThematicBreak | LineKind::SetextUnderline | LineKind::Closed);
    if run.span != span || is_rule || last == 0 || context.suspicion(&STRICT, span.start) == Level::None {
        return;
    }
    let above_end = lines[last - 1].span.end;
    let fix = Fix::safe("Remove the line", vec![Edit::delete(Span::new(above_end, line.span.end))]);
    findings.add(Finding::new(span, "The article ends with filler characters").fix(fix));
}
