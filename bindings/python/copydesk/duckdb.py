"""DuckDB: functions for SQL.

    import duckdb
    import copydesk.duckdb

    connection = duckdb.connect()
    copydesk.duckdb.register(connection, flavor="html")
    connection.sql('''
        COPY (
            SELECT * REPLACE (copydesk_repair(text) AS text) FROM 'articles/*.parquet' WHERE copydesk_damage_score(text) < 0.5
        ) TO 'clean.parquet'
    ''')
"""

from __future__ import annotations

from typing import Any

from ._api import lint_batch, repair_batch
from ._engine import PREFIX, engine


def register(connection: Any, prefix: str = PREFIX, **options: Any) -> None:
    """Adds functions to a connection: `copydesk_lint(text)`, a struct with the columns of `copydesk.lint_batch`;
    `copydesk_damage_score(text)`, how damaged a text is; `copydesk_repair(text)` and `copydesk_repair_all(text)`, the text after
    safe repairs, and after likely ones too. Options are those of `copydesk.lint_batch`. It needs pyarrow."""
    duckdb = engine("duckdb", "duckdb", "copydesk.duckdb")
    pa = engine("pyarrow", "pyarrow", "copydesk.duckdb")

    def linted(texts: Any) -> Any:
        return pa.table(lint_batch(texts, **options))

    def lint(texts: Any) -> Any:
        return linted(texts).to_struct_array()

    def damage_score(texts: Any) -> Any:
        return linted(texts)["damage_score"]

    def repairing(safety: str) -> Any:
        return lambda texts: pa.table(repair_batch(texts, safety=safety, **options))["repaired"]

    columns = ", ".join(f'"{field.name}" {_sql(pa, field.type)}' for field in linted([]).schema)
    functions = {
        "lint": (lint, f"STRUCT({columns})"),
        "damage_score": (damage_score, "DOUBLE"),
        "repair": (repairing("safe"), "VARCHAR"),
        "repair_all": (repairing("all"), "VARCHAR"),
    }
    for name, (function, gives) in functions.items():
        connection.create_function(
            prefix + name,
            function,
            [duckdb.sqltype("VARCHAR")],
            duckdb.sqltype(gives),
            type="arrow",
            null_handling="special",
        )


def _sql(pa: Any, kind: Any) -> str:
    """DuckDB's name of a type of Arrow."""
    if pa.types.is_list(kind):
        return _sql(pa, kind.value_type) + "[]"
    return {pa.int32(): "INTEGER", pa.int64(): "BIGINT", pa.float64(): "DOUBLE", pa.string(): "VARCHAR"}[kind]
