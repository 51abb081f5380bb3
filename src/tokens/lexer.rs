//! The lexer: triggers and the text between them.

use crate::tokens::search;
use logos::{Lexer, Logos};

/// What a token is. Only bytes that may begin something are tokens of their own; all else is text.
#[derive(Logos, Clone, Copy, Debug, PartialEq, Eq)]
pub enum TokenKind {
    /// `<`
    #[token("<")]
    Less,
    /// `&`
    #[token("&")]
    Ampersand,
    /// A line feed.
    #[token("\n")]
    NewLine,
    /// Everything up to the next trigger.
    #[regex(r"[^<&\n]", skip_to_trigger)]
    Text,
}

/// A token: its kind and where it begins; it ends where the next one begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    /// What it is.
    pub kind: TokenKind,
    /// Offset of its first byte.
    pub start: u32,
}

/// Leaves the plain text to memchr, which is faster than any state machine.
fn skip_to_trigger(lexer: &mut Lexer<'_, TokenKind>) {
    let rest = lexer.remainder();
    let length = search::byte3(b'<', b'&', b'\n', rest.as_bytes()).unwrap_or(rest.len());
    lexer.bump(length);
}

/// Where the lines of a text end, its last one left out.
pub(super) fn line_ends(tokens: &[Token]) -> impl Iterator<Item = usize> + Clone + '_ {
    let ends = tokens.iter().filter(|token| token.kind == TokenKind::NewLine);
    ends.map(|token| token.start as usize)
}

/// Lexes `text`. The tokens, joined, are the text.
pub fn lex(text: &str) -> Vec<Token> {
    // More than most texts have, so that it need not grow; pages that stay unused cost nothing.
    let mut tokens = Vec::with_capacity(text.len() / 8 + 1);
    let mut lexer = TokenKind::lexer(text);
    while let Some(kind) = lexer.next() {
        let kind = kind.unwrap_or(TokenKind::Text);
        tokens.push(Token { kind, start: lexer.span().start as u32 });
    }
    tokens
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kinds(text: &str) -> Vec<(TokenKind, &str)> {
        let tokens = lex(text);
        let ends = tokens.iter().skip(1).map(|token| token.start as usize).chain([text.len()]);
        tokens.iter().zip(ends).map(|(token, end)| (token.kind, &text[token.start as usize..end])).collect()
    }

    #[test]
    fn loses_nothing() {
        use TokenKind::{Ampersand, Less, NewLine, Text};
        let found = kinds("a < é&amp;\n\n漢<");
        let expected = [
            (Text, "a "),
            (Less, "<"),
            (Text, " é"),
            (Ampersand, "&"),
            (Text, "amp;"),
            (NewLine, "\n"),
            (NewLine, "\n"),
            (Text, "漢"),
            (Less, "<"),
        ];
        assert_eq!(found, expected);
        assert_eq!(kinds(""), []);
    }
}
