"""Filters as SQL conditions, with their values as parameters.

Regular expressions are the store's: RE2, without look-around and back references.
"""

from calendar import monthrange
from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from trafficking_explorer.corpus.regions import region_members
from trafficking_explorer.database.sql_text import SqlCondition
from trafficking_explorer.database.tables import NOTES_VIEW
from trafficking_explorer.errors import FilterError, StoreError
from trafficking_explorer.search.ast import (
    NOTE_STATES,
    And,
    Between,
    Compare,
    FieldMatch,
    Fuzzy,
    Node,
    Not,
    Or,
    Regex,
    Word,
    walk,
)
from trafficking_explorer.search.region_words import (
    is_region,
    members_of,
    region_runs,
    run_text,
)
from trafficking_explorer.text.display import shorten_middle
from trafficking_explorer.text.folding import fold_words

if TYPE_CHECKING:
    from trafficking_explorer.database.connection import Store

_FACTS = "r.position IN (SELECT f.record FROM corpus.facts f WHERE f.field = ? AND ({}))"
_CLAUSES = 20
"""Words with a clause each. DuckDB takes minutes to plan thousands of clauses."""
IS_NEAR = (
    "CASE WHEN abs(len(w.word) - ?) <= ? THEN damerau_levenshtein(w.word, ?) <= ? ELSE FALSE END"
)
"""True if a word of the corpus is a given word with some errors. Parameters: its length, the errors,
the word, the errors. Most words are too long or too short, which is quick to see."""
_DATE_FIELD = "date"
_RECORD = "record"
PLACES = ("country", "regions")
"""Fields that may be given a region of the world."""


def check_regexes(store: "Store", tree: Node) -> None:
    """Let the store read the expressions of a filter before it runs them on every record.

    Raises:
        FilterError: the store does not know one of them.
    """
    for each in walk(tree):
        if not isinstance(each, Regex):
            continue
        try:
            store.rows("SELECT regexp_matches('', ?, 'i')", (each.folded,))
        except StoreError as error:
            reason = shorten_middle(str(error).rpartition("Error: ")[2], 200)
            raise FilterError(f"not an expression: {reason}", each.start, each.end) from error


def compile_filter(node: Node) -> SqlCondition:
    """The condition of a filter over the alias `r` of `records`."""
    params: list[object] = []
    sql = _sql(node, params)
    return SqlCondition(sql, tuple(params), is_scan="SELECT" not in sql)


def _sql(node: Node, params: list[object]) -> str:
    match node:
        case Word(text):
            params.append(text)
            contains = "contains(r.search_text, ?)"
            return f"({contains} OR {_located(text, params)})" if is_region(node) else contains
        case Fuzzy(text):
            params += [len(text), max_edits(text), text, max_edits(text)]
            # Finding the words once and looking for them in each record is ten times as fast as
            # looking for a similar word in each record.
            return (
                "coalesce(len(list_filter((SELECT list(w.word) FROM corpus.words w "
                f"WHERE {IS_NEAR}), "
                "lambda w: contains(r.search_text, w))), 0) > 0"
            )
        case Regex():
            params.append(node.folded)
            return "regexp_matches(r.search_text, ?, 'i')"
        case FieldMatch("has", values):
            params.extend(values)
            marks = ", ".join("?" for _ in values)
            return f"r.position IN (SELECT f.record FROM corpus.facts f WHERE f.field IN ({marks}))"
        case FieldMatch(field, values):
            return "(" + " OR ".join(_is(field, value, params) for value in values) + ")"
        case Compare(field, operator, bound):
            return _compare(field, operator, bound, params)
        case Between(field, low, high):
            return _between(field, low, high, params)
        case Not(inner):
            return f"NOT ({_sql(inner, params)})"
        case And(nodes):
            return " AND ".join(_clauses(nodes, params, every=True)) or "TRUE"
        case Or(nodes):
            return "(" + " OR ".join(_clauses(nodes, params, every=False)) + ")"


def _clauses(nodes: tuple[Node, ...], params: list[object], *, every: bool) -> Iterator[str]:
    """One clause for each node, or one for all words if there are very many."""
    runs = region_runs(nodes) if every else {}
    for start, end in runs.items():
        yield _region_clause(nodes[start:end], params)
    in_runs = {at for start, end in runs.items() for at in range(start, end)}
    rest = [node for at, node in enumerate(nodes) if at not in in_runs]
    words = [node.text for node in rest if isinstance(node, Word) and not is_region(node)]
    absent = [text for node in rest if (text := _absent_word(node)) is not None]
    many_words, many_absent = len(words) > _CLAUSES, every and len(absent) > _CLAUSES
    for node in rest:
        is_joint = isinstance(node, Word) and not is_region(node) and many_words
        if not is_joint and not (many_absent and _absent_word(node) is not None):
            yield f"({_sql(node, params)})"
    found = "len(list_filter(?::VARCHAR[], lambda w: contains(r.search_text, w)))"
    if many_words:
        texts = list(dict.fromkeys(words))
        params.append(texts)
        yield f"{found} {f'= {len(texts)}' if every else '> 0'}"
    if many_absent:
        params.append(absent)
        yield f"{found} = 0"


def _absent_word(node: Node) -> str | None:
    """The word of a term that excludes a plain word; None for other terms."""
    if isinstance(node, Not) and isinstance(node.node, Word) and not is_region(node.node):
        return node.node.text
    return None


def _region_clause(words: tuple[Node, ...], params: list[object]) -> str:
    """Several words that together name a region: all of them in the text, or located there."""
    params += [node.text for node in words if isinstance(node, Word)]
    contained = " AND ".join("contains(r.search_text, ?)" for _ in words)
    return f"(({contained}) OR {_located(run_text(words, 0, len(words)), params)})"


def _located(region: str, params: list[object]) -> str:
    return _in_one_of(members_of(region) or frozenset(), params)


def _is(field: str, value: str, params: list[object]) -> str:
    """Whole words if the field of any record has them, else words that begin so.

    While "mal" is typed it finds Mali and Malawi; "mali" finds Mali alone, and "niger" never
    Nigeria.
    """
    if field == _RECORD and "/" in value:
        return _by_id(value, params)
    words = fold_words(value)
    states = [state for state in NOTE_STATES if field == "is" and state.startswith(words)]
    if states:
        return _noted(states[0])
    countries = region_members(value) if field in PLACES else None
    if countries:
        # "In Africa" is also what is in one of its countries.
        return f"({_named(field, words, params)} OR {_in_one_of(countries, params)})"
    return _named(field, words, params)


def _by_id(value: str, params: list[object]) -> str:
    """`agency/interpol` is one record; an unfinished id finds all that begin so."""
    params += [_RECORD, value, value, _RECORD, value]
    return _FACTS.format(
        "f.value = ? OR (starts_with(f.value, ?) AND NOT EXISTS "
        "(SELECT 1 FROM corpus.facts g WHERE g.field = ? AND g.value = ?))"
    )


def _noted(state: str) -> str:
    """The condition for records that the reader has bookmarked, or written a note on."""
    has_it = "n.bookmarked" if state == "bookmarked" else "n.body <> ''"
    return (
        "(r.record_type, r.record_id) IN "
        f"(SELECT (n.record_type, n.record_id) FROM {NOTES_VIEW} n WHERE {has_it})"
    )


def _in_one_of(countries: frozenset[str], params: list[object]) -> str:
    params += ["country", [f" {code.lower()} " for code in sorted(countries)]]
    return _FACTS.format("list_has_any(string_split(f.folded, chr(10)), ?::VARCHAR[])")


def _named(field: str, words: str, params: list[object]) -> str:
    params += [field, f" {words} ", f" {words}", field, f" {words} "]
    return _FACTS.format(
        "contains(f.folded, ?) OR (contains(f.folded, ?) AND NOT EXISTS "
        "(SELECT 1 FROM corpus.facts g WHERE g.field = ? AND contains(g.folded, ?)))"
    )


def _compare(field: str, operator: str, bound: str, params: list[object]) -> str:
    if field != _DATE_FIELD:
        params += [field, float(bound)]
        return _FACTS.format(f"f.number {operator} ?")
    first, last = days(bound)
    params.append(field)
    # A partial date fits if any part of it does: 2016 fits date>2016-06.
    match operator:
        case "<":
            params.append(first)
            return _FACTS.format("f.date_from < ?")
        case "<=":
            params.append(last)
            return _FACTS.format("f.date_from <= ?")
        case ">":
            params.append(last)
            return _FACTS.format("f.date_to > ?")
        case ">=":
            params.append(first)
            return _FACTS.format("f.date_to >= ?")
    params += [last, first]
    return _FACTS.format("f.date_from <= ? AND f.date_to >= ?")


def _between(field: str, low: str | None, high: str | None, params: list[object]) -> str:
    params.append(field)
    conditions = []
    if field == _DATE_FIELD:
        if high is not None:
            params.append(days(high)[1])
            conditions.append("f.date_from <= ?")
        if low is not None:
            params.append(days(low)[0])
            conditions.append("f.date_to >= ?")
    else:
        if low is not None:
            params.append(float(low))
            conditions.append("f.number >= ?")
        if high is not None:
            params.append(float(high))
            conditions.append("f.number <= ?")
    return _FACTS.format(" AND ".join(conditions))


def days(bound: str) -> tuple[date, date]:
    """The first and the last day of a year, a month or a day."""
    year, month, day = [*map(int, bound.split("-")), 0, 0][:3]
    if not month:
        return date(year, 1, 1), date(year, 12, 31)
    length = monthrange(year, month)[1]
    if not day:
        return date(year, month, 1), date(year, month, length)
    return (date(year, month, min(day, length)),) * 2


def max_edits(word: str) -> int:
    """The number of letters of a fuzzy word that may be wrong, missing, added or swapped."""
    return 0 if len(word) < 3 else 1 if len(word) < 6 else 2
