"""Measures what other linters do with the damaged examples of copydesk's rules: python3 docs/compare.py PROGRAM TOOLS

PROGRAM is a copydesk; the other linters are installed into the folder TOOLS, by npm and pip. Prints the table of
docs/src/compare.md.

A linter *notices* a damage where one of its rules has more findings in the damaged text than in the repaired one. It *repairs* a damage
where its fixer turns the damaged text into the repaired one, and makes it *worse* where it changes the text to anything else.
"""

import collections
import json
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

NODE = ["htmlhint@1.9.2", "html-validate@^10", "markdownlint-cli2@0.24.1"]
PYTHON = ["rumdl==0.3.0"]
EXTENSIONS = {"html": "html", "markdown": "md"}


def install(tools):
    tools.mkdir(parents=True, exist_ok=True)
    if not (tools / "node_modules").exists():
        (tools / "package.json").write_text('{"private": true}')
        subprocess.run(["npm", "install", "--silent", "--no-audit", "--no-fund", *NODE], cwd=tools, check=True)
    if not (tools / "venv").exists():
        subprocess.run([sys.executable, "-m", "venv", tools / "venv"], check=True)
        subprocess.run([tools / "venv/bin/pip", "install", "--quiet", *PYTHON], check=True)
    # Without a configuration html-validate asks for one.
    (tools / "htmlvalidate.json").write_text('{"extends": ["html-validate:recommended"], "root": true}')


def examples(program):
    """The damaged examples that have a repair: language, damaged text, repaired text."""
    rules = json.loads(output([program, "rules", "--output-format", "json"]))
    found = []
    for rule in rules:
        page = output([program, "explain", rule["name"]])
        for match in re.finditer(r"Damaged:\n\n(`{3,})(\w+)\n(.*?)\n\1\n\nRepaired [^\n]*\n\n(`{3,})\w+\n(.*?)\n\4\n", page, re.DOTALL):
            # A page shows control characters by their pictures, which are no damage.
            if rule["on"] and match[2] in EXTENSIONS and not re.search("[\u2400-\u2426]", match[3]):
                found.append((match[2], match[3] + "\n", match[5] + "\n"))
    return found


def output(command, cwd=None):
    done = subprocess.run(command, cwd=cwd, capture_output=True, encoding="utf-8", check=False)
    return done.stdout


class Linter:
    """A linter: what it reads, its version, and its commands, which run in a folder with one article a file."""

    def __init__(self, name, version, languages, read, lint, fix=None):
        self.name, self.languages, self.read, self.lint, self.fix = name, languages, read, lint, fix
        self.version = re.search(r"\d+\.\d+\.\d+", output(version))[0]


def linters(program, tools):
    node = tools / "node_modules/.bin"

    def of_html_validate(text):
        for file in json.loads(text or "[]"):
            for message in file["messages"]:
                yield Path(file["filePath"]).name, message["ruleId"]

    def of_htmlhint(text):
        for file in json.loads(text or "[]"):
            for message in file["messages"]:
                yield Path(file["file"]).name, message["rule"]["id"]

    def of_lines(text):
        for line in text.splitlines():
            # The rule alone: what follows quotes the text.
            match = re.match(r"(?:\./)?([^:\s]+):\d+.*?(MD\d+)", line)
            if match:
                yield match[1], match[2]

    def of_copydesk(text):
        for finding in json.loads(text):
            yield Path(finding["path"]).name, finding["rule"]

    def merged(command):
        # markdownlint-cli2 reports on standard error.
        return ["sh", "-c", command + " 2>&1"]

    hint, valid, down = node / "htmlhint", node / "html-validate", node / "markdownlint-cli2"
    rumdl, settings = tools / "venv/bin/rumdl", tools / "htmlvalidate.json"
    return [
        Linter(
            "copydesk", [program, "--version"], ["html", "markdown"], of_copydesk,
            [program, "lint", "--isolated", "--output-format", "json"],
            [program, "lint", "--isolated", "--fix", "--unsafe-fixes"],
        ),
        Linter("htmlhint", [hint, "--version"], ["html"], of_htmlhint, [hint, "--format", "json", "*.html"]),
        Linter(
            "html-validate", [valid, "--version"], ["html"], of_html_validate,
            [valid, "--config", settings, "--formatter", "json", "*.html"],
        ),
        Linter(
            "markdownlint", merged(f"{down} --help"), ["markdown"], of_lines,
            merged(f"{down} '*.md'"), merged(f"{down} --fix '*.md'"),
        ),
        Linter(
            "rumdl", [rumdl, "--version"], ["markdown"], of_lines,
            [rumdl, "check", "--no-cache", "--isolated", "--output-format", "concise", "."],
            [rumdl, "check", "--no-cache", "--isolated", "--fix", "."],
        ),
    ]


def write(folder, cases, index):
    """Writes the damaged (1) or the repaired (2) texts, one a file."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    for number, case in enumerate(cases):
        (folder / f"{number:03}.{EXTENSIONS[case[0]]}").write_text(case[index], encoding="utf-8")


def said(linter, folder):
    """What a linter says of each file."""
    messages = collections.defaultdict(collections.Counter)
    for file, message in linter.read(output(linter.lint, cwd=folder)):
        messages[file][message] += 1
    return messages


def row(linter, cases, folder):
    cases = [case for case in cases if case[0] in linter.languages]
    write(folder, cases, 1)
    damaged = said(linter, folder)
    write(folder, cases, 2)
    repaired = said(linter, folder)
    noticed = sum(bool(messages - repaired[file]) for file, messages in damaged.items())
    cells = [linter.name, linter.version, f"{len(cases)}", f"{noticed} ({noticed / len(cases):.0%})"]
    if linter.fix is None:
        return [*cells, "no fixer", ""]
    write(folder, cases, 1)
    output(linter.fix, cwd=folder)
    counts = collections.Counter()
    for number, (language, before, wanted) in enumerate(cases):
        after = (folder / f"{number:03}.{EXTENSIONS[language]}").read_text(encoding="utf-8")
        counts["kept" if after == before else "repaired" if after == wanted else "worse"] += 1
    return [*cells, f"{counts['repaired']} ({counts['repaired'] / len(cases):.0%})", f"{counts['worse']}"]


def main():
    program, tools = (Path(argument).resolve() for argument in sys.argv[1:3])
    install(tools)
    cases = examples(program)
    print("| linter | version | examples | noticed | repaired | changed otherwise |\n|---|---|---|---|---|---|")
    with tempfile.TemporaryDirectory() as folder:
        for linter in linters(program, tools):
            print("| " + " | ".join(row(linter, cases, Path(folder) / "cases")) + " |", flush=True)


if __name__ == "__main__":
    main()
