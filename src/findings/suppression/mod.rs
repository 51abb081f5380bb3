//! Comments that silence findings, and what is reported about the comments themselves.
//!
//! - `<!-- copydesk-ignore rule… -->`: the next block, or its own line where text is on it;
//! - `<!-- copydesk-disable rule… -->` … `<!-- copydesk-enable rule… -->`: everything between;
//! - `<!-- copydesk-ignore-file rule… -->`: the whole file.
//!
//! A rule may be named by its group; without a name all rules are meant. A reason may follow after a colon. MDX has
//! `{/* copydesk-ignore … */}` as well.

mod comment;
mod known;
mod reach;
mod sweep;
mod unused;
mod written;

use super::{Context, Edit, Finding, Findings, Fix, Severity, page};
use sweep::Sweep;

pub use comment::Comment;
pub use known::{KnownRule, UNUSED};
pub use written::CommentWriter;

/// The comments of a text, in order.
pub fn read(context: &Context) -> Vec<Comment> {
    let mut comments = comment::read_all(context);
    let reaches = reach::of_all(context, &comments);
    for (comment, reach) in comments.iter_mut().zip(reaches) {
        comment.reach = reach;
        comment.removed = reach::with_its_line(context, comment);
    }
    let mut harms = removals(context, &comments).into_iter();
    for comment in &mut comments {
        comment.harm = harms.next().and_then(|mut finding| finding.fixes.pop()?.reason);
    }
    comments
}

/// What removing each comment would do, judged as every other safe fix.
fn removals(context: &Context, comments: &[Comment]) -> Vec<Finding> {
    let removal = |comment: &Comment| Fix::safe("Remove", vec![Edit::delete(comment.removed)]);
    let mut removals = Findings::default();
    for comment in comments {
        removals.add(Finding::new(comment.span, "Needless").fix(removal(comment)));
    }
    removals.stamp(0, UNUSED, Severity::Info, context.text());
    let mut removals = removals.into_list();
    page::demote_harmful(context, &mut removals);
    removals
}

/// The findings that no comment silences, and those about the comments. `findings` are in the order of their places.
pub fn apply(comments: &[Comment], findings: Vec<Finding>, rules: &[KnownRule]) -> Vec<Finding> {
    if comments.is_empty() {
        return findings;
    }
    let mut sweep = Sweep::new(comments, rules, |name| name != Some(UNUSED));
    let mut kept: Vec<Finding> = findings.into_iter().filter(|finding| !sweep.silences(finding)).collect();
    let used = sweep.finish();
    if let Some(severity) = rules.iter().find(|rule| rule.name == UNUSED).and_then(|rule| rule.severity) {
        let mut about_comments = unused::report(comments, &used, rules);
        let mut sweep = Sweep::new(comments, rules, |name| name == Some(UNUSED));
        about_comments.retain_mut(|finding| {
            (finding.rule, finding.severity) = (UNUSED, severity);
            !sweep.silences(finding)
        });
        kept.extend(about_comments);
        kept.sort_by(|a, b| a.order().cmp(&b.order()));
    }
    kept
}

#[cfg(test)]
mod tests;
