"""The order in which the panes list records, and with it every record's number.

Records of one pane stand together, as the sources have them; claims about the same thing stand one
under the other, the largest first.
"""

from typing import Any

from trafficking_explorer.corpus.corpus import Corpus
from trafficking_explorer.database.views import panes_by_type
from trafficking_explorer.records.statistic import Statistic

Row = dict[str, Any]
Place = tuple[str, int, int]
"""Source, code point there, and where the record is curated."""

_NOWHERE = "\uffff"
"""Sorts records that rest on no passage behind those that do."""


def record_order(records: list[Row], corpus: Corpus) -> None:
    """Sort the rows of `records` as the panes list them, and number them by `position` from 0."""
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
