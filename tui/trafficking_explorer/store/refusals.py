"""What the console does not run, and why.

DuckDB itself keeps the corpus read-only and, with external access off, files and network out of
reach. Here is what it would still do: put another database in the place of the corpus, or a table
of one's own under the name of one of its tables; change its own settings or load code; and, where
files are open for reading, everything that writes. Kinds of statements that are not known to be
harmless are refused.
"""

from typing import Any

import duckdb

from trafficking_explorer.errors import QueryError
from trafficking_explorer.store.macros import MACRO_NAMES
from trafficking_explorer.store.schema import TABLES
from trafficking_explorer.store.scripts import COMMENT, Token, tokens

_Kind = duckdb.StatementType

_HARMLESS = (
    _Kind.SELECT,
    _Kind.INSERT,
    _Kind.UPDATE,
    _Kind.DELETE,
    _Kind.MERGE_INTO,
    _Kind.CREATE,
    _Kind.DROP,
    _Kind.ALTER,
    _Kind.EXECUTE,
    _Kind.TRANSACTION,
    _Kind.VACUUM,
    _Kind.ANALYZE,
    _Kind.CALL,
    _Kind.MULTI,
)

_DATABASES = (
    "databases stay as they are here: corpus is attached, read-only, and nothing else "
    "is; make tables of your own with CREATE TABLE"
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
    "DuckDB's settings stay as they are here; a value of your own goes into SET VARIABLE, and USE "
    "chooses a schema"
)
_OTHER = "statements of this kind are not run here"
_CORPUS = (
    "the corpus cannot be changed, and this store has it in memory, unprotected: do without its "
    "name where a statement makes or changes something of your own, and without USE"
)

_TAKEN = (
    "{} is a name of the corpus, and would then mean something else to every later query: choose "
    "another, or one in a schema of your own"
)

_REASONS = {
    _Kind.ATTACH: _DATABASES,
    _Kind.DETACH: _DATABASES,
    _Kind.LOAD: _EXTENSIONS,
    _Kind.EXTENSION: _EXTENSIONS,
    _Kind.COPY: _WRITING,
    _Kind.COPY_DATABASE: _WRITING,
    _Kind.EXPORT: _WRITING,
    _Kind.SET: _SETTINGS,
    _Kind.VARIABLE_SET: _SETTINGS,
}
_REASONS_OF_OBJECTS = {"SECRET": _SECRETS, "DATABASE": _DATABASES}
_MODIFIERS = {"OR", "REPLACE", "TEMP", "TEMPORARY", "PERSISTENT", "LOCAL", "GLOBAL", "UNLOGGED"}
"""What may stand between CREATE or DROP and the kind of thing."""

_NAMES = {table.name.upper() for table in TABLES} | {name.upper() for name in MACRO_NAMES}
"""What a query finds without saying where."""
_FOUND_IN = {"MEMORY", "MAIN", "TEMP", "PG_CATALOG"}
"""Where it is looked for."""
_NAMED_THINGS = {"TABLE", "VIEW", "MACRO", "FUNCTION", "RECURSIVE"}

_TELLING_PRAGMAS = {
    "collations",
    "database_list",
    "database_size",
    "functions",
    "metadata_info",
    "platform",
    "show",
    "show_databases",
    "show_tables",
    "show_tables_expanded",
    "storage_info",
    "table_info",
    "user_agent",
    "version",
}
"""Those that tell something and change nothing."""
_SCHEMA_SETTINGS = {"schema", "search_path", "variable"}
_CHANGING = {
    "INSERT",
    "UPDATE",
    "DELETE",
    "MERGE",
    "TRUNCATE",
    "CREATE",
    "DROP",
    "ALTER",
    "COMMENT",
}


def refuse(cursor: duckdb.DuckDBPyConnection, statement: Any, *, corpus_is_fixed: bool) -> None:
    """Refuse what the console does not run.

    Args:
        cursor: parses what stands behind EXPLAIN and PREPARE.
        statement: as DuckDB parsed it.
        corpus_is_fixed: whether DuckDB has the corpus read-only; else no statement that changes
            anything may name it.

    Raises:
        QueryError: with the reason, and with what to do instead.
        duckdb.Error: what EXPLAIN or PREPARE is given is no statement.
    """
    words = [token for token in tokens(statement.query) if token.kind != COMMENT]
    if not corpus_is_fixed:
        _keep_corpus(words)
    if inner := _inner(statement, words):
        for each in cursor.extract_statements(inner):
            refuse(cursor, each, corpus_is_fixed=corpus_is_fixed)
        return
    if reason := _reason(statement, [token.text.upper() for token in words]):
        raise QueryError(reason)


def _reason(statement: Any, words: list[str]) -> str | None:
    kind = _kind(statement)
    if kind in (_Kind.CREATE, _Kind.DROP, _Kind.ALTER):
        thing = next((word for word in words[1:] if word not in _MODIFIERS), "")
        return _REASONS_OF_OBJECTS.get(thing) or _taken(words)
    if kind in (_Kind.SET, _Kind.VARIABLE_SET):
        of = next((word for word in words[1:] if word not in ("SESSION", "LOCAL")), "")
        harmless = words[0] == "USE" or _plain(of).lower() in _SCHEMA_SETTINGS
        return None if harmless else _SETTINGS
    if kind == _Kind.PRAGMA:
        # EXPORT and IMPORT DATABASE, and COPY FROM DATABASE, count as such too.
        if words[0] != "PRAGMA":
            return _WRITING
        return None if _plain(words[1]).lower() in _TELLING_PRAGMAS else _SETTINGS
    if kind is None and words[0] == "UPDATE":
        return _EXTENSIONS
    return None if kind in _HARMLESS else _REASONS.get(kind, _OTHER)


def _taken(words: list[str]) -> str | None:
    """Why a name of the corpus is neither given to something else nor taken from it."""
    before_names = _MODIFIERS | _NAMED_THINGS | {"IF", "NOT", "EXISTS"}
    at = 1
    while at < len(words) and words[at] in before_names and words[at + 1 : at + 2] != ["."]:
        at += 1
    names = [_name_at(words, at)]
    names += [
        _name_at(words, i + 2)
        for i, word in enumerate(words[:-2])
        if (word, words[i + 1]) == ("RENAME", "TO")
    ]
    if _NAMED_THINGS.isdisjoint(words[1:at]):
        return None
    for *places, name in names:
        if name in _NAMES and _FOUND_IN.issuperset(places):
            return _TAKEN.format(name.lower())
    return None


def _name_at(words: list[str], at: int) -> list[str]:
    """The parts of the name that begins at a word."""
    parts = [_plain(word) for word in words[at : at + 1]] or [""]
    while words[at + 1 : at + 2] == ["."] and at + 2 < len(words):
        at += 2
        parts.append(_plain(words[at]))
    return parts


def _kind(statement: Any) -> Any:
    """What kind of statement it is; None for one that Python has no name for."""
    try:
        return statement.type
    except ValueError:
        return None


def _inner(statement: Any, words: list[Token]) -> str | None:
    """What EXPLAIN explains, or PREPARE prepares; None for other statements."""
    kind = _kind(statement)
    if kind == _Kind.EXPLAIN:
        at = 2 if words[1].text.upper() == "ANALYZE" else 1
        if words[at].text == "(":
            at = _closing(words, at) + 1
    elif kind == _Kind.PREPARE:
        at = next(i for i, word in enumerate(words) if word.text.upper() == "AS") + 1
    else:
        return None
    inner: str = statement.query[words[at].start :]
    return inner


def _closing(words: list[Token], at: int) -> int:
    """Where the parenthesis closes that opens at `at`; `at` before it where none does."""
    depth = 0
    for i, word in enumerate(words[at:], at):
        depth += (word.text == "(") - (word.text == ")")
        if depth == 0:
            return i
    return at - 1


def _keep_corpus(words: list[Token]) -> None:
    texts = [_plain(token.text).upper() for token in words]
    if "CORPUS" in texts and not _CHANGING.isdisjoint(texts):
        raise QueryError(_CORPUS)
    # Once it is the current database, statements need not name it.
    if texts[0] in ("USE", "SET") and texts[:2] not in (["USE", "MEMORY"], ["SET", "VARIABLE"]):
        raise QueryError(_CORPUS)


def _plain(word: str) -> str:
    """A name or a string without its quotation marks."""
    return word[1:-1] if len(word) > 1 and word[0] in "\"'" else word
