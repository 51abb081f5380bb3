"""The functions of the package: what they take, in words, and the native module's work."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any, Mapping, Optional, Union

from . import _native
from ._native import (
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

#: The most bytes of an article, unless `max_bytes` says otherwise: the limit of the command line.
MAX_BYTES = 32_000_000

#: Settings: a mapping, the text of a `copydesk.toml`, or the path of one.
Settings = Union[None, str, "os.PathLike[str]", Mapping[str, Any]]
PathLike = Union[None, str, "os.PathLike[str]"]


def lint(
    text: str,
    *,
    flavor: Optional[str] = None,
    path: PathLike = None,
    settings: Settings = None,
    max_bytes: int = MAX_BYTES,
) -> Report:
    """Lint one article.

    `flavor` is `"html"`, `"markdown"`, `"mdx"` or `"text"`, which is an article of unknown origin. Without it, the extension of
    `path` says what the article is; the file is not read, and need not exist.

    `settings` is a mapping with the keys of a `copydesk.toml`, the text of one, or a `pathlib.Path` to one. What such a file
    says about other files by their names does not count here.

    Offsets count characters, so they are indices of `text`:

    >>> text = "Zürich: < b >open</b>"
    >>> report = lint(text)
    >>> report.findings
    (Finding(rule="spaced-tag", line=1, column=9, message="Misplaced whitespace in the tag <b>"),)
    >>> text[report.findings[0].start : report.findings[0].end]
    '< b >'
    >>> lint(text, settings={"ignore": ["tags"]}).findings
    ()

    A text that is no article raises `UnreadableError`, and settings that make no sense raise `SettingsError`:

    >>> lint("two" + chr(0) + "one")
    Traceback (most recent call last):
    copydesk.UnreadableError: the text contains a NUL byte at offset 3
    >>> lint("", settings={"ignore": ["tag"]})
    Traceback (most recent call last):
    copydesk.SettingsError: unknown rule or group `tag`; did you mean `tags`?
    """
    return _native.lint(text, (flavor, _path(path), _toml(settings), max_bytes))


def repair(
    text: str,
    *,
    safety: str = "safe",
    original: Optional[str] = None,
    flavor: Optional[str] = None,
    path: PathLike = None,
    settings: Settings = None,
    max_bytes: int = MAX_BYTES,
) -> Repaired:
    """Repair one article.

    `safety` is `"safe"` (every word outside damaged markup stays, and well-formed markup is not touched) or `"all"` (likely
    repairs too). `original` is the original of a translation, from which what was lost is put back. The other arguments are
    those of `lint`.

    >>> repaired = repair("The < b >mill</b> opens. [Map] (map.html)", flavor="markdown")
    >>> repaired.text
    'The <b>mill</b> opens. [Map](map.html)'
    >>> repaired.applied, repaired.edits
    (2, (Edit(start=4, end=9, text="<b>"), Edit(start=30, end=32, text="(")))
    >>> len(repaired.report)
    0
    """
    return _native.repair(text, safety, original, (flavor, _path(path), _toml(settings), max_bytes))


def compare(
    original: str,
    translation: str,
    *,
    flavor: Optional[str] = None,
    path: PathLike = None,
    settings: Settings = None,
    max_bytes: int = MAX_BYTES,
) -> Report:
    """Lint a translation beside its original: what it lost, and what is damaged in itself.

    The arguments are those of `lint`. `repair(translation, original=…)` puts back what can be put back.

    >>> original = "See [the map](https://example.org/map)."
    >>> [finding.rule for finding in compare(original, "Siehe [die Karte](https://example.org/karte).").findings]
    ['changed-target']
    """
    return _native.compare(original, translation, (flavor, _path(path), _toml(settings), max_bytes))


def lint_batch(
    texts: Any,
    *,
    column: Optional[str] = None,
    flavor: Optional[str] = None,
    path: PathLike = None,
    settings: Settings = None,
    threads: int = 1,
    max_bytes: int = MAX_BYTES,
) -> Batch:
    """Lint many articles at once.

    `texts` is anything with the Arrow C data interface (pyarrow, Polars, DuckDB, pandas, nanoarrow, …): a column of strings or
    bytes, or a table, of which `column` names the column. A sequence of strings will do, too. Arrow is not copied into the
    native module, and other threads of Python go on meanwhile. `threads` is how many threads work; 0 takes one per core. It
    is 1 by default, since engines have threads or processes of their own. The other arguments are those of `lint`.

    There is a row for each article, in their order. The columns are

    - `findings`, `errors`, `repairable` (by safe fixes), `likely` (to be repaired by unsafe fixes), `lost_content`;
    - `damaged_bytes`, `damaged_share` (of the article, 0 to 1), `damage_score` (see `copydesk.corpus`);
    - `rules`: the names of the rules that found something, and `rule_findings`: how often each did;
    - `error`: why the text could not be linted. It is null otherwise, and so are the other columns where it is not. An article
      that is longer than `max_bytes`, not UTF-8, or has a NUL byte is such a row and no exception. Where the text is null, so
      is everything.

    >>> batch = lint_batch(["< b >a</b>", "fine", None])
    >>> batch
    <copydesk.Batch of 3 rows>
    >>> batch.to_pydict()["findings"]
    [1, 0, None]
    """
    texts, column = _arrow(texts, column)
    return _native.lint_batch(texts, column, threads, (flavor, _path(path), _toml(settings), max_bytes))


def repair_batch(
    texts: Any,
    *,
    column: Optional[str] = None,
    safety: str = "safe",
    flavor: Optional[str] = None,
    path: PathLike = None,
    settings: Settings = None,
    threads: int = 1,
    max_bytes: int = MAX_BYTES,
) -> Batch:
    """Repair many articles at once.

    The arguments are those of `lint_batch` and `repair`. The columns are those of `lint_batch`, about the articles as they
    were, and

    - `repaired`: the text after repairs. Where `error` says that there was no article, it is the text as it was, and null
      where that is not UTF-8;
    - `applied`: number of fixes that were applied;
    - `left`: findings that are left in the repaired text.

    >>> repair_batch(["< b >a</b>", "fine"]).to_pydict()["repaired"]
    ['<b>a</b>', 'fine']
    """
    texts, column = _arrow(texts, column)
    return _native.repair_batch(texts, column, safety, threads, (flavor, _path(path), _toml(settings), max_bytes))


def rules() -> "tuple[Rule, ...]":
    """All rules.

    >>> next(rule for rule in rules() if rule.name == "spaced-tag")
    Rule(name="spaced-tag", group="tags", severity="error")
    """
    return _native.rules()


def _arrow(texts: Any, column: Optional[str]) -> "tuple[Any, Optional[str]]":
    """What speaks Arrow, where a library does so only by halves."""
    if column is None and hasattr(texts, "to_frame") and not hasattr(texts, "__arrow_c_stream__"):
        # pandas hands over its frames, and only since version 3 its series.
        return texts.to_frame("text"), "text"
    if type(texts).__module__.startswith("polars."):
        return _of_polars(texts, column)
    return texts, column


def _of_polars(texts: Any, column: Optional[str]) -> "tuple[Any, Optional[str]]":
    """Polars hands over columns without a type in a way that others do not take: the texts alone, with a type."""
    if column is not None and column in getattr(texts, "columns", ()) and hasattr(texts, "get_column"):
        texts, column = texts.get_column(column), None
    if str(getattr(texts, "dtype", "")) == "Null":
        texts = [None] * len(texts)
    return texts, column


def _path(path: PathLike) -> Optional[str]:
    return None if path is None else os.fspath(path)


def _toml(settings: Settings) -> Optional[str]:
    """Settings as the text of a `copydesk.toml`."""
    if settings is None or isinstance(settings, str):
        return settings
    if isinstance(settings, os.PathLike):
        return Path(settings).read_text(encoding="utf-8")
    if isinstance(settings, Mapping):
        return "".join(f"{json.dumps(str(key))} = {_value(value)}\n" for key, value in settings.items())
    raise TypeError(f"settings are a mapping, a text or a path, not {type(settings).__name__}")


def _value(value: Any) -> str:
    """A value as TOML writes it: like JSON, but for tables."""
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{json.dumps(str(key))} = {_value(item)}" for key, item in value.items()) + "}"
    if isinstance(value, (list, tuple, set, frozenset)):
        return "[" + ", ".join(_value(item) for item in value) + "]"
    if isinstance(value, (str, bool, int)):
        # TOML has no `\/` and no lone surrogates; JSON writes neither of its own.
        return json.dumps(value, ensure_ascii=False)
    raise TypeError(f"settings hold texts, numbers, lists and mappings, not {type(value).__name__}")
