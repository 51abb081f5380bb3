//! Characters that take several bytes where a reader may expect one, and those that nobody sees.

/// White space of every kind, and characters that nobody sees.
#[rustfmt::skip]
pub const SPACES: &[&str] = &[
    "\u{9}", "\u{b}", "\u{c}", "\u{85}", "\u{a0}", "\u{1680}", "\u{2000}", "\u{2001}", "\u{2002}", "\u{2003}",
    "\u{2004}", "\u{2005}", "\u{2006}", "\u{2007}", "\u{2008}", "\u{2009}", "\u{200a}", "\u{2028}", "\u{2029}",
    "\u{202f}", "\u{205f}", "\u{3000}", "\u{200b}", "\u{200c}", "\u{200d}", "\u{2060}", "\u{feff}", "\u{ad}",
    "\u{200e}", "\u{200f}", "\u{202a}", "\u{202e}", "\u{2066}", "\u{2069}", "\u{301}", "\u{180e}", " ", "\n", "\r\n",
];

/// Brackets and quotes of every script, and letters of one to four bytes.
#[rustfmt::skip]
pub const SIGNS: &[&str] = &[
    "（", "）", "［", "］", "【", "】", "「", "」", "『", "』", "〈", "〉", "《", "》", "〔", "〕", "｛", "｝", "＜", "＞", "‹", "›",
    "«", "»", "“", "”", "„", "‘", "’", "⟨", "⟩", "❮", "❯", "⁅", "⁆", "⸨", "⸩", "﹙", "﹚", "｜", "：", "；", "，", "。", "＃",
    "＊", "＿", "｀", "＆", "／", "＼", "—", "–", "…", "é", "漢", "😀", "ß", "İ", "\u{1f468}\u{200d}\u{1f469}",
];

/// The other brackets and quotes that Unicode has.
#[rustfmt::skip]
pub const BRACKETS: &[&str] = &[
    "༺", "༻", "༼", "༽", "᚛", "᚜", "‚", "‛", "‟", "⁽", "⁾", "₍", "₎", "⌈", "⌉", "⌊", "⌋", "\u{2329}", "\u{232a}", "❨", "❩", "❪", "❫",
    "❬", "❭", "❰", "❱", "❲", "❳", "❴", "❵", "⟅", "⟆", "⟦", "⟧", "⟪", "⟫", "⟬", "⟭", "⟮", "⟯", "⦃", "⦄", "⦅", "⦆", "⦇",
    "⦈", "⦉", "⦊", "⦋", "⦌", "⦍", "⦎", "⦏", "⦐", "⦑", "⦒", "⦓", "⦔", "⦕", "⦖", "⦗", "⦘", "⧘", "⧙", "⧚", "⧛", "⧼", "⧽",
    "⸂", "⸃", "⸄", "⸅", "⸉", "⸊", "⸌", "⸍", "⸜", "⸝", "⸠", "⸡", "⸢", "⸣", "⸤", "⸥", "⸦", "⸧", "⹂", "⹕", "⹖", "⹗", "⹘",
    "⹙", "⹚", "⹛", "⹜", "〖", "〗", "〘", "〙", "〚", "〛", "〝", "〞", "〟", "﴾", "﴿", "︗", "︘", "︵", "︶", "︷", "︸", "︹", "︺",
    "︻", "︼", "︽", "︾", "︿", "﹀", "﹁", "﹂", "﹃", "﹄", "﹇", "﹈", "﹛", "﹜", "﹝", "﹞", "｟", "｠", "｢", "｣",
];

/// Signs that stand for those of markup, letters that change their length with their case, and what is no character.
#[rustfmt::skip]
pub const ODD: &[&str] = &[
    "‐", "‑", "‒", "―", "−", "﹣", "－", "＝", "﹤", "﹥", "﹡", "＄", "％", "＂", "＇", "．", "！", "？", "＠", "＾", "～", "、", "・",
    "‼", "†", "‡", "•", "′", "″", "´", "ˋ", "¦", "¬", "×", "\u{2061}", "\u{2064}", "\u{61c}", "\u{fffd}", "\u{fff9}",
    "\u{e200}", "\u{f8ff}", "\u{fdd0}", "\u{10ffff}", "\u{e0020}", "\u{fe0f}", "\u{20e3}", "\u{489}", "\u{5bf}",
    "\u{93f}", "\u{1f3fb}", "𝐛", "𐀀", "ǅ", "ﬁ", "Å", "ı", "K", "ſ", "п", "ѕ", "٣", "①", "Ⅷ", "\u{1c}", "\u{1f}",
    "\u{7f}", "\u{80}", "\u{9b}",
];

/// How a character is put beside a delimiter.
#[derive(Clone, Copy, Debug)]
pub enum Beside {
    Before,
    Behind,
    Instead,
}

/// Puts `noise` beside the delimiter of `text` that `place` names, or at an end of the text.
pub fn disturb(text: &mut String, place: usize, beside: Beside, noise: &str) {
    let delimiters = text.char_indices().filter(|(_, char)| !char.is_alphanumeric());
    let mut places: Vec<_> = delimiters.map(|(at, char)| at..at + char.len_utf8()).collect();
    places.extend([0..0, text.len()..text.len()]);
    let delimiter = places.swap_remove(place % places.len());
    let range = match beside {
        Beside::Before => delimiter.start..delimiter.start,
        Beside::Behind => delimiter.end..delimiter.end,
        Beside::Instead => delimiter,
    };
    text.replace_range(range, noise);
}
