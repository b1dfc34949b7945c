"""Messages for failed queries, with a place in the script."""

import re
from collections.abc import Mapping
from typing import Any

import duckdb

from trafficking_explorer.console.tokenizer import Statement
from trafficking_explorer.errors import QueryError, QueryInterrupted, is_interrupt
from trafficking_explorer.text.display import cell_width

FAILURES = (duckdb.Error, RuntimeError, ValueError, OSError, MemoryError)
"""Exceptions of DuckDB, and of Arrow while it reads a result, if a query fails."""

_POSITION = re.compile(r"^LINE (\d+): ?(.*)\n( *)\^", re.MULTILINE)
_ADVICE = re.compile(r"\n\nPossible solutions:|\nDatabase is launched in in-memory mode")
_ARTICLE = re.compile(r"\bis not an (?=[b-df-hj-np-tv-z])")
"""An article of DuckDB's that is the same before all words."""
_NO_MEMORY = (
    "the statement needs more memory than it may (narrow it, or allow more: memory in the settings, "
    "--memory of sql)"
)
_REASONS = (
    (
        re.compile(
            r"file system operations are disabled"
            r"|Table with name \S*(?:[/\\]|\.(?:csv|tsv|json|jsonl|parquet|xlsx|db|duckdb)\b)"
        ),
        "files and the network are out of reach here",
    ),
    (re.compile(r"requires the extension"), "the network is out of reach here"),
    (re.compile(r"configuration has been locked"), "DuckDB's settings stay as they are here"),
    (re.compile(r"attached in read-only mode"), "the corpus cannot be changed"),
    (
        re.compile(r"Can only \w+(?: \w+)? base table|is not an table"),
        "only your own tables can be changed, and views have no rows",
    ),
    (re.compile(r"Out of Memory|could not allocate"), _NO_MEMORY),
    (
        re.compile(r"database has been invalidated"),
        "DuckDB can no longer be used: close the explorer and open it again",
    ),
)
"""Beginnings of messages: DuckDB says what happened, and we know why."""


def as_query_error(
    error: Exception, sql: str = "", at: int = 0, *, added_lines: int = 0
) -> QueryError:
    """The message for an error of DuckDB's, without its noise, and with its place if it has one.

    Args:
        sql: the script.
        at: the code point of `sql` that the failed statement begins at.
        added_lines: the number of lines before the statement when it ran.
    """
    if isinstance(error, QueryError):
        return error
    if isinstance(error, duckdb.InterruptException) or is_interrupt(error):
        return QueryInterrupted("interrupted")
    if isinstance(error, MemoryError):
        return QueryError(_NO_MEMORY)
    if isinstance(error, UnicodeEncodeError):
        line, column = place_in(sql, at + error.start)
        return QueryError("this character is not text: write the query as UTF-8", line, column)
    # Of a module that Python lacks, DuckDB shows the traceback.
    text = str(error).partition(", due to the following Python exception")[0]
    line_in, column_in = _place(text, sql, at, added_lines)
    message = _POSITION.split(text)[0].strip() or text.strip() or type(error).__name__
    # What follows is advice to change settings, which stay as they are here.
    message = _ARTICLE.sub("is not a ", _ADVICE.split(message)[0].strip())
    reason = next((reason for pattern, reason in _REASONS if pattern.search(text)), None)
    return QueryError(f"{reason}: {message}" if reason else message, line_in, column_in)


def statement_error(error: Exception, statement: Statement, *, added_lines: int = 0) -> QueryError:
    """The message for an error of a statement: in a script, with the number of the statement."""
    found = as_query_error(error, statement.script, statement.start, added_lines=added_lines)
    if statement.of == 1 or isinstance(found, QueryInterrupted):
        return found
    line, column = found.line, found.column
    if line is None:
        line, column = place_in(statement.script, statement.start)
    return QueryError(f"statement {statement.number} of {statement.of}: {found}", line, column)


def relation_of(cursor: duckdb.DuckDBPyConnection, text: str, params: Mapping[str, object]) -> Any:
    """A query as a relation, which has not run.

    Raises:
        duckdb.Error: with the place, which the error of a relation lacks.
    """
    try:
        return cursor.sql(text, params=dict(params) or None)
    except (duckdb.InterruptException, duckdb.OutOfMemoryException):
        raise
    except FAILURES:
        # Run as text, it fails with the place, before any row is read.
        cursor.execute(text, dict(params) or None)
        raise


def place_in(text: str, at: int) -> tuple[int, int]:
    """Line and column, from 1, of a code point."""
    return text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at)


def _place(text: str, sql: str, at: int, added_lines: int) -> tuple[int | None, int | None]:
    """Line and column in a script that a message of DuckDB's points at; None if it does not."""
    place = _POSITION.search(text)
    if place is None:
        return None, None
    line, shown, caret = int(place[1]) - added_lines, place[2], len(place[3])
    # The excerpt may be cut at its left ("..."): find it in the line to know the column.
    head = shown.removeprefix("...").removesuffix("...")
    cells = caret - len(f"LINE {place[1]}: ") - (3 if shown.startswith("...") else 0)
    lines = sql[at:].split("\n")
    if not 0 < line <= len(lines):
        return None, None
    column = max(0, lines[line - 1].find(head)) + _characters(head, cells) + 1
    if line == 1:
        column += at - (sql.rfind("\n", 0, at) + 1)
    return line + sql.count("\n", 0, at), column


def _characters(text: str, cells: int) -> int:
    """The number of characters of a text before a cell; DuckDB counts cells, and a tab as none."""
    width = 0
    for i, char in enumerate(text):
        cell = cell_width(char) if char >= " " else 0
        if width >= cells and cell:
            return i
        width += cell
    return len(text)
