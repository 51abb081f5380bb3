//! What reviewers would otherwise have to look for in the source.

mod circles;
mod paths;
mod sizes;
mod sources;

use std::fs;
use std::path::Path;

use sources::{SourceFile, sources};

/// The folders (and files) of `src`, each of which uses only those above it.
const LAYERS: [&str; 23] = [
    "text",
    "tokens",
    "tree",
    "constructs",
    "grids",
    "skeleton",
    "differences",
    "findings",
    "rules",
    "settings",
    "lint",
    "fixes",
    "compare",
    "summary",
    "embedded",
    "disk",
    "git",
    "baseline",
    "project",
    "reports",
    "faults",
    "server",
    "cli",
];

/// How many of them are the core, which knows neither files nor threads.
const CORE: usize = 13;

/// The rooms of the server, each of which uses only those above it.
const ROOMS: [&str; 9] =
    ["wire", "protocol", "state", "settings_file", "work", "diagnostics", "requests", "service", "editor_schema"];

/// The layer that a file belongs to.
fn layer(file: &SourceFile) -> Option<usize> {
    let folder = file.path.split(['/', '.']).next().expect("a path has a start");
    LAYERS.iter().position(|layer| *layer == folder)
}

/// Fails with every line for which `is_wrong` says so.
fn assert_no_line(is_wrong: impl Fn(&SourceFile, &str) -> bool, why: &str) {
    let mut wrong = Vec::new();
    for file in sources() {
        for (index, line) in file.lines.iter().enumerate().filter(|(_, line)| is_wrong(&file, line)) {
            wrong.push(format!("src/{}:{}: {}", file.path, index + 1, line.trim()));
        }
    }
    assert!(wrong.is_empty(), "{why}:\n{}", wrong.join("\n"));
}

fn is_comment(line: &str) -> bool {
    line.trim_start().starts_with("//")
}

#[test]
fn the_layers_are_declared_in_their_order() {
    for (file, expected) in [("src/lib.rs", &LAYERS[..]), ("src/server/mod.rs", &ROOMS)] {
        let text = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(file)).expect("readable");
        let declared = text.lines().filter_map(|line| line.strip_prefix("mod ")?.strip_suffix(';'));
        let declared: Vec<_> = declared.filter(|name| *name != "pieces").collect();
        assert_eq!(declared, expected, "{file} lists them in the order in which they use each other");
    }
}

/// Rooms are used by the name of the server, so that this finds what a room uses.
#[test]
fn a_room_of_the_server_uses_only_those_above_it() {
    let room_of = |file: &SourceFile| {
        let name = file.path.strip_prefix("server/")?.split(['/', '.']).next()?;
        ROOMS.iter().position(|room| *room == name)
    };
    let uses_below = |file: &SourceFile, line: &str| {
        let Some(own) = room_of(file) else { return false };
        let used = |room: &str| {
            line.contains(&format!("server::{room}"))
                || file.path.matches('/').count() == 1 && line.contains(&format!("super::{room}"))
        };
        !is_comment(line) && (ROOMS[own + 1..].iter().any(|room| used(room)) || line.contains("super::super::"))
    };
    assert_no_line(uses_below, "these use a room that stands below their own in src/server/mod.rs");
}

#[test]
fn the_core_starts_no_threads() {
    let starts = |file: &SourceFile, line: &str| {
        let is_core = layer(file).is_some_and(|layer| layer < CORE);
        is_core
            && !is_comment(line)
            && ["std::thread", "thread::spawn", "rayon", "tokio"].iter().any(|sign| line.contains(sign))
    };
    assert_no_line(starts, "text to fixes run where there are no threads");
}

#[test]
fn a_layer_uses_only_those_above_it() {
    let uses_below = |file: &SourceFile, line: &str| {
        let Some(own) = layer(file) else { return false };
        let used =
            |layer: &str| line.contains(&format!("crate::{layer}::")) || line.contains(&format!("crate::{layer};"));
        !is_comment(line) && LAYERS[own + 1..].iter().any(|layer| used(layer))
    };
    assert_no_line(uses_below, "these use a layer that stands below their own in src/lib.rs");
}

#[test]
fn only_the_server_knows_the_language_server_protocol() {
    let names = ["tower_lsp", "lsp_types"];
    let is_foreign = |file: &SourceFile, line: &str| {
        !file.path.starts_with("server/") && !is_comment(line) && names.iter().any(|name| line.contains(name))
    };
    assert_no_line(is_foreign, "only src/server may name the protocol's crates");
}

#[test]
fn only_the_command_line_prints() {
    let signs = ["println!", "print!", "stdout()", "stderr()"];
    let prints = |file: &SourceFile, line: &str| {
        let may_print = file.path.starts_with("cli/") || file.path.starts_with("server/");
        !may_print && !is_comment(line) && signs.iter().any(|sign| line.contains(sign))
    };
    assert_no_line(prints, "only src/cli prints, and src/server talks to its client");
}

#[test]
fn few_places_touch_the_file_system() {
    let signs = ["std::fs", "fs::", "File::open", "std::net", "std::process"];
    let does_io = |file: &SourceFile, line: &str| {
        let may = ["cli/", "server/", "disk", "git/", "project/shown_dialect.rs", "main.rs"]
            .iter()
            .any(|path| file.path.starts_with(path));
        !may && !is_comment(line) && signs.iter().any(|sign| line.contains(sign))
    };
    assert_no_line(
        does_io,
        "only src/disk.rs, src/git, src/project/shown_dialect.rs, src/cli and src/server touch the file system",
    );
}

/// A character that was found by what it is may have several bytes: one byte behind it lies within it.
#[test]
fn nobody_counts_on_characters_of_one_byte() {
    let by_kind = ["find(char::", "find(|char", "find(|&char", "find(is_", "position(char::", "position(|char"];
    let counts_one = ["at + 1", "start + 1", "found + 1", "index + 1", "at - 1"];
    let is_wrong = |_: &SourceFile, line: &str| {
        let steps = by_kind.iter().any(|find| line.contains(find)) && counts_one.iter().any(|one| line.contains(one));
        !is_comment(line) && (steps || line.contains("while !") && line.contains("is_char_boundary"))
    };
    let is_wrong = |file: &SourceFile, line: &str| file.path != "text/step.rs" && is_wrong(file, line);
    assert_no_line(is_wrong, "step by characters with `text::step`");
}

/// Folders whose searches count how far they look.
const COUNTED: [&str; 7] = ["tokens/", "tree/", "constructs/", "findings/", "rules/", "lint/", "fixes/"];

/// A search to the end of the rest of a text, at each place of the text, is quadratic: the tests see it where it counts.
#[test]
fn searches_count_how_far_they_look() {
    let raw = [
        "memchr::memchr(",
        "memchr::memchr2(",
        "memchr::memchr3(",
        "memchr::memrchr",
        "memmem::find(",
        "memmem::rfind(",
    ];
    let rests = ["rest", "behind", "before", "after", "following", "tail"];
    let methods = [".find(", ".rfind(", ".split(", ".rsplit(", ".split_once(", ".rsplit_once("];
    let is_wrong = |file: &SourceFile, line: &str| {
        let is_counted = COUNTED.iter().any(|folder| file.path.starts_with(folder)) && file.path != "tokens/search.rs";
        let of_a_rest = |method: &str| {
            let mut owners = line.match_indices(method).map(|(at, _)| &line[..at]);
            owners.any(|owner| {
                let name = owner.rsplit(|char: char| !char.is_alphanumeric() && char != '_').next().unwrap_or_default();
                rests.contains(&name) || owner.ends_with("..]") || owner.ends_with(']') && is_open_range(owner)
            })
        };
        is_counted
            && !is_comment(line)
            && (raw.iter().any(|search| line.contains(search)) || methods.iter().any(|method| of_a_rest(method)))
    };
    assert_no_line(is_wrong, "search with `tokens::search`, which counts");
}

/// Whether `text` ends with an index such as `[..at]`, that begins with the text it is taken from.
fn is_open_range(text: &str) -> bool {
    text.rfind('[').is_some_and(|open| text[open..].starts_with("[.."))
}

#[test]
fn each_rule_has_a_file_of_its_own() {
    let is_rule_file =
        |path: &str| path.starts_with("rules/") && path.split('/').count() == 3 && !path.ends_with("/mod.rs");
    let wrong = sources().into_iter().filter(|file| is_rule_file(&file.path)).filter_map(|file| {
        let rules = file.lines.iter().filter(|line| line.starts_with("pub static RULE: Rule = ")).count();
        (rules != 1).then(|| format!("src/{}: {rules} rules", file.path))
    });
    let wrong: Vec<_> = wrong.collect();
    assert!(wrong.is_empty(), "one rule, one file:\n{}", wrong.join("\n"));
}
