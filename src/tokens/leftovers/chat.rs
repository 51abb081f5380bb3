//! Marks by which chat programs cite their sources. Each function is asked where a part of the mark begins, and says from
//! where to where the whole reaches.

use crate::text::step;
use crate::tokens::search;

/// `:contentReference[oaicite:0]{index=0}`
pub fn content_reference(text: &str, at: usize) -> Option<(usize, usize)> {
    let rest = &text[at..text.len().min(step::ceil(text, at + 120))];
    let bracket = search::byte(b']', rest.as_bytes())? + 1;
    let brace = rest[bracket..].strip_prefix("{index=").and_then(|index| index.find('}'));
    Some((at, at + bracket + brace.map_or(0, |length| "{index=".len() + length + 1)))
}

/// `citeturn0search1`, with or without the private-use characters that part it.
pub fn cite(text: &str, at: usize) -> Option<(usize, usize)> {
    let is_private = |char: char| ('\u{e200}'..='\u{e20f}').contains(&char);
    let before = text[..at].trim_end_matches(is_private);
    let start = before.strip_suffix("cite")?.trim_end_matches(is_private).len();
    let mut end = at;
    while let Some(turn) = text[end..].strip_prefix("turn") {
        let length = turn.bytes().take(40).take_while(u8::is_ascii_alphanumeric).count();
        let word = &turn[..length];
        let is_mark = ["search", "news", "view", "image", "fetch", "file"].iter().any(|kind| word.contains(kind));
        let next = word.find("turn").unwrap_or(length);
        end += if is_mark { "turn".len() + next } else { break };
        end = text.len() - text[end..].trim_start_matches(is_private).len();
    }
    (end > at).then_some((start, end))
}

/// `【4†source】`
pub fn bracketed(text: &str, at: usize) -> Option<(usize, usize)> {
    let before = text[..at].trim_end_matches(|char: char| char.is_ascii_digit() || char == ':');
    let start = before.strip_suffix('【')?.len();
    let rest = &text[at..step::ceil(text, at + 90)];
    let length = search::bytes(rest.as_bytes(), "】".as_bytes())?;
    (before.len() < at && !rest[..length].contains('\n')).then_some((start, at + length + '】'.len_utf8()))
}

/// `[oai_citation:0‡harbour.pdf](sediment://file)`
pub fn oai_citation(text: &str, at: usize) -> Option<(usize, usize)> {
    let rest = &text[at..step::ceil(text, at + 400)];
    let label = search::byte(b']', rest.as_bytes())? + 1;
    let target = rest[label..].strip_prefix('(').and_then(|target| target.find(')'));
    Some((at, at + label + target.map_or(0, |length| length + 2)))
}

/// `[cite: 12, 14]`
pub fn cite_numbers(text: &str, at: usize) -> Option<(usize, usize)> {
    let inside = &text[at + "[cite:".len()..];
    let length = inside.bytes().take(60).take_while(|byte| byte.is_ascii_digit() || b", -".contains(byte)).count();
    let has_number = inside[..length].bytes().any(|byte| byte.is_ascii_digit());
    (has_number && inside[length..].starts_with(']')).then(|| (at, text.len() - inside.len() + length + 1))
}

/// Words by which an answer addresses whoever asked.
const ADDRESSES: &[&str] = &[
    "Certainly",
    "Sure",
    "Of course",
    "Absolutely",
    "Natürlich",
    "Selbstverständlich",
    "Gerne",
    "Gern",
    "Klar",
    "Bien sûr",
    "Certainement",
    "Claro",
    "¡Claro",
    "Por supuesto",
    "¡Por supuesto",
    "Com certeza",
    "Certo",
    "Certamente",
    "Natuurlijk",
    "Zeker",
    "Oczywiście",
    "Jasne",
    "Конечно",
    "Звісно",
    "Звичайно",
    "Samozřejmě",
    "Självklart",
    "Selvfølgelig",
    "Tabii",
    "Elbette",
    "もちろん",
    "承知",
    "当然",
    "當然",
    "好的",
    "물론",
    "네",
];

/// Words that say that something follows.
const FOLLOWS: &[&str] = &[
    "Here is",
    "Here's",
    "Here’s",
    "Here are",
    "Below is",
    "Hier ist",
    "Hier sind",
    "Nachfolgend",
    "Im Folgenden",
    "Voici",
    "Ci-dessous",
    "Aquí está",
    "Aquí tienes",
    "Aquí tiene",
    "A continuación",
    "Aqui está",
    "Segue",
    "A seguir",
    "Ecco",
    "Di seguito",
    "Hier is",
    "Hieronder",
    "Oto",
    "Poniżej",
    "Вот",
    "Ниже",
    "Ось",
    "Zde je",
    "Här är",
    "Her er",
    "İşte",
    "Aşağıda",
    "以下是",
    "以下为",
    "以下為",
    "以下は",
    "以下が",
    "以下に",
    "こちら",
    "下面是",
    "这是",
    "這是",
    "다음은",
    "아래는",
];

/// What the work was that the answer brings.
const WORKS: &[&str] = &[
    "translat",
    "bersetz",
    "traduc",
    "traduz",
    "tradui",
    "tradott",
    "vertal",
    "vertaa",
    "tłumacz",
    "перев",
    "перекл",
    "přelo",
    "překl",
    "översätt",
    "översatt",
    "oversat",
    "oversett",
    "çevir",
    "çeviri",
    "翻訳",
    "翻译",
    "翻譯",
    "译文",
    "譯文",
    "번역",
    "Markdown",
    "rewritten",
    "revised version",
    "corrected version",
    "proofread",
    "überarbeitet",
    "réécrit",
    "corrigé",
    "reescrit",
    "改写",
    "修正",
];

/// Whether `words` are the first of an answer of a chat program, `Here is the translated text:`; and if so, whether they
/// address whoever asked.
pub fn opening(words: &str) -> Option<bool> {
    if words.len() > LONGEST_OPENING {
        return None;
    }
    let address = ADDRESSES.iter().find_map(|word| words.strip_prefix(word));
    let body = match address {
        Some(rest) => {
            let sign = search::char(rest, |char| "!,.！，。、".contains(char))?;
            if sign > LONGEST_ADDRESS {
                return None;
            }
            rest[sign..].trim_start_matches(|char: char| {
                char.is_whitespace() || char.is_ascii_punctuation() || "！，。、".contains(char)
            })
        }
        None => words,
    };
    let starts = |known: &str| {
        let head = body.get(..known.len());
        head.is_some_and(|head| head == known || address.is_some() && head.eq_ignore_ascii_case(known))
    };
    let is_opening = FOLLOWS.iter().any(|known| starts(known)) && WORKS.iter().any(|work| body.contains(work));
    is_opening.then_some(address.is_some())
}

/// The longest such line, and the longest word of address after its first word, in bytes.
const LONGEST_OPENING: usize = 200;
const LONGEST_ADDRESS: usize = 30;
