//! What may stand between the signs of a construct, and how it is meant.

use super::table::Content;
use super::units::Unit;
use crate::text::Span;
use crate::text::wear::Wear;
use crate::tree::is_target;

/// Content as it is written.
#[derive(Clone, Debug)]
pub struct Written {
    /// What is wrong with it.
    pub wear: Wear,
    /// What belongs in its place, where that is something else.
    pub edit: Option<(Span, String)>,
}

/// The most units that content of this kind takes.
pub fn longest(content: Content) -> usize {
    match content {
        Content::Words | Content::Tight | Content::Hidden => 300,
        Content::Code => 80,
        Content::Admonition => 60,
        Content::Footnote | Content::Name | Content::Alert => 40,
        Content::Label => 80,
        Content::Address | Content::Uri => 500,
        Content::Box | Content::Number | Content::Cdata => 4,
        Content::Document | Content::Declaration => 200,
    }
}

/// Whether content of this kind may hold `unit`.
pub fn may_hold(content: Content, unit: &Unit) -> bool {
    let sign = unit.sign;
    let is_gap = unit.is_blank() || unit.is_invisible();
    match content {
        Content::Words => !matches!(sign, '[' | ']' | '{' | '}' | '<' | '>'),
        Content::Tight => !matches!(sign, '~' | '～'),
        Content::Code => !unit.is_closed() && sign != '`',
        Content::Admonition => is_gap || sign.is_alphabetic() || matches!(sign, '"' | '-'),
        Content::Footnote => is_gap || sign.is_alphanumeric() || matches!(sign, '-' | '_' | '.'),
        Content::Name => is_gap || sign.is_alphanumeric() || matches!(sign, '-' | '_' | '.' | ':'),
        Content::Alert => is_gap || sign.is_alphabetic(),
        Content::Label => !unit.is_closed() && !matches!(sign, '[' | ']' | '(' | ')'),
        Content::Address | Content::Uri => {
            is_gap || !unit.is_closed() && !matches!(sign, '<' | '>' | '[' | ']' | '"' | '|' | '`')
        }
        Content::Box => is_gap || matches!(sign, 'x' | 'X') && unit.end == unit.start + 1,
        Content::Document => !matches!(sign, '<' | '>'),
        Content::Declaration => !matches!(sign, '<' | '>' | '?' | '？'),
        Content::Hidden => true,
        Content::Cdata => is_gap || sign == 'C',
        Content::Number => is_gap || sign.is_ascii_digit(),
    }
}

/// What `units` are as content of this kind; `None` where they are none.
pub fn written(text: &str, units: &[Unit], content: Content) -> Option<Written> {
    if matches!(content, Content::Words | Content::Label | Content::Code | Content::Hidden) {
        return Some(Written { wear: Wear::empty(), edit: None });
    }
    let span = Span::new(units.first().map_or(0, |unit| unit.start), units.last().map_or(0, |unit| unit.end));
    let raw = if units.is_empty() { "" } else { &text[span.range()] };
    let meant = match content {
        Content::Box => return written_box(raw, units, span),
        Content::Alert => return written_alert(raw, span),
        Content::Admonition => return written_admonition(raw, span),
        Content::Document => return written_document(raw, span),
        Content::Declaration => return written_declaration(raw, span),
        Content::Number => return written_number(raw, span),
        _ => raw.trim_matches(|char: char| char.is_whitespace() || crate::text::wear::is_invisible(char)),
    };
    // `spaced-url` knows the spaces of an address with a scheme.
    if content == Content::Address && !meant.contains(':') && is_file_with_spaces(meant) {
        let edit = (span, meant.replace(' ', "%20"));
        return Some(Written { wear: Wear::SPACED, edit: Some(edit) });
    }
    let is_right = match content {
        Content::Uri => has_scheme(meant) && !meant.contains(char::is_whitespace),
        Content::Address => is_target(meant) && !meant.contains(char::is_whitespace) && is_balanced(meant),
        Content::Cdata => meant == "CDATA",
        Content::Footnote | Content::Name => !meant.is_empty() && !meant.contains(char::is_whitespace),
        _ => !meant.is_empty(),
    };
    is_right.then(|| changed(raw, meant, span))
}

/// What the names of files end with to which articles link.
const FILES: [&str; 9] = [".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp", ".pdf", ".md", ".html"];

/// Whether an address ends with the name of a file to which articles link.
pub fn names_file(address: &str) -> bool {
    FILES.iter().any(|extension| address.to_ascii_lowercase().ends_with(extension))
}

/// Whether an address is the name of a file with spaces in it, which a link cannot hold.
fn is_file_with_spaces(address: &str) -> bool {
    let is_plain = |char: char| char.is_alphanumeric() || matches!(char, ' ' | '/' | '.' | '-' | '_' | '%' | ':');
    address.contains(' ')
        && address.matches(' ').count() <= 6
        && names_file(address)
        && address.chars().all(is_plain)
        && !address.contains("  ")
}

/// Whether an address begins with the scheme of a page or a mailbox.
fn has_scheme(address: &str) -> bool {
    ["https://", "http://", "ftp://", "mailto:"]
        .iter()
        .any(|scheme| address.len() > scheme.len() && address.starts_with(scheme))
}

/// Whether each parenthesis of an address has a partner (CommonMark 6.3).
fn is_balanced(address: &str) -> bool {
    address.matches('(').count() == address.matches(')').count()
}

fn changed(raw: &str, meant: &str, span: Span) -> Written {
    if raw == meant {
        return Written { wear: Wear::empty(), edit: None };
    }
    let wear = if raw.contains(crate::text::wear::is_invisible) { Wear::INVISIBLE } else { Wear::SPACED };
    Written { wear, edit: Some((span, meant.to_owned())) }
}

/// Up to three digits: years begin sentences.
fn written_number(raw: &str, span: Span) -> Option<Written> {
    let meant = raw.trim_end();
    let is_number = (1..=3).contains(&meant.len()) && meant.bytes().all(|byte| byte.is_ascii_digit());
    is_number.then(|| changed(raw, meant, span))
}

fn written_box(raw: &str, units: &[Unit], span: Span) -> Option<Written> {
    let marks: Vec<_> = units.iter().filter(|unit| matches!(unit.sign, 'x' | 'X')).collect();
    let meant = match marks[..] {
        [] => " ",
        [mark] if mark.sign == 'x' => "x",
        [_] => "X",
        _ => return None,
    };
    Some(if raw.is_empty() { Written { wear: Wear::LOST, edit: None } } else { changed(raw, meant, span) })
}

/// Names of alerts and callouts (GitHub, Obsidian), and what translation made of the commonest.
static ALERTS: [(&str, &[&str]); 5] = [
    (
        "NOTE",
        &[
            "NOTA",
            "HINWEIS",
            "REMARQUE",
            "NOTITIE",
            "OPMERKING",
            "ANMERKUNG",
            "UWAGA",
            "ПРИМЕЧАНИЕ",
            "注意",
            "注記",
            "注",
            "提示",
            "참고",
            "OBS",
            "POZNÁMKA",
        ],
    ),
    (
        "TIP",
        &["CONSEJO", "DICA", "TIPP", "ASTUCE", "CONSEIL", "SUGGERIMENTO", "СОВЕТ", "ヒント", "技巧", "팁", "WSKAZÓWKA"],
    ),
    ("IMPORTANT", &["IMPORTANTE", "WICHTIG", "BELANGRIJK", "ВАЖНО", "WAŻNE", "重要", "중요"]),
    (
        "WARNING",
        &[
            "ADVERTENCIA",
            "WARNUNG",
            "AVERTISSEMENT",
            "AVISO",
            "ATTENZIONE",
            "AVVISO",
            "WAARSCHUWING",
            "ПРЕДУПРЕЖДЕНИЕ",
            "OSTRZEŻENIE",
            "警告",
            "경고",
        ],
    ),
    ("CAUTION", &["PRECAUCIÓN", "VORSICHT", "CUIDADO", "ОСТОРОЖНО", "ACHTUNG", "小心", "주의"]),
];

/// Names that alerts and callouts have besides those of GitHub (Obsidian).
static CALLOUTS: [&str; 18] = [
    "ABSTRACT",
    "SUMMARY",
    "TLDR",
    "INFO",
    "TODO",
    "HINT",
    "SUCCESS",
    "CHECK",
    "DONE",
    "QUESTION",
    "HELP",
    "FAQ",
    "ATTENTION",
    "FAILURE",
    "DANGER",
    "ERROR",
    "BUG",
    "EXAMPLE",
];

fn written_alert(raw: &str, span: Span) -> Option<Written> {
    let name = raw.trim_matches(|char: char| char.is_whitespace() || crate::text::wear::is_invisible(char));
    let upper = name.to_uppercase();
    let is_known =
        ALERTS.iter().any(|(known, _)| *known == upper) || CALLOUTS.contains(&upper.as_str()) || upper == "QUOTE";
    if is_known {
        return Some(changed(raw, name, span));
    }
    let (meant, _) = ALERTS.iter().find(|(_, translations)| translations.contains(&upper.as_str()))?;
    Some(Written { wear: Wear::TRANSLATED, edit: Some((span, (*meant).to_owned())) })
}

/// The types of admonitions that everybody has (Python-Markdown, MkDocs Material, GitLab).
pub static ADMONITIONS: [&str; 13] = [
    "note",
    "abstract",
    "info",
    "tip",
    "success",
    "question",
    "warning",
    "failure",
    "danger",
    "bug",
    "example",
    "quote",
    "important",
];

/// What translation made of the commonest.
static TRANSLATED: [(&str, &[&str]); 3] = [
    (
        "note",
        &[
            "nota",
            "hinweis",
            "remarque",
            "notitie",
            "opmerking",
            "uwaga",
            "anmerkung",
            "примечание",
            "注意",
            "备注",
            "参考",
        ],
    ),
    ("tip", &["consejo", "dica", "tipp", "astuce", "conseil", "suggerimento", "совет", "提示", "技巧"]),
    (
        "warning",
        &[
            "advertencia",
            "warnung",
            "avertissement",
            "aviso",
            "avviso",
            "attenzione",
            "waarschuwing",
            "предупреждение",
            "警告",
        ],
    ),
];

fn written_admonition(raw: &str, span: Span) -> Option<Written> {
    let name = raw.split([' ', '"']).next().unwrap_or_default();
    if ADMONITIONS.contains(&name.to_lowercase().as_str()) {
        return Some(Written { wear: Wear::empty(), edit: None });
    }
    let (meant, _) =
        TRANSLATED.iter().find(|(_, translations)| translations.contains(&name.to_lowercase().as_str()))?;
    let place = Span::new(span.start, span.start + name.len() as u32);
    Some(Written { wear: Wear::TRANSLATED, edit: Some((place, (*meant).to_owned())) })
}

/// The XML declaration: `xml`, and its version.
fn written_declaration(raw: &str, span: Span) -> Option<Written> {
    let meant = raw.trim();
    let is_one = meant.strip_prefix("xml").is_some_and(|rest| rest.trim_start().starts_with("version"));
    // White space may stand before the last sign.
    let wear = if raw.starts_with(char::is_whitespace) { Wear::SPACED } else { Wear::empty() };
    let edit = (!wear.is_empty()).then(|| (span, meant.to_owned()));
    is_one.then_some(Written { wear, edit })
}

/// The document type: `DOCTYPE html`, in any case, and whatever follows it in older documents (WHATWG HTML 13.1.1).
fn written_document(raw: &str, span: Span) -> Option<Written> {
    let letters: String = raw.chars().filter(|char| !char.is_whitespace()).take(11).collect();
    if !letters.eq_ignore_ascii_case("doctypehtml") {
        return None;
    }
    let is_whole = raw.get(..12).is_some_and(|begin| begin.eq_ignore_ascii_case("doctype html"))
        && raw.get(12..13).is_none_or(|next| !next.starts_with(char::is_alphanumeric));
    if is_whole && raw.trim_end() == raw {
        return Some(Written { wear: Wear::empty(), edit: None });
    }
    let is_html5 = raw.chars().filter(|char| !char.is_whitespace()).count() == 11;
    is_html5.then(|| Written { wear: Wear::SPACED, edit: Some((span, "DOCTYPE html".to_owned())) })
}
