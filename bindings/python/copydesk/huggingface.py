"""Hugging Face datasets.

    import copydesk.huggingface
    from copydesk.corpus import Thresholds
    from datasets import load_dataset

    articles = load_dataset("parquet", data_files="articles/*.parquet", split="train")
    clean = copydesk.huggingface.repair(articles, keep=Thresholds(max_damage_score=0.5))
    clean.to_parquet("clean.parquet")

Finished work is in the cache of `datasets`, so that a run that was cut off goes on where it stopped.
"""

from __future__ import annotations

from typing import Any, Optional

from ._engine import Step, engine

#: Arguments of `Dataset.map` that go on to it.
_OF_MAP = ("num_proc", "batch_size", "writer_batch_size", "load_from_cache_file", "cache_file_name", "desc")


def lint(dataset: Any, column: str = "text", keep: Optional[Any] = None, **options: Any) -> Any:
    """The dataset with the columns of `copydesk.lint_batch`, `copydesk_` before their names.

    `keep` leaves out the rows that these `copydesk.corpus.Thresholds` drop. Options are those of `lint_batch`, and of
    `Dataset.map`."""
    return _map(dataset, column, None, keep, options)


def repair(
    dataset: Any, column: str = "text", safety: str = "safe", keep: Optional[Any] = None, **options: Any
) -> Any:
    """The dataset with repaired texts in `column`, and the columns of `lint` about the texts as they were."""
    return _map(dataset, column, safety, keep, options)


def _map(dataset: Any, column: str, safety: Optional[str], keep: Optional[Any], options: "dict[str, Any]") -> Any:
    datasets = engine("datasets", "datasets", "copydesk.huggingface")
    of_map = {name: options.pop(name) for name in _OF_MAP if name in options}
    step = Step(column, safety, keep, options=options)
    if isinstance(dataset, (datasets.DatasetDict, datasets.IterableDatasetDict)):
        return type(dataset)({name: _mapped(part, step, of_map) for name, part in dataset.items()})
    return _mapped(dataset, step, of_map)


def _mapped(dataset: Any, step: Step, of_map: "dict[str, Any]") -> Any:
    if hasattr(dataset, "format"):
        form = dataset.format
        mapped = dataset.with_format("arrow").map(step, batched=True, **of_map)
        return mapped.with_format(form["type"], **form["format_kwargs"])
    return dataset.with_format("arrow").map(step, batched=True, **of_map).with_format(None)
