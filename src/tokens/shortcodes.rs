//! What is inside `{{ … }}`: calls, quotes, and the names of shortcodes that begin and end.

use super::braces::{Inside, inside};
use crate::text::Span;
use crate::tokens::search;

/// Those of the template tags `tags` of `text` that are macros in double braces.
pub fn macros<'a>(tags: &'a [Span], text: &'a str) -> impl Iterator<Item = Span> + 'a {
    let is_macro = |tag: &Span| {
        let inner = text[tag.range()].strip_prefix("{{").and_then(|rest| rest.strip_suffix("}}"));
        inner.is_some_and(|inner| inside(inner) != Inside::Other && !inner.contains(['{', '}']))
    };
    tags.iter().copied().filter(is_macro)
}

/// Whether most of the macros `templates` of `text` have no white space after their braces.
pub fn are_unpadded(text: &str, templates: &[Span]) -> bool {
    let padded = templates.iter().filter(|span| text[span.range()].starts_with("{{ ")).count();
    padded * 2 < templates.len()
}

/// The macro without white space after its opening and before its closing braces.
pub fn unpadded(template: &str) -> String {
    let inner = template.strip_prefix("{{").and_then(|rest| rest.strip_suffix("}}")).unwrap_or(template);
    format!("{{{{{}}}}}", inner.trim_matches(' '))
}

/// The template tag with straight quotes, where curly ones delimit its strings.
pub fn straightened(template: &str) -> Option<String> {
    let mut edits: Vec<(usize, usize)> = Vec::new();
    let mut at = 0;
    while let Some(found) = search::char(&template[at..], |char| matches!(char, '"' | '\'' | '“' | '”')) {
        let open = at + found;
        let quote = template[open..].chars().next()?;
        let inner = open + quote.len_utf8();
        let closers: &[char] =
            if matches!(quote, '“' | '”') { &['“', '”'] } else { std::slice::from_ref(&quote) };
        let length = search::char(&template[inner..], |char| closers.contains(&char))?;
        let closer = template[inner + length..].chars().next()?;
        at = inner + length + closer.len_utf8();
        if quote == '“' || quote == '”' {
            let before = template[..open].chars().next_back();
            let delimits = before.is_some_and(|char| char.is_whitespace() || "({=,:|<".contains(char));
            if !delimits || template[inner..inner + length].contains(['"', '\'']) {
                return None;
            }
            edits.extend([(open, inner), (inner + length, at)]);
        }
    }
    let mut fixed = template.to_owned();
    for &(start, end) in edits.iter().rev() {
        fixed.replace_range(start..end, "\"");
    }
    (!edits.is_empty()).then_some(fixed)
}

/// Where the closing parenthesis of the call in `template` is missing: `{{ref("x"}}`.
pub fn lost_parenthesis(template: &str) -> Option<u32> {
    let inner = template.strip_prefix("{{")?.strip_suffix("}}")?;
    let call = inner.trim_start().find('(')?;
    let name = &inner.trim_start()[..call];
    if name.is_empty() || !name.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'.' | b'-')) {
        return None;
    }
    let (mut depth, mut quote) = (0_i32, None);
    for byte in inner.bytes() {
        match (quote, byte) {
            (Some(open), _) if byte == open => quote = None,
            (Some(_), _) => {}
            (None, b'"' | b'\'') => quote = Some(byte),
            (None, b'(') => depth += 1,
            (None, b')') => depth -= 1,
            (None, _) => {}
        }
    }
    let ends_as_argument = inner.trim_end().ends_with(['"', '\'', ']']);
    (depth == 1 && quote.is_none() && ends_as_argument).then(|| 2 + inner.trim_end().len() as u32)
}

/// A shortcode whose start and end have different names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mismatch {
    /// The start.
    pub start: Span,
    /// The name in it.
    pub start_name: Span,
    /// The end.
    pub end: Span,
    /// The name in it.
    pub end_name: String,
}

/// How many shortcodes may be open between a start and its end.
const MOST_OPEN: usize = 32;

/// The shortcodes whose names differ, among the template tags `templates` of `text`.
pub fn mismatched(text: &str, templates: &[Span]) -> Vec<Mismatch> {
    let mut found = Vec::new();
    let mut open: Vec<(Span, Span)> = Vec::new();
    for &span in templates {
        let Some((name, is_end)) = shortcode_name(text, span) else { continue };
        if !is_end {
            open.push((span, name));
            continue;
        }
        let end_name = &text[name.range()];
        let near = open.len().saturating_sub(MOST_OPEN);
        if let Some(index) = open[near..].iter().rposition(|(_, name)| &text[name.range()] == end_name) {
            open.truncate(near + index);
        } else if let Some((start, start_name)) =
            open.pop().filter(|(_, name)| is_altered(&text[name.range()], end_name))
        {
            found.push(Mismatch { start, start_name, end: span, end_name: end_name.to_owned() });
        }
    }
    found
}

/// Whether `name` is `meant` as a translation leaves it: letters that no shortcode has, or a close spelling.
fn is_altered(name: &str, meant: &str) -> bool {
    meant.is_ascii() && (!name.is_ascii() || strsim::normalized_levenshtein(name, meant) >= 0.7)
}

/// The name in `{{< name … >}}` or `{{% /name %}}`, and whether it ends the shortcode.
fn shortcode_name(text: &str, span: Span) -> Option<(Span, bool)> {
    let template = &text[span.range()];
    let rest = template.strip_prefix("{{<").or_else(|| template.strip_prefix("{{%"))?;
    if template.ends_with("/>}}") || template.ends_with("/%}}") {
        return None;
    }
    let behind = rest.trim_start();
    let is_end = behind.starts_with('/');
    let behind = behind.trim_start_matches('/').trim_start();
    let length = search::char(behind, |char| char.is_whitespace() || matches!(char, '>' | '%')).unwrap_or(behind.len());
    let start = span.start + (template.len() - behind.len()) as u32;
    (length > 0).then(|| (Span::new(start, start + length as u32), is_end))
}

/// Names of statements of Liquid and Jinja, and what translation makes of them.
static TRANSLATED: [(&str, &[&str]); 8] = [
    (
        "include",
        &[
            "incluir",
            "inclure",
            "inclua",
            "inclui",
            "incluye",
            "includere",
            "includi",
            "einschließen",
            "einbinden",
            "einfügen",
            "invoegen",
            "dołącz",
            "включить",
            "включати",
            "包含",
            "包括",
            "インクルード",
            "含める",
            "포함",
        ],
    ),
    (
        "assign",
        &[
            "asignar",
            "atribuir",
            "assigner",
            "attribuer",
            "zuweisen",
            "assegnare",
            "назначить",
            "присвоить",
            "分配",
            "赋值",
        ],
    ),
    ("endif", &["finsi", "fimse", "endewenn", "конецесли"]),
    ("endfor", &["finpara", "fimpara", "endefür", "конецдля"]),
    ("capture", &["capturar", "capturer", "erfassen", "catturare", "捕获"]),
    ("raw", &["crudo", "bruto", "roh", "grezzo", "原始"]),
    ("endraw", &["fincrudo", "endroh"]),
    ("block", &["bloque", "bloco", "blocco", "блок"]),
];

/// The name of the statement `template` that was translated, and what was meant.
pub fn translated_statement(text: &str, template: Span) -> Option<(Span, &'static str)> {
    let inner = text[template.range()].strip_prefix("{%")?;
    let behind = inner.trim_start_matches(['-', '~']).trim_start();
    let length = search::char(behind, |char| !char.is_alphanumeric() && char != '_').unwrap_or(behind.len());
    let name = &behind[..length];
    let (meant, _) = TRANSLATED.iter().find(|(_, names)| names.contains(&name))?;
    let start = template.end - behind.len() as u32;
    Some((Span::new(start, start + length as u32), meant))
}

/// Snippets of files whose signs typography changed, `—8<— “parts/tools.md”`: from where to where, and what was meant.
pub fn worn_snippets(text: &str) -> impl Iterator<Item = (usize, usize, String)> + '_ {
    memchr::memmem::find_iter(text.as_bytes(), b"8<").filter_map(|at| {
        let is_dash = |char: char| matches!(char, '-' | '–' | '—' | '−');
        let start = text[..at].trim_end_matches(is_dash).len();
        let rest = text[at + 2..].trim_start_matches(is_dash);
        let is_worn = |part: &str| !part.is_ascii();
        let (before, after) = (&text[start..at], &text[at + 2..text.len() - rest.len()]);
        if before.is_empty() || after.is_empty() {
            return None;
        }
        let file = rest.strip_prefix([' ', '\u{a0}'])?;
        let path = file.strip_prefix(['"', '“', '„', '”', '«'])?;
        let line = &path[..path.find('\n').unwrap_or(path.len())];
        let length = line.find(['"', '”', '“', '»'])?;
        let end = text.len() - path.len() + length + path[length..].chars().next()?.len_utf8();
        let is_damaged = is_worn(before) || is_worn(after) || is_worn(&text[text.len() - file.len()..end]);
        is_damaged.then(|| (start, end, format!("--8<-- \"{}\"", &path[..length])))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn straightens_delimiters_only() {
        assert_eq!(straightened("{{ “/a/” | url }}").as_deref(), Some("{{ \"/a/\" | url }}"));
        assert_eq!(straightened("{{ “a” | b: \"c\" }}").as_deref(), Some("{{ \"a\" | b: \"c\" }}"));
        assert_eq!(straightened("{{ \"“a”\" }}"), None);
        assert_eq!(straightened("{{ a’s }}"), None);
    }

    #[test]
    fn finds_lost_parentheses() {
        assert_eq!(lost_parenthesis("{{ref(\"x\"}}"), Some(9));
        assert_eq!(lost_parenthesis("{{ref(\"x)\")}}"), None);
        assert_eq!(lost_parenthesis("{{#if (eq a \"b\"}}"), None);
    }
}
