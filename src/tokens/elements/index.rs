//! Finds an element by its name: a hash table that the compiler fills.

use super::table::{LONGEST_NAME, TABLE};

/// The number of slots, about twice that of the elements, so that most names are found at the first try.
const SLOTS: usize = 256;

/// Marks an empty slot.
const EMPTY: u8 = u8::MAX;

/// For each slot, the number of an element. A name that finds its slot taken goes to the next free one.
static INDEX: [u8; SLOTS] = {
    let mut slots = [EMPTY; SLOTS];
    let mut number = 0;
    while number < TABLE.len() {
        let mut slot = slot_of(KEYS[number]);
        while slots[slot] != EMPTY {
            slot = (slot + 1) % SLOTS;
        }
        slots[slot] = number as u8;
        number += 1;
    }
    slots
};

/// The key of each element's name, by number.
const KEYS: [u64; TABLE.len()] = {
    let mut keys = [0; TABLE.len()];
    let mut number = 0;
    while number < keys.len() {
        keys[number] = key(TABLE[number].0.as_bytes());
        number += 1;
    }
    keys
};

static KEY_OF: [u64; TABLE.len()] = KEYS;

/// For each first letter of a name, in any case, the lengths that such names have, as bits.
pub(super) static LENGTHS_FROM: [u16; 256] = lengths(true);

/// For each last letter or digit of a name, in any case, the lengths that such names have, as bits.
pub(super) static LENGTHS_TO: [u16; 256] = lengths(false);

const fn lengths(by_first: bool) -> [u16; 256] {
    let mut lengths = [0; 256];
    let mut number = 0;
    while number < TABLE.len() {
        let name = TABLE[number].0.as_bytes();
        let sign = if by_first { name[0] } else { name[name.len() - 1] };
        lengths[sign as usize] |= 1 << name.len();
        lengths[sign.to_ascii_uppercase() as usize] |= 1 << name.len();
        number += 1;
    }
    lengths
}

/// The number of the element of this name, in any case.
pub(super) const fn find(name: &[u8]) -> Option<u8> {
    if name.is_empty() || name.len() > LONGEST_NAME {
        return None;
    }
    let wanted = key(name);
    let mut slot = slot_of(wanted);
    while INDEX[slot] != EMPTY {
        let number = INDEX[slot];
        if KEY_OF[number as usize] == wanted {
            return if is_name(number, name) { Some(number) } else { None };
        }
        slot = (slot + 1) % SLOTS;
    }
    None
}

/// Whether `name`, whose key is that of the element `number`, is its name: no two elements have the same key.
const fn is_name(number: u8, name: &[u8]) -> bool {
    let known = TABLE[number as usize].0.as_bytes();
    let mut same = known.len() == name.len();
    let mut at = 8;
    while same && at < name.len() {
        same = known[at] == name[at].to_ascii_lowercase();
        at += 1;
    }
    same
}

const fn slot_of(key: u64) -> usize {
    (key.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 56) as usize
}

/// The first eight bytes of a name in lower case, as a number.
const fn key(name: &[u8]) -> u64 {
    let length = if name.len() < 8 { name.len() } else { 8 };
    let key = if length >= 4 {
        four(name, 0) | four(name, length - 4) << (8 * (length - 4))
    } else {
        let (middle, last) = (length / 2, length - 1);
        name[0] as u64 | (name[middle] as u64) << (8 * middle) | (name[last] as u64) << (8 * last)
    };
    lowercase(key)
}

const fn four(name: &[u8], at: usize) -> u64 {
    u32::from_le_bytes([name[at], name[at + 1], name[at + 2], name[at + 3]]) as u64
}

/// Eight bytes at once: ASCII capitals become small letters.
const fn lowercase(bytes: u64) -> u64 {
    const ONES: u64 = 0x0101_0101_0101_0101;
    let low = bytes & (0x7f * ONES);
    let from_a = low + (0x80 - b'A' as u64) * ONES;
    let behind_z = low + (0x7f - b'Z' as u64) * ONES;
    let capitals = (from_a ^ behind_z) & !bytes & (0x80 * ONES);
    bytes | capitals >> 2
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_is_found_and_no_other() {
        for (number, (name, _)) in TABLE.iter().enumerate() {
            assert_eq!(find(name.as_bytes()), Some(number as u8), "{name}");
            assert_eq!(find(name.to_uppercase().as_bytes()), Some(number as u8), "{name}");
            let longer = format!("{name}\0");
            assert_eq!(find(longer.as_bytes()), None, "{longer:?}");
        }
        for other in ["", "x", "bloCkquotes", "blockquotx", "figcaptiox", "@", "H7", "ｐ", "`", "TABL\u{c5}"] {
            assert_eq!(find(other.as_bytes()), None, "{other}");
        }
    }

    #[test]
    fn keys_differ() {
        let mut keys = KEYS.to_vec();
        keys.sort_unstable();
        keys.dedup();
        assert_eq!(keys.len(), TABLE.len());
    }
}
