"""copydesk finds and repairs malformed article markup: HTML and Markdown broken by translation, scraping, CMS exports, OCR or
language models.

    >>> import copydesk
    >>> copydesk.repair("Read < strong >this</ strong>.").text
    'Read <strong>this</strong>.'

One text at a time: `lint`, `repair`, `compare`. Columns of texts, as Arrow: `lint_batch`, `repair_batch`. What people filter a
corpus with: `copydesk.corpus`. The engines: `copydesk.polars`, `copydesk.duckdb`, `copydesk.huggingface`,
`copydesk.datatrove`, `copydesk.ray`, `copydesk.spark`, `copydesk.daft`; each is imported by its name, and needs its engine.
"""

from ._api import (
    Batch,
    Edit,
    Finding,
    Fix,
    Repaired,
    Report,
    Rule,
    SettingsError,
    UnreadableError,
    __version__,
    compare,
    lint,
    lint_batch,
    repair,
    repair_batch,
    rules,
)

__all__ = [
    "Batch",
    "Edit",
    "Finding",
    "Fix",
    "Repaired",
    "Report",
    "Rule",
    "SettingsError",
    "UnreadableError",
    "__version__",
    "compare",
    "lint",
    "lint_batch",
    "repair",
    "repair_batch",
    "rules",
]
