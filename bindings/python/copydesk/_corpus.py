"""The command `python -m copydesk.corpus`."""

from __future__ import annotations

import argparse
import json
import os
import sys
from pathlib import Path
from typing import Any, Callable, Iterator, Optional, Sequence

from ._api import __version__, lint_batch
from ._engine import Step, engine, filtered
from .corpus import Report, Thresholds

_USER = "python -m copydesk.corpus"


def _arguments(given: Optional[Sequence[str]]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog=_USER,
        description="Lints Parquet files of articles, and writes for each one with what is kept, and one with what is dropped. "
        "Files that are written already are left alone, so a run that was cut off goes on where it stopped.",
    )
    parser.add_argument("files", nargs="+", type=Path, help="Parquet files, or folders of them")
    parser.add_argument("--out", type=Path, required=True, help="the folder to write into")
    parser.add_argument("--column", default="text", help="the column with the articles [default: text]")
    parser.add_argument("--source", help="a column that says where an article is from, for the report")
    parser.add_argument("--repair", choices=["safe", "all"], help="repair the articles that are kept")
    parser.add_argument("--flavor", choices=["html", "markdown", "mdx", "text"], help="what articles are [default: text]")
    parser.add_argument("--settings", type=Path, help="a copydesk.toml")
    parser.add_argument("--threads", type=_at_least(0), default=0, help="number of threads [default: one per core]")
    parser.add_argument("--rows", type=_at_least(1), default=4096, help="rows that are in memory at a time [default: 4096]")
    for name, kind in (("damage-score", float), ("damaged-share", float), ("errors", int), ("findings", int), ("lost-content", int)):
        parser.add_argument(f"--max-{name}", type=kind, help="drop articles above it")
    parser.add_argument("--drop-unread", action="store_true", help="drop what cannot be linted too")
    return parser.parse_args(given)


def _at_least(least: int) -> "Callable[[str], int]":
    def number(given: str) -> int:
        if int(given) < least:
            raise argparse.ArgumentTypeError(f"a number of at least {least} is needed, not {given}")
        return int(given)

    return number


def main(given: Optional[Sequence[str]] = None) -> int:
    """Runs the command; gives its exit status."""
    args = _arguments(given)
    try:
        engine("pyarrow.parquet", "pyarrow", _USER)
        report = _report(args)
        files = _files(args.files)
        _begin(args)
        for name, file in files.items():
            report.merge(_filtered(name, file, args))
    except (ImportError, OSError, KeyError, ValueError) as error:
        message = error.args[0] if isinstance(error, KeyError) else error
        print(f"error: {message}", file=sys.stderr)
        return 2
    report.write_parquet(args.out / "report")
    report.write_html(args.out / "report.html")
    totals = report.totals
    print(f"kept {totals['kept']} of {totals['articles']} articles; {args.out / 'report.html'} shows what was found")
    return 0


def _report(args: argparse.Namespace) -> Report:
    names = ("damage_score", "damaged_share", "errors", "findings", "lost_content")
    limits = {f"max_{name}": getattr(args, f"max_{name}") for name in names}
    keep = Thresholds(unread=not args.drop_unread, **limits)
    return Report(keep=keep, column=args.column, source=args.source, options=_options(args))


def _options(args: argparse.Namespace) -> "dict[str, Any]":
    return {"flavor": args.flavor, "settings": args.settings}


def _begin(args: argparse.Namespace) -> None:
    """Notes what the run does; one that did something else must not go on in its folder."""
    wanted = {
        "version": __version__,
        "settings": args.settings and args.settings.read_text(encoding="utf-8"),
        **{name: value for name, value in vars(args).items() if name not in ("files", "out", "settings", "threads", "rows")},
    }
    note = args.out / "run.json"
    if not note.exists():
        _write(note, json.dumps(wanted, indent=1))
        return
    noted = json.loads(note.read_text(encoding="utf-8"))
    changed = [name for name in wanted if noted.get(name) != wanted[name]]
    if changed:
        was = ", ".join(f"{name.replace('_', '-')} was {noted.get(name)!r}" for name in changed)
        raise ValueError(f"{args.out} holds a run with other options ({was}); write into another folder, or remove this one")


def _write(path: Path, text: str) -> None:
    """Writes a file that is there as a whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_name(path.name + ".unfinished")
    unfinished.write_text(text, encoding="utf-8")
    os.replace(unfinished, path)


def _filtered(name: str, file: Path, args: argparse.Namespace) -> Report:
    """Filters one file, unless that was done before, and gives the report on it."""
    note = args.out / "parts" / f"{name}.json"
    report = _report(args)
    state = file.stat()
    of = [state.st_size, state.st_mtime_ns]
    if note.exists():
        done = json.loads(note.read_text(encoding="utf-8"))
        # A file that was written anew is another file.
        if done["of"] == of:
            return report.with_counts(done["counts"])
    step = Step(args.column, args.repair, options={**_options(args), "threads": args.threads})
    with _Part(args.out / "kept" / name) as kept, _Part(args.out / "dropped" / name) as dropped:
        for batch in _batches(file, args):
            _sort(batch, step, report, kept, dropped)
    # Written last: it says that the file is done.
    _write(note, json.dumps({"of": of, "counts": report.counts()}))
    return report


def _batches(file: Path, args: argparse.Namespace) -> "Iterator[Any]":
    """The rows of a file; of one without rows, a batch that has none."""
    pa = engine("pyarrow", "pyarrow", _USER)
    parquet = engine("pyarrow.parquet", "pyarrow", _USER)
    try:
        # What pyarrow reads ahead it would keep until the end of the file.
        source = parquet.ParquetFile(file, pre_buffer=False)
        schema = source.schema_arrow
        for wanted in filter(None, (args.column, args.source)):
            if wanted not in schema.names:
                raise KeyError(f"{file} has no column {wanted!r}; it has {', '.join(schema.names)}")
        nothing = schema.empty_table()
        lint_batch(nothing, column=args.column)
        yield from source.iter_batches(batch_size=args.rows)
        if not source.metadata.num_rows:
            yield pa.RecordBatch.from_pylist([], schema=schema)
    except (pa.ArrowException, OSError, TypeError) as error:
        raise ValueError(f"{file} cannot be read: {error}") from error


def _sort(batch: Any, step: Step, report: Report, kept: "_Part", dropped: "_Part") -> None:
    """Lints the articles of a batch, and writes those that are kept and those that are dropped."""
    pa = engine("pyarrow", "pyarrow", _USER)
    compute = engine("pyarrow.compute", "pyarrow", _USER)
    linted = step(batch)
    at, column = linted.schema.get_field_index(step.column), batch.schema.field(step.column)
    as_it_was = linted.set_column(at, column, batch.column(step.column))
    report.add(as_it_was)
    is_kept = report.keep.keeps(linted, step.prefix)
    # Nothing has no chunks.
    is_kept = is_kept.combine_chunks() if linted.num_rows else pa.array([], pa.bool_())
    kept.write(filtered(linted, is_kept), linted.schema)
    dropped.write(filtered(as_it_was, compute.invert(is_kept)), as_it_was.schema)


class _Part:
    """A Parquet file that takes its name when it is whole."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.unfinished = path.with_name(path.name + ".unfinished")
        self.writer: Any = None

    def __enter__(self) -> "_Part":
        self.path.parent.mkdir(parents=True, exist_ok=True)
        return self

    def write(self, batch: Any, schema: Any) -> None:
        if self.writer is None:
            parquet = engine("pyarrow.parquet", "pyarrow", _USER)
            self.writer = parquet.ParquetWriter(self.unfinished, schema)
        self.writer.write_batch(batch)

    def __exit__(self, kind: Any, *_: Any) -> None:
        if self.writer is None:
            return
        self.writer.close()
        if kind is None:
            os.replace(self.unfinished, self.path)
        else:
            self.unfinished.unlink()


def _files(named: Sequence[Path]) -> "dict[str, Path]":
    """The files, by the names that they are written under."""
    files: "dict[str, Path]" = {}
    for path in named:
        if not path.exists():
            raise FileNotFoundError(f"{path} is not there")
        found = sorted(path.rglob("*.parquet")) if path.is_dir() else [path]
        for file in found:
            name = str(file.relative_to(path)) if path.is_dir() else file.name
            if name in files:
                raise ValueError(f"{file} and {files[name]} would be written to one file; run them into different folders")
            files[name] = file
    if not files:
        raise FileNotFoundError("there are no Parquet files")
    return files
