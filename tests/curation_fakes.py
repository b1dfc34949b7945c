"""A text to read and a corpus that has almost nothing, without a store."""

from collections.abc import Sequence
from typing import Any, cast

from trafficking_explorer.corpus.yaml_reader import read_yaml
from trafficking_explorer.curation.article import ArticleText
from trafficking_explorer.curation.record_index import RecordIndex
from trafficking_explorer.curation.types import Draft
from trafficking_explorer.curation.yaml_style import record_yaml
from trafficking_explorer.database.connection import Store
from trafficking_explorer.database.read_models import SourceDocument
from trafficking_explorer.records.evidence import TextPosition

SUN: tuple[Any, ...] = ("sun", "Operation Sun", [], None, "operation")


class Rows:
    """Answers as a store would: by the table that a query names."""

    def __init__(self, **tables: list[tuple[Any, ...]]) -> None:
        self.tables = tables

    def rows(self, sql: str, params: Sequence[object] = ()) -> list[tuple[Any, ...]]:
        table = sql.partition("corpus.")[2].split()[0]
        found = self.tables.get(table, [])
        return [row[:1] for row in found if row[-1] == params[0]] if table == "records" else found


def known(**tables: list[tuple[Any, ...]]) -> RecordIndex:
    """The contents of a corpus, by tables of the store; ids of `records` as (id, type)."""
    return RecordIndex(cast(Store, Rows(**tables)))


def reading(
    text: str, body: tuple[int, int] | None = None, *furniture: tuple[int, int]
) -> ArticleText:
    document = SourceDocument(
        "s", "A title", None, None, None, text, body or (0, len(text)), furniture, ()
    )
    return ArticleText(document)


def place(text: str, words: str) -> TextPosition:
    start = text.index(words)
    return TextPosition(start, start + len(words))


def fields(draft: Draft) -> dict[str, Any]:
    """A record as a curated file would have it."""
    value = read_yaml("", record_yaml(draft).encode()).value
    assert isinstance(value, tuple)
    record = value[0]
    assert isinstance(record, dict)
    return record
