"""Rows of a pane as drawings need them: with their dates, and with their countries and regions.

A drawing shows what fits the pane's filter, up to a limit, and counts what it cannot draw.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from trafficking_explorer.corpus.countries import country_names
from trafficking_explorer.corpus.regions import all_countries
from trafficking_explorer.database.connection import Store
from trafficking_explorer.database.read_models import Key
from trafficking_explorer.database.sql_text import SqlCondition
from trafficking_explorer.database.views import View, searched_table

MOST = 500
"""Rows that a drawing has at most."""
_NAMED = 20
"""Rows that cannot be drawn, of which the titles are given."""
_DATE_FIELDS = ["date", "period", "published"]
_OPEN_BEFORE, _OPEN_AFTER = date(1, 1, 1), date(9999, 12, 31)


@dataclass(frozen=True, slots=True)
class DrawnRow:
    """One record in a drawing."""

    record_type: str
    record_id: str
    title: str
    position: int
    """The position of the record among all records."""

    @property
    def key(self) -> Key:
        """Type and id of the record."""
        return self.record_type, self.record_id


@dataclass(frozen=True, slots=True)
class DatedRow(DrawnRow):
    """A record with a date.

    Attributes:
        edtf: the date in EDTF.
        first: its first possible day; None if its beginning is open.
        last: its last possible day; None if its end is open.
        basis: `stated`, `resolved` or `own`.
    """

    edtf: str
    first: date | None
    last: date | None
    basis: str


@dataclass(frozen=True, slots=True)
class PlacedRow(DrawnRow):
    """A record with countries or regions.

    Attributes:
        countries: ISO 3166-1 alpha-2 codes, ordered.
        regions: names as a text or the curator gives them, ordered.
    """

    countries: tuple[str, ...]
    regions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Undrawn:
    """Rows that a drawing cannot show.

    Attributes:
        count: rows without what the drawing needs.
        named: the first of them.
        beyond: rows that it could show, beyond its limit.
    """

    count: int
    named: tuple[DrawnRow, ...]
    beyond: int = 0


@dataclass(frozen=True, slots=True)
class Timeline:
    """The dated rows of a pane, the earliest first."""

    rows: tuple[DatedRow, ...]
    undrawn: Undrawn


@dataclass(frozen=True, slots=True)
class Map:
    """The placed rows of a pane, in its order."""

    rows: tuple[PlacedRow, ...]
    undrawn: Undrawn


def timeline(store: Store, view: View, where: SqlCondition) -> Timeline:
    """The rows of a pane that have a date.

    Raises:
        QueryInterrupted, StoreDamaged, StoreError: as `Store.rows`.
    """
    fits, params = _fitting(view, where)
    dates = (
        "SELECT record, min(value) AS edtf, min(date_from) AS first, max(date_to) AS last "
        "FROM corpus.facts WHERE field = 'date' GROUP BY record"
    )
    found = store.rows(
        f"SELECT r.record_type, r.record_id, r.title, r.position, d.edtf, d.first, d.last, "
        "coalesce((SELECT f.basis FROM corpus.fields f WHERE f.record = r.position "
        "AND f.field IN (SELECT unnest(?::VARCHAR[])) LIMIT 1), 'own') "
        f"FROM ({fits}) r JOIN ({dates}) d ON d.record = r.position "
        # An open beginning says less about when than an end does.
        "ORDER BY CASE WHEN d.first = ? THEN d.last ELSE d.first END, d.last, r.position LIMIT ?",
        (_DATE_FIELDS, *params, _OPEN_BEFORE, MOST),
    )
    rows = tuple(
        DatedRow(
            type_,
            id_,
            title,
            position,
            edtf,
            _bound(first, _OPEN_BEFORE),
            _bound(last, _OPEN_AFTER),
            basis,
        )
        for type_, id_, title, position, edtf, first, last, basis in found
    )
    return Timeline(rows, _undrawn(store, view, where, ("date",), len(rows)))


def placed(store: Store, view: View, where: SqlCondition) -> Map:
    """The rows of a pane that name a country or a region.

    Raises:
        QueryInterrupted, StoreDamaged, StoreError: as `Store.rows`.
    """
    fits, params = _fitting(view, where)
    found = store.rows(
        "SELECT r.record_type, r.record_id, r.title, r.position, "
        "list_sort(list_distinct(list(f.value) FILTER (f.field = 'country'))), "
        "list_sort(list_distinct(list(f.value) FILTER (f.field = 'regions'))) "
        f"FROM ({fits}) r JOIN corpus.facts f ON f.record = r.position "
        "WHERE f.field IN ('country', 'regions') GROUP BY ALL ORDER BY r.position LIMIT ?",
        (*params, MOST),
    )
    rows = tuple(
        PlacedRow(type_, id_, title, position, _sorted_codes(countries or ()), tuple(regions or ()))
        for type_, id_, title, position, countries, regions in found
    )
    return Map(rows, _undrawn(store, view, where, ("country", "regions"), len(rows)))


def country_claims(store: Store, operations: Iterable[str]) -> dict[tuple[str, str], list[str]]:
    """The claims about an operation that a text makes of one country: by operation and code.

    What is counted for all countries of an operation is not among them.
    """
    rows = store.rows(
        "SELECT s.operation_id, s.country_code, replace(s.measure, '_', ' ') || ' ' || s.display "
        "FROM corpus.statistics s JOIN corpus.records r "
        "ON r.record_type = 'statistic' AND r.record_id = s.statistic_id "
        "WHERE s.country_code IS NOT NULL AND s.scope = 'operation' "
        "AND s.operation_id IN (SELECT unnest(?::VARCHAR[])) ORDER BY r.position",
        (list(operations),),
    )
    found: dict[tuple[str, str], list[str]] = {}
    for operation, code, claim in rows:
        claims = found.setdefault((operation, code), [])
        if claim not in claims:
            claims.append(claim)
    return found


def _fitting(view: View, where: SqlCondition) -> tuple[str, tuple[object, ...]]:
    """A query for the records of a pane that fit its filter."""
    table = searched_table(view.record_types)
    return (
        f"SELECT r.record_type, r.record_id, r.title, r.position FROM corpus.{table} r "
        f"WHERE r.record_type IN (SELECT unnest(?::VARCHAR[])) AND ({where.sql})",
        (list(view.record_types), *where.params),
    )


def _undrawn(
    store: Store, view: View, where: SqlCondition, fields: tuple[str, ...], drawn: int
) -> Undrawn:
    fits, params = _fitting(view, where)
    without = (
        f"FROM ({fits}) r WHERE NOT EXISTS (SELECT 1 FROM corpus.facts f "
        "WHERE f.record = r.position AND f.field IN (SELECT unnest(?::VARCHAR[])))"
    )
    ((everything, count),) = store.rows(
        f"SELECT (SELECT count(*) FROM ({fits})), (SELECT count(*) {without})",
        (*params, *params, list(fields)),
    )
    named = store.rows(
        f"SELECT r.record_type, r.record_id, r.title, r.position {without} ORDER BY r.position LIMIT ?",
        (*params, list(fields), _NAMED),
    )
    return Undrawn(count, tuple(DrawnRow(*row) for row in named), everything - count - drawn)


def _bound(day: date | None, is_open: date) -> date | None:
    return None if day is None or day == is_open else day


def _sorted_codes(names: Iterable[str]) -> tuple[str, ...]:
    codes = _codes()
    return tuple(sorted(codes.get(name, name) for name in names))


@lru_cache(maxsize=1)
def _codes() -> dict[str, str]:
    """Codes of countries by the name that facts have."""
    return {country_names(code)[0]: code for code in all_countries()}
