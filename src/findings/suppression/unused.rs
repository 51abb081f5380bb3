//! What is wrong with suppression comments.

use std::collections::HashSet;

use super::comment::{Comment, DIRECTIVES, Directive};
use super::reach::stands_alone;
use super::sweep::Use;
use super::{KnownRule, UNUSED};
use crate::findings::{Context, Edit, Finding, Fix, Safety};
use crate::text::{Span, nearest};

/// Findings about comments that silence nothing or that name what copydesk does not know. `used` are the names that
/// silenced something.
pub fn report(context: &Context, comments: &[Comment], used: &HashSet<Use>, rules: &[KnownRule]) -> Vec<Finding> {
    let judge = Judge { context, used, rules };
    comments.iter().enumerate().flat_map(|(index, comment)| judge.comment(index, comment)).collect()
}

struct Judge<'a> {
    context: &'a Context<'a>,
    used: &'a HashSet<Use>,
    rules: &'a [KnownRule],
}

impl Judge<'_> {
    fn comment(&self, index: usize, comment: &Comment) -> Vec<Finding> {
        if comment.directive == Directive::Unknown {
            let known = DIRECTIVES.iter().map(|(word, _)| *word);
            return vec![self.unknown(
                "directive",
                comment.word,
                known,
                "use one of copydesk-ignore, copydesk-ignore-file, copydesk-disable, copydesk-enable",
            )];
        }
        let mut findings = Vec::new();
        let mut needless = Vec::new();
        for (name, &span) in comment.names.iter().enumerate() {
            let text = self.context.slice(span);
            if !self.is_known(text) {
                let known = self.rules.iter().flat_map(|rule| [rule.name, rule.group]);
                findings.push(self.unknown("rule", span, known, "`copydesk rules` lists the rules"));
            } else if !self.used.contains(&(index, name)) && self.runs(text) {
                needless.push(span);
            }
        }
        let is_bare = comment.names.is_empty() && !self.used.contains(&(index, 0));
        if is_bare || (!needless.is_empty() && needless.len() == comment.names.len()) {
            findings.push(self.needless_comment(comment));
        } else {
            findings.extend(needless.into_iter().map(|span| self.needless_name(comment, span)));
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
            Directive::Enable => "Nothing is disabled that this comment could enable",
            _ => "This comment silences no finding",
        };
        let edit = Edit::delete(self.with_its_line(comment));
        let names: Vec<_> = comment.names.iter().map(|span| self.context.slice(*span)).collect();
        Finding::new(comment.span, message).fix(self.removal("Remove the comment".to_owned(), edit, &names))
    }

    fn needless_name(&self, comment: &Comment, span: Span) -> Finding {
        let name = self.context.slice(span);
        let does = if comment.directive == Directive::Enable { "is not disabled" } else { "has no finding" };
        let index = comment.names.iter().position(|other| *other == span).unwrap_or(0);
        // With the separator behind it where it is the first name, else with the one before it.
        let removed = match (index.checked_sub(1), comment.names.get(index + 1)) {
            (Some(before), _) => Span::new(comment.names[before].end, span.end),
            (None, Some(next)) => Span::new(span.start, next.start),
            (None, None) => span,
        };
        let fix = self.removal(format!("Remove `{name}`"), Edit::delete(removed), &[name]);
        Finding::new(span, format!("`{name}` {does} here")).fix(fix)
    }

    /// Removes what names these rules and groups; none for all rules.
    fn removal(&self, title: String, edit: Edit, names: &[&str]) -> Fix {
        let is_meant =
            |rule: &KnownRule| names.is_empty() || names.iter().any(|name| [rule.name, rule.group].contains(name));
        let is_off = self.rules.iter().any(|rule| is_meant(rule) && rule.on && rule.severity.is_none());
        let fix = Fix::safe(title, vec![edit]);
        if is_off { fix.at_most(Safety::Unsafe, "a rule that does not run now may need it") } else { fix }
    }

    fn unknown<'k>(&self, what: &str, span: Span, known: impl Iterator<Item = &'k str>, help: &str) -> Finding {
        let name = self.context.slice(span);
        let finding = Finding::new(span, format!("Unknown {what} `{name}`"));
        match nearest(name, known) {
            Some(near) => finding.fix(Fix::unsafe_(
                format!("Write `{near}`"),
                vec![Edit::replace(span, near)],
                "the nearest name need not be the one that was meant",
            )),
            None => finding.help(help),
        }
    }

    /// The comment with all of its line where nothing else stands on it.
    fn with_its_line(&self, comment: &Comment) -> Span {
        let (text, span) = (self.context.text(), comment.span);
        let line = self.context.lines.at(span.start).span.start;
        let is_whole_line =
            text[line as usize..span.start as usize].trim().is_empty() && stands_alone(self.context, comment);
        if !is_whole_line {
            return span;
        }
        let behind = &text[span.end as usize..];
        let blank = behind.len() - behind.trim_start_matches([' ', '\t']).len();
        let end_of_line = ["\r\n", "\n", "\r"].into_iter().find(|end| behind[blank..].starts_with(end));
        Span::new(line, span.end + (blank + end_of_line.map_or(0, str::len)) as u32)
    }
}
