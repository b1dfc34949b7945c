"""Values of a view's fields with their counts under a filter, and the filter with one chosen.

Choices are written into the filter line; there is no other state.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from trafficking_explorer.corpus.regions import region_members
from trafficking_explorer.database.connection import Store
from trafficking_explorer.database.folded_text import folded_sql
from trafficking_explorer.database.queries import counts
from trafficking_explorer.database.signs import COPIED
from trafficking_explorer.database.sql_text import SqlCondition
from trafficking_explorer.database.views import searched_table
from trafficking_explorer.records.populations import GROUPS, group_names
from trafficking_explorer.search.ast import And, Between, Compare, FieldMatch, Node, Not
from trafficking_explorer.search.sql_compiler import PLACES, compile_filter
from trafficking_explorer.text.folding import fold, fold_words

_DATE = "date"
_RECORD = "record"
_VALUES = 200
"""The most values of a field that are listed."""
_ABOUT = "about"
_COPIED_KINDS = ("quote",)
"""Kinds of record of which copies are counted: two quotations with the same words are one statement."""
_COPIES = f"""
SELECT DISTINCT r.position AS record FROM corpus.findings x JOIN corpus.records r
ON r.record_type = x.other_type AND r.record_id = x.other_id
WHERE x.sign = '{COPIED.text}' AND x.record_type = x.other_type
"""
"""The later one of two records with the same words."""
_SPELLING = f"regexp_replace({folded_sql('value')}, '[^\\p{{L}}\\p{{N}}]+', ' ', 'g')"
"""Values that differ in case, accents and punctuation alone are one: a filter finds both by either."""


@dataclass(frozen=True, slots=True)
class FacetValue:
    """One value of a field.

    Attributes:
        value: the text shown; the year of a date.
        count: records that it finds, if it is chosen in addition to the filter.
        copied: those of the records whose words are copied from another record.
        state: `in` if it is chosen, `out` if it is excluded, else empty.
    """

    value: str
    count: int
    copied: int = 0
    state: str = ""


@dataclass(frozen=True, slots=True)
class Facet:
    """One field and its values.

    Attributes:
        total: records that fit the filter without its choices for this field.
        is_cut: True if there are further values, which are not listed.
    """

    field: str
    values: tuple[FacetValue, ...]
    total: int
    is_cut: bool = False


def count_facets(
    store: Store,
    fields: tuple[str, ...],
    types: tuple[str, ...],
    tree: And,
    words: str = "",
) -> Iterator[Facet]:
    """The values of some fields, most frequent first, years in order, without empty fields.

    The choices for a field do not narrow its own counts, so that each value shows what it would add.

    Args:
        words: folded; if a field has more values than are listed, those whose names have the words.
    """
    totals: dict[And, int] = {}
    for field in fields:
        rest = without(tree, field)
        where = compile_filter(rest)
        if rest not in totals:
            totals[rest] = sum(counts(store, where, types).get(type_, 0) for type_ in types)
        rows = _values(store, field, types, where)
        is_cut = len(rows) > _VALUES
        if is_cut and words:
            rows = _values(store, field, types, where, words)
            is_cut = len(rows) > _VALUES
        # A date without a beginning is in no year.
        listed = [row for row in rows[:_VALUES] if row[0] is not None and row[0] != "1"]
        found = _found(store, field, types, rest, [value for value, _, _ in listed if value])
        values = tuple(
            FacetValue(value, count, copied, state_of(tree, field, value))
            for value, count, copied in (
                (value, *found.get(value, (count, copied)))
                for value, count, copied in listed
                if value is not None
            )
        )
        if field != _DATE:
            values = tuple(sorted(values, key=lambda each: -each.count))
        if values:
            yield Facet(field, values, totals[rest], is_cut)


def words_of(field: str, value: str) -> str:
    """The folded words by which a reader looks for a value: its own, its field's, and its synonyms."""
    names = group_names(value) if field == _ABOUT and value in GROUPS else (value,)
    return fold_words(" ".join((field, *names)))


def _values(
    store: Store, field: str, types: tuple[str, ...], where: SqlCondition, words: str = ""
) -> list[tuple[str | None, int, int]]:
    """(value, records, copies among them) of a field."""
    marks = ", ".join("?" for _ in types)
    value = "CAST(year(f.date_from) AS VARCHAR)" if field == _DATE else "f.value"
    spelling = "value" if field == _DATE else _SPELLING
    order = "1" if field == _DATE else "2 DESC, spelling, 1"
    wanted = words.split() if field != _DATE else []
    among = "AND contains(f.folded, ?) " * len(wanted)
    return store.rows(
        f"WITH owned AS MATERIALIZED (SELECT {value} AS value, f.record FROM corpus.facts f "
        f"WHERE f.field = ? {among} AND f.record IN (SELECT r.position "
        f"FROM corpus.{searched_table(types)} r "
        f"WHERE r.record_type IN ({marks}) AND ({where.sql}))), "
        # The spellings of few values are found sooner than those of all facts.
        f"spelled AS (SELECT value, {spelling} AS spelling FROM (SELECT DISTINCT value FROM owned)) "
        "SELECT min(h.value), count(DISTINCT h.record), count(DISTINCT c.record) "
        f"FROM owned h JOIN spelled USING (value) LEFT JOIN ({_copies(types)}) c ON c.record = h.record "
        f"GROUP BY spelling ORDER BY {order} LIMIT {_VALUES + 1}",
        (field, *wanted, *types, *where.params),
    )


def _copies(types: tuple[str, ...]) -> str:
    """SQL for the records whose words are copied from another; only some kinds have them."""
    return _COPIES if set(types) & set(_COPIED_KINDS) else "SELECT NULL::INTEGER AS record"


def _found(
    store: Store, field: str, types: tuple[str, ...], rest: And, values: list[str]
) -> dict[str, tuple[int, int]]:
    """For each value the records that the filter finds with it chosen, and the copies among them.

    A choice finds more than the records of its spelling: `kind:force` finds a police force too, a year
    what goes on in it, a region what is in its countries.
    """
    if field == _RECORD:
        return {}  # By its whole id, which has no other spelling.
    where = compile_filter(rest)
    keys: list[tuple[str, int | str]]
    if field == _DATE:
        keys = [(value, int(value)) for value in values]
        has_it = "f.date_from <= make_date(w.key, 12, 31) AND f.date_to >= make_date(w.key, 1, 1)"
        key_type = "INTEGER"
    else:
        # The words as `sql_compiler` looks for them.
        keys = [(value, f" {words} ") for value in values if (words := fold_words(value))]
        has_it, key_type = "contains(f.folded, w.key)", "VARCHAR"
    marks = ", ".join("?" for _ in types)
    rows = store.rows(
        "WITH owned AS MATERIALIZED (SELECT f.record, f.folded, f.date_from, f.date_to "
        "FROM corpus.facts f WHERE f.field = ? AND f.record IN (SELECT r.position "
        f"FROM corpus.{searched_table(types)} r "
        f"WHERE r.record_type IN ({marks}) AND ({where.sql}))), "
        # Few different ones are compared with each value, however many records have them.
        "f AS (SELECT DISTINCT folded, date_from, date_to FROM owned), "
        f"w AS (SELECT unnest(?::VARCHAR[]) AS value, unnest(?::{key_type}[]) AS key), "
        f"pairs AS (SELECT w.value, f.* FROM w JOIN f ON {has_it}) "
        "SELECT p.value, count(DISTINCT o.record), count(DISTINCT c.record) FROM pairs p "
        "JOIN owned o ON o.folded IS NOT DISTINCT FROM p.folded AND o.date_from IS NOT DISTINCT FROM p.date_from "
        "AND o.date_to IS NOT DISTINCT FROM p.date_to "
        f"LEFT JOIN ({_copies(types)}) c ON c.record = o.record GROUP BY p.value",
        (
            field,
            *types,
            *where.params,
            [value for value, _ in keys],
            [key for _, key in keys],
        ),
    )
    found = {value: (count, copied) for value, count, copied in rows}
    for value in values:
        if field in PLACES and region_members(value):
            # With the countries of the region: asked apart, since few values are regions.
            chosen = compile_filter(And((*rest.nodes, _condition(field, value))))
            found[value] = (sum(counts(store, chosen, types).get(type_, 0) for type_ in types), 0)
    return found


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
