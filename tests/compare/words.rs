//! What readers see: a repair shows and hides nothing but the damage.

use std::collections::BTreeMap;

use copydesk::internals::text::{Flavor, Source};
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

/// How often each word is shown.
type Words = BTreeMap<String, usize>;

fn shown(text: &str) -> Words {
    let mut words = Words::new();
    let mut hidden = 0;
    for event in Parser::new_ext(text, Options::all()) {
        let shown = match &event {
            Event::Start(Tag::MetadataBlock(_)) => {
                hidden += 1;
                continue;
            }
            Event::End(TagEnd::MetadataBlock(_)) => {
                hidden -= 1;
                continue;
            }
            Event::Text(text) | Event::Code(text) if hidden == 0 => text,
            _ => continue,
        };
        for word in shown.split(|char: char| !char.is_alphanumeric()).filter(|word| !word.is_empty()) {
            *words.entry(word.to_owned()).or_default() += 1;
        }
    }
    words
}

/// The words that `repaired` shows more often than the damaged text and the whole one, or less often than both.
pub fn wrong(damaged: &str, whole: &Source, repaired: &str) -> Vec<String> {
    if whole.flavor() != Flavor::Markdown || repaired == whole.text() || repaired == damaged {
        return Vec::new();
    }
    let texts = [shown(damaged), shown(whole.text()), shown(repaired)];
    let count = |words: &Words, word: &str| words.get(word).copied().unwrap_or_default();
    let is_wrong = |word: &&String| {
        let (before, meant, now) = (count(&texts[0], word), count(&texts[1], word), count(&texts[2], word));
        now < before.min(meant) || now > before.max(meant)
    };
    let mut words: Vec<String> = texts.iter().flat_map(BTreeMap::keys).filter(is_wrong).cloned().collect();
    words.dedup();
    words
}
