"""The names of the corpus, and what else goes by them."""

from contextlib import suppress

import duckdb

from trafficking_explorer.database.sql_macros import MACRO_NAMES, VARIABLES
from trafficking_explorer.database.tables import table_names

CORPUS_VARIABLES = frozenset(VARIABLES)

_KINDS = duckdb.StatementType
_MAKING = (_KINDS.CREATE, _KINDS.ALTER, _KINDS.MULTI, _KINDS.EXPLAIN, _KINDS.EXECUTE)
_OTHERS = """
SELECT 'TABLE', database_name, schema_name, table_name
FROM duckdb_tables() WHERE database_name <> 'corpus'
UNION ALL
SELECT 'VIEW', database_name, schema_name, view_name
FROM duckdb_views() WHERE NOT internal AND (database_name, schema_name) <> ('memory', 'main')
"""
_BUILT_IN = {
    "FUNCTION": "SELECT 1 FROM duckdb_functions() WHERE internal AND lower(function_name) = ?",
    "TYPE": "SELECT 1 FROM duckdb_types() WHERE internal AND lower(type_name) = ?",
}


def corpus_names() -> frozenset[str]:
    """The names that a query finds without saying where."""
    return frozenset((*table_names(), *MACRO_NAMES))


def may_take_names(statement: duckdb.Statement, *, files: bool) -> bool:
    """Whether a statement may leave something behind that has a name.

    With files open for reading a query may too: `read_csv` makes tables of what it rejects.
    """
    return files or statement.type in _MAKING


def give_names_back(cursor: duckdb.DuckDBPyConnection) -> None:
    """Drop tables and views that go by a name of the corpus, whichever way they were made.

    `refusals` lets no statement make one by name; here it does not matter how it was done.
    """
    # A transaction that has failed takes nothing but its end.
    with suppress(duckdb.TransactionException):
        taken = corpus_names()
        for kind, *place, name in cursor.execute(_OTHERS).fetchall():
            if name.lower() in taken:
                cursor.execute(f"DROP {kind} {'.'.join(map(_quoted, (*place, name)))} CASCADE")


def is_built_in(cursor: duckdb.DuckDBPyConnection, kind: str, name: str) -> bool:
    """Whether DuckDB has a function or a type of this name.

    Args:
        kind: FUNCTION or TYPE.
        name: in lower case.
    """
    return cursor.execute(_BUILT_IN[kind], [name]).fetchone() is not None


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
