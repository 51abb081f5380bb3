//! The server finds what `lint` finds, and fixes what `lint --fix` fixes.

use copydesk::internals::findings::Safety;
use copydesk::internals::fixes::repair;
use copydesk::internals::lint::lint;
use copydesk::internals::project::Project;
use copydesk::internals::text::{Flavor, Source};
use proptest::prelude::Rng;
use proptest::test_runner::{RngAlgorithm, TestRng};
use serde_json::{Value, json};
use std::path::{Path, PathBuf};

use crate::client::{Client, applied};

/// Articles that are damaged in many ways.
const ARTICLES: [(&str, &str); 6] = [
    ("a.html", "<h2>Title</h3>\n<p>Some < strong >bold</ strong > words.</p>\n<ul>\n<li>one</li>\n</div>\n</ul>\n"),
    ("b.md", "## A\n\n- item</li>\n- **bold ** and ** more**\n\nText ........ ---- with < b >x</b>\n"),
    ("c.txt", "Price $$$$$$$$ here li />\n\n< Strong> Fine.< / strong >\n\n| a | b |\n|---|---|\n| 1 |\n"),
    ("d.mdx", "<Card>text</Card>\n\nA < b >c</b> {expression}\n"),
    ("e.html", "<p>&amp;amp; & nbsp; caf&eacute <b>x<b></p>\r\n<br/>漢😀 < i >z</i>\r\n"),
    ("f.md", ""),
];

fn source(name: &str, text: &str) -> Source {
    let flavor = Flavor::of_path(Path::new(name)).unwrap_or(Flavor::Text);
    Source::new(name, flavor, text).expect("an article")
}

/// What a fresh lint finds: rule, message, and the place in bytes of lines.
pub fn fresh(name: &str, text: &str) -> Vec<Value> {
    let source = source(name, text);
    let settings = Project::default().settings(Path::new(name), None);
    let place = |offset: u32| {
        let line = source.lines().line_of(offset);
        let span = source.lines().line_span(line, text);
        let content = text[span.range()].trim_end_matches(['\r', '\n']).len() as u32;
        json!({ "line": line, "character": (offset - span.start).min(content) })
    };
    let mut found: Vec<_> = (lint(source.clone(), &settings).findings.iter())
        .map(|finding| {
            let range = json!({ "start": place(finding.span.start), "end": place(finding.span.end) });
            json!([finding.rule, *finding.message, finding.severity.name(), range])
        })
        .collect();
    found.sort_by_key(Value::to_string);
    found
}

fn shown(report: &Value) -> Vec<Value> {
    let severities = ["", "error", "warning", "info"];
    let mut shown: Vec<_> = (report["items"].as_array().expect("items").iter())
        .map(|item| {
            let severity = severities[item["severity"].as_u64().expect("a severity") as usize];
            json!([item["code"], item["message"], severity, item["range"]])
        })
        .collect();
    shown.sort_by_key(Value::to_string);
    shown
}

fn uri(name: &str) -> String {
    format!("file:///nowhere/{name}")
}

fn language(name: &str) -> &str {
    match name.rsplit_once('.').map(|(_, extension)| extension) {
        Some("html") => "html",
        Some("md") => "markdown",
        Some("mdx") => "mdx",
        _ => "plaintext",
    }
}

/// The articles above, and those below `tests/articles`.
fn articles() -> Vec<(String, String)> {
    let mut articles: Vec<_> = ARTICLES.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect();
    let mut folders = vec![PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/articles"))];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).into_iter().flatten().filter_map(Result::ok) {
            let path = entry.path();
            if path.is_dir() {
                folders.push(path);
            } else if Flavor::of_path(&path).is_some() {
                let name = path.file_name().expect("a name").to_string_lossy().into_owned();
                articles.extend(std::fs::read_to_string(&path).ok().map(|text| (name, text)));
            }
        }
    }
    articles
}

#[test]
fn diagnostics_and_fixes_are_those_of_lint() {
    let mut client = Client::pull();
    for (index, (name, text)) in articles().into_iter().enumerate() {
        let uri = uri(&format!("{index}/{name}"));
        client.open(&uri, language(&name), &text);
        let found = fresh(&name, &text);
        if found.len() <= 1000 {
            assert_eq!(shown(&client.pulled(&uri, None)), found, "{name}");
        }
        let settings = Project::default().settings(Path::new(&name), None);
        let fixed = repair(source(&name, &text), &settings, Safety::Safe).source.into_text();
        let end = json!({ "start": { "line": 0, "character": 0 }, "end": { "line": 0, "character": 0 } });
        let actions = client.actions(&uri, &end, Some(&["source.fixAll.copydesk"]));
        let after = match actions.first() {
            Some(action) => {
                let action = client.resolved(action);
                let edits = &action["edit"]["documentChanges"][0]["edits"];
                assert!(edits.as_array().is_some_and(|edits| edits.len() <= 1), "one edit: {edits}");
                apply(&text, edits)
            }
            None => text.clone(),
        };
        assert_eq!(after, fixed, "{name}");
    }
}

/// The text after at most one edit, whatever ends its lines.
fn apply(text: &str, edits: &Value) -> String {
    if text.contains('\r') {
        let lines = source("a.txt", text);
        let offset = |position: &Value| {
            let line = position["line"].as_u64().expect("a line") as u32;
            let start = lines.lines().line_span(line, text).start as usize;
            start + position["character"].as_u64().expect("a column") as usize
        };
        let mut after = text.to_owned();
        for edit in edits.as_array().expect("edits") {
            let range = offset(&edit["range"]["start"])..offset(&edit["range"]["end"]);
            after.replace_range(range, edit["newText"].as_str().expect("a text"));
        }
        return after;
    }
    applied(text, edits)
}

/// What random edits insert.
const PIECES: [&str; 24] = [
    "a", " ", "\n", "\r\n", "\r", "<", ">", "</", "< b >", "</b>", "<!--", "-->", "```\n", "**", "|", "- ", "&amp;",
    "漢", "😀", "é", "<p>", "</ p>", "........", "\u{2028}",
];

#[test]
fn thousands_of_random_edits_end_as_a_fresh_lint() {
    for (encoding, seed) in [("utf-8", 1), ("utf-16", 2), ("utf-32", 3)] {
        let capabilities = json!({
            "general": { "positionEncodings": [encoding] },
            "textDocument": { "diagnostic": {} }
        });
        let (mut client, _) = Client::initialized(json!({ "capabilities": capabilities }));
        let mut random = TestRng::from_seed(RngAlgorithm::ChaCha, &[seed; 32]);
        for name in ["a.html", "b.md"] {
            edit_randomly(&mut client, name, encoding, &mut random);
        }
    }
}

fn edit_randomly(client: &mut Client, name: &str, encoding: &str, random: &mut TestRng) {
    let uri = uri(name);
    let mut text: Vec<char> = "<p>Some < strong >bold</ strong > words.</p>\n\n- item</li>\n".chars().collect();
    client.open(&uri, language(name), &text.iter().collect::<String>());
    for version in 2..700 {
        let mut changes = Vec::new();
        for _ in 0..=random.next_u32() % 3 {
            changes.push(random_change(&mut text, encoding, random));
        }
        client.change(&uri, version, Value::Array(changes));
        if version % 23 == 0 {
            let whole: String = text.iter().collect();
            let report = client.pulled(&uri, None);
            let places =
                |found: Vec<Value>| found.into_iter().map(|it| json!([it[0], it[1], it[2]])).collect::<Vec<_>>();
            let (mut shown, mut fresh) = (shown(&report), fresh(name, &whole));
            if encoding != "utf-8" {
                (shown, fresh) = (places(shown), places(fresh));
            }
            assert_eq!(shown, fresh, "{encoding} {name} {version}: {whole:?}");
        }
    }
}

/// Changes the text; gives the change in the protocol's terms.
fn random_change(text: &mut Vec<char>, encoding: &str, random: &mut TestRng) -> Value {
    let mut below = |limit: usize| random.next_u32() as usize % limit.max(1);
    if text.len() > 4000 || below(150) == 0 {
        let new = format!("<h2>New {}</h3>\n< p >漢😀</ p >\n", below(9));
        *text = new.chars().collect();
        return json!({ "text": new });
    }
    let (mut start, mut end) = (below(text.len() + 1), 0);
    end += (start + below(6)).min(text.len());
    // The protocol has no positions within a line end.
    let splits = |at: usize| at > 0 && at < text.len() && text[at - 1] == '\r' && text[at] == '\n';
    if splits(start) {
        start -= 1;
    }
    if splits(end) {
        end += 1;
    }
    let piece = PIECES[below(PIECES.len())];
    let range = json!({ "start": position(text, start, encoding), "end": position(text, end, encoding) });
    text.splice(start..end, piece.chars());
    json!({ "range": range, "text": piece })
}

fn position(text: &[char], at: usize, encoding: &str) -> Value {
    let (mut line, mut column) = (0, 0);
    for (index, &character) in text[..at].iter().enumerate() {
        let ends_line = character == '\n' || character == '\r' && text.get(index + 1) != Some(&'\n');
        if ends_line {
            (line, column) = (line + 1, 0);
            continue;
        }
        column += match encoding {
            "utf-8" => character.len_utf8(),
            "utf-16" => character.len_utf16(),
            _ => 1,
        };
    }
    json!({ "line": line, "character": column })
}
