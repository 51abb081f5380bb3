"""Polars: `import copydesk.polars` adds a namespace to its expressions.

    import polars as pl
    import copydesk.polars

    articles = pl.scan_parquet("articles/*.parquet")
    score = pl.col("text").copydesk.damage_score()
    articles.filter(score < 0.5).with_columns(pl.col("text").copydesk.repair()).sink_parquet("clean.parquet")

Polars goes on in its other threads meanwhile.
"""

from __future__ import annotations

from typing import Any

from ._api import lint_batch, repair_batch
from ._engine import engine

pl = engine("polars", "polars", "copydesk.polars")

#: The type of what `lint` gives.
LINTED = pl.DataFrame(lint_batch([])).schema
#: The type of what `repaired` gives.
REPAIRED = pl.DataFrame(repair_batch([])).schema


def _struct(series: Any, batch: Any) -> Any:
    return pl.DataFrame(batch).to_struct(series.name)


@pl.api.register_expr_namespace("copydesk")
class CopydeskNamespace:
    """What `pl.col(…).copydesk` can do. Options are those of `copydesk.lint_batch`."""

    def __init__(self, expr: Any) -> None:
        self._expr = expr

    def lint(self, **options: Any) -> Any:
        """A struct with the columns of `copydesk.lint_batch`."""
        return self._map(lambda series: _struct(series, lint_batch(series, **options)), pl.Struct(LINTED))

    def repaired(self, safety: str = "safe", **options: Any) -> Any:
        """A struct with the columns of `copydesk.repair_batch`."""
        return self._map(lambda series: _struct(series, repair_batch(series, safety=safety, **options)), pl.Struct(REPAIRED))

    def repair(self, safety: str = "safe", **options: Any) -> Any:
        """The repaired texts. A text that cannot be linted stays as it is."""
        return self.repaired(safety, **options).struct.field("repaired").name.keep()

    def damage_score(self, **options: Any) -> Any:
        """How damaged each text is, from 0 to below 1."""
        return self.lint(**options).struct.field("damage_score").name.keep()

    def _map(self, work: Any, gives: Any) -> Any:
        return self._expr.map_batches(work, return_dtype=gives, is_elementwise=True)
