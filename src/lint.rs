//! The pipeline on one screen; the command line and the server call the same functions.

use crate::findings::{Context, Finding, Findings};
use crate::settings::Settings;
use crate::text::{Source, Span, Unreadable};

/// An article with all that was read in it.
#[derive(Debug)]
pub struct Document {
    source: Source,
}

/// What the rules found in an article.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// The findings, by place and then by rule.
    pub findings: Vec<Finding>,
}

impl Document {
    /// Reads an article.
    pub fn new(source: Source) -> Self {
        Self { source }
    }

    /// The article.
    pub fn source(&self) -> &Source {
        &self.source
    }

    /// Replaces the bytes of `range` by `text`.
    ///
    /// # Errors
    /// Those of [`Source::new`]; the document is unchanged then.
    ///
    /// # Panics
    /// Where `range` does not lie within the text or does not lie on character boundaries.
    pub fn edit(&mut self, range: Span, text: &str) -> Result<(), Unreadable> {
        let old = self.source.text();
        let mut new = String::with_capacity(old.len() - range.len() as usize + text.len());
        new.push_str(&old[..range.start as usize]);
        new.push_str(text);
        new.push_str(&old[range.end as usize..]);
        *self = Self::new(self.source.with_text(new)?);
        Ok(())
    }

    /// Runs the rules that `settings` turn on.
    pub fn report(&self, settings: &Settings) -> Report {
        let context = Context { source: &self.source, options: &settings.options };
        let mut findings = Findings::default();
        for (rule, severity) in settings.rules() {
            let first = findings.len();
            (rule.check)(&context, &mut findings);
            findings.stamp(first, rule.name, severity);
        }
        let mut findings = findings.into_list();
        findings.sort_by(|a, b| a.order().cmp(&b.order()));
        Report { findings }
    }
}

/// Lints one article: what `copydesk lint` does for each file.
pub fn lint(source: Source, settings: &Settings) -> Report {
    Document::new(source).report(settings)
}
