//! What Word keeps beside the words of a document.

/// `Normal 0 false false false EN-US X-NONE X-NONE`: at least two of its words after the number.
pub fn settings(text: &str, at: usize) -> Option<(usize, usize)> {
    let mut end = at + "Normal 0".len();
    let mut count = 0;
    while let Some(rest) = text[end..].strip_prefix([' ', '\n', '\u{a0}']) {
        let rest = rest.trim_start_matches([' ', '\u{a0}']);
        let length = rest.bytes().take(30).take_while(|byte| byte.is_ascii_alphanumeric() || *byte == b'-').count();
        let word = &rest[..length];
        let is_setting = matches!(word, "false" | "true" | "MicrosoftInternetExplorer4") || is_locale(word);
        let is_number = word.len() <= 2 && word.bytes().all(|byte| byte.is_ascii_digit());
        if !is_setting && (!is_number || count > 0) {
            break;
        }
        count += usize::from(is_setting);
        end = text.len() - rest.len() + length;
    }
    (count > 1).then_some((at, end))
}

/// `EN-US`, `X-NONE`, `DE`
fn is_locale(word: &str) -> bool {
    let mut parts = word.split('-');
    let is_code = |part: &str| matches!(part.len(), 1..=4) && part.bytes().all(|byte| byte.is_ascii_uppercase());
    (2..=6).contains(&word.len()) && parts.all(is_code)
}

/// `HYPERLINK "https://example.org"`, `PAGEREF _Toc123 \h`: the code of a field, with its argument and its switches.
pub fn field(text: &str, at: usize) -> Option<(usize, usize)> {
    let name = text[at..].bytes().take_while(u8::is_ascii_uppercase).count();
    let mut end = at + name;
    if text[..at].ends_with(|char: char| char.is_alphanumeric() || char == '_') {
        return None;
    }
    let mut has_argument = false;
    for _ in 0..MOST_PARTS {
        let rest = text[end..].trim_start_matches([' ', '\u{a0}']);
        let Some(length) = part(rest) else { break };
        has_argument |= !rest.starts_with('\\');
        end = text.len() - rest.len() + length;
    }
    has_argument.then_some((at, end))
}

/// How many arguments and switches of a field are read.
const MOST_PARTS: usize = 6;

/// The length of an argument or switch of a field that begins `rest`.
fn part(rest: &str) -> Option<usize> {
    if let Some(switch) = rest.strip_prefix('\\') {
        return switch.starts_with(|char: char| char.is_ascii_alphabetic()).then_some(2);
    }
    if rest.starts_with("_Toc") || rest.starts_with("_Ref") {
        return Some(rest.bytes().take_while(|byte| byte.is_ascii_alphanumeric() || *byte == b'_').count());
    }
    let (open, close) = QUOTES.iter().find(|(open, _)| rest.starts_with(open))?;
    let line = &rest[open.len()..crate::text::step::floor(rest, LONGEST_ARGUMENT)];
    let length = line.find(close).filter(|&length| !line[..length].contains(['\n', '<']))?;
    Some(open.len() + length + close.len())
}

const QUOTES: [(&str, &str); 3] = [("\"", "\""), ("“", "”"), ("&quot;", "&quot;")];

/// The longest argument of a field, in bytes.
const LONGEST_ARGUMENT: usize = 600;
