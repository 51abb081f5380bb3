//! Templates: Jinja, Liquid, Twig, Handlebars, Hugo, ERB, EJS and PHP; and MDX's expressions.

use super::region::{Region, RegionKind};
use crate::text::Span;
use crate::tokens::Ahead;
use crate::tokens::search;
use crate::tokens::work::steps;

/// The longest template tag, in bytes; PHP and ERB blocks may be of any length.
const LONGEST: usize = 2_000;

/// The longest template tag that holds statements on lines of their own.
const LONGEST_PROGRAM: usize = 20_000;

const PAIRS: [(&str, &str); 3] = [("{{", "}}"), ("{%", "%}"), ("{#", "#}")];

/// Finds template tags and appends them to `regions`; `less` are the offsets of every `<`.
pub(super) fn find(text: &str, less: impl Iterator<Item = usize> + Clone, regions: &mut Vec<Region>) {
    let mut ends: [Option<Ahead>; PAIRS.len()] = [None, None, None];
    let mut done = 0;
    for at in memchr::memchr_iter(b'{', text.as_bytes()) {
        if at < done {
            continue;
        }
        if let Some(end) = braces(text, at, &mut ends) {
            regions.push(Region::new(at, end, RegionKind::Template));
            done = end;
        }
    }
    angled(text, less.clone(), b'%', "%>", regions);
    angled(text, less, b'?', "?>", regions);
}

/// Finds the lines that the C preprocessor takes out of a page that begins with one of them.
pub(super) fn find_directives(text: &str, regions: &mut Vec<Region>) {
    let first = text.trim_start().split([' ', '\t', '\r', '\n']).next().unwrap_or_default();
    if !DIRECTIVES.contains(&first) {
        return;
    }
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let word = line.split([' ', '\t', '\r', '\n']).next().unwrap_or_default();
        if DIRECTIVES.contains(&word) {
            regions.push(Region::new(start, start + line.trim_end().len(), RegionKind::Template));
        }
        start += line.len();
    }
}

const DIRECTIVES: &[&str] = &["#define", "#elif", "#else", "#endif", "#if", "#ifdef", "#ifndef", "#include", "#undef"];

/// Finds template tags in angle brackets: those that begin with one of the `<` at `less` and `sign`.
fn angled(text: &str, less: impl Iterator<Item = usize>, sign: u8, close: &str, regions: &mut Vec<Region>) {
    let mut done = 0;
    for at in less.filter(|&at| text.as_bytes().get(at + 1) == Some(&sign)) {
        let is_escaped = at > 0 && text.as_bytes()[at - 1] == b'\\';
        if at < done || is_escaped {
            continue;
        }
        let Some(length) = search::bytes(&text.as_bytes()[at..], close.as_bytes()) else { return };
        done = at + length + close.len();
        let is_declaration = text[at + 2..].trim_start_matches(' ').starts_with("xml ");
        let kind = if is_declaration { RegionKind::Declaration } else { RegionKind::Template };
        regions.push(Region::new(at, done, kind));
    }
}

fn braces<'a>(text: &'a str, at: usize, ends: &mut [Option<Ahead<'a>>; PAIRS.len()]) -> Option<usize> {
    let index = PAIRS.iter().position(|(open, _)| text[at..].starts_with(open))?;
    let (open, close) = PAIRS[index];
    let rest = &text.as_bytes()[at..];
    let end = ends[index].get_or_insert_with(|| Ahead::new(text, close)).next(at + open.len())?;
    let mut length = end + close.len() - at;
    let is_program = open == "{%" && begins_program(&rest[open.len()..]);
    if length > if is_program { LONGEST_PROGRAM } else { LONGEST } {
        return None;
    }
    // `{{{ raw }}}` of Handlebars.
    if rest.starts_with(b"{{{") && rest.get(length) == Some(&b'}') {
        length += 1;
    }
    let inside = &rest[open.len()..length - close.len()];
    steps(inside.len());
    let nested = open == "{{" && has_pair(inside, b'{') && !rest.starts_with(b"{{{");
    let blank_line = has_pair(inside, b'\n') && !is_program;
    let lone_hash = open == "{#" && !inside.starts_with(b" ") && !inside.starts_with(b"-");
    (!nested && !blank_line && !lone_hash).then_some(at + length)
}

/// Whether a template tag holds statements on lines of their own, `{%- liquid … -%}`, blank ones too.
fn begins_program(inside: &[u8]) -> bool {
    inside.strip_prefix(b"-").unwrap_or(inside).trim_ascii_start().starts_with(b"liquid")
}

/// Whether `byte` occurs twice in a row somewhere.
fn has_pair(bytes: &[u8], byte: u8) -> bool {
    memchr::memchr_iter(byte, bytes).any(|at| bytes.get(at + 1) == Some(&byte))
}

/// Template tags whose content is code, up to the tag of the same name with `end` before it (Jekyll, Liquid, Hexo, Twig) or
/// a slash (Hugo).
const CODE: &[&str] = &["highlight", "raw", "verbatim", "prism", "mermaid", "math", "katex"];

/// Tags of Liquid whose content is no part of the article: notes, styles, programs and data.
const ASIDE: &[&str] = &["comment", "doc", "javascript", "schema", "style", "stylesheet"];

/// Whether the content of the template tag called `name` is code: `codeblock` and `code-toggle` say so.
fn is_code(name: &str) -> bool {
    CODE.contains(&name) || name.starts_with("code")
}

/// The blocks between two of the template tags `templates`, which are in rising order, that are no part of the article: code,
/// where Markdown is read (in HTML it is shown as HTML), and what is [`ASIDE`]. The tags are a part of them.
pub(super) fn code_blocks(text: &str, templates: &[Region], has_markdown: bool) -> Vec<Span> {
    let mut blocks = Vec::new();
    let mut open: Option<(&str, u32)> = None;
    for template in templates {
        let tag = &text[template.span.range()];
        let name = name_of(tag);
        match open {
            None if has_markdown && is_code(name) || tag.starts_with("{%") && ASIDE.contains(&name) => {
                open = Some((name, template.span.start));
            }
            Some((begun, start)) if name.strip_prefix("end").or_else(|| name.strip_prefix('/')) == Some(begun) => {
                blocks.push(Span::new(start, template.span.end));
                open = None;
            }
            _ => {}
        }
    }
    blocks
}

/// The first word of a template tag, with a slash before it.
fn name_of(template: &str) -> &str {
    let inside = template.trim_start_matches(['{', '%', '<', '-', '~']).trim_start();
    let is_name = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'/');
    &inside[..inside.bytes().take_while(is_name).count()]
}

/// Finds MDX expressions (`{…}` with balanced braces, and `import`/`export` lines) and appends them to `regions`.
pub(super) fn find_expressions(text: &str, regions: &mut Vec<Region>) {
    let mut open = Vec::new();
    for at in memchr::memchr2_iter(b'{', b'}', text.as_bytes()) {
        if text.as_bytes()[at] == b'{' {
            open.push(at);
        } else if let Some(start) = open.pop()
            && at - start < LONGEST
        {
            regions.push(Region::new(start, at + 1, RegionKind::Expression));
        }
    }
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        if line.starts_with("import ") || line.starts_with("export ") {
            regions.push(Region::new(start, start + line.trim_end().len(), RegionKind::Expression));
        }
        start += line.len();
    }
}

/// What a template tag does to the markup around it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Branch {
    /// Begins a conditional or a loop.
    Begin,
    /// Begins its other branch: what was opened in the first is not open here.
    Else,
    /// Ends it.
    End,
    /// Neither.
    Plain,
}

/// Template tags that begin a conditional, a loop or another part that a page may have or not.
const BRANCHES: &[&str] =
    &["if", "unless", "for", "foreach", "while", "case", "with", "range", "block", "switch", "ifchanged"];

/// What the template tag `text` (delimiters included) does.
pub fn branch_of(text: &str) -> Branch {
    if let Some(directive) = text.strip_prefix('#') {
        return match directive.split_whitespace().next().unwrap_or_default() {
            "if" | "ifdef" | "ifndef" => Branch::Begin,
            "else" | "elif" => Branch::Else,
            "endif" => Branch::End,
            _ => Branch::Plain,
        };
    }
    let mut inside = text.trim_start_matches(['{', '%', '<', '?', '-', '~', '=']);
    while let Some(rest) = inside.strip_prefix("php") {
        inside = rest;
    }
    let inside = inside.trim_start().trim_start_matches('}').trim_start();
    let length =
        inside.bytes().take_while(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'#' | b'/' | b'^')).count();
    let word = &inside[..length];
    // `{{ block.title }}` shows a value.
    if inside[length..].starts_with(['.', '[']) {
        return Branch::Plain;
    }
    match word {
        _ if BRANCHES.contains(&word) => Branch::Begin,
        "else" | "elif" | "elsif" | "elseif" | "when" | "default" | "^" => Branch::Else,
        "end" => Branch::End,
        _ if word.starts_with('#') => Branch::Begin,
        _ if word.starts_with('/') => Branch::End,
        // `endtrans` ends what is not a branch.
        _ if word.strip_prefix("end").is_some_and(|begun| BRANCHES.contains(&begun)) => Branch::End,
        _ if text.starts_with("<%") && text.trim_end_matches("%>").trim_end().ends_with('{') => Branch::Begin,
        _ if text.starts_with("<%") && text.contains('}') && word.is_empty() => Branch::End,
        _ => Branch::Plain,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn templates(text: &str) -> Vec<&str> {
        let mut regions = Vec::new();
        find(text, memchr::memchr_iter(b'<', text.as_bytes()), &mut regions);
        regions.iter().map(|region| &text[region.span.range()]).collect()
    }

    #[test]
    fn finds_the_usual_delimiters() {
        let text = "{{ a }} {{{ raw }}} {% if x %} {# note #} <%= b %> <?php c ?> {x}";
        assert_eq!(templates(text), ["{{ a }}", "{{{ raw }}}", "{% if x %}", "{# note #}", "<%= b %>", "<?php c ?>"]);
    }

    #[test]
    fn finds_blocks_of_code() {
        let text = "{% highlight ruby %}\ndef a(**b)\n{% endhighlight %} {{< highlight go >}}c{{< /highlight >}} \
             {%- comment -%} a <div> {%- endcomment -%} {{< style >}}text{{< /style >}} {% raw %}";
        let mut regions = Vec::new();
        find(text, memchr::memchr_iter(b'<', text.as_bytes()), &mut regions);
        regions.sort_by_key(|region| region.span.start);
        let blocks: Vec<_> = code_blocks(text, &regions, true).iter().map(|block| &text[block.range()]).collect();
        assert_eq!(
            blocks,
            [
                "{% highlight ruby %}\ndef a(**b)\n{% endhighlight %}",
                "{{< highlight go >}}c{{< /highlight >}}",
                "{%- comment -%} a <div> {%- endcomment -%}",
            ]
        );
    }

    #[test]
    fn knows_branches() {
        for begin in
            ["{% if a %}", "{{#each b}}", "{{- range .Pages }}", "<% if (a) { %>", "<?php foreach ($a as $b): ?>"]
        {
            assert_eq!(branch_of(begin), Branch::Begin, "{begin}");
        }
        for other in ["{% else %}", "{{else}}", "{%- elsif b -%}", "<% } else { %>"] {
            assert_eq!(branch_of(other), Branch::Else, "{other}");
        }
        for end in ["{% endif %}", "{{/if}}", "{{ end }}", "<% } %>", "<?php endif; ?>"] {
            assert_eq!(branch_of(end), Branch::End, "{end}");
        }
        for plain in [
            "{{ title }}",
            "{{ block.settings.text }}",
            "#define x",
            "#include \"nav.t\"",
            "{% trans %}",
            "{% endtrans %}",
            "{% endmacro %}",
        ] {
            assert_eq!(branch_of(plain), Branch::Plain, "{plain}");
        }
    }
}
