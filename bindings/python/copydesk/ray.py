"""Ray Data.

    import copydesk.ray
    from copydesk.corpus import Thresholds
    import ray

    articles = ray.data.read_parquet("articles/")
    clean = copydesk.ray.repair(articles, keep=Thresholds(max_damage_score=0.5))
    clean.write_parquet("clean/")
"""

from __future__ import annotations

from typing import Any, Optional

from ._engine import Step, engine

#: Arguments of `Dataset.map_batches` that go on to it.
_OF_MAP = ("batch_size", "compute", "num_cpus", "memory", "concurrency", "ray_remote_args", "zero_copy_batch")


def lint(dataset: Any, column: str = "text", keep: Optional[Any] = None, **options: Any) -> Any:
    """The dataset with the columns of `copydesk.lint_batch`, `copydesk_` before their names.

    `keep` leaves out the rows that these `copydesk.corpus.Thresholds` drop. Options are those of `lint_batch`, and of
    `Dataset.map_batches`."""
    return _map(dataset, column, None, keep, options)


def repair(
    dataset: Any, column: str = "text", safety: str = "safe", keep: Optional[Any] = None, **options: Any
) -> Any:
    """The dataset with repaired texts in `column`, and the columns of `lint` about the texts as they were."""
    return _map(dataset, column, safety, keep, options)


def _map(dataset: Any, column: str, safety: Optional[str], keep: Optional[Any], options: "dict[str, Any]") -> Any:
    engine("ray", "ray[data]", "copydesk.ray")
    of_map = {name: options.pop(name) for name in _OF_MAP if name in options}
    step = Step(column, safety, keep, options=options)
    return dataset.map_batches(step.__call__, batch_format="pyarrow", **of_map)
