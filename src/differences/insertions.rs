//! Lost blocks that are put back: where several belong to one place they are put there together, and what stands in something
//! else is left to a person.

use std::collections::HashMap;

use super::difference::Difference;
use super::side::Side;

/// What a repair begins with that puts back a block.
const BLOCK: &str = "\n\n";

/// Joins the blocks that `found` puts back at one place, in the order of the original, and takes back those that lie in
/// another block or element.
pub(super) fn settle(original: Side, found: &mut [Difference]) {
    let mut order: Vec<usize> = (0..found.len()).filter(|&index| is_block(&found[index])).collect();
    order.sort_by_key(|&index| found[index].original);
    let mut first_at: HashMap<u32, usize> = HashMap::new();
    for index in order {
        let Some(repair) = found[index].repair.clone() else { continue };
        if lies_in_another(original, &found[index]) {
            found[index].repair = None;
            continue;
        }
        match first_at.get(&repair.span.start) {
            None => {
                first_at.insert(repair.span.start, index);
            }
            Some(&first) => {
                found[index].repair = None;
                if let Some(joined) = &mut found[first].repair {
                    joined.text.push_str(&repair.text);
                }
            }
        }
    }
}

fn is_block(difference: &Difference) -> bool {
    difference.repair.as_ref().is_some_and(|repair| repair.span.is_empty() && repair.text.starts_with(BLOCK))
}

/// Whether the block is indented, or beside a line that is a tag: an item of a list, or the tab of a component.
fn lies_in_another(original: Side, difference: &Difference) -> bool {
    let text = original.text;
    let line = original.line(difference.original.start);
    let is_tag = |line: Option<&str>| line.is_some_and(|line| line.trim_start().starts_with('<'));
    let before = text[..line.start as usize].lines().rev().find(|line| !line.trim().is_empty());
    let behind = text[difference.original.end as usize..].lines().skip(1).find(|line| !line.trim().is_empty());
    text[line.range()].starts_with([' ', '\t', '>']) || is_tag(before) || is_tag(behind)
}
