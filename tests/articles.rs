//! Whole articles: what copydesk finds in damaged ones and makes of them, and its silence on good ones.

use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

use copydesk::internals::findings::Safety;
use copydesk::internals::fixes::{Repaired, repair};
use copydesk::internals::lint::{Report, lint};
use copydesk::internals::settings::Settings;
use copydesk::internals::text::{Flavor, LineTable, Source};

fn articles(folder: &str) -> Vec<Source> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/articles").join(folder);
    let mut paths: Vec<_> = fs::read_dir(folder).expect("the folder is there").map(path_of).collect();
    paths.sort();
    assert!(paths.len() >= 12, "a dozen articles");
    paths.iter().map(|path| read(path)).collect()
}

fn path_of(entry: std::io::Result<fs::DirEntry>) -> PathBuf {
    entry.expect("readable").path()
}

fn read(path: &Path) -> Source {
    let flavor = Flavor::of_path(path).expect("a known extension");
    let name = path.file_name().expect("a file");
    Source::new(name, flavor, fs::read_to_string(path).expect("UTF-8")).expect("readable")
}

fn name(source: &Source) -> String {
    source.path().display().to_string()
}

#[test]
fn damaged_articles() {
    for source in articles("damaged") {
        let settings = Settings::default();
        let report = lint(source.clone(), &settings);
        let safe = repair(source.clone(), &settings, Safety::Safe);
        let all = repair(source.clone(), &settings, Safety::Unsafe);
        let text = format!(
            "{}\n== safe fixes ==\n{}\n== all fixes ==\n{}\n== left after all fixes ==\n{}",
            listed(source.text(), &report),
            diff(source.text(), &safe),
            diff(safe.source.text(), &all),
            listed(all.source.text(), &all.report),
        );
        insta::with_settings!({ omit_expression => true }, { insta::assert_snapshot!(name(&source), text) });
    }
}

#[test]
fn fixes_of_damaged_articles_settle() {
    for source in articles("damaged") {
        for least in [Safety::Safe, Safety::Unsafe] {
            let repaired = repair(source.clone(), &Settings::default(), least);
            assert_eq!(repaired.unsettled, [""; 0], "{} after {least:?} fixes", name(&source));
            let text = repaired.source.text().to_owned();
            let again = repair(repaired.source, &Settings::default(), least);
            assert_eq!(again.source.text(), text, "{} after {least:?} fixes, fixed again", name(&source));
        }
    }
}

#[test]
fn good_articles_stay_silent_and_unchanged() {
    let mut found = String::new();
    for source in articles("good") {
        let report = lint(source.clone(), &Settings::default());
        if !report.findings.is_empty() {
            let _ = writeln!(found, "{}:\n{}", name(&source), listed(source.text(), &report));
        }
        let repaired = repair(source.clone(), &Settings::default(), Safety::Unsafe);
        assert_eq!(repaired.source.text(), source.text(), "{}", name(&source));
    }
    assert!(found.is_empty(), "these articles are good:\n{found}");
}

/// The findings, one a line.
fn listed(text: &str, report: &Report) -> String {
    let lines = LineTable::new(text);
    report.findings.iter().fold(String::new(), |mut list, finding| {
        let start = lines.position(text, finding.span.start);
        let damaged: String = text[finding.span.range()].escape_debug().take(60).collect();
        let _ = writeln!(list, "{}:{} {} `{damaged}`: {}", start.line, start.column, finding.rule, finding.message);
        list
    })
}

/// What changed from `before`, as a diff.
fn diff(before: &str, after: &Repaired) -> String {
    let diff = similar::TextDiff::from_lines(before, after.source.text());
    diff.unified_diff().context_radius(0).missing_newline_hint(false).to_string()
}
