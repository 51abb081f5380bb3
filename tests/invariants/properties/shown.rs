//! No safe fix shows, hides or makes code of a word that it does not mend: held against comrak and html5ever, which know
//! nothing of copydesk.

use std::collections::HashMap;

use copydesk::internals::findings::{Edit, Finding, Safety, Taken};
use copydesk::internals::lint::Reading;
use copydesk::internals::settings::Settings;
use copydesk::internals::text::{Flavor, Span};

use super::source;

/// How a page shows a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Text,
    Code,
}

/// The words of a page and how it shows them; each stands once.
pub type Page = HashMap<String, Kind>;

/// Whether `word` is one of those that [`super::super::texts::with_words`] makes: each of them stands once in its text.
fn is_marked(word: &str) -> bool {
    word.starts_with("qa") && word.ends_with('z') && word.bytes().all(|byte| byte.is_ascii_lowercase())
}

/// The marked words of `text` and where they begin; words that ran together are told apart.
pub fn marked(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.char_indices().filter_map(move |(at, _)| {
        let word = text.get(at..at + "qaaaz".len())?;
        is_marked(word).then_some((at, word))
    })
}

/// Applies the safe fixes of one pass, and checks every word that none of them is about.
///
/// `page` reads a text as another program does. Returns whether a fix was applied.
pub fn check(flavor: Flavor, text: &str, page: impl Fn(Flavor, &str) -> Page) -> bool {
    let reading = Reading::new(source(flavor, text));
    let findings = reading.report(&Settings::default()).findings;
    let mut zones: Vec<Span> = Vec::new();
    let mut edits: Vec<&Edit> = Vec::new();
    let mut taken = Taken::default();
    for finding in &findings {
        let Some(fix) = finding.fixes.iter().find(|fix| fix.safety == Safety::Safe) else { continue };
        if taken.has_room_for(&fix.edits) {
            taken.add(&fix.edits);
            edits.extend(&fix.edits);
            zones.extend(zone(finding).chain(fix.edits.iter().map(|edit| edit.span)));
        }
    }
    if edits.is_empty() {
        return false;
    }
    edits.sort_by_key(|edit| edit.span);
    let mut after = text.to_owned();
    for edit in edits.iter().rev() {
        after.replace_range(edit.span.range(), &edit.text);
    }
    let (old, new) = (page(flavor, text), page(flavor, &after));
    for (at, word) in marked(text) {
        let span = Span::of(at, at + word.len());
        let is_mended = zones.iter().any(|zone| zone.start < span.end && zone.end > span.start);
        let meant_as_code = reading.regions().at(at as u32).is_some_and(|region| region.kind.is_code());
        // A tag that was mended may begin or end a `pre`.
        let fits = match (old.get(word), new.get(word)) {
            (before, after) if before == after => true,
            (Some(Kind::Text), Some(Kind::Code)) => meant_as_code || text.contains("pre"),
            (Some(Kind::Code), Some(Kind::Text)) => !meant_as_code || text.contains("pre"),
            // What was code by mistake is a part of a tag or of an address.
            (Some(Kind::Code), None) if !meant_as_code => {
                let in_tag = text[..at].rfind('<') > text[..at].rfind('>');
                in_tag || reading.regions().at(at as u32).is_some()
            }
            // The info string of a fence.
            (Some(_), None) => meant_as_code && has_fence(text, at),
            // A damaged tag had taken it in.
            (None, Some(_)) => text[..at].rfind('<').is_some(),
            _ => false,
        };
        let seen = (old.get(word), new.get(word));
        assert!(is_mended || fits, "{word}: {seen:?} after {edits:?} in {} {text:?}", flavor.name());
    }
    true
}

/// Whether a fence stands on the line that holds `at`.
fn has_fence(text: &str, at: usize) -> bool {
    let line = text[..at].rfind('\n').map_or(0, |end| end + 1);
    text[line..at].contains("``") || text[line..at].contains("~~~")
}

fn zone(finding: &Finding) -> impl Iterator<Item = Span> {
    std::iter::once(finding.span).chain(finding.mends)
}
