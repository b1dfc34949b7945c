"""Values of a view's fields with their counts under a filter, and the filter with one chosen.

Choices are written into the filter line; there is no other state.
"""

from dataclasses import dataclass

from trafficking_explorer.database.connection import Store
from trafficking_explorer.database.views import searched_table
from trafficking_explorer.search.ast import And, Between, Compare, FieldMatch, Node, Not
from trafficking_explorer.search.sql_compiler import compile_filter
from trafficking_explorer.text.folding import fold

_DATE = "date"
_VALUES = 200
"""The most values of a field that are listed."""


@dataclass(frozen=True, slots=True)
class FacetValue:
    """One value of a field.

    Attributes:
        value: the text shown; the year of a date.
        count: records with it that fit the filter otherwise.
        state: `in` if it is chosen, `out` if it is excluded, else empty.
    """

    value: str
    count: int
    state: str


@dataclass(frozen=True, slots=True)
class Facet:
    """One field and its values."""

    field: str
    values: tuple[FacetValue, ...]


def count_facets(
    store: Store, fields: tuple[str, ...], types: tuple[str, ...], tree: And
) -> tuple[Facet, ...]:
    """The values of some fields, most frequent first, years in order, without empty fields.

    The choices for a field do not narrow its own counts, so that each value shows what it would add.
    """
    facets = []
    for field in fields:
        where = compile_filter(without(tree, field))
        marks = ", ".join("?" for _ in types)
        value = "CAST(year(f.date_from) AS VARCHAR)" if field == _DATE else "f.value"
        order = "1" if field == _DATE else "2 DESC, 1"
        rows = store.rows(
            f"SELECT {value}, count(DISTINCT f.record) FROM corpus.facts f WHERE f.field = ? "
            f"AND f.record IN (SELECT r.position FROM corpus.{searched_table(types)} r "
            f"WHERE r.record_type IN ({marks}) AND ({where.sql})) "
            f"GROUP BY 1 ORDER BY {order} LIMIT {_VALUES}",
            (field, *types, *where.params),
        )
        # A date without a beginning is in no year.
        values = tuple(
            FacetValue(value, count, state_of(tree, field, value))
            for value, count in rows
            if value is not None and value != "1"
        )
        if values:
            facets.append(Facet(field, values))
    return tuple(facets)


def without(tree: And, field: str) -> And:
    """A filter without its choices for one field."""
    return And(tuple(node for node in tree.nodes if not _is_choice(node, field)))


def _is_choice(node: Node, field: str) -> bool:
    if isinstance(node, Not):
        node = node.node
    return isinstance(node, FieldMatch | Compare | Between) and node.field == field


def state_of(tree: And, field: str, value: str) -> str:
    """The state of a value: `in` if it is chosen, `out` if it is excluded, else empty."""
    wanted = _condition(field, value)
    for node in tree.nodes:
        if isinstance(node, Not) and node.node == wanted:
            return "out"
        if node == wanted:
            return "in"
        if isinstance(node, FieldMatch) and node.field == field and fold(value) in node.values:
            return "in"
    return ""


def _condition(field: str, value: str) -> FieldMatch | Compare:
    return Compare(field, "=", value) if field == _DATE else FieldMatch(field, (fold(value),))


def choose(tree: And, field: str, value: str) -> And:
    """A filter with a value chosen in addition, or no longer chosen."""
    wanted = _condition(field, value)
    state = state_of(tree, field, value)
    nodes = [node for node in tree.nodes if not (isinstance(node, Not) and node.node == wanted)]
    if isinstance(wanted, Compare):
        # Only one year at a time: the newer choice replaces the older.
        nodes = [node for node in nodes if not _is_choice(node, field)]
        return And((*nodes, wanted) if state != "in" else tuple(nodes))
    for i, node in enumerate(nodes):
        if isinstance(node, FieldMatch) and node.field == field:
            values = tuple(v for v in node.values if v not in wanted.values)
            if state != "in":
                values = (*values, *wanted.values)
            nodes[i : i + 1] = [FieldMatch(field, values)] if values else []
            return And(tuple(nodes))
    return And((*nodes, wanted))


def exclude(tree: And, field: str, value: str) -> And:
    """A filter with a value excluded, or no longer excluded."""
    if state_of(tree, field, value) == "in":
        tree = choose(tree, field, value)
    wanted = Not(_condition(field, value))
    if wanted in tree.nodes:
        return And(tuple(node for node in tree.nodes if node != wanted))
    return And((*tree.nodes, wanted))
