//! What can be done about findings: which code actions there are, and the edits that they make.

use serde::{Deserialize, Serialize};

use super::ignore;
use super::minimal::minimal_edit;
use super::squeezed::with_squeezed;
use crate::findings::{Edit, Finding, Outlook, Safety};
use crate::rules;
use crate::server::state::Analysis;
use crate::settings::Settings;
use crate::text::Source;

/// The most fixes offered for one range: more do not help in a menu.
const MOST_OFFERS: usize = 100;

/// One thing that can be done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Choice {
    /// Fix number `fix` of finding number `finding`.
    Fix {
        /// Index in the report.
        finding: usize,
        /// Index in the finding.
        fix: usize,
    },
    /// Fix everything that the rule of this finding found.
    Rule {
        /// Index in the report.
        finding: usize,
    },
    /// Silence this finding with a comment.
    Ignore {
        /// Index in the report.
        finding: usize,
    },
    /// All safe fixes.
    All,
}

/// An offer to do something.
#[derive(Clone, Debug)]
pub struct Offer {
    /// What the menu shows.
    pub title: String,
    /// What is done.
    pub choice: Choice,
    /// Whether it is what the editor does when asked for "the" fix.
    pub preferred: bool,
    /// The finding that it is about.
    pub finding: Option<usize>,
}

/// What is asked for.
#[derive(Clone, Copy, Debug)]
pub struct Wanted {
    /// Quick fixes of single findings.
    pub quick_fixes: bool,
    /// The action that fixes everything.
    pub fix_all: bool,
}

/// The findings that are asked about.
#[derive(Clone, Debug, Default)]
pub struct Asked {
    /// Those at the place itself, by their numbers.
    pub here: Vec<usize>,
    /// Others that the editor asks about too: some send those of the whole line.
    pub beside: Vec<usize>,
}

impl Asked {
    fn all(&self) -> impl Iterator<Item = usize> {
        self.here.iter().chain(&self.beside).copied()
    }
}

/// What can be done about some findings.
pub fn offers(analysis: &Analysis, asked: &Asked, wanted: Wanted) -> Vec<Offer> {
    let mut offers = Vec::new();
    if wanted.quick_fixes {
        for index in asked.all().take(MOST_OFFERS) {
            add_fixes(&mut offers, index, &analysis.findings()[index], asked.here.contains(&index));
        }
        add_for_rules(&mut offers, analysis, asked);
    }
    if wanted.fix_all && analysis.findings().iter().any(|finding| Outlook::of(finding) == Outlook::Safe) {
        let title = "Fix everything that is safe to fix".to_owned();
        offers.push(Offer { title, choice: Choice::All, preferred: false, finding: None });
    }
    offers
}

fn add_fixes(offers: &mut Vec<Offer>, index: usize, finding: &Finding, is_here: bool) {
    for (number, _) in finding.fixes.iter().enumerate().filter(|(_, fix)| !fix.edits.is_empty()) {
        offers.push(Offer {
            title: title_of(finding, number),
            choice: Choice::Fix { finding: index, fix: number },
            preferred: is_here && number == 0,
            finding: Some(index),
        });
    }
}

/// Whether a repair of it may be applied together with others.
fn can_mend(finding: &Finding) -> bool {
    Outlook::of(finding) != Outlook::Person
}

/// The title of a fix; one that is not safe asks to be checked, and one of two with the same title says so.
pub fn title_of(finding: &Finding, number: usize) -> String {
    let (before, fix) = (&finding.fixes[..number], &finding.fixes[number]);
    let other = if before.iter().any(|other| other.title == fix.title) { " another way" } else { "" };
    let check = if fix.safety < Safety::Safe { " (check it)" } else { "" };
    format!("{}{other}{check}", fix.title)
}

/// For each rule that found something here: fix all that it found, and silence what it found here.
fn add_for_rules(offers: &mut Vec<Offer>, analysis: &Analysis, asked: &Asked) {
    let mut seen: Vec<&str> = Vec::new();
    let mut silences = Vec::new();
    for index in asked.all() {
        let finding = &analysis.findings()[index];
        if seen.contains(&finding.rule) {
            continue;
        }
        seen.push(finding.rule);
        let rule = finding.rule;
        let of_rule = || analysis.findings().iter().filter(|other| other.rule == rule && can_mend(other));
        if can_mend(finding) && of_rule().nth(1).is_some() {
            let check = if Outlook::of(finding) == Outlook::Safe { "" } else { " (check them)" };
            let title = format!("Fix all `{rule}` findings in this document{check}");
            offers.push(Offer {
                title,
                choice: Choice::Rule { finding: index },
                preferred: false,
                finding: Some(index),
            });
        }
        let title = format!("Ignore `{rule}` here");
        silences.push(Offer {
            title,
            choice: Choice::Ignore { finding: index },
            preferred: false,
            finding: Some(index),
        });
    }
    if analysis.is_article() {
        offers.append(&mut silences);
    }
}

/// The edits that do it; none where nothing would change.
pub fn edits(analysis: &Analysis, choice: Choice) -> Option<Vec<Edit>> {
    edits_of(analysis, analysis.findings(), choice)
}

/// As [`edits`], where the numbers of a choice count in `findings`.
pub fn edits_of(analysis: &Analysis, findings: &[Finding], choice: Choice) -> Option<Vec<Edit>> {
    let finding = |index: usize| findings.get(index);
    match choice {
        Choice::Fix { finding: index, fix } => {
            let fix = finding(index)?.fixes.get(fix)?;
            Some(with_squeezed(analysis.source().text(), findings, fix))
        }
        Choice::Rule { finding: index } => {
            let finding = finding(index)?;
            let least = Outlook::of(finding).least_safety()?;
            change(analysis.source(), &analysis.repaired(&only(&analysis.settings, finding.rule), least))
        }
        Choice::Ignore { finding: index } => {
            let finding = finding(index).filter(|_| analysis.is_article())?;
            ignore::silence(analysis, finding).map(|edit| vec![edit])
        }
        Choice::All => change(analysis.source(), &analysis.repaired(&analysis.settings, Safety::Safe)),
    }
}

/// The one edit that turns `old` into `new`.
pub fn change(old: &Source, new: &Source) -> Option<Vec<Edit>> {
    minimal_edit(old.text(), new.text()).map(|edit| vec![edit])
}

/// The settings with one rule only.
fn only(settings: &Settings, name: &str) -> Settings {
    let mut one = settings.clone();
    for rule in rules::ALL.iter().filter(|rule| rule.name != name) {
        one.set(rule, None);
    }
    one
}
