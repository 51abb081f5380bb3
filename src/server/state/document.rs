//! An open document: its text as the editor sent it, and the newest that is known about it.

use std::ops::Range;
use std::path::PathBuf;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use lsp_types::Url;
use tokio::sync::watch;

use super::analysis::{Analysis, Failure, Snapshot};
use super::burst::Burst;
use crate::findings::Edit;
use crate::server::protocol::{Change, Encoding, Opened, Text};
use crate::text::{Flavor, Span};

/// Edits after which building the text anew is cheaper than repeating them on the old one.
const MOST_EDITS: usize = 64;

/// An analysis that takes less than this is done where the change arrives.
const QUICK: Duration = Duration::from_millis(4);
/// Edits at most that are thought to be quick.
const QUICK_EDITS: usize = 4;

/// An open document.
#[derive(Debug)]
pub struct OpenDocument {
    /// Its address.
    pub uri: Url,
    /// Its path; the path part of its address where it is not a file.
    pub path: PathBuf,
    /// The flavor that its language suggests.
    pub language: Option<Flavor>,
    /// When it was opened.
    pub opened: Instant,
    state: Mutex<State>,
    latest: watch::Sender<Option<Done>>,
    /// What is known of a revision while the greater part of it is still read, and the fingerprint of what was told of it.
    near: watch::Sender<Option<Done>>,
    told_near: Mutex<Option<u64>>,
    /// How long the last analysis took, in nanoseconds.
    duration: AtomicU64,
    /// The version whose diagnostics were sent last, and their fingerprint.
    sent: Mutex<Option<(i32, u64)>>,
}

#[derive(Debug)]
struct State {
    text: Text,
    version: i32,
    edition: u64,
    revision: u64,
    /// What happened to the text since the analysis of [`State::base`]; `None` if it was replaced.
    edits: Option<Vec<Edit>>,
    base: u64,
    /// The newest revision that somebody waits for, and the newest that was analysed.
    wanted: u64,
    finished: u64,
    running: bool,
    burst: Burst,
}

/// The result of analysing one revision.
#[derive(Clone, Debug)]
struct Done {
    revision: u64,
    result: Result<Arc<Analysis>, Failure>,
}

impl OpenDocument {
    /// The document that the editor opened.
    pub fn new(opened: Opened, encoding: Encoding) -> Self {
        let path = opened.uri.to_file_path().unwrap_or_else(|()| PathBuf::from(opened.uri.path()));
        let state = State {
            text: Text::new(&opened.text, encoding),
            version: opened.version,
            edition: 1,
            revision: 1,
            edits: None,
            base: 0,
            wanted: 0,
            finished: 0,
            running: false,
            burst: Burst::default(),
        };
        Self {
            uri: opened.uri,
            path,
            language: opened.language,
            opened: Instant::now(),
            state: Mutex::new(state),
            latest: watch::Sender::new(None),
            near: watch::Sender::new(None),
            told_near: Mutex::default(),
            duration: AtomicU64::new(0),
            sent: Mutex::default(),
        }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Applies changes in their order (LSP 3.17, `DidChangeTextDocumentParams`).
    pub fn change(&self, version: i32, changes: Vec<Change>) {
        let mut state = self.state();
        let is_answered = state.finished == state.revision;
        state.burst.note(Instant::now(), is_answered);
        for change in changes {
            state.apply(change);
        }
        state.version = version;
        state.edition += 1;
        state.revision += 1;
    }

    /// Notes that something else than the text changed: the settings.
    pub fn touch(&self) {
        self.state().revision += 1;
    }

    /// How long to wait for further changes, where they come faster than anybody types.
    pub fn rest_of_burst(&self) -> Option<Duration> {
        self.state().burst.rest(Instant::now())
    }

    /// When the text was changed last.
    pub fn last_change(&self) -> Option<Instant> {
        self.state().burst.last()
    }

    /// The number of everything that happened so far.
    pub fn revision(&self) -> u64 {
        self.state().revision
    }

    /// The number of changes of the text so far.
    pub fn edition(&self) -> u64 {
        self.state().edition
    }

    /// The newest text, its version, and the number of changes that made it.
    pub fn current(&self) -> (Text, i32, u64) {
        let state = self.state();
        (state.text.clone(), state.version, state.edition)
    }

    /// The analysis of the text after `edition` changes, if that was analysed last.
    pub fn known(&self, edition: u64) -> Option<Arc<Analysis>> {
        let latest = self.latest.borrow().as_ref().and_then(|done| done.result.clone().ok());
        latest.filter(|analysis| analysis.edition == edition)
    }

    /// Asks for an analysis of the newest revision. Whether the caller has to run it: where somebody does already, the
    /// newest is analysed when the present one is done.
    pub fn claim(&self) -> bool {
        let mut state = self.state();
        state.wanted = state.revision;
        !std::mem::replace(&mut state.running, true)
    }

    /// Where an analysis is asked for: what it begins with. Otherwise gives back the claim.
    pub fn next_job(&self) -> Option<Snapshot> {
        let mut state = self.state();
        if state.finished >= state.wanted {
            state.running = false;
            return None;
        }
        let previous = self.latest.send_replace(None).and_then(|done| done.result.ok());
        let edits = state.edits.replace(Vec::new());
        let before = previous.filter(|previous| previous.revision == state.base).zip(edits);
        state.base = state.revision;
        Some(Snapshot {
            text: state.text.clone(),
            version: state.version,
            edition: state.edition,
            revision: state.revision,
            before,
        })
    }

    /// Whether analysing `snapshot` takes hardly any time: the text was only edited, and that took hardly any time before.
    pub fn is_quick(&self, snapshot: &Snapshot) -> bool {
        let edits = snapshot.before.as_ref().map_or(usize::MAX, |(_, edits)| edits.len());
        edits <= QUICK_EDITS && Duration::from_nanos(self.duration.load(Ordering::Relaxed)) < QUICK
    }

    /// Notes how long an analysis took.
    pub fn note_duration(&self, duration: Duration) {
        self.duration.store(u64::try_from(duration.as_nanos()).unwrap_or(u64::MAX), Ordering::Relaxed);
    }

    /// Makes known what was read first of `revision`: what is near the last edits.
    pub fn note_near(&self, revision: u64, near: Arc<Analysis>) {
        self.near.send_replace(Some(Done { revision, result: Ok(near) }));
    }

    /// Makes the result of analysing `revision` known. Whether somebody was told something else before, which was known of
    /// what is near the last edits only.
    pub fn finish(&self, revision: u64, result: Result<Arc<Analysis>, Failure>) -> bool {
        let mut state = self.state();
        state.finished = revision;
        self.near.send_replace(None);
        let told = self.told_near.lock().unwrap_or_else(PoisonError::into_inner).take();
        let is_news = told.is_some() && told != result.as_ref().ok().map(|analysis| analysis.fingerprint);
        self.latest.send_replace(Some(Done { revision, result }));
        is_news
    }

    /// Notes which diagnostics are about to be sent: the version and their fingerprint. Whether they are news.
    pub fn note_sent(&self, version: i32, fingerprint: u64) -> bool {
        let mut sent = self.sent.lock().unwrap_or_else(PoisonError::into_inner);
        sent.replace((version, fingerprint)) != Some((version, fingerprint))
    }

    /// Waits for an analysis of `revision` or of a newer one.
    pub async fn analysed(&self, revision: u64) -> Result<Arc<Analysis>, Failure> {
        let mut latest = self.latest.subscribe();
        let is_new = |done: &Option<Done>| done.as_ref().is_some_and(|done| done.revision >= revision);
        let done = latest.wait_for(is_new).await.map_err(|_| Failure::Closed)?;
        done.as_ref().map_or(Err(Failure::Closed), |done| done.result.clone())
    }

    /// The same, or an analysis of what is near the last edits, where that is known first.
    pub async fn analysed_near(&self, revision: u64) -> Result<Arc<Analysis>, Failure> {
        let mut near = self.near.subscribe();
        let is_new = |done: &Option<Done>| done.as_ref().is_some_and(|done| done.revision >= revision);
        let near = async {
            let done = near.wait_for(is_new).await.ok()?;
            done.as_ref().map(|done| done.result.clone())
        };
        let near = tokio::select! {
            biased;
            whole = self.analysed(revision) => return whole,
            near = near => near.unwrap_or(Err(Failure::Closed)),
        };
        if self.tells_near(revision, &near) { near } else { self.analysed(revision).await }
    }

    /// Notes that `near` is about to be told of `revision`. Whether it is still needed: not where all is known by now.
    fn tells_near(&self, revision: u64, near: &Result<Arc<Analysis>, Failure>) -> bool {
        let state = self.state();
        let is_needed = state.finished < revision;
        if is_needed {
            let told = near.as_ref().ok().map(|analysis| analysis.fingerprint);
            *self.told_near.lock().unwrap_or_else(PoisonError::into_inner) = told;
        }
        is_needed
    }
}

impl State {
    fn apply(&mut self, change: Change) {
        let Some((start, end)) = change.range else {
            self.text.replace(0..self.text.len(), &change.text);
            self.edits = None;
            return;
        };
        let start = self.text.offset(start);
        let end = self.text.offset(end).max(start);
        self.text.replace(start..end, &change.text);
        let Some(edits) = &mut self.edits else { return };
        if edits.last_mut().is_some_and(|last| joins(last, start..end, &change.text)) {
            return;
        }
        if edits.len() < MOST_EDITS {
            edits.push(Edit::replace(Span::of(start, end), change.text));
        } else {
            self.edits = None;
        }
    }
}

/// Makes a further edit part of `last` where it lies within what that one put in or at its end, as with typed letters.
fn joins(last: &mut Edit, range: Range<usize>, text: &str) -> bool {
    let (start, length) = (last.span.start as usize, last.text.len());
    let is_within = start <= range.start && range.end <= start + length;
    if is_within {
        let mut joined = last.text.to_string();
        joined.replace_range(range.start - start..range.end - start, text);
        last.text = joined.into();
    }
    is_within
}

#[cfg(test)]
mod tests {
    use super::super::settings::Resolved;
    use super::*;
    use crate::server::protocol::{Features, Place};

    /// Analyses the newest text, and compares the text that is linted with the one that positions are counted in.
    fn analyse(document: &OpenDocument) -> bool {
        document.claim();
        let snapshot = document.next_job().expect("there is work");
        let (revision, text) = (snapshot.revision, snapshot.text.contiguous());
        let is_incremental = snapshot.before.is_some();
        let settings = Arc::default();
        let found = Resolved {
            settings,
            flavor: Flavor::Html,
            held: None,
            original: None,
            excluded: false,
            most_bytes: 100,
            baseline: None,
        };
        let result = Analysis::new(document.uri.clone(), &document.path, snapshot, (found, None), &Features::default());
        let analysis = Arc::new(result.expect("an article"));
        assert_eq!(analysis.document.as_ref().expect("it is not excluded").text(), text);
        document.finish(revision, Ok(analysis));
        assert!(document.next_job().is_none(), "the newest is analysed");
        is_incremental
    }

    fn at(line: u32, character: u32) -> Place {
        Place { line, character }
    }

    fn opened() -> OpenDocument {
        let uri = Url::parse("file:///a.html").expect("an address");
        let text = "<p>漢😀\r\n</p>\n".to_owned();
        OpenDocument::new(Opened { uri, language: None, version: 1, text }, Encoding::Utf16)
    }

    #[test]
    fn both_forms_of_the_text_stay_equal() {
        let document = opened();
        assert!(!analyse(&document));
        let pieces = ["x", "", "漢😀", "\r\n", "<b>"];
        for step in 0..500_u16 {
            let place = u32::from(step);
            let start = at(place % 5, place % 7);
            let end = at(place % 5 + place % 2, place % 7 + place % 3);
            let piece = pieces[usize::from(step) % pieces.len()].to_owned();
            let change = Change { range: Some((start, end)), text: piece };
            document.change(2 + i32::from(step), vec![change.clone(), change]);
            if step % 3 == 0 {
                assert!(analyse(&document), "the old text is edited, not built anew");
            }
        }
    }

    #[test]
    fn many_edits_and_whole_texts_build_it_anew() {
        let document = opened();
        analyse(&document);
        let insert = Change { range: Some((at(0, 0), at(0, 0))), text: "x".to_owned() };
        let apart = |line| Change { range: Some((at(line, 0), at(line, 0))), text: "x".to_owned() };
        document.change(2, (0..=MOST_EDITS as u32).map(|number| apart(number % 2)).collect());
        assert!(!analyse(&document));
        document.change(3, vec![Change { range: None, text: "<p>whole</p>".to_owned() }, insert]);
        assert!(!analyse(&document));
        document.touch();
        assert!(analyse(&document), "the settings changed, the text did not");
    }
}
