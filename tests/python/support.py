"""What the tests of the Python package share."""

import os
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
#: The program that the wheel carries.
PROGRAM = os.environ["COPYDESK"]
FLAVORS = {".html": "html", ".md": "markdown", ".mdx": "mdx", ".txt": "text"}

DAMAGED = "Read < strong >this</ strong>."
REPAIRED = "Read <strong>this</strong>."


def articles():
    """The articles of the other tests that are UTF-8: paths and texts, by flavor."""
    found = {flavor: [] for flavor in FLAVORS.values()}
    for path in sorted((ROOT / "tests/articles").rglob("*")):
        if path.suffix in FLAVORS and "snap" not in path.name:
            found[FLAVORS[path.suffix]].append((path, path.read_bytes().decode()))
    return found
