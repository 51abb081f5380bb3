//! Articles inside other files.

use crate::Folder;

const POST: &str = "{\"title\": \"< b >\", \"body\": \"<p>< b >one< / b > \\\"two\\\"<\\/p>\"}\n";

#[test]
fn they_are_told_at_their_place_and_repaired_there() {
    let folder = Folder::with(&[("a.json", POST)]);
    let found = "a.json:1:32: error[spaced-tag]: Misplaced whitespace in the tag <b> (safe fix)\n\
                 a.json:1:40: error[spaced-tag]: Misplaced whitespace in the tag </b> (safe fix)\n";
    folder.run(&["lint", "a.json"]).status(1).stdout(found);
    let run = folder.run(&["lint", "--diff", "a.json"]).status(1);
    assert!(run.stdout.contains("+{\"title\": \"< b >\", \"body\": \"<p><b>one<\\/b>"), "{}", run.stdout);
    assert_eq!(folder.read("a.json"), POST);
    folder.run(&["lint", "--fix", "a.json"]).status(0);
    assert_eq!(folder.read("a.json"), "{\"title\": \"< b >\", \"body\": \"<p><b>one<\\/b> \\\"two\\\"<\\/p>\"}\n");
    folder
        .run_with(&["lint", "--fix", "--stdin-filename", "a.json", "-"], POST.as_bytes())
        .status(0)
        .stdout("{\"title\": \"< b >\", \"body\": \"<p><b>one<\\/b> \\\"two\\\"<\\/p>\"}\n");
}

#[test]
fn files_that_hold_articles_for_certain_are_found_and_others_are_named() {
    let notebook = "{\"cells\": [{\"cell_type\": \"markdown\", \"source\": [\"Some ** bold ** text\"]}]}\n";
    let files = [("a.json", POST), ("b.ipynb", notebook), ("c.rss", "<rss><channel/></rss>"), ("d.csv", "body\nx\n")];
    let folder = Folder::with(&files);
    folder.run(&["lint", "--show-files"]).status(0).stdout("b.ipynb\nc.rss\n");
    folder.write("copydesk.toml", "[embedded]\njson = {}\n\"d.*\" = { format = \"csv\" }\n");
    folder.run(&["lint", "--show-files"]).status(0).stdout("a.json\nb.ipynb\nc.rss\nd.csv\n");
    folder.write("copydesk.toml", "[flavors]\nipynb = \"html\"\n");
    folder.run(&["lint", "--output-format", "json", "b.ipynb"]).status(0);
}

#[test]
fn settings_name_the_fields_and_the_flavor() {
    let folder =
        Folder::with(&[("a.json", "{\"x\": {\"text\": \"Some ** bold ** text\"}, \"text\": \"< b >x< / b >\"}\n")]);
    let lint = |settings: &str| {
        folder.write("copydesk.toml", settings);
        folder.run(&["lint", "a.json"])
    };
    lint("[embedded]\n\"*.json\" = { fields = [\"x.text\"], flavor = \"markdown\" }\n")
        .status(1)
        .stdout("a.json:1:22: error[spaced-emphasis]: Whitespace inside the delimiters: this text will not be bold (safe fix)\n");
    lint("[embedded]\n\"*.json\" = { fields = [\"x.text\"], flavor = \"html\" }\n").status(0).stdout("");
    lint("[embedded]\n\"*.json\" = { fields = [\"body\"] }\n")
        .status(0)
        .says("note: a.json has none of the fields that `[embedded]` of copydesk.toml names");
}

#[test]
fn wrong_settings_are_told() {
    let folder = Folder::with(&[("a.md", "x\n")]);
    let told = |settings: &str, message: &str| {
        folder.write("copydesk.toml", settings);
        folder.run(&["lint"]).status(2).says(message);
    };
    told(
        "[embedded]\n\"data/*\" = { fields = [\"body\"] }\n",
        "the extension tells no format; set `format`, for example `format = \"json\"`",
    );
    told("[embedded]\njson = { field = [\"body\"] }\n", "unknown field `field`");
    told("[embedded]\njson = { format = \"jsn\" }\n", "`format` must be");
}

#[test]
fn what_cannot_be_done_is_told_and_nothing_is_lost() {
    let folder = Folder::with(&[
        ("a.json", "{\"body\": \"< b >x< / b >\"\n"),
        ("b.jsonl", "{\"text\": \"< b >x< / b >\"}\n{\n"),
    ]);
    folder
        .run(&["lint", "--fix", "a.json", "b.jsonl"])
        .status(2)
        .says("a.json is not JSON that can be read (line 1, column 1: Unterminated object), so the articles in it were not linted")
        .says("b.jsonl holds no JSON in line 2; these were left out");
    assert_eq!(folder.read("a.json"), "{\"body\": \"< b >x< / b >\"\n");
    assert_eq!(folder.read("b.jsonl"), "{\"text\": \"<b>x</b>\"}\n{\n");
    folder.write("c.json", POST);
    folder
        .run(&["lint", "--add-ignore", "c.json"])
        .status(2)
        .says("c.json holds articles in which comments have no place; use a baseline");
    assert_eq!(folder.read("c.json"), POST);
    folder.write("d.json", "{\"title\": \"< b >\"}\n");
    folder.run(&["lint", "d.json"]).status(0).says("d.json has no field whose name tells that it is an article");
}
