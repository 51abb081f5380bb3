//! An article that is edited.

use copydesk::{Document, Original, Span};
use ropey::Rope;
use wasm_bindgen::prelude::wasm_bindgen;

use crate::failure::Failure;
use crate::options::{Options, unreadable, within_limit};
use crate::places::byte_of_units;
use crate::report::{Report, Texts, json};

/// Above this many edits at once, what is between them is read anew too: each edit by itself reads what is around it.
const MOST_EDITS: usize = 8;

/// An article that is edited: what an edit leaves alone is not read again.
#[wasm_bindgen]
pub struct WasmDocument {
    document: Document,
    /// Its text, which counts in UTF-16 and in lines.
    text: Rope,
    options: Options,
    original: Option<(Original, Rope)>,
}

#[wasm_bindgen]
impl WasmDocument {
    /// Reads an article; beside its original where there is one.
    ///
    /// # Errors
    /// Where a text is no article, or an option makes no sense.
    #[wasm_bindgen(constructor)]
    pub fn new(
        text: String,
        original: Option<String>,
        flavor: Option<String>,
        path: Option<String>,
        settings: Option<String>,
    ) -> Result<Self, Failure> {
        let options = Options::new(flavor, path, settings)?;
        let source = options.article(text)?;
        let beside = |text: String| {
            let rope = Rope::from_str(&text);
            Ok((Original::new(&options.article(text)?, &options.settings), rope))
        };
        let original = original.map(beside).transpose()?;
        let document = Document::new(&source, &options.settings);
        Ok(Self { document, text: Rope::from_str(source.text()), options, original })
    }

    /// Replaces parts of the text. `places` are the start and the end of each edit in UTF-16 code units of the text as it is
    /// before all of them, in rising order; `texts` are what comes instead. Where an edit makes no sense none is made.
    ///
    /// # Errors
    /// Where an offset lies outside the text or within a character, an edit reaches into another one, or what comes is no article.
    pub fn edit(&mut self, places: Vec<u32>, texts: Vec<String>) -> Result<(), Failure> {
        let edits = self.edits(&places, texts)?;
        let removed: usize = edits.iter().map(|(span, _)| span.len() as usize).sum();
        let added: usize = edits.iter().map(|(_, text)| text.len()).sum();
        within_limit(self.text.len_bytes() - removed + added)?;
        if let Some(at) = edits.iter().find_map(|(span, text)| text.find('\0').map(|at| span.start as usize + at)) {
            return Err(unreadable(&copydesk::Unreadable::Nul { offset: at }));
        }
        let edits = if edits.len() > MOST_EDITS { vec![self.joined(&edits)] } else { edits };
        // From the last to the first, so that what is before an edit stays where it is.
        edits.iter().rev().try_for_each(|(span, text)| self.replace(*span, text))
    }

    /// The JSON of what is found in the article as it is now.
    pub fn report(&self) -> String {
        let settings = &self.options.settings;
        let report = match &self.original {
            None => self.document.report(settings),
            Some((original, _)) => original.report(&self.document, settings),
        };
        let original = self.original.as_ref().map(|(_, text)| text);
        json(&Report::new(&report, Texts { text: &self.text, original }))
    }

    /// The text as it is now.
    pub fn text(&self) -> String {
        self.text.to_string()
    }

    /// Its length in UTF-16 code units.
    pub fn length(&self) -> usize {
        self.text.len_utf16_cu()
    }
}

impl WasmDocument {
    /// Edits in bytes, of which none reaches into the one before.
    fn edits(&self, places: &[u32], texts: Vec<String>) -> Result<Vec<(Span, String)>, Failure> {
        let mut edits = Vec::with_capacity(texts.len());
        let mut reached = 0;
        for (place, text) in places.chunks_exact(2).zip(texts) {
            let (start, end) = (byte_of_units(&self.text, place[0])?, byte_of_units(&self.text, place[1])?);
            if end < start || start < reached {
                let [start, end] = [place[0], place[1]];
                return Err(Failure::Argument(format!(
                    "the edit from {start} to {end} ends before it begins, or reaches into another one"
                )));
            }
            edits.push((Span::new(start, end), text));
            reached = end;
        }
        Ok(edits)
    }

    /// One edit from the first of `edits` to the last.
    fn joined(&self, edits: &[(Span, String)]) -> (Span, String) {
        let start = edits.first().map_or(0, |(span, _)| span.start);
        let (mut reached, mut joined) = (start, String::new());
        for (span, text) in edits {
            let kept = self.text.byte_slice(reached as usize..span.start as usize);
            kept.chunks().for_each(|chunk| joined.push_str(chunk));
            joined.push_str(text);
            reached = span.end;
        }
        (Span::new(start, reached), joined)
    }

    fn replace(&mut self, span: Span, text: &str) -> Result<(), Failure> {
        self.document.edit(span, text, &self.options.settings).map_err(|error| unreadable(&error))?;
        let start = self.text.byte_to_char(span.start as usize);
        self.text.remove(start..self.text.byte_to_char(span.end as usize));
        self.text.insert(start, text);
        Ok(())
    }
}
