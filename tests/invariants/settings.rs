//! Whatever a settings file says, it is read to its end, and both ways to read it agree.

use proptest::prelude::*;
use proptest::sample::select;

use crate::cases;
use crate::properties::settings::assert_settings_are_read;

/// Lines of settings files, right and wrong.
#[rustfmt::skip]
const LINES: &[&str] = &[
    "select = ['ALL']", "select = []", "select = 'tags'", "extend-select = ['text', 'void-slash']", "ignore = ['tag']",
    "ignore = [1]", "exclude = ['vendor/', '[', '{a,b}', '**']", "exclude = ['']", "allowed-words = ['copydesk']",
    "allowed-elements = ['my-player', '']", "[per-file-ignores]", "'changelog/**' = ['markdown']", "'[' = ['ALL']",
    "[severity]", "text = 'info'", "spaced-tag = 'fatal'", "spaced-tag = 'error'", "[rules.spaced-tag]",
    "[rules.filler-run]", "[rules.none]", "strict = true", "strict = 'yes'", "least = -1", "least = 99999999999999999999",
    "[flavors]", "njk = 'html'", "'wiki/**' = 'text'", "'' = 'mdx'", "md = 'word'", "selct = ['ALL']", "[[rules]]",
    "[rules", "a = \"\\uD800\"", "\u{feff}", "'é漢😀' = {a = [{b = 1}]}", "# a comment", "= 1", "\r", "\"\"\"",
    "[rules]\nspaced-tag = 1", "rules.spaced-tag.strict = true", "severity.ALL = 'warning'",
];

proptest! {
    #![proptest_config(cases(300))]

    #[test]
    fn settings_files_are_read(lines in prop::collection::vec(select(LINES), 0..6)) {
        assert_settings_are_read(&lines.join("\n"));
    }

    #[test]
    fn any_text_is_read_as_settings(text in "[a-z\\[\\]{}='\"#,.\\n\\\\ 0-9é-]{0,60}") {
        assert_settings_are_read(&text);
    }
}
