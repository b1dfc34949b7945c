"""The macros `matches`, `context`, `cite` and `folded` for SQL at the console.

DuckDB's table function `query` takes a SELECT as text when a statement is bound. So a filter of the
filter language becomes a part of the statement that names it, and is planned and interrupted with it,
in joins and views too. Before a statement runs, the SELECT for each of its filters is put into a
variable of the connection.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import duckdb

from trafficking_explorer.database.folded_text import folded_sql
from trafficking_explorer.errors import FilterError
from trafficking_explorer.text.display import truncate

FilterReader = Callable[[str], str]
"""Turns a line of the filter language into a SELECT; raises FilterError."""

_QUERIES = "filter_queries"
_ERRORS = "filter_errors"
"""Variables of a connection: maps from a filter to its SELECT, and to its error."""
VARIABLES = (_QUERIES, _ERRORS)

_MATCHES = f"""
CREATE MACRO matches(filter) AS TABLE
SELECT * FROM query(
    CASE WHEN getvariable('{_ERRORS}')[CAST(filter AS VARCHAR)] IS NOT NULL
    THEN error(getvariable('{_ERRORS}')[CAST(filter AS VARCHAR)])
    ELSE coalesce(
        getvariable('{_QUERIES}')[CAST(filter AS VARCHAR)],
        error('matches() takes one filter, in quotes: matches(''agency:interpol arrests>=100'')')
    ) END
)
"""

_CONTEXT = 60
"""Code points shown before and after a passage."""
# White space as in Python; the \s of RE2 is that of ASCII.
_BLANKS = (
    r"[\t-\r\x1c-\x20\x{85}\x{a0}\x{1680}\x{2000}-\x{200a}"
    r"\x{2028}\x{2029}\x{202f}\x{205f}\x{3000}]+"
)


def _on_one_line(sql: str) -> str:
    """A text with each run of white space as one blank."""
    return f"regexp_replace({sql}, '{_BLANKS}', ' ', 'g')"


def _beside(sql: str) -> str:
    """Context on one line, with the blank beside the passage."""
    return f"regexp_replace({_on_one_line(sql)}, '^ $', '')"


# Inside a macro no column may have the name of a parameter, so each is renamed.
_CONTEXT_MACRO = f"""
CREATE MACRO context(source_id, start_char, end_char) AS (
    SELECT '[' || id || ':' || (length(head) - length(replace(head, chr(10), '')) + 1) || '] …'
        || {_beside("head[greatest(start - " + str(_CONTEXT) + ", least(body, start)) + 1:]")}
        || '⟦' || trim({_on_one_line("words[start + 1:stop]")}) || '⟧'
        || {_beside("words[stop + 1:least(stop + " + str(_CONTEXT) + ", greatest(rest, stop))]")}
        || '…'
    FROM (
        SELECT *, words[1:start] AS head
        FROM (
            SELECT *, greatest(CAST(start_char AS BIGINT), 0) AS start,
                least(CAST(end_char AS BIGINT), length(words)) AS stop
            FROM (
                SELECT s.source_id AS id, s.text AS words, s.body_start AS body, s.body_end AS rest
                FROM corpus.sources s
            )
            WHERE id = source_id
        )
        WHERE start < stop AND start_char IS NOT NULL AND end_char IS NOT NULL
    )
)
"""

_CITE_MACRO = f"""
CREATE MACRO cite(record_type, record_id) AS (
    SELECT string_agg(
        id || ': ' || concat_ws('. ', nullif({_on_one_line("publisher")}, ''),
            nullif({_on_one_line("title")}, ''),
            published || CASE WHEN basis = 'resolved' THEN ' (resolved)' ELSE '' END),
        '; ' ORDER BY id)
    FROM (
        SELECT unnest(CASE WHEN kind = 'source' THEN [own] ELSE rests_on END) AS wanted
        FROM (
            SELECT r.record_type AS kind, r.record_id AS own, r.source_ids AS rests_on
            FROM corpus.records r
        )
        WHERE kind = record_type AND own = record_id
    ) JOIN (
        SELECT s.source_id AS id, s.publisher, s.title, s.published_edtf AS published,
            s.published_basis AS basis
        FROM corpus.sources s
    ) ON id = wanted
)
"""

FOLDED = "folded"
_FOLDED_MACRO = f"""
CREATE MACRO {FOLDED}(text) AS list_transform([CAST(text AS VARCHAR)], lambda t: {folded_sql("t")})[1]
"""

MACROS = (_MATCHES, _CONTEXT_MACRO, _CITE_MACRO, _FOLDED_MACRO)
"""Statements that make the macros, in the schema of the console."""
MACRO_NAMES = ("matches", "context", "cite", FOLDED)

_MENTIONED = re.compile(r"\bmatches\b", re.IGNORECASE)
_LITERAL = re.compile(rb"'((?:[^']|'')*)'|\$(\w*)\$(.*?)\$\2\$", re.DOTALL)
_MOST = 200
_LONGEST = 4_000
"""The most texts of one statement that are read as filters, and the most code points of one."""


class FilterRegistry:
    """The filters in the statements of one console."""

    def __init__(self, read: FilterReader) -> None:
        self._read = read
        self._queries: dict[str, str] = {}
        self._errors: dict[str, str] = {}
        self._told: tuple[Any, int] = (None, 0)
        """The connection that was updated last, and its number of filters."""

    def teach(self, cursor: Any, sql: str, values: Iterable[object] = ()) -> None:
        """Give a connection the filters in a statement that it is about to run.

        Once a statement has used `matches`, views and macros may use it invisibly in later ones, so
        all known filters are kept.

        Args:
            sql: one statement.
            values: its parameters.

        Raises:
            duckdb.InterruptException: the user stopped it.
            duckdb.TransactionException: the transaction has failed.
        """
        if not (self._queries or self._errors or _MENTIONED.search(sql)):
            return
        for text in (*_texts(sql), *(value for value in values if isinstance(value, str))):
            if text not in self._queries and text not in self._errors and len(text) <= _LONGEST:
                self._learn(text)
        count = len(self._queries) + len(self._errors)
        if self._told == (cursor, count):
            return
        try:
            for name, known in ((_QUERIES, self._queries), (_ERRORS, self._errors)):
                cursor.execute(
                    f"SET VARIABLE {name} = map(?::VARCHAR[], ?::VARCHAR[])",
                    [list(known), list(known.values())],
                )
        except duckdb.TransactionException:
            # A failed transaction accepts only its end.
            if _MENTIONED.search(sql):
                raise
        else:
            self._told = (cursor, count)

    def _learn(self, text: str) -> None:
        try:
            self._queries[text] = self._read(text)
        except FilterError as error:
            self._errors[text] = (
                f"matches(): “{truncate(text)}” is not a filter: column {error.start + 1}: {error}"
            )


def _texts(sql: str) -> Iterator[str]:
    """The first string literals of a statement."""
    raw = sql.encode()
    places = [at for at, kind in duckdb.tokenize(sql) if kind is duckdb.token_type.string_const]
    for at in places[:_MOST]:
        if match := _LITERAL.match(raw, at):
            text = match[3] if match[1] is None else match[1].replace(b"''", b"'")
            yield text.decode()
