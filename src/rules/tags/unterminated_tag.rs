use crate::findings::{Context, Edit, Facts, Finding, Findings, Fix, Safety, Severity};
use crate::rules::{Example, Fixed, Group, Rule, Scope};
use crate::text::{Flavor, Span};
use crate::tokens::Damages;
use crate::tree::{Notes, Tag, Trouble};

/// A tag missing its `>`.
pub static RULE: Rule = Rule {
    name: "unterminated-tag",
    group: Group::Tags,
    summary: "A tag missing its `>`",
    why: "The browser reads everything up to the next `>` as part of the tag: words and other tags vanish.",
    severity: Severity::Error,
    on: true,
    fix: Some(Safety::Safe),
    flavors: Flavor::ALL,
    triggers: Facts::trouble(Trouble::Unterminated),
    scope: Scope::Block,
    options: &[],
    examples: &[
        Example::Bad {
            flavor: Flavor::Html,
            text: "<p>The <em>old</em harbour.</p>\n",
            at: "</em",
            fixed: Fixed::Safe("<p>The <em>old</em> harbour.</p>\n"),
        },
        Example::Bad {
            flavor: Flavor::Html,
            text: "<p>Read the <a href=\"https://exa",
            at: "<a href=\"https://exa",
            fixed: Fixed::No,
        },
        Example::Bad {
            flavor: Flavor::Html,
            text: "<div>\n<p>Low tide.</p>\n</div!-- end of the notes -->\n",
            at: "</div",
            fixed: Fixed::Unsafe("<div>\n<p>Low tide.</p>\n</div><!-- end of the notes -->\n"),
        },
        Example::Good { flavor: Flavor::Html, text: "<p\nclass=\"lead\">A tag over two lines.</p>\n" },
        Example::Good { flavor: Flavor::Markdown, text: "It holds if a <b and c.\n" },
    ],
    check,
};

fn check(context: &Context, findings: &mut Findings) {
    for (_, tag) in context.troubled(Trouble::Unterminated) {
        let intended = context.intended(tag);
        if tag.damages.contains(Damages::CUT_OFF) {
            let help = "Restore the end of the article from its source";
            findings.add(Finding::new(tag.span, format!("The text is cut off inside the tag {intended}")).help(help));
            continue;
        }
        if let Some(fix) = before_comment(context, tag) {
            findings.add(Finding::new(tag.span, format!("The tag {intended} is missing its `>`")).fix(fix));
            continue;
        }
        let fix = context.rewrite(tag);
        let is_sure = tag.is_end() && tag.notes.contains(Notes::PAIRED);
        let fix = if is_sure { fix } else { fix.at_most(Safety::Unsafe, "where the tag ends is a guess") };
        findings.add(Finding::new(tag.span, format!("The tag {intended} is missing its `>`")).fix(fix));
    }
}

/// The end tag apart from the comment that it runs into: `</div!-- notes -->`. Of an empty one nothing is kept.
fn before_comment(context: &Context, tag: &Tag) -> Option<Fix> {
    let behind = &context.text()[tag.span.end as usize..];
    let inside = behind.strip_prefix("!--").filter(|_| tag.is_end())?;
    let length = inside.bytes().take(LONGEST_COMMENT).position(|byte| matches!(byte, b'<' | b'>' | b'\n'))?;
    let words = inside[..length].strip_suffix("--").or_else(|| (&inside[..=length] == ">").then_some(""))?;
    let intended = context.intended(tag);
    let (end, text) = if words.trim().is_empty() {
        (tag.span.end + 3 + length as u32 + 1, intended)
    } else {
        (tag.span.end, intended + "<")
    };
    let edit = Edit::replace(Span::new(tag.span.start, end), text);
    Some(Fix::unsafe_("Write the tag, and the comment behind it", vec![edit], "where the tag ends is a guess"))
}

/// Bytes of such a comment at the most.
const LONGEST_COMMENT: usize = 200;
