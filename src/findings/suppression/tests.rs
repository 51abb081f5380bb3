//! Suppressions as users write them; the damage is a bell character, one word after it names the place.

use crate::lint::lint;
use crate::settings::Settings;
use crate::text::{Flavor, Source};

/// The findings in `text`: the damaged word, or the message about a comment.
fn found_in(flavor: Flavor, text: &str) -> Vec<String> {
    let source = Source::new("a", flavor, text).expect("readable");
    let findings = lint(source, &Settings::default()).findings;
    let describe = |finding: &crate::findings::Finding| match finding.rule {
        super::UNUSED => finding.message.to_string(),
        _ => text[finding.span.end as usize..].chars().take_while(|character| character.is_alphanumeric()).collect(),
    };
    findings.iter().map(describe).collect()
}

fn found(text: &str) -> Vec<String> {
    found_in(Flavor::Markdown, text)
}

#[test]
fn a_comment_on_its_own_line_silences_the_next_block() {
    assert_eq!(found("<!-- copydesk-ignore -->\n\u{7}one\n\u{7}two\n\n\u{7}three\n"), ["three"]);
    assert_eq!(found("<!-- copydesk-ignore -->\n\n- \u{7}one\n- \u{7}two\n"), ["two"]);
    assert_eq!(found("> <!-- copydesk-ignore -->\n> \u{7}one\n\n\u{7}two\n"), ["two"]);
    assert_eq!(found("<!-- copydesk-ignore -->\n| a |\n|---|\n| \u{7}one |\n| \u{7}two |\n"), [""; 0]);
}

#[test]
fn in_html_the_next_block_is_an_element() {
    let text = "<!-- copydesk-ignore -->\n<div>\n<p>\u{7}one</p>\n\n<p>\u{7}two</p>\n</div>\n<p>\u{7}three</p>\n";
    assert_eq!(found_in(Flavor::Html, text), ["three"]);
}

#[test]
fn a_comment_beside_text_silences_its_line() {
    assert_eq!(found("\u{7}one <!-- copydesk-ignore -->\n\u{7}two\n"), ["two"]);
    assert_eq!(found("<!-- copydesk-ignore --> \u{7}one\n\u{7}two\n"), ["two"]);
}

#[test]
fn names_are_rules_or_groups_and_a_reason_may_follow() {
    assert_eq!(found("<!-- copydesk-ignore control-character: quoted -->\n\u{7}one\n"), [""; 0]);
    assert_eq!(found("<!-- copydesk-ignore text -->\n\u{7}one\n"), [""; 0]);
    assert_eq!(found("<!-- copydesk-ignore: suppressions, control-character -->\n\u{7}one\n"), [""; 0]);
}

#[test]
fn stacked_comments_reach_the_same_block() {
    let text = "<!-- copydesk-ignore control-character -->\n<!-- copydesk-ignore spaced-tag -->\n\u{7}one\n";
    assert_eq!(found(text), ["This comment silences nothing"]);
}

#[test]
fn disable_lasts_until_enable() {
    let text = "<!-- copydesk-disable -->\n\u{7}one\n\n\u{7}two\n\n<!-- copydesk-enable -->\n\u{7}three\n";
    assert_eq!(found(text), ["three"]);
    let text = "<!-- copydesk-disable -->\n\u{7}one\n\n<!-- copydesk-enable control-character -->\n\u{7}two\n";
    assert_eq!(found(text), ["two"]);
    assert_eq!(found("\u{7}one\n\n<!-- copydesk-disable text -->\n\u{7}two\n\n\u{7}three\n"), ["one"]);
}

#[test]
fn a_whole_file_is_silenced_from_anywhere() {
    assert_eq!(found("\u{7}one\n\n\u{7}two\n\n<!-- copydesk-ignore-file control-character -->\n"), [""; 0]);
}

#[test]
fn mdx_has_its_own_comments() {
    assert_eq!(found_in(Flavor::Mdx, "{/* copydesk-ignore */}\n\u{7}one\n\n\u{7}two\n"), ["two"]);
}

#[test]
fn what_is_of_no_use_is_reported() {
    assert_eq!(found("<!-- copydesk-ignore -->\nall is well\n"), ["This comment silences nothing"]);
    assert_eq!(found("<!-- copydesk-enable -->\n"), ["This comment enables nothing, because nothing is disabled"]);
    assert_eq!(
        found("<!-- copydesk-ignore contrl-character -->\n\u{7}one\n"),
        ["Unknown rule `contrl-character`", "one"]
    );
    assert_eq!(found("<!-- copydesk-ignor -->\n\u{7}one\n"), ["Unknown directive `copydesk-ignor`", "one"]);
    assert_eq!(
        found("<!-- copydesk-ignore control-character spaced-tag -->\n\u{7}one\n"),
        ["`spaced-tag` silences nothing here"]
    );
    let text = "<!-- copydesk-ignore-file unused-suppression -->\n<!-- copydesk-ignore -->\nall is well\n";
    assert_eq!(found(text), [""; 0]);
}

#[test]
fn examples_in_code_are_none() {
    assert_eq!(found("```\n<!-- copydesk-ignore -->\n```\n\n\u{7}one\n"), ["one"]);
    assert_eq!(found("Write `<!-- copydesk-ignore -->`: \u{7}one\n"), ["one"]);
}

#[test]
fn many_comments_and_findings_cost_linear_time() {
    let block = "<!-- copydesk-ignore -->\n<!-- copydesk-disable -->\n<!-- copydesk-ignore-file -->\n\u{7}one\n\n";
    assert!(found(&block.repeat(20_000)).iter().all(|message| message == "This comment silences nothing"));
}
