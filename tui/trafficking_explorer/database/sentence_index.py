"""The sentences of the sources, found at the end of a build so that searches include them.

A filter reads a sentence like a record: `search_text` has its words, `position` is that of its source,
whose fields are its fields.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

import duckdb

from trafficking_explorer.text.folding import fold
from trafficking_explorer.text.lines import count_breaks
from trafficking_explorer.text.sentences import find_sentences

_BATCH = 10_000
"""Sentences that are appended at a time."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A half-open range of a text, in code points, and the line on which it begins, from 1."""

    start: int
    end: int
    line: int


def sentences_of(
    text: str, body: tuple[int, int], furniture: Iterable[tuple[int, int]] = ()
) -> Iterator[Sentence]:
    """The sentences of an article, headings and the like included, without its page furniture."""
    at, line, counted = body[0], 1, 0
    for first, last in (*furniture, (body[1], body[1])):
        for start, end in find_sentences(text, at, max(at, first)):
            line += count_breaks(text, counted, start)
            counted = start
            yield Sentence(start, end, line)
        at = max(at, last)


def write_sentences(connection: duckdb.DuckDBPyConnection) -> None:
    """Make the table `sentences` from the tables of the schema in `corpus`.

    Columns: source_id, position (of the source's record), start_char, end_char, line, search_text.
    """
    connection.execute(
        "CREATE OR REPLACE TABLE sentences (source_id VARCHAR, position INTEGER, start_char INTEGER, "
        "end_char INTEGER, line INTEGER, search_text VARCHAR)"
    )
    rows = _rows(connection.cursor())
    with connection.appender("sentences") as appender:
        while batch := list(islice(rows, _BATCH)):
            appender.append_rows(batch)


def _rows(sources: duckdb.DuckDBPyConnection) -> Iterator[Sequence[object]]:
    sources.execute(
        "SELECT s.source_id, r.position, s.text, s.body_start, s.body_end, "
        "(SELECT list([f.start_char, f.end_char] ORDER BY f.start_char) "
        "FROM corpus.furniture f WHERE f.source_id = s.source_id) "
        "FROM corpus.sources s JOIN corpus.records r "
        "ON r.record_type = 'source' AND r.record_id = s.source_id ORDER BY r.position"
    )
    while found := sources.fetchmany(64):
        for source_id, position, text, start, end, furniture in found:
            for each in sentences_of(text, (start, end), map(tuple, furniture or ())):
                folded = fold(text[each.start : each.end])
                yield source_id, position, each.start, each.end, each.line, folded
