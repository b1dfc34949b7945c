"""What SQL at the console can ask beyond tables: `matches`, `context` and `cite`.

DuckDB's table function `query` takes a SELECT as text when a statement is bound. So a filter of the
filter language becomes a part of the statement that names it, planned and interrupted like the rest
of it, in joins and in views too. DuckDB does not know the language: before a statement runs, every
filter that stands in it is handed over as the SELECT it means, in a variable of the connection.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import duckdb

from trafficking_explorer.errors import FilterError
from trafficking_explorer.text.display import truncate

FilterReader = Callable[[str], str]
"""A line of the filter language to the SELECT of what fits it; raises FilterError."""

_QUERIES = "filter_queries"
_ERRORS = "filter_errors"
"""Variables of a connection: a filter to its SELECT, and to what is wrong with it."""
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
# What Python takes for white space; RE2's own \s is that of ASCII.
_BLANKS = (
    r"[\t-\r\x1c-\x20\x{85}\x{a0}\x{1680}\x{2000}-\x{200a}"
    r"\x{2028}\x{2029}\x{202f}\x{205f}\x{3000}]+"
)


def _on_one_line(sql: str) -> str:
    """A text with its white-space runs as one blank each."""
    return f"regexp_replace({sql}, '{_BLANKS}', ' ', 'g')"


def _beside(sql: str) -> str:
    """Context on one line, the blank beside the passage kept."""
    return f"regexp_replace({_on_one_line(sql)}, '^ $', '')"


# Inside a macro no column may bear the name of a parameter, so each is given another.
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

MACROS = (_MATCHES, _CONTEXT_MACRO, _CITE_MACRO)
"""Statements that make the macros, in the schema that readers type in."""
MACRO_NAMES = ("matches", "context", "cite")

_MENTIONED = re.compile(r"\bmatches\b", re.IGNORECASE)
_LITERAL = re.compile(rb"'((?:[^']|'')*)'|\$(\w*)\$(.*?)\$\2\$", re.DOTALL)
_MOST = 200
_LONGEST = 4_000
"""Texts of one statement that are read as filters, and code points of one."""


class FilterRegistry:
    """The filters that the statements of one console have named."""

    def __init__(self, read: FilterReader) -> None:
        self._read = read
        self._queries: dict[str, str] = {}
        self._errors: dict[str, str] = {}
        self._told: tuple[Any, int] = (None, 0)
        """The connection that was told last, and of how many filters."""

    def teach(self, cursor: Any, sql: str, values: Iterable[object] = ()) -> None:
        """Let a connection know the filters in a statement that it is about to run.

        Once one statement has named `matches`, views and macros may hide it in those that follow:
        all that are known stay so.

        Args:
            sql: one statement.
            values: its parameters.

        Raises:
            duckdb.InterruptException: the person who asked stopped it.
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
            # A transaction that has failed takes nothing but its end.
            if _MENTIONED.search(sql):
                raise
        else:
            self._told = (cursor, count)

    def _learn(self, text: str) -> None:
        try:
            self._queries[text] = self._read(text)
        except FilterError as error:
            self._errors[text] = (
                f"matches(): “{truncate(text)}” is no filter: column {error.start + 1}: {error}"
            )


def _texts(sql: str) -> Iterator[str]:
    """The string literals of a statement, at most `_MOST`."""
    raw = sql.encode()
    places = [at for at, kind in duckdb.tokenize(sql) if kind is duckdb.token_type.string_const]
    for at in places[:_MOST]:
        if match := _LITERAL.match(raw, at):
            text = match[3] if match[1] is None else match[1].replace(b"''", b"'")
            yield text.decode()
