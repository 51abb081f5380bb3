"""Checks the documentation's site: python3 check.py PROGRAM SITE

Every page and every place that is linked exists, nothing is loaded from elsewhere, each rule's page shows the examples byte
by byte, each rule is named by what people see of it, and no directive is left over. Prints a line for each check, and exits
with 1 where one failed.
"""

import json
import os
import re
import subprocess
import sys
from collections import Counter
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "docs"))
import symptoms  # noqa: E402

# What `docs/build.py` replaces; mdBook's own begin with a number sign.
LEFT_OVER = re.compile(r"\{\{(section|text|file|picture|help|run|settings|action|rules|symptoms)\b[^{}]*\}\}")


class Page(HTMLParser):
    """A page: its links, the places in it, what it loads, and its code blocks."""

    def __init__(self, path):
        super().__init__()
        self.links, self.places, self.loads, self.blocks = [], set(), [], []
        self.text = path.read_text(encoding="utf-8")
        self.is_pre = self.is_code = False
        self.feed(self.text)

    def handle_starttag(self, tag, attrs):
        attributes = dict(attrs)
        self.places.update(filter(None, [attributes.get("id"), attributes.get("name")]))
        if tag == "a" and "href" in attributes:
            self.links.append(attributes["href"])
        if tag in ("img", "script", "iframe") and attributes.get("src"):
            self.loads.append(attributes["src"])
        if tag == "link" and attributes.get("href"):
            self.loads.append(attributes["href"])
        if tag == "pre":
            self.is_pre = True
        elif tag == "code" and self.is_pre:
            self.is_code = True
            self.blocks.append("")

    def handle_endtag(self, tag):
        if tag == "code":
            self.is_code = False
        elif tag == "pre":
            self.is_pre = False

    def handle_data(self, data):
        if self.is_code:
            self.blocks[-1] += data


def examples(markdown):
    """The code blocks of a rule's page as `explain` prints it."""
    blocks, fence = [], None
    for line in markdown.split("\n"):
        marks = re.match(r"`{3,}", line)
        if fence is None and marks:
            fence = marks[0]
            blocks.append("")
        elif line == fence:
            fence = None
        elif fence is not None:
            blocks[-1] += line + "\n"
    return blocks


def faults_of_symptoms(program, names):
    """Rules that no symptom names, names that no rule has, and examples that are not found by the rules named with them."""

    def lint(options, text):
        return subprocess.run([program, "lint", *options], input=text, capture_output=True, encoding="utf-8", check=False).stdout

    faults, named = [], set()
    for symptom in symptoms.all_symptoms():
        rules = set(symptom["rules"])
        named |= rules | set(symptom.get("related", []))
        example = symptoms.Example(symptom, lint)
        found = example.found()
        if symptom["rules"][0] not in found or not found <= rules:
            faults.append(f"“{symptom['see']}” names {sorted(rules)}, but what finds its example is {sorted(found)}")
        if ("do" in symptom) != (example.repaired("--unsafe-fixes") == example.text):
            faults.append(f"“{symptom['see']}” says what to do by hand exactly where no repair exists")
    twice = [see for see, count in Counter(symptom["see"] for symptom in symptoms.all_symptoms()).items() if count > 1]
    return faults + [
        *(f"{name}: add what people see of it to docs/symptoms.toml" for name in names if name not in named),
        *(f"{name}: no such rule" for name in sorted(named - set(names))),
        *(f"“{see}” stands there twice" for see in twice),
    ]


def faults_of_commands(program, page):
    """Commands of copydesk in a page's examples with options that their help does not name."""
    faults, helps = [], {}
    for command, rest in re.findall(r"\bcopydesk (lint|lsp|explain|rules|config|completions|man)\b([^#|\n]*)", "\n".join(page.blocks)):
        if command not in helps:
            done = subprocess.run([program, "help", command], capture_output=True, encoding="utf-8", check=True)
            helps[command] = set(re.findall(r"--[a-z][a-z-]+", done.stdout)) | {"--help", "--version"}
        unknown = set(re.findall(r"(?<![\w-])--[a-z][a-z-]+", rest)) - helps[command]
        faults += [f"copydesk {command} has no {option}" for option in sorted(unknown)]
    return faults


def faults_of_agent(program):
    """The example of an agent, as the recipe shows it, must repair one damage and tell of the other."""
    example = Path(symptoms.__file__).parent / "examples/agent.py"
    environment = {**os.environ, "PATH": f"{Path(program).resolve().parent}{os.pathsep}{os.environ['PATH']}"}
    done = subprocess.run([sys.executable, example], env=environment, capture_output=True, encoding="utf-8", check=False)
    is_right = "Read <strong>this</strong>." in done.stdout and "\nline 3: " in done.stdout
    return [] if is_right else [done.stdout + done.stderr]


def main():
    program, site = sys.argv[1], Path(sys.argv[2]).resolve()
    output = lambda *arguments: subprocess.run([program, *arguments], capture_output=True, encoding="utf-8", check=True).stdout
    pages = {path: Page(path) for path in sorted(site.rglob("*.html"))}
    wrong = {name: [] for name in CHECKS}

    for path, page in pages.items():
        here = path.relative_to(site)
        for link in page.links:
            parts = urlsplit(link)
            # The page for missing pages and the one to print are mdBook's own; the latter moves the places.
            if parts.scheme or parts.netloc or here.name in ("404.html", "print.html", "toc.html"):
                continue
            target = (path.parent / unquote(parts.path)).resolve() if parts.path else path
            if not target.exists():
                wrong["links lead somewhere"].append(f"{here}: {link}")
            elif parts.fragment and target in pages and unquote(parts.fragment) not in pages[target].places:
                wrong["links lead somewhere"].append(f"{here}: {link}")
        for load in page.loads:
            parts = urlsplit(load)
            is_missing = here.name != "404.html" and not (path.parent / unquote(parts.path)).exists()
            if parts.scheme not in ("", "data") or parts.netloc or is_missing:
                wrong["nothing is loaded from elsewhere"].append(f"{here}: {load}")
        # The changelog may name options that are gone.
        if here.name not in ("changelog.html", "print.html"):
            wrong["commands have the options that examples give them"] += [f"{here}: {fault}" for fault in faults_of_commands(program, page)]
        if LEFT_OVER.search(page.text):
            wrong["no directive is left over"].append(f"{here}: {LEFT_OVER.search(page.text)[0]}")

    wrong["the example of an agent works"] += faults_of_agent(program)
    rules = json.loads(output("rules", "--output-format", "json"))
    wrong["each rule is named by what people see of it"] += faults_of_symptoms(program, [rule["name"] for rule in rules])

    for rule in rules:
        page = pages.get(site / "rules" / f"{rule['name']}.html")
        shown = examples(output("explain", rule["name"]))
        if page is None:
            wrong["each rule has a page with its examples"].append(f"{rule['name']}: no page")
        elif not shown or page.blocks != shown:
            wrong["each rule has a page with its examples"].append(f"{rule['name']}: {page.blocks} is not {shown}")

    extension = (Path(symptoms.__file__).parents[1] / "editors/vscode/README.md").read_text(encoding="utf-8")
    for picture in re.findall(r"!\[[^\]]*\]\((pictures/[^)]+)\)", extension):
        if not (site / "vscode" / picture).exists():
            wrong["the pictures of the extension's page are there"].append(picture)

    settings = pages[site / "settings.html"]
    for key in json.loads(output("config", "schema"))["properties"]:
        if key not in settings.places:
            wrong["each setting is described"].append(key)
    if len(pages) < 90:
        wrong["the site is whole"].append(f"{len(pages)} pages")

    for name, faults in wrong.items():
        print(("FAILED " if faults else "ok     ") + name, *faults[:20], sep="\n       " if faults else "")
    failed = sum(map(bool, wrong.values()))
    print(f"{len(wrong) - failed} passed, {failed} failed")
    sys.exit(1 if failed else 0)


CHECKS = [
    "links lead somewhere",
    "nothing is loaded from elsewhere",
    "no directive is left over",
    "each rule has a page with its examples",
    "each setting is described",
    "each rule is named by what people see of it",
    "commands have the options that examples give them",
    "the example of an agent works",
    "the pictures of the extension's page are there",
    "the site is whole",
]

if __name__ == "__main__":
    main()
