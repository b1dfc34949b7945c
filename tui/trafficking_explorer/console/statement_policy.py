"""The statements that the SQL console refuses, with reasons.

DuckDB itself keeps the corpus read-only and, with external access off, files and network out of
reach. It would still put another database in the place of the corpus, or a table under the name of one
of its tables; change its settings or load code; and, if files are open for reading, write. Kinds of
statements that are not known to be harmless are refused.

Only a statement that says COPY, in a CTE as well, or one that was prepared can have a plan that writes
files: these are judged by their plan. Functions that run a text which DuckDB makes while the statement
runs are refused, since no plan shows it.
"""

import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from typing import Any

import duckdb

from trafficking_explorer.console.error_messages import as_query_error
from trafficking_explorer.console.name_guard import taken_name, taken_variable
from trafficking_explorer.console.tokenizer import STRING, Token, closing, unquote, words_of
from trafficking_explorer.errors import QueryError

_Kind = duckdb.StatementType

_PLANNED = (
    *(_Kind.SELECT, _Kind.INSERT, _Kind.UPDATE, _Kind.DELETE, _Kind.MERGE_INTO),
    *(_Kind.CREATE, _Kind.CALL),
)
"""Harmless kinds that can have COPY in them."""
_HARMLESS = (
    *_PLANNED,
    *(_Kind.DROP, _Kind.ALTER, _Kind.EXECUTE, _Kind.TRANSACTION, _Kind.VACUUM, _Kind.ANALYZE),
)

_DATABASES = (
    "databases stay as they are here: corpus is attached, read-only, and nothing else "
    "is; create your own tables with CREATE TABLE"
)
_EXTENSIONS = (
    "extensions are neither installed nor loaded here; what DuckDB has built in, JSON and Parquet "
    "among it, is there"
)
_WRITING = (
    "nothing is written to files or copied between databases here; run a SELECT and save its "
    "result, or keep it with CREATE TABLE … AS"
)
_SECRETS = "secrets are not kept here: there is no network to use them on"
_SETTINGS = (
    "DuckDB's settings stay as they are here; SET VARIABLE sets a variable, and USE "
    "chooses a schema"
)
_OTHER = "statements of this kind are not run here"
_UNFIXED = (
    "the corpus cannot be changed, and this store has it in memory, unprotected: do not name it "
    "in a statement that creates or changes something, and do not use USE"
)

_TEXTS = (
    "a text is not run as SQL here, since nobody can tell beforehand what it does: write the "
    "statement itself, or in quotes in query()"
)
_REASONS = {
    _Kind.ATTACH: _DATABASES,
    _Kind.DETACH: _DATABASES,
    _Kind.LOAD: _EXTENSIONS,
    _Kind.EXTENSION: _EXTENSIONS,
    _Kind.COPY: _WRITING,
    _Kind.COPY_DATABASE: _WRITING,
    _Kind.EXPORT: _WRITING,
}
_REASONS_OF_OBJECTS = {"SECRET": _SECRETS, "DATABASE": _DATABASES}
_MODIFIERS = {"OR", "REPLACE", "TEMP", "TEMPORARY", "PERSISTENT", "LOCAL", "GLOBAL", "UNLOGGED"}
"""Words between CREATE or DROP and the kind of thing."""

_RUNS_TEXT = {
    "JSON_EXECUTE_SERIALIZED_SQL",
    "CREATE_EXTERNAL_RESOURCE",
    "DEREGISTER_EXTERNAL_RESOURCE",
    "DESTROY_EXTERNAL_RESOURCE",
    "REGISTER_EXTERNAL_RESOURCE",
    "REGISTER_EXTERNAL_RESOURCE_TYPE",
}
"""Functions that run a text, or a function whose name is a text."""

_TELLING_PRAGMAS = {
    *("collations", "database_list", "database_size", "functions", "metadata_info", "platform"),
    *("show", "show_databases", "show_tables", "show_tables_expanded", "storage_info"),
    *("table_info", "user_agent", "version"),
}
"""Pragmas that tell something and change nothing."""
_SCHEMA_SETTINGS = {"schema", "search_path", "variable"}
_CHANGING = {
    *("INSERT", "UPDATE", "DELETE", "MERGE", "TRUNCATE"),
    *("CREATE", "DROP", "ALTER", "COMMENT"),
}
_COPIES = re.compile(r'"name": "\w*COPY')
"""An operator of a plan that writes a file. In a name of the reader's the quotation mark is escaped."""


def check_allowed(
    cursor: duckdb.DuckDBPyConnection,
    statement: Any,
    params: Mapping[str, object] | None = None,
    *,
    corpus_is_fixed: bool,
) -> None:
    """Refuse a statement that the console does not run.

    Args:
        cursor: parses the statement of EXPLAIN and PREPARE, and plans.
        statement: as DuckDB parsed it.
        params: its parameters; None if they come later: then its plan is judged with them.
        corpus_is_fixed: True if DuckDB has the corpus read-only; else a statement that changes
            something may not name it.

    Raises:
        QueryError: with the reason and an alternative.
        duckdb.Error: the statement of EXPLAIN or PREPARE is not one.
    """
    words = words_of(statement.query)
    if not corpus_is_fixed:
        _keep_corpus(words)
    for text in _texts_run(words):
        # A text that is not SQL fails when DuckDB runs it.
        with suppress(duckdb.Error):
            for each in cursor.extract_statements(text):
                check_allowed(cursor, each, corpus_is_fixed=corpus_is_fixed)
    kind = _kind(statement, words)
    if inner := _inner(statement, kind, words):
        known = None if kind == _Kind.PREPARE else params
        for each in cursor.extract_statements(inner):
            check_allowed(cursor, each, known, corpus_is_fixed=corpus_is_fixed)
        return
    if reason := _reason(cursor, kind, [token.upper for token in words]):
        raise QueryError(reason)
    if _writes(cursor, statement, kind, words, params):
        raise QueryError(_WRITING)


def _reason(cursor: duckdb.DuckDBPyConnection, kind: Any, words: list[str]) -> str | None:
    """The reason to refuse a statement by its kind and its words, in upper case; None without one."""
    if kind in (_Kind.CREATE, _Kind.DROP, _Kind.ALTER):
        at = 1
        while words[at] in _MODIFIERS:
            at += 1
        return _REASONS_OF_OBJECTS.get(words[at]) or taken_name(cursor, words, at)
    if kind in (_Kind.SET, _Kind.VARIABLE_SET):
        of = next((word for word in words[1:] if word not in ("SESSION", "LOCAL")), "")
        if of == "VARIABLE":
            return taken_variable(words)
        harmless = words[0] == "USE" or unquote(of).lower() in _SCHEMA_SETTINGS
        return None if harmless else _SETTINGS
    if kind == _Kind.PRAGMA:
        # EXPORT and IMPORT DATABASE, and COPY FROM DATABASE, count as such too.
        if words[0] != "PRAGMA":
            return _WRITING
        return None if unquote(words[1]).lower() in _TELLING_PRAGMAS else _SETTINGS
    if kind is None and words[0] == "UPDATE":
        return _EXTENSIONS
    return None if kind in _HARMLESS else _REASONS.get(kind, _OTHER)


def _writes(
    cursor: duckdb.DuckDBPyConnection,
    statement: Any,
    kind: Any,
    words: list[Token],
    params: Mapping[str, object] | None,
) -> bool:
    """True if a statement of a harmless kind would write a file all the same."""
    says_copy = any("copy" in word.text.lower() for word in words if word.kind != STRING)
    if statement.type == _Kind.MULTI:
        # The first of its parts would have to be run to plan the next.
        return any(word.upper == "COPY" for word in words)
    if params is None or not (kind == _Kind.EXECUTE or (says_copy and kind in _PLANNED)):
        return False
    return writes_files(cursor, statement.query, params)


def writes_files(
    cursor: duckdb.DuckDBPyConnection, statement: str, params: Mapping[str, object]
) -> bool:
    """True if the plan of a statement writes a file. Planning runs nothing.

    Raises:
        QueryError: DuckDB has no plan for it, and could not run it either.
    """
    try:
        plans = cursor.execute(f"EXPLAIN (FORMAT json)\n{statement}", dict(params) or None)
        return any(_COPIES.search(plan) for _, plan in plans.fetchall())
    except duckdb.Error as error:
        raise as_query_error(error) from error


def _texts_run(words: list[Token]) -> Iterator[str]:
    """The texts that a statement runs as SQL.

    Raises:
        QueryError: there are texts that are not known before it runs.
    """
    for at, word in enumerate(words[:-1]):
        name = unquote(word.text).upper()
        if words[at + 1].text != "(" or name not in _RUNS_TEXT | {"QUERY"}:
            continue
        given, *rest = words[at + 2 : at + 4] or [word]
        is_text = given.kind == STRING and given.text[0] in "'$"
        if name != "QUERY" or not is_text or [token.text for token in rest] != [")"]:
            raise QueryError(_TEXTS)
        yield unquote(given.text)


def _kind(statement: Any, words: list[Token]) -> Any:
    """The kind of a statement; None if Python has no name for it.

    A statement of several parts, such as a PIVOT that has to find its columns first, is of the kind of
    its last part, which its first word tells.
    """
    try:
        kind = statement.type
    except ValueError:
        return None
    if kind == _Kind.MULTI:
        return _Kind.__members__.get(words[0].upper, _Kind.SELECT)
    return kind


def _inner(statement: Any, kind: Any, words: list[Token]) -> str | None:
    """The statement that EXPLAIN or PREPARE is about; None for other statements."""
    if kind == _Kind.EXPLAIN:
        at = 2 if words[1].upper == "ANALYZE" else 1
        if words[at].text == "(":
            at = closing(words, at) + 1
    elif kind == _Kind.PREPARE:
        at = next(i for i, word in enumerate(words) if word.upper == "AS") + 1
    else:
        return None
    inner: str = statement.query[words[at].start :]
    return inner


def _keep_corpus(words: list[Token]) -> None:
    """Refuse a statement that could change a corpus that is not read-only.

    Raises:
        QueryError: it names the corpus, or makes it the current database.
    """
    texts = [unquote(token.text).upper() for token in words]
    if "CORPUS" in texts and not _CHANGING.isdisjoint(texts):
        raise QueryError(_UNFIXED)
    # Once it is the current database, statements need not name it.
    if texts[0] in ("USE", "SET") and texts[:2] not in (["USE", "MEMORY"], ["SET", "VARIABLE"]):
        raise QueryError(_UNFIXED)
