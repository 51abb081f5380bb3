//! What Markdown's signs mean in a text: blocks of code and HTML, code spans, addresses, and the targets of links, as
//! CommonMark and GFM read them.
//!
//! Blocks are read line by line, and each leaf that holds a sign is then read for marks. A leaf without a sign costs a search.
//! The reader knows no tree: what a container is matters only as long as it decides where code begins.

mod blocks;
mod brackets;
mod code;
mod code_spans;
mod containers;
mod definitions;
mod inlines;
mod interrupts;
mod labels;
mod line;
mod paragraphs;
mod starts;
mod state;
mod tags;
mod targets;

pub use inlines::Mark;
pub use state::Block;

/// What a text holds that is more than text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Marked {
    /// Blocks of code and of HTML, in rising order.
    pub blocks: Vec<Block>,
    /// What stands in paragraphs, headings and cells, in the order in which it ends.
    pub marks: Vec<Mark>,
}

/// Reads `text`, in which lines end with a line feed.
pub fn read(text: &str) -> Marked {
    let mut state = state::State::new(text);
    state.read();
    let marks = inlines::read(&state);
    Marked { blocks: state.blocks, marks }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tokens::work::count;

    /// What is marked in `text`, as it is written.
    fn marks(text: &str) -> Vec<&str> {
        let range = |mark: &Mark| match mark {
            Mark::Code(range) | Mark::Address(range) | Mark::Target(range) => range.clone(),
        };
        read(text).marks.iter().map(|mark| &text[range(mark)]).collect()
    }

    fn blocks(text: &str) -> Vec<&str> {
        let range = |block: &Block| match block {
            Block::Fenced(range) | Block::Indented(range) | Block::Html(range) => range.clone(),
        };
        read(text).blocks.iter().map(|block| &text[range(block)]).collect()
    }

    #[test]
    fn code_comes_before_links() {
        assert_eq!(marks("[a `](b)` c](d) `e\\` `` ` ``"), ["`](b)`", "(d)", "`e\\`", "`` ` ``"]);
        assert_eq!(marks("`` a \\``` b ` c"), ["`` a \\``` b ` c"; 0]);
    }

    #[test]
    fn links_hold_no_links_but_pictures_do() {
        assert_eq!(marks("[a [b](c) d](e) ![f [g](h)](i)"), ["(c)", "(h)", "(i)"]);
        assert_eq!(marks("[j]: /k\n\n[l [j] m](n) [o [p] q](r) [s][j](t)"), ["(r)"]);
    }

    #[test]
    fn tags_hide_what_is_in_them() {
        assert_eq!(marks("<a b='`'>`c`</a> <!-- `d` --> <![CDATA[ ] `e` ]]> <f `g`>"), ["`c`", "`g`"]);
    }

    #[test]
    fn cells_end_code() {
        assert_eq!(marks("| `a | b` |\n|---|---|\n| `c\\|d` | `e` | `f` |\n"), ["`c\\|d`", "`e`"]);
    }

    #[test]
    fn headings_end_before_white_space() {
        assert_eq!(marks("# `a`\t\n"), ["`a`"]);
    }

    #[test]
    fn containers_decide_what_is_indented() {
        assert_eq!(blocks("- a\n\n      b\n\n    c\n\n> d\n>\n>     e\n"), ["b\n", "e\n"]);
        assert_eq!(blocks("a\n    b\n- c\n\n        d\n"), ["  d\n"]);
    }

    #[test]
    fn lines_of_titles_may_begin_with_a_backslash() {
        assert_eq!(marks("[a](b 'c\n\\' d')"), ["(b 'c\n\\' d')"]);
    }

    /// `===` in a lazy line is text (CommonMark 5.1), so that it is the address here.
    #[test]
    fn lazy_lines_underline_no_definitions() {
        assert_eq!(marks("> [a]:\n===\n\n[[a]](b)"), Vec::<&str>::new());
    }

    #[test]
    fn twice_the_signs_are_twice_the_work() {
        let signs = [
            "[", "]", "`", "``", "<", "(", "](", "![", "[a](b \"", "<a b='", "<!--", "> ", "- ", "\n", "|", "[a]: ",
            "\\",
        ];
        for first in signs {
            for second in signs {
                let work = |length: usize| {
                    let text = format!("{first}{second}a").repeat(length / (first.len() + second.len() + 1));
                    count(|| drop(read(&text))).total()
                };
                let (once, twice) = (work(20_000), work(40_000));
                assert!(twice * 10 <= once * 22 + 20_000, "{first}{second}: {once} steps, then {twice}");
            }
        }
    }
}
