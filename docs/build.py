"""Builds the documentation's site: python3 docs/build.py PROGRAM FOLDER [--mdbook MDBOOK] [--web PACKAGE]

PROGRAM is a copydesk; FOLDER becomes the site; Python is 3.11 or later. PACKAGE is the npm package that `bindings/web/build.sh` makes:
with it, the examples of rules can be tried on their pages. The pages of docs/src are filled in from the program
and from the repository's own texts, and nothing of that is kept, so that nothing can become stale. (`damage.md` is kept: a test
writes it, which also fails where it is stale.) mdBook does the rest; where it is missing, `cargo install --locked mdbook`
brings it.

A line that is one of these is replaced:

    {{section FILE HEADING}}   what is below a heading of FILE, without the heading
    {{text FILE}}              FILE, in which relative links are those of its folder
    {{file FILE}}              FILE as it is
    {{help COMMAND}}           what `copydesk help COMMAND` prints
    {{run ARGUMENTS}}          what `copydesk ARGUMENTS` prints beside the README's sample article
    {{picture FILE TEXT}}      a picture, and the text for those who do not see it
    {{settings}}               all settings, from their schema
    {{action}}                 the inputs of action.yml
    {{symptoms}}               what people see when an article is damaged: `symptoms.toml`, with repairs by the program
    {{rules}}                  in SUMMARY.md: the pages of the rules
"""

import argparse
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import symptoms

ROOT = Path(__file__).resolve().parent.parent
DIRECTIVE = re.compile(r"^\{\{(\w+)(?: (.+))?\}\}$", re.MULTILINE)
LINK = re.compile(r"(!?)\[([^\]\[]*)\]\(([^)\s]+)\)")
HEADING = re.compile(r"^(#+) (.+)$")
FENCE = re.compile(r"^\s*(`{3,}|~{3,})")


def lines_outside_code(text):
    """Each line of a Markdown text, and whether it lies outside fenced code."""
    fence = None
    for line in text.splitlines(keepends=True):
        mark = FENCE.match(line)
        if fence is None and mark:
            fence = mark.group(1)
            yield line, False
        elif fence is not None:
            if line.strip().startswith(fence) and not line.strip().strip(fence[0]):
                fence = None
            yield line, False
        else:
            yield line, True


def section(text, heading):
    """What is below a heading, up to the next of its level; below a title, up to the first heading."""
    found, level, kept = False, 0, []
    for line, is_prose in lines_outside_code(text):
        match = HEADING.match(line) if is_prose else None
        if match and found and (len(match[1]) <= level or level == 1):
            break
        if found:
            kept.append(line)
        elif match and match[2].strip() == heading:
            found, level = True, len(match[1])
    if not found:
        sys.exit(f"docs: missing heading “{heading}”")
    return "".join(kept).strip()


def fenced(text, language="text"):
    """A text as a code block, whatever it holds."""
    longest = max((len(run) for run in re.findall("`+", text)), default=0)
    marks = "`" * max(3, longest + 1)
    return f"{marks}{language}\n{text.rstrip()}\n{marks}"


class Book:
    """The folder that mdBook is called on, and the program that its pages are filled in from."""

    def __init__(self, program, folder, web=None):
        self.program = program
        self.source = folder / "src"
        shutil.copytree(ROOT / "docs", folder, dirs_exist_ok=True, ignore=shutil.ignore_patterns("*.py", "__pycache__"))
        # The page of the extension in the marketplaces loads its pictures from here.
        shutil.copytree(ROOT / "editors/vscode/pictures", self.source / "vscode/pictures")
        if web:
            self.add_core(folder, web)
        self.rules = json.loads(self.output("rules", "--output-format", "json"))

    def add_core(self, folder, web):
        """Adds the core, and the script that tries examples with it."""
        shutil.copyfile(web / "global.js", self.source / "copydesk.js")
        settings = folder / "book.toml"
        text = settings.read_text(encoding="utf-8")
        settings.write_text(text.replace('["search.js"]', '["search.js", "try.js"]'), encoding="utf-8")

    def output(self, *arguments, folder=ROOT, statuses=(0,), text=None):
        """What the program prints; `text` is its standard input."""
        environment = {**os.environ, "COLUMNS": "100", "NO_COLOR": "1"}
        done = subprocess.run(
            [self.program, *arguments], cwd=folder, env=environment, input=text, capture_output=True, encoding="utf-8", check=False
        )
        if done.returncode not in statuses:
            sys.exit(f"docs: copydesk {' '.join(arguments)}: {done.stderr}")
        return done.stdout

    def lint(self, options, text):
        return self.output("lint", *options, statuses=(0, 1), text=text)

    def write(self, name, text):
        path = self.source / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")

    def fill(self):
        """Fills in all pages."""
        for page in sorted(self.source.rglob("*.md")):
            text = page.read_text(encoding="utf-8")
            page.write_text(DIRECTIVE.sub(lambda match: self.replacement(match[1], match[2]), text), encoding="utf-8")
        self.write_rules()

    def replacement(self, directive, argument):
        if directive == "section":
            file, heading = argument.split(" ", 1)
            return self.with_links(section((ROOT / file).read_text(encoding="utf-8"), heading), file)
        if directive == "text":
            return self.with_links((ROOT / argument).read_text(encoding="utf-8"), argument).rstrip()
        if directive == "file":
            return (ROOT / argument).read_text(encoding="utf-8").rstrip()
        if directive == "picture":
            file, text = argument.split(" ", 1)
            return self.with_links(f"![{text}]({file})", "README.md")
        if directive == "help":
            return fenced(self.output("help", *argument.split()))
        if directive == "run":
            return fenced(self.output(*argument.split(), folder=ROOT / "tests/readme", statuses=(0, 1)))
        known = {
            "settings": self.settings,
            "action": self.action,
            "rules": self.summary_of_rules,
            "symptoms": lambda: symptoms.page(self.lint, fenced),
        }
        if directive not in known:
            sys.exit(f"docs: unknown directive {directive}")
        return known[directive]()

    # --- Links

    def with_links(self, text, file):
        """The text of a file with its links to pictures and other pages; what has no page is only named."""
        parts = []
        for line, is_prose in lines_outside_code(text):
            parts.append(LINK.sub(lambda match: self.link(match, file), line) if is_prose else line)
        return "".join(parts)

    def link(self, match, file):
        is_picture, text, target = match[1], match[2], match[3]
        if re.match(r"[a-z]+:|#", target):
            return match[0]
        path = Path(os.path.normpath((ROOT / file).parent / target.split("#")[0]))
        if is_picture:
            copy = Path("files") / path.relative_to(ROOT)
            (self.source / copy).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, self.source / copy)
            return f"![{text}]({copy.as_posix()})"
        page = self.pages().get(path)
        return f"[{text}]({page})" if page else text

    def pages(self):
        """The pages that show a whole file of the repository."""
        found = {}
        for page in (ROOT / "docs/src").glob("*.md"):
            match = re.match(r"\{\{text (.+)\}\}", page.read_text(encoding="utf-8"))
            if match:
                found[ROOT / match[1]] = page.name
        return found

    # --- Rules

    def groups(self):
        """The rules by their group, in the program's order."""
        groups = {}
        for rule in self.rules:
            groups.setdefault(rule["group"], []).append(rule)
        return groups

    def summary_of_rules(self):
        lines = []
        for group, rules in self.groups().items():
            lines.append(f"  - [{group}](rules/{group}-rules.md)")
            lines += [f"    - [{rule['name']}](rules/{rule['name']}.md)" for rule in rules]
        return "\n".join(lines)

    def write_rules(self):
        on = sum(rule["on"] for rule in self.rules)
        index = [
            "# Rules",
            "",
            f"copydesk has {len(self.rules)} rules in {len(self.groups())} groups; {on} are on by default. The name of a group stands for "
            "all of its rules in settings, in `--select` and in suppression comments.",
        ]
        for group, rules in self.groups().items():
            # On a narrow screen, the style makes a paragraph of each row of such a table.
            table = ["", '<div class="rows">', "", "| rule | severity | fix | what it finds |", "|---|---|---|---|"]
            for rule in rules:
                fix = f"{rule['fix']} fix" if rule["fix"] else "no fix"
                summary = rule["summary"].replace("|", "\\|") + ("" if rule["on"] else " (off by default)")
                table.append(f"| [`{rule['name']}`]({rule['name']}.md) | {rule['severity']} | {fix} | {summary} |")
                self.write(f"rules/{rule['name']}.md", self.output("explain", rule["name"]))
            table += ["", "</div>"]
            self.write(f"rules/{group}-rules.md", "\n".join([f"# Group {group}", *table, ""]))
            index += ["", f"## {group}", *table]
        self.write("rules/index.md", "\n".join([*index, ""]))

    # --- Settings and the action

    def settings(self):
        schema = json.loads(self.output("config", "schema"))
        parts = []
        for key, setting in schema["properties"].items():
            parts += [f"## {key}", setting["description"]]
            if key == "rules":
                parts.append(self.options(setting["properties"]))
            for example in setting.get("examples", []):
                parts.append(fenced(toml(key, example), "toml"))
        return "\n\n".join(parts)

    @staticmethod
    def options(rules):
        rows = ["| rule | option | default | |", "|---|---|---|---|"]
        for rule, schema in rules.items():
            for option, value in schema["properties"].items():
                default = json.dumps(value.get("default"))
                text = " ".join(value["description"].split()).replace("|", "\\|")
                rows.append(f"| [`{rule}`](rules/{rule}.md) | `{option}` | `{default}` | {text} |")
        return "\n".join(rows)

    @staticmethod
    def action():
        """The inputs of action.yml, whose form is simple enough to be read without a YAML parser."""
        text = (ROOT / "action.yml").read_text(encoding="utf-8")
        inputs = text.split("\ninputs:\n")[1].split("\noutputs:\n")[0]
        rows = ["| input | default | |", "|---|---|---|"]
        for entry in re.split(r"^  (?=[a-z])", inputs, flags=re.MULTILINE)[1:]:
            name, rest = entry.split(":", 1)
            what, default = rest.split("    default: ")
            what = " ".join(what.split("description:", 1)[1].replace(">-", " ", 1).split())
            rows.append(f"| `{name}` | `{default.strip()}` | {what} |")
        return "\n".join(rows)


def toml(key, example):
    """An example of a setting as it is written in copydesk.toml."""
    if isinstance(example, dict):
        lines = [f"{bare(name)} = {json.dumps(value, ensure_ascii=False)}" for name, value in example.items()]
        return "\n".join([f"[{key}]", *lines])
    return f"{key} = {json.dumps(example, ensure_ascii=False)}"


def bare(name):
    return name if re.fullmatch(r"[A-Za-z0-9_-]+", name) else json.dumps(name)


def main():
    parser = argparse.ArgumentParser(description="Builds the documentation's site")
    parser.add_argument("program", type=Path)
    parser.add_argument("site", type=Path)
    parser.add_argument("--mdbook", default="mdbook")
    parser.add_argument("--web", type=Path, help="the npm package, with which examples can be tried")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        Book(arguments.program.resolve(), Path(folder), arguments.web).fill()
        site = arguments.site.resolve()
        done = subprocess.run([arguments.mdbook, "build", folder, "--dest-dir", str(site)], check=False)
    sys.exit(done.returncode)


if __name__ == "__main__":
    main()
