//! Texts to try: damaged ones from a grammar of fragments, mutated articles, and well-formed HTML and Markdown.

use std::fs;
use std::path::Path;
use std::sync::LazyLock;

use copydesk::internals::text::Flavor;
use proptest::prelude::*;
use proptest::sample::{Index, select};

use crate::properties::characters::{BRACKETS, Beside, ODD, SIGNS, SPACES, disturb};
use crate::properties::{FRAGMENTS, boundary};

/// The sample articles: folder, flavor and text.
pub static ARTICLES: LazyLock<Vec<(String, Flavor, String)>> = LazyLock::new(|| {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/articles");
    let mut articles = Vec::new();
    for kind in ["damaged", "good"] {
        for entry in fs::read_dir(folder.join(kind)).expect("the folder is there") {
            let path = entry.expect("readable").path();
            let flavor = Flavor::of_path(&path).expect("a known extension");
            articles.push((kind.to_owned(), flavor, fs::read_to_string(&path).expect("UTF-8")));
        }
    }
    articles.sort_by(|a, b| (&a.0, &a.2).cmp(&(&b.0, &b.2)));
    articles
});

pub fn flavor() -> impl Strategy<Value = Flavor> {
    select(Flavor::ALL)
}

/// Fragments in a row.
pub fn damaged() -> impl Strategy<Value = String> {
    prop::collection::vec(select(FRAGMENTS), 0..24).prop_map(|fragments| fragments.concat())
}

/// Text that has nothing to do with articles.
pub fn arbitrary() -> impl Strategy<Value = String> {
    prop_oneof!["\\PC{0,60}", "[<>/&;a-z \n`*|\\[\\]{}$#\\\\-]{0,80}", any::<String>()]
        .prop_map(|text| text.replace('\0', ""))
}

/// A sample article in which some pieces were removed, doubled, or replaced by fragments.
pub fn mutated() -> impl Strategy<Value = (Flavor, String)> {
    let change = (any::<Index>(), 0..12_usize, select(FRAGMENTS), any::<bool>());
    (any::<Index>(), prop::collection::vec(change, 1..8)).prop_map(|(index, changes)| {
        let (_, flavor, text) = index.get(&ARTICLES);
        let mut text = text.clone();
        for (place, length, fragment, inserts) in changes {
            let start = boundary(&text, place.index(text.len() + 1));
            let end = boundary(&text, (start + length).min(text.len()));
            text.replace_range(start..end, if inserts { fragment } else { "" });
        }
        (*flavor, text)
    })
}

/// Well-formed articles in the dialects of many sites, for splices.
#[rustfmt::skip]
const DIALECTS: &[&str] = &[
    "---\ntitle: Tides\n---\n\n!!! note \"Low water\"\n    Read `tides --at noon` first.\n\n=== \"North\"\n    ```sh\n    moor <quay>\n    ```\n\n[Pier](pier.md){ .md-button } ++ctrl+m++ {==marked==}\n",
    "import Tabs from '@theme/Tabs';\n\n:::tip[Moorings]\nOpen {count} of `<Tabs>`.\n:::\n\n<Tabs groupId=\"port\">\n  <TabItem value=\"a\">\n\n  **North** quay\n\n  </TabItem>\n</Tabs>\n\n{/* later */}\n",
    "<script setup>\nconst a = 1 < 2\n</script>\n\n# Pier {#pier}\n\n::: details More\n{{ $frontmatter.title }} and <Badge type=\"tip\" />\n:::\n\n```js{1,3}\nlet a = '<b>'\n```\n",
    "+++\ntitle = \"Ferry\"\n+++\n\n{{< figure src=\"a.png\" title=\"Quay\" >}}\n\nSee [it]({{< ref \"pier.md\" >}}) and {{% param v %}}.\n\n> [!NOTE]\n> Closed in May.\n",
    "---\nlayout: post\n---\n{% include nav.html %}\n* list {: .wide}\n{:toc}\n\n{% highlight ruby %}\ndef a(**b) = b < 3\n{% endhighlight %}\n\nTerm\n: Meaning[^1]\n\n[^1]: A note with <kbd>F1</kbd>.\n",
    "```{note} Tides\n:class: wide\nThe {ref}`pier <quay>` opens.\n```\n\n(pier)=\n## Pier\n\n$$\na < b\n$$ (eq)\n\n{math}`x < y` and {{ sub }}\n",
    "See [[Pier#North|the pier]] and ![[quay.png|200]] %%hidden%% ==marked== ^block\n\n> [!warning]- Ice\n> Do not moor.\n\n- [ ] fetch #rope\n",
    "::: {.callout-note}\n## Ice\nText with @fig-a and [@key, p. 3].\n:::\n\n```{r}\n#| echo: false\na <- 1\n```\n\n{{< video a.mp4 >}}\n",
    "{{#include pier.rs:2:5}}\n\n```rust,ignore\nfn a<'b>(c: &'b str) -> Vec<u8> {}\n```\n\n| a | b |\n|---|:-:|\n| 1 \\| 2 | `x` |\n",
    "<article>\n<p>It&rsquo;s <a href=\"/a?b=1&amp;c=2\">open</a>.</p>\n<select><option selected>All</select>\n<noscript><img src=a.png alt=\"\"></noscript>\n<script>if (a < b) c(\"</p>\");</script>\n<!-- < strong > -->\n</article>\n",
    "<?php if ($a < 3): ?>\n<p><%= name %></p>\n<?php endif; ?>\n{% if a %}<b>{% else %}<b class=\"c\">{% endif %}x</b>\n",
];

/// Parts of well-formed articles of all dialects, joined where nobody would, with a hostile character at each seam.
pub fn spliced() -> impl Strategy<Value = (Flavor, String)> {
    let seam = prop_oneof![2 => Just(""), 1 => Just("\n\n"), 2 => hostile_character()];
    let part = (any::<Index>(), any::<Index>(), any::<Index>(), seam);
    (flavor(), prop::collection::vec(part, 1..5)).prop_map(|(flavor, parts)| {
        let good: Vec<&str> = ARTICLES.iter().filter(|(kind, ..)| kind == "good").map(|(.., text)| &**text).collect();
        let mut text = String::new();
        for (article, start, end, seam) in parts {
            let all = DIALECTS.len() + good.len();
            let number = article.index(2 * all) % all;
            let article = DIALECTS.get(number).copied().unwrap_or_else(|| good[number - DIALECTS.len()]);
            let [start, end] = [start, end].map(|at| boundary(article, at.index(article.len() + 1)));
            // Long articles would hide what the seams do.
            let end = boundary(article, end.max(start).min(start + 600));
            text.push_str(&article[start.min(end)..end]);
            text.push_str(seam);
        }
        (flavor, text)
    })
}

/// Any of them.
pub fn any_text() -> impl Strategy<Value = (Flavor, String)> {
    prop_oneof![
        4 => (flavor(), damaged()),
        1 => (flavor(), arbitrary()),
        2 => mutated(),
        2 => spliced(),
    ]
}

const WORDS: &[&str] = &[
    "the",
    "harbour",
    "opens",
    "in",
    "May",
    "and",
    "a",
    "boat",
    "waits",
    "until",
    "noon",
    "prices",
    "stay",
    "low",
    "Müller",
    "café",
    "señal",
    "読む",
    "город",
    "42",
    "1,200",
    "Ana",
    "7 p.m.",
    "😀",
];

fn words() -> impl Strategy<Value = String> {
    let sentence = prop::collection::vec(select(WORDS), 1..7).prop_map(|words| words.join(" "));
    (sentence, select(&[".", ",", "?", "", " &amp; more", " &lt; 5", " – late", "&nbsp;", " x"][..]))
        .prop_map(|(sentence, end)| sentence + end)
}

fn attributes() -> impl Strategy<Value = &'static str> {
    select(
        &[
            "",
            "",
            "",
            " class=\"a b\"",
            " id=x1",
            " title='it is > 5'",
            " lang=\"en\" data-n=\"1\"",
            " hidden",
            " style=\"color: red\"",
            " aria-label=\"the &quot;end&quot;\"",
            "\n  class=\"c\"\n",
        ][..],
    )
}

/// Phrasing content: words and elements that may stand in a paragraph.
fn phrasing() -> impl Strategy<Value = String> {
    let leaf = prop_oneof![
        6 => words(),
        1 => select(&[
            "<br>", "<img src=\"a.png\" alt=\"\">", "<code>x &lt; y</code>", "<wbr>", "<!-- note -->", "<kbd>F1</kbd>",
            "<svg viewBox=\"0 0 1 1\"><path d=\"M0 0\"/></svg>", "<input type=text value=1>", "<time>1904</time>",
            "<math><mi>x</mi></math>", "<a href=\"/b?c=1&amp;d=2\">there</a>",
        ][..]).prop_map(str::to_owned),
    ];
    leaf.prop_recursive(3, 12, 4, |inner| {
        let names = select(&["b", "i", "em", "strong", "span", "small", "q", "cite", "mark", "sup"][..]);
        (names, attributes(), prop::collection::vec(inner, 1..4))
            .prop_map(|(name, attributes, inner)| format!("<{name}{attributes}>{}</{name}>", inner.join(" ")))
    })
}

/// A block of well-formed HTML.
fn html_block() -> impl Strategy<Value = String> {
    let heading = (1..7_u8, phrasing()).prop_map(|(level, inner)| format!("<h{level}>{inner}</h{level}>"));
    let paragraph = (attributes(), phrasing()).prop_map(|(attributes, inner)| format!("<p{attributes}>{inner}</p>"));
    let list = (select(&["ul", "ol"][..]), any::<bool>(), prop::collection::vec(phrasing(), 1..4)).prop_map(
        |(name, explicit, items)| {
            let end = if explicit { "</li>" } else { "" };
            let items: Vec<_> = items.iter().map(|item| format!("<li>{item}{end}\n")).collect();
            format!("<{name}>\n{}</{name}>", items.concat())
        },
    );
    let table = (any::<bool>(), prop::collection::vec((phrasing(), phrasing()), 1..4)).prop_map(|(explicit, rows)| {
        let (cell, row) = if explicit { ("</td>", "</tr>") } else { ("", "") };
        let rows: Vec<_> =
            rows.iter().map(|(left, right)| format!("<tr><td>{left}{cell}<td>{right}{cell}{row}\n")).collect();
        format!("<table>\n{}</table>", rows.concat())
    });
    let raw = select(
        &[
            "<pre>a < b\n  && c</pre>",
            "<script>if (a < b) { c = \"<p>\" + d; }</script>",
            "<style>a > b { }</style>",
            "<textarea>< p ></textarea>",
            "<hr>",
            "<!-- < strong >old< / strong > -->",
            "<video controls></video>",
            "<dl><dt>Term<dd>Meaning</dl>",
            "<details><summary>More</summary><p>Text</p></details>",
        ][..],
    )
    .prop_map(|raw| raw.replace("a < b\n", "a &lt; b\n"));
    let leaf = prop_oneof![heading, paragraph, list, table, raw];
    leaf.prop_recursive(3, 12, 4, |inner| {
        let names = select(&["div", "section", "article", "blockquote", "main", "aside", "figure"][..]);
        (names, attributes(), prop::collection::vec(inner, 1..4))
            .prop_map(|(name, attributes, inner)| format!("<{name}{attributes}>\n{}\n</{name}>", inner.join("\n")))
    })
}

/// Well-formed HTML.
pub fn html() -> impl Strategy<Value = String> {
    prop::collection::vec(html_block(), 1..5).prop_map(|blocks| blocks.join("\n"))
}

const PLAIN: &[&str] = &[
    "The harbour opens in May",
    "nobody waits",
    "a boat, and a bus",
    "prices stay low (for now)",
    "Müller says so",
    "it is 3 < 5 and 5 > 3",
    "船は五月に来る",
    "R&D and AT&T",
    "a_b_c and 2*3",
    "see chapter 4",
    "wait... then go",
    "x",
];

/// A line of undamaged Markdown.
fn markdown_line() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        6 => select(PLAIN).prop_map(str::to_owned),
        4 => (select(PLAIN), select(&["**", "*", "***", "~~", "`", "``", "__"][..]))
            .prop_map(|(text, mark)| format!("{mark}{}{mark}", text.trim_end_matches(')'))),
        1 => select(&[
            "[a link](https://example.org/a_b?c=*d*)", "![image](a.png \"A *title*\")", "<https://example.org/a>",
            "<ana@example.org>", "`a < b > c`", "`` ` ``", "\\*stars\\*", "\\<td>", "<kbd>F1</kbd>", "&copy; 2025", "`<td>`",
            "[reference][a]", "![](b.png)", "one<br>two", "a\\|b", "`**`",
        ][..]).prop_map(str::to_owned),
    ];
    prop::collection::vec(piece, 1..4).prop_map(|pieces| pieces.join(", "))
}

fn markdown_block() -> impl Strategy<Value = String> {
    let line = markdown_line;
    prop_oneof![
        4 => prop::collection::vec(line(), 1..3).prop_map(|lines| lines.join("\n")),
        2 => (1..7_usize, line()).prop_map(|(level, line)| format!("{} {line}", "#".repeat(level))),
        2 => (select(&["- ", "* ", "1. ", "+ "][..]), prop::collection::vec(line(), 1..4))
            .prop_map(|(marker, items)| items.iter().map(|item| format!("{marker}{item}")).collect::<Vec<_>>().join("\n")),
        1 => prop::collection::vec(line(), 1..3)
            .prop_map(|lines| lines.iter().map(|line| format!("> {line}")).collect::<Vec<_>>().join("\n")),
        1 => prop::collection::vec((select(PLAIN), select(PLAIN)), 1..3).prop_map(|rows| {
            let rows: Vec<_> = rows.iter().map(|(left, right)| format!("| {left} | {right} |")).collect();
            format!("| Place | Time |\n|---|:-:|\n{}", rows.join("\n"))
        }),
        1 => select(&[
            "```html\n< td >x< / td >\n```", "~~~\n** a **\n~~~~", "    <p>indented < b >", "<!-- note -->", "---", "* * *",
            "<div>\n\nInside.\n\n</div>", "Title\n=====", "- outer\n  - inner\n\n    ```\n    < p >\n    ```",
            "[a]: https://example.org \"Title\"", "````\n```\n````", "- [x] done\n- [ ] open", "<p align=\"center\">Centred</p>",
        ][..]).prop_map(str::to_owned),
    ]
}

/// Undamaged Markdown.
pub fn markdown() -> impl Strategy<Value = String> {
    prop::collection::vec(markdown_block(), 1..6).prop_map(|blocks| blocks.join("\n\n") + "\n")
}

/// Tags that go on over the end of their line, in lines of all kinds: what looks at lines must expect them.
pub fn tags_over_several_lines() -> Vec<String> {
    let lines =
        ["", "- ", "1. ", "> ", "> - ", "# ", "| ", "    ", "\t", "[a]: ", "[^a]: ", "```\n", "* * *", "<td>", "<li>"];
    let names = ["p", "b", "td", "li", "h1", "ul", "br", "pre", "a href=\"b\"", "x", "script", "fuerte"];
    let tags = [
        "</NAME\n>",
        "<NAME\n>",
        "<\nNAME>",
        "</\nNAME>",
        "<NAME\n/>",
        "< / NAME\n>",
        "NAME\n>",
        "/NAME\n>",
        "&lt;/NAME\n&gt;",
        "<NAME class=\"a\nb\">",
        "<NAME class=\"a\n",
        "</NAME\r\n\r\n>",
        "<NAME\n\n>",
        "＜/NAME\n＞",
        "<NAME {\n}>",
        "<NAME <%\n%>>",
    ];
    let mut texts = Vec::new();
    for (line, name) in lines.iter().flat_map(|line| names.iter().map(move |name| (line, name))) {
        for tag in tags.map(|tag| tag.replace("NAME", name)) {
            texts.push(format!("{line}A{tag}"));
            texts.push(format!("{line}{tag}\nb |\n"));
            texts.push(format!("<{name}>{line}A{tag} b\n{line}{tag}"));
        }
    }
    texts
}

/// Constructs of all dialects, whole and damaged; `§` stands for a word.
#[rustfmt::skip]
pub const CONSTRUCTS: &[&str] = &[
    "§ page §](https://example.org/§)", "[§](https://example.org/a)", "![§](a.png)", "[§] (https://example.org/a)",
    "**§**", "** § **", "**§ **§", "*§*", "***§***", "~~§~~", "`§`", "``§ ` §``", "<b>§</b>", "< b >§< / b >", "<b§</b>",
    "<strong§ §</strong>", "<a href=\"/a\">§</a>", "<a href=“/a”>§</a>", "<ahref=\"/a\">§</a>", "a href=\"/a\">§</a>",
    "<img src=\"a.png\" alt=\"§\">", "<p>§</p>", "< p >§</ p>", "<p§</p>", "§</p", "§</b> §", "<div class=\"a\" markdown>§</div>",
    "<ul><li>§</li><li>§</ul>", "<td>§</td>", "< td >§", "&lt;b&gt;§&lt;/b&gt;", "&amp;nbsp;§", "§&nbsp §", "§ &# 160 ； §",
    "{{ § }}", "{ { § } }", "{% raw %}§{% endraw %}", "{{< note >}}§{{< /note >}}", ":::tip[§】", ": : : §", "§[^1]",
    "[[§|§]]", "> [!NOTE] §", "- § §", "-§ §", "1.§ §", "1. §", "# §", "#§ §", "##§ §", "### §", "§\n---", "| § | § |\n|---|—|\n| § | § |",
    "```sh\n§\n```", "`` `\n§\n```", "```\n§", "~~~\n§\n~~~", "    §", "$§$", "$$\n§\n$$", "<!-- § -->", "<!-- §", "<script>§</script>",
    "< script >§< / script >", "<style>§</style>", "<pre>§</pre>", "§ . . . . $ $ $", "§ ………… §", "https: // §.org/a", "itâ€™s §",
    "\u{7}§", "\u{200b}§\u{200b}", "§\u{ad}§", "T9】 §", "[caption id=\"a\"]§[/caption]", "<o:p>§</o:p>", "§ <port> §", "<br></br>§",
    "<video src=\"a\" />§", "<Tab label=\"§\">§</Tab>", "---\ntitle: §\n---", "———\ntitle: §\n———", "\\*\\*§\\*\\*", "§ < § > §", "a <§ b",
];

/// Constructs in a row with words that each stand once, and hostile characters where their signs meet.
pub fn with_words() -> impl Strategy<Value = (Flavor, String)> {
    let gap = select(&["\n\n", "\n", " ", "\n\n", ""][..]);
    let noise = (any::<Index>(), prop_oneof![select(SPACES), select(SIGNS)]);
    let pieces = prop::collection::vec((select(CONSTRUCTS), gap), 1..8);
    (flavor(), pieces, prop::collection::vec(noise, 0..4)).prop_map(|(flavor, pieces, noises)| {
        let mut text: String = pieces.iter().flat_map(|(piece, gap)| [*piece, *gap]).collect();
        for (place, noise) in noises {
            // Beside a sign, where damage is made.
            let signs: Vec<usize> =
                text.match_indices(|char: char| "<>[]()*`#-|{}&;:/\"".contains(char)).map(|(at, _)| at).collect();
            if !signs.is_empty() {
                let at = signs[place.index(signs.len())];
                text.insert_str(at + place.index(2), noise);
            }
        }
        let mut words = 0_u32;
        let text = text.split('§').fold(String::new(), |mut text, piece| {
            if words > 0 {
                let letter = |number: u32| char::from(b'a' + (number % 26) as u8);
                text.extend(['q', letter(words / 676), letter(words / 26), letter(words), 'z']);
            }
            words += 1;
            text + piece
        });
        (flavor, text)
    })
}

/// What [`CONSTRUCTS`] lack: each has a delimiter of its own.
#[rustfmt::skip]
const MORE_CONSTRUCTS: &[&str] = &[
    ":::note[§]{.wide}\n§\n:::", "§ citeturn0search1 §", "【4†§】", "[oai_citation:0‡§](sediment://§)", "% 1 $ s § % d",
    ":contentReference[oaicite:0]{index=0}§", "§\\n\\n§", "\\u003c§\\u003e", "<p style=\"mso-a: §; color: red\">§</p>",
    "<!--[if gte mso 9]>§<![endif]-->", "[§](<§> \"§\")", "[§](/a “§”)", "[§][§]\n\n[§]: /a '§'", "<https://§.org>", "[^§]: §",
    "§\n: §", "- [ ] §", "1) §", "* * §", "***\n§", "§\n===", "|§\n|-\n|§", "§ | § | § — | --- | § | §", "&#x§;", "& eacute ;§",
    "＆lt；§", "＜p＞§＜/p＞", "‹b›§‹/b›", "<fuerte>§</fuerte>", "<stong>§</stong>", "strong>§</strong", "li />§", "/p>§",
    "<a href=\"§ \"§\" §\">§</a>", "<a href='§>§</a>", "<b a={§} b={{§}}>§</b>", "<§>", "<p/§>", "<p§=\"§\">", "<![CDATA[§]]>",
    "<?php § ?>", "<% § %>§<% end %>", "{% if § %}§{% endif %}", "{{% § %}}", "{{ §(“§”) }}", "{#§ id=§}", "§ {: .§}", "\\(§\\)",
    "\\[§\\]", "www.§.org", "§.Then §", "a tion§ of", "§§ the the§", "§ - § -- §", "<!-- copydesk-ignore §: § -->\n§",
    "<!-- copydesk-disable § -->", "import § from '§'\n\n§", "export const § = <b>§</b>", "+++\n§ = §\n+++", "---\n§: § §: §\n---\n§",
    "## § {#§}", "## [#](#§) §", "## § [¶](#§ \"§\")", "Ã©§â€œ§â€\u{9d}", "\u{1b}[1m§\u{1b}[0m", "<h2>§</h3>", "<table><tr><td>§<td>§</tr><p>§",
    "<svg><path d=\"§\"/></svg>", "<code>§</code>", "~~ § ~~", "__§ __", "**§：**§", "§**§**§", "![§](§ =§x§)", "https://§.org/a b/§",
];

/// Any of the characters that a reader may take for one byte.
pub fn hostile_character() -> impl Strategy<Value = &'static str> {
    prop_oneof![4 => select(SPACES), 2 => select(SIGNS), 1 => select(BRACKETS), 2 => select(ODD)]
}

/// What stands for a word: a phrase whose words hostile characters part, or a long run of them, in which what looks a
/// number of bytes ahead or back ends within a character.
fn hostile_word() -> impl Strategy<Value = String> {
    let part = prop_oneof![3 => hostile_character(), 1 => select(&[" ", ", ", ". ", ": "][..])];
    let phrase = prop::collection::vec((select(WORDS), part), 1..6);
    prop_oneof![
        3 => select(WORDS).prop_map(str::to_owned),
        6 => (phrase, select(WORDS)).prop_map(|(phrase, last)| {
            phrase.iter().flat_map(|(word, part)| [*word, *part]).chain([last]).collect()
        }),
        1 => hostile_character().prop_map(str::to_owned),
        2 => (hostile_character(), select(&["", "a", "ab", " "][..]), 1..700_usize)
            .prop_map(|(character, before, length)| format!("{before}{}", character.repeat(length))),
    ]
}

/// Constructs and fragments in a row, with hostile characters within and in the place of their delimiters.
pub fn hostile() -> impl Strategy<Value = (Flavor, String)> {
    let piece = prop_oneof![4 => select(CONSTRUCTS), 4 => select(MORE_CONSTRUCTS), 2 => select(FRAGMENTS)];
    let gap = prop_oneof![5 => select(&["\n\n", "\n", " ", ""][..]), 1 => hostile_character()];
    let noise = (any::<Index>(), select(&[Beside::Before, Beside::Behind, Beside::Instead][..]), hostile_character());
    let words = prop::collection::vec(hostile_word(), 1..6);
    let noises = prop::collection::vec(noise, 0..8);
    (flavor(), prop::collection::vec((piece, gap), 1..5), words, noises).prop_map(|(flavor, pieces, words, noises)| {
        let pieces: String = pieces.iter().flat_map(|(piece, gap)| [*piece, *gap]).collect();
        let mut words = words.iter().cycle();
        let mut pieces = pieces.split('§');
        let first = pieces.next().unwrap_or_default().to_owned();
        let mut text = pieces.fold(first, |text, piece| text + words.next().map_or("", String::as_str) + piece);
        for (place, beside, noise) in noises {
            disturb(&mut text, place.index(1 << 16), beside, noise);
        }
        (flavor, text.replace('\0', ""))
    })
}
