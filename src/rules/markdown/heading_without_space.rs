use crate::findings::{Context, Edit, Facts, Finding, Findings, Fix, OptionDefault, RuleOption, Safety, Severity};
use crate::rules::{Example, Fixed, Group, Rule, Scope};
use crate::text::{Flavor, Span, step};
use crate::tokens::{Line, LineKind, Signs};
use crate::tree::Level;

/// Whether weak signs are reported without damage near them.
static STRICT: RuleOption = RuleOption {
    rule: "heading-without-space",
    name: "strict",
    doc: "Report every line that starts with `#` and a word.",
    default: OptionDefault::Flag(false),
};

/// A heading without a space after its `#`.
pub static RULE: Rule = Rule {
    name: "heading-without-space",
    group: Group::Markdown,
    summary: "A heading without a space after its `#`",
    why: "CommonMark requires a space between the `#` characters and the heading text, and shows `##Opening hours` \
          as plain text. Older dialects did not, so old articles have such headings, and clean-up tools remove the \
          space. A single `#word` may be a hashtag, a channel or an issue number, so it is judged by what surrounds \
          it.",
    severity: Severity::Error,
    on: true,
    fix: Some(Safety::Safe),
    flavors: Flavor::WITH_MARKDOWN,
    triggers: Facts::HASH,
    scope: Scope::Block,
    options: &[&STRICT],
    examples: &[
        Example::Bad {
            flavor: Flavor::Markdown,
            text: "Welcome.\n\n##Opening hours\n\nNine to five.\n",
            at: "##Opening",
            fixed: Fixed::Safe("Welcome.\n\n## Opening hours\n\nNine to five.\n"),
        },
        Example::Bad {
            flavor: Flavor::Markdown,
            text: "#Harbour news of the week\n\nThe north mole is closed.\n",
            at: "#Harbour",
            fixed: Fixed::Safe("# Harbour news of the week\n\nThe north mole is closed.\n"),
        },
        Example::Good {
            flavor: Flavor::Markdown,
            text: "The mole was rebuilt in\n#44816 and painted in\n#general by two of us.\n",
        },
        Example::Good { flavor: Flavor::Markdown, text: "#harbour #tides #boats\n\n#1 in the region.\n\n#harbour\n" },
        Example::Good {
            flavor: Flavor::Markdown,
            text: "#!/bin/sh\n\n#include <tides.h>\n\n## Right\n\n####### Seven signs\n",
        },
    ],
    check,
};

fn check(context: &Context, findings: &mut Findings) {
    let lines = context.lines.list();
    for (index, line) in lines.iter().enumerate() {
        if !line.signs.contains(Signs::HASH) || line.kind != LineKind::Text || line.indent > 3 {
            continue;
        }
        let content = context.slice(line.content_span());
        if !content.starts_with('#') {
            continue;
        }
        let hashes = content.bytes().take_while(|&byte| byte == b'#').count();
        let word = &content[hashes..];
        let is_heading = match hashes {
            1 => is_single_heading(context, index, word),
            2..=6 => begins_block(lines, index, word) && begins_text(word),
            _ => false,
        };
        let start = Span::new(line.content, line.content + hashes as u32);
        let is_broken = || {
            let at = context.broken().partition_point(|found| found.span.start < line.content);
            let found = context.broken().get(at).filter(|found| found.span.start == line.content);
            found.is_some_and(|found| found.construct.level().is_some() || found.construct.name == "a heading")
        };
        // `broken-heading` knows what stands in place of the space.
        let is_other = !word.is_ascii() && word.starts_with(['\u{a0}', '\u{3000}']) && is_broken();
        if is_heading && !is_other && context.regions.is_free(start) && !context.touches_tag(start) {
            let finding = finding(line, content, hashes, begins_article(context, index) && !is_hashtag(word));
            findings.add(finding);
        }
    }
}

/// Whether nothing but front matter and blank lines is before the line.
fn begins_article(context: &Context, index: usize) -> bool {
    let mut before = context.lines.list()[..index].iter();
    context.begins && before.all(|line| matches!(line.kind, LineKind::Blank | LineKind::Closed))
}

/// Whether `word` begins as hashtags do: `#TideTalk`.
fn is_hashtag(word: &str) -> bool {
    let first = word.split_whitespace().next().unwrap_or_default();
    first.chars().skip(1).any(char::is_uppercase) || first.contains('_') || first == word.trim()
}

fn finding(line: &Line, content: &str, hashes: usize, is_title: bool) -> Finding {
    let place = line.content + hashes as u32;
    let word = &content[hashes..];
    let text = word.trim_start_matches(['\u{a0}', '\u{3000}']);
    let spaces = Span::new(place, place + (word.len() - text.len()) as u32);
    let fix = Fix::safe("Add a space after the `#`", vec![Edit::replace(spaces, " ")]);
    let fix = if hashes == 1 && !is_title { fix.at_most(Safety::Unsafe, "it may be a hashtag") } else { fix };
    let span = Span::new(line.content, spaces.end + step::behind_first_word(text) as u32);
    Finding::new(span, "Missing space after `#`: this will not be a heading").fix(fix)
}

/// Whether a heading may begin here: `##x` within a paragraph may be a channel or a comment, `##Two words` is neither.
fn begins_block(lines: &[Line], index: usize, word: &str) -> bool {
    let reads_like_title =
        || word.starts_with(|first: char| first.is_alphabetic() && !first.is_lowercase()) && word.contains(' ');
    index == 0 || lines[index - 1].kind != LineKind::Text || lines[index].is_item() || reads_like_title()
}

fn begins_text(word: &str) -> bool {
    let first = word.chars().next().unwrap_or(' ');
    !first.is_whitespace() && !matches!(first, '#' | '!' | '|' | '=' | '-' | '/')
        || word.starts_with(['\u{a0}', '\u{3000}'])
}

/// `#Word` is a heading where it is alone and reads like one, or where the article is damaged around it.
fn is_single_heading(context: &Context, index: usize, word: &str) -> bool {
    let lines = context.lines.list();
    let is_blank =
        |index: Option<usize>| index.and_then(|index| lines.get(index)).is_none_or(|line| line.kind != LineKind::Text);
    let alone = is_blank(index.checked_sub(1)) && is_blank(Some(index + 1));
    if is_blank(index.checked_sub(1)) && word.starts_with("<a ") {
        return true;
    }
    if !alone || !word.starts_with(char::is_alphabetic) || word.contains('#') || is_directive(word) {
        return false;
    }
    let words = word.split_whitespace().count();
    let is_title = words >= 2
        && !word.trim_end().ends_with(['.', '!', '?', ';', ',', '。'])
        && word.starts_with(|first: char| !first.is_lowercase());
    let is_first = begins_article(context, index);
    is_title || is_first || context.suspicion(&STRICT, lines[index].content) > Level::None
}

/// Lines of the C preprocessor and of configuration files.
fn is_directive(word: &str) -> bool {
    let name = word.split(|char: char| !char.is_ascii_alphabetic()).next().unwrap_or("");
    matches!(
        name,
        "include"
            | "define"
            | "if"
            | "ifdef"
            | "ifndef"
            | "endif"
            | "else"
            | "elif"
            | "undef"
            | "pragma"
            | "import"
            | "region"
            | "endregion"
    )
}
