"""The record or passage of a row of a result, found by the names of its columns and its values."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from trafficking_explorer.database.views import pane_of

_REFERENCES = {"speaker_id": "person", "parent_id": "agency", "operator_id": "agency"}
"""Kinds of the columns of our tables that are not named after the kind they refer to."""
_OFFSETS = ("source_id", "start_char", "end_char")


@dataclass(frozen=True, slots=True)
class RecordPlace:
    """The name of a record, which may not exist."""

    record_type: str
    record_id: str


@dataclass(frozen=True, slots=True)
class PassagePlace:
    """A half-open range of a source, in code points."""

    source_id: str
    start_char: int
    end_char: int


Place = RecordPlace | PassagePlace


def place_in(columns: Sequence[str], values: Sequence[Any], at: int) -> Place | None:
    """The target of a row.

    The record named in the cell under the cursor comes first, by its id or `type/id`; then the
    passage of the row, then its record.

    Args:
        at: the column of the cursor.
    """
    row = _row(columns, values)
    return _at_cursor(row, columns[at], values[at]) or _passage(row) or next(_named(row), None)


def record_in(columns: Sequence[str], values: Sequence[Any], at: int) -> RecordPlace | None:
    """The curated record of a row, also if the row has a passage or is a finding.

    The one named in the cell under the cursor comes first; a source comes last, since in a row with
    another record it is only where that comes from.

    Args:
        at: the column of the cursor.
    """
    row = _row(columns, values)
    found = (_at_cursor(row, columns[at], values[at]), *_named(row))
    return next((each for each in found if each and each.record_type != "finding"), None)


def _row(columns: Sequence[str], values: Sequence[Any]) -> dict[str, Any]:
    """Values by name; of columns with the same name, the first."""
    return dict(zip(reversed([name.casefold() for name in columns]), reversed(values), strict=True))


def _at_cursor(row: dict[str, Any], column: str, value: Any) -> RecordPlace | None:
    name = column.casefold()
    return None if name in _OFFSETS else (_pair(row, name) or _own(name, value))


def _named(row: dict[str, Any]) -> Iterator[RecordPlace]:
    """The records that a row names, the source of a row last."""
    found = (
        [_pair(row, name) for name in row]
        + [_own(name, value) for name, value in row.items() if name != "source_id"]
        + [_own(name, value) for name, value in row.items()]
    )
    return (place for place in found if place is not None)


def _pair(row: dict[str, Any], name: str) -> RecordPlace | None:
    """The record of two columns: `record_type` and `record_id`, `target_type` and `target_id`."""
    stem, _, end = name.rpartition("_")
    if end not in ("type", "id"):
        return None
    kind, id_ = row.get(f"{stem}_type"), row.get(f"{stem}_id")
    if isinstance(kind, str) and pane_of(kind) is not None and isinstance(id_, str):
        return RecordPlace(kind, id_)
    return None


def _own(name: str, value: Any) -> RecordPlace | None:
    """The record that one cell names."""
    if not isinstance(value, str) or not value:
        return None
    named = _REFERENCES.get(name) or name.removesuffix("_id")
    if name.endswith("_id") and pane_of(named) is not None:
        return RecordPlace(named, value)
    kind, slash, id_ = value.partition("/")
    if slash and pane_of(kind) is not None and id_ and not any(each.isspace() for each in id_):
        return RecordPlace(kind, id_)
    return None


def _passage(row: dict[str, Any]) -> PassagePlace | None:
    source, start, end = (row.get(name) for name in _OFFSETS)
    numbers = all(isinstance(each, int) and not isinstance(each, bool) for each in (start, end))
    if isinstance(source, str) and numbers:
        assert isinstance(start, int)
        assert isinstance(end, int)
        if 0 <= start <= end:
            return PassagePlace(source, start, end)
    return None
