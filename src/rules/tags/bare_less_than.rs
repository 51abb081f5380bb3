use crate::findings::{Context, Edit, Facts, Finding, Findings, Fix, Safety, Severity};
use crate::rules::{Example, Fixed, Group, Rule, Scope};
use crate::text::{Flavor, Span};
use crate::tokens::work::steps;

/// `<` as a sign in MDX.
pub static RULE: Rule = Rule {
    name: "bare-less-than",
    group: Group::Tags,
    summary: "A plain `<` in MDX, where it starts a tag",
    why: "In Markdown, `<5%`, `a <= b` and `<https://…>` are text and links. MDX reads every `<` as the start of a \
          tag and rejects the whole file.",
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
            text: "Shift by x << 2 places.\n",
            at: "<<",
            fixed: Fixed::Safe("Shift by x \\<\\< 2 places.\n"),
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
        let mut done = 0;
        for at in memchr::memchr_iter(b'<', context.slice(gap).as_bytes()) {
            let at = gap.start + at as u32;
            if at < done {
                continue;
            }
            let rest = context.slice(Span::new(at, gap.end));
            // Each sign of a run is one where its last is.
            let run = Span::of(at as usize, at as usize + rest.bytes().take_while(|&byte| byte == b'<').count());
            done = run.end;
            if let Some(link) = autolink(rest) {
                let span = Span::new(at, at + link.len() as u32 + 2);
                let edit = Edit::replace(span, format!("[{link}]({link})"));
                let fix = Fix::unsafe_("Write a link", vec![edit], "the address then appears twice");
                findings.add(Finding::new(span, "MDX does not support links in angle brackets").fix(fix));
            } else if is_sign(context.text(), run) && !may_be_a_tag(context, run) {
                let edits = run.range().map(|at| Edit::insert(at as u32, "\\")).collect();
                let title = if run.len() == 1 { "Write \\<" } else { "Write \\< for each" };
                let message = "MDX reads this `<` as the start of a tag";
                findings.add(Finding::new(run, message).fix(Fix::safe(title, edits)));
            }
        }
    }
}

/// The address in `<https://…>` at the start of `rest`.
fn autolink(rest: &str) -> Option<&str> {
    // No address holds a `<` (CommonMark 6.5), so that each byte is looked at once, however many signs there are.
    let end = 1 + rest.get(1..)?.find(['>', ' ', '\n', '<'])?;
    steps(end);
    let address = rest.get(1..end)?;
    let is_address = rest[end..].starts_with('>') && (address.contains("://") || address.contains('@'));
    (is_address && address.starts_with(|char: char| char.is_ascii_alphanumeric())).then_some(address)
}

/// Whether a damaged tag may begin in `run`: other rules decide that.
fn may_be_a_tag(context: &Context, run: Span) -> bool {
    let places = &context.places.list;
    let next = places.partition_point(|place| place.span.start < run.start);
    places.get(next).is_some_and(|place| place.span.start < run.end)
}

/// Whether the last `<` of `run` cannot begin a tag: a letter, `/`, `>` or `!` would follow it.
fn is_sign(text: &str, run: Span) -> bool {
    let escaped = text[..run.start as usize].ends_with('\\');
    let next = text[run.end as usize..].chars().next();
    !escaped && !next.is_some_and(|char| char.is_alphabetic() || matches!(char, '/' | '>' | '!' | '$' | '_'))
}
