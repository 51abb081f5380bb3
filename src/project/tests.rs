//! Settings through their three stages.

use std::path::Path;

use super::Project;
use crate::findings::Severity;
use crate::rules;
use crate::settings::{Merged, Overrides, SettingsError, SettingsFile};
use crate::text::Flavor;

fn project(text: &str, overrides: &Overrides) -> Result<Project, SettingsError> {
    let file = SettingsFile::parse(text)?;
    let merged = Merged::new(file, overrides);
    merged.and_then(|merged| Project::new(&merged, None)).map_err(|problem| SettingsFile::locate(text, &problem))
}

fn resolved(text: &str) -> Project {
    project(text, &Overrides::default()).expect("valid settings")
}

/// Message, line and column of what is wrong with settings.
fn error(text: &str) -> (String, u32, u32) {
    let error = project(text, &Overrides::default()).expect_err("invalid settings");
    let position = error.position.expect("a place");
    (error.message, position.line, position.column)
}

fn severity(project: &Project, rule: &str, path: &str) -> Option<Severity> {
    project.settings(Path::new(path), None).severity(rules::named(rule).expect("a rule"))
}

#[test]
fn unknown_names_are_errors_that_name_the_nearest() {
    let cases = [
        ("ignore = []\nselct = []", "unknown key `selct`; did you mean `select`?", 2, 1),
        ("[severty]", "unknown key `severty`; did you mean `severity`?", 1, 2),
        (
            "select = [\n  \"ALL\",\n  \"control-charcter\",\n]",
            "unknown rule or group `control-charcter`; did you mean `control-character`?",
            3,
            3,
        ),
        ("[severity]\ntxt = \"info\"", "unknown rule or group `txt`; did you mean `text`?", 2, 1),
        ("[rules.control-char]\nx = 1", "unknown rule `control-char`; did you mean `control-character`?", 1, 8),
        ("[rules]\ncontrol-character.size = 1", "rule `control-character` has no options", 2, 19),
        ("exclude = [\"a\", \"b[\"]", "bad glob: unclosed character class; missing ']'", 1, 17),
    ];
    for (text, message, line, column) in cases {
        assert_eq!(error(text), (message.to_owned(), line, column), "{text}");
    }
}

#[test]
fn wrong_types_and_bad_syntax_name_the_place() {
    for (text, line, column) in [("a = ", 1, 5), ("\nselect = 1", 2, 10), ("[severity]\ntext = \"fatal\"", 2, 8)] {
        let (message, at_line, at_column) = error(text);
        assert_eq!((at_line, at_column), (line, column), "{text:?}: {message}");
    }
}

#[test]
fn the_closest_name_decides() {
    let on = |text: &str| severity(&resolved(text), "control-character", "a.md").is_some();
    assert!(on(""));
    assert!(!on("ignore = [\"text\"]"));
    assert!(on("ignore = [\"text\"]\nextend-select = [\"control-character\"]"));
    assert!(!on("select = [\"ALL\"]\nignore = [\"text\"]"));
    assert!(!on("select = [\"text\"]\nignore = [\"control-character\"]"));
    assert!(on("select = [\"control-character\"]\nignore = [\"ALL\"]"));
    assert!(!on("select = [\"filler\"]"));
}

#[test]
fn the_command_line_beats_the_file() {
    let file = "select = [\"filler\"]\nignore = [\"control-character\"]";
    let on = |overrides: &Overrides| {
        severity(&project(file, overrides).expect("valid"), "control-character", "a.md").is_some()
    };
    let names = |names: &[&str]| names.iter().map(|&name| name.to_owned()).collect::<Vec<_>>();
    assert!(!on(&Overrides::default()));
    assert!(on(&Overrides { select: Some(names(&["text"])), ..Overrides::default() }));
    assert!(on(&Overrides { extend_select: names(&["control-character"]), ..Overrides::default() }));
    assert!(!on(&Overrides {
        select: Some(names(&["ALL"])),
        severity_threshold: Some(Severity::Error),
        ..Overrides::default()
    }));
}

#[test]
fn severities_and_files_are_set_by_name_and_glob() {
    let project = resolved(
        "exclude = [\"old/\"]\n[severity]\ntext = \"info\"\ncontrol-character = \"error\"\n\
         [per-file-ignores]\n\"raw/**\" = [\"text\"]\n\"*.dump.md\" = [\"ALL\"]\n\
         [flavors]\nnjk = \"html\"\n\"site/*.md\" = \"mdx\"\n",
    );
    assert_eq!(severity(&project, "control-character", "a.md"), Some(Severity::Error));
    assert_eq!(severity(&project, "control-character", "raw/deep/a.md"), None);
    assert_eq!(severity(&project, "control-character", "b/x.dump.md"), None);
    assert!(project.excludes(Path::new("old/a.md")) && !project.excludes(Path::new("new/a.md")));
    assert_eq!(project.flavor(Path::new("x/page.njk")), Some(Flavor::Html));
    assert_eq!(project.flavor(Path::new("site/a.md")), Some(Flavor::Mdx));
    assert_eq!(project.flavor(Path::new("a.md")), Some(Flavor::Markdown));
    assert_eq!(project.flavor(Path::new("a.rs")), None);
    assert_eq!(project.flavor_of_named(Path::new("a.rs")), Flavor::Text);
}

#[test]
fn effective_settings_are_settings() {
    let text = "ignore = [\"filler\"]\nexclude = [\"old/\"]\nallowed-words = [\"x\"]\n[severity]\ntext = \"info\"\n";
    let effective = toml::to_string(&resolved(text).effective()).expect("it is TOML");
    let again = resolved(&effective);
    assert_eq!(again.settings(Path::new("a.md"), None), resolved(text).settings(Path::new("a.md"), None));
    assert!(again.excludes(Path::new("old/a.md")));
}

#[test]
fn the_schema_knows_rules_and_groups() {
    let schema = super::schema();
    let names = schema["properties"]["select"]["items"]["enum"].as_array().expect("a list");
    assert!(names.contains(&"ALL".into()) && names.contains(&"text".into()));
    assert!(rules::ALL.iter().all(|rule| names.contains(&rule.name.into())));
    assert!(schema["properties"]["severity"]["properties"]["text"].is_object());
    for (key, value) in schema["properties"].as_object().expect("an object") {
        assert!(value["description"].is_string(), "{key} has no description");
    }
}
