"""What the tests of the action, the hooks and the recipes share."""

import os
import re
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

import yaml

ROOT = Path(__file__).resolve().parents[2]
PROGRAM, TOOLS = (Path(argument).resolve() for argument in sys.argv[1:3])
PYTHON_TOOLS = TOOLS / "python/bin"
EXAMPLES = ROOT / "ci/examples"

DAMAGED = "<p>The mill opens at < b >nine</b>.</p>\n"
GOOD = "<p>The mill opens at <b>nine</b>.</p>\n"
# Its name and its text try to set a command of the runner, markup, a link and a table's cell.
HOSTILE_NAME = "a|b<img src=x>%0A::error::x `c` [d](e).md"
HOSTILE = "An | `x` </script\n::error::no\n> [a](b) ｜ <b</b> @someone T9】 www.example.com/TOK141\n"


def run(*command, cwd, env=None, **others):
    return subprocess.run(
        [str(part) for part in command], cwd=cwd, env=env, capture_output=True, encoding="utf-8", check=False, **others
    )


class Case(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name).resolve()

    def write(self, path, text):
        path = self.folder / path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return path

    def succeed(self, *command, cwd=ROOT, env=None):
        done = run(*command, cwd=cwd, env=env)
        self.assertEqual(done.returncode, 0, f"{done.stdout}\n{done.stderr}")
        return done.stdout


class ActionCase(Case):
    """Runs the steps of action.yml as a runner runs them."""

    def setUp(self):
        super().setUp()
        self.workspace = self.folder / "workspace"
        self.temporary = self.folder / "temporary"
        self.workspace.mkdir()
        self.temporary.mkdir()
        self.action = yaml.safe_load((ROOT / "action.yml").read_text())
        self.path = os.environ["PATH"]
        # What the runner says of the event that the job runs for.
        self.event = {}

    def act(self, **inputs):
        """Runs the action; gives whether it passed, what it said, the step outputs, and the summary."""
        inputs = {name.replace("_", "-"): value for name, value in inputs.items()}
        self.assertLessEqual(set(inputs), set(self.action["inputs"]))
        values = {f"inputs.{name}": inputs.get(name, str(spec.get("default", ""))) for name, spec in self.action["inputs"].items()}
        values |= {"github.action_path": str(ROOT), "github.action_repository": "owner/copydesk", "github.token": "token"}
        values["inputs.token"] = "token"
        said, passed, summary, uses = "", True, self.folder / "summary", []
        summary.write_text("")
        for step in self.action["runs"]["steps"]:
            # Its condition has the form of a comparison of texts.
            condition = re.sub(r"[\w.-]+(?= [!=]=)", lambda match: repr(values.get(match[0], "")), step.get("if", "True").strip("${} "))
            if not eval(condition.replace("&&", "and")):  # noqa: S307 (the text is our own)
                continue
            if "uses" in step:
                uses.append(step["uses"])
                continue
            outputs = self.folder / "outputs"
            outputs.write_text("")
            env = {name: re.sub(r"\$\{\{ (\S+) \}\}", lambda match: values.get(match[1], ""), text) for name, text in step.get("env", {}).items()}
            self.assertNotIn("${{", step["run"], "inputs must not be text of a script")
            env |= {
                "PATH": self.path,
                "HOME": os.environ.get("HOME", "/"),
                "GITHUB_OUTPUT": str(outputs),
                "GITHUB_STEP_SUMMARY": str(summary),
                "GITHUB_WORKSPACE": str(self.workspace),
                "RUNNER_TEMP": str(self.temporary),
                "RUNNER_OS": "Linux",
                "RUNNER_ARCH": "X64",
                **self.event,
            }
            done = run("bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"], cwd=self.workspace, env=env)
            said += done.stdout + done.stderr
            for line in outputs.read_text().splitlines():
                name, value = line.split("=", 1)
                values[f"steps.{step.get('id')}.outputs.{name}"] = value
            if done.returncode != 0:
                passed = False
                break
        return passed, said, values, summary.read_text(), uses

    def article(self, path, text):
        self.write(f"workspace/{path}", text)
