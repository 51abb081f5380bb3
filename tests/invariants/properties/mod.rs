//! What holds for every text. The tests try it on texts from a grammar; the fuzzers in `fuzz/`, which share this folder,
//! on any bytes.

pub mod characters;
pub mod editing;
pub mod fixing;
pub mod panics;
pub mod reading;
pub mod settings;
pub mod shown;
pub mod suppressions;

use copydesk::internals::text::{Flavor, Source};

/// An article with this text, which is short and holds no NUL byte.
pub fn source(flavor: Flavor, text: &str) -> Source {
    Source::new("article", flavor, text).expect("the text is short and holds no NUL byte")
}

/// The character boundary at `offset` or before it.
pub fn boundary(text: &str, offset: usize) -> usize {
    (0..=offset).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0)
}

/// Pieces of articles: words, tags and their damages, Markdown's marks, references, signs of every length.
#[rustfmt::skip]
pub const FRAGMENTS: &[&str] = &[
    "word ", "Word", "漢字", "é ", "😀", "e\u{301}", "\u{200b}", "\u{ad}", "\u{200f}", " ", "  ", "\t", "\n", "\n\n",
    "\r\n", "\r\n\r\n", "\r", "\u{a0}", "\u{3000}", "\u{7}", "\u{feff}", ".", ": ", "。", "：", "，", "“", "”", "\"",
    "'", "(", ")", "（", "）", "<", ">", "&", ";", "/", "\\", "`", "```\n", "~~~\n", "*", "**", "***", "_", "#", "## ",
    "- ", "1. ", "> ", "|", " | ", "|---|---|\n", "a | b\n---|—|\n", "---\n", "===\n", "    ", "$", "$$", "\\(",
    "\\)", "[", "]", "](", "[a](b)", "![", "]:", "<p>", "</p>", "< p >", "< / p >", "</p", " p>", "/p>", "<p/>",
    "<b>", "</b>", "<b", "< b", "b>", "<strong>", "</strong>", "< strong >", "< / strong >", "<strongWord",
    "< StrongWord", "< Strong>", "strong>", "wordstrong>", "</strongWord", "<em", "</em", "<li>", "</li>", " li />",
    "< / li >", "<ul>", "</ul>", "<ul />", "<ol>", "<table>", "</table>", "<tr>", "</tr>", "<td>", "</td>", "< td >",
    "<tdWord", "<th>", "table > section >", "<h1>", "</h1>", "<h2>", "</h3>", "< / h2 >", "<br>", "<br/>", "</br>",
    "< br / >", "<img src=\"a.png\">", "<img src=“a.png”>", "<a href=\"b\">", "<a href=\"b>", "a href=\"b\">", "</a>",
    "<a href=\"a \"b\" c\">", "<href=\"x\">", "<p class=\"a\" class=\"b\">", "</p class=\"a\">", "&lt;p&gt;",
    "&lt;/p&gt;", "&lt;b", "&amp;", "&amp;amp;", "& nbsp ;", "&nbsp", "&#160;", "&# 160 ；", "＆lt；", "＜p＞", "＜/p＞",
    "‹b›", "‹/b›", "</ п>", "<fuerte>", "</fuerte>", "<stong>", "</stong>", "<!--", "-->", "<!-- c -->",
    "<!DOCTYPE html>", "<![CDATA[", "]]>", "<script>", "</script>", "<style>", "</style>", "<pre>", "</pre>",
    "<code>", "</code>", "<textarea>", "<svg>", "</svg>", "<path/>", "<div>", "</div>", "<section>", "</section>",
    "<Note>", "</Note>", "<x-y>", "{{ a }}", "{ { a } }", "{{", "{% if a %}", "{% else %}", "{% endif %}",
    "<% if (a) { %>", "<% } %>", "<?php", "?>", "{", "}", "% 1 $ s", "T9】", "TOK141", ". . . . . .", "$ $ $ $ $ $",
    "- - - - - -", "......", "_____", "…", "- <", "itâ€™s ", "Ã©", "http://a.b/c ", "https: // a.b ", "<https://a.b>",
    "<!-- copydesk-ignore -->\n", "<!-- copydesk-disable -->", "<!-- copydesk-enable spaced-tag -->",
    "\\u003cbr\\u003e", "<o:p></o:p>", "[/caption]", "[caption id=\"a\"]", ":::note\n", ": : :\n", "<port>",
    "** a **", "**a：**b", "[a] (b)", "［a］（b）", "x < y ",
    "\u{1b}[", "\u{1b}[1;31m",
];
