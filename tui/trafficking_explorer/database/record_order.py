"""The order in which the panes list records, and so the position of every record.

The records of one pane are together, in the order of the sources; claims about the same thing follow
one another, the largest first.
"""

from typing import Any

from trafficking_explorer.corpus.corpus import Corpus
from trafficking_explorer.database.views import panes_by_type
from trafficking_explorer.records.statistic import Statistic

Row = dict[str, Any]
Place = tuple[str, int, int]
"""Source, code point in it, and the index of the record in the files."""

_NOWHERE = "\uffff"
"""Sorts records without a passage after those with one."""


def record_order(records: list[Row], corpus: Corpus) -> None:
    """Sort the rows of `records` as the panes list them, and set their `position` from 0."""
    read = {
        (row["record_type"], row["record_id"]): _place(row, at, corpus)
        for at, row in enumerate(records)
    }
    first_of_operation: dict[str | None, Place] = {}
    first_of_claim: dict[tuple[str | None, str, str], Place] = {}
    statistics = {
        row["record_id"]: record
        for row in records
        if isinstance(record := corpus.by_id[row["record_type"], row["record_id"]], Statistic)
    }
    for id_, record in statistics.items():
        place = read["statistic", id_]
        claim = (record.operation, record.scope, record.measure)
        first_of_operation[record.operation] = min(
            place, first_of_operation.get(record.operation, place)
        )
        first_of_claim[claim] = min(place, first_of_claim.get(claim, place))

    places = {type_: place for place, type_ in enumerate(panes_by_type())}

    def key(row: Row) -> tuple[object, ...]:
        place = read[row["record_type"], row["record_id"]]
        type_ = places[row["record_type"]]
        if row["record_type"] != "statistic":
            return (type_, place)
        record = statistics[row["record_id"]]
        return (
            type_,
            record.operation is None,
            first_of_operation[record.operation],
            first_of_claim[record.operation, record.scope, record.measure],
            record.value is None,
            -(record.value or 0.0),
            place,
        )

    records.sort(key=key)
    for position, row in enumerate(records):
        row["position"] = position


def _place(row: Row, at: int, corpus: Corpus) -> Place:
    evidence = corpus.evidence_of.get((row["record_type"], row["record_id"]), ())
    first = min(((item.source_id, item.start) for item in evidence), default=(_NOWHERE, 0))
    return (*first, at)
