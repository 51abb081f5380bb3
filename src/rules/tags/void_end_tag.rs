use crate::findings::{Context, Edit, Facts, Finding, Findings, Fix, Safety, Severity};
use crate::rules::{Example, Fixed, Group, Rule, Scope, void_end};
use crate::text::{Constructs, Flavor, Span};
use crate::tree::{Tag, Trouble};

/// The end tag of a void element.
pub static RULE: Rule = Rule {
    name: "void-end-tag",
    group: Group::Tags,
    summary: "The end tag of a void element",
    why: "`<img>`, `<hr>` and other void elements take no end tag. Browsers ignore one, except `</br>`, which they \
          read as another `<br>`.",
    severity: Severity::Warning,
    on: true,
    fix: Some(Safety::Safe),
    flavors: Flavor::ALL,
    triggers: Facts::trouble(Trouble::VoidEnd),
    scope: Scope::Block,
    options: &[],
    examples: &[
        Example::Bad {
            flavor: Flavor::Html,
            text: "<p><img src=\"pier.jpg\" alt=\"Pier\"></img></p>\n",
            at: "</img>",
            fixed: Fixed::Safe("<p><img src=\"pier.jpg\" alt=\"Pier\"></p>\n"),
        },
        Example::Bad {
            flavor: Flavor::Html,
            text: "<p>One</br>two</p>\n",
            at: "</br>",
            fixed: Fixed::Safe("<p>One<br>two</p>\n"),
        },
        Example::Bad {
            flavor: Flavor::Markdown,
            text: "One<br></br>two\n",
            at: "</br>",
            fixed: Fixed::Safe("One<br />two\n"),
        },
        Example::Bad {
            flavor: Flavor::Html,
            text: "<label><input type=\"radio\"><span>Blue</input></label>\n",
            at: "</input>",
            fixed: Fixed::Unsafe("<label><input type=\"radio\"><span>Blue</span></label>\n"),
        },
        Example::Good { flavor: Flavor::Mdx, text: "One<br></br>two\n" },
        Example::Good { flavor: Flavor::Html, text: "<p>One<br>two</p>\n<hr>\n" },
    ],
    check,
};

fn check(context: &Context, findings: &mut Findings) {
    for (index, tag) in context.troubled(Trouble::VoidEnd) {
        let name = tag.element.name();
        let start = start_before(context, index, tag);
        // What JSX wants written so, and XML allows.
        if start.is_some() && (context.flavor() == Flavor::Mdx || context.source.is_xml()) {
            continue;
        }
        let fix = match start {
            Some(start) if context.allows(Constructs::JSX) => {
                let end = Span::new(start.span.end - 1, tag.span.end);
                let inside = context.slice(start.span).trim_end_matches('>').trim_end();
                let slash = if inside.ends_with('/') { ">" } else { " />" };
                Fix::safe(format!("Write <{name} />"), vec![Edit::replace(end, slash)])
            }
            _ if name == "br" => {
                let br = if context.allows(Constructs::JSX) { "<br />" } else { "<br>" };
                Fix::safe(format!("Write {br}"), vec![Edit::replace(tag.span, br)])
            }
            _ => Fix::safe(format!("Remove </{name}>"), vec![context.removal(tag.span)]),
        };
        if let Some(open) = void_end::meant_by(context, index, tag).map(|open| &context.tree.tags[open as usize]) {
            let title = format!("Write </{}>", open.element.name());
            let edits = vec![Edit::replace(tag.span, format!("</{}>", open.element.name()))];
            let fix = Fix::unsafe_(title, edits, "which element ends here is a guess");
            findings.add(Finding::new(tag.span, format!("The void element `{name}` takes no end tag")).fix(fix));
            continue;
        }
        let reason = "the words in the tag may be text that belongs after it";
        let fix = if context.may_hold_text(tag) { fix.at_most(Safety::Unsafe, reason) } else { fix };
        findings.add(Finding::new(tag.span, format!("The void element `{name}` takes no end tag")).fix(fix));
    }
}

/// The start tag that is directly before the end tag `tag`, where it is one of the same element.
fn start_before<'c>(context: &Context<'c>, index: u32, tag: &Tag) -> Option<&'c Tag> {
    let before = &context.tree.tags[(index as usize).checked_sub(1)?];
    (before.element == tag.element && before.span.end == tag.span.start && !before.is_damaged()).then_some(before)
}
