use crate::findings::{Context, Edit, Facts, Finding, Findings, Fix, Safety, Severity};
use crate::rules::{Example, Fixed, Group, Rule, Scope};
use crate::text::{Flavor, Span};
use crate::tree::Trouble;
use crate::tokens::search;

/// A placeholder in angle brackets that vanishes from the page.
pub static RULE: Rule = Rule {
    name: "bare-placeholder",
    group: Group::Structure,
    summary: "A placeholder in angle brackets that vanishes from the page",
    why: "A browser reads `<port>` as an unknown element and shows nothing. An author who writes about a placeholder \
          wants readers to see it.",
    severity: Severity::Warning,
    on: true,
    fix: Some(Safety::Unsafe),
    flavors: &[Flavor::Html, Flavor::Markdown],
    triggers: Facts::trouble(Trouble::Placeholder),
    scope: Scope::Block,
    options: &[],
    examples: &[
        Example::Bad {
            flavor: Flavor::Markdown,
            text: "Start it with <port> set to 80.\n",
            at: "<port>",
            fixed: Fixed::Unsafe("Start it with &lt;port&gt; set to 80.\n"),
        },
        Example::Good {
            flavor: Flavor::Markdown,
            text: "Start it with `<port>`, <kbd>Ctrl</kbd> or <my-icon name=\"pin\"></my-icon>.\n",
        },
        Example::Good {
            flavor: Flavor::Markdown,
            text: "<Tabs groupId=\"os\">\n<TabItem value=\"mac\">\n\nUse the menu.\n\n</TabItem>\n</Tabs>\n",
        },
        Example::Good { flavor: Flavor::Markdown, text: "Write to <lee@example.org> or see <https://example.org>.\n" },
    ],
    check,
};

fn check(context: &Context, findings: &mut Findings) {
    for (_, tag) in context.troubled(Trouble::Placeholder) {
        let name = context.slice(tag.name);
        if !stands_in_prose(context, tag.span) {
            continue;
        }
        if context.allowed_elements.iter().any(|allowed| allowed.eq_ignore_ascii_case(name)) {
            continue;
        }
        if name == "unk" {
            let message = "`<unk>` is what a translation program writes for a word it does not know";
            let help = "Restore the text from the original";
            findings.add(Finding::new(tag.span, message).help(help));
            continue;
        }
        let written = context.slice(tag.span);
        let inside = &written[1..written.len() - 1];
        let reason = "the site may define an element of this name";
        let escape = Edit::replace(tag.span, format!("&lt;{inside}&gt;"));
        let mut finding = Finding::new(tag.span, format!("`<{name}>` is not an HTML element, so browsers show nothing here"))
            .fix(Fix::unsafe_("Show it as text", vec![escape], reason));
        if context.flavor().has_markdown() && !written.contains('`') {
            let code = Edit::replace(tag.span, format!("`{written}`"));
            finding = finding.fix(Fix::shown("Show it as code", vec![code], reason));
        }
        findings.add(finding);
    }
}

/// Whether words are beside it on its line: alone on a line it is an element of XML or of the site's own.
fn stands_in_prose(context: &Context, span: Span) -> bool {
    let line = context.lines.at(span.start);
    let before = context.slice(Span::new(line.content.min(span.start), span.start));
    let after = context.slice(Span::new(span.end, line.span.end.max(span.end)));
    let after = &after[..search::byte(b'<', after.as_bytes()).unwrap_or(after.len())];
    let before = &before[search::last_byte(b'>', before.as_bytes()).map_or(0, |at| at + 1)..];
    [after, before].iter().any(|text| text.contains(char::is_alphanumeric))
}
