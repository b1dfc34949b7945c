"""The names of the corpus and of DuckDB, which nothing else may take."""

from contextlib import suppress

import duckdb

from trafficking_explorer.console.tokenizer import unquote
from trafficking_explorer.database.connection import CORPUS
from trafficking_explorer.database.notes_table import NOTES_VARIABLES
from trafficking_explorer.database.sql_macros import MACRO_NAMES, VARIABLES
from trafficking_explorer.database.sql_text import quote_name
from trafficking_explorer.database.tables import NOTES, table_names

_KINDS = duckdb.StatementType
_MAKING = (_KINDS.CREATE, _KINDS.ALTER, _KINDS.MULTI, _KINDS.EXPLAIN, _KINDS.EXECUTE)
_TAKEN = "{} is a name of the corpus, and would then mean something else to later queries: choose another"
_KEPT = {
    "DROP": "{} belongs to the corpus and cannot be dropped",
    "ALTER": "{} belongs to the corpus and cannot be changed",
}
_BUILT_IN = (
    "{} is a name of DuckDB's, and would then mean something else to later queries and to what the "
    "corpus itself asks: choose another"
)
_OTHERS = """
SELECT 'TABLE', database_name, schema_name, table_name
FROM duckdb_tables() WHERE database_name <> 'corpus'
UNION ALL
SELECT 'VIEW', database_name, schema_name, view_name
FROM duckdb_views() WHERE NOT internal AND (database_name, schema_name) <> ('memory', 'main')
"""
_FUNCTIONS = "SELECT 1 FROM duckdb_functions() WHERE internal AND lower(function_name) = ?"
_TYPES = "SELECT 1 FROM duckdb_types() WHERE internal AND lower(type_name) = ?"
_BUILT_IN_KINDS = {"MACRO": _FUNCTIONS, "FUNCTION": _FUNCTIONS, "TYPE": _TYPES}
_NAMED_ALIKE = {"TABLE", "VIEW", "RECURSIVE", "MACRO", "FUNCTION"}
"""Kinds of things that a query finds by the same names."""


def may_take_names(statement: duckdb.Statement, *, files: bool) -> bool:
    """True for a statement that may leave something behind that has a name.

    With files open for reading a query may too: `read_csv` makes tables of what it rejects.
    """
    return files or statement.type in _MAKING


def give_names_back(cursor: duckdb.DuckDBPyConnection) -> None:
    """Drop tables and views that have a name of the corpus, however they were made."""
    # A transaction that has failed takes nothing but its end.
    with suppress(duckdb.TransactionException):
        taken = _corpus_names()
        for kind, *place, name in cursor.execute(_OTHERS).fetchall():
            if name.lower() in taken:
                cursor.execute(f"DROP {kind} {'.'.join(map(quote_name, (*place, name)))} CASCADE")


def taken_variable(words: list[str]) -> str | None:
    """The reason why a variable cannot be set; None if it can."""
    names = (unquote(word).lower() for word in words)
    return next(
        (_TAKEN.format(name) for name in names if name in (*VARIABLES, *NOTES_VARIABLES)), None
    )


def taken_name(cursor: duckdb.DuckDBPyConnection, words: list[str], at: int) -> str | None:
    """The reason why a name is neither given to something else nor taken away; None if it may be.

    Args:
        words: of the statement, in upper case.
        at: index of the kind of thing after CREATE, DROP or ALTER.
    """
    thing = words[at]
    places = [_after_kind(words, at)]
    places += [i for i in range(2, len(words)) if words[i - 2 : i] == ["RENAME", "TO"]]
    names = []
    for place in places:
        *where, name = _name_at(words, place)
        if where[:1] == [CORPUS]:
            continue  # DuckDB itself protects what is in the corpus.
        if name in _taken_by_corpus(thing):
            # The first place is that of the thing itself; ALTER may give it the name at another.
            refusal = _KEPT.get(words[0], _TAKEN) if place == places[0] else _TAKEN
            return refusal.format(name)
        names.append(name)
    if words[0] == "CREATE" and thing in _BUILT_IN_KINDS:
        for name in names:
            if cursor.execute(_BUILT_IN_KINDS[thing], [name]).fetchone() is not None:
                return _BUILT_IN.format(name)
    return None


def _taken_by_corpus(thing: str) -> frozenset[str]:
    """The names of the corpus that a thing of some kind cannot have."""
    if thing in _NAMED_ALIKE:
        return _corpus_names()
    return frozenset({CORPUS}) if thing == "SCHEMA" else frozenset()


def _corpus_names() -> frozenset[str]:
    """The names that a query finds without saying where."""
    return frozenset((*table_names(), NOTES, *MACRO_NAMES))


def _after_kind(words: list[str], at: int) -> int:
    """The index of the name after TABLE, RECURSIVE VIEW, MACRO TABLE and the like."""
    at += 1
    if words[at - 1] == "RECURSIVE" or words[at - 1 : at + 1] == ["MACRO", "TABLE"]:
        at += 1
    for condition in (["IF", "NOT", "EXISTS"], ["IF", "EXISTS"]):
        if words[at : at + len(condition)] == condition:
            return at + len(condition)
    return at


def _name_at(words: list[str], at: int) -> list[str]:
    """The name that begins at a word, in lower case, after its database and schema."""
    parts = [unquote(word).lower() for word in words[at : at + 1]] or [""]
    while words[at + 1 : at + 2] == ["."] and at + 2 < len(words):
        at += 2
        parts.append(unquote(words[at]).lower())
    return parts
