"""A text to read and a corpus that has almost nothing, without a store."""

from collections.abc import Sequence
from typing import Any, cast

from trafficking_explorer.corpus.nodes import read
from trafficking_explorer.curating.house import item
from trafficking_explorer.curating.known import Known
from trafficking_explorer.curating.offers import Draft
from trafficking_explorer.curating.reading import Reading
from trafficking_explorer.model.evidence import TextPosition
from trafficking_explorer.store.answers import SourceDocument
from trafficking_explorer.store.connection import Store

SUN: tuple[Any, ...] = ("sun", "Operation Sun", [], None, "operation")


class Rows:
    """Answers as a store would: by the table that a query names."""

    def __init__(self, **tables: list[tuple[Any, ...]]) -> None:
        self.tables = tables

    def rows(self, sql: str, params: Sequence[object] = ()) -> list[tuple[Any, ...]]:
        table = sql.partition("corpus.")[2].split()[0]
        found = self.tables.get(table, [])
        return [row[:1] for row in found if row[-1] == params[0]] if table == "records" else found


def known(**tables: list[tuple[Any, ...]]) -> Known:
    """What a corpus has, by tables of the store; ids of `records` as (id, type)."""
    return Known(cast(Store, Rows(**tables)))


def reading(text: str, body: tuple[int, int] | None = None, *furniture: tuple[int, int]) -> Reading:
    document = SourceDocument(
        "s", "A title", None, None, None, text, body or (0, len(text)), furniture, ()
    )
    return Reading(document)


def place(text: str, words: str) -> TextPosition:
    start = text.index(words)
    return TextPosition(start, start + len(words))


def fields(draft: Draft) -> dict[str, Any]:
    """A record as a curated file would have it."""
    value = read("", item(draft).encode()).value
    assert isinstance(value, tuple)
    record = value[0]
    assert isinstance(record, dict)
    return record
