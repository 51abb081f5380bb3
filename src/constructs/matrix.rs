//! Every construct with every damage: each cell is found, or is listed here with the reason.
//!
//! `cells.rs` tries them; `tests/readme/damage.rs`, which includes this file, makes the page of the documentation of them.

/// A construct as it is written.
pub struct Example {
    pub name: &'static str,
    pub before: &'static str,
    /// Signs and what stands between them, in turn; a sign first.
    pub parts: &'static [&'static str],
    pub after: &'static str,
}

impl Example {
    /// The article with the construct as it is.
    pub fn whole(&self) -> String {
        [self.before, &self.parts.concat(), self.after].concat()
    }

    /// Every damage of every sign.
    pub fn cells(&self) -> Vec<Cell> {
        let signs = self.parts.iter().enumerate().step_by(2);
        let worn = signs.flat_map(|(number, sign)| damages(sign).into_iter().map(move |worn| (number, *sign, worn)));
        let cell = |(number, sign, (damage, written)): (usize, &'static str, (&'static str, String))| {
            let mut parts = self.parts.to_vec();
            parts[number] = &written;
            Cell { sign, damage, text: [self.before, &parts.concat(), self.after].concat() }
        };
        worn.map(cell).collect()
    }
}

/// A construct with one damage of one of its signs.
pub struct Cell {
    pub sign: &'static str,
    pub damage: &'static str,
    /// The article with the damage.
    pub text: String,
}

const fn example(
    name: &'static str,
    before: &'static str,
    parts: &'static [&'static str],
    after: &'static str,
) -> Example {
    Example { name, before, parts, after }
}

pub static EXAMPLES: &[Example] = &[
    example("footnote", "The pier.", &["[^", "1", "]"], "\n\n[^1]: By twelve metres.\n"),
    example("footnote definition", "The pier.[^1]\n\n", &["[^", "1", "]:"], " By twelve metres.\n"),
    example(
        "reference",
        "See ",
        &["[", "the tides", "][", "tides", "]"],
        " now.\n\n[tides]: https://example.org/tides\n",
    ),
    example(
        "reference definition",
        "See [the tides][tides].\n\n",
        &["[", "tides", "]:"],
        " https://example.org/tides\n",
    ),
    example("alert", "> ", &["[!", "NOTE", "]"], "\n> The bridge closes at ten.\n"),
    example("quoted alert", "", &[">", " ", "[!", "NOTE", "]"], "\n> The bridge closes at ten.\n"),
    example("task", "- [ ] order rope\n- ", &["[", "x", "]"], " paint the buoy\n"),
    example("link", "See ", &["[", "the tides", "](", "/tides", ")"], " now.\n"),
    example("picture", "", &["![", "Crane", "](", "crane.jpg", ")"], "\n"),
    example("titled link", "See ", &["[", "tides", "](", "/tides ", "\"", "Ebb", "\")"], " now.\n"),
    example("autolink", "Write to ", &["<", "https://example.org", ">"], " today.\n"),
    example("comment", "Before.\n\n", &["<!--", " checked ", "-->"], "\n\nAfter.\n"),
    example("CDATA section", "Before.\n\n", &["<![", "CDATA", "[", " low tide ", "]]>"], "\n\nAfter.\n"),
    example("XML declaration", "", &["<?", "xml version=\"1.0\"", "?>"], "\n<p>Hello.</p>\n"),
    example("document type", "", &["<!", "DOCTYPE html", ">"], "\n<p>Hello.</p>\n"),
    example("anchor", "## Opening hours ", &["{#", "hours", "}"], "\n"),
    example("heading", "", &["##"], " Opening hours\n"),
    example("thematic break", "The day ends.\n\n", &["---"], "\n\nThe night begins.\n"),
    example("bullet", "- bread\n", &["-"], " salt\n- lamp oil\n"),
    example("directive", "", &[":::"], "note\n\nThe bridge closes.\n\n:::\n"),
    example("admonition", "", &["!!!"], " note\n    The bridge closes at ten.\n"),
    example("struck through", "The fee is ", &["~~", "four", "~~"], " five.\n"),
    example("linked picture", "", &["[![", "CI", "](", "ci.svg", ")](", "/ci", ")"], "\n"),
    example("heading end", "## Opening hours ", &["##"], "\n"),
    example("number", "1. Open the valve.\n2", &["."], " Wait a minute.\n3. Close it.\n"),
    example("quote", "> The sea takes its time,\n", &[">"], " said the keeper.\n"),
    example("definition", "Ebb\n", &[":"], " The falling tide.\n"),
    example("line break", "Harbour office", &["\\"], "\nNorth quay 4\n"),
    example("code span", "Run ", &["`", "make harbour", "`"], " before you sail.\n"),
];

/// The example, the damage (any where it is empty), the sign (any where it is empty), and why nothing is found.
pub type Unknown = (&'static str, &'static str, &'static str, &'static str);

/// Whether it is this cell in which nothing is found.
pub fn covers((name, damage, sign, _): &Unknown, example: &Example, cell: &Cell) -> bool {
    *name == example.name && (damage.is_empty() || *damage == cell.damage) && (sign.is_empty() || *sign == cell.sign)
}

/// Cells in which nothing is found.
pub static UNKNOWN: &[Unknown] = &[
    // Told by another rule, which knows more of it.
    ("link", "lost", "[", "`unclosed-link` guesses where the text begins"),
    ("titled link", "lost", "[", "`unclosed-link` guesses where the text begins"),
    // Another construct, or the same one.
    ("heading", "lost", "", "a heading of another level"),
    ("heading", "doubled", "", "a heading of another level"),
    ("thematic break", "spaced", "", "a thematic break, or a list item"),
    ("thematic break", "doubled", "", "a thematic break"),
    ("directive", "doubled", "", "a directive that may hold others"),
    ("directive", "lost", "", "a leaf directive"),
    ("picture", "lost", "![", "a link to a picture"),
    ("comment", "doubled", "<!--", "a comment that begins with a dash"),
    ("comment", "doubled", "-->", "a comment that ends with a dash"),
    ("code span", "doubled", "", "a code span of two backticks that is not closed yet"),
    ("heading end", "lost", "", "any number of signs ends a heading"),
    ("heading end", "doubled", "", "any number of signs ends a heading"),
    ("quote", "doubled", "", "a quote in a quote"),
    ("quoted alert", "doubled", ">", "a quote in a quote"),
    ("line break", "doubled", "", "a backslash"),
    ("footnote definition", "lost", "[^", "a link definition, `[1]:`"),
    ("titled link", "spaced", "\")", "white space may follow a title"),
    ("code span", "escaped", "`", "a backslash at the end of a code span is code"),
    ("XML declaration", "lost", "<?", "a tag called `xml`"),
    ("XML declaration", "doubled", "<?", "no sign that is known"),
    ("CDATA section", "doubled", "<![", "no sign that is known"),
    // Nothing tells them from prose.
    ("reference definition", "lost", "[", "words before a bracket and a colon"),
    ("titled link", "doubled", "\"", "an empty title, and words"),
    ("comment", "escaped", "-->", "the comment goes on"),
    ("linked picture", "swapped", ")](", "a picture in brackets, and an address in brackets"),
    ("line break", "lost", "", "a line that was wrapped"),
    ("line break", "escaped", "", "a backslash"),
    ("quote", "lost", "", "the paragraph goes on"),
    ("definition", "lost", "", "the paragraph goes on"),
    ("number", "doubled", "", "a dot of an ellipsis"),
    ("thematic break", "lost", "", "two dashes before a signature"),
    ("bullet", "lost", "", "the item before goes on"),
    ("reference", "swapped", "][", "brackets and a remark in parentheses"),
    ("reference definition", "doubled", "]:", "`::` belongs to other languages"),
    ("admonition", "doubled", "", "an exclamation"),
    ("struck through", "doubled", "", "a tilde may be a part of the words"),
];

/// What damages a sign, each in all places of it.
fn damages(sign: &str) -> Vec<(&'static str, String)> {
    let chars: Vec<char> = sign.chars().collect();
    let with = |at: usize, what: &str| -> String {
        chars[..at].iter().collect::<String>() + what + &chars[at..].iter().collect::<String>()
    };
    let mut list = Vec::new();
    for at in 1..chars.len() {
        list.push(("spaced", with(at, " ")));
        list.push(("invisible", with(at, "\u{200b}")));
    }
    let wide = |char: char| char::from_u32(u32::from(char) - 0x21 + 0xff01).expect("ASCII");
    list.push(("full-width", chars.iter().map(|&char| wide(char)).collect()));
    for at in 0..chars.len() {
        let lost = chars[..at].iter().chain(&chars[at + 1..]).collect();
        list.push(("lost", lost));
        list.push(("doubled", with(at, &chars[at].to_string())));
    }
    let swapped = |char: char| match char {
        '[' => '(',
        ']' => ')',
        '(' => '[',
        ')' => ']',
        other => other,
    };
    let typographic = |char: char| match char {
        '-' => '–',
        '`' => '‘',
        '"' => '“',
        other => other,
    };
    let mapped = |name, map: &dyn Fn(char) -> char| {
        let other: String = chars.iter().map(|&char| map(char)).collect();
        (other != sign).then_some((name, other))
    };
    list.push(("escaped", with(0, "\\")));
    list.extend(mapped("swapped", &swapped));
    list.extend(mapped("typographic", &typographic));
    list.dedup();
    list
}
