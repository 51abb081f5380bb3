use crate::findings::{Context, Edit, Facts, Finding, Findings, Fix, Safety, Severity};
use crate::rules::{Example, Fixed, Group, Rule, Scope};
use crate::text::{Flavor, Span};
use crate::tokens::{Form, Is};

/// A slash at the end of a void element.
pub static RULE: Rule = Rule {
    name: "void-slash",
    group: Group::Tags,
    summary: "A slash at the end of a void element",
    why: "`<br />` and `<br>` are the same in HTML. Teams that want one style turn this rule on. XML and JSX need \
          the slash.",
    severity: Severity::Info,
    on: false,
    fix: Some(Safety::Safe),
    flavors: &[Flavor::Html, Flavor::Markdown, Flavor::Text],
    triggers: Facts::LESS,
    scope: Scope::Block,
    options: &[],
    examples: &[
        Example::Bad {
            flavor: Flavor::Html,
            text: "<p>Tea<br />at four.</p>\n",
            at: "<br />",
            fixed: Fixed::Safe("<p>Tea<br>at four.</p>\n"),
        },
        Example::Good { flavor: Flavor::Html, text: "<p>Tea<br>at four.</p>\n<svg><path d=\"M0 0\"/></svg>\n" },
        Example::Good { flavor: Flavor::Html, text: "<img src=/tea/>\n" },
    ],
    check,
};

fn check(context: &Context, findings: &mut Findings) {
    if context.source.is_xml() {
        return;
    }
    let slashed = |form| form == Form::SelfClosing;
    for tag in context.tree.tags.iter().filter(|tag| tag.element.is(Is::VOID) && slashed(tag.form) && !tag.is_damaged())
    {
        let inside = context.slice(tag.span).trim_end_matches('>');
        let kept = inside.trim_end().trim_end_matches('/').trim_end().len() as u32;
        let slash = Span::new(tag.span.start + kept, tag.span.start + inside.len() as u32);
        let fix = Fix::safe("Remove the slash", vec![Edit::delete(slash)]);
        findings.add(Finding::new(tag.span, format!("Unneeded slash at the end of `<{}>`", tag.element.name())).fix(fix));
    }
}
