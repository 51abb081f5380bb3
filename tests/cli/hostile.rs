//! One hostile article with a hostile name against every format: nothing of it is anything but text.

use serde_json::Value;

use crate::{Folder, Run};

/// What each hostile text tries, and a damage so that there is something to report.
const ARTICLE: &str = concat!(
    "\u{feff}# \u{1b}]0;owned\u{7}\u{1b}[31m\u{9b}2J \u{202e}txt.exe\r\n\r\n",
    "< strong onclick=alert(1) >::error file=x::owned%0A::stop-commands::x</ strong >\r\n",
    "</script></style></textarea></noscript></details><svg onload=alert(3)>< i >\"' onmouseover=alert(4)</ i >\r\n",
    "&lt;script&gt; {{7*7}} ${x} [link](javascript:alert(5)) [a] (b)\u{2028}\u{2029}\u{fffe}\u{ffff}\u{0}\r\n",
    "<script>alert(1)</script><img src=x onerror=alert(2)>< b >]]></failure></testsuites><!--</ b >\r\n\r\n",
    "<!-- copydesk-ignore nosuch\u{1b}[1m</script>::error::%0A]]> -->\r\n\r\nText.\r\n",
);

#[cfg(unix)]
const NAME: &str = "a\n::error::x%0A,y=1:2 \u{1b}[31m<script>alert(6)<!--]]>\"'& \u{202e}漢.md";
#[cfg(not(unix))]
const NAME: &str = "a 'x'%0A,y=1 & 漢.md";

pub const ALL: [&str; 14] = [
    "full",
    "concise",
    "github",
    "checkstyle",
    "junit",
    "html",
    "json",
    "jsonl",
    "sarif",
    "gitlab",
    "azure",
    "grouped",
    "patch",
    "suggestions",
];

/// A format that is missing here would be tried by no test.
#[test]
fn every_format_is_listed_here_and_in_the_readme() {
    let run = Folder::new().run(&["lint", "--output-format", "nope"]).status(2);
    let listed = run.stderr.split("possible values: ").nth(1).and_then(|rest| rest.split(']').next()).expect("a list");
    let mut formats: Vec<_> = listed.split(", ").map(str::trim).collect();
    let readme = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/README.md")).expect("readable");
    for format in &formats {
        let is_row = |line: &str| {
            line.starts_with("| `") && line.split('|').nth(1).is_some_and(|it| it.contains(&format!("`{format}`")))
        };
        assert!(readme.lines().any(is_row), "the README has no row for `{format}`");
    }
    let mut known = ALL;
    formats.sort_unstable();
    known.sort_unstable();
    assert_eq!(formats, known, "`ALL` in tests/cli/hostile.rs lists every format");
}

fn report(format: &str) -> Run {
    let folder = Folder::new();
    // A NUL byte would make it no article.
    folder.write(NAME, ARTICLE.replace('\u{0}', ""));
    folder.run(&["lint", "--output-format", format, "--extend-select", "ALL"]).status(1)
}

fn json(text: &str) -> Value {
    serde_json::from_str(text).unwrap_or_else(|error| panic!("{error} in:\n{text}"))
}

#[test]
fn every_format_reports_it() {
    for format in ALL {
        assert!(report(format).stdout.len() > 300, "{format}");
    }
}

#[test]
fn no_terminal_obeys_it() {
    let is_obeyed = |character: char| {
        character.is_control() && character != '\n'
            || matches!(character, '\u{202a}'..='\u{202e}' | '\u{2028}'..='\u{2029}')
    };
    // A patch is exact, but on a terminal.
    for format in ALL.into_iter().filter(|format| *format != "patch") {
        let Run { stdout, stderr, .. } = report(format);
        for shown in [stdout, stderr] {
            let at = shown.find(is_obeyed);
            assert_eq!(at.map(|at| shown[at..].chars().take(20).collect::<String>()), None, "{format}");
        }
    }
}

#[test]
fn each_line_of_github_is_a_command_of_ours() {
    let stdout = report("github").stdout;
    for line in stdout.lines() {
        let (command, rest) = line.strip_prefix("::").and_then(|line| line.split_once(' ')).expect("a command");
        assert!(["error", "warning", "notice"].contains(&command), "{line}");
        let (properties, _message) = rest.split_once("::").expect("a message");
        let names: Vec<_> =
            properties.split(',').filter_map(|property| property.split_once('=')).map(|(name, _)| name).collect();
        assert!(
            names == ["file", "line", "endLine", "col", "endColumn", "title"]
                || names == ["file", "line", "endLine", "title"],
            "{line}"
        );
    }
    assert!(!stdout.contains("%0A") && stdout.contains("%250A"));
}

#[test]
fn each_line_of_azure_is_a_command_of_ours() {
    let stdout = report("azure").stdout;
    for line in stdout.lines() {
        let rest = line.strip_prefix("##vso[task.logissue type=").expect("a command");
        let (properties, _message) = rest.split_once(']').expect("a message");
        let names: Vec<_> = properties.split(';').skip(1).filter_map(|property| property.split_once('=')).collect();
        let names: Vec<_> = names.into_iter().map(|(name, _)| name).collect();
        assert_eq!(names, ["sourcepath", "linenumber", "columnnumber", "code"], "{line}");
    }
}

#[test]
fn json_formats_parse_and_keep_the_name() {
    let found = json(&report("json").stdout);
    let count = found.as_array().expect("an array").len();
    assert!(count > 7);
    assert_eq!(found[0]["path"], NAME);
    assert_eq!(report("jsonl").stdout.lines().map(json).count(), count);
    let gitlab = json(&report("gitlab").stdout);
    assert!(gitlab.as_array().expect("an array").iter().all(|issue| issue["location"]["path"] == NAME));
    let sarif = json(&report("sarif").stdout);
    let results = sarif["runs"][0]["results"].as_array().expect("an array");
    assert_eq!(results.len(), count);
    for result in results {
        let uri = result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"].as_str().expect("an address");
        assert!(uri.chars().all(|sign| sign.is_ascii_alphanumeric() || "%-._~/".contains(sign)), "{uri}");
        assert!(!result["message"]["text"].as_str().expect("text").contains("]("), "no link of the article's own");
    }
}

/// Reads XML to its end and gives the names of its elements, each once.
fn elements(xml: &str) -> Vec<String> {
    let mut reader = quick_xml::Reader::from_str(xml);
    reader.config_mut().check_end_names = true;
    let mut names = Vec::new();
    loop {
        match reader.read_event().unwrap_or_else(|error| panic!("{error} in:\n{xml}")) {
            quick_xml::events::Event::Start(tag) | quick_xml::events::Event::Empty(tag) => {
                tag.attributes().for_each(|attribute| drop(attribute.expect("well formed")));
                names.push(tag.name().as_ref().to_owned());
            }
            quick_xml::events::Event::Eof => break,
            _ => {}
        }
    }
    names.sort();
    names.dedup();
    names
}

#[test]
fn xml_holds_our_elements_and_no_others() {
    assert_eq!(elements(&report("checkstyle").stdout), ["checkstyle", "error", "file"]);
    assert_eq!(elements(&report("junit").stdout), ["failure", "testcase", "testsuite", "testsuites"]);
    for format in ["checkstyle", "junit"] {
        assert!(!report(format).stdout.contains(['\u{fffe}', '\u{ffff}']), "no XML document may hold them");
    }
}

#[test]
fn the_page_has_one_script_that_runs() {
    let page = report("html").stdout;
    let scripts: Vec<_> = page.match_indices("<script").map(|(at, _)| &page[at..at + 8]).collect();
    assert_eq!(scripts.iter().filter(|script| **script == "<script>").count(), 1, "ours");
    assert_eq!(scripts.iter().filter(|script| **script == "<script ").count(), 2, "data: the article and the totals");
    assert_eq!(page.matches("</script").count(), 3);
    for sign in ["<svg", "<img", "<textarea", "<strong", "onerror=alert(2)>", "alert(6)<"] {
        assert!(!page.contains(sign), "{sign}");
    }
    let policy = page.find("Content-Security-Policy").expect("there is a policy");
    assert!(policy < page.find("<style").expect("there is a style"), "it comes before all that it governs");
    assert!(page.contains("default-src 'none'") && !page.contains("unsafe-inline"));
}
