//! Our reader of Markdown finds the code, addresses and targets that pulldown-cmark finds.
//!
//! `PROPTEST_CASES=1000000 cargo test --test invariants pulldown` tries that many generated texts.

#![allow(clippy::print_stderr, reason = "a test that is left out says so")]

use std::path::{Path, PathBuf};

use copydesk::internals::tokens::{Block, Mark, Marked, markdown_events, read_markdown, readable_markdown};
use pulldown_cmark::{CodeBlockKind, Event, LinkType, Tag};

/// What is found in `text`, in an order that both have.
fn ours(text: &str) -> Marked {
    sorted(text, read_markdown(&readable_markdown(text)))
}

fn theirs(text: &str) -> Marked {
    let mut found = Marked::default();
    for (event, range) in markdown_events(&readable_markdown(text)) {
        match event {
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(_))) => found.blocks.push(Block::Fenced(range)),
            Event::Start(Tag::CodeBlock(CodeBlockKind::Indented)) => found.blocks.push(Block::Indented(range)),
            Event::Start(Tag::HtmlBlock) => found.blocks.push(Block::Html(range)),
            // The block may end behind the signs of a container.
            Event::Html(_) => {
                if let Some(Block::Html(block)) = found.blocks.last_mut() {
                    block.end = range.end;
                }
            }
            Event::Code(_) => found.marks.push(Mark::Code(range)),
            Event::Start(Tag::Link { link_type: LinkType::Autolink | LinkType::Email, .. }) => {
                found.marks.push(Mark::Address(range));
            }
            Event::Start(Tag::Link { link_type, .. } | Tag::Image { link_type, .. })
                if link_type == LinkType::Inline =>
            {
                let target = target_start(&text[range.clone()]).expect("an inline link has a target");
                found.marks.push(Mark::Target(range.start + target..range.end));
            }
            _ => {}
        }
    }
    sorted(text, found)
}

/// Where the target of the inline link `link` begins: at the `(` after its text.
fn target_start(link: &str) -> Option<usize> {
    let mut depth = 0_i32;
    let bytes = link.as_bytes();
    for at in (0..bytes.len()).rev() {
        match bytes[at] {
            b')' if at == 0 || bytes[at - 1] != b'\\' => depth += 1,
            b'(' if at > 0 && bytes[at - 1] == b']' && depth <= 1 => return Some(at),
            b'(' if at == 0 || bytes[at - 1] != b'\\' => depth -= 1,
            _ => {}
        }
    }
    link.rfind("](").map(|at| at + 1)
}

fn sorted(text: &str, mut found: Marked) -> Marked {
    for mark in &mut found.marks {
        // pulldown-cmark has the tab in it that ends a heading.
        if let Mark::Code(range) = mark {
            range.end = range.start + text[range.clone()].trim_end().len();
        }
    }
    found.marks.sort_by_key(|mark| match mark {
        Mark::Code(range) | Mark::Address(range) | Mark::Target(range) => range.start,
    });
    found
}

/// Whether a text holds what pulldown-cmark reads otherwise than CommonMark says: it does not see that a backslash at the
/// beginning of a line of a title takes the meaning of the quote behind it, and that `=` below a definition in a container
/// cannot make a heading of it (5.1).
fn is_misread(text: &str) -> bool {
    let is_underline = |line: &str| line.contains('=') && line.trim_matches([' ', '\t', '>', '=', '\r']).is_empty();
    let below_label = text.lines().zip(text.lines().skip(1));
    text.contains("](") && text.lines().any(|line| line.trim_start_matches([' ', '\t', '>']).starts_with('\\'))
        || below_label.into_iter().any(|(label, line)| label.contains("]:") && is_underline(line))
}

/// Fails for the shortest of `texts` that is not read alike.
#[track_caller]
fn assert_alike(texts: impl Iterator<Item = String>) {
    let differs = |text: &String| {
        // A debug build of pulldown-cmark panics on a few texts.
        let theirs = std::panic::catch_unwind(|| theirs(text));
        theirs.is_ok_and(|theirs| theirs != ours(text)) && !is_misread(text)
    };
    if let Some(text) = texts.filter(differs).min_by_key(String::len) {
        assert_eq!(ours(&text), theirs(&text), "{text:?}");
    }
}

/// Pseudo-random numbers, the same each time.
struct Chance(u64);

impl Chance {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from((self.0 >> 11) % limit as u64).expect("it is below the limit")
    }

    fn one_of(&mut self, texts: &[&'static str]) -> &'static str {
        texts[self.below(texts.len())]
    }

    /// A place in `text`.
    fn place(&mut self, text: &str) -> usize {
        let at = self.below(text.len() + 1);
        (at..=text.len()).find(|at| text.is_char_boundary(*at)).expect("its end is one")
    }
}

fn cases() -> usize {
    std::env::var("PROPTEST_CASES").ok().and_then(|count| count.parse().ok()).unwrap_or(10_000)
}

const SEED: u64 = 0x9E37_79B9_7F4A_7C15;

/// Left out is a comment-like `<!A` without its end and inline CDATA, which pulldown-cmark ends at the wrong place.
#[rustfmt::skip]
const FRAGMENTS: &[&str] = &[
    "\n", "\n", "\n", "\n", "\n\n", "\n\n", " ", " ", "  ", "    ", "\t", "a", "b c", "word", "é", "`", "`", "``", "\\",
    "\\`", "\\[", "<", ">", "> ", "> ", ">", "- ", "- ", "* ", "+ ", "1. ", "2) ", "10. ", "[", "]", "[", "]", "](", ")",
    "(", "](b)", "](<b> 'c')", "[a]", "[a]: /b\n", "[a]: <b> \"c\n d\"\n", "[a]:", "![", "!", "[^1]", "[^1]: ", "<b>",
    "</b>", "<b\n", "<div>", "</div>", "<div>\n", "<!--", "-->", "<?", "?>", "<!A>", "<pre>", "</pre>", "<script>",
    "</script>", "<https://a.b>", "<a@b.c>", "<a b=\"", "\"", "'", "=", "\n===\n", "\n---\n", "***\n", "# ", "## ", " #",
    "|", "| a | b |\n", "|-|-|\n", "|---|\n", "- [ ] ", "[x] ", "> [!NOTE]\n", "~~~\n", "```\n", "```", "&lt;", "-", "*",
    "_", "      ", "\n    ", "\n  ", "\n> ", "\n- ", "\r\n",
];

#[test]
fn generated_fragments_are_read_alike() {
    let mut chance = Chance(SEED);
    let text = |_| (0..=chance.below(24)).map(|_| chance.one_of(FRAGMENTS)).collect();
    assert_alike((0..cases()).map(text));
}

#[rustfmt::skip]
const INDENTS: &[&str] = &[
    "", "", "", "> ", ">", "- ", "* ", "1. ", "10) ", "  ", "    ", "\t", "   ", " ", "[^1]: ", "     ", "- [ ] ",
];

#[rustfmt::skip]
const LINES: &[&str] = &[
    "", "", "a", "a `b` c", "a `b", "b` c", "[a](b", "[a", "c](d)", "[a](b 'c'", "d')", "# a `b`", "===", "---", "***",
    "-", "1.", "| a | `b|c` |", "|---|---|", "a | b", "-|-", "| `c` | [d](e) | `f` |", "```", "~~~", "```a", "<div>",
    "</div>", "<!-- a", "b -->", "<pre>", "</pre> `x`", "<b c", "d='`'>`", "<https://a.b/`>`", "[a]: /b", "[b]:",
    "/c 'd", "e'", "[![a](b)](c)", "[a [b](c)](d)", "[[a]](b)", "[a][b](c)", "`` a ` b ``", "\\`a`", "[!NOTE]",
    "<a href='b'>c</a>", "    `a`", "\ta", "a\\", "x <?php `", "?> `y`", "[^1]", "[a [^1]](b)", "| a \\| `b\\|` |",
];

#[test]
fn generated_lines_are_read_alike() {
    let mut chance = Chance(SEED);
    let text = |_| {
        let mut text = String::new();
        for _ in 0..=chance.below(9) {
            (0..chance.below(4)).for_each(|_| text.push_str(chance.one_of(INDENTS)));
            text.push_str(chance.one_of(LINES));
            text.push('\n');
        }
        text.truncate(text.len() - chance.below(2));
        text
    };
    assert_alike((0..cases()).map(text));
}

/// The articles of `folder`.
fn articles(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        let is_markdown = path.extension().is_some_and(|extension| extension == "md" || extension == "mdx");
        if path.is_dir() {
            articles(&path, found);
        } else if is_markdown {
            found.push(path);
        }
    }
}

/// Our articles, and those beside this repository.
fn all_articles() -> Vec<String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut paths = Vec::new();
    articles(&root.join("tests"), &mut paths);
    let shared = root.join("../shared");
    if shared.is_dir() {
        articles(&shared, &mut paths);
    } else {
        eprintln!("{} is not there: only the articles of this repository are tried", shared.display());
    }
    paths.sort();
    paths.iter().filter_map(|path| std::fs::read_to_string(path).ok()).collect()
}

#[test]
fn articles_are_read_alike() {
    assert_alike(all_articles().into_iter());
}

#[test]
fn damaged_articles_are_read_alike() {
    let mut chance = Chance(SEED);
    let damaged = |text: String| {
        let start = chance.place(&text);
        let end = (start + 1_500).min(text.len());
        let end = (end..=text.len()).find(|end| text.is_char_boundary(*end)).expect("its end is one");
        let mut part = text[start..end].to_owned();
        for _ in 0..=chance.below(5) {
            let at = chance.place(&part);
            part.insert_str(at, chance.one_of(FRAGMENTS));
        }
        part
    };
    assert_alike(all_articles().into_iter().map(damaged));
}
