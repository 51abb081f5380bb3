"""Daft.

    import copydesk.daft
    import daft

    articles = daft.read_parquet("articles/*.parquet")
    text = daft.col("text")
    articles = articles.where(copydesk.daft.damage_score(text) < 0.5).with_column("text", copydesk.daft.repair(text))
    articles.write_parquet("clean/")
"""

from __future__ import annotations

from typing import Any

from ._api import lint_batch, repair_batch
from ._engine import engine

_USER = "copydesk.daft"


def lint(text: Any, **options: Any) -> Any:
    """An expression: a struct with the columns of `copydesk.lint_batch`. Options are those of `lint_batch`."""
    return _mapped(text, lambda texts: lint_batch(texts, **options), lint_batch([]), None)


def damage_score(text: Any, **options: Any) -> Any:
    """An expression: how damaged each text is, from 0 to below 1."""
    return _mapped(text, lambda texts: lint_batch(texts, **options), lint_batch([]), "damage_score")


def repaired(text: Any, safety: str = "safe", **options: Any) -> Any:
    """An expression: a struct with the columns of `copydesk.repair_batch`."""
    return _mapped(text, lambda texts: repair_batch(texts, safety=safety, **options), repair_batch([]), None)


def repair(text: Any, safety: str = "safe", **options: Any) -> Any:
    """An expression: the repaired texts. A text that cannot be linted stays as it is."""
    return _mapped(text, lambda texts: repair_batch(texts, safety=safety, **options), repair_batch([]), "repaired")


def _mapped(text: Any, work: Any, empty: Any, column: Any) -> Any:
    daft = engine("daft", "daft", _USER)
    pa = engine("pyarrow", "pyarrow", _USER)

    def chosen(batch: Any) -> Any:
        table = pa.table(batch)
        if column is None:
            whole = table.to_struct_array()
            return whole.combine_chunks() if isinstance(whole, pa.ChunkedArray) else whole
        return table[column].combine_chunks()

    gives = daft.DataType.from_arrow_type(chosen(empty).type)

    def copydesk_udf(texts: Any) -> Any:
        # What Daft has no type for, such as views of Arrow, it would hand over as nulls.
        is_python = texts.datatype() == daft.DataType.python()
        return chosen(work(texts.to_pylist() if is_python else texts.to_arrow()))

    return daft.func.batch(return_dtype=gives)(copydesk_udf)(text)
