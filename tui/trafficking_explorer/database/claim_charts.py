"""The figures of a pane's rows as charts: one bar for each claim, one chart for each measure and unit.

Claims are neither summed nor merged. Claims of a unit that says nothing of what is counted are in one
chart only if they count the same things.
"""

from dataclasses import dataclass

from trafficking_explorer.database.connection import Store
from trafficking_explorer.database.quantities import value_words
from trafficking_explorer.database.read_models import Key, Sort
from trafficking_explorer.database.row_reader import ordering
from trafficking_explorer.database.sql_text import SqlCondition
from trafficking_explorer.database.views import FINDING, View, searched_table
from trafficking_explorer.records import measures

MOST_BARS = 200
"""Bars of a chart."""
_MOST_OF_ALL = 10_000
"""Bars of all charts."""
_MOST_WORDS = 6
"""Quantities in words that are named."""
_VAGUE_UNITS = ("items", "none", "currency")
"""Units of which two claims may count different things."""
_NAMED = ("agency", "person")
"""Kinds of record that claims are attributed to by name."""


@dataclass(frozen=True, slots=True)
class ChartBar:
    """One claim.

    Attributes:
        owner: the row of the pane that it belongs to.
        position: of the claim among all records.
        name: what the bar is of, apart from measure and unit.
        words: its value with qualifier and unit.
        value_to: the upper end of a range; None if there is none.
        qualifier: the term of the vocabulary.
        is_part: True if it is a part of another claim.
    """

    statistic_id: str
    owner: Key
    position: int
    name: str
    words: str
    value: float
    value_to: float | None
    qualifier: str
    is_part: bool

    @property
    def key(self) -> Key:
        """Type and id of the claim."""
        return "statistic", self.statistic_id

    @property
    def highest(self) -> float:
        """The upper end, if there are two."""
        return self.value if self.value_to is None else max(self.value, self.value_to)


@dataclass(frozen=True, slots=True)
class ClaimChart:
    """The claims of one measure and unit, in the order of the rows.

    Attributes:
        measure: its code.
        unit: its code.
        things: what is counted, if the unit does not say it; else empty.
        total: the number of claims, drawn or not.
    """

    measure: str
    unit: str
    things: str
    bars: tuple[ChartBar, ...]
    total: int

    @property
    def title(self) -> str:
        """Measure and unit, for people."""
        unit = self.things or ("" if self.unit == "none" else self.unit.replace("_", " "))
        return " · ".join(filter(None, (self.measure.replace("_", " "), unit)))

    @property
    def top(self) -> float:
        """The highest value, or upper end of a range."""
        return max((bar.highest for bar in self.bars), default=0.0)


@dataclass(frozen=True, slots=True)
class ClaimCharts:
    """All charts of the rows of a pane.

    Attributes:
        total: claims with a number.
        without: claims without one.
        words: quantities of these, in the words of the sources, the most frequent first.
    """

    charts: tuple[ClaimChart, ...]
    total: int = 0
    without: int = 0
    words: tuple[str, ...] = ()

    @property
    def beyond(self) -> int:
        """Claims with a number that are in none of the charts."""
        return self.total - sum(chart.total for chart in self.charts)


def claim_charts(store: Store, view: View, where: SqlCondition, sort: Sort = ()) -> ClaimCharts:
    """The charts of the claims about the rows of a pane that fit a filter.

    Args:
        sort: the order of the rows, in which bars are drawn.

    Raises:
        QueryInterrupted, StoreDamaged, StoreError: as `Store.rows`.
    """
    if view.record_types == (FINDING,):
        return ClaimCharts(())
    claims, params = _claims(view, where, sort)
    rows = store.rows(
        f"{claims}, numbered AS (SELECT *, count(*) OVER () AS every, count(*) OVER same AS total, "
        "row_number() OVER (PARTITION BY measure, unit, things ORDER BY place, statistic) AS n "
        "FROM counted WHERE value IS NOT NULL WINDOW same AS (PARTITION BY measure, unit, things)) "
        "SELECT n.every, n.total, n.measure, n.unit, n.things, s.statistic_id, o.record_type, "
        "o.record_id, n.statistic, s.label, s.population, coalesce(p.name, s.attributed_to), s.value, "
        "s.value_to, s.value_text, s.qualifier, s.part_of IS NOT NULL "
        "FROM numbered n JOIN corpus.records r ON r.position = n.statistic "
        "JOIN corpus.statistics s ON s.statistic_id = r.record_id "
        "JOIN corpus.records o ON o.position = n.owner "
        "LEFT JOIN corpus.operations p ON p.operation_id = s.operation_id WHERE n.n <= ? "
        "ORDER BY coalesce(list_position(?::VARCHAR[], n.measure), 1000), n.measure, "
        "n.total DESC, n.unit, n.things, n.n LIMIT ?",
        (*params, MOST_BARS, list(measures.ORDER), _MOST_OF_ALL),
    )
    in_words = store.rows(
        f"{claims} SELECT count(*), s.value_text FROM counted c "
        "JOIN corpus.records r ON r.position = c.statistic "
        "JOIN corpus.statistics s ON s.statistic_id = r.record_id "
        "WHERE c.value IS NULL GROUP BY s.value_text ORDER BY count(*) DESC, s.value_text",
        params,
    )
    bars: dict[tuple[str, str, str], list[ChartBar]] = {}
    totals: dict[tuple[str, str, str], int] = {}
    for _, total, measure, unit, things, *rest in rows:
        group = (measure, unit, things)
        totals[group] = total
        bars.setdefault(group, []).append(_bar(measure, unit, *rest))
    return ClaimCharts(
        tuple(ClaimChart(*group, tuple(each), totals[group]) for group, each in bars.items()),
        rows[0][0] if rows else 0,
        sum(count for count, _ in in_words),
        tuple(words for _, words in in_words if words)[:_MOST_WORDS],
    )


def _bar(
    measure: str,
    unit: str,
    statistic_id: str,
    owner_type: str,
    owner_id: str,
    position: int,
    label: str,
    population: str | None,
    about: str | None,
    value: float,
    value_to: float | None,
    value_text: str | None,
    qualifier: str,
    is_part: bool,
) -> ChartBar:
    if about is None:
        name = label
    elif measure in measures.GENERIC:
        # Claims of such a measure count different things, which only the label tells apart.
        name = f"{about}: {label}"
    else:
        name = f"{about}, {population}" if population else about
    return ChartBar(
        statistic_id,
        (owner_type, owner_id),
        position,
        name,
        value_words(value, value_to, value_text, unit, qualifier),
        value,
        value_to,
        qualifier,
        is_part,
    )


def _claims(view: View, where: SqlCondition, sort: Sort) -> tuple[str, tuple[object, ...]]:
    """A query's first part, whose table `counted` has each claim once, and its values.

    A claim about several rows belongs to the first of them.
    """
    fits, params = "TRUE", tuple[object, ...]()
    if where.sql != "TRUE":
        asked = f"corpus.{searched_table(view.record_types)}"
        fits = f"l.position IN (SELECT r.position FROM {asked} r WHERE {where.sql})"
        params = where.params
    return (
        "WITH fitting AS (SELECT l.position, l.record_type, l.record_id, "
        f"row_number() OVER (ORDER BY {ordering(sort)}) AS place FROM corpus.{view.table} l "
        f"WHERE {fits}), "
        f"about AS ({' UNION ALL '.join(_abouts(view))}), "
        "claims AS (SELECT statistic, arg_min(owner, place) AS owner, min(place) AS place "
        "FROM about GROUP BY statistic), "
        "counted AS (SELECT c.statistic, c.owner, c.place, s.measure, s.unit, s.value, "
        "CASE WHEN s.unit IN (SELECT unnest(?::VARCHAR[])) "
        "THEN lower(coalesce(s.population, s.label)) ELSE '' END AS things "
        "FROM claims c JOIN corpus.records r ON r.position = c.statistic "
        "JOIN corpus.statistics s ON s.statistic_id = r.record_id)",
        (*params, list(_VAGUE_UNITS)),
    )


def _abouts(view: View) -> list[str]:
    """Queries for the claims about rows: position of the claim, that of the row, and its place."""
    if "statistic" in view.record_types:
        return ["SELECT f.position AS statistic, f.position AS owner, f.place FROM fitting f"]
    found = [
        "SELECT k.record AS statistic, f.position AS owner, f.place FROM fitting f "
        "JOIN corpus.links k ON k.target_type = f.record_type AND k.target_id = f.record_id "
        "WHERE k.record_type = 'statistic'"
    ]
    if "source" in view.record_types:
        found.append(
            "SELECT r.position, f.position, f.place FROM fitting f "
            "JOIN corpus.statistics s ON s.source_id = f.record_id "
            "JOIN corpus.records r ON r.record_type = 'statistic' AND r.record_id = s.statistic_id "
            "WHERE f.record_type = 'source'"
        )
    if any(type_ in _NAMED for type_ in view.record_types):
        found.append(
            "SELECT r.position, f.position, f.place FROM fitting f "
            "JOIN corpus.facts name ON name.field = 'name' AND name.record = f.position "
            "JOIN corpus.facts a ON a.field = 'attributed_to' AND a.folded = name.folded "
            "JOIN corpus.records r ON r.position = a.record AND r.record_type = 'statistic' "
            f"WHERE f.record_type IN ({', '.join(repr(type_) for type_ in _NAMED)})"
        )
    return found
