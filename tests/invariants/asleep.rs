//! Where a browser runs nothing, it runs nothing after safe fixes: no script, frame, event handler or the like.

use std::borrow::Cow;

use copydesk::internals::findings::Safety;
use copydesk::internals::fixes::repair;
use copydesk::internals::settings::Settings;
use copydesk::internals::text::Flavor;
use html5ever::tokenizer::{EndTag, StartTag};
use proptest::prelude::*;
use proptest::sample::select;

use crate::cases;
use crate::html5ever_agrees::tags;
use crate::properties::{FRAGMENTS, source};
use crate::shown::rendered;
use crate::texts::{flavor, hostile_character, spliced};

const ELEMENTS: [&str; 11] =
    ["script", "iframe", "frame", "object", "embed", "applet", "base", "meta", "link", "style", "frameset"];

/// Damages of what a browser would run.
#[rustfmt::skip]
const ASLEEP: &[&str] = &[
    "< script >", "< / script >", "<script", "script>", "&lt;script&gt;", "&lt;/script&gt;", "＜script＞", "‹script›",
    "<scr\u{200b}ipt>", "<scirpt>", "<ѕcript>", "< iframe src=\"a\">", "<iframeWord", "iframe src=\"a\">",
    "< img src=x onerror=alert(1) >", "img src=x onerror=\"a\">", "<img src=“x” onerror=“alert(1)”>",
    "<p title=\"<script>\">", "<p title=\"a \"onclick=b\" c\">", "<a title='\" onclick=b '>", "onclick=\"b\"",
    "< a href=\"javascript:b\" >", "<a href=“javascript:b”>", "<!-- < script >", "<! -- <script> -- >", "--&gt;",
    "< svg / onload = b >", "< style >", "</ style>", "<title>", "</title>", "<noscript>", "\\u003cscript\\u003e",
    "<a href=\"java\u{7}script:b\">", "[a](java\u{7}script:b)", "[a] (javascript:b)", "<b on\u{7}click=b>", "<b< img src=x onerror=b >",
    "<select>", "</selec\u{200b}t>", "< / select >", "< / noscript >", "<textarea>", "< / textarea >", "<xmp>", "<!</i>", "<</em>",
    "<img src=x onerror=b>", "<script>", "```\n", "    <script>b</script>\n", "`<script>b</script>`",
];

/// Elements whose end tags let browsers read the tags behind them.
const DROPPING: [&str; 2] = ["noscript", "select"];

/// What the tags of a page do in a browser, as html5ever reads them: names of elements and handlers, and addresses that
/// run something.
fn acts(text: &str) -> Vec<String> {
    let mut acts = Vec::new();
    for tag in tags(text) {
        let name = tag.name.to_string();
        if tag.kind == StartTag && ELEMENTS.contains(&name.as_str()) {
            acts.push(name.clone());
        }
        if tag.kind == EndTag && DROPPING.contains(&name.as_str()) {
            acts.push(format!("/{name}"));
        }
        for attribute in tag.attrs.iter().filter(|_| tag.kind == StartTag) {
            let (name, value) = (attribute.name.local.to_string(), attribute.value.to_string());
            let event = name.strip_prefix("on").unwrap_or_default();
            if event.len() > 1 && event.bytes().all(|byte| byte.is_ascii_alphabetic()) {
                acts.push(name);
            }
            acts.extend(runs(&value).then_some(value));
        }
    }
    acts.sort();
    acts
}

/// Whether an address runs a script (URL Standard 4.4): what stands before it is stripped, tabs and line ends are dropped.
fn runs(address: &str) -> bool {
    let address = address.trim_start_matches(|char| char <= ' ').replace(['\t', '\n', '\r'], "");
    address.get(.."javascript:".len()).is_some_and(|scheme| scheme.eq_ignore_ascii_case("javascript:"))
}

/// The article as a page, by comrak where it is Markdown.
fn page(flavor: Flavor, text: &str) -> Cow<'_, str> {
    if flavor.has_markdown() { Cow::Owned(rendered(text)) } else { Cow::Borrowed(text) }
}

fn assert_asleep(flavor: Flavor, text: &str) {
    let before = acts(&page(flavor, text));
    let fixed = repair(source(flavor, text), &Settings::default(), Safety::Safe).source;
    let mut left = before.iter().peekable();
    for act in acts(&page(flavor, fixed.text())) {
        while left.next_if(|before| **before < act).is_some() {}
        let was_there = left.next_if(|before| **before == act).is_some();
        assert!(was_there, "{act:?} wakes as {}: {text:?} became {:?}", flavor.name(), fixed.text());
    }
}

proptest! {
    #![proptest_config(cases(5_000))]

    #[test]
    fn safe_fixes_wake_nothing(
        flavor in flavor(),
        pieces in prop::collection::vec(
            prop_oneof![4 => select(FRAGMENTS), 4 => select(ASLEEP), 1 => hostile_character()], 0..16
        ),
    ) {
        assert_asleep(flavor, &pieces.concat());
    }

    #[test]
    fn safe_fixes_wake_nothing_in_splices((flavor, text) in spliced()) {
        assert_asleep(flavor, &text);
    }
}

#[test]
fn scripts_stay_text_until_somebody_asks() {
    for text in
        ["<p>< script >alert(1)< / script ></p>", "< img src=x onerror=alert(1) >", "＜iframe src=\"a\"＞＜/iframe＞"]
    {
        assert_asleep(Flavor::Html, text);
        let fixed = repair(source(Flavor::Html, text), &Settings::default(), Safety::Unsafe).source;
        assert!(!acts(fixed.text()).is_empty(), "{text:?} is repaired on request: {:?}", fixed.text());
    }
}
