"""The catalog: tables, columns, functions and keywords, for the tree of tables and for completion."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

import duckdb

from trafficking_explorer.database.connection import CORPUS
from trafficking_explorer.database.sql_text import quote_name
from trafficking_explorer.database.tables import NOTES, NOTES_TABLE, table_names

_PLAIN = re.compile(r"[a-z_][a-z0-9_]*")
_PARAMETERS = 6
"""Parameters of a function in its signature, at most."""
_COUNTED = 200
"""Tables of the reader whose rows are counted; for more, DuckDB's estimate is taken."""


@dataclass(frozen=True, slots=True)
class CatalogColumn:
    """A column of a table."""

    name: str
    type: str
    comment: str = ""


@dataclass(frozen=True, slots=True)
class CatalogTable:
    """A table or a view.

    Attributes:
        database: `corpus`, `memory` for the reader's own, `temp` for the reader's temporary ones.
        schema: within the database; mostly `main`.
        rows: their number; None for a view, whose rows are those of a query.
        is_public: True if the manual describes it, or the reader has made it.
    """

    database: str
    schema: str
    name: str
    columns: tuple[CatalogColumn, ...]
    comment: str = ""
    rows: int | None = None
    is_public: bool = True

    @property
    def is_of_corpus(self) -> bool:
        """True if it belongs to the corpus."""
        return self.database == CORPUS

    @property
    def key(self) -> tuple[str, str, str]:
        """Database, schema and name."""
        return self.database, self.schema, self.name


@dataclass(frozen=True, slots=True)
class CatalogFunction:
    """A function by one of its names.

    Attributes:
        kind: scalar, aggregate, window, macro, table or table_macro.
        signatures: parameters and result, one line for each way of calling it.
    """

    name: str
    kind: str
    signatures: tuple[str, ...]
    comment: str = ""

    @property
    def gives_a_table(self) -> bool:
        """True if it belongs after FROM."""
        return self.kind in ("table", "table_macro")


@dataclass(frozen=True, slots=True)
class Catalog:
    """Tables, functions and keywords.

    Attributes:
        tables: those of the corpus in the order of the manual, then the reader's by name.
        functions: by name; one that is used after FROM and elsewhere is there twice.
        keywords: lower-case, by name.
        reserved: those that are not names without quotation marks.
    """

    tables: tuple[CatalogTable, ...]
    functions: tuple[CatalogFunction, ...]
    keywords: tuple[str, ...]
    reserved: frozenset[str]

    def identifier(self, name: str) -> str:
        """A name as SQL needs it: in quotation marks if necessary."""
        if _PLAIN.fullmatch(name) and name not in self.reserved:
            return name
        return quote_name(name)

    def reference(self, table: CatalogTable) -> str:
        """The shortest name that means a table at the console."""
        name = self.identifier(table.name)
        if table.is_of_corpus:
            return name if table.is_public else f"{CORPUS}.{name}"
        return name if table.schema == "main" else f"{self.identifier(table.schema)}.{name}"


def read_catalog(cursor: duckdb.DuckDBPyConnection, before: Catalog | None = None) -> Catalog:
    """Read the catalog on a connection that is free.

    Args:
        before: the catalog read earlier; the part that comes with DuckDB is taken from there.

    Raises:
        duckdb.Error: the connection is not free, or closed.
    """
    known = before.functions if before else ()
    functions = {(each.name, each.kind): each for each in known}
    functions |= {(each.name, each.kind): each for each in _functions(cursor, own=bool(before))}
    if before:
        keywords, reserved = before.keywords, before.reserved
    else:
        keywords, reserved = _keywords(cursor)
    ordered = tuple(functions[key] for key in sorted(functions))
    return Catalog(read_tables(cursor), ordered, keywords, reserved)


def read_tables(cursor: duckdb.DuckDBPyConnection) -> tuple[CatalogTable, ...]:
    """The tables and views, with the figures and words that the tree shows.

    Raises:
        duckdb.Error: as `read_catalog`.
    """
    columns = defaultdict(list)
    for *table, name, type_, comment in cursor.execute(
        "SELECT database_name, schema_name, table_name, column_name, data_type, comment "
        "FROM duckdb_columns() WHERE NOT internal ORDER BY table_oid, column_index"
    ).fetchall():
        columns[tuple(table)].append(CatalogColumn(name, type_, comment or ""))
    names = table_names()
    found = [
        CatalogTable(
            database,
            schema,
            name,
            tuple(columns[database, schema, name]),
            comment or "",
            rows,
            is_public=database != CORPUS or name in names,
        )
        for database, schema, name, comment, rows in cursor.execute(
            "SELECT database_name, schema_name, table_name, comment, estimated_size "
            "FROM duckdb_tables() WHERE NOT internal UNION ALL "
            "SELECT database_name, schema_name, view_name, comment, NULL "
            "FROM duckdb_views() WHERE NOT internal"
        ).fetchall()
    ]
    # The views of the corpus's tables, which save writing `corpus.`, are those tables.
    stand_ins = {("memory", "main", name) for name in names}
    found = [table for table in found if table.key not in stand_ins]
    found = [_notes(table) if table.key == ("memory", "main", NOTES) else table for table in found]
    places = {name: place for place, name in enumerate(names)}
    found.sort(key=lambda table: _order(table, places))
    return tuple(_counted(cursor, found))


def _notes(view: CatalogTable) -> CatalogTable:
    """The table of notes as the manual describes it, after those of the corpus."""
    meanings = {column.name: column.comment for column in NOTES_TABLE.columns}
    columns = tuple(replace(each, comment=meanings[each.name]) for each in view.columns)
    return replace(view, database=CORPUS, columns=columns, comment=NOTES_TABLE.comment)


def _order(table: CatalogTable, places: Mapping[str, int]) -> tuple[object, ...]:
    """Tables of the corpus in the order of the manual, the reader's, then internal ones."""
    rank = 1 if not table.is_of_corpus else 0 if table.is_public else 2
    return rank, places.get(table.name, len(places)) if rank == 0 else 0, table.schema, table.name


def _counted(
    cursor: duckdb.DuckDBPyConnection, tables: list[CatalogTable]
) -> Iterator[CatalogTable]:
    """The tables with the number of their rows: DuckDB's estimate includes deleted ones."""
    own = [table for table in tables if not table.is_of_corpus and table.rows is not None]
    counts = {}
    for i, table in enumerate(own[:_COUNTED]):
        name = ".".join(map(quote_name, table.key))
        counts[i] = f"SELECT {i}, count(*) FROM {name}"
    found = dict(cursor.execute(" UNION ALL ".join(counts.values())).fetchall()) if counts else {}
    exact = {own[i].key: rows for i, rows in found.items()}
    return (replace(table, rows=exact.get(table.key, table.rows)) for table in tables)


def _functions(cursor: duckdb.DuckDBPyConnection, *, own: bool) -> Iterator[CatalogFunction]:
    """The functions; if `own`, only those that do not come with DuckDB."""
    found: dict[tuple[str, str], list[tuple[str, str]]] = defaultdict(list)
    for name, kind, names, types, varargs, gives, comment in cursor.execute(
        "SELECT function_name, function_type, parameters, parameter_types, varargs, return_type, "
        "coalesce(description, comment, '') FROM duckdb_functions() "
        "WHERE function_type <> 'pragma' AND regexp_matches(function_name, '^[a-zA-Z_]\\w*$') "
        "AND NOT starts_with(function_name, '__') AND (NOT internal OR NOT ?)",
        [own],
    ).fetchall():
        takes = [
            f"{parameter} {type_}" if type_ else str(parameter)
            for parameter, type_ in zip(names, types, strict=False)
        ]
        takes = takes[:_PARAMETERS] + (["…"] if varargs or len(takes) > _PARAMETERS else [])
        signature = f"{name}({', '.join(takes)})" + (f" → {gives}" if gives else "")
        found[name, kind].append((signature, comment))
    for (name, kind), ways in found.items():
        signatures = tuple(dict.fromkeys(signature for signature, _ in ways))
        yield CatalogFunction(name, kind, signatures, next((c for _, c in ways if c), ""))


def _keywords(cursor: duckdb.DuckDBPyConnection) -> tuple[tuple[str, ...], frozenset[str]]:
    """The keywords, and those that are reserved."""
    rows = cursor.execute("SELECT keyword_name, keyword_category FROM duckdb_keywords()").fetchall()
    free = ("unreserved", "column_name")
    names = tuple(sorted({name for name, _ in rows}))
    return names, frozenset(name for name, category in rows if category not in free)
