"""A filter for a corpus, and a report that shows what it keeps and drops.

Every article has a `damage_score`, from 0 (nothing was found) up to, but never reaching, 1. Findings are weighed: an error counts
1, a warning 0.5, anything else 0.1, and a finding of lost content 1 more. The sum is divided by the thousands of bytes of the
article plus one, so that a single finding does not condemn a short text; what comes out, `d`, becomes `d / (1 + d)`:

| errors | in an article of | score |
|---|---|---|
| 1 | 10,000 bytes | 0.08 |
| 1 | 1,000 bytes | 0.33 |
| 10 | 10,000 bytes | 0.48 |
| 10 | 1,000 bytes | 0.83 |

`lost_content` counts findings that say that words, an address or a table are gone. No repair brings them back, so an article that
reads well after repairs may still lack them.

The command `python -m copydesk.corpus` filters and repairs Parquet files without an engine; `--help` describes it.
"""

from __future__ import annotations

import math
import sys
from collections import Counter
from dataclasses import dataclass, field
from typing import Any, Iterable, Mapping, Optional

from ._api import lint
from ._engine import PREFIX, engine

_USER = "copydesk.corpus"


@dataclass(frozen=True)
class Thresholds:
    """What an article may have at most to be kept. What is not set does not count.

    Articles that could not be linted, and rows without a text, are kept unless `unread` is false.

    >>> keep = Thresholds(max_damage_score=0.5)
    >>> from copydesk import lint_batch
    >>> keep.keeps(lint_batch(["fine", "< b >b</b> < i >i</i> < u >u</u>"])).to_pylist()
    [True, False]
    >>> keep.why(lint_batch(["fine", "< b >b</b> < i >i</i> < u >u</u>"])).to_pylist()
    [None, 'damage_score']
    """

    max_damage_score: Optional[float] = None
    max_damaged_share: Optional[float] = None
    max_errors: Optional[int] = None
    max_findings: Optional[int] = None
    max_lost_content: Optional[int] = None
    unread: bool = True

    def keeps(self, batch: Any, prefix: str = "") -> Any:
        """Which rows are kept: a column of booleans, for what `lint_batch` or `repair_batch` gave, or a table with columns of it."""
        return engine("pyarrow.compute", "pyarrow", _USER).is_null(self.why(batch, prefix))

    def why(self, batch: Any, prefix: str = "") -> Any:
        """Why a row is dropped: the name of the column that is above its threshold, or `unread`; null where it is kept."""
        pa = engine("pyarrow", "pyarrow", _USER)
        compute = engine("pyarrow.compute", "pyarrow", _USER)
        table = pa.table(batch)
        why = pa.chunked_array([pa.nulls(table.num_rows, pa.string())])
        if not self.unread:
            is_unread = compute.is_null(table[prefix + "findings"])
            why = compute.if_else(is_unread, pa.scalar("unread", pa.string()), why)
        for name in ("damage_score", "damaged_share", "errors", "findings", "lost_content"):
            most = getattr(self, "max_" + name)
            if most is not None:
                is_above = compute.fill_null(compute.greater(table[prefix + name], most), False)
                reason = pa.scalar(name, pa.string())
                why = compute.if_else(compute.and_(compute.is_null(why), is_above), reason, why)
        # Nothing has no chunks, and pyarrow cannot filter by that.
        return why if why.num_chunks else pa.chunked_array([pa.array([], pa.string())])


#: Steps of the damage score in the table of thresholds.
STEPS = 20
#: The most examples of a rule.
EXAMPLES = 3
#: The most bytes of an article that is taken as an example.
MOST_EXAMPLE = 20_000
#: What a report counts, but for `by_score`, whose keys are numbers.
_COUNTED = ("totals", "dropped_by", "by_rule", "by_source", "examples")
#: Characters of an example.
WIDTH = 160


@dataclass
class Report:
    """What a run found, by rule, by source and by damage score, with examples.

    `add` takes tables as the adapters and `python -m copydesk.corpus` write them: with the texts as they were linted, and the
    columns that begin with `copydesk_`. Reports on parts of a corpus are joined with `merge`.
    """

    keep: Thresholds = field(default_factory=Thresholds)
    column: str = "text"
    source: Optional[str] = None
    prefix: str = PREFIX
    #: Options of `lint`, for the examples.
    options: Mapping[str, Any] = field(default_factory=dict)
    totals: "Counter[str]" = field(default_factory=Counter)
    by_rule: "dict[str, Counter[str]]" = field(default_factory=dict)
    by_source: "dict[str, Counter[str]]" = field(default_factory=dict)
    by_score: "dict[int, Counter[str]]" = field(default_factory=dict)
    dropped_by: "Counter[str]" = field(default_factory=Counter)
    examples: "dict[str, list[dict[str, Any]]]" = field(default_factory=dict)

    def add(self, table: Any) -> None:
        """Counts the rows of a table."""
        pa = engine("pyarrow", "pyarrow", _USER)
        table = pa.table(table)
        why = self.keep.why(table, self.prefix).to_pylist()
        names = ("findings", "errors", "lost_content", "damage_score", "rules", "rule_findings", "error")
        columns = [table[self.prefix + name].to_pylist() for name in names]
        texts = _plain(pa, table[self.column])
        sizes = engine("pyarrow.compute", "pyarrow", _USER).binary_length(texts).to_pylist()
        sources = table[self.source].to_pylist() if self.source else [None] * table.num_rows
        for at, row in enumerate(zip(*columns)):
            source = "" if sources[at] is None else str(sources[at])
            self._count(dict(zip(names, row)), sizes[at] or 0, source, why[at])
            if row[0]:
                self._remember(texts, at, source, row[4])

    def _count(self, row: "dict[str, Any]", size: int, source: str, why: Optional[str]) -> None:
        numbers = Counter(articles=1, bytes=size, kept=int(why is None), kept_bytes=size if why is None else 0)
        numbers["unread"] = int(row["error"] is not None)
        numbers["empty"] = int(row["findings"] is None and row["error"] is None)
        if row["findings"]:
            numbers.update(damaged=1, findings=row["findings"], errors=row["errors"])
            numbers["lost_content"] = row["lost_content"]
        self.totals.update(numbers)
        if self.source:
            self.by_source.setdefault(source, Counter()).update(numbers)
        if row["damage_score"] is not None:
            # The least threshold that keeps it.
            step = math.ceil(row["damage_score"] * STEPS)
            self.by_score.setdefault(step, Counter()).update(articles=1, bytes=size)
        if why is not None:
            self.dropped_by[why] += 1
        for rule, findings in zip(row["rules"] or (), row["rule_findings"] or ()):
            self.by_rule.setdefault(rule, Counter()).update(articles=1, findings=findings, dropped=int(why is not None))

    def _remember(self, texts: Any, at: int, source: str, rules: "list[str]") -> None:
        """Keeps an article as an example of rules that have few."""
        wanted = [rule for rule in rules if len(self.examples.get(rule, ())) < EXAMPLES]
        text = texts[at].as_py() if wanted else None
        if isinstance(text, bytes):
            text = text.decode("utf-8", "replace")
        if text is None or len(text) > MOST_EXAMPLE:
            return
        found = lint(text, **self.options).findings
        for rule in wanted:
            finding = next((finding for finding in found if finding.rule == rule), None)
            if finding is not None:
                self._keep(_example(text, finding, source))

    def _keep(self, example: "dict[str, Any]") -> None:
        """Adds an example, unless there are enough or it shows nothing new."""
        known = self.examples.setdefault(example["rule"], [])
        is_new = all((example["before"], example["damaged"]) != (other["before"], other["damaged"]) for other in known)
        if is_new and len(known) < EXAMPLES:
            known.append(example)

    def counts(self) -> "dict[str, Any]":
        """What was counted, as JSON can hold it; `with_counts` takes it."""
        return {**{name: getattr(self, name) for name in _COUNTED}, "by_score": sorted(self.by_score.items())}

    def with_counts(self, counts: "Mapping[str, Any]") -> "Report":
        """A report with the same settings, and what `counts` gave."""
        report = Report(self.keep, self.column, self.source, self.prefix, self.options)
        report.totals, report.dropped_by = Counter(counts["totals"]), Counter(counts["dropped_by"])
        report.by_rule = {rule: Counter(numbers) for rule, numbers in counts["by_rule"].items()}
        report.by_source = {source: Counter(numbers) for source, numbers in counts["by_source"].items()}
        report.by_score = {step: Counter(numbers) for step, numbers in counts["by_score"]}
        report.examples = dict(counts["examples"])
        return report

    def merge(self, other: "Report") -> None:
        """Adds what another report counted."""
        self.totals.update(other.totals)
        self.dropped_by.update(other.dropped_by)
        for name in ("by_rule", "by_source", "by_score"):
            for key, numbers in getattr(other, name).items():
                getattr(self, name).setdefault(key, Counter()).update(numbers)
        for examples in other.examples.values():
            for example in examples:
                self._keep(example)

    def thresholds(self) -> "list[dict[str, Any]]":
        """For each `max_damage_score`, what it would keep and drop."""
        total = sum((numbers["articles"] for numbers in self.by_score.values()), 0)
        size = sum((numbers["bytes"] for numbers in self.by_score.values()), 0)
        rows, kept, kept_size = [], 0, 0
        for step in range(STEPS + 1):
            numbers = self.by_score.get(step, Counter())
            kept, kept_size = kept + numbers["articles"], kept_size + numbers["bytes"]
            rows.append(
                {
                    "max_damage_score": step / STEPS,
                    "kept": kept,
                    "dropped": total - kept,
                    "kept_bytes": kept_size,
                    "dropped_bytes": size - kept_size,
                }
            )
        return rows

    def tables(self) -> "dict[str, Any]":
        """The report as `pyarrow.Table`s: `rules`, `sources`, `thresholds` and `examples`."""
        pa = engine("pyarrow", "pyarrow", _USER)
        number, text, share = pa.int64(), pa.string(), pa.float64()

        def table(rows: "Iterable[dict[str, Any]]", **columns: Any) -> Any:
            return pa.Table.from_pylist(list(rows), schema=pa.schema(list(columns.items())))

        sources = sorted(self.by_source) if self.source else [""]
        of_source = self.by_source if self.source else {"": self.totals}
        counted = ("articles", "bytes", "damaged", "findings", "errors", "lost_content", "unread", "empty", "kept", "kept_bytes")
        return {
            "rules": table(
                ({"rule": rule, **self.by_rule[rule]} for rule in self._rules()),
                rule=text, findings=number, articles=number, dropped=number,
            ),
            "sources": table(
                ({"source": source, **{name: of_source[source][name] for name in counted}} for source in sources),
                source=text, **{name: number for name in counted},
            ),
            "thresholds": table(
                self.thresholds(), max_damage_score=share, kept=number, dropped=number, kept_bytes=number, dropped_bytes=number
            ),
            "examples": table(
                (example for rule in self._rules() for example in self.examples.get(rule, ())),
                rule=text, source=text, message=text, before=text, damaged=text, behind=text, repaired=text,
            ),
        }

    def _rules(self) -> "list[str]":
        return sorted(self.by_rule, key=lambda rule: (-self.by_rule[rule]["articles"], rule))

    def write_parquet(self, folder: Any) -> None:
        """Writes the tables, each as a Parquet file of its name, into a folder."""
        from pathlib import Path

        parquet = engine("pyarrow.parquet", "pyarrow", _USER)
        Path(folder).mkdir(parents=True, exist_ok=True)
        for name, table in self.tables().items():
            parquet.write_table(table, Path(folder) / f"{name}.parquet")

    def write_html(self, path: Any) -> None:
        """Writes the report as a page, which is one file and needs no network. It shows parts of articles."""
        from pathlib import Path

        Path(path).write_text(self.html(), encoding="utf-8")

    def html(self) -> str:
        """The page."""
        from ._page import page

        return page(self)


def _plain(pa: Any, texts: Any) -> Any:
    """Texts of a type that pyarrow can measure."""
    kind = texts.type
    kind = kind.value_type if pa.types.is_dictionary(kind) else kind
    if kind == pa.string_view():
        kind = pa.large_string()
    elif kind == pa.binary_view():
        kind = pa.large_binary()
    return texts.cast(kind)


def _example(text: str, finding: Any, source: str) -> "dict[str, Any]":
    """A finding with the text around it, and what repairs make of its line."""
    start = max(finding.start - WIDTH // 2, text.rfind("\n", 0, finding.start) + 1)
    line_end = text.find("\n", finding.end)
    end = min(finding.end + WIDTH // 2, len(text) if line_end < 0 else line_end)
    damaged = text[finding.start : finding.end]
    if len(damaged) > WIDTH:
        damaged = damaged[: WIDTH // 2] + " … " + damaged[-WIDTH // 2 :]
    fix = next((fix for fix in finding.fixes if fix.safety != "shown"), None)
    return {
        "rule": finding.rule,
        "source": source,
        "message": finding.message,
        "before": text[start : finding.start],
        "damaged": damaged,
        "behind": text[finding.end : end],
        "repaired": _repaired(text, finding, fix, start, end),
    }


def _repaired(text: str, finding: Any, fix: Any, start: int, end: int) -> Optional[str]:
    """The shown part after a fix; nothing where there is none, or where it changes more than that part."""
    if fix is None or not fix.edits or fix.edits[0].start < start or fix.edits[-1].end > end:
        return None
    parts, at = [], start
    for edit in fix.edits:
        parts += [text[at : edit.start], edit.text]
        at = edit.end
    shown = "".join([*parts, text[at:end]])
    return shown if len(shown) <= 4 * WIDTH else None


if __name__ == "__main__":
    from ._corpus import main

    sys.exit(main())
