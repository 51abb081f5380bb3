"""The adapters for engines, each with its engine. `python test_engines.py Polars` runs those of one."""

import importlib
import os
import re
import subprocess
import sys
import tempfile
import textwrap
import unittest
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

import copydesk
from copydesk.corpus import Thresholds
from support import DAMAGED, REPAIRED

TEXTS = ["fine", DAMAGED, None, "a\0b", DAMAGED * 20, "[map]()"] * 50
IDS = list(range(len(TEXTS)))
OPTIONS = {"flavor": "markdown"}
FOUND = copydesk.repair_batch(TEXTS, **OPTIONS).to_pydict()
KEEP = Thresholds(max_damage_score=0.8)
KEPT = [at for at, why in enumerate(KEEP.why(copydesk.lint_batch(TEXTS, **OPTIONS)).to_pylist()) if why is None]
assert 0 < len(KEPT) < len(TEXTS)


def table():
    return pa.table({"id": IDS, "text": TEXTS})


class Engine(unittest.TestCase):
    """Compares what came out of an engine with what came out of the package itself."""

    def example(self, module):
        """Runs the example in the description of an adapter, in a folder with articles, of which it repairs one and drops one."""
        lines = importlib.import_module(module).__doc__.splitlines()
        code = textwrap.dedent("\n".join(line for line in lines if line.startswith("    ") or not line))
        long = "Words of an article. " * 500
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            (folder / "articles").mkdir()
            table = pa.table({"id": ["1", "2"], "text": [long + DAMAGED, DAMAGED * 20]})
            pq.write_table(table, folder / "articles/a.parquet")
            # Workers may be in another folder.
            code = re.sub(r"""(["'])(articles|clean|dropped|logs)\b""", rf"\1{folder}/\2", code)
            exec(compile(code, module, "exec"), {"__name__": "example"})
            files = sorted(folder.rglob("clean*.parquet")) or sorted((folder / "clean").rglob("*.parquet"))
            texts = [text for file in files for text in pq.read_table(file)["text"].to_pylist()]
        self.assertEqual(texts, [long + REPAIRED])

    def same(self, linted, repaired):
        """Both are lists of rows; the second was repaired and filtered."""
        linted = sorted(linted, key=lambda row: row["id"])
        self.assertEqual([row["id"] for row in linted], IDS)
        for name in ("findings", "errors", "lost_content", "damage_score", "error"):
            self.assertEqual([row["copydesk_" + name] for row in linted], FOUND[name], name)
        rules = [None if row["copydesk_rules"] is None else list(row["copydesk_rules"]) for row in linted]
        self.assertEqual(rules, FOUND["rules"])
        self.assertEqual([row["text"] for row in linted], TEXTS)
        repaired = sorted(repaired, key=lambda row: row["id"])
        self.assertEqual([row["id"] for row in repaired], KEPT)
        self.assertEqual([row["text"] for row in repaired], [FOUND["repaired"][at] for at in KEPT])
        self.assertEqual([row["copydesk_left"] for row in repaired], [FOUND["left"][at] for at in KEPT])


class Missing(unittest.TestCase):
    def test_a_missing_engine_is_one_clear_message(self):
        code = "import sys; sys.modules.update(dict.fromkeys(sys.argv[2].split(','))); import copydesk; {}"
        uses = {
            "polars": ("polars", "import copydesk.polars"),
            "duckdb": ("duckdb", "import copydesk.duckdb; copydesk.duckdb.register(None)"),
            "datatrove": ("datatrove", "import copydesk.datatrove"),
            "datasets": ("datasets", "import copydesk.huggingface; copydesk.huggingface.lint(None)"),
            "ray": ("ray[data]", "import copydesk.ray; copydesk.ray.lint(None)"),
            "pyspark": ("pyspark", "import copydesk.spark; copydesk.spark.lint(None)"),
            "daft": ("daft", "import copydesk.daft; copydesk.daft.lint(None)"),
        }
        for module, (package, use) in uses.items():
            done = subprocess.run(
                [sys.executable, "-c", code.format(use), "-", module], capture_output=True, text=True, check=False
            )
            self.assertEqual(done.returncode, 1)
            last = done.stderr.strip().splitlines()[-1]
            self.assertRegex(last, rf"^ImportError: copydesk\.\w+ needs {package}: pip install {package}$".replace("[", r"\["))

    def test_the_package_alone_imports_no_engine(self):
        code = "import copydesk, copydesk.corpus, sys; print([name for name in ('pyarrow', 'numpy', 'polars') if name in sys.modules])"
        done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
        self.assertEqual(done.stdout, "[]\n")


class Polars(Engine):
    def test_its_example_runs(self):
        self.example("copydesk.polars")

    def setUp(self):
        self.pl = importlib.import_module("polars")
        importlib.import_module("copydesk.polars")
        self.frame = self.pl.DataFrame(table())

    def test_expressions_lint_repair_and_filter(self):
        text = self.pl.col("text").copydesk
        found = self.frame.select(text.lint(**OPTIONS).alias("found")).unnest("found")
        for name in ("findings", "damage_score", "rules", "error"):
            self.assertEqual(found[name].to_list(), FOUND[name])
        self.assertEqual(self.frame.select(text.repair(**OPTIONS))["text"].to_list(), FOUND["repaired"])
        self.assertEqual(self.frame.select(text.damage_score(**OPTIONS))["text"].to_list(), FOUND["damage_score"])
        done = self.frame.select(text.repaired(safety="all", **OPTIONS).struct.field("applied"))
        self.assertGreaterEqual(done["applied"].sum(), 2)

    def test_columns_keep_their_names_and_need_no_type(self):
        text = self.pl.col("text")
        named = self.frame.select(text.alias("other").copydesk.repair(**OPTIONS), text.copydesk.damage_score(**OPTIONS).alias("score"))
        self.assertEqual(named.columns, ["other", "score"])
        self.assertEqual(self.pl.select(self.pl.lit(DAMAGED).copydesk.repair()).item(), REPAIRED)
        frame = self.pl.DataFrame({"text": [DAMAGED], "nothing": [None]})
        self.assertEqual(copydesk.lint_batch(frame, column="text").to_pydict()["findings"], [2])
        self.assertEqual(frame.select(self.pl.col("nothing").copydesk.repair()).item(), None)
        self.assertEqual(copydesk.lint_batch(frame["nothing"]).to_pydict()["findings"], [None])

    def test_files_are_streamed(self):
        with tempfile.TemporaryDirectory() as folder:
            self.frame.write_parquet(Path(folder) / "in.parquet")
            text = self.pl.col("text").copydesk
            score = text.damage_score(**OPTIONS)
            lazy = self.pl.scan_parquet(Path(folder) / "in.parquet").filter(score.fill_null(0) <= 0.8)
            lazy.with_columns(text.repair(**OPTIONS)).sink_parquet(Path(folder) / "out.parquet")
            done = self.pl.read_parquet(Path(folder) / "out.parquet")
        self.assertEqual(done["id"].to_list(), KEPT)
        self.assertEqual(done["text"].to_list(), [FOUND["repaired"][at] for at in KEPT])


class DuckDB(Engine):
    def test_its_example_runs(self):
        self.example("copydesk.duckdb")

    def test_functions_of_sql_lint_and_repair(self):
        connection = importlib.import_module("duckdb").connect()
        importlib.import_module("copydesk.duckdb").register(connection, **OPTIONS)
        articles = table()
        self.assertEqual(len(articles), len(TEXTS))
        rows = connection.sql(
            "SELECT copydesk_damage_score(text), copydesk_repair(text), copydesk_lint(text).rules, copydesk_lint(text).error "
            "FROM articles ORDER BY id"
        ).fetchall()
        expected = list(zip(FOUND["damage_score"], FOUND["repaired"], FOUND["rules"], FOUND["error"]))
        self.assertEqual(rows, expected)
        sql = "SELECT id FROM articles WHERE coalesce(copydesk_damage_score(text), 0) <= 0.8 ORDER BY id"
        self.assertEqual([row[0] for row in connection.sql(sql).fetchall()], KEPT)
        self.assertEqual(connection.sql("SELECT copydesk_repair_all('< b >x</b>')").fetchall(), [("<b>x</b>",)])

    def test_a_relation_is_a_table_of_arrow(self):
        connection = importlib.import_module("duckdb").connect()
        relation = connection.sql("SELECT '< b >x</b>' AS text")
        self.assertEqual(copydesk.lint_batch(relation.to_arrow_table(), column="text").to_pydict()["findings"], [1])


class HuggingFace(Engine):
    def test_its_example_runs(self):
        self.example("copydesk.huggingface")

    def test_datasets_are_mapped(self):
        datasets = importlib.import_module("datasets")
        adapter = importlib.import_module("copydesk.huggingface")
        datasets.disable_progress_bars()
        dataset = datasets.Dataset(table())
        linted = adapter.lint(dataset, **OPTIONS)
        repaired = adapter.repair(dataset, keep=KEEP, batch_size=64, **OPTIONS)
        self.same(linted.to_list(), repaired.to_list())
        both = adapter.repair(datasets.DatasetDict({"train": dataset}), keep=KEEP, num_proc=2, **OPTIONS)
        self.same(linted.to_list(), both["train"].to_list())
        self.assertEqual(linted.format["type"], None)
        with self.assertRaises(KeyError):
            adapter.lint(dataset, column="body")

    def test_iterable_datasets_are_streamed(self):
        datasets = importlib.import_module("datasets")
        adapter = importlib.import_module("copydesk.huggingface")
        stream = datasets.Dataset(table()).to_iterable_dataset()
        self.same(list(adapter.lint(stream, **OPTIONS)), list(adapter.repair(stream, keep=KEEP, **OPTIONS)))


class Datatrove(Engine):
    def test_its_example_runs(self):
        self.example("copydesk.datatrove")

    def test_half_of_a_surrogate_pair_costs_one_document(self):
        document = importlib.import_module("datatrove.data").Document
        step = importlib.import_module("copydesk.datatrove").Copydesk
        texts = ["half \ud83d", DAMAGED]
        done = list(step(safety="safe").run([document(text=text, id=str(at)) for at, text in enumerate(texts)]))
        self.assertEqual([one.text for one in done], [texts[0], REPAIRED])
        self.assertIn("is not UTF-8", done[0].metadata["copydesk_error"])

    def test_documents_are_repaired_and_filtered_and_a_run_goes_on(self):
        executor = importlib.import_module("datatrove.executor").LocalPipelineExecutor
        readers = importlib.import_module("datatrove.pipeline.readers")
        writers = importlib.import_module("datatrove.pipeline.writers")
        step = importlib.import_module("copydesk.datatrove").Copydesk
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            rows = [at for at in IDS if TEXTS[at]]
            for part in (0, 1):
                chosen = rows[part::2]
                part_table = pa.table({"id": [str(at) for at in chosen], "text": [TEXTS[at] for at in chosen]})
                (folder / "in").mkdir(exist_ok=True)
                pq.write_table(part_table, folder / f"in/{part}.parquet")

            def run(data):
                pipeline = [
                    readers.ParquetReader(str(data)),
                    step(
                        safety="safe", keep=KEEP, exclusion_writer=writers.JsonlWriter(str(folder / "dropped"), compression=None),
                        batch_size=32, **OPTIONS,
                    ),
                    writers.ParquetWriter(str(folder / "clean")),
                ]
                return executor(pipeline, tasks=2, logging_dir=str(folder / "logs")).run()

            stats = run(folder / "in")
            done = sorted(pq.read_table(folder / "clean").to_pylist(), key=lambda row: int(row["id"]))
            kept = [at for at in KEPT if TEXTS[at]]
            self.assertEqual([int(row["id"]) for row in done], kept)
            self.assertEqual([row["text"] for row in done], [FOUND["repaired"][at] for at in kept])
            dropped = [line for file in (folder / "dropped").glob("*") for line in file.read_text().splitlines()]
            self.assertEqual(len(dropped), len(rows) - len(kept))
            self.assertTrue(all("damage_score" in line for line in dropped))
            counted = next(block for block in stats.stats if "copydesk" in block.name)
            numbers = {name: value.total for name, value in counted.stats.items()}
            self.assertEqual((numbers["total"], numbers["forwarded"]), (len(rows), len(kept)))
            self.assertEqual((numbers["dropped_damage_score"], numbers["unread"]), (50, 50))
            self.assertEqual(numbers["rule_spaced-tag"], 100)
            # What is done is not done again: the input may even be gone.
            before = {file: file.stat().st_mtime_ns for file in (folder / "clean").glob("*")}
            run(folder / "in")
            self.assertEqual({file: file.stat().st_mtime_ns for file in (folder / "clean").glob("*")}, before)


class Ray(Engine):
    def test_datasets_are_mapped(self):
        ray = importlib.import_module("ray")
        adapter = importlib.import_module("copydesk.ray")
        ray.init(num_cpus=2, include_dashboard=False, log_to_driver=False, logging_level="error")
        self.addCleanup(ray.shutdown)
        ray.data.DataContext.get_current().enable_progress_bars = False
        dataset = ray.data.from_arrow(table()).repartition(4)
        repaired = adapter.repair(dataset, keep=KEEP, batch_size=50, **OPTIONS)
        self.same(adapter.lint(dataset, **OPTIONS).take_all(), repaired.take_all())
        self.example("copydesk.ray")


class Spark(Engine):
    def test_data_frames_are_mapped(self):
        sql = importlib.import_module("pyspark.sql")
        adapter = importlib.import_module("copydesk.spark")
        os.environ["PYSPARK_PYTHON"] = sys.executable
        builder = sql.SparkSession.builder.master("local[2]").appName("copydesk")
        spark = builder.config("spark.ui.enabled", "false").config("spark.sql.shuffle.partitions", "2").getOrCreate()
        self.addCleanup(spark.stop)
        frame = spark.createDataFrame(list(zip(IDS, TEXTS)), "id long, text string").repartition(3)
        rows = [row.asDict() for row in adapter.lint(frame, **OPTIONS).collect()]
        repaired = [row.asDict() for row in adapter.repair(frame, keep=KEEP, **OPTIONS).collect()]
        self.same(rows, repaired)
        again = adapter.repair(adapter.repair(frame, **OPTIONS), **OPTIONS)
        self.assertEqual(again.columns, adapter.repair(frame, **OPTIONS).columns)
        left = {row["id"]: row["copydesk_findings"] for row in again.collect()}
        self.assertEqual([left[at] for at in IDS], FOUND["left"])
        with self.assertRaisesRegex(KeyError, "there is no column 'body'; there are id, text"):
            adapter.lint(frame, column="body")
        self.example("copydesk.spark")


class Daft(Engine):
    def test_what_daft_has_no_type_for_is_not_lost(self):
        daft = importlib.import_module("daft")
        frame = daft.from_arrow(pa.table({"text": pa.array([DAMAGED, None]).cast(pa.string_view())}))
        repaired = importlib.import_module("copydesk.daft").repair(daft.col("text"))
        self.assertEqual(frame.select(repaired).to_pydict()["text"], [REPAIRED, None])

    def test_its_example_runs(self):
        self.example("copydesk.daft")

    def test_expressions_lint_repair_and_filter(self):
        daft = importlib.import_module("daft")
        adapter = importlib.import_module("copydesk.daft")
        frame = daft.from_arrow(table())
        text = daft.col("text")
        frame = frame.with_columns(
            {
                "score": adapter.damage_score(text, **OPTIONS),
                "clean": adapter.repair(text, **OPTIONS),
                "found": adapter.lint(text, **OPTIONS),
                "done": adapter.repaired(text, safety="all", **OPTIONS),
            }
        )
        rows = frame.sort("id").to_pylist()
        self.assertEqual([row["score"] for row in rows], FOUND["damage_score"])
        self.assertEqual([row["clean"] for row in rows], FOUND["repaired"])
        self.assertEqual([row["found"] and row["found"]["findings"] for row in rows], FOUND["findings"])
        self.assertEqual([row["done"] and row["done"]["applied"] for row in rows], FOUND["applied"])
        kept = frame.where(adapter.damage_score(text, **OPTIONS).fill_null(0) <= 0.8).sort("id").to_pydict()["id"]
        self.assertEqual(kept, KEPT)


if __name__ == "__main__":
    unittest.main()
