//! One damage after the other.

use serde_json::{Value, json};

use crate::client::{Client, applied};

const URI: &str = "file:///articles/a.html";

fn run(client: &mut Client, command: &str, argument: Value, more: &Value) -> Value {
    let params = json!({ "command": command, "arguments": [argument, more] });
    client.result("workspace/executeCommand", params)
}

fn next(client: &mut Client, stand: &Value) -> Value {
    run(client, "copydesk.nextDamage", json!(URI), stand)
}

fn take(client: &mut Client, next: &Value, choice: &Value, stand: &Value) -> Value {
    let mended = stand.get("mended").cloned().unwrap_or(json!([]));
    let taken = json!({ "uri": URI, "version": next["version"], "choice": choice, "mended": mended });
    run(client, "copydesk.take", taken, &Value::Null)
}

#[test]
fn the_next_damage_comes_with_its_repairs() {
    let text = "<p>Some < strong >bold</ strong > words.</p>\n<p>More </div> of it < b >here</b>.</p>\n";
    let mut client = Client::pull();
    client.open(URI, "html", text);
    let first = next(&mut client, &Value::Null);
    let damage = &first["damage"];
    assert_eq!((&first["total"], &first["left"], &damage["number"]), (&json!(4), &json!(4), &json!(1)));
    assert_eq!(first["counts"], json!({ "safe": 3, "likely": 1, "person": 0 }));
    assert_eq!(
        (&damage["rule"], &damage["outlook"], &damage["alike"]),
        (&json!("spaced-tag"), &json!("safe"), &json!(3))
    );
    assert_eq!(damage["fixes"][0]["changes"][0]["after"], "<p>Some <strong>bold</ strong > words.</p>");
    let behind = json!({ "position": damage["range"]["start"], "passed": 1 });
    let second = next(&mut client, &behind);
    assert_eq!((&second["left"], &second["damage"]["number"]), (&json!(3), &json!(2)));
    let likely = next(&mut client, &json!({ "position": { "line": 1, "character": 0 } }));
    assert_eq!(likely["damage"]["fixes"][0]["title"], "Remove </div> (check it)");
    assert!(likely["damage"]["fixes"][0]["reason"].is_string());
    let end = next(&mut client, &json!({ "position": { "line": 9, "character": 0 } }));
    assert_eq!((&end["damage"], &end["left"], &end["total"]), (&Value::Null, &json!(0), &json!(4)));
}

#[test]
fn a_walk_begins_at_the_cursor_and_ends_where_it_began() {
    let text = "< b >1</b>\n\n< b >2</b> < b >3</b>\n\n< b >4</b>\n";
    let mut client = Client::pull();
    client.open(URI, "html", text);
    let mut walk = |mut stand: Value| {
        let mut seen = Vec::new();
        loop {
            let next = next(&mut client, &stand);
            let Some(number) = next["damage"]["number"].as_u64() else { return seen };
            seen.push((number, next["left"].as_u64().expect("a number"), next["stand"]["wrapped"] == true));
            assert!(seen.len() <= 4, "{seen:?}");
            stand = next["stand"].clone();
            let start = next["damage"]["range"]["start"].clone();
            let passed = if stand["position"] == start { stand["passed"].as_u64().unwrap_or(0) + 1 } else { 1 };
            (stand["position"], stand["passed"]) = (start, json!(passed));
        }
    };
    let begins =
        |line: u32, character: u32| json!({ "position": { "line": line, "character": character }, "begins": true });
    let from_third = [(3, 4, false), (4, 3, false), (1, 2, true), (2, 1, true)];
    assert_eq!(walk(begins(2, 11)), from_third);
    assert_eq!(walk(begins(2, 13)), from_third, "the cursor is in it");
    assert_eq!(walk(begins(2, 8)), from_third, "the cursor is between two");
    assert_eq!(walk(begins(0, 0)), [(1, 4, false), (2, 3, false), (3, 2, false), (4, 1, false)]);
    assert_eq!(walk(begins(5, 0)), [(1, 4, true), (2, 3, true), (3, 2, true), (4, 1, true)]);
    assert_eq!(walk(begins(4, 2)), [(4, 4, false), (1, 3, true), (2, 2, true), (3, 1, true)]);
}

#[test]
fn what_is_chosen_is_done() {
    let text = "<p>Some < strong >bold</ strong > words.</p>\n\n<p>And < b >more</b>.</p>\n";
    let mut client = Client::pull();
    client.open(URI, "html", text);
    let first = next(&mut client, &Value::Null);
    let damage = &first["damage"];
    let one = take(&mut client, &first, &damage["fixes"][0]["choice"], &Value::Null);
    assert_eq!(one["mended"], json!([damage["range"]["start"]]));
    assert_eq!(applied(text, &one["edits"]), text.replacen("< strong >", "<strong>", 1));
    let all = take(&mut client, &first, &damage["all"], &Value::Null);
    assert_eq!(all["mended"].as_array().map(Vec::len), Some(3));
    assert_eq!(applied(text, &all["edits"]), "<p>Some <strong>bold</strong> words.</p>\n\n<p>And <b>more</b>.</p>\n");
    let ignored = take(&mut client, &first, &damage["ignore"], &Value::Null);
    assert!(applied(text, &ignored["edits"]).contains("copydesk-ignore spaced-tag"));
    client.replace(URI, 2, "<p>Other</p>\n");
    let stale = take(&mut client, &first, &damage["all"], &Value::Null);
    assert_eq!(stale["edits"], json!([]), "another text has other places");
}

/// Dots at the end of an article count only where other damage is.
#[test]
fn mending_one_damage_does_not_silence_another() {
    let damaged = "<p>One < b >two</b> and < i >three</i>.</p>\n\n<p>Four</p>\n\n. . .\n";
    let mended = "<p>One <b>two</b> and <i>three</i>.</p>\n\n<p>Four</p>\n\n. . .\n";
    let mut client = Client::pull();
    client.open(URI, "html", damaged);
    let end = json!({ "position": { "line": 3, "character": 0 } });
    assert_eq!(next(&mut client, &end)["damage"]["rule"], "trailing-filler");
    client.replace(URI, 2, mended);
    assert_eq!(next(&mut client, &end)["damage"], Value::Null);
    let places = [8, 24].map(|character| json!({ "line": 0, "character": character }));
    let carried = json!({ "position": { "line": 3, "character": 0 }, "mended": places });
    let left = next(&mut client, &carried);
    assert_eq!(left["damage"]["rule"], "trailing-filler", "{left}");
    let outcome = take(&mut client, &left, &left["damage"]["fixes"][0]["choice"], &carried);
    assert!(!applied(mended, &outcome["edits"]).contains(". . ."));
}

/// A bare tag between two edits of a repair would be words behind it.
#[test]
fn a_repair_takes_along_what_it_squeezes() {
    let text = "Intro text of the article\n\n< tr >< thPriority Area\n\
                < tr >< tdCoordination . . . . . . . . $ $ $ $ $ $ - - - - - -< tdHubReal-time monitoring2025 \
                < tdExercisesEnhanced synergyRecurring yearly < tdProgramsReduced dependencies2024-2028 table > section > \
                Looking Ahead\nThe end.\n";
    let mut client = Client::pull();
    let uri = "file:///articles/a.txt";
    client.open(uri, "plaintext", text);
    let params = json!({ "command": "copydesk.nextDamage", "arguments": [uri, null] });
    let first = client.result("workspace/executeCommand", params);
    let damage = &first["damage"];
    assert_eq!(damage["rule"], "flattened-table");
    let repaired = applied(text, &damage["fixes"][0]["edits"]);
    assert!(!repaired.contains("section >"), "{repaired}");
}

#[test]
fn what_is_no_article_has_no_damage() {
    let mut client = Client::pull();
    assert_eq!(next(&mut client, &Value::Null), Value::Null);
    let answer =
        client.ask("workspace/executeCommand", json!({ "command": "copydesk.take", "arguments": [{ "uri": URI }] }));
    assert_eq!(answer["error"]["code"], -32602);
}
