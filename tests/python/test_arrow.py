"""Columns of texts, from whatever speaks Arrow."""

import os
import threading
import time
import unittest

import nanoarrow
import pandas as pd
import polars as pl
import pyarrow as pa

import copydesk
from support import DAMAGED, REPAIRED

TEXTS = [DAMAGED, None, "fine", "[map]()"]
FINDINGS = [2, None, 0, 1]


def findings(batch):
    return batch.to_pydict()["findings"]


class Types(unittest.TestCase):
    def test_all_types_of_text_are_read(self):
        kinds = [pa.string(), pa.large_string(), pa.string_view(), pa.binary(), pa.large_binary(), pa.binary_view()]
        for kind in kinds:
            with self.subTest(kind=kind):
                column = pa.array(TEXTS, kind) if "view" not in str(kind) else pa.array(TEXTS).cast(kind)
                self.assertEqual(findings(copydesk.lint_batch(column, flavor="markdown")), FINDINGS)
                self.assertEqual(copydesk.repair_batch(column).to_pydict()["repaired"][:3], [REPAIRED, None, "fine"])
        self.assertEqual(findings(copydesk.lint_batch(pa.nulls(3))), [None, None, None])

    def test_a_dictionary_is_read_by_its_keys(self):
        column = pa.array(["x", DAMAGED, None, DAMAGED]).dictionary_encode()
        self.assertEqual(findings(copydesk.lint_batch(column)), [0, 2, None, 2])

    def test_chunks_and_slices_keep_their_order(self):
        column = pa.chunked_array([TEXTS[:1], [], TEXTS[1:]])
        self.assertEqual(findings(copydesk.lint_batch(column, flavor="markdown")), FINDINGS)
        self.assertEqual(findings(copydesk.lint_batch(column.slice(2, 2), flavor="markdown")), FINDINGS[2:])
        self.assertEqual(findings(copydesk.lint_batch(pa.array(TEXTS)[1:3], flavor="markdown")), FINDINGS[1:3])
        self.assertEqual(findings(copydesk.lint_batch(pa.chunked_array([], pa.string()))), [])
        self.assertEqual(len(copydesk.repair_batch([])), 0)

    def test_a_column_of_a_table_is_named(self):
        table = pa.table({"id": [1, 2, 3, 4], "body": TEXTS})
        for data in (table, table.to_batches()[0], pl.DataFrame(table)):
            self.assertEqual(findings(copydesk.lint_batch(data, column="body", flavor="markdown")), FINDINGS)
            with self.assertRaisesRegex(KeyError, 'there is no column .*text.*; there are .*id.*body'):
                copydesk.lint_batch(data, column="text")
        with self.assertRaisesRegex(TypeError, "name the column"):
            copydesk.lint_batch(table)
        with self.assertRaisesRegex(KeyError, "this is a column"):
            copydesk.lint_batch(pa.array(TEXTS), column="text")
        empty = table.slice(0, 0)
        self.assertEqual(len(copydesk.lint_batch(empty, column="body")), 0)
        with self.assertRaises(KeyError):
            copydesk.lint_batch(pa.table({"a": pa.chunked_array([], pa.string())}), column="text")

    def test_other_libraries_hand_over_theirs(self):
        for data in (pl.Series(TEXTS), nanoarrow.Array(TEXTS, nanoarrow.string()), TEXTS, tuple(TEXTS)):
            self.assertEqual(findings(copydesk.lint_batch(data, flavor="markdown")), FINDINGS)
        frame = pd.DataFrame({"text": TEXTS})
        self.assertEqual(findings(copydesk.lint_batch(frame, column="text", flavor="markdown")), FINDINGS)

    def test_a_series_of_pandas_is_read_as_its_frame_is(self):
        series = pd.Series([*TEXTS, float("nan")], dtype=object, name="body", index=[5, 4, 3, 2, 1])
        self.assertEqual(findings(copydesk.lint_batch(series, flavor="markdown")), [*FINDINGS, None])

    def test_python_lists_hold_strings_bytes_and_nothing_else(self):
        found = copydesk.repair_batch([DAMAGED.encode(), DAMAGED, None, "half \ud83d pair", b"\xff"]).to_pydict()
        self.assertEqual(found["repaired"], [REPAIRED, REPAIRED, None, None, None])
        expected = [None, None, None, "the text is not UTF-8 (first bad byte at offset 5)", "the text is not UTF-8 (first bad byte at offset 0)"]
        self.assertEqual(found["error"], expected)
        with self.assertRaisesRegex(TypeError, "a sequence of strings is needed, not one with <class 'float'> in row 1"):
            copydesk.lint_batch(["x", 1.5])
        with self.assertRaisesRegex(KeyError, "there is no column .*text"):
            copydesk.lint_batch(["x"], column="text")

    def test_what_is_no_text_is_refused(self):
        for data in (pa.array([1]), 5, [1, 2], b"x", "x", {"text": "x"}, {"x"}, iter(["x"]), None):
            with self.subTest(data=data), self.assertRaisesRegex(TypeError, "is needed, not"):
                copydesk.lint_batch(data)

    def test_a_row_of_a_table_that_is_null_has_no_text(self):
        rows = pa.StructArray.from_arrays([pa.array(TEXTS)], ["text"], mask=pa.array([True, False, False, True]))
        self.assertEqual(findings(copydesk.lint_batch(rows, column="text", flavor="markdown")), [None, None, 0, None])
        self.assertEqual(findings(copydesk.lint_batch(rows[2:], column="text", flavor="markdown")), [0, None])
        self.assertEqual(findings(copydesk.lint_batch(pl.Series(rows.to_pylist()), column="text")), [None, None, 0, None])

    def test_columns_of_one_name_are_told_apart_by_nobody(self):
        table = pa.Table.from_arrays([pa.array(["x"]), pa.array(["y"])], ["text", "text"])
        with self.assertRaisesRegex(KeyError, "there are several columns .*text"):
            copydesk.lint_batch(table, column="text")

    def test_results_go_on_as_arrow(self):
        batch = copydesk.repair_batch(TEXTS)
        self.assertEqual(pa.record_batch(batch).num_rows, 4)
        self.assertEqual(pa.table(batch).column_names, batch.column_names)
        self.assertEqual(batch.to_polars()["repaired"][0], REPAIRED)
        self.assertEqual(batch.to_pandas()["repaired"][0], REPAIRED)
        self.assertEqual(nanoarrow.Array(batch).to_pylist()[2]["findings"], 0)
        wanted = pa.schema([(field.name, pa.large_string() if field.name == "repaired" else field.type) for field in pa.schema(batch)])
        self.assertEqual(pa.table(batch).cast(wanted).schema.field("repaired").type, pa.large_string())


class Rows(unittest.TestCase):
    def test_what_cannot_be_linted_is_a_row(self):
        texts = pa.array([b"caf\xe9", b"a\0b", b"x" * 11, DAMAGED[:9].encode(), None], pa.binary())
        found = copydesk.repair_batch(texts, max_bytes=10).to_pyarrow().to_pylist()
        errors = [row["error"] for row in found]
        expected = [
            "the text is not UTF-8 (first bad byte at offset 3)",
            "the text contains a NUL byte at offset 1",
            "the text is longer than 10 bytes",
            None,
            None,
        ]
        self.assertEqual(errors, expected)
        self.assertEqual([row["repaired"] for row in found], [None, "a\0b", "x" * 11, DAMAGED[:9], None])
        for row in (*found[:3], found[4]):
            numbers = {name: value for name, value in row.items() if name not in ("error", "repaired")}
            self.assertEqual(set(numbers.values()), {None})

    def test_a_column_of_strings_that_is_no_utf8_is_a_row_too(self):
        wrong = pa.Array.from_buffers(pa.string(), 1, pa.array([b"\xff\xfe"]).buffers())
        self.assertEqual(copydesk.lint_batch(wrong).to_pydict()["error"], ["the text is not UTF-8 (first bad byte at offset 0)"])

    def test_a_huge_article_among_small_ones_is_a_row(self):
        texts = pa.array(["fine", "x" * 100_000_000, DAMAGED], pa.large_string())
        batch = copydesk.lint_batch(texts)
        self.assertEqual(findings(batch), [0, None, 2])
        self.assertEqual(batch.to_pydict()["error"][1], "the text is longer than 32000000 bytes")

    def test_a_stream_is_read_chunk_by_chunk(self):
        alive = []

        def batches():
            for _ in range(5):
                batch = pa.record_batch({"text": pa.array(TEXTS * 1000)})
                alive.append(pa.total_allocated_bytes())
                yield batch

        schema = pa.schema([("text", pa.string())])
        found = copydesk.lint_batch(pa.RecordBatchReader.from_batches(schema, batches()), column="text")
        self.assertEqual(len(found), 20_000)
        self.assertLess(alive[-1], alive[0] * 3)

    def test_many_rows_come_out_as_several_batches(self):
        table = pa.table(copydesk.repair_batch(pa.chunked_array([pa.nulls(600_000, pa.string()), pa.array([DAMAGED])])))
        self.assertEqual((table.num_rows, table["repaired"][-1].as_py()), (600_001, REPAIRED))
        self.assertGreater(table["rules"].num_chunks, 1)
        whole = pa.record_batch(copydesk.lint_batch(pa.nulls(600_000)))
        self.assertEqual(whole.num_rows, 600_000)

    def test_threads_change_nothing(self):
        texts = [TEXTS[at % 4] for at in range(3000)]
        one = pa.table(copydesk.repair_batch(texts))
        for threads in (0, 2, 5):
            self.assertTrue(pa.table(copydesk.repair_batch(texts, threads=threads)).equals(one))

    def test_numbers_are_those_of_single_articles(self):
        report = copydesk.lint(DAMAGED)
        row = copydesk.lint_batch([DAMAGED]).to_pyarrow().to_pylist()[0]
        for name in ("errors", "repairable", "likely", "lost_content", "damaged_bytes", "damaged_share", "damage_score"):
            self.assertEqual(row[name], getattr(report, name), name)
        self.assertEqual((row["findings"], row["rules"]), (len(report), list(report.rules)))

    def test_other_threads_go_on_meanwhile(self):
        texts = pa.array([DAMAGED * 50] * 4000)
        worker = threading.Thread(target=copydesk.lint_batch, args=(texts,))
        ticks = 0
        worker.start()
        while worker.is_alive():
            ticks += 1
            time.sleep(0.001)
        self.assertGreater(ticks, 5)


@unittest.skipUnless(os.environ.get("COPYDESK_TEST_LARGE"), "it takes 8 GB of memory: COPYDESK_TEST_LARGE=1 runs it")
class Large(unittest.TestCase):
    def test_more_than_two_gigabytes_come_out_as_several_batches(self):
        half = pa.array(["x " * 500_000] * 1100)
        texts = pa.chunked_array([half, half])
        batch = copydesk.repair_batch(texts, settings={"select": ["spaced-tag"]}, threads=0)
        table = pa.table(batch)
        self.assertEqual((table.num_rows, table["repaired"].type), (2200, pa.string()))
        self.assertEqual(table["repaired"].num_chunks, 2)
        with self.assertRaisesRegex(ValueError, "take them as a table"):
            pa.record_batch(batch)


if __name__ == "__main__":
    unittest.main()
