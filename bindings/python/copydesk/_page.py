"""The report on a corpus as a page."""

from __future__ import annotations

from html import escape
from typing import Any, Iterable, Optional

from ._api import __version__, rules

STYLE = """
:root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; }
body { max-width: 70rem; margin: 2rem auto; padding: 0 1rem; }
table { border-collapse: collapse; width: 100%; margin: 1rem 0; }
th, td { text-align: left; padding: .25rem .75rem; border-bottom: 1px solid color-mix(in srgb, currentColor 20%, transparent); }
td.number, th.number { text-align: right; font-variant-numeric: tabular-nums; }
td.bar { width: 30%; }
td.bar div { height: .8rem; background: #3b7dd8; border-radius: .2rem; }
.example { margin: .5rem 0; padding: .5rem .75rem; border-left: 3px solid #888; overflow-wrap: anywhere; white-space: pre-wrap; }
.example mark { background: #f6c3c3; color: #400; }
.example ins { background: #c9ecc9; color: #020; text-decoration: none; }
.source { opacity: .7; font-size: .85rem; }
summary { cursor: pointer; }
tr.chosen { font-weight: bold; }
"""


def page(report: Any) -> str:
    """A page without a script, as one file."""
    totals = report.totals
    summaries = {rule.name: rule.summary for rule in rules()}
    parts = [
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n",
        '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'; style-src \'unsafe-inline\'">\n',
        '<meta name="referrer" content="no-referrer">\n<meta name="viewport" content="width=device-width">\n',
        f"<title>copydesk: report on a corpus</title>\n<style>{STYLE}</style>\n</head>\n<body>\n",
        "<h1>Report on a corpus</h1>\n",
        f"<p>{_number(totals['damaged'])} of {_number(totals['articles'])} articles are damaged",
        f" ({_share(totals['damaged'], totals['articles'])}), with {_number(totals['findings'])} findings,",
        f" {_number(totals['errors'])} of them errors. {_number(totals['lost_content'])} findings tell of lost content,",
        f" which no repair brings back. {_number(totals['unread'])} articles could not be linted",
        f" and {_number(totals['empty'])} rows have no text.</p>\n",
        f"<p>The thresholds of this run keep {_number(totals['kept'])} articles",
        f" ({_share(totals['kept'], totals['articles'])}) and {_share(totals['kept_bytes'], totals['bytes'])} of the bytes.",
        *(f" {_number(count)} were dropped for <code>{escape(why)}</code>." for why, count in report.dropped_by.items()),
        "</p>\n",
        _thresholds(report),
        _by_source(report),
        _by_rule(report, summaries),
        _examples(report, summaries),
        f"<footer><p>copydesk {escape(__version__)}</p></footer>\n</body>\n</html>\n",
    ]
    return "".join(parts)


#: What thresholds limit, in words.
_LIMITS = {
    "max_damage_score": "at most this damage score",
    "max_damaged_share": "at most this share damaged",
    "max_errors": "at most this many errors",
    "max_findings": "at most this many findings",
    "max_lost_content": "at most this many findings of lost content",
}


def _thresholds(report: Any) -> str:
    rows = report.thresholds()
    tables = []
    for threshold, limit in _LIMITS.items():
        table = _threshold(limit, getattr(report.keep, threshold), [row for row in rows if row["threshold"] == threshold])
        # One is enough to begin with.
        is_open = threshold == "max_damage_score" or getattr(report.keep, threshold) is not None
        tables.append(f"<details{' open' if is_open else ''}>\n<summary><code>{threshold}</code></summary>\n{table}</details>\n")
    about = "<p>Each threshold by itself, for the articles that could be linted.</p>\n"
    return "<h2>What thresholds keep</h2>\n" + about + "".join(tables)


def _threshold(limit: str, chosen: Optional[float], steps: "list[dict[str, Any]]") -> str:
    most = max((row["kept"] + row["dropped"] for row in steps), default=0)
    marked = None if chosen is None else max((row["value"] for row in steps if row["value"] <= chosen), default=None)
    rows = [
        (
            row["value"] == marked,
            [f"{row['value']:g}", _number(row["kept"]), _number(row["dropped"]), _number(row["dropped_bytes"])],
            row["kept"] / most if most else 0,
        )
        for row in steps
    ]
    return _table([limit, "kept", "dropped", "dropped bytes"], rows, numbers_from=0)


def _by_source(report: Any) -> str:
    if not report.by_source:
        return ""
    sources = sorted(report.by_source.items(), key=lambda item: (-item[1]["damaged"], item[0]))
    rows = [
        (
            False,
            [
                escape(source) or "(none)",
                _number(numbers["articles"]),
                _number(numbers["damaged"]),
                _number(numbers["findings"]),
                _number(numbers["lost_content"]),
                _number(numbers["articles"] - numbers["kept"]),
            ],
            numbers["damaged"] / max(numbers["articles"], 1),
        )
        for source, numbers in sources[:200]
    ]
    more = f"<p>{_number(len(sources) - 200)} more sources are in the Parquet file.</p>\n" if len(sources) > 200 else ""
    head = ["source", "articles", "damaged", "findings", "lost content", "dropped"]
    return "<h2>By source</h2>\n" + _table(head, rows, numbers_from=1) + more


def _by_rule(report: Any, summaries: "dict[str, str]") -> str:
    found = report._rules()
    most = max((report.by_rule[rule]["articles"] for rule in found), default=1)
    rows = [
        (
            False,
            [
                f'<a href="#{escape(rule)}">{escape(rule)}</a>',
                _prose(summaries.get(rule, "")),
                _number(report.by_rule[rule]["articles"]),
                _number(report.by_rule[rule]["findings"]),
                _number(report.by_rule[rule]["dropped"]),
            ],
            report.by_rule[rule]["articles"] / most,
        )
        for rule in found
    ]
    head = ["rule", "what it finds", "articles", "findings", "articles dropped"]
    return "<h2>By rule</h2>\n" + _table(head, rows, numbers_from=2)


def _examples(report: Any, summaries: "dict[str, str]") -> str:
    parts = ["<h2>Examples</h2>\n"]
    for rule in report._rules():
        examples = report.examples.get(rule, [])
        if examples:
            parts.append(f'<h3 id="{escape(rule)}">{escape(rule)}</h3>\n<p>{_prose(summaries.get(rule, ""))}</p>\n')
            parts += map(_example, examples)
    return "".join(parts)


def _example(example: "dict[str, Any]") -> str:
    source = f'<div class="source"><bdi>{escape(example["source"])}</bdi></div>' if example["source"] else ""
    repaired: Optional[str] = example["repaired"]
    after = "" if repaired is None else f'\n<ins>{escape(repaired)}</ins>'
    return (
        f'<div class="example">{source}{escape(example["before"])}<mark>{escape(example["damaged"])}</mark>'
        f'{escape(example["behind"])}{after}</div>\n'
    )


def _table(head: "list[str]", rows: "Iterable[tuple[bool, list[str], float]]", numbers_from: int) -> str:
    def kind(at: int) -> str:
        return ' class="number"' if at >= numbers_from else ""

    cells = "".join(f"<th{kind(at)}>{name}</th>" for at, name in enumerate(head)) + "<th></th>"
    lines = [f"<table>\n<thead><tr>{cells}</tr></thead>\n<tbody>\n"]
    for is_chosen, values, part in rows:
        cells = "".join(f"<td{kind(at)}>{value}</td>" for at, value in enumerate(values))
        bar = f'<td class="bar"><div style="width: {100 * part:.1f}%"></div></td>'
        lines.append(f"<tr{' class=' + chr(34) + 'chosen' + chr(34) if is_chosen else ''}>{cells}{bar}</tr>\n")
    return "".join([*lines, "</tbody>\n</table>\n"])


def _prose(text: str) -> str:
    """A text in which what stands between backticks is code."""
    parts = escape(text).split("`")
    return "".join(f"<code>{part}</code>" if at % 2 else part for at, part in enumerate(parts))


def _number(number: int) -> str:
    return f"{number:,}"


def _share(part: int, whole: int) -> str:
    return f"{100 * part / whole:.1f} %" if whole else "0 %"
