"""The native module, as type checkers see it."""

from typing import Any, Optional, final

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

__version__: str

class SettingsError(ValueError):
    """Settings that make no sense; the message names the place."""

class UnreadableError(ValueError):
    """A text that is no article, or one that is too long."""

@final
class Edit:
    """One replacement, in characters of the text."""

    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...
    @property
    def text(self) -> str: ...

@final
class Fix:
    """A possible repair."""

    @property
    def title(self) -> str: ...
    @property
    def safety(self) -> str: ...
    @property
    def reason(self) -> Optional[str]: ...
    @property
    def edits(self) -> tuple[Edit, ...]: ...

@final
class Finding:
    """One damage: what, where, and how it can be mended."""

    @property
    def rule(self) -> str: ...
    @property
    def severity(self) -> str: ...
    @property
    def message(self) -> str: ...
    @property
    def help(self) -> Optional[str]: ...
    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...
    @property
    def line(self) -> int: ...
    @property
    def column(self) -> int: ...
    @property
    def fixes(self) -> tuple[Fix, ...]: ...

@final
class Report:
    """What was found in an article."""

    @property
    def findings(self) -> tuple[Finding, ...]: ...
    @property
    def errors(self) -> int: ...
    @property
    def repairable(self) -> int: ...
    @property
    def likely(self) -> int: ...
    @property
    def lost_content(self) -> int: ...
    @property
    def damaged_bytes(self) -> int: ...
    @property
    def damaged_share(self) -> float: ...
    @property
    def damage_score(self) -> float: ...
    @property
    def rules(self) -> tuple[str, ...]: ...
    def __len__(self) -> int: ...

@final
class Repaired:
    """An article after repairs."""

    @property
    def text(self) -> str: ...
    @property
    def applied(self) -> int: ...
    @property
    def edits(self) -> tuple[Edit, ...]: ...
    @property
    def report(self) -> Report: ...
    @property
    def left_out(self) -> tuple[str, ...]: ...

@final
class Rule:
    """A rule."""

    @property
    def name(self) -> str: ...
    @property
    def group(self) -> str: ...
    @property
    def severity(self) -> str: ...
    @property
    def fix(self) -> Optional[str]: ...
    @property
    def on(self) -> bool: ...
    @property
    def summary(self) -> str: ...
    @property
    def why(self) -> str: ...

@final
class Batch:
    """What linting or repairing many articles came to: a row for each, in their order."""

    @property
    def column_names(self) -> list[str]: ...
    def __len__(self) -> int: ...
    def __arrow_c_schema__(self) -> object: ...
    def __arrow_c_array__(self, requested_schema: Optional[object] = None) -> tuple[object, object]: ...
    def __arrow_c_stream__(self, requested_schema: Optional[object] = None) -> object: ...
    def to_pyarrow(self) -> Any: ...
    def to_polars(self) -> Any: ...
    def to_pandas(self) -> Any: ...
    def to_pydict(self) -> dict[str, list[Any]]: ...

def lint(
    text: str, flavor: Optional[str], path: Optional[str], settings: Optional[str], max_bytes: int
) -> Report: ...
def repair(
    text: str,
    safety: str,
    original: Optional[str],
    flavor: Optional[str],
    path: Optional[str],
    settings: Optional[str],
    max_bytes: int,
) -> Repaired: ...
def compare(
    original: str,
    translation: str,
    flavor: Optional[str],
    path: Optional[str],
    settings: Optional[str],
    max_bytes: int,
) -> Report: ...
def lint_batch(
    texts: Any,
    column: Optional[str],
    flavor: Optional[str],
    path: Optional[str],
    settings: Optional[str],
    threads: int,
    max_bytes: int,
) -> Batch: ...
def repair_batch(
    texts: Any,
    column: Optional[str],
    safety: str,
    flavor: Optional[str],
    path: Optional[str],
    settings: Optional[str],
    threads: int,
    max_bytes: int,
) -> Batch: ...
def rules() -> tuple[Rule, ...]: ...
