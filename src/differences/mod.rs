//! What a translation lost, changed and added: two skeletons are aligned by their headings, then by their blocks, and inside
//! of aligned parts marks are matched by what they have in common.

mod aligned;
mod comparison;
mod difference;
mod headings;
mod matching;
mod metadata;
mod numbers;
mod order;
mod parts;
mod places;
mod repairs;
mod revision;
mod shapes;
mod side;

pub(crate) use aligned::{aligned, rising};
pub use comparison::Comparison;
pub use difference::{Cause, Difference};
pub use revision::Amount;
pub use side::Side;

use parts::Parts;

/// All differences between an original and its translation, by their place in the translation.
pub(crate) fn differences(original: Side, translation: Side, with_numbers: bool) -> (Vec<Difference>, Amount) {
    let parts = Parts::read(original, translation);
    let mut found = Vec::new();
    let matched = matching::read(original, translation, &parts);
    headings::compare(&parts, &matched, &mut found);
    matching::compare(&parts, &matched, &mut found);
    shapes::compare(&parts, &mut found);
    metadata::compare(&parts, &matched, &mut found);
    if with_numbers {
        numbers::compare(&parts, &mut found);
    }
    found.sort_by_key(|difference| (difference.span, difference.cause));
    let amount = Amount::of(&parts, &found);
    (found, amount)
}
