//! What a rule found.

use std::path::Path;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::fix::{Fix, Safety};
use crate::text::{Position, Span};

/// How much a finding matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "files", derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Worth checking.
    Info,
    /// Readers see something odd.
    Warning,
    /// Readers see broken markup, or miss text.
    Error,
}

impl Severity {
    /// The name used in reports and settings.
    pub fn name(self) -> &'static str {
        match self {
            Self::Info => "info",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

/// Another place that explains a finding, such as the start tag that an end tag does not match.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Related {
    /// Where it is, in bytes.
    pub span: Span,
    /// What it is.
    pub message: Arc<str>,
    /// The other article that it is in, such as the original of a translation; nothing where it is in the same one.
    pub elsewhere: Option<Arc<Elsewhere>>,
}

/// A place in another article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Elsewhere {
    /// The path of the article, as it was given.
    pub path: Arc<Path>,
    /// Its first character.
    pub start: Position,
    /// Behind its last one.
    pub end: Position,
    /// The line that it begins on.
    pub line: Arc<str>,
    /// The place within that line, in bytes.
    pub within: Span,
}

/// One damage: what, where, and how it can be mended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// Name of the rule; set by the engine.
    pub rule: &'static str,
    /// Severity by rule and settings; set by the engine.
    pub severity: Severity,
    /// The damaged bytes.
    pub span: Span,
    /// What is wrong, in one line.
    pub message: Arc<str>,
    /// What to do where no fix can be offered, or what to know before one is applied.
    pub help: Option<Arc<str>>,
    /// Other places that explain the finding.
    pub related: Vec<Related>,
    /// What else a repair mends besides the span: the table of a damaged delimiter row.
    pub mends: Option<Span>,
    /// The possible repairs; the first one is preferred.
    pub fixes: Vec<Fix>,
}

impl Finding {
    /// A finding at `span`; `message` says what is wrong.
    pub fn new(span: Span, message: impl Into<Arc<str>>) -> Self {
        Self {
            rule: "",
            severity: Severity::Warning,
            span,
            message: message.into(),
            help: None,
            related: Vec::new(),
            mends: None,
            fixes: Vec::new(),
        }
    }

    /// Adds what to do where no fix can be offered.
    pub fn help(mut self, help: impl Into<Arc<str>>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// Adds a place that explains the finding.
    pub fn related(mut self, span: Span, message: impl Into<Arc<str>>) -> Self {
        // A list that grows by itself makes room for four, and nearly all findings have one.
        self.related.reserve_exact(1);
        self.related.push(Related { span, message: message.into(), elsewhere: None });
        self
    }

    /// Adds a place in another article that explains the finding; `span` is there.
    pub fn related_elsewhere(mut self, span: Span, message: impl Into<Arc<str>>, elsewhere: Elsewhere) -> Self {
        self.related.push(Related { span, message: message.into(), elsewhere: Some(Arc::new(elsewhere)) });
        self
    }

    /// Says what a repair mends besides the finding's span.
    pub fn mends(mut self, span: Span) -> Self {
        self.mends = Some(span);
        self
    }

    /// Adds a possible repair.
    pub fn fix(self, fix: Fix) -> Self {
        self.fixes(std::iter::once(fix))
    }

    /// Adds possible repairs.
    pub fn fixes(mut self, fixes: impl IntoIterator<Item = Fix>) -> Self {
        let fixes = fixes.into_iter();
        self.fixes.reserve_exact(fixes.size_hint().0);
        self.fixes.extend(fixes);
        self
    }

    /// Has no fix be applied unless a person chooses it, for this reason.
    pub(crate) fn hold_back(&mut self, reason: &str) {
        for fix in &mut self.fixes {
            fix.safety = Safety::Shown;
            fix.reason.get_or_insert_with(|| reason.into());
        }
    }

    /// The same finding `distance` bytes further on.
    pub fn moved(mut self, distance: u32) -> Self {
        self.span = self.span.moved(distance);
        self.mends = self.mends.map(|span| span.moved(distance));
        let here = self.related.iter_mut().filter(|related| related.elsewhere.is_none());
        here.for_each(|related| related.span = related.span.moved(distance));
        let edits = self.fixes.iter_mut().flat_map(|fix| &mut fix.edits);
        edits.for_each(|edit| edit.span = edit.span.moved(distance));
        self
    }

    /// The finding in a text without its first `length` bytes; `None` if it begins in them. What a fix changes or another
    /// place names in them is left out.
    pub fn behind(mut self, length: u32) -> Option<Self> {
        let back = |span: Span| Span::new(span.start.saturating_sub(length), span.end.saturating_sub(length));
        if self.span.start < length {
            return None;
        }
        self.related.retain(|related| related.elsewhere.is_some() || related.span.start >= length);
        self.fixes.retain(|fix| fix.edits.iter().all(|edit| edit.span.start >= length));
        self.span = back(self.span);
        self.mends = self.mends.map(back);
        let here = self.related.iter_mut().filter(|related| related.elsewhere.is_none());
        here.for_each(|related| related.span = back(related.span));
        let edits = self.fixes.iter_mut().flat_map(|fix| &mut fix.edits);
        edits.for_each(|edit| edit.span = back(edit.span));
        Some(self)
    }

    /// The order of findings in a report: by place, then by rule.
    pub fn order(&self) -> (Span, &'static str) {
        (self.span, self.rule)
    }
}
