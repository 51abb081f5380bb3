//! Where a browser runs nothing, it runs nothing after safe fixes: no script, frame, event handler or the like.

use copydesk::findings::Safety;
use copydesk::fixes::repair;
use copydesk::settings::Settings;
use copydesk::text::Flavor;
use html5ever::tokenizer::{StartTag, Tag};
use proptest::prelude::*;
use proptest::sample::select;

use crate::cases;
use crate::html5ever_agrees::tags;
use crate::properties::{FRAGMENTS, source};

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
];

fn is_active(tag: &Tag) -> bool {
    let has = |attribute: &html5ever::Attribute| {
        let value = attribute.value.to_ascii_lowercase();
        attribute.name.local.starts_with("on") && attribute.name.local.len() > 3 || value.starts_with("javascript:")
    };
    tag.kind == StartTag && (ELEMENTS.contains(&&*tag.name) || tag.attrs.iter().any(has))
}

fn active(text: &str) -> usize {
    tags(text).iter().filter(|tag| is_active(tag)).count()
}

fn assert_asleep(text: &str) {
    if active(text) > 0 {
        return;
    }
    let fixed = repair(source(Flavor::Html, text), &Settings::default(), Safety::Safe).source;
    assert_eq!(active(fixed.text()), 0, "{text:?} became {:?}", fixed.text());
}

proptest! {
    #![proptest_config(cases(5_000))]

    #[test]
    fn safe_fixes_wake_nothing(pieces in prop::collection::vec(prop_oneof![select(FRAGMENTS), select(ASLEEP)], 0..16)) {
        assert_asleep(&pieces.concat());
    }
}

#[test]
fn scripts_stay_text_until_somebody_asks() {
    for text in
        ["<p>< script >alert(1)< / script ></p>", "< img src=x onerror=alert(1) >", "＜iframe src=\"a\"＞＜/iframe＞"]
    {
        assert_asleep(text);
        let fixed = repair(source(Flavor::Html, text), &Settings::default(), Safety::Unsafe).source;
        assert!(active(fixed.text()) > 0, "{text:?} is repaired on request: {:?}", fixed.text());
    }
}
