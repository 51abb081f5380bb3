//! Code actions: what is offered, and what the edits do.

use serde_json::{Value, json};

use crate::client::{Client, applied, codes, range};

const URI: &str = "file:///articles/a.html";
const TEXT: &str = "<p>Some < strong >bold</ strong > words.</p>\n<p>More < em >of</ em > it</div>.</p>\n";

fn titled<'a>(actions: &'a [Value], title: &str) -> &'a Value {
    let found = actions.iter().find(|action| action["title"].as_str().is_some_and(|other| other.starts_with(title)));
    found.unwrap_or_else(|| panic!("no {title} in {actions:#?}"))
}

fn edits(action: &Value) -> &Value {
    &action["edit"]["documentChanges"][0]["edits"]
}

fn open() -> Client {
    let mut client = Client::pull();
    client.open(URI, "html", TEXT);
    client
}

#[test]
fn a_fix_is_offered_for_the_range_alone() {
    let mut client = open();
    let actions = client.actions(URI, &range((0, 10), (0, 10)), None);
    let fix = titled(&actions, "Write <strong>");
    assert_eq!((&fix["kind"], &fix["isPreferred"]), (&json!("quickfix"), &json!(true)));
    assert_eq!(fix["diagnostics"][0]["code"], "spaced-tag");
    assert!(fix.get("edit").is_none(), "the edits come when they are asked for");
    let fix = client.resolved(fix);
    assert_eq!(edits(&fix), &json!([{ "range": range((0, 8), (0, 18)), "newText": "<strong>" }]));
    assert_eq!(fix["edit"]["documentChanges"][0]["textDocument"], json!({ "uri": URI, "version": 1 }));
}

#[test]
fn editors_that_resolve_nothing_get_the_edits_at_once() {
    let capabilities = json!({ "textDocument": { "codeAction": { "codeActionLiteralSupport": {} } } });
    let (mut client, _) = Client::initialized(json!({ "capabilities": capabilities }));
    client.open(URI, "html", TEXT);
    let actions = client.actions(URI, &range((0, 8), (0, 18)), None);
    let fix = titled(&actions, "Write <strong>");
    assert_eq!(fix["edit"]["changes"][URI][0]["newText"], "<strong>");
    assert!(fix.get("data").is_none());
}

#[test]
fn a_fix_of_an_old_version_is_not_applied_to_a_new_one() {
    let mut client = open();
    let actions = client.actions(URI, &range((0, 10), (0, 10)), None);
    client.change(URI, 2, json!([{ "range": range((0, 0), (0, 0)), "text": "<p>x</p>" }]));
    let answer = client.ask("codeAction/resolve", titled(&actions, "Write").clone());
    assert_eq!(answer["error"]["code"], -32801);
}

#[test]
fn fix_all_of_a_rule_leaves_the_others() {
    let mut client = open();
    let actions = client.actions(URI, &range((0, 10), (0, 10)), None);
    let all = client.resolved(titled(&actions, "Fix all `spaced-tag` findings"));
    let text = "<p>Some <strong>bold</strong> words.</p>\n<p>More <em>of</em> it</div>.</p>\n";
    assert_eq!(applied(TEXT, edits(&all)), text);
}

#[test]
fn likely_repairs_are_told_from_safe_ones() {
    let mut client = open();
    let titles = |actions: Vec<Value>| -> Vec<String> {
        actions.iter().map(|action| action["title"].as_str().expect("a title").to_owned()).collect()
    };
    let safe = titles(client.actions(URI, &range((0, 10), (0, 10)), Some(&["quickfix"])));
    assert!(safe.iter().all(|title| !title.contains("check")), "{safe:?}");
    let likely = titles(client.actions(URI, &range((1, 27), (1, 27)), Some(&["quickfix"])));
    assert_eq!(likely[0], "Remove </div> (check it)");
}

#[test]
fn fix_all_makes_one_edit() {
    let mut client = open();
    let actions = client.actions(URI, &range((0, 0), (0, 0)), Some(&["source.fixAll"]));
    assert_eq!(actions.len(), 1);
    assert_eq!(actions[0]["kind"], "source.fixAll.copydesk");
    let all = client.resolved(&actions[0]);
    assert_eq!(edits(&all).as_array().map(Vec::len), Some(1));
    assert!(applied(TEXT, edits(&all)).contains("<p>Some <strong>bold</strong> words.</p>\n<p>More <em>of</em> it"));
    client.replace(URI, 2, "<p>Nothing to fix</p>\n");
    assert_eq!(client.actions(URI, &range((0, 0), (0, 0)), Some(&["source.fixAll"])), Vec::<Value>::new());
}

/// Neovim asks at the cursor, and sends the diagnostics of its line along.
#[test]
fn fixes_are_offered_for_the_diagnostics_that_come_along() {
    let mut client = open();
    let report = client.pulled(URI, None);
    let line: Vec<_> =
        report["items"].as_array().expect("a list").iter().filter(|one| one["range"]["start"]["line"] == 0).collect();
    let params = json!({
        "textDocument": { "uri": URI },
        "range": range((0, 0), (0, 0)),
        "context": { "diagnostics": line, "only": ["quickfix"] },
    });
    let actions = client.result("textDocument/codeAction", params);
    let actions = actions.as_array().expect("a list");
    let titles: Vec<_> = actions.iter().map(|action| action["title"].as_str().expect("a title")).collect();
    assert_eq!(titles[..2], ["Write <strong>", "Write </strong>"]);
    assert!(actions.iter().all(|action| action.get("isPreferred").is_none()), "none of them is at the place");
    assert_eq!(edits(&client.resolved(&actions[1]))[0]["newText"], "</strong>");
}

#[test]
fn kinds_are_filtered() {
    let mut client = open();
    let mut kinds = |only: &[&str]| {
        let actions = client.actions(URI, &range((0, 10), (0, 10)), Some(only));
        let mut kinds: Vec<_> =
            actions.iter().map(|action| action["kind"].as_str().expect("a kind").to_owned()).collect();
        kinds.dedup();
        kinds
    };
    assert_eq!(kinds(&["quickfix"]), ["quickfix"]);
    assert_eq!(kinds(&["source"]), ["source.fixAll.copydesk"]);
    assert_eq!(kinds(&["source.fixAll.copydesk"]), ["source.fixAll.copydesk"]);
    assert_eq!(kinds(&["source.fixAll.other"]), Vec::<String>::new());
    assert_eq!(kinds(&["refactor"]), Vec::<String>::new());
    assert_eq!(kinds(&[""]), ["quickfix", "source.fixAll.copydesk"]);
}

#[test]
fn a_finding_is_silenced_where_it_stands() {
    let cases = [
        ("html", "a.html", "<p>a < b >c</b></p>\n", "<!-- copydesk-ignore spaced-tag -->\n<p>a < b >c</b></p>\n"),
        (
            "markdown",
            "a.md",
            "One\ntwo < b >c</b>\nthree\n",
            "One\ntwo < b >c</b> <!-- copydesk-ignore spaced-tag -->\nthree\n",
        ),
        ("mdx", "a.mdx", "a < b >c</b>\r\n", "{/* copydesk-ignore spaced-tag */}\r\na < b >c</b>\r\n"),
    ];
    for (language, name, text, expected) in cases {
        let mut client = Client::pull();
        let uri = format!("file:///articles/{name}");
        client.open(&uri, language, text);
        let line = text.lines().position(|line| line.contains("< b")).expect("there") as u32;
        let actions = client.actions(&uri, &range((line, 4), (line, 6)), None);
        let ignore = client.resolved(titled(&actions, "Ignore `spaced-tag` here"));
        let text = applied(text, edits(&ignore));
        assert_eq!(text, expected);
        client.replace(&uri, 2, &text);
        assert_eq!(client.pulled(&uri, None)["items"], json!([]), "{name}");
    }
}

/// A file that holds articles, such as JSON: its findings lie in the file, and repairs are escaped as it needs.
#[test]
fn articles_in_other_files_are_repaired_there() {
    const FEED: &str = "file:///articles/news.rss";
    let text = "<rss><channel><item>\n<description>&lt; b &gt;x&lt; / b &gt;</description></item></channel></rss>\n";
    let mut client = Client::pull();
    client.open(FEED, "xml", text);
    let pulled = client.pulled(FEED, None);
    let found = pulled["items"].as_array().expect("a full report");
    assert_eq!(codes(found), ["spaced-tag", "spaced-tag"]);
    assert_eq!(found[0]["range"], range((1, 13), (1, 24)));
    let actions = client.actions(FEED, &range((1, 15), (1, 15)), None);
    let fix = client.resolved(titled(&actions, "Write <b>"));
    assert_eq!(edits(&fix), &json!([{ "range": range((1, 13), (1, 24)), "newText": "&lt;b&gt;" }]));
    assert!(!actions.iter().any(|action| action["title"].as_str().is_some_and(|title| title.starts_with("Ignore"))));
    let all = client.actions(FEED, &range((0, 0), (0, 0)), Some(&["source.fixAll"]));
    let all = client.resolved(&all[0]);
    assert_eq!(applied(text, edits(&all)), text.replace("lt; b &", "lt;b&").replace("lt; / b &", "lt;/b&"));
    client.change(FEED, 2, json!([{ "range": range((1, 13), (1, 24)), "text": "&lt;b&gt;" }]));
    assert_eq!(client.pulled(FEED, None)["items"].as_array().map(Vec::len), Some(1));
    assert_eq!(client.result("textDocument/documentSymbol", json!({ "textDocument": { "uri": FEED } })), json!([]));
}
