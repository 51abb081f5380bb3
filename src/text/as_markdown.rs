//! Text of articles as Markdown that shows it to the letter.

/// A message as Markdown that shows every sign of it: tags become code, and so does what is between backticks; what
/// else would be markup is escaped (CommonMark 2.4).
pub fn as_markdown(message: &str) -> String {
    let mut markdown = String::with_capacity(message.len() + 8);
    let mut rest = message;
    while let Some(sign) = rest.chars().next() {
        let end = match sign {
            '`' => rest[1..].find('`').map(|end| end + 2),
            '<' => rest.find('>').map(|end| end + 1).filter(|&end| !rest[..end].contains('`')),
            _ => None,
        };
        let Some(end) = end else {
            if "\\`<&*_[]#|~$".contains(sign) {
                markdown.push('\\');
            }
            markdown.push(sign);
            rest = &rest[sign.len_utf8()..];
            continue;
        };
        let quote = if sign == '<' { "`" } else { "" };
        markdown.extend([quote, &rest[..end], quote]);
        rest = &rest[end..];
    }
    markdown
}

#[cfg(test)]
mod tests {
    use super::as_markdown;

    #[test]
    fn messages_are_shown_to_the_letter() {
        assert_eq!(as_markdown("Misplaced whitespace in the tag <b>"), "Misplaced whitespace in the tag `<b>`");
        assert_eq!(as_markdown("Write `<b>` or `*`, not **"), "Write `<b>` or `*`, not \\*\\*");
        assert_eq!(
            as_markdown("No space behind `#`, a < b and a ` alone"),
            "No space behind `#`, a \\< b and a \\` alone"
        );
    }
}
