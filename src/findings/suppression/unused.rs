//! What is wrong with suppression comments.

use std::collections::HashSet;
use std::sync::Arc;

use super::comment::{Comment, DIRECTIVES, Directive, Word};
use super::known::{KnownRule, UNUSED};
use super::sweep::Use;
use crate::findings::{Edit, Finding, Fix, Safety};
use crate::text::{Span, nearest};

/// Findings about comments that silence nothing or that name what copydesk does not know. `used` are the names that
/// silenced something.
pub fn report(comments: &[Comment], used: &HashSet<Use>, rules: &[KnownRule]) -> Vec<Finding> {
    let judge = Judge { used, rules };
    comments.iter().enumerate().flat_map(|(index, comment)| judge.comment(index, comment)).collect()
}

struct Judge<'a> {
    used: &'a HashSet<Use>,
    rules: &'a [KnownRule],
}

impl Judge<'_> {
    fn comment(&self, index: usize, comment: &Comment) -> Vec<Finding> {
        if comment.directive == Directive::Unknown {
            let known = DIRECTIVES.iter().map(|(word, _)| *word);
            return vec![unknown(
                "directive",
                &comment.word,
                known,
                "use one of copydesk-ignore, copydesk-ignore-file, copydesk-disable, copydesk-enable",
            )];
        }
        let mut findings = Vec::new();
        let mut needless = Vec::new();
        for (at, name) in comment.names.iter().enumerate() {
            if !self.is_known(&name.text) {
                let known = self.rules.iter().flat_map(|rule| [rule.name, rule.group]);
                findings.push(unknown("rule", name, known, "`copydesk rules` lists the rules"));
            } else if !self.used.contains(&(index, at)) && self.runs(&name.text) {
                needless.push(at);
            }
        }
        let is_bare = comment.names.is_empty() && !self.used.contains(&(index, 0));
        if is_bare || (!needless.is_empty() && needless.len() == comment.names.len()) {
            findings.push(self.needless_comment(comment));
        } else {
            findings.extend(needless.into_iter().map(|at| self.needless_name(comment, at)));
        }
        findings
    }

    fn is_known(&self, name: &str) -> bool {
        self.rules.iter().any(|rule| rule.name == name || rule.group == name)
    }

    /// Whether a rule of this name or group runs, so that it could have been silenced.
    fn runs(&self, name: &str) -> bool {
        let named = self.rules.iter().filter(|rule| rule.name == name || rule.group == name);
        named.into_iter().any(|rule| rule.severity.is_some() && rule.name != UNUSED)
    }

    fn needless_comment(&self, comment: &Comment) -> Finding {
        let message = match comment.directive {
            Directive::Enable => "This comment enables nothing, because nothing is disabled",
            _ => "This comment silences nothing",
        };
        let edit = Edit::delete(comment.removed);
        let names: Vec<_> = comment.names.iter().map(|name| &*name.text).collect();
        let fix = self.removal("Remove the comment".to_owned(), edit, &names);
        let fix = match &comment.harm {
            Some(reason) => fix.at_most(Safety::Unsafe, Arc::clone(reason)),
            None => fix,
        };
        Finding::new(comment.span, message).fix(fix)
    }

    fn needless_name(&self, comment: &Comment, index: usize) -> Finding {
        let Word { span, text: name } = &comment.names[index];
        let does = if comment.directive == Directive::Enable { "is not disabled" } else { "silences nothing" };
        // With the separator after it where it is the first name, else with the one before it.
        let removed = match (index.checked_sub(1), comment.names.get(index + 1)) {
            (Some(before), _) => Span::new(comment.names[before].span.end, span.end),
            (None, Some(next)) => Span::new(span.start, next.span.start),
            (None, None) => *span,
        };
        let fix = self.removal(format!("Remove `{name}`"), Edit::delete(removed), &[name]);
        Finding::new(*span, format!("`{name}` {does} here")).fix(fix)
    }

    /// Removes what names these rules and groups; none for all rules.
    fn removal(&self, title: String, edit: Edit, names: &[&str]) -> Fix {
        let is_meant =
            |rule: &KnownRule| names.is_empty() || names.iter().any(|name| [rule.name, rule.group].contains(name));
        let is_off = self.rules.iter().any(|rule| is_meant(rule) && rule.on && rule.severity.is_none());
        let fix = Fix::safe(title, vec![edit]);
        if is_off { fix.at_most(Safety::Unsafe, "a rule that is turned off may need it") } else { fix }
    }
}

fn unknown<'k>(what: &str, word: &Word, known: impl Iterator<Item = &'k str>, help: &str) -> Finding {
    let finding = Finding::new(word.span, format!("Unknown {what} `{}`", word.text));
    match nearest(&word.text, known) {
        Some(near) => finding.fix(Fix::unsafe_(
            format!("Write `{near}`"),
            vec![Edit::replace(word.span, near)],
            "the closest name may not be the one that was meant",
        )),
        None => finding.help(help),
    }
}
