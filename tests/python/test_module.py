"""One text at a time, and the same as the command line."""

import doctest
import importlib.metadata
import json
import pathlib
import pickle
import re
import subprocess
import tempfile
import threading
import time
import unittest

import copydesk
import copydesk._api
from support import DAMAGED, PROGRAM, REPAIRED, ROOT, articles


def program(*arguments, text):
    done = subprocess.run([PROGRAM, *arguments], input=text.encode(), capture_output=True, check=False)
    assert done.returncode in (0, 1), done.stderr
    return done


class Module(unittest.TestCase):
    def test_the_examples_of_the_documentation_are_true(self):
        for module in (copydesk, copydesk._api):
            results = doctest.testmod(module)
            self.assertGreater(results.attempted, 1)
            self.assertEqual(results.failed, 0)

    def test_a_report_has_all_about_each_finding(self):
        report = copydesk.lint("Zürich 🙂\n\nSome < b >text</b> [map]()", flavor="markdown")
        first, second = report.findings
        self.assertEqual((first.rule, first.severity, first.line, first.column), ("spaced-tag", "error", 3, 6))
        self.assertEqual((first.start, first.end), (15, 20))
        fix = first.fixes[0]
        self.assertEqual((fix.safety, fix.reason, fix.edits[0].text), ("safe", None, "<b>"))
        self.assertEqual((second.rule, second.fixes), ("lost-address", ()))
        self.assertEqual((len(report), report.errors, report.repairable, report.lost_content), (2, 1, 1, 1))
        self.assertEqual(report.rules, ("lost-address", "spaced-tag"))
        self.assertTrue(0 < report.damage_score < 1 and 0 < report.damaged_share < 1)

    def test_a_repair_says_what_it_did(self):
        repaired = copydesk.repair("🙂 < b >one</b> two", safety="all")
        text = "🙂 < b >one</b> two"
        for edit in reversed(repaired.edits):
            text = text[: edit.start] + edit.text + text[edit.end :]
        self.assertEqual(repaired.text, text)
        self.assertEqual((repaired.applied, len(repaired.report), repaired.left_out), (1, 0, ()))

    def test_only_likely_repairs_need_to_be_asked_for(self):
        text = "Some **bold* word and < b >more</b> of it."
        self.assertEqual(copydesk.repair(text).text, "Some **bold* word and <b>more</b> of it.")
        self.assertEqual(copydesk.repair(text, safety="all").text, "Some *bold* word and <b>more</b> of it.")

    def test_a_translation_is_compared_and_restored(self):
        original, translation = "See [the map](https://a.org/map).", "Siehe [die Karte](https://a.org/karte)."
        self.assertEqual(copydesk.compare(original, translation).rules, ("changed-target",))
        self.assertEqual(copydesk.repair(translation, original=original, safety="all").text, "Siehe [die Karte](https://a.org/map).")

    def test_settings_are_a_mapping_a_text_or_a_file(self):
        with tempfile.TemporaryDirectory() as folder:
            file = pathlib.Path(folder) / "copydesk.toml"
            file.write_text('ignore = ["tags"]\n')
            for settings in ({"ignore": ["tags"]}, 'ignore = ["tags"]', file):
                self.assertEqual(len(copydesk.lint(DAMAGED, settings=settings)), 0)
        nested = {"severity": {"spaced-tag": "info"}, "allowed-words": ('a"b', "ü"), "dialect": "mkdocs"}
        self.assertEqual(copydesk.lint(DAMAGED, settings=nested).findings[0].severity, "info")
        self.assertEqual(copydesk.lint(DAMAGED, settings={"per-file-ignores": {"*.md": ["tags"]}}).errors, 2)

    def test_mistakes_are_clear(self):
        def fails(kind, message, **arguments):
            with self.assertRaisesRegex(kind, message):
                copydesk.repair("x", **arguments)

        fails(ValueError, 'unknown flavor "htlm"; write one of html, markdown, mdx, text', flavor="htlm")
        fails(ValueError, 'unknown safety "unsafe"; write "safe" or "all"', safety="unsafe")
        fails(copydesk.SettingsError, "unknown key|unknown", settings={"ignor": []})
        fails(copydesk.UnreadableError, "longer than 0 bytes", max_bytes=0)
        fails(TypeError, "settings are a mapping", settings=3)
        fails(TypeError, "settings hold", settings={"ignore": None})
        self.assertTrue(issubclass(copydesk.SettingsError, ValueError))

    def test_half_of_a_surrogate_pair_is_no_text(self):
        half = "two \ud83d"
        for run in (copydesk.lint, copydesk.repair, lambda text: copydesk.compare("x", text), lambda text: copydesk.compare(text, "x")):
            with self.assertRaisesRegex(copydesk.UnreadableError, "the text has half of a surrogate pair at offset 4"):
                run(half)
        with self.assertRaises(TypeError):
            copydesk.lint(b"bytes")

    def test_a_path_tells_the_flavor_and_is_not_read(self):
        text = "| a | b |\n|---|---|\n| 1 | 2 |\n\nSome ** bold ** text"
        self.assertEqual(len(copydesk.lint(text, path="gone/a.html")), 0)
        self.assertEqual(len(copydesk.lint(text, path=pathlib.Path("gone/a.md"))), 1)

    def test_rules_are_those_of_the_program(self):
        listed = json.loads(program("rules", "--output-format", "json", text="").stdout)
        own = [(rule.name, rule.group, rule.severity, rule.on) for rule in copydesk.rules()]
        self.assertEqual([name for name, *_ in own], [rule["name"] for rule in listed])

    def test_versions_agree(self):
        version = program("--version", text="").stdout.decode().split()[1]
        self.assertEqual(copydesk.__version__, version)
        self.assertEqual(importlib.metadata.version("copydesk"), version)
        for manifest in ("Cargo.toml", "bindings/python/Cargo.toml"):
            self.assertIn(f'\nversion = "{version}"\n', (ROOT / manifest).read_text())

    def test_other_threads_go_on_meanwhile(self):
        text = "< b >one</b> two\n\n" * 20_000
        ticks = []
        worker = threading.Thread(target=lambda: copydesk.lint(text))
        worker.start()
        while worker.is_alive():
            ticks.append(time.monotonic())
            time.sleep(0.001)
        self.assertGreater(len(ticks), 5)

    def test_results_do_not_pretend_to_be_picklable(self):
        with self.assertRaises(TypeError):
            pickle.dumps(copydesk.lint(DAMAGED))


class SameAsTheCommandLine(unittest.TestCase):
    def test_findings_and_repaired_texts_are_equal(self):
        compared = damaged = 0
        for flavor, found in articles().items():
            for path, text in found:
                with self.subTest(path=path.name):
                    options = ["lint", "--isolated", "--quiet", "--stdin-filename", path.name, "-"]
                    listed = program(*options, "--output-format", "jsonl", text=text).stdout.decode()
                    told = [json.loads(line) for line in listed.splitlines()]
                    own = copydesk.lint(text, path=path.name).findings
                    mine = [(it.rule, it.severity, it.message, it.line, it.column, [fix.title for fix in it.fixes]) for it in own]
                    theirs = [
                        (
                            it["rule"],
                            it["severity"],
                            it["message"],
                            it["start"]["line"],
                            it["start"]["column"],
                            [fix["title"] for fix in it["fixes"]],
                        )
                        for it in told
                    ]
                    self.assertEqual(mine, theirs)
                    for safety, extra in (("safe", []), ("all", ["--unsafe-fixes"])):
                        theirs = program(*options, "--fix", *extra, text=text).stdout.decode()
                        self.assertEqual(copydesk.repair(text, safety=safety, path=path.name).text, theirs)
                    compared += 1
                    damaged += bool(own)
        self.assertGreater(compared, 30)
        self.assertGreater(damaged, 10)

    def test_json_lines_have_the_same_numbers(self):
        for flavor, found in articles().items():
            if not found:
                continue
            texts = [text for _, text in found] + [None]
            lines = "".join(json.dumps({"text": text}) + "\n" for text in texts)
            options = ["lint", "--isolated", "--quiet", "--jsonl-in", "--flavor", flavor]
            rows = [json.loads(line) for line in program(*options, text=lines).stdout.splitlines()]
            own = copydesk.lint_batch(texts, flavor=flavor).to_pyarrow().to_pylist()
            self.assertEqual([{name: row[name] for name in own[0]} for row in rows], own)
            lines = program(*options, "--fix", text=lines).stdout.splitlines()
            theirs = [json.loads(line)["text"] for line in lines]
            self.assertEqual(copydesk.repair_batch(texts, flavor=flavor).to_pydict()["repaired"], theirs)


class Readme(unittest.TestCase):
    def test_its_example_does_what_it_says(self):
        for name in ("README.md", "pypi/README.md"):
            code = re.search(r"```python\n(import copydesk\n.*?)```", (ROOT / name).read_text(), re.DOTALL)
            self.assertIsNotNone(code, name)
            with tempfile.TemporaryDirectory() as folder:
                file = pathlib.Path(folder) / "example.py"
                file.write_text(code.group(1))
                import sys

                done = subprocess.run([sys.executable, file], cwd=folder, capture_output=True, text=True, check=False)
                self.assertEqual((done.returncode, done.stderr), (0, ""))
                self.assertIn(REPAIRED, done.stdout)


if __name__ == "__main__":
    unittest.main()
