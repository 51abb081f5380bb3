"""Spark, by `mapInArrow` (Spark 3.3 or later).

    import copydesk.spark
    from copydesk.corpus import Thresholds
    from pyspark.sql import SparkSession

    spark = SparkSession.builder.getOrCreate()
    articles = spark.read.parquet("articles/")
    clean = copydesk.spark.repair(articles, keep=Thresholds(max_damage_score=0.5))
    clean.write.parquet("clean/")

The workers need copydesk: `pip install copydesk` on each, or an environment that Spark ships to them.
"""

from __future__ import annotations

from typing import Any, Iterator, Optional

from ._engine import Step, engine


def lint(frame: Any, column: str = "text", keep: Optional[Any] = None, **options: Any) -> Any:
    """The data frame with the columns of `copydesk.lint_batch`, `copydesk_` before their names.

    `keep` leaves out the rows that these `copydesk.corpus.Thresholds` drop. Options are those of `lint_batch`."""
    return _map(frame, Step(column, None, keep, options=options))


def repair(frame: Any, column: str = "text", safety: str = "safe", keep: Optional[Any] = None, **options: Any) -> Any:
    """The data frame with repaired texts in `column`, and the columns of `lint` about the texts as they were."""
    return _map(frame, Step(column, safety, keep, options=options))


def _map(frame: Any, step: Step) -> Any:
    arrow = engine("pyspark.sql.pandas.types", "pyspark", "copydesk.spark")
    if step.column not in frame.columns:
        raise KeyError(f"there is no column {step.column!r}; there are {', '.join(frame.columns)}")
    types = engine("pyspark.sql.types", "pyspark", "copydesk.spark")
    added = [types.StructField(item.name, arrow.from_arrow_type(item.type), True) for item in step.fields()]

    def work(batches: Iterator[Any]) -> Iterator[Any]:
        return map(step, batches)

    # The step replaces the columns of an earlier run.
    kept = [item for item in frame.schema.fields if item.name not in {item.name for item in added}]
    return frame.mapInArrow(work, types.StructType(kept + added))
