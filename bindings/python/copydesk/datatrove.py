"""datatrove: a step of a pipeline that repairs documents, leaves damaged ones out, or both.

    from copydesk.corpus import Thresholds
    from copydesk.datatrove import Copydesk
    from datatrove.executor import LocalPipelineExecutor
    from datatrove.pipeline.readers import ParquetReader
    from datatrove.pipeline.writers import ParquetWriter

    LocalPipelineExecutor(
        pipeline=[
            ParquetReader("articles/"),
            Copydesk(safety="safe", keep=Thresholds(max_damage_score=0.5), exclusion_writer=ParquetWriter("dropped/")),
            ParquetWriter("clean/"),
        ],
        tasks=8,
        logging_dir="logs/",
    ).run()

datatrove keeps in its `logging_dir` which tasks are done, so a run that was cut off goes on with the others.
"""

from __future__ import annotations

import contextlib
from itertools import islice
from typing import Any, Iterator, Optional

from ._api import lint_batch, repair_batch
from ._engine import PREFIX, engine

engine("datatrove", "datatrove", "copydesk.datatrove")
PipelineStep = engine("datatrove.pipeline.base", "datatrove", "copydesk.datatrove").PipelineStep


class Copydesk(PipelineStep):  # type: ignore[misc, valid-type]
    """Lints documents, and adds what was found to their metadata: `copydesk_damage_score`, `copydesk_findings`,
    `copydesk_rules` (their names, parted by commas), `copydesk_error` (empty where there is none).

    With `safety` (`"safe"` or `"all"`), their texts are repaired. With `keep`, documents that these
    `copydesk.corpus.Thresholds` drop do not go on; `exclusion_writer` gets them, as they were before repairs. Other options are
    those of `copydesk.lint_batch`. The statistics count documents, findings, repairs, and documents by rule.
    """

    type = "🔻 - FILTER"
    name = "✍ copydesk"
    _requires_dependencies = ["pyarrow"]

    def __init__(
        self,
        safety: Optional[str] = None,
        keep: Optional[Any] = None,
        exclusion_writer: Optional[Any] = None,
        batch_size: int = 1000,
        **options: Any,
    ) -> None:
        super().__init__()
        self.safety = safety
        self.keep = keep
        self.exclusion_writer = exclusion_writer
        self.batch_size = batch_size
        self.options = options

    def run(self, data: Any, rank: int = 0, world_size: int = 1) -> Any:
        """Takes and gives documents."""
        documents = iter(data or ())
        with self.exclusion_writer or contextlib.nullcontext() as writer:
            while batch := list(islice(documents, self.batch_size)):
                with self.track_time("batch"):
                    rows = list(self._rows([document.text for document in batch]))
                for document, row in zip(batch, rows):
                    if self._goes_on(document, row):
                        self.update_doc_stats(document)
                        yield document
                    elif writer is not None:
                        writer.write(document, rank)

    def _rows(self, texts: "list[str]") -> "Iterator[dict[str, Any]]":
        pa = engine("pyarrow", "pyarrow", "copydesk.datatrove")
        if self.safety is None:
            table = pa.table(lint_batch(texts, **self.options))
        else:
            table = pa.table(repair_batch(texts, safety=self.safety, **self.options))
        why = self.keep.why(table).to_pylist() if self.keep is not None else [None] * len(texts)
        for row, reason in zip(table.to_pylist(), why):
            yield {**row, "why": reason}

    def _goes_on(self, document: Any, row: "dict[str, Any]") -> bool:
        self.stat_update("total")
        for name in ("damage_score", "findings"):
            document.metadata[PREFIX + name] = row[name]
        # Writers take the type of a column from the first documents, so these are texts even where there is nothing to say.
        document.metadata[PREFIX + "rules"] = ",".join(row["rules"] or ())
        document.metadata[PREFIX + "error"] = row["error"] or ""
        if row["error"] is not None:
            self.stat_update("unread")
        elif row["findings"]:
            self.stat_update("damaged")
            self.stat_update("findings", value=row["findings"])
        for rule in row["rules"] or ():
            self.stat_update(f"rule_{rule}")
        if row["why"] is not None:
            self.stat_update("dropped", f"dropped_{row['why']}")
            document.metadata["filter_reason"] = row["why"]
            return False
        self.stat_update("forwarded")
        if self.safety is not None and row["applied"]:
            self.stat_update("repaired")
            self.stat_update("repairs", value=row["applied"])
            document.text = row["repaired"]
        return True
