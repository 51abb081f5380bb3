//! The formats that other programs read, `--report`, and where reports go.

use serde_json::Value;

use crate::{DAMAGED, Folder};

/// A byte-order mark and wide characters before a damage, one over lines, one twice in the same words, and a clean one.
fn articles() -> Folder {
    Folder::with(&[
        ("docs/a b.md", "\u{feff}漢字 and\u{7}\tmore\r\nSee < strong >this</ strong > and\r\n\r\n\r\n- item</li>\r\n"),
        ("clean.html", "<p>All is well.</p>\n"),
        ("twice.txt", "The bell\u{7} rang.\nThe bell\u{7} rang.\n"),
    ])
}

fn report(format: &str) -> String {
    articles().run(&["lint", "-q", "--output-format", format]).status(1).stdout
}

fn json(text: &str) -> Value {
    serde_json::from_str(text).unwrap_or_else(|error| panic!("{error} in:\n{text}"))
}

#[test]
fn github() {
    insta::assert_snapshot!(report("github"));
}

#[test]
fn gitlab() {
    insta::assert_snapshot!(report("gitlab"));
}

#[test]
fn junit() {
    insta::assert_snapshot!(report("junit"));
}

#[test]
fn checkstyle() {
    insta::assert_snapshot!(report("checkstyle"));
}

#[test]
fn sarif_results() {
    let mut sarif = json(&report("sarif"));
    let rules = sarif["runs"][0]["tool"]["driver"]["rules"].take();
    sarif["runs"][0]["tool"]["driver"]["version"] = "…".into();
    sarif["runs"][0]["tool"]["driver"]["semanticVersion"] = "…".into();
    insta::assert_snapshot!(format!("{sarif:#}"));
    assert_eq!(rules.as_array().map(Vec::len), Some(copydesk::internals::rules::ALL.len()));
    for (index, rule) in copydesk::internals::rules::ALL.iter().enumerate() {
        assert_eq!(rules[index]["id"], rule.name);
        assert_eq!(rules[index]["help"]["markdown"], copydesk::internals::rules::page(rule));
    }
    for result in sarif["runs"][0]["results"].as_array().expect("an array") {
        assert_eq!(rules[result["ruleIndex"].as_u64().expect("a number") as usize]["id"], result["ruleId"]);
    }
}

#[test]
fn sarif_names_related_places() {
    let folder = Folder::with(&[("a.html", "<h2>The mill</h3>\n<p>It opens at nine.</p>\n")]);
    let sarif = json(&folder.run(&["lint", "--output-format", "sarif"]).status(1).stdout);
    let related = &sarif["runs"][0]["results"][0]["relatedLocations"][0];
    assert_eq!(related["message"]["text"], "`<h2>` begins here");
    assert_eq!(related["physicalLocation"]["artifactLocation"]["uri"], "a.html");
    let region = &related["physicalLocation"]["region"];
    assert_eq!((&region["startColumn"], &region["endColumn"]), (&1.into(), &5.into()), "{region}");
}

#[test]
fn formats_agree_on_places() {
    let found = json(&report("json"));
    let lines: Vec<_> = found
        .as_array()
        .expect("an array")
        .iter()
        .map(|finding| {
            let place = &finding["start"];
            format!(
                "{}:{}:{}: {}[{}]: {}",
                finding["path"].as_str().expect("text"),
                place["line"],
                place["column"],
                finding["severity"].as_str().expect("text"),
                finding["rule"].as_str().expect("text"),
                finding["message"].as_str().expect("text")
            )
        })
        .collect();
    let concise = report("concise");
    assert_eq!(concise.lines().count(), lines.len());
    for (line, expected) in concise.lines().zip(&lines) {
        assert!(line.starts_with(expected.as_str()), "{line:?} is not {expected:?}");
    }
    let sarif = json(&report("sarif"));
    for (finding, result) in
        found.as_array().expect("an array").iter().zip(sarif["runs"][0]["results"].as_array().expect("an array"))
    {
        let region = &result["locations"][0]["physicalLocation"]["region"];
        assert_eq!(
            (&region["startLine"], &region["startColumn"]),
            (&finding["start"]["line"], &finding["start"]["column"])
        );
        assert_eq!((&region["endLine"], &region["endColumn"]), (&finding["end"]["line"], &finding["end"]["column"]));
    }
    assert!(found[0]["start"]["column"] == 7 && found[0]["start"]["byte"] == 13, "{}", found[0]["start"]);
}

/// What is not UTF-8 cannot be changed line by line.
#[test]
fn repairs_are_written_as_a_patch_and_as_suggestions() {
    let folder = Folder::with(&[("docs/a b.md", DAMAGED), ("b.html", "<p><fuerte>b</fuerte> c</p>\n")]);
    folder.write("latin.md", b"Caf\xe9 < b >bar</b>.\n");
    let run = |options: &[&str]| folder.run(&[&["lint", "-q", "--output-format"], options].concat()).status(1).stdout;
    let patch = run(&["patch"]);
    assert!(patch.starts_with("--- a/docs/a b.md\n+++ b/docs/a b.md\n@@ "), "{patch}");
    assert!(!patch.contains("latin") && !patch.contains("b.html"), "{patch}");
    assert!(run(&["patch", "--unsafe-fixes"]).contains("+<p><strong>b</strong> c</p>"));
    let suggested = json(&run(&["suggestions", "--unsafe-fixes"]));
    let places: Vec<_> =
        suggested.as_array().expect("an array").iter().map(|it| (&it["path"], &it["safety"])).collect();
    assert_eq!(places, [(&"b.html".into(), &"unsafe".into()), (&"docs/a b.md".into(), &"safe".into())]);
    let first = &suggested[0];
    assert_eq!(
        (&first["first"], &first["last"], &first["new"][0]),
        (&1.into(), &1.into(), &"<p><strong>b</strong> c</p>".into())
    );
}

#[test]
fn without_findings_each_report_is_still_whole() {
    let folder = Folder::with(&[("a.md", "Fine.\n")]);
    let run = |format: &str| folder.run(&["lint", "-q", "--output-format", format]).status(0).stdout;
    assert_eq!(run("github"), "");
    assert_eq!(json(&run("gitlab")), serde_json::json!([]));
    assert_eq!(json(&run("sarif"))["runs"][0]["results"], serde_json::json!([]));
    assert!(run("checkstyle").ends_with("<checkstyle version=\"8.0\">\n</checkstyle>\n"));
    assert!(
        run("junit").contains("tests=\"1\" failures=\"0\""),
        "a report without tests would be taken for a broken one"
    );
    assert!(run("html").contains("\"findings\":0"));
    assert_eq!((run("patch").as_str(), json(&run("suggestions"))), ("", serde_json::json!([])));
}

#[test]
fn fingerprints_are_unique_and_do_not_depend_on_lines() {
    let folder = articles();
    let prints = || -> Vec<String> {
        let issues = json(&folder.run(&["lint", "-q", "--output-format", "gitlab"]).status(1).stdout);
        issues
            .as_array()
            .expect("an array")
            .iter()
            .map(|issue| issue["fingerprint"].as_str().expect("text").to_owned())
            .collect()
    };
    let before = prints();
    let mut unique = before.clone();
    unique.sort();
    unique.dedup();
    assert_eq!(unique.len(), before.len());
    folder.write("twice.txt", format!("New lines\n\n\n{}", folder.read("twice.txt")));
    assert_eq!(prints(), before);
    let sarif = json(&folder.run(&["lint", "-q", "--output-format", "sarif"]).stdout);
    let sarif = sarif["runs"][0]["results"].as_array().expect("an array");
    let prints: Vec<_> =
        sarif.iter().map(|result| result["partialFingerprints"]["copydesk/v1"].as_str().expect("text")).collect();
    assert_eq!(prints, before);
}

#[test]
fn several_reports_are_written_at_once() {
    let folder = articles();
    let run = folder
        .run(&["lint", "--output-format", "concise", "--report", "sarif=out.sarif", "--report", "html=report.html"])
        .status(1);
    assert_eq!(run.stdout, folder.run(&["lint", "-q", "--output-format", "concise"]).stdout);
    assert_eq!(json(&folder.read("out.sarif")), json(&folder.run(&["lint", "--output-format", "sarif"]).stdout));
    assert_eq!(
        folder.read("report.html"),
        folder.run(&["lint", "--output-format", "html", "--report", "html=report.html"]).stdout
    );
    folder.run(&["lint", "--statistics", "--report", "json=out.json"]).status(1);
    assert_eq!(json(&folder.read("out.json")), json(&folder.run(&["lint", "--output-format", "json"]).stdout));
}

#[test]
fn a_page_that_lies_among_the_articles_is_none() {
    let folder = articles();
    let before = folder.run(&["lint", "-q"]).stdout;
    folder.run(&["lint", "-q", "--report", "html=docs/report.html"]).status(1);
    assert_eq!(folder.run(&["lint", "-q"]).stdout, before, "it silences itself");
    let run = folder.run(&["lint", "--report", "html=docs/report.html"]);
    assert_eq!(run.stdout, before, "a report that is written again is no article");
    folder.write("docs/report.html", DAMAGED);
    folder.run(&["lint", "--report", "html=docs/report.html"]).status(2).says("not an earlier report of copydesk");
    assert_eq!(folder.read("docs/report.html"), DAMAGED);
}

#[test]
fn reports_that_cannot_be_written_are_errors() {
    let folder = articles();
    folder.run(&["lint", "--report", "sarif"]).status(2).says("the `=` is missing");
    folder.run(&["lint", "--report", "sarf=x"]).status(2).says("did you mean `sarif`?");
    folder.run(&["lint", "--report", "sarif=no/such/x"]).status(2).says("no/such/x cannot be written");
    folder
        .run(&["lint", "--report", "sarif=x", "--report", "json=x"])
        .status(2)
        .says("two outputs would be written to x");
    folder.run(&["lint", "--diff", "--report", "sarif=x"]).status(2).says("--diff");
}

#[test]
fn a_run_that_fails_leaves_the_last_report() {
    let folder = articles();
    folder.write("out.json", "the last one");
    folder.write("docs/copydesk.toml", "no-such-key = 1\n");
    folder.run(&["lint", "--output-format", "json", "--output-file", "out.json"]).status(2);
    assert_eq!(folder.read("out.json"), "the last one");
    let left = std::fs::read_dir(folder.root.path()).expect("readable").count();
    assert_eq!(left, 4, "nothing else is left behind");
}

#[test]
#[cfg(unix)]
fn a_report_can_go_to_a_stream_and_keeps_its_permissions() {
    use std::os::unix::fs::PermissionsExt;
    let folder = articles();
    let run = folder.run(&["lint", "-q", "--report", "gitlab=/dev/stderr"]).status(1);
    assert!(json(&run.stderr).is_array());
    folder.write("out.json", "");
    std::fs::set_permissions(folder.path("out.json"), PermissionsExt::from_mode(0o640)).expect("it is ours");
    folder.run(&["lint", "-q", "--report", "json=out.json", "--report", "sarif=new.sarif"]).status(1);
    let mode = |name: &str| std::fs::metadata(folder.path(name)).expect("it is there").permissions().mode() & 0o777;
    assert_eq!(mode("out.json"), 0o640);
    assert_eq!(mode("new.sarif"), 0o666 & !umask(&folder));
}

/// What this process takes from the permissions of new files.
#[cfg(unix)]
fn umask(folder: &Folder) -> u32 {
    use std::os::unix::fs::PermissionsExt;
    folder.write("probe", "");
    0o666 & !std::fs::metadata(folder.path("probe")).expect("it is there").permissions().mode()
}
