use crate::findings::{Context, Edit, Facts, Finding, Findings, Fix, Safety, Severity};
use crate::rules::{Example, Fixed, Group, Rule, Scope};
use crate::text::Flavor;
use crate::tokens::Damages;
use crate::tree::{Tag, Trouble};

/// A tag written with character references.
pub static RULE: Rule = Rule {
    name: "escaped-tag",
    group: Group::Tags,
    summary: "A tag written with character references",
    why: "`&lt;p&gt;` shows a tag instead of being one. It is reported only if it pairs with a live tag that has no \
          other partner; a tag that is shown on purpose has no such partner.",
    severity: Severity::Error,
    on: true,
    fix: Some(Safety::Safe),
    flavors: Flavor::ALL,
    triggers: Facts::trouble(Trouble::Escaped),
    scope: Scope::Block,
    options: &[],
    examples: &[
        Example::Bad {
            flavor: Flavor::Html,
            text: "<p>The bridge reopens on Monday.&lt;/p&gt;\n",
            at: "&lt;/p&gt;",
            fixed: Fixed::Safe("<p>The bridge reopens on Monday.</p>\n"),
        },
        Example::Bad {
            flavor: Flavor::Html,
            text: "<p>A &lt;strong&gt;bold</strong> claim.</p>\n",
            at: "&lt;strong&gt;",
            fixed: Fixed::Safe("<p>A <strong>bold</strong> claim.</p>\n"),
        },
        Example::Bad {
            flavor: Flavor::Html,
            text: "<p>The bridge reopens on Monday.</p&gt;\n",
            at: "</p&gt;",
            fixed: Fixed::Safe("<p>The bridge reopens on Monday.</p>\n"),
        },
        Example::Bad {
            flavor: Flavor::Markdown,
            text: "Press \\<kbd>Enter</kbd> twice.\n",
            at: "\\<kbd>",
            fixed: Fixed::Unsafe("Press <kbd>Enter</kbd> twice.\n"),
        },
        Example::Good {
            flavor: Flavor::Html,
            text: "<div><div>Text in &lt;div&gt; — thicker. <span>In &lt;span&gt; thin as &lt;div&gt;, in which.</span></div></div>\n",
        },
        Example::Good {
            flavor: Flavor::Html,
            text: "<main><div class=\"code\">&lt;main&gt;<br>&lt;source srcset=\"<em>a.png</em>\"&gt;<br>&lt;/main&gt;</div></main>\n",
        },
        Example::Good {
            flavor: Flavor::Html,
            text: "<pre><code>Moor, &lt;code>&lt;nowiki>, and &lt;/code>. So will &lt;/code></code></pre>\n",
        },
        Example::Good {
            flavor: Flavor::Html,
            text: "<p>Text before &lt;script&gt; text after, and a &lt;/p&gt; tag shown on purpose.</p>\n",
        },
        Example::Good { flavor: Flavor::Markdown, text: "Write &lt;b&gt;bold&lt;/b&gt; for bold text.\n" },
    ],
    check,
};

fn check(context: &Context, findings: &mut Findings) {
    for (_, tag) in context.troubled(Trouble::Escaped) {
        let message = format!("The tag {} is written with character references, so it is shown as text", context.intended(tag));
        if tag.damages.contains(Damages::BACKSLASHED) {
            let message = format!("The tag {} has a backslash before it", context.intended(tag));
            let fix = if is_content(context, tag) {
                let edits = vec![Edit::insert(tag.span.start, "\\")];
                Fix::unsafe_("Escape the backslash itself", edits, "the backslash may not be meant")
            } else {
                context.rewrite(tag).at_most(Safety::Unsafe, "the backslash may be meant")
            };
            findings.add(Finding::new(tag.span, message).fix(fix));
            continue;
        }
        let fix = context.rewrite(tag);
        let fix = if is_said(context, tag) { fix.at_most(Safety::Unsafe, "the tag may be shown on purpose") } else { fix };
        if tag.damages.contains(Damages::HALF_ESCAPED) {
            let message = format!("The tag {} ends with `&gt;` instead of `>`", context.intended(tag));
            findings.add(Finding::new(tag.span, message).fix(fix));
            continue;
        }
        let is_proved = context.partner(tag).is_some_and(|partner| !partner.damages.contains(Damages::ESCAPED));
        let fix = if is_proved { fix } else { fix.at_most(Safety::Unsafe, "the tag may be shown on purpose") };
        findings.add(Finding::new(tag.span, message).fix(fix));
    }
}

/// Whether the backslash is all that the element holds whose end tag it is before: `<kbd>\</kbd>`.
fn is_content(context: &Context, tag: &Tag) -> bool {
    tag.is_end() && context.partner(tag).is_some_and(|start| start.span.end == tag.span.start)
}

/// Whether the tag stands in a sentence as a word does, or in code: the text is about it.
fn is_said(context: &Context, tag: &Tag) -> bool {
    let text = context.text();
    let before = text[..tag.span.start as usize].chars().next_back();
    let after = text[tag.span.end as usize..].chars().next();
    let is_apart = |char: Option<char>| char.is_some_and(|char| matches!(char, ' ' | '(' | ')' | ',' | '.' | ';' | ':' | '—' | '“' | '”' | '"'));
    context.in_code(tag.span.start) || before.is_some_and(|char| matches!(char, ' ' | '(' | '“' | '"')) && is_apart(after)
}
