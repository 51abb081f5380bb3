"""Filters and reports."""

import contextlib
import doctest
import html.parser
import io
import shutil
import subprocess
import sys
import tempfile
import time
import unittest
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

import copydesk
import copydesk.corpus
from copydesk._corpus import main
from copydesk._engine import Step
from copydesk.corpus import Report, Thresholds
from support import DAMAGED, REPAIRED

TEXTS = ["fine", DAMAGED, None, "[map]()\n" + "Words. " * 2000, "a\0b", DAMAGED * 20]
TABLE = pa.table({"text": TEXTS, "site": ["a.org", "a.org", None, "<b>", "<b>", "a.org"], "id": range(6)})


class Filter(unittest.TestCase):
    def why(self, **limits):
        return Thresholds(**limits).why(copydesk.lint_batch(TEXTS, flavor="markdown")).to_pylist()

    def test_the_examples_of_the_documentation_are_true(self):
        results = doctest.testmod(copydesk.corpus)
        self.assertGreater(results.attempted, 3)
        self.assertEqual(results.failed, 0)

    def test_each_threshold_drops_what_is_above_it_and_says_so(self):
        self.assertEqual(self.why(), [None] * 6)
        self.assertEqual(self.why(unread=False), [None, None, "unread", None, "unread", None])
        self.assertEqual(self.why(max_damage_score=0.0), [None, "damage_score", None, "damage_score", None, "damage_score"])
        self.assertEqual(self.why(max_lost_content=0), [None, None, None, "lost_content", None, None])
        self.assertEqual(self.why(max_errors=2), [None, None, None, None, None, "errors"])
        self.assertEqual(self.why(max_findings=0, max_errors=2)[5], "errors")
        self.assertEqual(self.why(max_damaged_share=0.2)[1], "damaged_share")

    def test_a_step_repairs_filters_and_keeps_the_other_columns(self):
        step = Step(safety="safe", keep=Thresholds(max_lost_content=0), options={"flavor": "markdown"})
        for table in (TABLE, TABLE.combine_chunks().to_batches()[0]):
            done = step(table)
            self.assertIs(type(done), type(table))
            self.assertEqual(done.column("id").to_pylist(), [0, 1, 2, 4, 5])
            self.assertEqual(done.column("text").to_pylist(), ["fine", REPAIRED, None, "a\0b", REPAIRED * 20])
            self.assertEqual(done.column("copydesk_findings").to_pylist(), [0, 2, None, None, 40])
            names = done.schema.names
            self.assertEqual(names[3:], [field.name for field in step.fields()])
            self.assertEqual(step(table.slice(0, 0)).schema, done.schema)
        again = step(step(TABLE))
        self.assertEqual(again.schema.names, names)
        self.assertEqual(again.column("copydesk_findings").to_pylist(), [0, 0, None, None, 0])
        binary = pa.table({"text": pa.array([b"\xff", DAMAGED.encode()])})
        self.assertEqual(step(binary)["text"].to_pylist(), [b"\xff", REPAIRED.encode()])


    def test_a_step_keeps_the_type_of_the_texts(self):
        texts = pa.array(["fine", DAMAGED, None, "[map]()"])
        kinds = [pa.string(), pa.large_string(), pa.string_view(), pa.binary(), pa.large_binary(), pa.binary_view(), pa.json_()]
        step = Step(safety="safe", keep=Thresholds(max_lost_content=0), options={"flavor": "markdown"})
        for kind in kinds:
            with self.subTest(kind=kind):
                table = pa.table({"id": range(4), "text": texts.cast(kind), "same": texts.cast(kind)})
                for done in (step(table), step(table.to_batches()[0])):
                    self.assertEqual(done.schema.types[:3], [pa.int64(), kind, kind])
                    self.assertEqual(done.column("text").cast(pa.string()).to_pylist(), ["fine", REPAIRED, None])
                    self.assertEqual(done.column("same").cast(pa.string()).to_pylist(), ["fine", DAMAGED, None])
                report = Report(options={"flavor": "markdown"})
                report.add(Step(options={"flavor": "markdown"})(table))
                self.assertEqual((report.totals["findings"], report.totals["bytes"]), (3, 4 + len(DAMAGED) + 7))
        nothing = step(pa.table({"text": pa.nulls(2), "id": [1, 2]}))
        self.assertEqual((nothing.column("text").to_pylist(), nothing.num_rows), ([None, None], 2))
        words = step(pa.table({"text": texts.dictionary_encode()}))
        self.assertEqual(words.column("text").to_pylist(), ["fine", REPAIRED, None])


class Reports(unittest.TestCase):
    def report(self, **options):
        report = Report(source="site", options={"flavor": "markdown"}, **options)
        report.add(Step(options={"flavor": "markdown"})(TABLE))
        return report

    def test_it_counts_by_rule_by_source_and_by_score(self):
        report = self.report(keep=Thresholds(max_damage_score=0.5))
        totals = report.totals
        self.assertEqual((totals["articles"], totals["damaged"], totals["unread"], totals["empty"]), (6, 3, 1, 1))
        self.assertEqual((totals["findings"], totals["lost_content"], totals["kept"]), (43, 1, 4))
        self.assertEqual(report.by_rule["spaced-tag"], {"articles": 2, "findings": 42, "dropped": 2})
        self.assertEqual(report.by_source["a.org"]["damaged"], 2)
        self.assertEqual(report.dropped_by, {"damage_score": 2})

    def test_thresholds_keep_what_they_say(self):
        rows = self.report().tables()["thresholds"].to_pylist()
        found = copydesk.lint_batch(TEXTS, flavor="markdown").to_pydict()
        sizes = [len(text.encode()) for text, findings in zip(TEXTS, found["findings"]) if findings is not None]
        for row in rows:
            values = [value for value in found[row["threshold"].removeprefix("max_")] if value is not None]
            kept = [size for size, value in zip(sizes, values) if value <= row["value"]]
            self.assertEqual((row["kept"], row["kept_bytes"]), (len(kept), sum(kept)), row)
            self.assertEqual((row["dropped"], row["dropped_bytes"]), (len(sizes) - len(kept), sum(sizes) - sum(kept)), row)
            limits = Thresholds(**{row["threshold"]: row["value"]})
            drops = sum(why is not None for why in limits.why(copydesk.lint_batch(TEXTS, flavor="markdown")).to_pylist())
            self.assertEqual(drops, row["dropped"], row)
        self.assertEqual(len({row["threshold"] for row in rows}), 5)

    def test_nothing_is_counted_as_nothing(self):
        report = Report(source="site")
        report.add(Step()(TABLE.slice(0, 0)))
        report.add(Step()(pa.table({"text": pa.nulls(2, pa.string()), "site": ["x", "y"]})))
        self.assertEqual((report.totals["articles"], report.totals["empty"], report.totals["findings"]), (2, 2, 0))
        self.assertEqual({row["kept"] for row in report.thresholds()}, {0})
        self.assertIn("Report on a corpus", report.html())

    def test_examples_are_not_sought_for_ever(self):
        report = Report()
        report.add(Step()(pa.table({"text": [DAMAGED] * 1000})))
        self.assertEqual(len(report.examples["spaced-tag"]), 1)
        self.assertFalse(report._wants("spaced-tag"))

    def test_examples_show_the_damage_and_the_repair(self):
        examples = self.report().tables()["examples"].to_pylist()
        shown = next(example for example in examples if example["rule"] == "spaced-tag")
        self.assertEqual(shown["before"] + shown["damaged"] + shown["behind"], DAMAGED)
        self.assertEqual(shown["repaired"], "Read <strong>this</ strong>.")

    def test_parts_are_joined_and_survive_json(self):
        import json

        whole, parts = self.report(), Report(source="site", options={"flavor": "markdown"})
        for start in (0, 2, 4):
            part = Report(source="site", options={"flavor": "markdown"})
            part.add(Step(options={"flavor": "markdown"})(TABLE.slice(start, 2)))
            parts.merge(part.with_counts(json.loads(json.dumps(part.counts()))))
        for name, table in whole.tables().items():
            self.assertEqual(parts.tables()[name].to_pylist(), table.to_pylist(), name)

    def test_the_page_is_well_formed_and_obeys_no_article(self):
        nasty = "<script>alert(1)</script> < b >x</b> &amp; \"quoted\" </div>"
        report = Report(source="site")
        report.add(Step()(pa.table({"text": [nasty], "site": ["<img src=x>"]})))
        page = report.html()
        self.assertNotIn("<script", page)
        self.assertNotIn("<img", page)
        open_tags = []

        class Reader(html.parser.HTMLParser):
            def handle_starttag(self, tag, attrs):
                if tag != "meta":
                    open_tags.append(tag)

            def handle_endtag(self, tag):
                assert open_tags.pop() == tag, tag

        Reader().feed(page)
        self.assertEqual(open_tags, [])


class Command(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)
        (self.folder / "in").mkdir()
        pq.write_table(TABLE, self.folder / "in/a.parquet")
        pq.write_table(TABLE, self.folder / "in/b.parquet")
        self.arguments = [str(self.folder / "in"), "--out", str(self.folder / "out"), "--source", "site", "--flavor", "markdown"]

    def run_main(self, *more):
        out, error = io.StringIO(), io.StringIO()
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(error):
            status = main([*self.arguments, *more])
        return status, out.getvalue(), error.getvalue()

    def read(self, name):
        return pq.read_table(self.folder / "out" / name).to_pylist()

    def test_what_is_kept_is_repaired_and_what_is_dropped_is_as_it_was(self):
        status, out, _ = self.run_main("--repair", "safe", "--max-damage-score", "0.9", "--max-lost-content", "0", "--rows", "2")
        self.assertEqual(status, 0)
        self.assertIn("kept 8 of 12 articles", out)
        kept, dropped = self.read("kept/a.parquet"), self.read("dropped/a.parquet")
        self.assertEqual([row["text"] for row in kept], ["fine", REPAIRED, None, "a\0b"])
        self.assertEqual([row["id"] for row in dropped], [3, 5])
        self.assertEqual(dropped[1]["text"], DAMAGED * 20)
        self.assertEqual(sum(row["articles"] for row in self.read("report/sources.parquet")), 12)
        self.assertIn("Report on a corpus", (self.folder / "out/report.html").read_text())

    def test_a_run_that_was_cut_off_goes_on(self):
        self.run_main()
        first = {path: path.stat().st_mtime_ns for path in (self.folder / "out").rglob("*a.parquet*")}
        (self.folder / "out/parts/b.parquet.json").unlink()
        (self.folder / "out/kept/b.parquet.unfinished").write_bytes(b"half")
        status, out, _ = self.run_main()
        self.assertEqual(status, 0)
        self.assertIn("kept 12 of 12 articles", out)
        self.assertEqual({path: path.stat().st_mtime_ns for path in (self.folder / "out").rglob("*a.parquet*")}, first)
        self.assertEqual([path.name for path in self.folder.rglob("*.unfinished")], [])

    def test_a_run_that_was_killed_comes_to_the_same_end(self):
        many = pa.concat_tables([TABLE] * 20)
        for name in "abcdef":
            pq.write_table(many, self.folder / f"in/{name}.parquet")
        options = ["--repair", "safe", "--max-damage-score", "0.5"]
        out = self.folder / "out"
        command = [sys.executable, "-m", "copydesk.corpus", *self.arguments, *options, "--rows", "1"]
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
        while not (out / "parts/b.parquet.json").exists() or not list((out / "kept").glob("*.unfinished")):
            self.assertIsNone(process.poll(), "it was to be killed")
            time.sleep(0.005)
        process.kill()
        self.assertLess(process.wait(), 0)
        self.assertFalse((out / "report.html").exists())
        first = (out / "kept/a.parquet").stat().st_mtime_ns
        self.assertEqual(self.run_main(*options)[0], 0)
        self.assertEqual((out / "kept/a.parquet").stat().st_mtime_ns, first)
        self.assertEqual(list(out.rglob("*.unfinished")), [])
        self.arguments[2] = str(self.folder / "other")
        self.assertEqual(self.run_main(*options)[0], 0)
        found = sorted(path.relative_to(out) for path in out.rglob("*.parquet"))
        self.assertEqual(len(found), 6 + 6 + 4)
        for path in found:
            self.assertTrue(pq.read_table(out / path).equals(pq.read_table(self.folder / "other" / path)), path)

    def test_a_run_with_other_options_needs_another_folder(self):
        self.run_main("--max-damage-score", "0.5")
        status, _, error = self.run_main("--max-damage-score", "0.4", "--threads", "1")
        self.assertEqual(status, 2)
        self.assertIn("holds a run with other options (max-damage-score was 0.5); write into another folder", error)
        self.assertEqual(self.run_main("--max-damage-score", "0.5", "--threads", "1")[0], 0)

    def test_a_file_that_was_written_anew_is_done_anew(self):
        self.run_main()
        pq.write_table(TABLE.slice(0, 3), self.folder / "in/a.parquet")
        self.assertIn("kept 9 of 9 articles", self.run_main()[1])
        self.assertEqual(len(self.read("kept/a.parquet")), 3)

    def test_a_file_without_rows_comes_out_as_one(self):
        pq.write_table(TABLE.slice(0, 0), self.folder / "in/a.parquet")
        self.assertIn("kept 6 of 6 articles", self.run_main("--repair", "safe")[1])
        for place in ("kept", "dropped"):
            self.assertEqual(self.read(f"{place}/a.parquet"), [])
            self.assertEqual(pq.read_schema(self.folder / "out" / place / "a.parquet"), pq.read_schema(self.folder / "out" / place / "b.parquet"))

    def test_mistakes_are_clear(self):
        status, _, error = self.run_main("--column", "id")
        self.assertEqual(status, 2)
        self.assertRegex(error, r"error: .*a\.parquet cannot be read: a column of strings or bytes is needed, not one of Int64")
        (self.folder / "out/run.json").unlink()
        (self.folder / "in/aa.parquet").write_bytes(b"no such thing")
        status, _, error = self.run_main()
        self.assertEqual(status, 2)
        self.assertRegex(error, r"error: .*aa\.parquet cannot be read: ")
        (self.folder / "in/aa.parquet").unlink()
        shutil.rmtree(self.folder / "out")
        with contextlib.redirect_stderr(io.StringIO()), self.assertRaises(SystemExit):
            main([*self.arguments, "--threads", "-1"])
        status, _, error = self.run_main("--column", "body")
        self.assertEqual(status, 2)
        self.assertRegex(error, r"error: .*a\.parquet has no column 'body'; it has text, site, id")
        with contextlib.redirect_stderr(io.StringIO()):
            self.assertEqual(main([str(self.folder / "gone"), "--out", "x"]), 2)
        done = subprocess.run([sys.executable, "-m", "copydesk.corpus", "--help"], capture_output=True, text=True, check=True)
        self.assertIn("--max-damage-score", done.stdout)


if __name__ == "__main__":
    unittest.main()
