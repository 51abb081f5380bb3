//! What the versions of Rust that copydesk claims to need have to be, by what its dependencies ask for.

use std::collections::{HashMap, HashSet};
use std::process::Command;

use serde_json::Value;

/// A version of Rust: major, minor.
type Version = (u32, u32);

fn version(text: &str) -> Version {
    let mut parts = text.split('.').map(|part| part.parse().expect("a number"));
    (parts.next().expect("a major version"), parts.next().expect("a minor version"))
}

/// What cargo knows of all packages, as locked; `None` where they are not all there and cannot be fetched.
fn metadata() -> Option<Value> {
    let mut command = Command::new(env!("CARGO"));
    command.args(["metadata", "--format-version", "1", "--locked", "--offline"]);
    let output = command.current_dir(env!("CARGO_MANIFEST_DIR")).output().expect("cargo runs");
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success() || said.contains("offline"), "{said}");
    serde_json::from_slice(&output.stdout).ok()
}

/// The packages that `root` needs: those of its own tests too, or not.
fn needed<'a>(metadata: &'a Value, root: &'a str, with_tests: bool) -> HashSet<&'a str> {
    let nodes = metadata["resolve"]["nodes"].as_array().expect("packages");
    let nodes: HashMap<_, _> = nodes.iter().map(|node| (node["id"].as_str().expect("an id"), node)).collect();
    let mut needed = HashSet::new();
    let mut waiting = vec![root];
    while let Some(id) = waiting.pop() {
        needed.insert(id);
        for dependency in nodes[id]["deps"].as_array().expect("dependencies") {
            let mut kinds = dependency["dep_kinds"].as_array().expect("kinds").iter();
            let counts = with_tests && id == root || kinds.any(|kind| kind["kind"] != "dev");
            let package = dependency["pkg"].as_str().expect("an id");
            if counts && !needed.contains(package) {
                waiting.push(package);
            }
        }
    }
    needed
}

#[test]
fn no_dependency_asks_for_more_than_is_claimed() {
    let Some(metadata) = metadata() else { return };
    let packages = metadata["packages"].as_array().expect("packages");
    let root = metadata["resolve"]["root"].as_str().expect("an id");
    let own = packages.iter().find(|package| package["id"] == root).expect("this package");
    let of_program = version(own["rust_version"].as_str().expect("a claim"));
    let of_tests = version(own["metadata"]["copydesk"]["tests-rust-version"].as_str().expect("a claim"));
    for (with_tests, claimed) in [(false, of_program), (true, of_tests)] {
        let needed = needed(&metadata, root, with_tests);
        let asked = packages.iter().filter(|package| needed.contains(package["id"].as_str().expect("an id")));
        let asked: Vec<_> = asked
            .filter_map(|package| Some((version(package["rust_version"].as_str()?), package["name"].as_str()?)))
            .collect();
        assert!(asked.len() > 50, "most packages make a claim");
        let more: Vec<_> = asked.iter().filter(|(version, _)| *version > claimed).collect();
        assert!(more.is_empty(), "these ask for more than {claimed:?} (tests: {with_tests}): {more:?}");
    }
    let guide = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/CONTRIBUTING.md")).expect("readable");
    for (major, minor) in [of_program, of_tests] {
        assert!(guide.contains(&format!("{major}.{minor}")), "CONTRIBUTING.md names the versions");
    }
}
