//! The commands besides `lint` and `config`.

use crate::Folder;

#[test]
fn explain_prints_a_page() {
    insta::assert_snapshot!(Folder::new().run(&["explain", "unused-suppression"]).status(0).stdout);
}

#[test]
fn explain_lists_the_rules_of_a_group_and_knows_near_names() {
    let folder = Folder::new();
    let listed = folder.run(&["explain", "text"]).status(0).stdout;
    assert!(listed.starts_with("text\n") && listed.contains("  control-character "), "{listed}");
    folder
        .run(&["explain", "contrl-char"])
        .status(2)
        .stderr("error: unknown rule or group `contrl-char`; did you mean `control-character`?\n");
}

#[test]
fn every_rule_has_a_page_and_a_row() {
    let folder = Folder::new();
    let json: serde_json::Value =
        serde_json::from_str(&folder.run(&["rules", "--output-format", "json"]).status(0).stdout).expect("JSON");
    let table = folder.run(&["rules"]).status(0).stdout;
    let markdown = folder.run(&["rules", "--output-format", "markdown"]).status(0).stdout;
    for rule in copydesk::internals::rules::ALL.iter() {
        assert!(json.as_array().expect("an array").iter().any(|row| row["name"] == rule.name), "{}", rule.name);
        assert!(table.contains(&format!("  {} ", rule.name)) && markdown.contains(&format!("| `{}` |", rule.name)));
        let page = copydesk::internals::rules::page(rule);
        assert!(
            page.starts_with(&format!("# {}\n", rule.name)) && !page.contains(|c: char| c.is_control() && c != '\n')
        );
    }
}

#[test]
fn completions_name_the_commands() {
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let script = Folder::new().run(&["completions", shell]).status(0).stdout;
        assert!(script.contains("explain") && script.contains("completions"), "{shell}");
    }
}

#[test]
fn help_and_version_are_no_failure() {
    let folder = Folder::new();
    folder.run(&["--version"]).status(0).stdout(concat!("copydesk ", env!("CARGO_PKG_VERSION"), "\n"));
    assert!(folder.run(&["lint", "--help"]).status(0).stdout.contains("--unsafe-fixes"));
    folder.run(&[]).status(2);
}
