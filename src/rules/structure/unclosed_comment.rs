use crate::constructs::damaged_end;
use crate::findings::{Context, Facts, Finding, Findings, Severity};
use crate::rules::{Example, Fixed, Group, Rule, Scope};
use crate::text::{Flavor, Span};
use crate::tokens::RegionKind;
use crate::tree::Tag;

/// A comment, script or style that is never closed.
pub static RULE: Rule = Rule {
    name: "unclosed-comment",
    group: Group::Structure,
    summary: "A comment, script or style that is never closed",
    why: "Browsers hide everything from its start to the end of the page.",
    severity: Severity::Error,
    on: true,
    fix: None,
    flavors: Flavor::ALL,
    triggers: Facts::LESS,
    scope: Scope::Document,
    options: &[],
    examples: &[
        Example::Bad {
            flavor: Flavor::Markdown,
            text: "Intro.\n\n<!-- draft note\n\n## Hidden heading\n",
            at: "<!--",
            fixed: Fixed::No,
        },
        Example::Bad {
            flavor: Flavor::Html,
            text: "<p>Text</p>\n<script>let a = 1;\n\n<p>Hidden</p>\n",
            at: "<script>",
            fixed: Fixed::No,
        },
        Example::Good { flavor: Flavor::Markdown, text: "Teammate: <!-- so effective\n\nKeeper: yes.\n" },
        Example::Good { flavor: Flavor::Html, text: "<!-- note -->\n<script>let a = 1;</script>\n" },
    ],
    check,
};

fn check(context: &Context, findings: &mut Findings) {
    for region in context.regions.list().iter().filter(|region| !region.closed) {
        let hidden = "everything from here to the end of the page is hidden";
        if region.kind == RegionKind::Comment {
            // Its end is the cause, and is reported where it stands.
            if damaged_end(context.text(), region).is_some() {
                continue;
            }
            let span = Span::new(region.span.start, region.span.start + 4);
            let help = "Add `-->` where the comment ends";
            findings.add(Finding::new(span, format!("This comment is never closed: {hidden}")).help(help));
        } else if let Some(tag) = start_tag_before(context, region.span.start) {
            let name = tag.element.name();
            let help = format!("Add `</{name}>` where it ends");
            findings.add(Finding::new(tag.span, format!("`<{name}>` is never closed: {hidden}")).help(help));
        }
    }
}

fn start_tag_before<'a>(context: &Context<'a>, offset: u32) -> Option<&'a Tag> {
    let index = context.tree.tags.partition_point(|tag| tag.span.end <= offset);
    index.checked_sub(1).map(|index| &context.tree.tags[index]).filter(|tag| tag.span.end == offset)
}
