//! Pseudo-translations: what a translator changes, and nothing else.

use copydesk::internals::lint::Reading;
use copydesk::internals::text::{Source, Span};
use copydesk::internals::tokens::LineKind;

/// What the words of a pseudo-translation look like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Script {
    /// Other Latin letters.
    Latin,
    /// Letters of another alphabet.
    Greek,
}

/// An article in which every word of prose is another one, and words of a sentence stand in another order.
pub fn translated(source: &Source, script: Script) -> Source {
    let reading = Reading::new(source.clone());
    let text = source.text();
    let has_definitions = text.contains("]:");
    let mut new = String::with_capacity(text.len());
    let mut copied = 0;
    let mut depth = 0;
    for span in prose(&reading) {
        let (start, end) = (span.start as usize, span.end as usize);
        new.push_str(&text[copied..start]);
        let line = &text[text[..start].rfind('\n').map_or(0, |at| at + 1)..];
        let line = line.split('\n').next().unwrap_or_default().trim_start_matches(['>', ' ', '-', '*']);
        let is_sign = is_sign(line);
        // What no bracket closed ends with its paragraph.
        if text[copied..start].contains("\n\n") {
            depth = 0;
        }
        if is_sign {
            new.push_str(&text[start..end]);
        } else {
            translate(&text[start..end], script, has_definitions, &mut depth, &mut new);
        }
        copied = end;
    }
    new.push_str(&text[copied..]);
    source.with_text(new).expect("as readable as the original")
}

/// Whether a line begins with the name of a directive.
fn is_sign(line: &str) -> bool {
    let line = line.trim_start_matches(['>', ' ', '-', '*']);
    [":::", "[!", "!!!", "???", "/// "].iter().any(|sign| line.starts_with(sign))
}

/// The stretches outside regions and tags, within lines of text.
fn prose(reading: &Reading) -> Vec<Span> {
    let text = reading.source().text();
    let whole = Span::of(0, text.len());
    let tags = &reading.tree().tags;
    let mut spans = Vec::new();
    for gap in reading.regions().gaps(whole) {
        let mut from = gap.start;
        for tag in tags.iter().filter(|tag| gap.contains(tag.span)) {
            if from < tag.span.start {
                spans.push(Span::new(from, tag.span.start));
            }
            from = tag.span.end;
        }
        if from < gap.end {
            spans.push(Span::new(from, gap.end));
        }
    }
    spans
}

fn translate(prose: &str, script: Script, has_definitions: bool, depth: &mut usize, new: &mut String) {
    for (index, line) in prose.split_inclusive('\n').enumerate() {
        if index > 0 && is_sign(line) {
            new.push_str(line);
            continue;
        }
        if line.trim().is_empty() {
            *depth = 0;
        }
        let mut words: Vec<String> = Vec::new();
        let mut rest = line;
        while !rest.is_empty() {
            let length = rest.find(|char: char| char.is_whitespace()).unwrap_or(rest.len());
            let (token, behind) = rest.split_at(length);
            let blanks = behind.len() - behind.trim_start().len();
            let open = *depth;
            for byte in token.bytes() {
                match byte {
                    b'[' | b'{' => *depth += 1,
                    b']' | b'}' => *depth = depth.saturating_sub(1),
                    _ => {}
                }
            }
            let is_kept =
                (open > 0 || token.contains(['[', '{'])) && (has_definitions || token.contains(['{', '}', '^']));
            // A name between colons is one that a program knows.
            let is_plain = !is_kept && is_word(token) && !token.starts_with(':');
            let space = &behind[..blanks];
            if is_plain && space == " " {
                words.push(mapped(token, script));
            } else {
                flush(&mut words, new);
                if is_plain {
                    new.push_str(&mapped(token, script));
                } else {
                    new.push_str(token);
                }
                new.push_str(space);
            }
            rest = &behind[blanks..];
        }
        flush(&mut words, new);
    }
}

/// Writes the words that were held back in another order.
fn flush(words: &mut Vec<String>, new: &mut String) {
    let is_bare = |word: &String| word.chars().all(char::is_alphabetic);
    // Punctuation stays where it is; words between change their places.
    let last = words.len().saturating_sub(1);
    if words.len() > 2 && words[..last].iter().all(is_bare) {
        words[..last].reverse();
    }
    for word in words.drain(..) {
        new.push_str(&word);
        new.push(' ');
    }
}

/// Whether a token is a word of prose with its punctuation.
fn is_word(token: &str) -> bool {
    let inner = token.trim_matches(|char: char| ".,;:!?\"'()“”‘’".contains(char));
    inner.len() > 2 && inner.bytes().all(|byte| byte.is_ascii_alphabetic())
}

fn mapped(token: &str, script: Script) -> String {
    token.chars().map(|char| letter(char, script)).collect()
}

pub fn letter(char: char, script: Script) -> char {
    const GREEK: [char; 26] = [
        'α', 'β', 'κ', 'δ', 'ε', 'φ', 'γ', 'η', 'ι', 'ζ', 'κ', 'λ', 'μ', 'ν', 'ο', 'π', 'θ', 'ρ', 'σ', 'τ', 'υ', 'ω',
        'ω', 'ξ', 'ψ', 'ζ',
    ];
    if !char.is_ascii_alphabetic() {
        return char;
    }
    let index = char.to_ascii_lowercase() as u8 - b'a';
    let small = match script {
        Script::Latin => char::from(b'a' + (index + 13) % 26),
        Script::Greek => GREEK[usize::from(index)],
    };
    if char.is_ascii_uppercase() { small.to_uppercase().next().unwrap_or(small) } else { small }
}

/// An article whose paragraphs stand in one line each.
pub fn unwrapped(source: &Source) -> Source {
    let reading = Reading::new(source.clone());
    let text = source.text();
    let lines = reading.lines().list();
    let mut new = String::with_capacity(text.len());
    let is_plain = |index: usize| {
        let line = &lines[index];
        let content = &text[line.content_span().range()];
        let is_special = content.starts_with(['<', '|', ':', '{', '=', '[', '!', '`', '~', '#', '+'])
            || content.contains("{{")
            || content.contains("{%");
        line.kind == LineKind::Text && line.quotes == 0 && !is_special
    };
    for (index, line) in lines.iter().enumerate() {
        new.push_str(&text[line.span.range()]);
        let Some(next) = lines.get(index + 1) else { continue };
        let ends = &text[line.span.end as usize..next.span.start as usize];
        let is_hard = text[line.span.range()].ends_with(['\\', ' ']);
        let joins =
            is_plain(index) && is_plain(index + 1) && !next.is_item() && next.indent < 4 && !is_hard && ends == "\n";
        let in_region = reading.regions().at(line.span.end).is_some();
        if joins
            && !in_region
            && line.indent <= next.indent
            && !text[line.span.range()].trim_end().ends_with(['>', '}'])
        {
            new.push(' ');
        } else {
            new.push_str(ends);
        }
    }
    source.with_text(new).expect("as readable as the original")
}
