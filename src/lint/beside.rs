//! A translation as the rules see it that compare it with its original.

use std::cell::OnceCell;

use crate::differences::Comparison;
use crate::findings::{Context, Facts};
use crate::settings::Settings;
use crate::text::Source;
use crate::tokens::{Lines, Regions, TagLikes};
use crate::tree::{Marks, Tree};

/// Calls `check` with the comparison of `source`, a whole translation. Nothing but the comparison and the text is read in
/// it: what rules ask about the translation alone was told by its pieces.
pub fn beside_context<T>(
    source: &Source,
    settings: &Settings,
    comparison: &Comparison,
    check: impl FnOnce(&Context) -> T,
) -> T {
    let (regions, lines, places, tree) = (Regions::default(), Lines::default(), TagLikes::default(), Tree::default());
    check(&Context {
        source,
        regions: &regions,
        lines: &lines,
        places: &places,
        tree: &tree,
        marks: Marks::new(source, &regions, &lines, &tree),
        broken: OnceCell::new(),
        references: OnceCell::new(),
        leftovers: &[],
        piped: OnceCell::new(),
        facts: Facts::TRANSLATION,
        options: &settings.options,
        allowed_elements: &settings.allowed_elements,
        allowed_words: &settings.allowed_words,
        constructs: settings.constructs(),
        beside: Some(comparison),
        has_markup: true,
        begins: true,
        goes_on: false,
    })
}
