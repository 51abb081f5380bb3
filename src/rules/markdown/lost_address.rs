use crate::findings::{Context, Facts, Finding, Findings, Severity};
use crate::rules::{Example, Fixed, Group, Rule, Scope};
use crate::text::{Flavor, Span};
use crate::tokens::{Element, search};
use crate::tree::{Role, Tag};

/// A link or a picture whose address was lost.
pub static RULE: Rule = Rule {
    name: "lost-address",
    group: Group::Markdown,
    summary: "A link or a picture whose address was lost",
    why: "A converter that did not know an address wrote none, or `undefined`, `null` or `[object Object]` in its place. The \
          link then leads to the page itself or to nothing, and the picture is not shown. Only the original, or somebody who \
          knows the subject, can say where it led.",
    severity: Severity::Warning,
    on: true,
    fix: None,
    flavors: Flavor::ALL,
    triggers: Facts::BRACKET.union(Facts::LESS),
    scope: Scope::Block,
    options: &[],
    examples: &[
        Example::Bad {
            flavor: Flavor::Markdown,
            text: "See the [tide table]() for times.\n",
            at: "()",
            fixed: Fixed::No,
        },
        Example::Bad {
            flavor: Flavor::Markdown,
            text: "![The mole](undefined)\n",
            at: "(undefined)",
            fixed: Fixed::No,
        },
        Example::Bad {
            flavor: Flavor::Html,
            text: "<p>See the <a href=\"null\">tide table</a>.</p>\n",
            at: "<a href=\"null\">",
            fixed: Fixed::No,
        },
        Example::Bad {
            flavor: Flavor::Html,
            text: "<p><img src=\"\" alt=\"The mole\"></p>\n",
            at: "<img src=\"\" alt=\"The mole\">",
            fixed: Fixed::No,
        },
        Example::Good { flavor: Flavor::Markdown, text: "A link is written `[text](address)`; `[run]()` is code.\n" },
        Example::Good { flavor: Flavor::Markdown, text: "- [ ] Task\n- [x](done.md)\n\nA function f[i]() is called.\n" },
        Example::Good { flavor: Flavor::Html, text: "<p><a name=\"top\"></a><a href=\"\">Reload</a> <img data-src=\"a.png\"></p>\n" },
        Example::Good { flavor: Flavor::Html, text: "<p><img src=\"\" alt=\"\" id=\"big\" onclick=\"swap()\"></p>\n" },
    ],
    check,
};

/// What programs write where they have no address.
const NOTHING: [&str; 5] = ["undefined", "null", "None", "NaN", "[object Object]"];

fn check(context: &Context, findings: &mut Findings) {
    if context.flavor().has_markdown() {
        markdown(context, findings);
    }
    for tag in context.tree.tags.iter().filter(|tag| tag.role != Role::End && !tag.is_damaged()) {
        let name = match tag.element {
            Element::A => "href",
            Element::IMG => "src",
            _ => continue,
        };
        if is_lost(context, tag, name) && !context.in_code(tag.span.start) {
            let message = if name == "href" { LINK } else { PICTURE };
            findings.add(Finding::new(tag.span, message).help(HELP));
        }
    }
}

const LINK: &str = "The address of this link was lost";
const PICTURE: &str = "The address of this picture was lost";
const HELP: &str = "Write the address, from the original";

/// Whether the attribute `name` of a tag holds no address. An empty picture that a script fills has a name for it.
fn is_lost(context: &Context, tag: &Tag, name: &str) -> bool {
    let attributes = context.attributes(tag);
    let is_named = |names: &[&str]| {
        attributes.iter().any(|attribute| names.iter().any(|name| context.slice(attribute.name).eq_ignore_ascii_case(name)))
    };
    let Some(found) = attributes.iter().find(|attribute| context.slice(attribute.name).eq_ignore_ascii_case(name)) else {
        return false;
    };
    let value = found.inner_value(context.text()).trim();
    let has_alt = attributes.iter().any(|attribute| {
        let is_alt = context.slice(attribute.name).eq_ignore_ascii_case("alt");
        is_alt && attribute.inner_value(context.text()).contains(char::is_alphanumeric)
    });
    let is_scripted = || {
        is_named(&["id", "class", "onclick", "onload", "srcset", "data-src", "data-original", "data-lazy-src", "data-srcset"])
    };
    let is_written = !found.value.is_empty();
    is_written && NOTHING.contains(&value) || name == "src" && value.is_empty() && has_alt && !is_scripted()
}

/// Links and pictures of Markdown: `[text]()`, `![text](undefined)`.
fn markdown(context: &Context, findings: &mut Findings) {
    let bytes = context.text().as_bytes();
    let mut from = 0;
    while let Some(found) = search::byte(b']', &bytes[from..]) {
        let open = from + found + 1;
        from = open;
        if bytes.get(open) != Some(&b'(') {
            continue;
        }
        from = open + 1;
        let rest = &context.text()[from..];
        let Some(length) = lost(rest) else { continue };
        let span = Span::of(open, from + length + 1);
        if let Some(is_picture) = opener(context, span) {
            let message = if is_picture { PICTURE } else { LINK };
            findings.add(Finding::new(span, message).help(HELP));
        }
    }
}

/// How long the address is that is none, where one ends with the bracket that follows.
fn lost(rest: &str) -> Option<usize> {
    let spaces = rest.len() - rest.trim_start_matches(' ').len();
    let inner = &rest[spaces..];
    if inner.starts_with(')') {
        return Some(spaces);
    }
    let word = NOTHING.iter().find(|word| inner.strip_prefix(**word).is_some_and(|after| after.starts_with(')')))?;
    Some(spaces + word.len())
}

/// Whether the text of the link before the brackets at `span` is that of a picture; `None` if there is no such link.
fn opener(context: &Context, span: Span) -> Option<bool> {
    let line = context.lines.at(span.start).span;
    let before = context.slice(Span::new(line.start, span.start - 1));
    let mut depth = 0;
    let at = before.bytes().rposition(|byte| {
        depth += i32::from(byte == b']') - i32::from(byte == b'[');
        depth < 0
    })?;
    let is_picture = before[..at].ends_with('!');
    let text = &before[at + 1..];
    // A call such as `list[0]()`, and a place in a text that teaches links.
    let is_call = !is_picture && before[..at].ends_with(|char: char| char.is_alphanumeric() || char == ')');
    let is_escaped = before[..at].ends_with('\\') || before.ends_with('\\');
    let has_words = text.contains(char::is_alphanumeric) || text.contains("![");
    let is_prose = context.region_at(span.start).is_none_or(|kind| !kind.is_code()) && !context.in_code(span.start);
    (!is_call && !is_escaped && has_words && is_prose && !text.starts_with('`')).then_some(is_picture)
}
