"""What the console does not run, and why.

DuckDB itself keeps the corpus read-only and, with external access off, files and network out of
reach. Here is what it would still do: put another database in the place of the corpus, or a table
of one's own under the name of one of its tables; change its own settings or load code; and, where
files are open for reading, everything that writes. Kinds of statements that are not known to be
harmless are refused.

A plan that writes files is that of a statement which says COPY, in a CTE as well, or of one that
was prepared: these are judged by their plan. Functions that run a text which DuckDB makes while the
statement runs are refused, since no plan shows what it will be.
"""

import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from typing import Any

import duckdb

from trafficking_explorer.console.name_guard import CORPUS_VARIABLES, corpus_names, is_built_in
from trafficking_explorer.console.statement_plan import writes_files
from trafficking_explorer.console.tokenizer import COMMENT, STRING, Token, tokens
from trafficking_explorer.errors import QueryError

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
)
_PLANNED = (
    _Kind.SELECT,
    _Kind.INSERT,
    _Kind.UPDATE,
    _Kind.DELETE,
    _Kind.MERGE_INTO,
    _Kind.CREATE,
    _Kind.CALL,
)
"""Those that can have COPY in them."""

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
_UNFIXED = (
    "the corpus cannot be changed, and this store has it in memory, unprotected: do without its "
    "name where a statement makes or changes something of your own, and without USE"
)

_TEXTS = (
    "a text is not run as SQL here, since nobody can tell beforehand what it does: write the "
    "statement itself; query() takes it in quotes"
)
_TAKEN = "{} is a name of the corpus, and would then mean something else to later queries: choose another"
_BUILT_IN = (
    "{} is a name of DuckDB's, and would then mean something else to later queries and to what the "
    "corpus itself asks: choose another"
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

_TABLES_AND_MACROS = {"TABLE", "VIEW", "RECURSIVE", "MACRO", "FUNCTION"}
_BUILT_IN_KINDS = {"MACRO": "FUNCTION", "FUNCTION": "FUNCTION", "TYPE": "TYPE"}

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
_CORPUS = ["corpus"]
_RENAME = ["RENAME", "TO"]
_QUOTED = re.compile(r"""[eE]?'(.*)'|"(.*)"|\$(\w*)\$(.*)\$\3\$""", re.DOTALL)
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


def check_allowed(
    cursor: duckdb.DuckDBPyConnection,
    statement: Any,
    params: Mapping[str, object] | None = None,
    *,
    corpus_is_fixed: bool,
) -> None:
    """Refuse what the console does not run.

    Args:
        cursor: parses what stands behind EXPLAIN and PREPARE, and plans.
        statement: as DuckDB parsed it.
        params: its parameters; None where they come later, and the plan is looked at then.
        corpus_is_fixed: whether DuckDB has the corpus read-only; else no statement that changes
            anything may name it.

    Raises:
        QueryError: with the reason, and with what to do instead.
        duckdb.Error: what EXPLAIN or PREPARE is given is no statement.
    """
    words = [token for token in tokens(statement.query) if token.kind != COMMENT]
    if not corpus_is_fixed:
        _keep_corpus(words)
    for text in _texts_run(words):
        # What is no SQL fails when DuckDB gets to it.
        with suppress(duckdb.Error):
            for each in cursor.extract_statements(text):
                check_allowed(cursor, each, corpus_is_fixed=corpus_is_fixed)
    kind = _kind(statement, words)
    if inner := _inner(statement, kind, words):
        known = None if kind == _Kind.PREPARE else params
        for each in cursor.extract_statements(inner):
            check_allowed(cursor, each, known, corpus_is_fixed=corpus_is_fixed)
        return
    if reason := _reason(cursor, kind, [token.text.upper() for token in words]):
        raise QueryError(reason)
    if _writes(cursor, statement, kind, words, params):
        raise QueryError(_WRITING)


def _reason(cursor: duckdb.DuckDBPyConnection, kind: Any, words: list[str]) -> str | None:
    if kind in (_Kind.CREATE, _Kind.DROP, _Kind.ALTER):
        at = 1
        while words[at] in _MODIFIERS:
            at += 1
        return _REASONS_OF_OBJECTS.get(words[at]) or _shadows_corpus(cursor, words, at)
    if kind in (_Kind.SET, _Kind.VARIABLE_SET):
        of = next((word for word in words[1:] if word not in ("SESSION", "LOCAL")), "")
        if of == "VARIABLE":
            names = (_plain(word).lower() for word in words)
            return next((_TAKEN.format(name) for name in names if name in CORPUS_VARIABLES), None)
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


def _shadows_corpus(cursor: duckdb.DuckDBPyConnection, words: list[str], at: int) -> str | None:
    """Why a name is neither given to something else nor taken from what has it.

    Args:
        at: the kind of thing, behind CREATE, DROP or ALTER.
    """
    thing = words[at]
    places = [_behind_kind(words, at)]
    places += [i for i in range(2, len(words)) if words[i - 2 : i] == _RENAME]
    # What is in the corpus itself DuckDB keeps as it is.
    names = {name for *where, name in (_name_at(words, i) for i in places) if where[:1] != _CORPUS}
    if thing == "SCHEMA" and not names.isdisjoint(_CORPUS):
        return _TAKEN.format(*_CORPUS)
    if thing in _TABLES_AND_MACROS:
        for name in names & corpus_names():
            return _TAKEN.format(name)
    if words[0] == "CREATE" and thing in _BUILT_IN_KINDS:
        for name in names:
            if is_built_in(cursor, _BUILT_IN_KINDS[thing], name):
                return _BUILT_IN.format(name)
    return None


def _behind_kind(words: list[str], at: int) -> int:
    """Where a name begins behind TABLE, RECURSIVE VIEW, MACRO TABLE and the like."""
    at += 1
    if words[at - 1] == "RECURSIVE" or words[at - 1 : at + 1] == ["MACRO", "TABLE"]:
        at += 1
    for condition in (["IF", "NOT", "EXISTS"], ["IF", "EXISTS"]):
        if words[at : at + len(condition)] == condition:
            return at + len(condition)
    return at


def _name_at(words: list[str], at: int) -> list[str]:
    """The name that begins at a word, in lower case, behind the database and schema it is in."""
    parts = [_plain(word).lower() for word in words[at : at + 1]] or [""]
    while words[at + 1 : at + 2] == ["."] and at + 2 < len(words):
        at += 2
        parts.append(_plain(words[at]).lower())
    return parts


def _writes(
    cursor: duckdb.DuckDBPyConnection,
    statement: Any,
    kind: Any,
    words: list[Token],
    params: Mapping[str, object] | None,
) -> bool:
    """Whether a statement of a kind that is run would write a file all the same."""
    says_copy = any("copy" in word.text.lower() for word in words if word.kind != STRING)
    if statement.type == _Kind.MULTI:
        # The first of its parts would have to be run to plan the next.
        return any(word.text.upper() == "COPY" for word in words)
    if params is None or not (kind == _Kind.EXECUTE or (says_copy and kind in _PLANNED)):
        return False
    return writes_files(cursor, statement.query, params)


def _texts_run(words: list[Token]) -> Iterator[str]:
    """The texts that a statement has run as SQL.

    Raises:
        QueryError: there are others, which are not known yet.
    """
    for at, word in enumerate(words[:-1]):
        name = _plain(word.text).upper()
        if words[at + 1].text != "(" or name not in _RUNS_TEXT | {"QUERY"}:
            continue
        given, *rest = words[at + 2 : at + 4] or [word]
        is_text = given.kind == STRING and given.text[0] in "'$"
        if name != "QUERY" or not is_text or [token.text for token in rest] != [")"]:
            raise QueryError(_TEXTS)
        yield _plain(given.text)


def _kind(statement: Any, words: list[Token]) -> Any:
    """What kind of statement it is; None for one that Python has no name for.

    One of several parts, as a PIVOT makes it that has to look for its columns first, is of the
    kind that its first word tells: its last part is.
    """
    try:
        kind = statement.type
    except ValueError:
        return None
    if kind == _Kind.MULTI:
        return _Kind.__members__.get(words[0].text.upper(), _Kind.SELECT)
    return kind


def _inner(statement: Any, kind: Any, words: list[Token]) -> str | None:
    """What EXPLAIN explains, or PREPARE prepares; None for other statements."""
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
        raise QueryError(_UNFIXED)
    # Once it is the current database, statements need not name it.
    if texts[0] in ("USE", "SET") and texts[:2] not in (["USE", "MEMORY"], ["SET", "VARIABLE"]):
        raise QueryError(_UNFIXED)


def _plain(word: str) -> str:
    """A name or a string without its quotation marks."""
    match = _QUOTED.fullmatch(word)
    if match is None:
        return word
    single, double, _, between_dollars = match.groups()
    if single is not None:
        return single.replace("''", "'")
    return between_dollars if double is None else double.replace('""', '"')
