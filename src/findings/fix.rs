//! Possible repairs.

use std::sync::Arc;

use crate::text::Span;

/// How far a fix can be trusted; ordered, so that "apply" is one comparison.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Safety {
    /// Offered in the editor, never applied in bulk.
    Shown,
    /// Applied with `--unsafe-fixes`: a likely repair that may not be what the author meant.
    Unsafe,
    /// Applied with `--fix`: the article's words and its well-formed parts cannot change.
    Safe,
}

impl Safety {
    /// The name used in reports.
    pub fn name(self) -> &'static str {
        match self {
            Self::Shown => "shown",
            Self::Unsafe => "unsafe",
            Self::Safe => "safe",
        }
    }
}

/// One replacement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// The bytes that go.
    pub span: Span,
    /// What comes instead; may be empty.
    pub text: Arc<str>,
}

impl Edit {
    /// Puts `text` in place of `span`.
    pub fn replace(span: Span, text: impl Into<Arc<str>>) -> Self {
        Self { span, text: text.into() }
    }

    /// Removes `span`.
    pub fn delete(span: Span) -> Self {
        Self { span, text: Arc::default() }
    }

    /// Inserts `text` before the byte at `offset`.
    pub fn insert(offset: u32, text: impl Into<Arc<str>>) -> Self {
        Self { span: Span::at(offset), text: text.into() }
    }
}

/// One repair: edits that are applied together or not at all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fix {
    /// What it does, as the imperative that an editor's menu shows.
    pub title: Arc<str>,
    /// How far it can be trusted.
    pub safety: Safety,
    /// The replacements, in rising order and disjoint.
    pub edits: Vec<Edit>,
    /// Why the fix is not safe; always there where it is not.
    pub reason: Option<Arc<str>>,
}

impl Fix {
    /// A fix that cannot change the article's words or its well-formed parts.
    pub fn safe(title: impl Into<Arc<str>>, edits: Vec<Edit>) -> Self {
        Self { title: title.into(), safety: Safety::Safe, edits: sorted(edits), reason: None }
    }

    /// A likely fix; `reason` says what it may get wrong.
    pub fn unsafe_(title: impl Into<Arc<str>>, edits: Vec<Edit>, reason: impl Into<Arc<str>>) -> Self {
        Self { title: title.into(), safety: Safety::Unsafe, edits: sorted(edits), reason: Some(reason.into()) }
    }

    /// One of several possible fixes, for a person to choose; `reason` says what it may get wrong.
    pub fn shown(title: impl Into<Arc<str>>, edits: Vec<Edit>, reason: impl Into<Arc<str>>) -> Self {
        Self { title: title.into(), safety: Safety::Shown, edits: sorted(edits), reason: Some(reason.into()) }
    }

    /// The same fix, trusted no further than `safety`.
    pub fn at_most(mut self, safety: Safety, reason: impl Into<Arc<str>>) -> Self {
        if self.safety > safety {
            self.safety = safety;
            self.reason = Some(reason.into());
        }
        self
    }

    /// From the first byte that changes to the last.
    pub fn span(&self) -> Span {
        let start = self.edits.first().map_or(0, |edit| edit.span.start);
        let end = self.edits.last().map_or(start, |edit| edit.span.end);
        Span::new(start, end)
    }
}

fn sorted(mut edits: Vec<Edit>) -> Vec<Edit> {
    edits.sort_by_key(|edit| edit.span);
    debug_assert!(
        edits.windows(2).all(|pair| pair[0].span.end <= pair[1].span.start),
        "edits of one fix overlap: {edits:?}"
    );
    edits
}
