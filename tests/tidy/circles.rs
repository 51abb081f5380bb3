//! No file uses, by way of others or directly, what uses it; nor does any folder.
//!
//! A file uses the files that define what it names: what a `mod.rs` hands on with `pub use` counts where it is defined.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use crate::paths::Names;
use crate::sources::sources;

/// How many names lead on to others at the most.
const MOST_STEPS: usize = 20;

/// A module: its name, outermost first. That of `lib.rs` is empty.
type Path = Vec<String>;

struct Modules {
    names: HashMap<Path, Names>,
    files: HashMap<Path, String>,
}

impl Modules {
    fn read() -> Self {
        let (mut names, mut files) = (HashMap::new(), HashMap::new());
        for file in sources() {
            let module = module_of(&file.path);
            names.insert(module.clone(), Names::read(&file.lines.join("\n")));
            files.insert(module, file.path);
        }
        Self { names, files }
    }

    /// Which file uses which, and by what names.
    fn uses(&self) -> Graph {
        let mut graph = Graph::default();
        for (module, names) in &self.names {
            let taken = names.uses.iter().filter(|it| !it.handed_on || names.words.contains(&it.name));
            let taken = taken.map(|it| it.path.strip_suffix(&["*".to_owned()]).unwrap_or(&it.path));
            for path in taken.chain(names.paths.iter().map(Vec::as_slice)) {
                if let Some(user) = self.files.get(module)
                    && let Some(used) = self.home(module, path, MOST_STEPS).and_then(|home| self.files.get(&home))
                {
                    graph.add(user, used, path.join("::"));
                }
            }
        }
        graph
    }

    /// The module that defines what `path` names in `module`; `None` where that is not ours.
    fn home(&self, module: &[String], path: &[String], steps: usize) -> Option<Path> {
        let steps = steps.checked_sub(1)?;
        let Some((mut home, mut rest)) = self.outset(module, path) else {
            let source = self.names[module].uses.iter().find(|it| it.name == path[0] && it.path != path[..1])?;
            return self.home(module, &[&source.path, &path[1..]].concat(), steps);
        };
        while let Some((first, behind)) = rest.split_first() {
            let child = [&home[..], std::slice::from_ref(first)].concat();
            if !self.names.contains_key(&child) {
                break;
            }
            (home, rest) = (child, behind);
        }
        let Some(first) = rest.first() else { return Some(home) };
        let names = &self.names[&home];
        if names.defined.contains(first) {
            return Some(home);
        }
        let by_name = names.uses.iter().filter(|it| it.name == *first).map(|it| [&it.path, &rest[1..]].concat());
        let globs = names.uses.iter().filter(|it| it.name == "*");
        let by_glob = globs.map(|it| [&it.path[..it.path.len() - 1], rest].concat());
        by_name.chain(by_glob).find_map(|path| self.home(&home, &path, steps)).or(Some(home))
    }

    /// The module in which `path` begins, and what of the path is left.
    fn outset<'p>(&self, module: &[String], path: &'p [String]) -> Option<(Path, &'p [String])> {
        let ups = path.iter().take_while(|segment| *segment == "super").count();
        match path[0].as_str() {
            "crate" | "copydesk" => Some((Vec::new(), &path[1..])),
            "self" => Some((module.to_vec(), &path[1..])),
            "super" => Some((module[..module.len().checked_sub(ups)?].to_vec(), &path[ups..])),
            child => self.names.contains_key(&[module, &[child.to_owned()]].concat()).then(|| (module.to_vec(), path)),
        }
    }
}

/// The module of a file below `src`.
fn module_of(file: &str) -> Path {
    let path = file.trim_end_matches(".rs").trim_end_matches("/mod");
    path.split('/').filter(|name| *name != "lib").map(str::to_owned).collect()
}

/// Who uses whom, and by what names.
#[derive(Default)]
struct Graph(BTreeMap<String, BTreeMap<String, BTreeSet<String>>>);

impl Graph {
    fn add(&mut self, user: &str, used: &str, name: String) {
        if user != used {
            self.0.entry(user.to_owned()).or_default().entry(used.to_owned()).or_default().insert(name);
        }
    }

    /// The same with other nodes: `node` says in what each is held.
    fn gathered(&self, node: impl Fn(&str) -> Option<String>) -> Self {
        let mut gathered = Self::default();
        for (user, used) in &self.0 {
            for other in used.keys() {
                if let (Some(from), Some(to)) = (node(user), node(other)) {
                    gathered.add(&from, &to, format!("{user} uses {other}"));
                }
            }
        }
        gathered
    }

    /// All that `user` uses, directly or by way of others.
    fn reached_from<'g>(&'g self, user: &'g str) -> BTreeSet<&'g str> {
        let mut reached = BTreeSet::new();
        let mut open = vec![user];
        while let Some(user) = open.pop() {
            let used = self.0.get(user).into_iter().flat_map(BTreeMap::keys);
            open.extend(used.map(String::as_str).filter(|used| reached.insert(*used)));
        }
        reached
    }

    /// The uses that lie on circles, one a line.
    fn circles(&self) -> Vec<String> {
        let reached: HashMap<&str, BTreeSet<&str>> =
            self.0.keys().map(|user| (user.as_str(), self.reached_from(user))).collect();
        let mut lines = Vec::new();
        for (user, used) in &self.0 {
            for (other, names) in used {
                if reached.get(other.as_str()).is_some_and(|back| back.contains(user.as_str())) {
                    let names: Vec<_> = names.iter().map(String::as_str).collect();
                    lines.push(format!("{user} uses {other}: {}", names.join(", ")));
                }
            }
        }
        lines
    }
}

#[test]
fn no_files_use_each_other_in_a_circle() {
    let circles = Modules::read().uses().circles();
    assert!(circles.is_empty(), "put what both need into a file of its own:\n{}", circles.join("\n"));
}

/// A folder and the file of its name (`lint/` and `lint.rs`) are one.
#[test]
fn no_folders_use_each_other_in_a_circle() {
    let graph = Modules::read().uses();
    let users = graph.0.keys().chain(graph.0.values().flat_map(BTreeMap::keys));
    let around = |module: Path| (0..module.len()).map(|depth| module[..depth].to_vec()).collect::<Vec<_>>();
    let folders: BTreeSet<Path> = users.flat_map(|file| around(module_of(file))).collect();
    let mut circles = Vec::new();
    for folder in &folders {
        let member = |file: &str| {
            let module = module_of(file);
            let inside = module.strip_prefix(&folder[..])?;
            inside.first().map(|name| [&folder[..], std::slice::from_ref(name)].concat().join("/"))
        };
        circles.extend(graph.gathered(member).circles());
    }
    assert!(circles.is_empty(), "these folders use each other:\n{}", circles.join("\n"));
}

#[test]
fn files_are_found_by_what_they_define() {
    let graph = Modules::read().uses();
    let uses = |user: &str, used: &str| graph.0.get(user).is_some_and(|all| all.contains_key(used));
    assert!(uses("tree/judge.rs", "tree/weigh.rs"));
    // By way of `tree/mod.rs`, which hands it on.
    assert!(uses("findings/context.rs", "tree/tag.rs"));
    assert!(!uses("tree/weigh.rs", "tree/judge.rs"));
    assert_eq!(graph.circles().iter().filter(|line| line.starts_with("tree/")).count(), 0);
}

#[test]
fn circles_are_found_whatever_their_length() {
    let mut graph = Graph::default();
    for (user, used) in [("a", "b"), ("b", "c"), ("c", "a"), ("c", "d"), ("d", "e")] {
        graph.add(user, used, "x".to_owned());
    }
    assert_eq!(graph.circles(), ["a uses b: x", "b uses c: x", "c uses a: x"]);
    let gathered = graph.gathered(|file| Some(if "bc".contains(file) { "folder" } else { file }.to_owned()));
    assert_eq!(gathered.circles(), ["a uses folder: a uses b", "folder uses a: c uses a"]);
}
