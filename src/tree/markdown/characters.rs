//! What CommonMark's flanking rules ask of a character.

/// Whether `char` is a Unicode punctuation character or symbol (CommonMark 2.1): what is neither a letter, a digit, white
/// space nor part of the character before it.
pub fn is_punctuation(char: char) -> bool {
    if char.is_ascii() {
        return char.is_ascii_punctuation();
    }
    !char.is_alphanumeric() && !char.is_whitespace() && !char.is_control() && !joins(char)
}

/// Marks, joiners and invisible characters: Unicode's categories Mn, Mc and Cf where they are not alphabetic.
fn joins(char: char) -> bool {
    matches!(char,
        '\u{ad}'
        | '\u{300}'..='\u{36f}'
        | '\u{483}'..='\u{489}'
        | '\u{591}'..='\u{5c7}'
        | '\u{600}'..='\u{605}'
        | '\u{610}'..='\u{61c}'
        | '\u{64b}'..='\u{65f}'
        | '\u{93c}' | '\u{94d}' | '\u{9bc}' | '\u{9cd}' | '\u{a3c}' | '\u{a4d}' | '\u{abc}' | '\u{acd}'
        | '\u{b3c}' | '\u{b4d}' | '\u{bcd}' | '\u{c4d}' | '\u{ccd}' | '\u{d4d}'
        | '\u{e31}'..='\u{e3a}' | '\u{e47}'..='\u{e4e}'
        | '\u{180b}'..='\u{180e}'
        | '\u{200b}'..='\u{200f}'
        | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}'
        | '\u{20d0}'..='\u{20f0}'
        | '\u{302a}'..='\u{302f}' | '\u{3099}' | '\u{309a}'
        | '\u{fe00}'..='\u{fe0f}'
        | '\u{fe20}'..='\u{fe2f}'
        | '\u{feff}'
        | '\u{1f3fb}'..='\u{1f3ff}'
        | '\u{e0000}'..='\u{e0fff}')
}

/// Whether `char` belongs to a script that is written without spaces between words.
pub fn is_cjk(char: char) -> bool {
    matches!(char,
        '\u{2e80}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{fe30}'..='\u{fe4f}' | '\u{ff00}'..='\u{ffef}' | '\u{20000}'..='\u{3ffff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tells_punctuation_from_letters_and_marks() {
        for char in ['*', '。', '：', '“', '»', '€', '—', '）'] {
            assert!(is_punctuation(char), "{char}");
        }
        for char in ['a', 'é', '漢', ' ', '\u{a0}', '\u{301}', '\u{200b}', '्', '7'] {
            assert!(!is_punctuation(char), "{char:?}");
        }
    }
}
