//! `--changed` and `--staged`, in real repositories.

use std::process::Command;

use crate::{DAMAGED, Folder, REPAIRED};

fn finding_in(path: &str) -> String {
    format!("{path}:1:9: warning[control-character]: Control character U+0007 (safe fix)\n")
}

/// A repository with one commit: a damaged article, a clean one, and another that is ignored.
struct Repository(Folder);

impl Repository {
    /// `None` where git is not installed.
    fn new() -> Option<Self> {
        if !crate::has_git() {
            return None;
        }
        let repository = Self(Folder::with(&[
            ("old.md", DAMAGED),
            ("docs/clean.md", "Fine.\n"),
            (".gitignore", "ignored.md\n"),
            ("ignored.md", DAMAGED),
        ]));
        repository.git(&["init", "--quiet", "--initial-branch=main"]);
        repository.commit();
        Some(repository)
    }

    fn git(&self, arguments: &[&str]) {
        self.0.git(arguments);
    }

    fn commit(&self) {
        self.0.commit();
    }
}

#[test]
fn changed_and_new_files_are_linted_and_others_are_not() {
    let Some(Repository(folder)) = Repository::new() else { return };
    folder.run(&["lint", "-q", "--changed"]).status(0).stdout("");
    folder.write("docs/clean.md", DAMAGED);
    folder.write("docs/new 漢\tx.md", DAMAGED);
    let both = finding_in("docs/clean.md") + &finding_in("docs/new 漢␉x.md");
    folder.run(&["lint", "-q", "--changed"]).status(1).stdout(&both);
    folder.run(&["lint", "-q", "--changed", "old.md"]).status(0).stdout("");
    folder.run(&["lint", "-q", "--changed", "docs/clean.md"]).stdout(&finding_in("docs/clean.md"));
    let below = crate::command(&folder.path("docs")).args(["lint", "-q", "--changed"]).output().expect("it runs");
    let below = String::from_utf8(below.stdout).expect("UTF-8");
    assert_eq!(below, finding_in("clean.md") + &finding_in("new 漢␉x.md"));
    std::fs::remove_file(folder.path("old.md")).expect("it is there");
    folder.run(&["lint", "-q", "--changed"]).status(1).stdout(&both).stderr("");
}

#[test]
fn a_branch_is_compared_with_where_it_began() {
    let Some(repository) = Repository::new() else { return };
    repository.git(&["switch", "--quiet", "--create", "work"]);
    repository.0.write("mine.md", DAMAGED);
    repository.commit();
    repository.git(&["switch", "--quiet", "main"]);
    repository.0.write("docs/clean.md", "Others changed it.\u{7}\n");
    repository.commit();
    repository.git(&["switch", "--quiet", "work"]);
    repository.0.run(&["lint", "-q", "--changed"]).status(0);
    repository.0.run(&["lint", "-q", "--changed=main"]).status(1).stdout(&finding_in("mine.md"));
    repository.0.run(&["lint", "--changed=nosuch"]).status(2).says("git has no revision `nosuch`");
    repository.0.run(&["lint", "--changed=--help"]).status(2).says("git has no revision `--help`");
    repository.git(&["checkout", "--quiet", "--orphan", "alone"]);
    repository.commit();
    repository.0.run(&["lint", "--changed=main"]).status(2).says("fetch more of the history");
}

#[test]
fn before_the_first_commit_all_is_new() {
    let Some(Repository(folder)) = Repository::new() else { return };
    std::fs::remove_dir_all(folder.path(".git")).expect("it is there");
    let again = Repository(folder);
    again.git(&["init", "--quiet"]);
    again.git(&["add", "docs"]);
    again.0.run(&["lint", "-q", "--changed"]).status(1).stdout(&finding_in("old.md"));
    again.git(&["add", "old.md"]);
    again.0.run(&["lint", "-q", "--staged"]).status(1).stdout(&finding_in("old.md"));
}

#[test]
fn what_is_staged_is_linted_as_it_is_staged() {
    let Some(repository) = Repository::new() else { return };
    let folder = &repository.0;
    folder.run(&["lint", "-q", "--staged"]).status(0);
    folder.write("docs/clean.md", DAMAGED);
    folder.run(&["lint", "-q", "--staged"]).status(0).stdout("");
    repository.git(&["add", "docs"]);
    folder.write("docs/clean.md", REPAIRED);
    folder.run(&["lint", "-q", "--staged"]).status(1).stdout(&finding_in("docs/clean.md"));
    repository.git(&["add", "docs"]);
    folder.write("docs/clean.md", DAMAGED);
    folder.run(&["lint", "-q", "--staged"]).status(0).stdout("");
}

#[test]
fn a_staged_file_that_is_gone_from_the_disk_is_linted() {
    let Some(repository) = Repository::new() else { return };
    let folder = &repository.0;
    folder.write("new/a.md", DAMAGED);
    folder.write("new/b.rs", DAMAGED);
    folder.write("out/c.md", DAMAGED);
    folder.write("copydesk.toml", "exclude = [\"out/\"]\n");
    repository.git(&["add", "--all"]);
    std::fs::remove_dir_all(folder.path("new")).expect("it is there");
    std::fs::remove_dir_all(folder.path("out")).expect("it is there");
    folder.run(&["lint", "-q", "--staged"]).status(1).stdout(&finding_in("new/a.md")).stderr("");
    folder.run(&["lint", "-q", "--staged", "new/a.md"]).status(1).stdout(&finding_in("new/a.md")).stderr("");
    folder.run(&["lint", "-q", "--staged", "docs"]).status(0).stdout("");
}

#[test]
fn repairs_of_staged_files_ask_to_be_staged() {
    let Some(repository) = Repository::new() else { return };
    let folder = &repository.0;
    folder.write("docs/clean.md", DAMAGED);
    folder.write("docs/apart.md", DAMAGED);
    repository.git(&["add", "--all"]);
    folder.write("docs/apart.md", "Other text.\u{7}\n");
    folder
        .run(&["lint", "--fix", "--staged"])
        .status(1)
        .stdout(&finding_in("docs/apart.md"))
        .says("docs/apart.md differs from its staged text, so it was not repaired");
    assert_eq!(folder.read("docs/clean.md"), REPAIRED);
    assert_eq!(folder.read("docs/apart.md"), "Other text.\u{7}\n");
    repository.git(&["add", "--all"]);
    folder.write("docs/clean.md", DAMAGED);
    repository.git(&["add", "docs/clean.md"]);
    folder
        .run(&["lint", "--fix", "--staged", "docs/clean.md"])
        .status(1)
        .says("Stage the repaired files and commit again");
    repository.git(&["add", "--all"]);
    folder.run(&["lint", "--fix", "--staged", "docs/clean.md"]).status(0);
}

#[test]
fn it_works_in_a_hook() {
    let Some(repository) = Repository::new() else { return };
    let folder = &repository.0;
    let hook = format!("#!/bin/sh\nexec '{}' lint --quiet --staged\n", env!("CARGO_BIN_EXE_copydesk"));
    folder.write(".git/hooks/pre-commit", hook);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let executable = std::fs::Permissions::from_mode(0o755);
        std::fs::set_permissions(folder.path(".git/hooks/pre-commit"), executable).expect("it is ours");
    }
    folder.write("docs/clean.md", DAMAGED);
    repository.git(&["add", "--all"]);
    let commit = |arguments: &[&str]| {
        let mut command = Command::new("git");
        command.current_dir(folder.path("docs")).args([
            "-c",
            "user.name=A",
            "-c",
            "user.email=a@example.org",
            "commit",
            "-m",
            "B",
        ]);
        command.args(arguments).output().expect("git runs")
    };
    let refused = commit(&[]);
    assert!(!refused.status.success(), "{refused:?}");
    folder.write("docs/clean.md", REPAIRED);
    assert!(!commit(&[]).status.success(), "the damage is still staged");
    let taken = commit(&["clean.md"]);
    assert!(taken.status.success(), "{taken:?}");
}

#[test]
fn bad_combinations_are_errors() {
    let folder = Folder::with(&[("a.md", DAMAGED)]);
    folder.run(&["lint", "--changed", "--staged"]).status(2);
    folder.run_with(&["lint", "--staged", "-"], b"x").status(2).says("cannot be used with `-`");
    folder.run(&["lint", "--changed", "--write-baseline", "b.json"]).status(2).says("would leave out all others");
    if Command::new("git").arg("--version").output().is_ok() {
        folder.run(&["lint", "--changed"]).status(2).says("--changed needs a git repository");
    }
}

#[cfg(unix)]
#[test]
fn a_program_of_the_folder_is_not_taken_for_git() {
    use std::os::unix::fs::PermissionsExt;
    let Some(Repository(folder)) = Repository::new() else { return };
    folder.write("git", "#!/bin/sh\n: >ran\n");
    std::fs::set_permissions(folder.path("git"), std::fs::Permissions::from_mode(0o755)).expect("it is ours");
    for path in [".", "", ":./"] {
        let run = crate::command(folder.root.path()).env("PATH", path).args(["lint", "--changed"]).output();
        let told = String::from_utf8(run.expect("it runs").stderr).expect("UTF-8");
        assert!(told.contains("--changed needs git, which is not installed"), "{told}");
    }
    assert!(!folder.path("ran").exists());
}

/// Settings and attributes that have git run a program at every turn, and a repository whose articles are touched so that
/// git has to compare them. The program writes `ran`.
#[cfg(unix)]
fn armed(repository: &Repository) {
    use std::os::unix::fs::PermissionsExt;
    let folder = &repository.0;
    let program = folder.path("program.sh");
    folder.write("program.sh", format!("#!/bin/sh\necho \"$@\" >>'{}'\ncat\n", folder.path("ran").display()));
    std::fs::set_permissions(&program, std::fs::Permissions::from_mode(0o755)).expect("it is ours");
    let program = program.display();
    folder.write(".git/info/attributes", "*.md filter=evil diff=evil\n");
    folder.write(".git/included", format!("[filter \"evil\"]\n\tprocess = {program} process\n"));
    folder.write(
        ".git/config",
        format!(
            "[core]\n\trepositoryformatversion = 1\n\tbare = false\n\tfsmonitor = {program} monitor\n\thooksPath = {hooks}\n\
             \tsshCommand = {program} ssh\n\tpager = {program} pager\n\taskPass = {program} ask\n\
             [filter \"evil\"]\n\tclean = {program} clean\n\tsmudge = {program} smudge\n\trequired = true\n\
             [diff]\n\texternal = {program} external\n\
             [diff \"evil\"]\n\tcommand = {program} command\n\ttextconv = {program} textconv\n\
             [hook \"evil\"]\n\tevent = post-index-change\n\tcommand = {program} hook\n\
             [include]\n\tpath = included\n\
             [extensions]\n\tpartialClone = far\n\
             [protocol \"ext\"]\n\tallow = always\n\
             [remote \"far\"]\n\turl = ext::{program} remote\n\tpromisor = true\n",
            hooks = folder.path("hooks").display(),
        ),
    );
    folder.write("hooks/post-index-change", format!("#!/bin/sh\nexec {program} hookfile\n"));
    let hook = folder.path("hooks/post-index-change");
    std::fs::set_permissions(hook, std::fs::Permissions::from_mode(0o755)).expect("it is ours");
}

#[cfg(unix)]
#[test]
fn a_repository_runs_nothing() {
    let Some(repository) = Repository::new() else { return };
    let folder = &repository.0;
    folder.write("staged.md", DAMAGED);
    repository.git(&["add", "staged.md"]);
    folder.write("staged.md", "Other.\u{7}\n");
    // The same text at another time: git compares it.
    folder.write("old.md", DAMAGED);
    armed(&repository);
    folder.run(&["lint", "-q", "--changed"]).status(1);
    folder.run(&["lint", "-q", "--changed=HEAD"]).status(1);
    folder.run(&["lint", "-q", "--staged"]).status(1);
    folder.run(&["lint", "-q", "--staged", "--fix"]);
    std::fs::remove_file(folder.path("staged.md")).expect("it is there");
    let gone = folder.run(&["lint", "-q", "--staged"]).status(2);
    gone.says("staged.md uses a git filter, which copydesk does not run, and no longer exists on disk");
    // An object that is not there is not fetched.
    folder.run(&["lint", "-q", "--changed=0123456789012345678901234567890123456789"]).status(2);
    assert!(!folder.path("ran").exists(), "these ran:\n{}", folder.read("ran"));
    // The trap works: git by itself runs the filter.
    let _ = Command::new("git").current_dir(folder.root.path()).args(["status"]).output();
    let _ = Command::new("git").current_dir(folder.root.path()).args(["diff", "--name-only"]).output();
    let ran = folder.read("ran");
    assert!(ran.contains("monitor") && ran.contains("process"), "the test tests nothing: {ran}");
}

#[test]
fn a_filter_that_cannot_be_turned_off_is_refused() {
    let Some(repository) = Repository::new() else { return };
    repository.git(&["config", "filter.a=b.clean", "cat"]);
    let run = repository.0.run(&["lint", "--changed"]).status(2);
    run.says("git's settings have a section `filter.a=b` that cannot be turned off");
}

#[test]
fn articles_that_pass_through_a_filter_are_read_from_the_disk() {
    let Some(repository) = Repository::new() else { return };
    let folder = &repository.0;
    repository.git(&["config", "filter.upper.clean", "tr a-z A-Z"]);
    folder.write(".gitattributes", "*.md filter=upper\n");
    folder.write("docs/clean.md", DAMAGED);
    repository.git(&["add", "--all"]);
    folder.run(&["lint", "-q", "--staged", "docs"]).status(1).stdout(&finding_in("docs/clean.md")).stderr("");
    folder.run(&["lint", "-q", "--changed", "docs"]).status(1).stdout(&finding_in("docs/clean.md"));
}

#[test]
fn staged_texts_whose_line_ends_git_converts_are_read() {
    let Some(repository) = Repository::new() else { return };
    let folder = &repository.0;
    folder.write(".gitattributes", "*.md text eol=crlf\n");
    folder.write("docs/clean.md", DAMAGED.replace('\n', "\r\n"));
    repository.git(&["add", "--all"]);
    folder.write("docs/clean.md", "Other.\r\n");
    folder.run(&["lint", "-q", "--staged", "docs"]).status(1).stdout(&finding_in("docs/clean.md"));
}

#[test]
fn a_bare_repository_among_the_articles_is_none() {
    let Some(repository) = Repository::new() else { return };
    let folder = &repository.0;
    repository.git(&["init", "--quiet", "--bare", "docs/bare"]);
    folder.write("docs/bare/a.md", DAMAGED);
    let config = folder.read("docs/bare/config").replace("bare = true", "bare = false\n\tworktree = .");
    folder.write("docs/bare/config", config + "\tfsmonitor = \"touch ran; false\"\n");
    let output = crate::command(&folder.path("docs/bare")).args(["lint", "--changed"]).output().expect("it runs");
    let message = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(2), "{message}");
    assert!(message.contains("--changed needs a git repository, but this folder is not in one"), "{message}");
    assert!(!folder.path("docs/bare/ran").exists());
}

#[cfg(unix)]
#[test]
fn a_repository_of_another_user_is_told_apart_from_none() {
    let Some(repository) = Repository::new() else { return };
    let folder = &repository.0;
    if std::os::unix::fs::chown(folder.root.path(), Some(12345), None).is_err() {
        return;
    }
    let _ = std::os::unix::fs::chown(folder.path(".git"), Some(12345), None);
    let mut command = crate::command(folder.root.path());
    command.env("GIT_CONFIG_GLOBAL", "/dev/null").env("GIT_CONFIG_SYSTEM", "/dev/null");
    let output = command.args(["lint", "--changed"]).output().expect("it runs");
    let message = String::from_utf8_lossy(&output.stderr);
    assert!(message.contains("it belongs to another user. Run copydesk as its owner"), "{message}");
}

#[test]
fn a_staged_text_has_a_length_that_is_set() {
    let Some(repository) = Repository::new() else { return };
    let folder = &repository.0;
    folder.write("docs/clean.md", DAMAGED.repeat(70_000));
    repository.git(&["add", "--all"]);
    folder.write("docs/clean.md", "Short.\n");
    let run = folder.run(&["lint", "-q", "--staged", "--max-article-megabytes", "1"]).status(2).stdout("");
    run.says("docs/clean.md is 1.2 MB, but the limit is 1 MB");
}
