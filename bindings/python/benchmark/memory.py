"""Whether memory stays flat: lints a generated Parquet file of some million short articles, and prints what the process holds.

    PYTHONPATH=… python bindings/python/benchmark/memory.py FILE [MILLIONS [SECONDS]]

It stops after SECONDS (600), and fails where the last rows took more memory than the first ones, by more than 64 MB.
"""

import random
import resource
import sys
import time
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

import copydesk

ROWS = 100_000


def held():
    """Bytes that the process holds."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * resource.getpagesize()


def generate(file, groups):
    """Row groups of articles of some hundred bytes, every fourth of them damaged."""
    chance = random.Random(22)
    words = "the ferry leaves harbour at nine and comes back before dark when weather permits it".split()

    def article():
        text = " ".join(chance.choice(words) for _ in range(50))
        return text + " Read < strong >this</ strong>." if chance.random() < 0.25 else text

    pool = pa.array([article() for _ in range(20_000)])
    with pq.ParquetWriter(file, pa.schema([("text", pa.string())])) as writer:
        for _ in range(groups):
            rows = pa.array([chance.randrange(len(pool)) for _ in range(ROWS)])
            writer.write_table(pa.table({"text": pool.take(rows)}))


def main(file, millions=10.0, seconds=600.0):
    generate(file, int(float(millions) * 1_000_000 / ROWS))
    start, rows, findings, seen = time.monotonic(), 0, 0, []
    # What pyarrow reads ahead it would keep until the end of the file.
    for batch in pq.ParquetFile(file, pre_buffer=False).iter_batches(batch_size=10_000):
        found = pa.record_batch(copydesk.lint_batch(batch, column="text", threads=0))
        findings += pc.sum(found["findings"]).as_py()
        rows += batch.num_rows
        if rows % 500_000 == 0:
            seen.append(held())
            print(f"{rows / 1e6:5.1f} million rows, {time.monotonic() - start:5.0f} s, {seen[-1] / 1e6:6.0f} MB", flush=True)
        if time.monotonic() - start > float(seconds):
            break
    grown = seen[-1] - min(seen)
    print(f"{rows} rows, {findings} findings; grown by {grown / 1e6:.0f} MB")
    return int(grown > 64e6)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
