"""What `run.sh` measures: the time that processors work, so that what else runs on the machine counts little. Every measure has
a process of its own."""

import argparse
import json
import os
import random
import resource
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent.parent
#: Bytes of an article, the part of articles that are damaged, and lines of their damage: as in the crawled corpora that were
#: looked at.
SIZE, DAMAGED, LINES = 6_000, 0.26, 3
#: The most articles that are given to what takes milliseconds for each.
SAMPLE = 1_000


def texts(number):
    """Articles made of those of the tests."""
    chance = random.Random(22)

    def read(folder):
        files = sorted((ROOT / "tests/articles" / folder).rglob("*"))
        return [file.read_text(encoding="utf-8") for file in files if file.suffix in (".html", ".md", ".txt")]

    # Articles of one kind at a time: parts of different ones damage each other.
    good, damaged = read("good"), read("damaged")
    for _ in range(number):
        part = chance.choice(good)
        parts = [part] * (SIZE // len(part.encode()) + 1)
        if chance.random() < DAMAGED:
            lines = chance.choice(damaged).splitlines()
            start = chance.randrange(max(1, len(lines) - LINES))
            parts.insert(chance.randrange(len(parts)), "\n".join(lines[start : start + LINES]))
        yield "\n\n".join(parts)


def generate(folder, number):
    import pyarrow as pa
    import pyarrow.parquet as pq

    made = list(texts(number))
    table = pa.table({"id": range(number), "text": made})
    pq.write_table(table, folder / "articles.parquet", row_group_size=2_000)
    pq.write_table(table.slice(0, 500), folder / "first.parquet")
    with open(folder / "articles.bin", "wb") as binary, open(folder / "articles.jsonl", "w") as lines:
        for text in made:
            encoded = text.encode()
            binary.write(len(encoded).to_bytes(8, "little") + encoded)
            lines.write(json.dumps({"text": text}) + "\n")
    (folder / "files").mkdir()
    for at, text in enumerate(made):
        (folder / "files" / f"{at:05}.txt").write_text(text, encoding="utf-8")
    return sum(len(text.encode()) for text in made)


# Each function gives one that runs the map and gives the number of repairs; `empty` is whether the map does nothing.


def of_pyarrow(file, empty):
    import pyarrow as pa
    import pyarrow.compute as pc
    import pyarrow.parquet as pq

    import copydesk

    def run():
        repairs = 0
        for batch in pq.ParquetFile(file).iter_batches(batch_size=2_000, columns=["text"]):
            if not empty:
                repairs += pc.sum(pa.record_batch(copydesk.repair_batch(batch, column="text"))["applied"]).as_py()
        return repairs

    return run


def of_polars(file, empty):
    import polars as pl

    import copydesk.polars  # noqa: F401

    nothing = pl.col("text").map_batches(lambda series: series, return_dtype=pl.String, is_elementwise=True).str.len_bytes()
    applied = pl.col("text").copydesk.repaired().struct.field("applied")
    lazy = pl.scan_parquet(file).select((nothing * 0 if empty else applied).sum())
    return lambda: lazy.collect(engine="streaming").item()


def of_duckdb(file, empty):
    import duckdb

    import copydesk.duckdb

    connection = duckdb.connect()
    connection.execute("SET threads = 1")
    copydesk.duckdb.register(connection)
    connection.create_function("nothing", lambda texts: texts, [duckdb.sqltype("VARCHAR")], duckdb.sqltype("VARCHAR"), type="arrow")
    sql = "SELECT sum({}) FROM '{}'"
    sql = sql.format("0 * length(nothing(text))" if empty else "(copydesk_repair(text) <> text)::INT", file)
    return lambda: connection.sql(sql).fetchall()[0][0]


def of_datasets(file, empty):
    import datasets

    import copydesk.huggingface

    datasets.disable_progress_bars()
    datasets.disable_caching()
    dataset = datasets.Dataset.from_parquet(str(file), cache_dir=str(file.parent / "cache"))

    def run():
        if empty:
            return len(dataset.with_format("arrow").map(lambda table: table, batched=True)) * 0
        return sum(copydesk.huggingface.repair(dataset)["copydesk_applied"])

    return run


def of_datatrove(file, empty):
    from datatrove.pipeline.base import PipelineStep
    from datatrove.pipeline.readers import ParquetReader

    from copydesk.datatrove import Copydesk

    class Nothing(PipelineStep):
        def run(self, data, rank=0, world_size=1):
            yield from data

    def run():
        step = Nothing() if empty else Copydesk(safety="safe")
        documents = sum(1 for _ in step.run(ParquetReader(str(file.parent), glob_pattern=file.name).run(None)))
        return 0 if empty else step.stats.stats["repairs"].total + 0 * documents

    return run


def of_ray(file, empty):
    import ray

    import copydesk.ray

    ray.init(ignore_reinit_error=True, num_cpus=1, include_dashboard=False, log_to_driver=False, logging_level="error")
    ray.data.DataContext.get_current().enable_progress_bars = False

    def run():
        dataset = ray.data.read_parquet(str(file))
        if empty:
            return dataset.map_batches(lambda table: table, batch_format="pyarrow").materialize().count() * 0
        return copydesk.ray.repair(dataset).sum("copydesk_applied")

    return run


def of_spark(file, empty):
    from pyspark.sql import SparkSession
    from pyspark.sql import functions as sql

    import copydesk.spark

    os.environ["PYSPARK_PYTHON"] = sys.executable
    builder = SparkSession.builder.master("local[1]").config("spark.ui.enabled", "false")
    spark = builder.config("spark.sql.shuffle.partitions", "1").getOrCreate()
    spark.sparkContext.setLogLevel("ERROR")

    def run():
        frame = spark.read.parquet(str(file))
        if empty:
            return frame.mapInArrow(lambda batches: batches, frame.schema).agg(sql.sum(sql.length("text"))).collect()[0][0] * 0
        return copydesk.spark.repair(frame).agg(sql.sum("copydesk_applied")).collect()[0][0]

    return run


def of_daft(file, empty):
    import daft

    import copydesk.daft

    nothing = daft.func.batch(return_dtype=daft.DataType.string())(lambda texts: texts.to_arrow())

    def run():
        frame = daft.read_parquet(str(file))
        if empty:
            return frame.select(nothing(daft.col("text")).alias("text")).count_rows() * 0
        found = copydesk.daft.repaired(daft.col("text")).get("applied")
        return frame.select(found.alias("applied")).sum("applied").to_pydict()["applied"][0]

    return run


ENGINES = {
    "pyarrow": of_pyarrow,
    "Polars": of_polars,
    "DuckDB": of_duckdb,
    "datasets": of_datasets,
    "datatrove": of_datatrove,
    "Ray Data": of_ray,
    "Spark": of_spark,
    "Daft": of_daft,
}


def of_ftfy(made):
    import ftfy

    for text in made:
        ftfy.fix_text(text)


def of_trafilatura(made):
    import trafilatura

    for text in made:
        trafilatura.extract(text)


PEERS = {"ftfy": of_ftfy, "trafilatura": of_trafilatura}


#: The mark that the processes of one measure inherit.
MARK = "COPYDESK_MEASURE"


def worked():
    """Ticks that processors worked for this process and those that it started, Spark's and Ray's workers among them."""
    mark, own = f"{MARK}={os.environ[MARK]}".encode(), {os.getpid()}
    ticks, parents = {}, {}
    for folder in Path("/proc").glob("[0-9]*"):
        process = int(folder.name)
        try:
            fields = (folder / "stat").read_text().rpartition(")")[2].split()
            parents[process], ticks[process] = int(fields[1]), sum(map(int, fields[11:15]))
            if mark in (folder / "environ").read_bytes().split(b"\0"):
                own.add(process)
        except OSError:
            continue
    # Ray's workers write over their marks: they are known by those that started them.
    while more := {process for process, parent in parents.items() if parent in own} - own:
        own |= more
    return {process: ticks[process] for process in own if process in ticks}


def since(start):
    """Seconds that processors worked since `start`. Ray ends workers that are idle, and nobody counts what those did before."""
    ticks = sum(count - start.get(process, 0) for process, count in worked().items())
    return ticks / os.sysconf("SC_CLK_TCK")


def measure_here(args):
    """In a process of its own: prints seconds and repairs."""
    name, kind = args.measure.split(":")
    if name in PEERS:
        made = list(texts(SAMPLE))
        start = worked()
        PEERS[name](made)
        print("measured", since(start), 0)
        return
    # A short run starts workers and fills caches.
    ENGINES[name](args.work / "first.parquet", kind == "empty")()
    run = ENGINES[name](args.work / "articles.parquet", kind == "empty")
    start = worked()
    repairs = run()
    print("measured", since(start), repairs)


def measure(args, name, kind, python=sys.executable):
    command = [python, __file__, "--work", str(args.work), "--measure", f"{name}:{kind}"]
    environment = {**os.environ, MARK: f"{os.getpid()}-{name}-{kind}"}
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=environment)
    told = [line.split() for line in done.stdout.splitlines() if line.startswith("measured ")]
    if not told:
        raise SystemExit(f"{name}: {done.stderr[-2000:]}")
    return float(told[-1][1]), int(float(told[-1][2]))


def timed(*command, stdin=None):
    """Seconds that processors worked for a command."""
    start = of_children()
    done = subprocess.run(command, stdin=stdin, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, check=False)
    if done.returncode not in (0, 1):
        raise SystemExit(f"{command}: {done.stderr.decode()[-2000:]}")
    return of_children() - start


def of_children():
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def main(args):
    number = args.articles
    size = generate(args.work, number)
    print(f"{number} articles of {size / number / 1000:.1f} KB; µs of one core for an article\n")

    def row(name, seconds, note="", articles=number):
        print(f"{name:34} {1e6 * seconds / articles:9.0f}  {note}", flush=True)

    reading, linting, repairing = (timed(args.native, work, args.work / "articles.bin") for work in ("read", "lint", "repair"))
    linting, repairing = linting - reading, repairing - reading
    row("native: lint", linting)
    row("native: lint and safe repairs", repairing)
    for name in ENGINES:
        empty, _ = measure(args, name, "empty")
        full, repairs = measure(args, name, "repair")
        note = f"empty map {1e6 * empty / number:.0f}; beyond it {(full - empty) / repairing:.2f} × native; {repairs} repairs"
        row(name, full, note)
    with open(args.work / "articles.jsonl") as lines:
        row("JSON lines (--jsonl-in --fix)", timed(args.program, "lint", "--isolated", "--jsonl-in", "--fix", "--threads", "1", stdin=lines))
    row("command line, a folder", timed(args.program, "lint", "--isolated", "--threads", "1", "--output-format", "jsonl", args.work / "files"))
    some = sorted((args.work / "files").iterdir())[:200]
    each = sum(timed(args.program, "lint", "--isolated", file) for file in some)
    row("command line, a process each", each, f"of {len(some)}", len(some))
    for name in PEERS:
        seconds, _ = measure(args, name, "", args.peers)
        row(name, seconds, f"of {SAMPLE}; {seconds / SAMPLE / (repairing / number):.0f} × lint and repair", SAMPLE)
    print(f"\nwheel: {args.wheel.stat().st_size / 1e6:.1f} MB")
    bare, imported = (sum(timed(sys.executable, "-c", code) for _ in range(20)) / 20 for code in ("pass", "import copydesk"))
    print(f"import copydesk: {1e3 * (imported - bare):.0f} ms beyond Python's own {1e3 * bare:.0f} ms")


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--articles", type=int, default=20_000)
    for option in ("--native", "--program", "--peers", "--wheel"):
        parser.add_argument(option, type=Path)
    parser.add_argument("--measure")
    arguments = parser.parse_args()
    measure_here(arguments) if arguments.measure else main(arguments)
