//! Which places of two articles belong together, for programs that show both.

use super::parts::Parts;
use super::side::Side;

/// Where the blocks that stand for each other begin: in the translation, and in the original. Both rise from pair to pair.
pub(crate) fn aligned(original: Side, translation: Side) -> Vec<(u32, u32)> {
    let parts = Parts::read(original, translation);
    let blocks = original.blocks().iter().zip(&parts.partners);
    let starts =
        blocks.filter_map(|(block, partner)| Some((translation.blocks()[(*partner)?].span.start, block.span.start)));
    rising(starts)
}

/// Leaves out what does not lie behind the pair before it in both.
pub(crate) fn rising(pairs: impl Iterator<Item = (u32, u32)>) -> Vec<(u32, u32)> {
    let mut kept: Vec<(u32, u32)> = Vec::new();
    for pair in pairs {
        if kept.last().is_none_or(|last| last.0 < pair.0 && last.1 < pair.1) {
            kept.push(pair);
        }
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::rising;

    #[test]
    fn pairs_rise_on_both_sides() {
        let pairs = [(0, 0), (2, 0), (2, 3), (1, 4), (5, 5), (5, 6)];
        assert_eq!(rising(pairs.into_iter()), [(0, 0), (2, 3), (5, 5)]);
    }
}
