use crate::findings::{Context, Edit, Facts, Finding, Findings, Fix, Safety, Severity};
use crate::rules::{Example, Fixed, Group, Rule, Scope};
use crate::text::{Flavor, Span};
use crate::tokens::{Line, LineKind};

/// A scene break whose asterisks a converter escaped.
pub static RULE: Rule = Rule {
    name: "escaped-thematic-break",
    group: Group::Markdown,
    summary: "A line of escaped asterisks where a thematic break may be meant",
    why: "Converters escape every asterisk, so `* * *` comes out as three literal asterisks. Some authors want \
          exactly that, so the rule is off by default.",
    severity: Severity::Info,
    on: false,
    fix: Some(Safety::Unsafe),
    flavors: Flavor::WITH_MARKDOWN,
    triggers: Facts::BACKSLASH,
    scope: Scope::Block,
    options: &[],
    examples: &[
        Example::Bad {
            flavor: Flavor::Markdown,
            text: "The mole is closed.\n\n\\* \\* \\*\n\nThe next day it was open.\n",
            at: "\\* \\* \\*",
            fixed: Fixed::Unsafe("The mole is closed.\n\n* * *\n\nThe next day it was open.\n"),
        },
        Example::Good { flavor: Flavor::Markdown, text: "One.\n\n* * *\n\nTwo \\* \\* \\* three.\n" },
    ],
    check,
};

fn check(context: &Context, findings: &mut Findings) {
    let lines = context.lines.list();
    let is_blank = |line: Option<&Line>| line.is_none_or(|line| line.kind == LineKind::Blank);
    for (index, line) in lines.iter().enumerate().filter(|(_, line)| line.kind == LineKind::Text) {
        let content = context.slice(line.content_span()).trim_end();
        let signs = content.matches("\\*").count();
        let only_signs = content.starts_with('\\') && content.replace("\\*", "").trim().is_empty();
        let alone = is_blank(index.checked_sub(1).map(|index| &lines[index])) && is_blank(lines.get(index + 1));
        if signs >= 3 && only_signs && alone {
            let span = Span::new(line.content, line.content + content.len() as u32);
            let edit = Edit::replace(span, content.replace('\\', ""));
            let fix = Fix::unsafe_("Make it a thematic break", vec![edit], "literal asterisks may be meant");
            findings.add(Finding::new(span, "Escaped asterisks: this will not be a thematic break").fix(fix));
        }
    }
}
