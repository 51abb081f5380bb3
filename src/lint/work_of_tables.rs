//! Twice the text of a lost table is at most about twice the work of reading it.

use super::lint;
use crate::settings::Settings;
use crate::text::{Flavor, Source};
use crate::tokens::work::count;

/// What is repeated, with what stands before and behind all of it.
const TABLES: [(&str, &str, &str); 14] = [
    ("", "Fish\tPrice\tSeason\n", ""),
    ("", "Fish\t", ""),
    ("", "\t", "x"),
    ("", "| Fish | Price ", "|"),
    ("| a | b | |---|---| ", "| Fish | Price | ", ""),
    ("", "| Fish | Price |\n", ""),
    ("", "¦ Fish ¦ Price ¦\n", ""),
    ("", "Herring     3.50   Spring\n", ""),
    ("Fish Price Depth\n", "Herring 3.50 4.20\n", ""),
    ("FishPrice list\n", "Fat herring3.50Spring time\n", ""),
    ("", "Fish\nPrice\n\n", ""),
    ("< tr >< thFish Price\n", "< tdHerring3.50Spring ", "table >"),
    ("<table>", "<td>Cod</td>6.10</td></tr>", "</table>"),
    ("<p>", "Fish\tPrice<br>", "</p>"),
];

/// Lengths of articles, in bytes.
const LENGTHS: [usize; 2] = [50_000, 100_000];

#[test]
fn reading_lost_tables_is_linear() {
    for (before, row, behind) in TABLES {
        for &flavor in Flavor::ALL {
            let [once, twice] =
                LENGTHS.map(|length| steps(&[before, &row.repeat(length / row.len()), behind].concat(), flavor));
            let name = flavor.name();
            assert!(twice * 10 <= once * 25, "{before:?}{row:?} as {name}: {once} steps, then {twice}");
        }
    }
}

#[test]
fn long_tables_cost_a_few_looks_a_byte() {
    let lines = "Fish\tPrice\tSeason\n".repeat(100_000);
    let line = "| Fish | Price ".repeat(70_000);
    for text in [lines, line] {
        for flavor in [Flavor::Markdown, Flavor::Text, Flavor::Html] {
            let steps = steps(&text, flavor);
            assert!(steps < 60 * text.len(), "{steps} steps for {} bytes as {}", text.len(), flavor.name());
        }
    }
}

fn steps(text: &str, flavor: Flavor) -> usize {
    let source = Source::new("article", flavor, text).expect("it is short");
    count(|| drop(lint(source, &Settings::all_rules()))).total()
}
