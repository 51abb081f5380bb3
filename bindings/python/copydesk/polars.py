"""Polars: `import copydesk.polars` adds a namespace to its expressions.

    import polars as pl
    import copydesk.polars

    articles = pl.scan_parquet("articles/*.parquet")
    score = pl.col("text").copydesk.damage_score()
    articles.filter(score < 0.5).with_columns(pl.col("text").copydesk.repair()).sink_parquet("clean.parquet")

Polars goes on in its other threads meanwhile.
"""

from __future__ import annotations

from typing import Any, Optional

from ._api import lint_batch, repair_batch
from ._engine import engine

pl = engine("polars", "polars", "copydesk.polars")

#: The type of what `lint` gives.
LINTED = pl.DataFrame(lint_batch([])).schema
#: The type of what `repaired` gives.
REPAIRED = pl.DataFrame(repair_batch([])).schema


@pl.api.register_expr_namespace("copydesk")
class CopydeskNamespace:
    """What `pl.col(…).copydesk` can do. Options are those of `copydesk.lint_batch`."""

    def __init__(self, expr: Any) -> None:
        self._expr = expr

    def lint(self, **options: Any) -> Any:
        """A struct with the columns of `copydesk.lint_batch`."""
        return self._map(lambda texts: lint_batch(texts, **options), pl.Struct(LINTED), None)

    def repaired(self, safety: str = "safe", **options: Any) -> Any:
        """A struct with the columns of `copydesk.repair_batch`."""
        return self._map(lambda texts: repair_batch(texts, safety=safety, **options), pl.Struct(REPAIRED), None)

    def repair(self, safety: str = "safe", **options: Any) -> Any:
        """The repaired texts. A text that cannot be linted stays as it is."""
        return self._map(lambda texts: repair_batch(texts, safety=safety, **options), pl.String, "repaired")

    def damage_score(self, **options: Any) -> Any:
        """How damaged each text is, from 0 to below 1."""
        return self._map(lambda texts: lint_batch(texts, **options), pl.Float64, "damage_score")

    def _map(self, work: Any, gives: Any, column: Optional[str]) -> Any:
        def mapped(series: Any) -> Any:
            found = pl.DataFrame(work(series))
            return found.to_struct(series.name) if column is None else found[column].alias(series.name)

        return self._expr.map_batches(mapped, return_dtype=gives, is_elementwise=True)
