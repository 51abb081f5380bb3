//! The list of rules, their files, their names and their examples hold together.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use copydesk::internals::compare::{Original, compare, repair_beside};
use copydesk::internals::findings::{Finding, Safety};
use copydesk::internals::fixes::{Repaired, repair};
use copydesk::internals::lint::lint;
use copydesk::internals::rules::{self, Example, Fixed, Group, Rule};
use copydesk::internals::settings::Settings;
use copydesk::internals::text::{Flavor, Source};

/// Columns of a summary, so that tables of rules fit a terminal.
const LONGEST_SUMMARY: usize = 80;
/// Columns of a message.
const LONGEST_MESSAGE: usize = 100;

/// All problems, or nothing: one run names everything that is missing.
fn assert_none(problems: &[String]) {
    assert!(problems.is_empty(), "\n{}\n", problems.join("\n"));
}

fn settings_with(rule: &Rule) -> Settings {
    let mut settings = Settings::default();
    settings.set(rule, Some(rule.severity));
    settings
}

fn source(flavor: Flavor, text: &str) -> Source {
    Source::new("example", flavor, text).expect("examples are readable")
}

#[test]
fn the_list_is_sorted_and_its_names_are_unique() {
    let order: Vec<_> = rules::ALL.iter().map(|rule| (rule.group, rule.name)).collect();
    assert!(order.is_sorted(), "rules stand by group and then by name: {order:?}");
    let names: BTreeSet<_> = rules::ALL.iter().map(|rule| rule.name).collect();
    assert_eq!(names.len(), rules::ALL.len(), "two rules have one name");
    let groups: BTreeSet<_> = Group::ALL.iter().map(|group| group.name()).collect();
    assert!(names.is_disjoint(&groups), "a rule is called like a group");
    assert!(Group::ALL.is_sorted() && groups.len() == Group::ALL.len());
}

#[test]
fn the_files_are_the_list() {
    let listed: BTreeSet<_> =
        rules::ALL.iter().map(|rule| (rule.group.name().to_owned(), rule.name.to_owned())).collect();
    let files = files();
    let name = |(group, rule): &(String, String)| format!("src/rules/{group}/{}.rs", rule.replace('-', "_"));
    let unlisted = files.difference(&listed).map(|rule| format!("{} is not in the mod.rs beside it", name(rule)));
    let lost = listed.difference(&files).map(|rule| format!("{} is not there, though its rule is listed", name(rule)));
    assert_none(&unlisted.chain(lost).collect::<Vec<_>>());
}

/// Group and rule of every file in the folders below `src/rules`.
fn files() -> BTreeSet<(String, String)> {
    let folders = fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("src/rules")).expect("the rules are here");
    let folders = folders.map(|folder| folder.expect("readable").path()).filter(|path| path.is_dir());
    let files = folders.flat_map(|folder| fs::read_dir(folder).expect("readable"));
    let paths = files.map(|file| file.expect("readable").path()).filter(|path| !path.ends_with("mod.rs"));
    let name = |path: &Path| path.file_stem().expect("a name").to_string_lossy().replace('_', "-");
    paths.map(|path| (name(path.parent().expect("a folder")), name(&path))).collect()
}

#[test]
fn every_rule_says_what_it_must() {
    let mut problems = Vec::new();
    for rule in rules::ALL.iter() {
        let mut require = |holds: bool, what: &str| {
            if !holds {
                problems.push(format!("{}: {what}", rule.name));
            }
        };
        let is_kebab =
            rule.name.split('-').all(|word| !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_lowercase()));
        require(is_kebab, "the name is words in lower case, joined by `-`");
        require(!rule.summary.is_empty() && !rule.summary.ends_with('.'), "the summary has no full stop at its end");
        require(rule.summary.chars().count() <= LONGEST_SUMMARY, "the summary is too long");
        require(!rule.summary.contains('\n'), "the summary is one line");
        require(!rule.why.trim().is_empty(), "`why` is empty");
        require(!rule.flavors.is_empty(), "it reads no flavor");
        let of_pair =
            |example: &Example, bad: bool| matches!(example, Example::Pair { at, .. } if at.is_empty() != bad);
        let is_bad = |example: &Example| matches!(example, Example::Bad { .. }) || of_pair(example, true);
        let is_good = |example: &Example| matches!(example, Example::Good { .. }) || of_pair(example, false);
        let (bad, good) = (rule.examples.iter().any(is_bad), rule.examples.iter().any(is_good));
        require(bad && good, "it has a bad example and a good one");
        for option in rule.options {
            require(option.rule == rule.name, &format!("option `{}` names another rule", option.name));
            require(option.doc.ends_with('.'), &format!("the text of option `{}` is a sentence", option.name));
        }
    }
    assert_none(&problems);
}

#[test]
fn bad_examples_give_the_finding_that_they_show() {
    let mut problems = Vec::new();
    for bad in bad_examples() {
        let Bad { rule, text, at, .. } = bad;
        let span = place(text, at);
        let findings = bad.findings();
        let as_shown = match findings.as_slice() {
            [only] => only.rule == rule.name && only.span.range() == span,
            _ => false,
        };
        if !as_shown {
            let found: Vec<_> = findings.iter().map(|found| describe(text, found)).collect();
            problems.push(format!("{}: {text:?} gives {found:?}, not {at:?} at {span:?}", rule.name));
        }
        problems.extend(findings.iter().flat_map(|finding| faults(rule, finding)));
    }
    assert_none(&problems);
}

#[test]
fn fixes_make_of_bad_examples_what_they_show() {
    let mut problems = Vec::new();
    for bad in bad_examples() {
        let Bad { rule, text, fixed, .. } = bad;
        let (after_safe, after_all) = match fixed {
            Fixed::Safe(fixed) => (fixed, None),
            Fixed::Unsafe(fixed) => (text, Some(fixed)),
            Fixed::No => (text, Some(text)),
        };
        let expected = [(Safety::Safe, Some(after_safe)), (Safety::Unsafe, after_all)];
        for (least, expected) in expected.into_iter().filter_map(|(least, text)| Some((least, text?))) {
            let repaired = bad.repaired(text, least);
            let after = repaired.source.text();
            if after != expected {
                problems.push(format!("{}: {least:?} fixes make {after:?} of {text:?}, not {expected:?}", rule.name));
            }
            if !repaired.unsettled.is_empty() {
                problems.push(format!("{}: fixes of {text:?} do not settle: {:?}", rule.name, repaired.unsettled));
            }
            let again = bad.repaired(after, least);
            if again.applied > 0 {
                problems.push(format!("{}: fixing {text:?} twice changes it twice", rule.name));
            }
        }
    }
    assert_none(&problems);
}

#[test]
fn good_examples_give_nothing() {
    let mut problems = Vec::new();
    for rule in rules::ALL.iter() {
        for example in rule.examples {
            let (text, findings) = match *example {
                Example::Good { flavor, text } => (text, lint(source(flavor, text), &settings_with(rule)).findings),
                Example::Pair { flavor, original, text, at: "", .. } => (text, beside(rule, flavor, original, text)),
                Example::Bad { .. } | Example::Pair { .. } => continue,
            };
            let found = findings.iter().map(|found| describe(text, found));
            problems.extend(found.map(|found| format!("{}: {text:?} gives {found}", rule.name)));
        }
    }
    assert_none(&problems);
}

#[test]
fn the_declared_fix_is_the_best_that_examples_show() {
    let mut problems = Vec::new();
    for rule in rules::ALL.iter() {
        let examples = bad_examples().into_iter().filter(|other| other.rule.name == rule.name);
        let findings = examples.flat_map(|bad| bad.findings());
        let own = findings.filter(|finding| finding.rule == rule.name);
        let best = own.flat_map(|finding| finding.fixes).map(|fix| fix.safety).max();
        if best != rule.fix {
            problems.push(format!("{}: declares {:?}, its examples show {best:?}", rule.name, rule.fix));
        }
    }
    assert_none(&problems);
}

/// An example of damage, beside an original or not.
#[derive(Clone, Copy)]
struct Bad {
    rule: &'static Rule,
    flavor: Flavor,
    original: Option<&'static str>,
    text: &'static str,
    at: &'static str,
    fixed: Fixed,
}

impl Bad {
    fn findings(&self) -> Vec<Finding> {
        match self.original {
            Some(original) => beside(self.rule, self.flavor, original, self.text),
            None => lint(source(self.flavor, self.text), &settings_with(self.rule)).findings,
        }
    }

    fn repaired(&self, text: &str, least: Safety) -> Repaired {
        let settings = settings_with(self.rule);
        match self.original {
            Some(original) => {
                let original = Original::new(&source(self.flavor, original), &settings);
                repair_beside(&original, source(self.flavor, text), &settings, least)
            }
            None => repair(source(self.flavor, text), &settings, least),
        }
    }
}

fn beside(rule: &Rule, flavor: Flavor, original: &str, text: &str) -> Vec<Finding> {
    compare(&source(flavor, original), &source(flavor, text), &settings_with(rule)).findings
}

fn bad_examples() -> Vec<Bad> {
    let of_rule = |rule: &'static Rule| {
        rule.examples.iter().filter_map(move |example| match *example {
            Example::Bad { flavor, text, at, fixed } => Some(Bad { rule, flavor, original: None, text, at, fixed }),
            Example::Pair { at: "", .. } | Example::Good { .. } => None,
            Example::Pair { flavor, original, text, at, fixed } => {
                Some(Bad { rule, flavor, original: Some(original), text, at, fixed })
            }
        })
    };
    rules::ALL.iter().copied().flat_map(of_rule).collect()
}

/// The bytes that `at` names: its first occurrence, or another one where `^2`, `^3`, … is appended.
fn place(text: &str, at: &str) -> std::ops::Range<usize> {
    let numbered = at.rsplit_once('^').and_then(|(at, number)| Some((at, number.parse::<usize>().ok()?)));
    let (at, number) = numbered.unwrap_or((at, 1));
    let found = text.match_indices(at).nth(number - 1);
    let (start, _) = found.unwrap_or_else(|| panic!("{at:?} does not occur {number} times in {text:?}"));
    start..start + at.len()
}

fn describe(text: &str, finding: &Finding) -> String {
    format!("{} {:?} at {:?}: {}", finding.rule, &text[finding.span.range()], finding.span.range(), finding.message)
}

/// What is wrong with how a finding is worded.
fn faults(rule: &Rule, finding: &Finding) -> Vec<String> {
    let message = &finding.message;
    let starts_lower = message.chars().next().is_none_or(char::is_lowercase);
    let checks = [
        (starts_lower, "begins in lower case"),
        (message.ends_with('.'), "ends with a full stop"),
        (message.chars().count() > LONGEST_MESSAGE, "is too long"),
        (message.contains('\n'), "has several lines"),
        (finding.fixes.is_empty() && finding.help.is_none(), "belongs to a finding with neither fix nor help"),
    ];
    let broken = checks.into_iter().filter(|(broken, _)| *broken);
    let about_message = broken.map(|(_, what)| format!("{}: message {message:?} {what}", rule.name));
    let unexplained = finding.fixes.iter().filter(|fix| (fix.safety == Safety::Safe) != fix.reason.is_none());
    let about_fixes = unexplained
        .map(|fix| format!("{}: fix {:?} must give a reason only where it is not safe", rule.name, fix.title));
    about_message.chain(about_fixes).collect()
}
