//! Texts that once broke an invariant; every property holds for them.

use copydesk::internals::text::Flavor;

pub const REGRESSIONS: &[(Flavor, &str)] = &[
    (Flavor::Html, ""),
    (Flavor::Text, "\u{feff}"),
    (Flavor::Markdown, "\r"),
    (Flavor::Html, "<b><script>"),
    (Flavor::Html, "<b>x<!-- "),
    (Flavor::Mdx, "<Link href=\"/a\">All</Link>"),
    (Flavor::Markdown, "[a]: b [c]: d ]: e\n]:"),
    (Flavor::Html, "{% if a %}<b><i></b>{% else %}</i>{% endif %}</b></i>"),
    (Flavor::Text, "é\u{82}\u{7}\u{1b}[1mx"),
    (Flavor::Html, "&lt;b{{&lt;b c=\"d\"&gt;x&lt;/b&gt; ＜b ＜p class=\"d\"＞x＜/p＞"),
    (Flavor::Text, "</srong><st<a f=\"\n- \""),
    (Flavor::Html, "<strong><a h\">‹b›"),
    (Flavor::Html, "<b><i><u>x</b></i></u>"),
    (Flavor::Html, "<defs><li<sp</defs><an><t>g>\n<foreignObject width=\"20\"><p s="),
    (Flavor::Markdown, "<a href=\"b>```\n"),
    (Flavor::Html, "</pre><p>< / p >< Strong>"),
    (Flavor::Html, "ul>{%if%}ul>{%else%}<ul"),
    (Flavor::Html, "<Note>[caption [/caption]id=\"a\"]"),
    (Flavor::Markdown, "** a **<a href=\"b>```\n[caption id=\"a\"]"),
    (Flavor::Markdown, "**a<b c=\"d\ne\">"),
    (Flavor::Mdx, "<b>import { Chart } from './chart'\nimport Note from '../components/note'\n\nText.\n"),
    (Flavor::Mdx, "**a\nexport const b = 1\n"),
    (Flavor::Html, "<p>A <img src=\"<p>plums.jpg\" alt=\"Six plums\" src=\"plums.jpg\"> b</p>"),
    (Flavor::Markdown, "| | b |\n|---|---|---|\n| 1 | 2 | 3 |\n"),
    (
        Flavor::Html,
        "<b><i><u><em><q><s><sub><sup><small><code><kbd><var><mark>x</b></i></u></em></q></s></sub></sup></small></code>\
         </kbd></var></mark>",
    ),
    (Flavor::Html, "<defs><li<st</defs>12ky)\"/>\n<g transform=\"transl\">boat<n><t></g>ig><p m=\""),
    (Flavor::Markdown, "<b>\n>c\n<b"),
    (Flavor::Markdown, "<b>\n><b\n<"),
    (Flavor::Mdx, "<b>Noon.\n>A\n{}</>c\n<b={&1}>A\n{}</>c\n<X>Noon.\n"),
    (
        Flavor::Html,
        "<a href=\"b\"><a href=\"b\"><a href=\"b\"><a href=\"b\"><a href=\"b\"><a href=\"b\"><a href=\"b\"><a href=\"b\">\
         <a href=\"b\"><a href=\"b\"><a href=\"b\"><a href=\"b\"><a href=\"b\"><a href=\"b\"><a href=\"b\"><a href=\"b\">x",
    ),
    (Flavor::Mdx, "<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<\n"),
    (Flavor::Text, "\u{1b}[a] (b)"),
    (
        Flavor::Html,
        "<ol>&lt;p&gt;&lt;p&gt;&lt;p&gt;&lt;p&gt;&lt;p&gt;&lt;p&gt;&lt;p&gt;&lt;p&gt;&lt;p&gt;&lt;p&gt;&lt;p&\
         gt;&lt;p&gt;&lt;p&gt;&lt;p&gt;&lt;p&gt;&lt;p&gt;&lt;p&gt;&lt;p&gt;&lt;p&gt;&lt;p&gt;&lt;p&gt;&lt;p&g\
         t;&lt;p&gt;&lt;p&gt;&lt;p&gt;&lt;p&gt;&lt;p&gt;&lt;p&gt;&lt;p&gt;&lt;p&gt;&lt;p&gt;&lt;p&gt;&lt;p&gt\
         ;&lt;p&gt;&lt;p&gt;&lt;p&gt;&lt;p&gt;&lt;p&gt;&lt;p&gt;&lt;p&gt;< / п>",
    ),
    (
        Flavor::Html,
        "strong>strong>strong>strong>strong>strong>strong>strong>strong>strong>strong>strong>strong>strong>strong>\
         strong>strong>strong>strong>strong>strong>strong>strong>strong>strong>strong>strong>strong>strong>strong>\
         strong>strong>strong>strong>strong>strong>strong>strong>strong>strong>strong>strong>strong>strong>strong>\
         strong>strong>strong>strong>strong>strong>strong>strong>strong>strong>strong>strong>strong>strong>strong>\
         strong>strong>strong>strong>strong>strong>strong>strong>strong>strong></em",
    ),
    (
        Flavor::Markdown,
        "`|---|---|\nword \\(\\(`|---|---|\n#word { { a } }\\(\\(word \\(word word word “$$</h3>\
         $$（</h3>< / h2 ><h2>$$<ul><h2>\\)< / h2 ></tr>table > section ><th>\\)“\\(word Word\
         word word word <strong>strong> li /></table><th><br><br>",
    ),
    (Flavor::Html, "</b><li><tdWord<é word word word word word  li />&amp;x"),
    (Flavor::Markdown, "table > section ></table>- <word word word ”word <% if (a) { %>word  li />` li />"),
    (Flavor::Markdown, "<h1>\n[]:"),
    (Flavor::Markdown, "<h1>\n[a]:"),
    (Flavor::Markdown, "Word <h1>Word\n[a]: b"),
    (Flavor::Markdown, "ˋˋˋs\n\nThe \n\n```\ncode\n"),
    (Flavor::Markdown, "- A</p\n>"),
    (
        Flavor::Html,
        ">p>The < strong >mole< / strong \u{8} closed &ampl><li>Tea<l\n\n| a |i>Milk</b></i></ulng >mole< / s|</ul>\n",
    ),
    (Flavor::Markdown, "Voir aussi, page\u{a0}ici](https://example.org/x)\n"),
    (Flavor::Markdown, "##\u{3000} \u{200b}\t\n"),
    (Flavor::Html, "hp<e>T < st\u{1e}>mole< / st\u{2}om </storng><A b={1}>{c}</A\n"),
    (Flavor::Markdown, "# S\n|$ li /></br ArN>bf>\n\tx={3}> | b |\n|An.%% "),
    (Flavor::Markdown, "The **north mole&#42;* is [closed](a.md)\n"),
    (Flavor::Html, "<p>a</p>\n< img src&lt;/p&gt;=\"tower.jpg\" / >\n<p>b</p>\n"),
    (Flavor::Html, "<p>a</p>\nFish\tPrice\nCod\t6.10\nTench\t4.20\n<p>| a | b | |---|---| | c | d |<br></p>\n"),
    (
        Flavor::Html,
        "<table><tr><th>a</th><th>b</th></tr><td>c</td>d</td></tr><td>e</td><td>f</td>\n<td>g</td><td>h</td></table>\n",
    ),
];
