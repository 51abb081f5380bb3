//! What hostile texts are made of: beginnings without ends, signs that may belong to many before them, marks of every kind.

/// What is repeated.
#[rustfmt::skip]
pub const PIECES: &[&str] = &[
    "<", "< ", "</", "** ", "**", "*a ", "&", "&amp;", "& # ", "<td>a", "< td >", "[", "](", "[a](", "![", "{{",
    "{ {", "{% if %}", "{", "<!--", "<!-- ", "`", "`` ", "$", "$$", "\\(", "|", "| ", "a|", "&lt;b", "</b ",
    "<b>x<b>", "<p>a<p", " p>", "b>", "li />", "<a href=\"", "<a b='", "<a b={", "<script>", "<script",
    "<style ", "<?", "<%", "<![CDATA[", ">", "> ", "- ", "1. ", "  - a\n", "# ", "\n", "\r", "\r\n", ". ", "$ ",
    "- - ", "…", "＜p＞", "‹", "<fuerte>", "<stong>", "Ã", "â€", "\u{200b}", "\u{7}", "T9】", "<div></p>",
    "<b><i></b></i>", "<li>", "<tr><td>", "a < b ", "x<strongWord ", "\\", "\\<", "---\n", "```\n", "~~~",
    "[^a]:", "]:", "http://", "https: // ", "漢", "<!-- copydesk-ignore -->\n", "<svg>", "<pre>", "<code>`",
    "word", "\u{301}", "<h1>a</h2>", "&lt;td&gt;", "<ul />", "[caption]", ":::", "％", "{{<", "**a", "*",
    "&lt;b{{", "{{ ", "</em ", "a b=\"c\">", "\u{82}", "＜b ", "<b><i></b>", "</b></i>", "</div></div>", "<div>",
];
