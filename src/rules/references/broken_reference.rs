use crate::findings::{Context, Edit, Facts, Finding, Findings, Fix, Safety, Severity};
use crate::rules::{Example, Fixed, Group, Rule, Scope};
use crate::text::{Flavor, Span, windows_1252};

/// A character reference without its ampersand or number sign.
pub static RULE: Rule = Rule {
    name: "broken-reference",
    group: Group::References,
    summary: "A character reference without its `&` or `#`, or with an outdated number",
    why: "`nbsp;` and `&8217;` are plain text: readers see letters and digits where a space or a quotation mark \
          belongs. The numbers from 128 to 159 stand for control characters; only old browsers took them for the \
          quotes and dashes of Windows.",
    severity: Severity::Warning,
    on: true,
    fix: Some(Safety::Safe),
    flavors: Flavor::ALL,
    triggers: Facts::ALWAYS,
    scope: Scope::Block,
    options: &[],
    examples: &[
        Example::Bad {
            flavor: Flavor::Html,
            text: "<p>It is fournbsp;km to the quay.</p>\n",
            at: "nbsp;",
            fixed: Fixed::Unsafe("<p>It is four&nbsp;km to the quay.</p>\n"),
        },
        Example::Bad {
            flavor: Flavor::Html,
            text: "<p>The quay is open, it#8217;s new.</p>\n",
            at: "#8217;",
            fixed: Fixed::Unsafe("<p>The quay is open, it&#8217;s new.</p>\n"),
        },
        Example::Bad {
            flavor: Flavor::Markdown,
            text: "The harbour&8217;s gate is open.\n",
            at: "&8217;",
            fixed: Fixed::Safe("The harbour&#8217;s gate is open.\n"),
        },
        Example::Bad {
            flavor: Flavor::Html,
            text: "<p>The harbour&#146;s gate is open.</p>\n",
            at: "&#146;",
            fixed: Fixed::Safe("<p>The harbour&#8217;s gate is open.</p>\n"),
        },
        Example::Bad {
            flavor: Flavor::Html,
            text: "<p>10&;nbsp;km to the quay.</p>\n",
            at: "&;nbsp;",
            fixed: Fixed::Safe("<p>10&nbsp;km to the quay.</p>\n"),
        },
        Example::Good { flavor: Flavor::Markdown, text: "See #8217; and #160; keep a copy; then look at it.\n" },
        Example::Good { flavor: Flavor::Markdown, text: "The entity nbsp; needs an ampersand: `nbsp;` is text.\n" },
        Example::Good { flavor: Flavor::Html, text: "<style>p { color: #160; }</style>\n<p>Bread &amp; butter; &#8217;</p>\n" },
    ],
    check,
};

/// Names of references that are no words of any language.
const NAMES: [&str; 17] = [
    "nbsp", "ndash", "mdash", "hellip", "lsquo", "rsquo", "ldquo", "rdquo", "laquo", "raquo", "eacute", "egrave", "agrave",
    "ccedil", "ouml", "auml", "uuml",
];

/// Bytes of a name or number at the most.
const LONGEST: usize = 24;

/// A broken reference: its bytes, what was meant, and whether anything else may have been.
struct Broken {
    span: Span,
    meant: String,
    safety: Safety,
}

fn check(context: &Context, findings: &mut Findings) {
    let text = context.text();
    let ends = memchr::memchr_iter(b';', text.as_bytes());
    let broken = ends.filter_map(|end| broken(text, end));
    for Broken { span, meant, safety } in broken {
        if !context.is_prose(span) || context.is_about_references(span) || context.in_bare_address(span.start) {
            continue;
        }
        let fix = Fix::safe(format!("Write {meant}"), vec![Edit::replace(span, meant.clone())]);
        let fix = fix.at_most(safety, "the word may be meant as it is");
        findings.add(Finding::new(span, format!("Broken character reference: {meant} was meant")).fix(fix));
    }
}

/// The broken reference that ends with the `;` at `end`.
fn broken(text: &str, end: usize) -> Option<Broken> {
    let bytes = text.as_bytes();
    let length = bytes[..end].iter().rev().take(LONGEST).take_while(|byte| byte.is_ascii_alphanumeric()).count();
    let start = end - length;
    let run = &text[start..end];
    if run.len() < 2 || run.len() == LONGEST {
        return None;
    }
    match run.parse() {
        Ok(number) => broken_number(text, start, end, number),
        Err(_) => broken_name(text, start, end),
    }
}

fn broken_number(text: &str, start: usize, end: usize, number: u32) -> Option<Broken> {
    let before = &text[..start];
    if before.ends_with("&#") {
        let character = windows_character(number)?;
        let meant = format!("&#{};", u32::from(character));
        return Some(Broken { span: Span::of(start - 2, end + 1), meant, safety: Safety::Safe });
    }
    let meant = format!("&#{number};");
    let is_sign = matches!(number, 8_192..=8_482) || windows_character(number).is_some();
    if before.ends_with('&') {
        let is_usual = is_sign || matches!(number, 34 | 38 | 39 | 160..=255);
        return is_usual.then(|| Broken { span: Span::of(start - 1, end + 1), meant, safety: Safety::Safe });
    }
    // `#8217;` alone is the number of something.
    let before = before.strip_suffix('#')?;
    let is_glued = before.ends_with(char::is_alphabetic) && text[end + 1..].starts_with(char::is_alphabetic);
    (is_glued && is_sign).then(|| Broken { span: Span::of(start - 1, end + 1), meant, safety: Safety::Unsafe })
}

fn broken_name(text: &str, start: usize, end: usize) -> Option<Broken> {
    let run = &text[start..end];
    let before = &text[..start];
    let name = NAMES.into_iter().find(|name| *name == run);
    if let (Some(name), Some(_)) = (name, before.strip_suffix("&;")) {
        return Some(Broken { span: Span::of(start - 2, end + 1), meant: format!("&{name};"), safety: Safety::Safe });
    }
    if is_behind_ampersand(before) || before.ends_with([';', '-', '_', '.', '#', '\\', '/', '$']) {
        return None;
    }
    // `Breadnbsp;`: nothing else ends so.
    let name = name.or_else(|| run.ends_with("nbsp").then_some("nbsp")).or_else(|| spaced_name(text, start, end))?;
    let span = Span::of(end - name.len(), end + 1);
    Some(Broken { span, meant: format!("&{name};"), safety: Safety::Unsafe })
}

/// Whether an ampersand is before the name, whatever is between: other rules know such references.
fn is_behind_ampersand(before: &str) -> bool {
    let is_gap = |char: char| char.is_whitespace() || matches!(char, '\u{200b}' | '\u{2060}');
    before.trim_end_matches(is_gap).ends_with(['&', '＆'])
}

/// `bread amp; butter` and `copy; 2024`: the words around tell them.
fn spaced_name(text: &str, start: usize, end: usize) -> Option<&'static str> {
    let after = &text[end + 1..];
    let begins = text[..start].chars().next_back().is_none_or(|char| char.is_whitespace() || char == '>');
    match &text[start..end] {
        "amp" if begins && text[..start].ends_with(' ') && after.starts_with(' ') => Some("amp"),
        "copy" if begins && is_year(after.trim_start()) => Some("copy"),
        _ => None,
    }
}

fn is_year(text: &str) -> bool {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    digits == 4 && (text.starts_with("19") || text.starts_with("20"))
}

/// The character that Windows-1252 has at a number to which Unicode gives a control character (WHATWG HTML 13.2.5.80).
fn windows_character(number: u32) -> Option<char> {
    let byte = u8::try_from(number).ok().filter(|byte| (0x80..=0x9f).contains(byte))?;
    Some(windows_1252::character(byte)).filter(|char| u32::from(*char) > 0x9f)
}
