//! What makes it pleasant: colours, hints, columns, completions, manual pages.

use std::process::Command;

use unicode_width::UnicodeWidthStr;

use crate::{DAMAGED, Folder, command};

#[test]
fn colours_follow_the_environment() {
    let folder = Folder::with(&[("a.md", DAMAGED)]);
    let is_coloured = |variables: &[(&str, &str)], arguments: &[&str]| {
        let mut command = command(folder.root.path());
        command.args(["lint", "--output-format", "full"]).args(arguments).envs(variables.iter().copied());
        let output = command.output().expect("it runs");
        let coloured = [&output.stdout, &output.stderr].map(|text| text.contains(&0x1b));
        assert_eq!(coloured[0], String::from_utf8_lossy(&output.stdout).contains("\u{1b}["));
        coloured[0]
    };
    assert!(!is_coloured(&[], &[]), "not on a terminal");
    assert!(is_coloured(&[("FORCE_COLOR", "1")], &[]) && is_coloured(&[("CLICOLOR_FORCE", "1")], &[]));
    assert!(is_coloured(&[("FORCE_COLOR", "1"), ("NO_COLOR", "")], &[]), "an empty NO_COLOR says nothing");
    assert!(!is_coloured(&[("FORCE_COLOR", "1"), ("NO_COLOR", "1")], &[]));
    assert!(!is_coloured(&[("FORCE_COLOR", "0"), ("CLICOLOR_FORCE", "1")], &[]));
    assert!(!is_coloured(&[("FORCE_COLOR", "1")], &["--color", "never"]));
    assert!(is_coloured(&[("NO_COLOR", "1")], &["--color", "always"]), "who asks for them gets them");
}

#[test]
fn wide_characters_line_up_with_the_carets() {
    for before in [
        "plain text ",
        "漢字かな交じり文 ",
        "한국어 글 ",
        "emoji 😀👍 ",
        "cafe\u{301} ",
        "ｆｕｌｌ ",
        "a\ttab ",
        "عربي ",
    ] {
        let folder = Folder::with(&[("a.md", &format!("{before}< b >x</b>\n"))]);
        let shown = folder.run(&["lint", "-q", "--output-format", "full", "--select", "spaced-tag"]).status(1).stdout;
        let lines: Vec<&str> = shown.lines().collect();
        let carets = lines.iter().position(|line| line.contains("^^^^^")).expect("they are there");
        let width = |line: &str, sign: &str| line[..line.find(sign).expect("it is there")].width();
        assert_eq!(width(lines[carets], "^"), width(lines[carets - 1], "< b >"), "{before:?}:\n{shown}");
        assert_eq!(lines[carets].matches('^').count(), 5);
    }
}

#[test]
fn near_names_are_named() {
    let folder = Folder::with(&[("a.md", DAMAGED)]);
    folder.run(&["lint", "--ouput-format", "json"]).status(2).says("'--output-format'");
    folder.run(&["lint", "--output-format", "sariff"]).status(2).says("'sarif'");
    folder.run(&["lint", "--select", "spaced-tags"]).status(2).says("did you mean `spaced-tag`?");
    folder.run(&["lint", "--ignore", "txt"]).status(2).says("did you mean `text`?");
    folder.run(&["explian", "text"]).status(2).says("'explain'");
    folder.run(&["a.md"]).status(2).says("copydesk lint a.md");
}

#[test]
fn explain_is_dressed_where_colours_are_wanted() {
    let folder = Folder::new();
    let plain = folder.run(&["explain", "spaced-tag"]).status(0).stdout;
    let dressed = folder.run(&["explain", "spaced-tag", "--color", "always"]).status(0).stdout;
    assert!(plain.starts_with("# spaced-tag\n") && plain.contains("```"));
    assert!(dressed.contains("\u{1b}[") && !dressed.contains("```") && !dressed.contains("## "), "{dressed}");
    let text = anstream::adapter::strip_str(&dressed).to_string();
    let long: Vec<_> = text.lines().filter(|line| line.width() > 88 && !line.starts_with("  │")).collect();
    assert!(long.is_empty(), "{long:?}");
}

#[test]
fn manual_pages_name_every_option() {
    let folder = Folder::new();
    folder.run(&["man", "out/man1"]).status(0).stderr("Wrote the manual pages to out/man1\n");
    let page = folder.read("out/man1/copydesk-lint.1");
    for option in ["fix", "report", "baseline", "changed", "staged", "output\\-format"] {
        assert!(page.contains(&format!("\\-\\-{option}")), "{option}");
    }
    assert!(folder.read("out/man1/copydesk.1").starts_with(".ie"));
    folder.write("file", "");
    folder.run(&["man", "file"]).status(2).says("file cannot be written");
    if let Ok(output) = Command::new("man")
        .arg("--warnings")
        .args(["-l", "out/man1/copydesk-lint.1"])
        .current_dir(folder.root.path())
        .output()
    {
        assert_eq!(String::from_utf8_lossy(&output.stderr), "");
        assert!(String::from_utf8_lossy(&output.stdout).contains("copydesk-lint") || output.stdout.is_empty());
    }
}

/// What a shell prints for a script; `None` where the shell is not installed.
fn shell(name: &str, arguments: &[&str], folder: &Folder) -> Option<String> {
    let Ok(output) = Command::new(name).args(arguments).current_dir(folder.root.path()).output() else {
        eprintln!("{name} is not installed: its completions are not tried");
        return None;
    };
    assert!(output.stderr.is_empty(), "{name}: {}", String::from_utf8_lossy(&output.stderr));
    Some(String::from_utf8_lossy(&output.stdout).into_owned())
}

fn completions(name: &str) -> Folder {
    let script = Folder::new().run(&["completions", name]).status(0).stdout;
    Folder::with(&[("script", &script)])
}

#[test]
fn bash_completes() {
    let folder = completions("bash");
    let complete = |words: &str, at: usize| {
        let script = format!(
            ". ./script; COMP_WORDS=({words}); COMP_CWORD={at}; _copydesk copydesk \"${{COMP_WORDS[{at}]}}\" \"${{COMP_WORDS[{at} - 1]}}\"; printf '%s\\n' \"${{COMPREPLY[@]}}\""
        );
        shell("bash", &["--norc", "-c", &script], &folder)
    };
    let Some(commands) = complete("copydesk ex", 1) else { return };
    assert_eq!(commands, "explain\n");
    assert_eq!(complete("copydesk lint --stag", 2).as_deref(), Some("--staged\n"));
    let formats = complete("copydesk lint --output-format sa", 3);
    assert_eq!(formats.as_deref(), Some("sarif\n"));
    assert_eq!(complete("copydesk explain spaced-t", 2).as_deref(), Some("spaced-tag\n"));
}

#[test]
fn zsh_and_fish_take_their_scripts() {
    let zsh = completions("zsh");
    let loaded =
        shell("zsh", &["-f", "-c", "autoload -U compinit; compinit -u -D; . ./script; whence -w _copydesk"], &zsh);
    assert!(loaded.is_none_or(|text| text == "_copydesk: function\n"));
    let fish = completions("fish");
    let complete =
        |words: &str| shell("fish", &["--no-config", "-c", &format!("source script; complete -C '{words}'")], &fish);
    if let Some(text) = complete("copydesk lint --output-format s") {
        assert!(text.starts_with("sarif"), "{text}");
        assert!(complete("copydesk expl").is_some_and(|text| text.starts_with("explain")));
    }
}
