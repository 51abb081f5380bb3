use crate::findings::{Context, Edit, Facts, Finding, Findings, Fix, Safety, Severity};
use crate::rules::{Example, Fixed, Group, Rule, Scope};
use crate::text::{Flavor, Span};

/// `<` as a sign in MDX.
pub static RULE: Rule = Rule {
    name: "bare-less-than",
    group: Group::Tags,
    summary: "`<` as a sign in MDX, where it begins a tag",
    why: "In Markdown `<5%`, `a <= b` and `<https://…>` are text and links. MDX reads every `<` as the start of a tag \
          and refuses the whole file.",
    severity: Severity::Error,
    on: true,
    fix: Some(Safety::Safe),
    flavors: &[Flavor::Mdx],
    triggers: Facts::LESS,
    scope: Scope::Block,
    options: &[],
    examples: &[
        Example::Bad {
            flavor: Flavor::Mdx,
            text: "The share is <5% today.\n",
            at: "<",
            fixed: Fixed::Safe("The share is \\<5% today.\n"),
        },
        Example::Bad {
            flavor: Flavor::Mdx,
            text: "See <https://example.org/a> first.\n",
            at: "<https://example.org/a>",
            fixed: Fixed::Unsafe("See [https://example.org/a](https://example.org/a) first.\n"),
        },
        Example::Good {
            flavor: Flavor::Mdx,
            text: "<Tabs>\n\nUse `a < b` and {1 < 2}.\n\n</Tabs>\n\n<>A fragment</>\n",
        },
        Example::Good { flavor: Flavor::Markdown, text: "The share is <5%, see <https://example.org>.\n" },
    ],
    check,
};

fn check(context: &Context, findings: &mut Findings) {
    for gap in context.prose(context.whole()) {
        for at in memchr::memchr_iter(b'<', context.slice(gap).as_bytes()) {
            let at = gap.start + at as u32;
            let rest = context.slice(Span::new(at, gap.end));
            if let Some(link) = autolink(rest) {
                let span = Span::new(at, at + link.len() as u32 + 2);
                let edit = Edit::replace(span, format!("[{link}]({link})"));
                let fix = Fix::unsafe_("Write a link", vec![edit], "the address then stands there twice");
                findings.add(Finding::new(span, "MDX reads no links in angle brackets").fix(fix));
            } else if is_sign(context.text(), at) && !may_be_a_tag(context, at) {
                let fix = Fix::safe("Write \\<", vec![Edit::insert(at, "\\")]);
                findings.add(Finding::new(Span::new(at, at + 1), "MDX takes this `<` for the start of a tag").fix(fix));
            }
        }
    }
}

/// The address in `<https://…>` at the start of `rest`.
fn autolink(rest: &str) -> Option<&str> {
    let end = rest.find(['>', ' ', '\n'])?;
    let address = rest.get(1..end)?;
    let is_address = rest[end..].starts_with('>') && (address.contains("://") || address.contains('@'));
    (is_address && address.starts_with(|char: char| char.is_ascii_alphanumeric())).then_some(address)
}

/// Whether a damaged tag may begin at `at`: other rules decide that.
fn may_be_a_tag(context: &Context, at: u32) -> bool {
    context.places.list.binary_search_by_key(&at, |place| place.span.start).is_ok()
}

/// Whether the `<` at `at` cannot begin a tag: a letter, `/`, `>` or `!` would follow it.
fn is_sign(text: &str, at: u32) -> bool {
    let escaped = text[..at as usize].ends_with('\\');
    let next = text[at as usize + 1..].chars().next();
    !escaped && !next.is_some_and(|char| char.is_alphabetic() || matches!(char, '/' | '>' | '!' | '$' | '_' | '<'))
}
