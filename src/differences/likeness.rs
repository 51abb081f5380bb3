//! How alike two texts, two sets of marks and two lengths are.

use crate::tokens::work::steps;

/// How much of two texts is equal at their ends, in per cent, where upper and lower case make no difference.
pub(super) fn alike(first: &str, second: &str) -> u32 {
    let (first, second) = (first.as_bytes(), second.as_bytes());
    let most = first.len().max(second.len());
    let least = first.len().min(second.len());
    if most == 0 {
        return 100;
    }
    let is_equal = |(one, other): &(&u8, &u8)| one.eq_ignore_ascii_case(other);
    let before = first.iter().zip(second).take_while(is_equal).count();
    let behind = first.iter().rev().zip(second.iter().rev()).take(least - before).take_while(is_equal).count();
    steps(before + behind);
    ((before + behind) * 100 / most) as u32
}

/// How many of the marks are common, from 0 to `most`.
pub(super) fn common(first: u64, second: u64, most: u32) -> i32 {
    let all = (first | second).count_ones();
    ((first & second).count_ones() * most).checked_div(all).map_or(2, u32::cast_signed)
}

/// Whether the lengths fit, from 0 to 4.
pub(super) fn length(first: u32, second: u32, scale: f64) -> i32 {
    let (one, other) = (f64::from(first.max(1)) * scale, f64::from(second.max(1)));
    let (least, most) = if one < other { (one, other) } else { (other, one) };
    // This is asked for each cell of an alignment, and a division takes as long as all of these.
    [4.0, 2.5, 1.7, 1.3].into_iter().map(|off| i32::from(most < off * least)).sum()
}
