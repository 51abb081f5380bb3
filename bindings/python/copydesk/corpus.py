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

import sys
from collections import Counter
from dataclasses import dataclass, field
from typing import Any, Iterable, Mapping, Optional

from ._api import lint
from ._engine import PREFIX, engine, plain_type

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


_FEW = (0, 1, 2, 3, 5, 10, 20, 50, 100)
#: The numbers that thresholds limit, and the thresholds of which a report says what they would keep.
THRESHOLDS: "Mapping[str, tuple[float, ...]]" = {
    "damage_score": tuple(step / 20 for step in range(21)),
    "damaged_share": (0, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1),
    "errors": _FEW,
    "findings": _FEW,
    "lost_content": _FEW,
}
#: The most examples of a rule.
EXAMPLES = 3
#: The most articles that are looked at for the examples of a rule.
TRIES = 30
#: The most bytes of an article that is taken as an example.
MOST_EXAMPLE = 20_000
#: What is counted in all, and for each source.
_OF_SOURCE = ("articles", "bytes", "damaged", "findings", "errors", "lost_content", "unread", "empty", "kept", "kept_bytes")
#: What a report counts.
_COUNTED = ("totals", "dropped_by", "by_rule", "by_source", "by_threshold", "examples")
#: Characters of an example.
WIDTH = 160


@dataclass
class Report:
    """What a run found, by rule, by source and by threshold, with examples.

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
    #: For each number and each threshold of it, the articles and bytes that it would keep, of those that could be linted.
    by_threshold: "dict[str, list[Counter[str]]]" = field(default_factory=dict)
    dropped_by: "Counter[str]" = field(default_factory=Counter)
    examples: "dict[str, list[dict[str, Any]]]" = field(default_factory=dict)
    _tried: "Counter[str]" = field(default_factory=Counter, repr=False)

    def add(self, table: Any) -> None:
        """Counts the rows of a table."""
        pa = engine("pyarrow", "pyarrow", _USER)
        table = pa.table(table)
        texts = _plain(pa, table[self.column])
        rows = self._rows(pa, table, texts)
        for name in (*_OF_SOURCE, "linted_bytes"):
            self.totals[name] += _sum(rows[name])
        self._count_dropped(rows)
        self._count_sources(rows)
        self._count_thresholds(rows)
        self._count_rules(rows)
        self._find_examples(rows, texts)

    def _rows(self, pa: Any, table: Any, texts: Any) -> Any:
        """What is counted of each row."""
        compute = engine("pyarrow.compute", "pyarrow", _USER)
        rows = pa.table({name: table[self.prefix + name] for name in (*THRESHOLDS, "rules", "rule_findings", "error")})

        def number(values: Any) -> Any:
            return compute.fill_null(compute.cast(values, pa.int64()), 0)

        size = number(compute.binary_length(texts))
        why = self.keep.why(table, self.prefix)
        kept = number(compute.is_null(why))
        is_unread, is_empty = compute.is_valid(rows["error"]), compute.is_null(rows["findings"])
        columns = {
            "why": why,
            "source": _sources(pa, table[self.source]) if self.source else pa.repeat("", table.num_rows),
            "articles": pa.repeat(1, table.num_rows),
            "bytes": size,
            "kept": kept,
            "kept_bytes": compute.multiply(size, kept),
            "unread": number(is_unread),
            "empty": number(compute.and_not(is_empty, is_unread)),
            "damaged": number(compute.greater(rows["findings"], 0)),
            "linted_bytes": compute.if_else(is_empty, 0, size),
        }
        for name, column in columns.items():
            rows = rows.append_column(name, column)
        # Everything is in one chunk: no column is as long as the texts.
        return rows.combine_chunks()

    def _count_dropped(self, rows: Any) -> None:
        for found in rows["why"].drop_null().value_counts().to_pylist():
            self.dropped_by[found["values"]] += found["counts"]

    def _count_sources(self, rows: Any) -> None:
        if self.source:
            for row in _summed(rows, "source", _OF_SOURCE):
                self.by_source.setdefault(row.pop("source"), Counter()).update(row)

    def _count_thresholds(self, rows: Any) -> None:
        compute = engine("pyarrow.compute", "pyarrow", _USER)
        for name, bounds in THRESHOLDS.items():
            counted = self.by_threshold.setdefault(name, [Counter() for _ in bounds])
            for bound, numbers in zip(bounds, counted):
                kept = compute.fill_null(compute.less_equal(rows[name], bound), False)
                numbers.update(articles=_sum(kept), bytes=_sum(compute.if_else(kept, rows["bytes"], 0)))

    def _count_rules(self, rows: Any) -> None:
        pa = engine("pyarrow", "pyarrow", _USER)
        compute = engine("pyarrow.compute", "pyarrow", _USER)
        found = rows.filter(compute.greater(rows["findings"], 0)).combine_chunks()
        dropped = compute.subtract(1, found["kept"]).take(compute.list_parent_indices(found["rules"]))
        rules, findings = compute.list_flatten(found["rules"]), compute.list_flatten(found["rule_findings"])
        of_rule = pa.table({"rule": rules, "articles": pa.repeat(1, len(rules)), "findings": findings, "dropped": dropped})
        for row in _summed(of_rule, "rule", ("articles", "findings", "dropped")):
            self.by_rule.setdefault(row.pop("rule"), Counter()).update(row)

    def _find_examples(self, rows: Any, texts: Any) -> None:
        """Looks for examples of the rules that have few."""
        pa = engine("pyarrow", "pyarrow", _USER)
        compute = engine("pyarrow.compute", "pyarrow", _USER)
        wanted = {rule for rule in self.by_rule if self._wants(rule)}
        if not wanted:
            return
        places, rules = compute.list_parent_indices(rows["rules"]), compute.list_flatten(rows["rules"])
        at = compute.unique(places.filter(compute.is_in(rules, pa.array(sorted(wanted), pa.string()))))
        for row in map(int, at.to_pylist()):
            if not any(map(self._wants, wanted)):
                return
            self._remember(texts[row].as_py(), rows["source"][row].as_py(), rows["rules"][row].as_py())

    def _wants(self, rule: str) -> bool:
        return len(self.examples.get(rule, ())) < EXAMPLES and self._tried[rule] < TRIES

    def _remember(self, text: Any, source: str, rules: "list[str]") -> None:
        """Keeps an article as an example of rules that have few."""
        wanted = [rule for rule in rules if self._wants(rule)]
        self._tried.update(wanted)
        if isinstance(text, bytes):
            text = text.decode("utf-8", "replace")
        if not wanted or len(text) > MOST_EXAMPLE:
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
        return {name: getattr(self, name) for name in _COUNTED}

    def with_counts(self, counts: "Mapping[str, Any]") -> "Report":
        """A report with the same settings, and what `counts` gave."""
        report = Report(self.keep, self.column, self.source, self.prefix, self.options)
        report.totals, report.dropped_by = Counter(counts["totals"]), Counter(counts["dropped_by"])
        report.by_rule = {rule: Counter(numbers) for rule, numbers in counts["by_rule"].items()}
        report.by_source = {source: Counter(numbers) for source, numbers in counts["by_source"].items()}
        report.by_threshold = {name: list(map(Counter, numbers)) for name, numbers in counts["by_threshold"].items()}
        report.examples = dict(counts["examples"])
        return report

    def merge(self, other: "Report") -> None:
        """Adds what another report counted."""
        self.totals.update(other.totals)
        self.dropped_by.update(other.dropped_by)
        for name in ("by_rule", "by_source"):
            for key, numbers in getattr(other, name).items():
                getattr(self, name).setdefault(key, Counter()).update(numbers)
        for name, counted in other.by_threshold.items():
            own = self.by_threshold.setdefault(name, [Counter() for _ in counted])
            for numbers, more in zip(own, counted):
                numbers.update(more)
        for examples in other.examples.values():
            for example in examples:
                self._keep(example)

    def thresholds(self) -> "list[dict[str, Any]]":
        """For each threshold, what it would keep and drop by itself, of the articles that could be linted."""
        total = self.totals["articles"] - self.totals["unread"] - self.totals["empty"]
        size = self.totals["linted_bytes"]
        return [
            {
                "threshold": "max_" + name,
                "value": bound,
                "kept": numbers["articles"],
                "dropped": total - numbers["articles"],
                "kept_bytes": numbers["bytes"],
                "dropped_bytes": size - numbers["bytes"],
            }
            for name, counted in self.by_threshold.items()
            for bound, numbers in zip(THRESHOLDS[name], counted)
        ]

    def tables(self) -> "dict[str, Any]":
        """The report as `pyarrow.Table`s: `rules`, `sources`, `thresholds` and `examples`."""
        pa = engine("pyarrow", "pyarrow", _USER)
        number, text, share = pa.int64(), pa.string(), pa.float64()

        def table(rows: "Iterable[dict[str, Any]]", **columns: Any) -> Any:
            return pa.Table.from_pylist(list(rows), schema=pa.schema(list(columns.items())))

        sources = sorted(self.by_source) if self.source else [""]
        of_source = self.by_source if self.source else {"": self.totals}
        return {
            "rules": table(
                ({"rule": rule, **self.by_rule[rule]} for rule in self._rules()),
                rule=text, findings=number, articles=number, dropped=number,
            ),
            "sources": table(
                ({"source": source, **{name: of_source[source][name] for name in _OF_SOURCE}} for source in sources),
                source=text, **{name: number for name in _OF_SOURCE},
            ),
            "thresholds": table(
                self.thresholds(),
                threshold=text, value=share, kept=number, dropped=number, kept_bytes=number, dropped_bytes=number,
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


def _sum(values: Any) -> int:
    return engine("pyarrow.compute", "pyarrow", _USER).sum(values, min_count=0).as_py() or 0


def _summed(rows: Any, key: str, names: "tuple[str, ...]") -> "list[dict[str, Any]]":
    """The sums of columns for each value of `key`."""
    summed = rows.group_by(key).aggregate([(name, "sum") for name in names])
    columns = [[number or 0 for number in summed[name + "_sum"].to_pylist()] for name in names]
    return [{key: value, **dict(zip(names, numbers))} for value, *numbers in zip(summed[key].to_pylist(), *columns)]


def _sources(pa: Any, column: Any) -> Any:
    """Where articles are from, as texts; nothing is the empty one."""
    names = ["" if value is None else str(value) for value in column.to_pylist()]
    return pa.array(names, pa.string())


def _plain(pa: Any, texts: Any) -> Any:
    """Texts of a type that pyarrow can measure."""
    kind = texts.type
    return texts.cast(plain_type(pa, kind.value_type if pa.types.is_dictionary(kind) else kind))


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
