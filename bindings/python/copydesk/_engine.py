"""What the adapters for engines share: the step that adds columns to a table."""

from __future__ import annotations

import importlib
from dataclasses import dataclass, field
from typing import Any, Mapping, Optional

from ._api import lint_batch, repair_batch

#: What stands before the names of the columns that are added.
PREFIX = "copydesk_"


def engine(module: str, package: str, user: str) -> Any:
    """The module of an engine; one clear message where it is missing."""
    top = module.partition(".")[0]
    try:
        importlib.import_module(top)
    except ModuleNotFoundError as error:
        # What the engine itself misses is its own message.
        if error.name != top:
            raise
        raise ImportError(f"{user} needs {package}: pip install {package}") from None
    return importlib.import_module(module)


@dataclass(frozen=True)
class Step:
    """Lints (or repairs) a column of Arrow tables and adds what it found as columns. It can be pickled, so engines can hand it
    to their workers.

    With `safety` (`"safe"` or `"all"`), the texts are repaired: `column` has the repaired text then, `copydesk_applied` how many
    fixes were applied and `copydesk_left` how many findings are left, and the other columns tell about the text as it was.
    A text that cannot be linted stays as it is, and `copydesk_error` says why.

    With `keep`, only the rows that these thresholds keep go on; see `copydesk.corpus.Thresholds`.

    Columns that an earlier run added are replaced.
    """

    column: str = "text"
    safety: Optional[str] = None
    keep: Optional[Any] = None
    prefix: str = PREFIX
    options: Mapping[str, Any] = field(default_factory=dict)

    def __call__(self, table: Any) -> Any:
        """`table`, a `pyarrow.Table` or `RecordBatch`, with the columns added; of the same class."""
        pa = engine("pyarrow", "pyarrow", "copydesk")
        if self.safety is None:
            found = pa.table(lint_batch(table, column=self.column, **self.options))
        else:
            found = pa.table(repair_batch(table, column=self.column, safety=self.safety, **self.options))
        if isinstance(table, pa.RecordBatch):
            added = found.combine_chunks().to_batches() or [pa.RecordBatch.from_pylist([], schema=found.schema)]
            if len(added) > 1:
                raise ValueError("the repaired texts take more than 2 GiB; hand over smaller record batches")
            found = added[0]
        kept = None if self.keep is None else self.keep.keeps(found)
        table = self._without_earlier(table)
        for name in found.schema.names:
            if name == "repaired":
                table = _replaced(pa, table, self.column, found.column(name))
            else:
                table = table.append_column(self.prefix + name, found.column(name))
        return table if kept is None or not table.num_rows else filtered(table, kept)

    def _without_earlier(self, table: Any) -> Any:
        added = {item.name for item in self.fields()}
        earlier = [name for name in table.schema.names if name in added]
        return table.drop_columns(earlier) if earlier else table

    def fields(self) -> "list[Any]":
        """The fields of the columns that are added."""
        pa = engine("pyarrow", "pyarrow", "copydesk")
        nothing = pa.array([], pa.string())
        schema = pa.table(lint_batch(nothing) if self.safety is None else repair_batch(nothing)).schema
        return [item.with_name(self.prefix + item.name) for item in schema if item.name != "repaired"]


def _replaced(pa: Any, table: Any, name: str, texts: Any) -> Any:
    """`table` with `texts` in place of a column; where a text is null because it cannot be read, it stays as it was."""
    at = table.schema.get_field_index(name)
    old = table.schema.field(at)
    if pa.types.is_dictionary(old.type):
        old = old.with_type(old.type.value_type)
    if pa.types.is_null(old.type):
        return table
    compute = importlib.import_module("pyarrow.compute")
    kind = plain_type(pa, old.type)
    texts = compute.if_else(compute.is_null(texts), table.column(at).cast(kind), texts.cast(kind)).cast(old.type)
    if isinstance(table, pa.RecordBatch) and isinstance(texts, pa.ChunkedArray):
        texts = texts.combine_chunks()
    return table.set_column(at, old, texts)


def plain_type(pa: Any, kind: Any) -> Any:
    """A type that holds the same, and that pyarrow can measure and choose by: it cannot with views and extensions."""
    if isinstance(kind, pa.BaseExtensionType):
        return plain_type(pa, kind.storage_type)
    return {pa.string_view(): pa.large_string(), pa.binary_view(): pa.large_binary()}.get(kind, kind)


def filtered(table: Any, kept: Any) -> Any:
    """The rows of a table or record batch for which `kept` is true."""
    pa = engine("pyarrow", "pyarrow", "copydesk")
    schema = table.schema
    plain = pa.schema([item.with_type(plain_type(pa, item.type)) for item in schema], schema.metadata)
    if plain == schema:
        return table.filter(kept)
    columns = [column.cast(item.type) for column, item in zip(table.columns, plain)]
    rows = type(table).from_arrays(columns, schema=plain).filter(kept)
    columns = [column.cast(item.type) for column, item in zip(rows.columns, schema)]
    return type(table).from_arrays(columns, schema=schema)
