use crate::findings::{Context, Edit, Facts, Finding, Findings, Fix, Safety, Severity};
use crate::rules::{Example, Fixed, Group, Rule, Scope};
use crate::text::{Constructs, Flavor};
use crate::tokens::{Damages, Form};
use crate::tree::{Role, Tag, Trouble};

/// A slash after the tag name, where it closes nothing.
pub static RULE: Rule = Rule {
    name: "misplaced-slash",
    group: Group::Tags,
    summary: "A slash after the tag name, where it closes nothing",
    why: "HTML ignores a slash at the end of a tag: `<div />` opens a `div` that continues to the end of its parent, \
          and `<strong/>` in place of `</strong>` opens a second one.",
    severity: Severity::Error,
    on: true,
    fix: Some(Safety::Safe),
    flavors: Flavor::ALL,
    triggers: Facts::trouble(Trouble::MisplacedSlash),
    scope: Scope::Block,
    options: &[],
    examples: &[
        Example::Bad {
            flavor: Flavor::Markdown,
            text: "Read <strong>this<strong/> first.\n",
            at: "<strong/>",
            fixed: Fixed::Safe("Read <strong>this</strong> first.\n"),
        },
        Example::Bad {
            flavor: Flavor::Html,
            text: "<video src=\"demo.mp4\" controls />\n<h2>Install</h2>\n",
            at: "<video src=\"demo.mp4\" controls />",
            fixed: Fixed::Unsafe("<video src=\"demo.mp4\" controls></video>\n<h2>Install</h2>\n"),
        },
        Example::Bad {
            flavor: Flavor::Html,
            text: "<p>A <span>note</span/> here.</p>\n",
            at: "</span/>",
            fixed: Fixed::Safe("<p>A <span>note</span> here.</p>\n"),
        },
        Example::Bad {
            flavor: Flavor::Html,
            text: "<p>The quay opens at nine.<\\p>\n",
            at: "<\\p>",
            fixed: Fixed::Safe("<p>The quay opens at nine.</p>\n"),
        },
        Example::Bad {
            flavor: Flavor::Html,
            text: "<p>Bring </strong>warm clothes</strong> along.</p>\n",
            at: "</strong>",
            fixed: Fixed::Unsafe("<p>Bring <strong>warm clothes</strong> along.</p>\n"),
        },
        Example::Good { flavor: Flavor::Html, text: "<p>One<br/>two<br />three <img src=\"a.png\" alt=\"\"/></p>\n" },
        Example::Good { flavor: Flavor::Html, text: "<svg viewBox=\"0 0 9 9\"><circle r=\"4\"/><g/></svg>\n" },
        Example::Good { flavor: Flavor::Mdx, text: "<Badge tone=\"ok\" />\n\n<video controls src=\"/a.mp4\" />\n" },
        Example::Good { flavor: Flavor::Markdown, text: "## useTide() <sup class=\"badge\" data-text=\"3.5+\" />\n" },
    ],
    check,
};

fn check(context: &Context, findings: &mut Findings) {
    for (_, tag) in context.troubled(Trouble::MisplacedSlash) {
        match tag.role {
            Role::Alone if tag.damages.contains(Damages::BACKSLASH) => findings.add(moved_slash(context, tag)),
            Role::Alone if context.allows(Constructs::SELF_CLOSING) => {}
            Role::Alone => findings.add(empty_element(context, tag)),
            _ => findings.add(moved_slash(context, tag)),
        }
    }
}

fn moved_slash(context: &Context, tag: &Tag) -> Finding {
    let is_start = tag.form == Form::End && !tag.is_end();
    let message = match () {
        () if tag.damages.contains(Damages::BACKSLASH) => format!("Backslash in the tag {}", context.intended(tag)),
        () if is_start => format!("The start tag {} is written as an end tag", context.intended(tag)),
        () => format!("Misplaced slash in the tag {}", context.intended(tag)),
    };
    let fix = context.rewrite(tag);
    let fix = match tag.form {
        _ if is_start => fix.at_most(Safety::Unsafe, "an end tag too many may be here"),
        _ if tag.damages.contains(Damages::BACKSLASH) => fix,
        Form::End => fix,
        _ if context.ends_its_line(tag) => fix,
        _ => fix.at_most(Safety::Unsafe, "an empty element may have been meant"),
    };
    Finding::new(tag.span, message).fix(fix)
}

fn empty_element(context: &Context, tag: &Tag) -> Finding {
    let name = tag.element.name();
    let text = format!("{}</{name}>", context.intended(tag));
    let reason = "browsers put everything that follows into the element; with an end tag it is empty";
    let fix = Fix::unsafe_(format!("Add the end tag </{name}>"), vec![Edit::replace(tag.span, text)], reason);
    Finding::new(tag.span, format!("`<{name} />` does not close itself in HTML")).fix(fix)
}
