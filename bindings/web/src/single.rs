//! One text at a time.

use copydesk::{Original, repair_beside};
use ropey::Rope;
use wasm_bindgen::prelude::wasm_bindgen;

use crate::failure::Failure;
use crate::options::{Options, least_safety};
use crate::report::{Repaired, Report, Texts, edit, json};

/// The version of the package.
#[wasm_bindgen]
pub fn version() -> String {
    env!("CARGO_PKG_VERSION").to_owned()
}

/// The JSON of the report on a text.
///
/// # Errors
/// Where the text is no article, or an option makes no sense.
#[wasm_bindgen]
pub fn lint(
    text: String,
    flavor: Option<String>,
    path: Option<String>,
    settings: Option<String>,
) -> Result<String, Failure> {
    let options = Options::new(flavor, path, settings)?;
    let source = options.article(text)?;
    let rope = Rope::from_str(source.text());
    let report = copydesk::lint(source, &options.settings);
    Ok(json(&Report::new(&report, Texts { text: &rope, original: None })))
}

/// The JSON of the report on a translation beside its original.
///
/// # Errors
/// Where a text is no article, or an option makes no sense.
#[wasm_bindgen]
pub fn compare(
    original: String,
    translation: String,
    flavor: Option<String>,
    path: Option<String>,
    settings: Option<String>,
) -> Result<String, Failure> {
    let options = Options::new(flavor, path, settings)?;
    let (original, translation) = (options.article(original)?, options.article(translation)?);
    let report = copydesk::compare(&original, &translation, &options.settings);
    let (text, original) = (Rope::from_str(translation.text()), Rope::from_str(original.text()));
    Ok(json(&Report::new(&report, Texts { text: &text, original: Some(&original) })))
}

/// The JSON of what repairs make of a text; beside its original where there is one.
///
/// # Errors
/// Where a text is no article, or an option makes no sense.
#[wasm_bindgen]
pub fn repair(
    text: String,
    safety: String,
    original: Option<String>,
    flavor: Option<String>,
    path: Option<String>,
    settings: Option<String>,
) -> Result<String, Failure> {
    let least = least_safety(&safety)?;
    let options = Options::new(flavor, path, settings)?;
    let source = options.article(text)?;
    let old = Rope::from_str(source.text());
    let original = original.map(|text| options.article(text)).transpose()?;
    let repaired = match &original {
        None => copydesk::repair(source, &options.settings, least),
        Some(original) => repair_beside(&Original::new(original, &options.settings), source, &options.settings, least),
    };
    let mut left_out: Vec<_> = repaired.left_out.iter().chain(&repaired.unsettled).copied().collect();
    left_out.sort_unstable();
    left_out.dedup();
    let text = Rope::from_str(repaired.source.text());
    let original = original.map(|original| Rope::from_str(original.text()));
    Ok(json(&Repaired {
        text: repaired.source.text(),
        applied: repaired.applied,
        edits: repaired.edits.iter().map(|done| edit(done, &old)).collect(),
        report: Report::new(&repaired.report, Texts { text: &text, original: original.as_ref() }),
        left_out,
    }))
}
