//! What is known about one version of a document.

use std::path::Path;
use std::sync::{Arc, OnceLock};

use lsp_types::Url;

use super::settings::Resolved;
use crate::baseline::Known;
use crate::compare::{Original, repair_beside};
use crate::embedded::{self, Held};
use crate::faults;
use crate::findings::{Edit, Finding, Safety};
use crate::fixes;
use crate::lint::{Document, Reading, Report};
use crate::server::protocol::{Features, Manner, ShownArticle, Text};
use crate::settings::Settings;
use crate::text::{Source, Span};
use crate::tree::Priors;

/// How much more of an article is read before a newer version of it may be analysed, in bytes.
const MORE: usize = 1_048_576;

/// What an analysis begins with.
#[derive(Debug)]
pub struct Snapshot {
    /// The text.
    pub text: Text,
    /// Its version.
    pub version: i32,
    /// The number of changes that made it.
    pub edition: u64,
    /// The number of everything that happened to the document, changes of settings included.
    pub revision: u64,
    /// The analysis before, and the edits since then.
    pub before: Option<(Arc<Analysis>, Vec<Edit>)>,
}

/// One version of a document, linted.
#[derive(Debug)]
pub struct Analysis {
    /// The address of the document.
    pub uri: Url,
    /// The version.
    pub version: i32,
    /// The number of changes that made it.
    pub edition: u64,
    /// The number of everything that happened to the document until then.
    pub revision: u64,
    /// The text, for positions.
    pub text: Text,
    /// The settings that count for it.
    pub settings: Arc<Settings>,
    /// What is shown of the findings.
    pub shown: ShownArticle,
    /// Equal where the diagnostics look equal.
    pub fingerprint: u64,
    /// What was found in it; `None` if the settings exclude it, or if it holds articles and is none itself.
    pub document: Option<Document>,
    /// What is known about it, if it holds articles.
    held: Option<Held>,
    /// What it is compared with.
    original: Option<Arc<Original>>,
    /// The damage that is known, and not shown.
    baseline: Option<Arc<Known>>,
    article: Source,
    report: OnceLock<Report>,
    reading: OnceLock<Reading>,
}

/// Why there is no analysis.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Failure {
    /// A rule panicked.
    Panicked,
    /// The text is not an article: it holds NUL bytes.
    NoArticle,
    /// The article is longer than the settings allow.
    TooLong {
        /// Its length in bytes.
        length: u64,
        /// The length that is allowed.
        most: u64,
    },
    /// The document was closed.
    Closed,
}

impl Analysis {
    /// Reads and lints a document. `found` are its settings; it is compared with `original` where that is known.
    ///
    /// # Errors
    /// [`Failure::NoArticle`] and [`Failure::TooLong`].
    pub fn new(
        uri: Url,
        path: &Path,
        snapshot: Snapshot,
        (found, original): (Resolved, Option<Arc<Original>>),
        features: &Features,
    ) -> Result<Self, Failure> {
        let Snapshot { text, version, edition, revision, before } = snapshot;
        let (length, most) = (text.len() as u64, found.most_bytes);
        if length > most {
            return Err(if found.excluded { Failure::NoArticle } else { Failure::TooLong { length, most } });
        }
        let edited =
            before.and_then(|(previous, edits)| Some((edited(&previous, &edits, &found)?, previous.shown.clone())));
        let (body, shown) = match edited {
            Some((document, shown)) => (Body::Article(document), shown),
            None => (Body::read(path, &text, &found)?, ShownArticle::default()),
        };
        let (article, document, held) = match body {
            Body::Article(document) => (document.article().clone(), Some(document), None),
            Body::Holder(source, held) => (source.piece(""), None, Some(held)),
        };
        debug_assert!(document.as_ref().is_none_or(|document| document.len() == text.len()), "the two forms differ");
        let original =
            original.filter(|original| document.as_ref().is_some_and(|document| original.is_pair_with(document)));
        let mut analysis = Self {
            original,
            uri,
            version,
            edition,
            revision,
            text,
            article,
            document: document.filter(|_| !found.excluded),
            held: held.filter(|_| !found.excluded),
            baseline: found.baseline,
            settings: found.settings,
            shown,
            fingerprint: 0,
            report: OnceLock::new(),
            reading: OnceLock::new(),
        };
        analysis.shown = analysis.shown_now(features);
        analysis.fingerprint = analysis.shown.fingerprint();
        Ok(analysis)
    }

    /// Whether nothing is left to be read of what the last edits changed; see [`Analysis::read_on`].
    pub fn is_settled(&self) -> bool {
        self.document.as_ref().is_none_or(Document::is_settled)
    }

    /// The same version with more of it read: an edit that changes much of a long article is analysed near it at first.
    pub fn read_on(&self, features: &Features) -> Self {
        let mut document = self.document.clone();
        if let Some(document) = &mut document {
            document.read_on(&self.settings, MORE);
        }
        let mut analysis = Self {
            uri: self.uri.clone(),
            text: self.text.clone(),
            settings: Arc::clone(&self.settings),
            shown: self.shown.clone(),
            document,
            held: None,
            original: self.original.clone(),
            baseline: self.baseline.clone(),
            article: self.article.clone(),
            report: OnceLock::new(),
            reading: OnceLock::new(),
            ..*self
        };
        if analysis.is_settled() {
            analysis.shown = analysis.shown_now(features);
            analysis.fingerprint = analysis.shown.fingerprint();
        }
        analysis
    }

    fn shown_now(&self, features: &Features) -> ShownArticle {
        let manner = Manner { uri: &self.uri, features };
        match &self.document {
            None if self.held.is_some() => ShownArticle::of_whole(&self.text.contiguous(), self.findings(), manner),
            None => ShownArticle::default(),
            Some(document) if document.has_suppressions() || self.baseline.is_some() || self.original.is_some() => {
                ShownArticle::of_findings(document.pieces(), self.findings(), &self.shown, manner)
            }
            Some(document) => ShownArticle::new(document.pieces(), &self.shown, manner),
        }
    }

    /// What was found, by place and then by rule.
    pub fn findings(&self) -> &[Finding] {
        &self.report.get_or_init(|| self.fresh_report()).findings
    }

    /// What would be found if there were certain damage at these places too: it was there until it was mended. Weak
    /// signs of damage count only near other damage, and mending one must not silence another.
    pub fn findings_near(&self, mended: Vec<u32>) -> Vec<Finding> {
        if mended.is_empty() || self.document.is_none() {
            return self.findings().to_vec();
        }
        let source = self.article.piece(self.text.contiguous());
        let document = Document::with_priors(&source, &self.settings, &Priors::new(mended));
        self.without_known(self.report_of(&document)).findings
    }

    fn report_of(&self, document: &Document) -> Report {
        match &self.original {
            Some(original) => original.report(document, &self.settings),
            None => document.report(&self.settings),
        }
    }

    fn fresh_report(&self) -> Report {
        let report = match (&self.document, &self.held) {
            (Some(document), _) => self.report_of(document),
            // A file that is not of its format is one that is being edited.
            (None, Some(held)) => {
                let source = self.article.piece(self.text.contiguous());
                embedded::lint(&source, held, &self.settings).map(|done| done.work).unwrap_or_default()
            }
            (None, None) => Report::default(),
        };
        self.without_known(report)
    }

    /// What `lint --fix` would make of it by these settings.
    pub fn repaired(&self, settings: &Settings, least: Safety) -> Source {
        match &self.original {
            Some(original) => repair_beside(original, self.source().clone(), settings, least).source,
            None => repaired(self.source().clone(), self.held.as_ref(), settings, least),
        }
    }

    /// Its lines and those of its original that belong together, if it is compared with one.
    pub fn aligned_lines(&self) -> Vec<(u32, u32)> {
        let both = self.original.as_ref().zip(self.document.as_ref());
        both.map_or_else(Vec::new, |(original, document)| original.aligned_lines(document))
    }

    /// Its path and flavor.
    pub fn article(&self) -> &Source {
        &self.article
    }

    /// Whether it is an article, and no file that holds some.
    pub fn is_article(&self) -> bool {
        self.held.is_none()
    }

    fn without_known(&self, mut report: Report) -> Report {
        if let Some(known) = &self.baseline {
            let source = self.article.piece(self.text.contiguous());
            report.findings = known.sift(&source, report.findings).fresh;
        }
        report
    }

    /// The article.
    pub fn source(&self) -> &Source {
        self.reading().source()
    }

    /// The article read as a whole, for what is asked about all of it.
    pub fn reading(&self) -> &Reading {
        self.reading.get_or_init(|| Reading::new(self.article.piece(self.text.contiguous())))
    }

    /// The findings that touch `span`, with their indices.
    pub fn touching(&self, span: Span) -> impl Iterator<Item = (usize, &Finding)> {
        let touches = move |finding: &Finding| finding.span.start <= span.end && span.start <= finding.span.end;
        self.findings().iter().enumerate().filter(move |(_, finding)| touches(finding))
    }
}

/// What `lint --fix` would make of a file; `held` is what is known about it if it holds articles.
pub fn repaired(source: Source, held: Option<&Held>, settings: &Settings, least: Safety) -> Source {
    match held {
        None => fixes::repair(source, settings, least).source,
        Some(held) => {
            let repaired = embedded::repair(&source, held, settings, least);
            repaired.map_or(source, |done| done.work.source)
        }
    }
}

/// The document of `previous` after `edits`; `None` if it has to be read anew.
fn edited(previous: &Analysis, edits: &[Edit], found: &Resolved) -> Option<Document> {
    let same = previous.settings == found.settings && previous.article.flavor() == found.flavor && !found.excluded;
    let mut document = previous.document.clone().filter(|_| same)?;
    for edit in edits {
        faults::inject(&edit.text);
        document.edit_near(edit.span, &edit.text, &found.settings).ok()?;
    }
    Some(document)
}

/// What a document is.
enum Body {
    Article(Document),
    Holder(Source, Held),
}

impl Body {
    fn read(path: &Path, text: &Text, found: &Resolved) -> Result<Self, Failure> {
        let content = text.contiguous();
        faults::inject(&content);
        let source = Source::new(path, found.flavor, content).map_err(|_| Failure::NoArticle)?;
        match found.held.as_ref().and_then(|held| embedded::held_by(&source, held)) {
            Some(held) => Ok(Self::Holder(source, held)),
            None => Ok(Self::Article(Document::new(&source, &found.settings))),
        }
    }
}
