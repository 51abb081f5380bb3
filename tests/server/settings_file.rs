//! Settings files that are open in an editor.

use serde_json::{Value, json};

use crate::client::{Client, Folder, QUIET, applied, range};

const FILE: &str = "file:///articles/copydesk.toml";
const HIDDEN: &str = "file:///articles/.copydesk.toml";

fn open(text: &str) -> Client {
    let mut client = Client::pull();
    client.open(FILE, "toml", text);
    client
}

fn at(uri: &str, line: u32, character: u32) -> Value {
    json!({ "textDocument": { "uri": uri }, "position": { "line": line, "character": character } })
}

fn messages(diagnostics: &[Value]) -> Vec<&str> {
    diagnostics.iter().map(|diagnostic| diagnostic["message"].as_str().expect("a message")).collect()
}

#[test]
fn mistakes_are_sent_while_the_file_is_typed() {
    let mut client = Client::push();
    for uri in [FILE, HIDDEN] {
        client.open(uri, "toml", "# 漢😀\nselct = []\nignore = [\"txt\"] # 😀\n");
        let sent = client.published(uri, 1);
        let expected =
            ["unknown key `selct`; did you mean `select`?", "unknown rule or group `txt`; did you mean `text`?"];
        assert_eq!(messages(&sent), expected);
        assert_eq!(sent[0]["range"], range((1, 0), (1, 5)));
        assert_eq!(sent[1]["range"], range((2, 10), (2, 15)));
        assert_eq!((&sent[0]["severity"], &sent[0]["source"]), (&json!(1), &json!("copydesk")));
        client.replace(uri, 2, "ignore = [\n");
        assert_eq!(client.published(uri, 2).len(), 1);
        client.replace(uri, 3, "ignore = []\n");
        assert_eq!(client.published(uri, 3), Vec::<Value>::new());
    }
}

#[test]
fn editors_that_ask_get_the_mistakes_too() {
    let mut client = open("[severity]\ntext = \"eror\"\n");
    let report = client.pulled(FILE, None);
    let items = report["items"].as_array().expect("items").clone();
    assert_eq!(items[0]["range"], range((1, 7), (1, 13)));
    let id = report["resultId"].as_str().expect("an id").to_owned();
    assert_eq!(client.pulled(FILE, Some(&id))["kind"], "unchanged");
    client.replace(FILE, 2, "[severity]\ntext = \"error\"\n");
    assert_eq!(client.pulled(FILE, Some(&id))["items"], json!([]));
}

#[test]
fn a_settings_file_is_never_linted_as_an_article() {
    let text = "# < strong >bold</ strong >\n[flavors]\ntoml = \"html\"\n";
    let folder = Folder::new();
    let uri = folder.write("copydesk.toml", text);
    let mut client = Client::in_folder(&folder);
    client.open(&uri, "html", text);
    assert_eq!(client.pulled(&uri, None)["items"], json!([]));
    assert_eq!(client.result("textDocument/documentSymbol", json!({ "textDocument": { "uri": uri } })), Value::Null);
    // Other TOML files, which some editors send with it, are articles only where the settings say so.
    let other = folder.write("other.toml", "");
    client.open(&other, "toml", "# < strong >bold</ strong >\n");
    assert!(client.pulled(&other, None)["items"].as_array().is_some_and(|items| !items.is_empty()));
    client.open("file:///elsewhere/Cargo.toml", "toml", "# < strong >bold</ strong >\n");
    assert_eq!(client.pulled("file:///elsewhere/Cargo.toml", None)["items"], json!([]));
    let report = client.result("workspace/diagnostic", json!({ "previousResultIds": [] }));
    let reported = report["items"].as_array().expect("items").iter().map(|item| item["uri"].clone());
    assert_eq!(reported.collect::<Vec<_>>(), [json!(other)]);
}

#[test]
fn the_file_that_the_editor_names_is_a_settings_file() {
    let folder = Folder::new();
    let uri = folder.write("house.txt", "ignore = [\"text\"]\n");
    let folders = json!([{ "uri": folder.uri(), "name": "articles" }]);
    let params = json!({
        "capabilities": {},
        "workspaceFolders": folders,
        "initializationOptions": { "config": "house.txt" }
    });
    let mut client = Client::initialized(params).0;
    client.open(&uri, "plaintext", "ignroe = []\n");
    assert_eq!(messages(&client.published(&uri, 1)), ["unknown key `ignroe`; did you mean `ignore`?"]);
}

/// The items offered at a place.
fn offered(client: &mut Client, line: u32, character: u32) -> Vec<Value> {
    let items = client.result("textDocument/completion", at(FILE, line, character));
    items.as_array().cloned().unwrap_or_default()
}

/// The text after choosing `label` at a place.
fn completed(client: &mut Client, text: &str, (line, character): (u32, u32), label: &str) -> String {
    let items = offered(client, line, character);
    let item = items.iter().find(|item| item["label"] == label);
    let item = item.unwrap_or_else(|| panic!("{label} is not among {items:?}"));
    applied(text, &json!([item["textEdit"]]))
}

#[test]
fn keys_and_names_are_completed() {
    let cases = [
        ("ig", (0, 2), "ignore", "ignore = []"),
        ("ig = []", (0, 1), "ignore", "ignore = []"),
        ("", (0, 0), "severity", "[severity]"),
        ("[sev]", (0, 3), "severity", "[severity]"),
        ("[rules.]", (0, 7), "split-word", "[rules.split-word]"),
        ("ignore = [\"fil", (0, 14), "filler", "ignore = [\"filler\""),
        ("ignore = [\"\"]", (0, 11), "fused-tag", "ignore = [\"fused-tag\"]"),
        ("ignore = [\"a\",  ]", (0, 15), "ALL", "ignore = [\"a\", \"ALL\" ]"),
        ("[severity]\nte", (1, 2), "text", "[severity]\ntext = "),
        ("[severity]\ntext = ", (1, 7), "info", "[severity]\ntext = \"info\""),
        ("[flavors]\nnjk = \"h\"", (1, 8), "html", "[flavors]\nnjk = \"html\""),
        ("[rules.split-word]\nstrict = ", (1, 9), "true", "[rules.split-word]\nstrict = true"),
    ];
    let mut client = open("");
    for (version, (text, place, label, expected)) in (2..).zip(cases) {
        client.replace(FILE, version, text);
        assert_eq!(completed(&mut client, text, place, label), expected, "{text}");
    }
    client.replace(FILE, 90, "# ig\nexclude = [\"\"]\n");
    assert_eq!(offered(&mut client, 0, 4), Vec::<Value>::new());
    assert_eq!(offered(&mut client, 1, 12), Vec::<Value>::new());
    client.replace(FILE, 91, "ignore = [");
    let items = offered(&mut client, 0, 10);
    let documented = items.iter().filter(|item| item["documentation"]["value"].is_string()).count();
    assert_eq!(documented, items.len(), "each name is explained");
}

#[test]
fn keys_and_names_are_explained() {
    let mut client =
        open("ignore = [\"fused-tag\", \"text\"]\n[severity]\nmojibake = \"info\"\n[flavors]\nnjk = \"mdx\"\n");
    let cases = [
        ((0, 2), "Rules not to run", range((0, 0), (0, 6))),
        ((0, 12), "A tag missing its `>` that ran into the text", range((0, 10), (0, 21))),
        ((0, 25), "- `split-word`: ", range((0, 23), (0, 29))),
        ((1, 3), "Severities that replace", range((1, 1), (1, 9))),
        ((2, 3), "UTF-8 text that was read in the wrong encoding", range((2, 0), (2, 8))),
        ((2, 13), "Worth checking.", range((2, 11), (2, 17))),
        ((4, 8), "Markdown with JSX", range((4, 6), (4, 11))),
    ];
    for ((line, character), part, expected) in cases {
        let hover = client.result("textDocument/hover", at(FILE, line, character));
        assert!(hover["contents"]["value"].as_str().is_some_and(|value| value.contains(part)), "{part}: {hover}");
        assert_eq!(hover["range"], expected, "{part}");
    }
    assert_eq!(client.result("textDocument/hover", at(FILE, 0, 8)), Value::Null);
}

#[test]
fn mistyped_names_are_corrected() {
    let text = "selct = [\"txt\"]\n[severity]\nmojibak = \"info\"\ntext = \"eror\"\n[rules.split-word]\nstrikt = true\n[flavors]\nnjk = \"qqq\"\n";
    let mut client = open(text);
    let correct = |client: &mut Client, line: u32, character: u32| {
        let actions = client.actions(FILE, &range((line, character), (line, character)), None);
        let edits = actions.first().map(|action| action["edit"]["documentChanges"][0]["edits"].clone());
        edits.map(|edits| applied(text, &edits).lines().nth(line as usize).unwrap_or_default().to_owned())
    };
    assert_eq!(correct(&mut client, 0, 2).as_deref(), Some("select = [\"txt\"]"));
    assert_eq!(correct(&mut client, 2, 3).as_deref(), Some("mojibake = \"info\""));
    assert_eq!(correct(&mut client, 3, 10).as_deref(), Some("text = \"error\""));
    assert_eq!(correct(&mut client, 5, 2).as_deref(), Some("strict = true"));
    assert_eq!(correct(&mut client, 7, 8), None, "nothing is like it");
    let action = client.actions(FILE, &range((0, 0), (0, 0)), None)[0].clone();
    assert_eq!((&action["title"], &action["kind"]), (&json!("Change to `select`"), &json!("quickfix")));
    assert_eq!(client.resolved(&action), action, "it holds its edit already");
    let fix_all = ["source.fixAll.copydesk"];
    assert_eq!(
        client.result(
            "textDocument/codeAction",
            json!({
                "textDocument": { "uri": FILE }, "range": range((0, 0), (9, 0)),
                "context": { "diagnostics": [], "only": fix_all }
            })
        ),
        Value::Null
    );
    let request = json!({ "command": "copydesk.fixAll", "arguments": [FILE] });
    client.result("workspace/executeCommand", request);
    assert_eq!(client.find(QUIET, |message| message["method"] == "workspace/applyEdit"), None);
}
