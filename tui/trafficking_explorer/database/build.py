"""Build the tables of a store from a corpus.

This runs only if a store is missing, outdated or damaged, and is imported only then.
"""

from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import duckdb

from trafficking_explorer import __version__
from trafficking_explorer.corpus.corpus import Corpus
from trafficking_explorer.corpus.loader import load
from trafficking_explorer.database.connection import CORPUS, Store, connect_without_files
from trafficking_explorer.database.folded_text import folded_sql
from trafficking_explorer.database.kind_tables import all_tables
from trafficking_explorer.database.list_words import drop_words, make_dates, make_figures
from trafficking_explorer.database.rows import Row, rows_of
from trafficking_explorer.database.sandbox import Limits
from trafficking_explorer.database.sentence_index import write_sentences
from trafficking_explorer.database.sql_text import quote_name, quote_text
from trafficking_explorer.database.tables import SCHEMA_VERSION, Table
from trafficking_explorer.database.views import VIEWS, View
from trafficking_explorer.text.display import sanitize, single_line

_APPENDED = 10_000
"""Rows that are appended at a time."""
_ERRORS_TOLD = 3
_WORTH_THREADS = 100_000
"""The number of rows from which several threads are faster."""


class BuildQueries:
    """Queries over the tables of a build, before it is a store."""

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        self._connection = connection

    def rows(self, sql: str, params: Sequence[object] = ()) -> list[tuple[Any, ...]]:
        """All rows of a query."""
        return self._connection.execute(sql, list(params)).fetchall()


DerivedTables = Callable[[BuildQueries, Corpus], dict[str, list[Row]]]
"""Works out rows of further tables from the tables of a corpus."""
Read = Callable[[Path], Corpus]
"""Reads a corpus, or raises an error to refuse it."""


def build_for_rules(corpus: Corpus) -> BuildQueries:
    """Write a corpus into the tables that the rules of findings need, without those of the panes."""
    connection = Store.attach_new(Path(":memory:"))
    make_tables(connection)
    fill(connection, rows_of(corpus, searched=False))
    return BuildQueries(connection)


def build(
    root: Path,
    connection: duckdb.DuckDBPyConnection,
    fingerprint: str,
    finish: DerivedTables | None = None,
    read: Read = load,
) -> None:
    """Read a corpus and write all its tables into the attached database `corpus`, the current one.

    Args:
        finish: works out the tables that depend on others; None leaves them out.
        read: reads the corpus; an error that it raises ends the build.

    Raises:
        CorpusError: there is no corpus.
        duckdb.Error: the disk is full, or the like.
    """
    with ThreadPoolExecutor(1) as beside:
        # DuckDB makes the tables while Python reads.
        made = beside.submit(make_tables, connection)
        corpus = read(root)
        tables = rows_of(corpus)
        made.result()
    tables["meta"] = [
        {"key": "schema_version", "value": str(SCHEMA_VERSION)},
        {"key": "corpus", "value": sanitize(root.resolve().name)},
        {"key": "fingerprint", "value": fingerprint},
        {"key": "program_version", "value": __version__},
        {"key": "built_at", "value": datetime.now(UTC).isoformat(timespec="seconds")},
        {"key": "problems", "value": str(len(corpus.problems))},
        *_of_errors(corpus),
    ]
    if sum(map(len, tables.values())) < _WORTH_THREADS:
        # Sharing out so few rows takes longer than reading them.
        connection.execute("SET threads = 1")
    fill(connection, tables)
    # An error here has to wait for the lists, which use the cursor.
    with connection.cursor() as cursor, ThreadPoolExecutor(1) as beside:
        cursor.execute(f"USE {CORPUS}")
        # It makes lists while Python looks for findings.
        others = [view for view in VIEWS.values() if not view.needs_findings]
        listed = beside.submit(write_lists, cursor, others)
        if finish is not None:
            fill(connection, finish(BuildQueries(connection), corpus))
        write_sentences(connection)
        listed.result()
    make_figures(connection)
    write_lists(connection, [view for view in VIEWS.values() if view.needs_findings])
    drop_words(connection)


def _of_errors(corpus: Corpus) -> list[Row]:
    """The number of errors and the first of them, as rows of `meta`; nothing without errors."""
    errors = [each for each in corpus.problems if each.severity == "error"]
    if not errors:
        return []
    told = [
        f"{each.at}: {single_line(each.message)} [{each.rule}]" for each in errors[:_ERRORS_TOLD]
    ]
    return [
        {"key": "errors", "value": str(len(errors))},
        {"key": "first_errors", "value": "\n".join(map(sanitize, told))},
    ]


def write(connection: duckdb.DuckDBPyConnection, tables: dict[str, list[Row]]) -> None:
    """Make every table of the schema and fill those that have rows."""
    make_tables(connection)
    fill(connection, dict(tables))


@cache
def empty_store(kinds: tuple[str, ...]) -> bytes:
    """The file of a store without rows, for a process that builds one store after another.

    Args:
        kinds: the kinds of record that are registered.
    """
    with TemporaryDirectory() as folder:
        path = Path(folder, "empty.duckdb")
        connection = Store.attach_new(path)
        try:
            make_tables(connection)
            connection.execute("CHECKPOINT")
        finally:
            connection.close()
        return path.read_bytes()


def build_in_memory(
    root: Path,
    fingerprint: str,
    finish: DerivedTables | None = None,
    limits: Limits | None = None,
) -> Store:
    """Build a store in memory, for a disk that cannot be written."""
    connection = connect_without_files()
    connection.execute(f"ATTACH ':memory:' AS {CORPUS}")
    connection.execute(f"USE {CORPUS}")
    build(root, connection, fingerprint, finish)
    connection.execute("USE memory")
    store = Store(connection, _beside_tables(connection, limits or Limits()))
    store.open_console()
    return store


def _beside_tables(connection: duckdb.DuckDBPyConnection, limits: Limits) -> Limits:
    """The same limits for queries, not counting the tables, which are all in memory."""
    found = connection.execute(
        "SELECT sum(memory_usage_bytes) + parse_formatted_bytes(?) FROM duckdb_memory()",
        [limits.memory],
    ).fetchone()
    return replace(limits, memory=f"{int(found[0]) // 1000 + 1}KB") if found else limits


def make_tables(connection: duckdb.DuckDBPyConnection) -> None:
    """Make every table of the schema, with comments on it and its columns, unless there are tables."""
    there = "SELECT 1 FROM duckdb_tables() WHERE database_name = current_database()"
    if connection.execute(there).fetchone():
        return
    connection.execute("BEGIN")
    for table in all_tables():
        connection.execute(table.create)
        for column in table.columns:
            if column.comment:
                connection.execute(
                    f'COMMENT ON COLUMN "{table.name}"."{column.name}" IS {quote_text(column.comment)}'
                )
        connection.execute(f'COMMENT ON TABLE "{table.name}" IS {quote_text(table.comment)}')
    connection.execute("COMMIT")


def fill(connection: duckdb.DuckDBPyConnection, tables: dict[str, list[Row]]) -> None:
    """Insert rows into the tables, and drop them from `tables`: a large corpus has very many."""
    known = {table.name: table for table in all_tables()}
    connection.execute("BEGIN")
    for name in list(tables):
        if rows := tables.pop(name):
            _insert(connection, known[name], rows)
    connection.execute("COMMIT")


def _insert(connection: duckdb.DuckDBPyConnection, table: Table, rows: list[Row]) -> None:
    names = [column.name for column in table.columns]
    with connection.appender(table.name) as appender:
        for start in range(0, len(rows), _APPENDED):
            appender.append_rows(
                [tuple(map(row.get, names)) for row in rows[start : start + _APPENDED]]
            )


def write_lists(connection: duckdb.DuckDBPyConnection, views: Iterable[View]) -> None:
    """Make the table of each view from the tables of the schema in `corpus`.

    Columns: position, record_type, record_id; for each column of the view its key, as shown, and
    `<key>_rank`: the rank of its value among all, from 1, NULL for no value. A pane then reads a page
    by position, and sorting a million rows by three columns compares whole numbers.
    """
    make_dates(connection)
    for view in views:
        values = ", ".join(
            f'CAST({column.sql} AS VARCHAR) AS "{column.key}"'
            + ("" if column.is_text else f', {column.sort} AS "{column.key}_sort"')
            for column in view.columns
        )
        folded = "".join(
            f', {folded_sql(quote_name(column.key))} AS "{column.key}_sort"'
            for column in view.columns
            if column.is_text
        )
        shown = ", ".join(
            f'"{column.key}", CAST(CASE WHEN "{column.key}_sort" IS NOT NULL THEN '
            f'dense_rank() OVER (ORDER BY "{column.key}_sort") END AS INTEGER) '
            f'AS "{column.key}_rank"'
            for column in view.columns
        )
        types = ", ".join(f"'{type_}'" for type_ in view.record_types)
        connection.execute(
            f"CREATE TABLE {view.table} AS SELECT position, record_type, record_id, {shown} "
            f"FROM (SELECT *{folded} FROM (SELECT r.position, r.record_type, r.record_id, {values} "
            f"FROM {view.tables} WHERE r.record_type IN ({types}))) ORDER BY position"
        )
