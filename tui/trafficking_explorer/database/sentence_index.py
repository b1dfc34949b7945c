"""The sentences of the sources, found at the end of a build so that searches include them.

A filter reads a sentence like a record: `search_text` has its words, `position` is that of its source,
whose fields are its fields.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

import duckdb
import pyarrow as pa

from trafficking_explorer.text.folding import fold

_LINE = re.compile(r"[^\n]+")
_END = re.compile(r"(?<![.!?…])[.!?…]++[”\"’')\]]*+(?=\s)")
_ABBREVIATION = re.compile(r"(?:\b(?:Mr|Mrs|Ms|Dr|Prof|St|No|vs|ca|cf|e\.g|i\.e|[A-Z]))\Z")
_LONGEST_ABBREVIATION = 4
"""Code points of one."""
_BATCH = 50_000
"""Sentences that are inserted at once."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A half-open range of a text, in code points, and its line, from 1. It lies on one line."""

    start: int
    end: int
    line: int


def sentences_of(
    text: str, body: tuple[int, int], furniture: Iterable[tuple[int, int]] = ()
) -> Iterator[Sentence]:
    """The sentences of an article, headings and the like included, without its page furniture."""
    at, line, counted = body[0], 1, 0
    for first, last in (*furniture, (body[1], body[1])):
        for match in _LINE.finditer(text, at, max(at, first)):
            line += text.count("\n", counted, match.start())
            counted = match.start()
            for start, end in cut(text, *match.span()):
                yield Sentence(start, end, line)
        at = max(at, last)


def cut(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """A part of a text to sentences, without the white space around them."""
    at = start
    for match in (*_END.finditer(text, start, end), None):
        stop = end if match is None else match.end()
        if match is not None and _is_abbreviation(text, at, match.start()):
            continue
        words = text[at:stop]
        if words.strip():
            yield at + len(words) - len(words.lstrip()), at + len(words.rstrip())
        at = stop


def _is_abbreviation(text: str, start: int, end: int) -> bool:
    """Whether what ends at a point is an abbreviation; a whole sentence is long to search."""
    return bool(_ABBREVIATION.search(text, max(start, end - _LONGEST_ABBREVIATION), end))


def write_sentences(connection: duckdb.DuckDBPyConnection) -> None:
    """Make the table `sentences` from the tables of the schema in `corpus`.

    Columns: source_id, position (of the source's record), start_char, end_char, line, search_text.
    """
    connection.execute(
        "CREATE OR REPLACE TABLE sentences (source_id VARCHAR, position INTEGER, start_char INTEGER, "
        "end_char INTEGER, line INTEGER, search_text VARCHAR)"
    )
    rows = _rows(connection.cursor())
    while batch := list(islice(rows, _BATCH)):
        columns = ("source_id", "position", "start_char", "end_char", "line", "search_text")
        arrow = pa.table(dict(zip(columns, map(list, zip(*batch, strict=True)), strict=True)))
        connection.register("arrow_rows", arrow)
        connection.execute("INSERT INTO sentences SELECT * FROM arrow_rows")
        connection.unregister("arrow_rows")


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
