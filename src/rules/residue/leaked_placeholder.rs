use crate::findings::{Context, Facts, Finding, Findings, Severity};
use crate::rules::{Example, Fixed, Group, Rule, Scope};
use crate::text::{Flavor, Span, step};
use crate::tokens::search;

/// A placeholder of a tool that protected something and did not put it back.
pub static RULE: Rule = Rule {
    name: "leaked-placeholder",
    group: Group::Residue,
    summary: "A placeholder that a tool never replaced with the original text",
    why: "Translation tools and site generators hide links, code and shortcodes behind placeholders such as \
          `TOK141`, `T9】` or `__PH_1__` and put the originals back at the end. If one is left, part of the article \
          is lost, and only the original knows what it was.",
    severity: Severity::Error,
    on: true,
    fix: None,
    flavors: Flavor::ALL,
    triggers: Facts::PLACEHOLDER,
    scope: Scope::Document,
    options: &[],
    examples: &[
        Example::Bad {
            flavor: Flavor::Markdown,
            text: "See [berths](/guide/#berths-hahahugoshortcode-s4-hbhb).\n",
            at: "hahahugoshortcode-s4-hbhb",
            fixed: Fixed::No,
        },
        Example::Bad {
            flavor: Flavor::Markdown, text: "请阅读 T12】 的说明。\n", at: "T12】", fixed: Fixed::No
        },
        Example::Bad {
            flavor: Flavor::Html,
            text: "<p>Call __PH_3__ before you moor.</p>\n",
            at: "__PH_3__",
            fixed: Fixed::No,
        },
        Example::Good {
            flavor: Flavor::Markdown,
            text: "【T12】 is berth T12, TOKYO2020, TOK14 stands alone, `TOK141` and `__PH_1__`.\n",
        },
        Example::Good { flavor: Flavor::Markdown, text: "__Phase 1__ and __PHP_8__ begin.\n" },
    ],
    check,
};

/// Words that tools use for placeholders, between underscores or other signs.
const NAMES: &[&str] =
    &["PH", "PLH", "PLACEHOLDER", "TOKEN", "TAG", "XMLTAG", "CODE", "LINK", "URL", "VAR", "MASK", "PROTECTED"];

fn check(context: &Context, findings: &mut Findings) {
    let text = context.text();
    let all = |needle: &'static str| memchr::memmem::find_iter(text.as_bytes(), needle);
    let mut places: Vec<Span> = all("__").filter_map(|at| underscored(text, at)).collect();
    if context.facts.contains(Facts::NON_ASCII) {
        places.extend(all("】").filter_map(|at| bracketed(text, at)));
    }
    for needle in ["hahahugoshortcode", "HAHAHUGOSHORTCODE"] {
        places.extend(all(needle).map(|at| hugo(text, at)));
    }
    let tokens = all("TOK").filter_map(|at| token(text, at));
    let tokens: Vec<Span> = tokens.filter(|span| !context.in_code(span.start)).collect();
    // One such word may be a name; several with different numbers are not.
    if tokens.iter().any(|span| context.slice(*span) != context.slice(tokens[0])) {
        places.extend(tokens);
    }
    places.sort_unstable();
    for span in places {
        if !context.in_code(span.start) {
            let finding = Finding::new(span, format!("The placeholder {} was never filled in", context.slice(span)));
            findings.add(finding.help("Restore the text from the original"));
        }
    }
}

/// `__PH_1__`, `__PLACEHOLDER0__`
fn underscored(text: &str, at: usize) -> Option<Span> {
    let rest = &text[at + 2..];
    let name = rest.bytes().take(16).take_while(u8::is_ascii_uppercase).count();
    let behind = rest[name..].strip_prefix('_').unwrap_or(&rest[name..]);
    let digits = behind.bytes().take(6).take_while(u8::is_ascii_digit).count();
    let end = text.len() - behind.len() + digits + 2;
    (NAMES.contains(&&rest[..name]) && digits > 0 && behind[digits..].starts_with("__")).then(|| Span::of(at, end))
}

/// How far before a placeholder its opening bracket is looked for, in bytes.
const REACH: usize = 200;

/// `T9】` without its opening bracket.
fn bracketed(text: &str, at: usize) -> Option<Span> {
    let from = step::ceil(text, at.saturating_sub(REACH));
    let before = text[from..at].trim_end_matches(|char: char| char.is_ascii_digit());
    let digits = at - from - before.len();
    let before = before.strip_suffix('T')?;
    let is_glued = before.ends_with(|char: char| char.is_ascii_alphanumeric());
    let line = &before[search::last_byte(b'\n', before.as_bytes()).map_or(0, |at| at + 1)..];
    let is_open = is_glued || line.rfind('【') > line.rfind('】');
    ((1..5).contains(&digits) && !is_open).then(|| Span::of(from + before.len(), at + '】'.len_utf8()))
}

/// `hahahugoshortcode-s2-hbhb`, `HAHAHUGOSHORTCODE12s0HBHB`
fn hugo(text: &str, at: usize) -> Span {
    let length = text[at..].bytes().take(60).take_while(|byte| byte.is_ascii_alphanumeric() || *byte == b'-').count();
    Span::of(at, at + length)
}

/// `TOK141`
fn token(text: &str, at: usize) -> Option<Span> {
    let digits = text[at + 3..].bytes().take(6).take_while(u8::is_ascii_digit).count();
    let end = at + 3 + digits;
    let is_bounded = !text[..at].ends_with(|char: char| char.is_ascii_alphanumeric())
        && !text[end..].starts_with(|char: char| char.is_ascii_alphanumeric());
    (digits > 0 && is_bounded).then(|| Span::of(at, end))
}
