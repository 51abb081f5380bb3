//! What a document contains, as bits: a rule whose triggers do not occur is not called.

use std::sync::LazyLock;

use bitflags::bitflags;

use crate::tokens::{FILLER_SEEDS, Lines, Needles, Signs};
use crate::tree::{Tree, Trouble};

bitflags! {
    /// Facts about a document. The low bits stand for the troubles of its tags.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub struct Facts: u64 {
        /// Holds for every document.
        const ALWAYS = 1 << 40;
        /// A character beyond ASCII.
        const NON_ASCII = 1 << 41;
        /// `*` or `_`
        const EMPHASIS = 1 << 42;
        /// `[` or `]`, or their full-width forms.
        const BRACKET = 1 << 43;
        /// `|`
        const PIPE = 1 << 44;
        /// `#`
        const HASH = 1 << 45;
        /// `&`, or its full-width form.
        const AMPERSAND = 1 << 46;
        /// `{` or `}`
        const BRACE = 1 << 47;
        /// `` ` `` or `~`
        const FENCE = 1 << 48;
        /// `\`
        const BACKSLASH = 1 << 49;
        /// A control character other than tab, line feed, carriage return and form feed.
        const CONTROL = 1 << 50;
        /// `%`
        const PERCENT = 1 << 51;
        /// `<!--`
        const COMMENT = 1 << 52;
        /// Flattened tables.
        const FLATTENED = 1 << 53;
        /// Two colons.
        const COLONS = 1 << 54;
        /// `<`
        const LESS = 1 << 55;
        /// Runs of dots, dollars, dashes or underscores.
        const FILLER = 1 << 56;
        /// What leaked placeholders begin or end with.
        const PLACEHOLDER = 1 << 57;
        /// What tools leave that has a name.
        const LEFTOVER = 1 << 58;
        /// What word processors leave in HTML.
        const WORD = 1 << 59;
        /// What a comment for copydesk begins with.
        const SUPPRESSION = 1 << 60;
        /// `http`
        const HTTP = 1 << 61;
        /// `[br]`
        const BREAK = 1 << 62;
        /// An original is known that the document is the translation of.
        const TRANSLATION = 1 << 63;
        /// The low bits.
        const _ = !0;
    }
}

impl Facts {
    /// The fact that some tag has this trouble.
    pub const fn trouble(trouble: Trouble) -> Self {
        Self::from_bits_retain(1 << trouble as u64)
    }

    /// The facts about a document; `has_leftovers` says whether tools left something in it that has a name.
    pub fn read(text: &str, lines: &Lines, tree: &Tree, has_leftovers: bool) -> Self {
        let mut facts = Self::ALWAYS | Self::from_bits_retain(tree.trouble_bits());
        let signs = lines.signs();
        for (fact, any) in OF_SIGNS {
            facts.set(fact, signs.intersects(any));
        }
        facts.set(Self::FLATTENED, !tree.flattened.is_empty());
        let may_be_wide = signs.intersects(Signs::CJK | Signs::FULL_WIDTH);
        facts.set(Self::BRACKET, facts.contains(Self::BRACKET) || may_be_wide && WIDE.next(text, 0).is_some());
        facts
            .set(Self::CONTROL, signs.contains(Signs::CONTROL) || signs.contains(Signs::LATIN) && has_c1_control(text));
        facts.set(Self::LEFTOVER, has_leftovers);
        facts.find_needles(text);
        facts
    }

    /// Adds the facts about what is rare, in one pass over the text.
    fn find_needles(&mut self, text: &str) {
        let mut from = 0;
        while let Some((index, at)) = FINDER.next(text, from) {
            let (fact, needle, whole) = NEEDLES[index];
            if text.as_bytes()[..at + needle.len()].ends_with(whole.as_bytes()) {
                self.insert(fact);
            }
            // Others may begin within it, but not within a long line of dots or dashes.
            from = if needle.starts_with(['.', '-', '$']) { at + needle.len() } else { at + 1 };
        }
    }
}

/// The facts that one of these signs makes true.
const OF_SIGNS: [(Facts, Signs); 12] = [
    (Facts::NON_ASCII, Signs::NON_ASCII),
    (Facts::EMPHASIS, Signs::STAR.union(Signs::UNDERSCORE)),
    (Facts::BRACKET, Signs::OPEN_BRACKET.union(Signs::CLOSE_BRACKET)),
    (Facts::PIPE, Signs::PIPE),
    (Facts::HASH, Signs::HASH),
    (Facts::AMPERSAND, Signs::AMPERSAND),
    (Facts::BRACE, Signs::BRACE),
    (Facts::FENCE, Signs::BACKTICK.union(Signs::TILDE)),
    (Facts::BACKSLASH, Signs::BACKSLASH),
    (Facts::PERCENT, Signs::PERCENT),
    (Facts::COLONS, Signs::COLON),
    (Facts::LESS, Signs::LESS),
];

/// What facts are read from: the rare end of a string, and the string. Ends of letters alone would be found too often.
const NEEDLES: &[(Facts, &str, &str)] = &[
    (Facts::FILLER, FILLER_SEEDS[0], ""),
    (Facts::FILLER, FILLER_SEEDS[1], ""),
    (Facts::FILLER, FILLER_SEEDS[2], ""),
    (Facts::FILLER, FILLER_SEEDS[3], ""),
    (Facts::FILLER, FILLER_SEEDS[4], ""),
    (Facts::FILLER, FILLER_SEEDS[5], ""),
    (Facts::FILLER, FILLER_SEEDS[6], ""),
    (Facts::FILLER, FILLER_SEEDS[7], ""),
    (Facts::FILLER, FILLER_SEEDS[8], ""),
    (Facts::PLACEHOLDER, "__P", ""),
    (Facts::PLACEHOLDER, "__T", ""),
    (Facts::PLACEHOLDER, "__X", ""),
    (Facts::PLACEHOLDER, "__C", ""),
    (Facts::PLACEHOLDER, "__L", ""),
    (Facts::PLACEHOLDER, "__U", ""),
    (Facts::PLACEHOLDER, "__V", ""),
    (Facts::PLACEHOLDER, "__M", ""),
    (Facts::PLACEHOLDER, "TOK", ""),
    (Facts::PLACEHOLDER, "】", ""),
    (Facts::PLACEHOLDER, "ahugoshortcode", ""),
    (Facts::PLACEHOLDER, "HUGOSHORTCODE", ""),
    (Facts::WORD, "so-", "mso-"),
    (Facts::WORD, "<o:p", ""),
    (Facts::WORD, "<O:P", ""),
    (Facts::WORD.union(Facts::COMMENT), "<!--[if", ""),
    (Facts::COMMENT, "<!--", ""),
    (Facts::SUPPRESSION, "sk-", "copydesk-"),
    (Facts::BREAK, "br]", "[br]"),
    (Facts::AMPERSAND, "＆", ""),
];

/// Full-width brackets and parentheses.
static WIDE: LazyLock<Needles> = LazyLock::new(|| Needles::new(&["［", "］", "（", "【"]));

static FINDER: LazyLock<Needles> = LazyLock::new(|| {
    static LIST: LazyLock<Vec<&str>> = LazyLock::new(|| NEEDLES.iter().map(|(_, needle, _)| *needle).collect());
    Needles::new(&LIST)
});

/// Whether there are C1 controls: C2 80 to C2 9F in UTF-8.
fn has_c1_control(text: &str) -> bool {
    let bytes = text.as_bytes();
    memchr::memchr_iter(0xc2, bytes).any(|at| bytes.get(at + 1).is_some_and(|byte| *byte < 0xa0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_beside_a_needle_does_not_hide_it() {
        for (fact, needle, whole) in NEEDLES {
            let needle = if whole.is_empty() { needle } else { whole };
            for before in ["", "_", "__", "___", "<!-", "-", ".", "[", "m", "x TOK", "mso-"] {
                let mut facts = Facts::empty();
                facts.find_needles(&format!("Low tide {before}{needle} at six"));
                assert!(facts.contains(*fact), "{before}{needle}");
            }
        }
        let mut facts = Facts::empty();
        facts.find_needles("A task-force of the urn0 kind, also-rans");
        assert_eq!(facts, Facts::empty());
    }
}
