//! What copydesk must not say of good text, and what no repair may do to it: each row stands for a kind that was wrong on
//! real sites.

use copydesk::internals::findings::Safety;
use copydesk::internals::fixes::repair;
use copydesk::internals::lint::lint;
use copydesk::internals::settings::Settings;
use copydesk::internals::text::Flavor::{self, Html, Markdown, Mdx, Text};
use copydesk::internals::text::Source;

/// Well-meant texts: nothing is said of them.
#[rustfmt::skip]
const SILENT: &[(&str, Flavor, &str)] = &[
    ("a script of Vue", Markdown, "<script setup>\nimport Pier from './Pier.vue'\n</script>\n\n# Pier\n"),
    ("an attribute of MkDocs", Markdown, "<div class=\"grid cards\" markdown>\n\n- A quay\n\n</div>\n"),
    ("attributes of frameworks", Html, "<style scoped>\na { }\n</style>\n<p v-cloak popover blocking seamless>Tide</p>\n"),
    ("attributes on lines of their own", Markdown, "<video\n  class=\"v\"\n  muted\n  allow-full\n></video>\n"),
    ("a component with many flags", Markdown, "<Tabs default wide striped hoverable>\n\nText\n\n</Tabs>\n"),
    ("a void element of JSX", Mdx, "One<br></br>two\n\n<video controls src=\"/a.mp4\" />\n"),
    ("an element of Vue that closes itself", Markdown, "## tide() <sup class=\"badge\" />\n"),
    ("Markdown in JSX", Mdx, "<Tip>\nSee [the list](/ja/a#本の一覧) and `<h1>`.\n</Tip>\n"),
    ("code in JSX, indented", Mdx, "<Steps>\n1. Do\n\n    Use `<h1>` for\n    ```js\n    let a = \"<b>\";\n    ```\n</Steps>\n"),
    ("a link around blocks", Markdown, "<a href=\"/x\">\n  <p>A</p>\n\n  <p>B</p>\n</a>\n"),
    ("a link around a block in a paragraph", Html, "<p>\n<a href=\"/a\">\n<div>\n<img src=\"a.svg\" alt=\"Logo\">\n</div>\n<b>Fast</b>\n</a>\n</p>\n"),
    ("a menu over several lines", Markdown, "<div>\n  <select\n    class=\"s\"\n  >\n    <option selected>All</option>\n    <option>Icons</option>\n  </select>\n</div>\n"),
    ("ruby without end tags", Html, "<p><ruby><rb>海<rb>港<rt>かい<rt>こう</ruby>の話。</p>\n"),
    ("a quoted fence in a fence", Markdown, "```md\n> ```js\n> a\n> ```\n```\n\nText.\n"),
    ("an indented fence in a fence", Markdown, "```md\nText:\n\n    ```js\n    a\n    ```\n```\n\nText.\n"),
    ("code in an admonition", Markdown, "??? note \"Code\"\n    ```cpp\n    #include <vector>\n    set<int> tide;\n    ```\n"),
    ("a block of a template language", Markdown, "{% highlight ruby %}\ndef moor(**rest)\n  3 ** 2 + 4 ** 2\nend\n{% endhighlight %}\n"),
    ("templates in a target", Markdown, "See [notes](https://example.org/{{ page.tag }}/N.md) and [logs](https://example.org/a...{{ tag }}#b).\n"),
    ("templates in a link's text", Markdown, "[{{ n }} files, {{ m }} more(+)](https://example.org/{{ tag }})\n"),
    ("a shortcode in a target", Markdown, "See [it](https://example.org/v{{% param v %}}/README.md).\n"),
    ("the size of a picture", Markdown, "![Pier](img/pier.png =500x)\n\n![Quay](quay.png {loading: 'lazy'} 'Quay')\n"),
    ("an address with brackets", Markdown, "Open your site (https://[your-address]/profile), then [go](/on).\n"),
    ("a link over line ends", Markdown, "[the\nlist](https://example.org/list\n\"Tides\")\n"),
    ("options at the start of a wrapped line", Markdown, "It takes -Path, -Wide, -Name,\n-LogFile, -Recurse, -Force\nand no others.\n"),
    ("one option", Markdown, "## Version\n\n-V prints it.\n"),
    ("blanks of a form", Markdown, "As a ____, I want to ____ so I can ____.\n"),
    ("an ornament and a separator", Html, "<center><br>. . . . .<br></center><select><option>- - - - - -</option></select>\n"),
    ("a note between rules", Markdown, "- - -\nNote: the pier is closed.\n- - -\n\nText.\n"),
    ("globs and masks", Markdown, "The sign '**' and v4-**.tar.gz; the code was ***, but it is *** now.\n"),
    ("code of kramdown", Markdown, "* <code>**nil</code> takes no keywords.\n"),
    ("letters shown by references", Html, "<p>Write <span>&amp;#xE1;</span>, that is &amp;#225; or &amp;aacute; there.</p>\n"),
    ("a reference that is talked of", Markdown, "您可以使用 ＆nbsp; HTML 实体。\n"),
    ("names of code", Markdown, "| 12 | Quay: sort.Slice orders it |\n|---|---|\n\nThe gin.Context holds it.\n"),
    ("letters that are variables", Markdown, "Now we have n minus one, and then we have n of them. Am Abend ging er heim.\n"),
    ("braces of TeX and of messages", Html, "<p>{\\displaystyle p_{j|i}} {n, plural, =0 {none} =1 {one boat}}</p>\n"),
    ("a bracket that opens before a number", Markdown, "[P11【MX-X3-T6】「Rio」](https://example.org/p)\n"),
    ("elements of another language", Text, "git diff <last SHA1>:<sub-tree>\n"),
    ("one attribute in each branch", Html, "<a rel=\"next\" {% if next %}href=\"{{ next }}\" class=\"nav\"{% else %}class=\"nav off\"{% endif %}>Next</a>\n"),
    ("an attribute in nested branches", Html, "<li {%- if a -%} {%- if b %} class=\"now\" {% endif -%} {% else -%} {%- if c %} class=\"now\" {% endif -%} {% endif -%}>Tide</li>\n"),
    ("a translated text in branches", Html, "{% if url %}<li><a href=\"{{ url }}\">{% if name %}{% trans %}Edit{% endtrans %}{% else %}{% trans %}Edit{% endtrans %}{% endif %}</a></li>{% elif repo %}<li>Repo</li>{% endif %}\n"),
    ("a word joined for a search", Markdown, "搜索\u{200b}支持中文。\n"),
];

/// Damaged texts, and what the safe fixes make of them.
#[rustfmt::skip]
const MENDED: &[(&str, Flavor, &str, &str)] = &[
    ("a name fused with an attribute", Html, "<p><ahref=\"/m\">map</a></p>\n", "<p><a href=\"/m\">map</a></p>\n"),
    ("a sign of its own before a name", Html, "<p>{em class=\"x\">so</em></p>\n", "<p><em class=\"x\">so</em></p>\n"),
    ("a sign within the delimiter", Html, "<p><,a href=\"/x\">map</a></p>\n", "<p><a href=\"/x\">map</a></p>\n"),
    ("a bracket of another script", Markdown, ":::tip[Tide】\nText\n:::\n", ":::tip[Tide]\nText\n:::\n"),
    ("a reference in two parts", Html, "<p>10&amp nbsp;km</p>\n", "<p>10&nbsp;km</p>\n"),
    ("a colon for a semicolon", Html, "<p>Next&nbsp:page</p>\n", "<p>Next&nbsp;page</p>\n"),
    ("a pair of a void element", Markdown, "One<br></br>two\n", "One<br />two\n"),
    ("bold text beside a path", Markdown, "各种**/etc/list ** 被读取。\n", "各种**/etc/list** 被读取。\n"),
];

/// Damaged texts that no safe fix may touch: it would print, hide, or leave half.
#[rustfmt::skip]
const LEFT: &[(&str, Flavor, &str)] = &[
    ("words in an end tag", Html, "<table><tr><td>x</td></tr -- Added in May></table>\n"),
    ("a comment's end in an end tag", Html, "<div>x</div!-->\n"),
    ("a split name", Html, "<p><st rong>x</strong></p>\n"),
    ("a fused start tag", Html, "<p><emNew>x</em></p>\n"),
    ("a misread start tag", Html, "<p><am>x</em></p>\n"),
    ("a tag in a value", Html, "<p><a href=\"<a href=\"u\">u</a>\" x>the map</a></p>\n"),
    ("a doubled item", Html, "<ul><li><li>x</li></li></ul>\n"),
    ("what is left of a link", Markdown, "[Open quays</a> here\n"),
    ("a hashtag", Markdown, "#TideTalk continued today\n"),
    ("a picture that would run a script", Markdown, "Well <b< img src=x onerror=alert(1) > then.\n"),
    ("a number for a start tag", Markdown, "It lasts <1>two hours</strong> more.\n"),
    ("half of an escaped tag", Html, "<p&gt;Text</p&gt;\n"),
];

fn source(flavor: Flavor, text: &str) -> Source {
    Source::new("article", flavor, text).expect("an article")
}

fn mended(flavor: Flavor, text: &str) -> String {
    repair(source(flavor, text), &Settings::default(), Safety::Safe).source.into_text()
}

#[test]
fn good_text_is_left_in_peace() {
    let said = SILENT.iter().flat_map(|(kind, flavor, text)| {
        let findings = lint(source(*flavor, text), &Settings::default()).findings;
        findings.into_iter().map(move |found| format!("{kind}: {} {:?} {}", found.rule, found.span, found.message))
    });
    let said: Vec<String> = said.collect();
    assert!(said.is_empty(), "{}", said.join("\n"));
}

#[test]
fn a_part_of_other_articles_may_be_the_code_that_they_show() {
    let text = "```markdown\n# Mooring\n\nThe quay opens at nine.\n```\n";
    let rules = |path: &str| {
        let source = Source::new(path, Markdown, text).expect("an article");
        lint(source, &Settings::default()).findings.iter().map(|finding| finding.rule).collect::<Vec<_>>()
    };
    assert_eq!(rules("docs/mooring.md"), ["wrapped-document"]);
    assert_eq!(rules("docs/_mooring.md"), [""; 0]);
}

#[test]
fn wrong_signs_are_replaced() {
    for (kind, flavor, text, wanted) in MENDED {
        assert_eq!(mended(*flavor, text), *wanted, "{kind}");
    }
}

#[test]
fn no_safe_fix_does_harm() {
    for (kind, flavor, text) in LEFT {
        assert!(!lint(source(*flavor, text), &Settings::default()).findings.is_empty(), "{kind} is not found");
        assert_eq!(mended(*flavor, text), *text, "{kind}");
    }
}
