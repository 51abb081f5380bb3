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

/// What such pieces are made of, and what may stand between them.
#[rustfmt::skip]
pub const ATOMS: &[&str] = &[
    "<em", "<em ", " ", "\n\n", "a", "A", "\u{a0}", "\u{3000}", "\u{85}", "\u{2028}", "/>", "/", "=", "\"", "'", "(",
    ")", "]", "}", "{%", "%}", "}}", "<!", "-->", "]]>", "%>", "?>", "^", "_", "__", "~~", "~", "==", "|---|\n",
    "| a | b |\n", ":", "::", ".", ",", "!", "?", "@", "\\n", "\\u003c", "&#", ";", "&nbsp;", "\t", "    ", "* ",
    "+ ", "1) ", "a.b", "http://x", "www.", "[^1]", "[^1]: ", "[a]: /b\n", "<a href=x>", "</a>", "<div>\n\n",
    "</div>\n", "<p>", "</p>", "<table>", "</table>", "<tr>", "</tr>", "<td>", "</td>", "< / b >", "< b >",
    "&lt;b&gt;", "【1†s】", "「", "」", "“", "”", "’", "\u{c}", "\u{1b}[1m", "\u{1b}", "x-id=1", "<0>", "</0>", "Ã©",
    "\u{fffd}", "+++\n", "a: b\n", "***", "<br>", "<br/>", "<img src=x>", "<x-y>", "<X>", "<X />", "<X.Y>",
    "import a from 'b'\n", "export const a = 1\n", "{/*", "*/}", "<>", "</>", "% ", "%20", "#", "##", "1", "-", "—",
    "\u{200d}", "\u{202e}", "é", "\u{1F600}", "\u{feff}", "p>", "strong>", "li>", "/li>", "[/caption]", ">}}", "{{%",
    "%}}", "```js\n", "~~~\n", "$$\n", "\\[", ":::note\n", "!!! note\n", "??? x\n", "</script>", "<style>",
    "</style>", "</pre>", "<code>", "</code>", "<textarea>", "<title>", "<math>", "<?xml", "<%=", "MsoNormal",
    "<o:p>", "</o:p>", "oaicite", "turn0search0", "[1]", "](x)", "![a]", "(http://a", "&amp;amp;", "&am", "<b", "b<",
    "--", "---", "\"\"", "a=\"b\"", "<a b=\"", "\">",
];

/// Two to five pieces and atoms in a row, chosen by the bytes of `choice`; the same for the same bytes.
#[allow(dead_code, reason = "some who share this file make no fragments")]
pub fn fragment(choice: &[u8]) -> String {
    let all = PIECES.len() + ATOMS.len();
    let chosen = choice.chunks(2).take(5).map(|pair| {
        let number = pair.iter().fold(0, |number, &byte| number * 256 + usize::from(byte)) % all;
        PIECES.get(number).unwrap_or_else(|| &ATOMS[number - PIECES.len()])
    });
    chosen.copied().collect()
}

/// `count` fragments, the same each time for the same `seed`, which is not 0.
#[allow(dead_code, reason = "some who share this file make no fragments")]
pub fn fragments(seed: u64, count: usize) -> Vec<String> {
    // Marsaglia's xorshift: a crate's generator may give other numbers in its next version.
    let mut state = seed;
    let mut next = || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state
    };
    let mut choice = || {
        let length = 4 + 2 * (next() % 4) as usize;
        let bytes: Vec<u8> = next().to_le_bytes().into_iter().chain(next().to_le_bytes()).collect();
        fragment(&bytes[..length])
    };
    (0..count).map(|_| choice()).collect()
}
