use crate::findings::{Context, Edit, Facts, Finding, Findings, Fix, Safety, Severity};
use crate::rules::{Example, Fixed, Group, Rule, Scope};
use crate::text::{Flavor, Span};
use crate::tree::{BrokenEmphasis, EmphasisDamage, is_cjk, is_punctuation};

/// Bold text with a delimiter between punctuation and a letter.
pub static RULE: Rule = Rule {
    name: "unflanked-emphasis",
    group: Group::Markdown,
    summary: "Bold text with a delimiter between punctuation and a letter",
    why: "In CommonMark, `**` after punctuation closes bold text only if whitespace or punctuation follows, so \
          `**标题：**正文` shows its asterisks. Languages written without spaces run into this all the time. Renderers \
          with CJK-friendly emphasis do not, and you can turn the rule off there.",
    severity: Severity::Error,
    on: true,
    fix: Some(Safety::Safe),
    flavors: Flavor::WITH_MARKDOWN,
    triggers: Facts::EMPHASIS,
    scope: Scope::Block,
    options: &[],
    examples: &[
        Example::Bad {
            flavor: Flavor::Markdown,
            text: "**开放时间：**每天九点。\n",
            at: "**开放时间：**",
            fixed: Fixed::Safe("**开放时间**：每天九点。\n"),
        },
        Example::Bad {
            flavor: Flavor::Markdown,
            text: "港口**“北堤”**今天关闭。\n",
            at: "**“北堤”**",
            fixed: Fixed::Safe("港口“**北堤**”今天关闭。\n"),
        },
        Example::Bad {
            flavor: Flavor::Markdown,
            text: "**Opening hours:**nine to five.\n",
            at: "**Opening hours:**",
            fixed: Fixed::Safe("**Opening hours:** nine to five.\n"),
        },
        Example::Bad {
            flavor: Flavor::Markdown,
            text: "**北堤（旧）**今天关闭。\n",
            at: "**北堤（旧）**",
            fixed: Fixed::Unsafe("<strong>北堤（旧）</strong>今天关闭。\n"),
        },
        Example::Good {
            flavor: Flavor::Markdown, text: "**开放时间**：每天九点。请看**地图**。**注意**！\n"
        },
        Example::Good { flavor: Flavor::Markdown, text: "**Opening hours:** nine to five. (**Free**.)\n" },
    ],
    check,
};

fn check(context: &Context, findings: &mut Findings) {
    for broken in context.marks.emphasis().broken.iter().filter(|broken| broken.damage == EmphasisDamage::Unflanked) {
        let message = "Delimiter between punctuation and a letter: this text will not be bold";
        findings.add(Finding::new(broken.span(), message).fix(fix(context, broken)));
    }
}

fn fix(context: &Context, broken: &BrokenEmphasis) -> Fix {
    let content = context.slice(broken.content());
    let after = context.text()[broken.closer.end as usize..].chars().next().unwrap_or(' ');
    if let Some(fix) = pair_moved_out(broken, content) {
        return fix;
    }
    let opens = !content.starts_with(is_punctuation) || !before(context, broken).is_alphanumeric();
    let tail = content.len() - content.trim_end_matches(is_stop).len();
    if opens && tail > 0 && tail < content.len() {
        return tail_fix(context, broken, tail as u32, after);
    }
    let delimiters = [Edit::replace(broken.opener, "<strong>"), Edit::replace(broken.closer, "</strong>")];
    Fix::unsafe_("Write <strong> tags", delimiters.into(), "the article then contains HTML")
}

fn before(context: &Context, broken: &BrokenEmphasis) -> char {
    context.text()[..broken.opener.start as usize].chars().next_back().unwrap_or(' ')
}

/// Quotes or brackets around the whole content go outside.
fn pair_moved_out(broken: &BrokenEmphasis, content: &str) -> Option<Fix> {
    let (open, close) = (content.chars().next()?, content.chars().next_back()?);
    let inner = content.get(open.len_utf8()..content.len().checked_sub(close.len_utf8())?)?;
    let is_pair = PAIRS.contains(&(open, close)) && !inner.contains([open, close]);
    // A delimiter beside another sign of punctuation would be where it was.
    let fits = inner.starts_with(char::is_alphanumeric) && inner.ends_with(char::is_alphanumeric);
    (is_pair && fits).then(|| {
        let content = broken.content();
        let first = Span::new(broken.opener.start, content.start + open.len_utf8() as u32);
        let last = Span::new(content.end - close.len_utf8() as u32, broken.closer.end);
        let edits = vec![Edit::replace(first, format!("{open}**")), Edit::replace(last, format!("**{close}"))];
        Fix::safe("Move the punctuation out of the bold text", edits)
    })
}

fn tail_fix(context: &Context, broken: &BrokenEmphasis, tail: u32, after: char) -> Fix {
    let span = Span::new(broken.closer.start - tail, broken.closer.start);
    let punctuation = context.slice(span);
    if is_cjk(after) || punctuation.contains(is_cjk) {
        let edits = vec![Edit::delete(span), Edit::insert(broken.closer.end, punctuation)];
        return Fix::safe("Move the punctuation out of the bold text", edits);
    }
    Fix::safe("Add a space after the bold text", vec![Edit::insert(broken.closer.end, " ")])
}

/// Punctuation that ends a phrase and may be outside bold text as well as inside.
fn is_stop(char: char) -> bool {
    matches!(
        char,
        '.' | ',' | ':' | ';' | '!' | '?' | '…' | '。' | '，' | '、' | '：' | '；' | '！' | '？' | '．' | '｡'
    )
}

/// Quotes and brackets that belong together.
const PAIRS: &[(char, char)] = &[
    ('"', '"'),
    ('“', '”'),
    ('‘', '’'),
    ('「', '」'),
    ('『', '』'),
    ('《', '》'),
    ('〈', '〉'),
    ('【', '】'),
    ('（', '）'),
    ('(', ')'),
    ('[', ']'),
    ('［', '］'),
    ('«', '»'),
    ('„', '“'),
    ('\'', '\''),
    ('〔', '〕'),
];
