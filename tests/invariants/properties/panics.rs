//! Nothing panics, whatever stands beside a delimiter: reading with every rule, both kinds of repair, every report.

use copydesk::internals::findings::Safety;
use copydesk::internals::fixes::repair;
use copydesk::internals::lint::Document;
use copydesk::internals::reports::{
    Checkstyle, Concise, FileReport, Format, Full, GitHub, GitLab, Html, JUnit, Json, JsonLines, Patch, Sarif,
    Suggestions,
};
use copydesk::internals::settings::Settings;
use copydesk::internals::text::{Flavor, Span};

use super::editing::Change;
use super::reading::check;
use super::{boundary, source};

/// Reads, repairs and reports `text` with every rule on.
pub fn assert_none(flavor: Flavor, text: &str) {
    let settings = Settings::all_rules();
    let report = check(flavor, text);
    let article = source(flavor, text);
    let file = FileReport { source: &article, findings: &report.findings, linter: &settings };
    let full = [Full::new(40, true), Full::new(100, false)];
    let others: [&dyn Format; 9] = [&Concise, &Json, &JsonLines, &Sarif, &GitHub, &GitLab, &JUnit, &Checkstyle, &Html];
    let likely = Safety::Unsafe;
    let repairs: [&dyn Format; 2] = [&Patch { least: likely, is_seen: false }, &Suggestions { least: likely }];
    for format in full.iter().map(|format| format as &dyn Format).chain(others).chain(repairs) {
        format.file(&mut Vec::new(), file).expect("a vector takes everything");
    }
    for least in [Safety::Safe, Safety::Unsafe] {
        let repaired = repair(source(flavor, text), &settings, least);
        check(flavor, repaired.source.text());
    }
}

/// Makes the changes one after another in a document of pieces.
pub fn assert_none_in_edits<'a>(flavor: Flavor, text: &str, changes: impl IntoIterator<Item = Change<'a>>) {
    let settings = Settings::all_rules();
    let mut document = Document::new(&source(flavor, text), &settings);
    for Change { start, length, text } in changes {
        let old = document.text();
        let start = boundary(&old, start % (old.len() + 1));
        let end = boundary(&old, (start + length).min(old.len()));
        document.edit(Span::of(start, end), text, &settings).expect("still an article");
        for finding in document.report(&settings).findings {
            assert!(document.text().get(finding.span.range()).is_some(), "{} {:?}", finding.rule, finding.span);
        }
    }
}
