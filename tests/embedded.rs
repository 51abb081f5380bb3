//! Articles in other files: what other readers of each format see before and after a repair.

use copydesk::internals::embedded::{self, Held};
use copydesk::internals::findings::{Edit, Safety};
use copydesk::internals::fixes;
use copydesk::internals::lint::lint;
use copydesk::internals::settings::Settings;
use copydesk::internals::text::{Flavor, Holder, Source};
use proptest::prelude::*;
use serde_json::{Value, json};

/// A format, and readers and writers of it that are not ours.
struct Format {
    name: &'static str,
    holder: Holder,
    write: fn(&[String]) -> String,
    read: fn(&str) -> Vec<String>,
}

const FORMATS: &[Format] = &[
    Format { name: "a.json", holder: Holder::Json, write: json_file, read: json_bodies },
    Format { name: "ascii.json", holder: Holder::Json, write: ascii_json, read: json_bodies },
    Format { name: "a.jsonl", holder: Holder::Jsonl, write: json_lines, read: json_lines_bodies },
    Format { name: "a.csv", holder: Holder::Csv, write: csv_file, read: csv_bodies },
    Format {
        name: "semicolons.csv",
        holder: Holder::Csv,
        write: csv_with_semicolons,
        read: csv_with_semicolons_bodies,
    },
    Format { name: "a.ipynb", holder: Holder::Notebook, write: notebook, read: notebook_cells },
    Format { name: "a.po", holder: Holder::Gettext, write: gettext, read: gettext_strings },
    Format { name: "a.rss", holder: Holder::Feed, write: feed, read: feed_items },
    Format { name: "cdata.rss", holder: Holder::Feed, write: feed_with_cdata, read: feed_items },
    Format { name: "a.xlf", holder: Holder::Xliff, write: xliff, read: xliff_targets },
];

fn json_file(texts: &[String]) -> String {
    let posts: Vec<_> = texts.iter().map(|text| json!({ "title": "< b >", "body": text, "tags": [1, null] })).collect();
    serde_json::to_string_pretty(&json!({ "posts": posts })).expect("JSON")
}

/// As PHP and Python write it: all but ASCII, and the signs of HTML, as numbers.
fn ascii_json(texts: &[String]) -> String {
    let escaped = |sign: char| match sign {
        '<' | '>' | '&' | '\'' => format!("\\u{:04X}", u32::from(sign)),
        '/' => "\\/".to_owned(),
        _ if sign.is_ascii() => sign.to_string(),
        _ => {
            let units: Vec<_> = sign.encode_utf16(&mut [0; 2]).iter().map(|unit| format!("\\u{unit:04x}")).collect();
            units.concat()
        }
    };
    json_file(texts).chars().map(escaped).collect()
}

fn json_bodies(file: &str) -> Vec<String> {
    let value: Value = serde_json::from_str(file).expect("JSON");
    let posts = value["posts"].as_array().expect("a list");
    assert!(posts.iter().all(|post| post["title"] == "< b >" && post["tags"] == json!([1, null])));
    posts.iter().map(|post| post["body"].as_str().expect("a string").to_owned()).collect()
}

fn json_lines(texts: &[String]) -> String {
    texts.iter().map(|text| json!({ "id": 7, "body": text }).to_string() + "\n").collect()
}

fn json_lines_bodies(file: &str) -> Vec<String> {
    let body = |line: &str| {
        let value: Value = serde_json::from_str(line).expect("JSON");
        value["body"].as_str().expect("a string").to_owned()
    };
    file.lines().map(body).collect()
}

fn csv_file(texts: &[String]) -> String {
    csv_parted_by(b',', texts)
}

fn csv_with_semicolons(texts: &[String]) -> String {
    csv_parted_by(b';', texts)
}

fn csv_parted_by(delimiter: u8, texts: &[String]) -> String {
    let mut writer = csv::WriterBuilder::new().delimiter(delimiter).from_writer(Vec::new());
    writer.write_record(["id", "body", "note"]).expect("memory");
    for text in texts {
        writer.write_record(["7", text, "< b >, \"x\""]).expect("memory");
    }
    String::from_utf8(writer.into_inner().expect("memory")).expect("UTF-8")
}

fn csv_bodies(file: &str) -> Vec<String> {
    csv_bodies_parted_by(b',', file)
}

fn csv_with_semicolons_bodies(file: &str) -> Vec<String> {
    csv_bodies_parted_by(b';', file)
}

fn csv_bodies_parted_by(delimiter: u8, file: &str) -> Vec<String> {
    let mut reader = csv::ReaderBuilder::new().delimiter(delimiter).from_reader(file.as_bytes());
    let records = reader.records().map(|record| record.expect("a record"));
    let body = |record: csv::StringRecord| {
        assert_eq!((&record[0], &record[2], record.len()), ("7", "< b >, \"x\"", 3));
        record[1].to_owned()
    };
    records.map(body).collect()
}

fn notebook(texts: &[String]) -> String {
    let cell = |(index, text): (usize, &String)| {
        let lines: Vec<_> = text.split_inclusive('\n').collect();
        let source = if index % 2 == 0 { json!(lines) } else { json!(text) };
        json!({ "cell_type": "markdown", "metadata": {}, "source": source })
    };
    let mut cells: Vec<_> = texts.iter().enumerate().map(cell).collect();
    cells.push(json!({ "cell_type": "code", "source": ["< b >x"], "outputs": [] }));
    serde_json::to_string_pretty(&json!({ "cells": cells, "nbformat": 4 })).expect("JSON")
}

fn notebook_cells(file: &str) -> Vec<String> {
    let value: Value = serde_json::from_str(file).expect("JSON");
    let cells = value["cells"].as_array().expect("a list");
    assert_eq!(cells.last().expect("code")["source"], json!(["< b >x"]));
    let source = |cell: &Value| match &cell["source"] {
        Value::Array(lines) => lines.iter().map(|line| line.as_str().expect("a string")).collect(),
        source => source.as_str().expect("a string").to_owned(),
    };
    cells.iter().filter(|cell| cell["cell_type"] == "markdown").map(source).collect()
}

fn gettext(texts: &[String]) -> String {
    let header = "msgid \"\"\nmsgstr \"Content-Type: text/plain; charset=UTF-8\\n\"\n";
    let quoted = |text: &str| {
        let text = text.replace('\\', "\\\\").replace('"', "\\\"").replace('\t', "\\t").replace('\r', "\\r");
        let lines = text.split_inclusive('\n').map(|line| format!("\"{}\"\n", line.replace('\n', "\\n")));
        format!("\"\"\n{}", lines.collect::<String>())
    };
    let entry = |(index, text): (usize, &String)| {
        format!("\n#: a.c:1\n#, c-format\nmsgid \"{index}\"\nmsgstr {}", quoted(text))
    };
    let entries = texts.iter().enumerate().map(entry);
    let fuzzy = "\n#, fuzzy\nmsgid \"fuzzy\"\nmsgstr \"< b >x< / b >\"\n\n#~ msgid \"old\"\n#~ msgstr \"< b >\"\n";
    format!("{header}{}{fuzzy}", entries.collect::<String>())
}

fn gettext_strings(file: &str) -> Vec<String> {
    assert!(file.contains("msgstr \"< b >x< / b >\""), "what is not used is not repaired");
    let catalog = polib::po_file::parse_from_reader(file.as_bytes()).expect("a PO file");
    let used = catalog.messages().filter(|message| !message.is_fuzzy());
    used.map(|message| message.msgstr().expect("one form").to_owned()).collect()
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

fn feed(texts: &[String]) -> String {
    feed_of(texts.iter().map(|text| escaped(text)))
}

fn feed_with_cdata(texts: &[String]) -> String {
    feed_of(texts.iter().map(|text| format!("<![CDATA[{}]]>", text.replace("]]>", "]]]]><![CDATA[>"))))
}

fn feed_of(contents: impl Iterator<Item = String>) -> String {
    let items =
        contents.map(|content| format!("<item><title>&lt; b ></title><description>{content}</description></item>\n"));
    format!("<?xml version=\"1.0\"?>\n<rss version=\"2.0\"><channel>{}</channel></rss>", items.collect::<String>())
}

fn feed_items(file: &str) -> Vec<String> {
    let document = roxmltree::Document::parse(file).expect("XML");
    assert!(
        file.matches("<title>&lt; b ></title>").count()
            == document.descendants().filter(|node| node.has_tag_name("item")).count()
    );
    texts_of(&document, "description")
}

fn texts_of(document: &roxmltree::Document, name: &str) -> Vec<String> {
    let elements = document.descendants().filter(|node| node.has_tag_name(name));
    let text = |node: roxmltree::Node| -> String {
        node.descendants().filter(roxmltree::Node::is_text).filter_map(|node| node.text()).collect()
    };
    elements.map(text).collect()
}

fn xliff(texts: &[String]) -> String {
    let units = texts.iter().map(|text| {
        let (first, rest) = text.split_at(text.chars().next().map_or(0, char::len_utf8));
        let target = format!("{}<x id=\"1\"/>{}", escaped(first), escaped(rest));
        format!("<trans-unit id=\"a\"><source>&lt; b ></source><target>{target}</target></trans-unit>\n")
    });
    format!("<xliff version=\"1.2\"><file><body>{}</body></file></xliff>", units.collect::<String>())
}

fn xliff_targets(file: &str) -> Vec<String> {
    let document = roxmltree::Document::parse(file).expect("XML");
    let targets = document.descendants().filter(|node| node.has_tag_name("target"));
    let count = targets.filter(|target| target.children().any(|node| node.has_tag_name("x"))).count();
    let texts = texts_of(&document, "target");
    assert_eq!(count, texts.len(), "the codes of the original stay");
    texts
}

impl Format {
    fn held(&self, flavor: Flavor) -> Held {
        Held { holder: self.holder, fields: Vec::new(), flavor: Some(flavor) }
    }

    /// What another reader sees after `edits` of `file`.
    fn read_after(&self, file: &str, edits: &[Edit]) -> Vec<String> {
        (self.read)(&edited(file, edits))
    }
}

fn edited(text: &str, edits: &[Edit]) -> String {
    fixes::apply(text, &edits.iter().collect::<Vec<_>>())
}

/// Lints and repairs `texts` in a file of this format, and compares that with what becomes of them by themselves.
fn check(format: &Format, flavor: Flavor, texts: &[String]) {
    let settings = Settings::default();
    let file = (format.write)(texts);
    assert_eq!((format.read)(&file), texts, "the writer and the reader agree");
    let held = format.held(flavor);
    let source = Source::new(format.name, flavor, file.clone()).expect("short");
    let single = |text: &String| Source::new(format.name, flavor, text.clone()).expect("short");

    let found = embedded::lint(&source, &held, &settings).expect("it can be read");
    assert_eq!(found.problems, [""; 0]);
    let mut placed = found.work.findings.iter();
    for (index, text) in texts.iter().enumerate().filter(|(_, text)| !text.trim().is_empty()) {
        for expected in lint(single(text), &settings).findings {
            let finding = placed.next().expect("each finding is told");
            assert_eq!((finding.rule, &finding.message), (expected.rule, &expected.message));
            assert!(finding.span.is_empty() == expected.span.is_empty(), "{finding:?}");
            for (fix, alone) in finding.fixes.iter().zip(&expected.fixes) {
                let mut expected = texts.to_vec();
                expected[index] = edited(text, &alone.edits);
                assert_eq!(format.read_after(&file, &fix.edits), expected, "{}: {fix:?}", format.name);
            }
        }
    }
    assert_eq!(placed.next(), None);

    for least in [Safety::Safe, Safety::Unsafe] {
        let expected: Vec<_> = texts.iter().map(|text| fixes::repair(single(text), &settings, least)).collect();
        let repaired = embedded::repair(&source, &held, &settings, least).expect("it can be repaired").work;
        let new: Vec<_> = expected.iter().map(|repaired| repaired.source.text()).collect();
        assert_eq!((format.read)(repaired.source.text()), new, "{}", format.name);
        assert_eq!(edited(&file, &repaired.edits), repaired.source.text());
        let left: usize = expected.iter().map(|repaired| repaired.report.findings.len()).sum();
        assert_eq!(repaired.report.findings.len(), left);
    }
}

const DAMAGED: &[&str] = &[
    "<p>< strong >Risks:< / strong > \"two\" &amp; caf\u{e9} \u{1f600}</p>",
    "Some ** bold ** text, [a] (https://example.org/x); more\nand < b >more< / b >\\",
    "plain, good text",
    "",
    "< em >a]]>b< / em >",
];

#[test]
fn every_format_holds_what_was_repaired() {
    let texts: Vec<_> = DAMAGED.iter().map(|&text| text.to_owned()).collect();
    for format in FORMATS {
        for flavor in [Flavor::Html, Flavor::Markdown, Flavor::Text] {
            check(format, flavor, &texts);
        }
    }
}

const PARTS: &[&str] = &[
    "<p>",
    "</p>",
    "< b >",
    "< / b >",
    "**",
    " ",
    "\n",
    "\n\n",
    "a",
    "Word",
    "é",
    "\u{1f600}",
    "\"",
    "'",
    "\\",
    "&amp;",
    "&",
    "<",
    ">",
    "]]>",
    ",",
    ";",
    "[a] (https://x.org/)",
    "&lt;",
    "\t",
    "- ",
    "# ",
    "\u{200b}",
    "/",
    "`",
];

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, ..ProptestConfig::default() })]

    #[test]
    fn whatever_the_articles_are(
        texts in prop::collection::vec(prop::collection::vec(prop::sample::select(PARTS), 0..12), 1..4),
        format in 0..FORMATS.len(),
        flavor in prop::sample::select(vec![Flavor::Html, Flavor::Markdown]),
    ) {
        let texts: Vec<_> = texts.iter().map(|parts| parts.concat()).collect();
        check(&FORMATS[format], flavor, &texts);
    }
}

/// Files that are none of their format, or only in parts.
#[test]
fn what_cannot_be_read_is_told() {
    let told = |name: &str, text: &str| {
        let source = Source::new(name, Flavor::Text, text).expect("short");
        let (held, _) = Held::of_path(source.path(), None).expect("a known extension");
        let held = embedded::held_by(&source, &held).unwrap_or(held);
        match embedded::lint(&source, &held, &Settings::default()) {
            Ok(done) => done.problems.join("; "),
            Err(message) => message,
        }
    };
    let not = |title: &str, why: &str| {
        format!("is not {title} that can be read ({why}), so the articles in it were not linted")
    };
    assert_eq!(told("a.json", "{\"body\": \"x\""), not("JSON", "line 1, column 1: Unterminated object"));
    assert_eq!(told("a.jsonl", "{}\nno\n{}\n"), "holds no JSON in line 2; these were left out");
    assert_eq!(told("a.csv", "id,body\n1,\"open\n"), "has a field in line 2 whose quotes do not match");
    assert_eq!(told("a.po", "msgid \"a\"\nmsgstr \"b\"c\"\n"), not("a PO file", "line 2"));
    assert_eq!(told("a.po", "<html>\n"), not("a PO file", "line 1"));
    assert!(told("a.rss", "<rss><channel></rss>").starts_with("is not XML that can be read (line 1: "));
    assert_eq!(told("a.rss", "<rss><channel>"), not("XML", "`<rss><channel>` is not closed"));
    let deep = "[".repeat(100_000);
    assert!(told("a.json", &deep).starts_with("is not JSON that can be read (line 1, "));
}

/// An article that another file holds has the flavor that its place tells.
#[test]
fn flavors_come_from_the_place_of_an_article() {
    let found = |name: &str, text: &str| {
        let source = Source::new(name, Flavor::Text, text).expect("short");
        let (held, _) = Held::of_path(source.path(), None).expect("a known extension");
        let done = embedded::lint(&source, &held, &Settings::default()).expect("it can be read");
        done.work.findings.iter().map(|finding| finding.rule).collect::<Vec<_>>()
    };
    let atom = |kind: &str, content: &str| {
        found("a.atom", &format!("<feed><entry><content type=\"{kind}\">{content}</content></entry></feed>"))
    };
    assert_eq!(atom("html", "a ** b ** &lt; em >x&lt; / em >"), ["spaced-tag", "spaced-tag"]);
    assert_eq!(atom("xhtml", "<div><p>a ** b ** &lt; c<br/></p></div>"), [""; 0]);
    assert_eq!(
        found("a.json", "{\"body_markdown\": \"some ** bold ** text\", \"body_html\": \"some ** bold ** text\"}"),
        ["spaced-emphasis"]
    );
}

/// The repaired text of a file whose articles are HTML.
fn repaired(name: &str, text: &str) -> (String, Vec<String>) {
    let source = Source::new(name, Flavor::Text, text).expect("short");
    let (held, _) = Held::of_path(source.path(), Some(Flavor::Html)).expect("a known extension");
    let held = embedded::held_by(&source, &held).expect("it holds articles");
    let done = embedded::repair(&source, &held, &Settings::default(), Safety::Unsafe).expect("it can be read");
    (done.work.source.into_text(), done.problems)
}

#[test]
fn a_byte_order_mark_moves_nothing() {
    for format in FORMATS.iter().filter(|format| !matches!(format.holder, Holder::Gettext)) {
        let texts = ["<p>< b >日本é</b></p>".to_owned(), "good".to_owned()];
        let file = format!("\u{feff}{}", (format.write)(&texts));
        let (new, problems) = repaired(format.name, &file);
        assert_eq!((problems, new.starts_with('\u{feff}')), (Vec::new(), true), "{}", format.name);
        let new = new.trim_start_matches('\u{feff}');
        assert_eq!((format.read)(new), ["<p><b>日本é</b></p>", "good"], "{}", format.name);
    }
}

/// What a file cannot hold is left alone, and the rest is repaired.
#[test]
fn one_article_does_not_keep_others_from_being_repaired() {
    let atom = |first: &str, second: &str| {
        let entry = |content: &str| format!("<entry><content type=\"xhtml\"><div>{content}</div></content></entry>");
        format!("<feed>{}\n{}</feed>", entry(first), entry(second))
    };
    let (new, problems) = repaired("a.atom", &atom("<p>a&amp;nbsp;b</p>", "<p>&lt; b &gt;x&lt;/b&gt;</p>"));
    assert!(roxmltree::Document::parse(&new).is_ok(), "no reference that is not defined: {new}");
    assert_eq!(problems, ["cannot hold the repair of the article in line 1, so that was not repaired"]);
}

#[test]
fn fields_stay_fields() {
    let csv = |file: &str| repaired("a.csv", file).0;
    assert_eq!(csv("body\n</b>\n<p>< b >y</b></p>\n"), "body\n\"\"\n<p><b>y</b></p>\n");
    assert_eq!(csv("id,body\n1,</b>\"Hi\" and x\n"), "id,body\n1,\"\"\"Hi\"\" and x\"\n");
    assert_eq!(csv("id;\"body\"\n1;<p>< b >y, z</b></p>\n"), "id;\"body\"\n1;<p><b>y, z</b></p>\n");
    let po = |text: &str| format!("msgid \"a\"\nmsgstr \"{text}\"\n");
    assert_eq!(repaired("a.po", &po("\\x41\\101 < b >x</b>")).0, po("\\x41\\101 <b>x</b>"));
    let feed = |text: &str| {
        let kind = "<!DOCTYPE rss [<!ENTITY co \"Ben\">]>";
        format!("{kind}<rss><description>{text}</description></rss>")
    };
    let quotes = repaired("a.rss", &feed("&lt;img alt=“&co;” src=&quot;x&quot;&gt;")).0;
    assert!(quotes.contains("&co;") && !quotes.contains("&amp;co;"), "{quotes}");
}

#[test]
fn other_xml_is_left_alone() {
    let found = |name: &str, text: &str| {
        let source = Source::new(name, Flavor::Text, text).expect("short");
        let (held, _) = Held::of_path(source.path(), None).expect("a known extension");
        let held = embedded::held_by(&source, &held);
        held.map(|held| {
            let done = embedded::lint(&source, &held, &Settings::default()).expect("it can be read");
            (done.work.findings.len(), done.is_empty)
        })
    };
    assert_eq!(found("a.xml", "<article><para>a<link>b</link><source>c</source></para></article>"), Some((0, true)));
    assert_eq!(found("a.xml", "<html><body/></html>"), None, "it is an article");
    assert_eq!(found("a.xlf", "<x:xliff><x:target>&lt; b &gt;x&lt;/b&gt;</x:target></x:xliff>"), Some((1, false)));
    assert_eq!(
        found("a.atom", "<feed><content type=\"xhtml\"><div><br></br>x</div></content></feed>"),
        Some((0, false))
    );
}
