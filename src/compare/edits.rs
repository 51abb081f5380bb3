//! What is found beside an original after edits is what is found in the edited text.

use super::Original;
use crate::lint::Document;
use crate::settings::Settings;
use crate::text::{Flavor, Source, Span, step};

/// Numbers that look random, and are the same in every run.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % limit
    }
}

/// What is typed, pasted or deleted.
const TYPED: [&str; 10] =
    ["", "a", "\n\n", "## X\n\n", "[x](https://example.org/9)", "**", "`", "```\n", "<b>", "| a | b |\n|---|---|\n"];

fn article(language: &str) -> String {
    let section = |number: usize| {
        format!(
            "## {language} {number}\n\n{language} [{language}](https://example.org/{number}) and `code_{number}`.\n\n- a\n- b\n\n```sh\nls {number}\n```\n\n"
        )
    };
    (0..400).map(section).collect()
}

#[test]
fn edits_are_as_good_as_a_fresh_comparison() {
    let settings = Settings::default();
    let source = |text: String| Source::new("a.md", Flavor::Markdown, text).expect("readable");
    let original = Original::new(&source(article("wind")), &settings);
    let mut document = Document::new(&source(article("Schnee")), &settings);
    let mut numbers = Numbers(7);
    let mut differing = 0;
    for _ in 0..60 {
        let text = document.text();
        let start = step::floor(&text, numbers.below(text.len()));
        let end = step::floor(&text, (start + numbers.below(40)).min(text.len())).max(start);
        let new = TYPED[numbers.below(TYPED.len())];
        document.edit(Span::of(start, end), new, &settings).expect("an article");
        let fresh = Document::new(&source(document.text()), &settings);
        let (edited, fresh) = (original.report(&document, &settings), original.report(&fresh, &settings));
        assert_eq!(edited, fresh, "after {start}..{end} became {new:?}");
        differing += usize::from(!edited.findings.is_empty());
    }
    assert!(differing > 50, "the test tests nothing");
}
