"""The data of hits, read for many hits with the same few queries as for one."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from trafficking_explorer.database.connection import Store
from trafficking_explorer.database.folded_text import folded_sql
from trafficking_explorer.database.read_models import PASSAGE_COLUMNS, Passage
from trafficking_explorer.search.ast import And, Between, Compare, FieldMatch, Fuzzy, terms
from trafficking_explorer.search.sql_compiler import IS_NEAR, max_edits
from trafficking_explorer.text.folding import fold

_SLIPS = 40
"""Words of the corpus that are marked for one fuzzy word."""

_COUNTRY = "country"
"""The field of countries, whose names a record may not have, only their codes."""

FieldCondition = FieldMatch | Compare | Between
"""A term that asks for a field."""


@dataclass(frozen=True, slots=True)
class Snippet:
    """The words of a passage, or the value of a field.

    Attributes:
        name: the field's, as the card has it.
        matched: the parts that match the filter in other ways than by its words, folded.
        at: the passage; None for a value.
        basis: of a value.
    """

    name: str
    text: str
    matched: tuple[str, ...] = ()
    at: Passage | None = None
    basis: str = ""


@dataclass(frozen=True, slots=True)
class RecordData:
    """A record that fits, with its passages and fields."""

    record_type: str
    record_id: str
    title: str
    passages: list[Snippet] = field(default_factory=list)
    fields: list[Snippet] = field(default_factory=list)
    facts: list[tuple[Any, ...]] = field(default_factory=list)
    """(field, value, folded, number, first day, last day) of the fields of the filter, and of its
    countries."""


def near_words(store: Store, tree: And) -> list[str]:
    """The words of the corpus that match the fuzzy words of a filter."""
    found: list[str] = []
    for node in terms(tree):
        if isinstance(node, Fuzzy):
            rows = store.rows(
                f"SELECT w.word FROM corpus.words w WHERE {IS_NEAR} "
                "ORDER BY damerau_levenshtein(w.word, ?) LIMIT ?",
                (
                    *(len(node.text), max_edits(node.text)),
                    *(node.text, max_edits(node.text), node.text, _SLIPS),
                ),
            )
            found += [word for (word,) in rows]
    return found


def _matched(text: str, patterns: tuple[str, ...]) -> str:
    """SQL for the list of matches in a text; the expressions are the store's, not Python's."""
    found = ", ".join(f"regexp_extract({folded_sql(text)}, ?, 0, 'i')" for _ in patterns)
    return f"[{found}]::VARCHAR[]"


def read_records(
    store: Store,
    positions: list[int],
    patterns: tuple[str, ...],
    asked: tuple[FieldCondition, ...],
) -> dict[int, RecordData]:
    """The records at some positions, with the data that explains a hit.

    Args:
        patterns: the regular expressions of the filter.
        asked: its terms that ask for fields.
    """
    if not positions:
        return {}
    these = "IN (SELECT unnest(?::INTEGER[]))"
    found = {
        position: RecordData(*row)
        for position, *row in store.rows(
            "SELECT r.position, r.record_type, r.record_id, r.title FROM corpus.records r "
            f"WHERE r.position {these}",
            (positions,),
        )
    }
    for position, matched, *columns in store.rows(
        f"SELECT e.record, {_matched('e.exact', patterns)}, {PASSAGE_COLUMNS} "
        f"FROM corpus.evidence e WHERE e.record {these} ORDER BY e.evidence_id",
        (*patterns, positions),
    ):
        passage = Passage(*columns)
        found[position].passages.append(_snippet(passage, _some(matched)))
    for position, name, text, reason, basis, in_text, in_reason in store.rows(
        f"SELECT f.record, f.field, f.value, f.reason, f.basis, {_matched('f.value', patterns)}, "
        f"{_matched('f.reason', patterns)} FROM corpus.fields f WHERE f.record {these} "
        "ORDER BY f.position",
        (*patterns, *patterns, positions),
    ):
        found[position].fields.append(Snippet(name, text, _some(in_text), None, basis))
        if reason is not None:
            found[position].fields.append(Snippet(name, reason, _some(in_reason)))
    names = sorted({leaf.field for leaf in asked} | {_COUNTRY})
    for position, *fact in store.rows(
        "SELECT f.record, f.field, f.value, f.folded, f.number, f.date_from, f.date_to "
        f"FROM corpus.facts f WHERE list_contains(?, f.field) AND f.record {these}",
        (names, positions),
    ):
        found[position].facts.append(tuple(fact))
    return found


def read_figures(
    store: Store, records: dict[int, RecordData], asked: tuple[FieldCondition, ...]
) -> dict[tuple[str, str], Snippet]:
    """The passage of the largest figure that fits, by operation and field.

    An operation is found by the figures of its statistics, whose passages are not its own.
    """
    operations = [each.record_id for each in records.values() if each.record_type == "operation"]
    found = {}
    for leaf in asked if operations else ():
        condition = _number_condition(leaf)
        if condition is None:
            continue
        for operation_id, written, *columns in store.rows(
            "SELECT DISTINCT ON (s.operation_id) s.operation_id, s.value_text, "
            f"{PASSAGE_COLUMNS} FROM corpus.statistics s JOIN corpus.evidence e "
            "ON e.record_type = 'statistic' AND e.record_id = s.statistic_id "
            "AND e.field IN ('record', 'value') "
            "WHERE s.operation_id IN (SELECT unnest(?::VARCHAR[])) AND s.scope = 'operation' "
            f"AND s.measure = ? AND {condition[0]} ORDER BY s.value DESC, e.evidence_id",
            (operations, leaf.field, *condition[1]),
        ):
            matched = (fold(written),) if written else ()
            passage = Passage(*columns)
            found[operation_id, leaf.field] = Snippet(leaf.field, passage.exact, matched, passage)
    return found


def _number_condition(leaf: FieldCondition) -> tuple[str, tuple[float, ...]] | None:
    match leaf:
        case Compare(field, operator, bound) if field != "date":
            return f"s.value {operator} ?", (float(bound),)
        case Between(field, low, high) if field != "date":
            bounds = [(">=", low), ("<=", high)]
            given = [(sign, float(bound)) for sign, bound in bounds if bound is not None]
            return " AND ".join(f"s.value {sign} ?" for sign, _ in given), tuple(
                number for _, number in given
            )
    return None


def read_sentences(
    store: Store, numbers: list[int], patterns: tuple[str, ...]
) -> dict[int, tuple[str, Snippet]]:
    """Sentences by their numbers, each with the title of its source."""
    if not numbers:
        return {}
    found = store.rows(
        "SELECT n.rowid, n.source_id, n.start_char, n.end_char, n.line FROM corpus.sentences n "
        "WHERE n.rowid IN (SELECT unnest(?::BIGINT[]))",
        (numbers,),
    )
    texts = {
        source_id: (title, text)
        for source_id, title, text in store.rows(
            "SELECT s.source_id, s.title, s.text FROM corpus.sources s "
            "WHERE s.source_id IN (SELECT unnest(?::VARCHAR[]))",
            (sorted({source_id for _, source_id, *_ in found}),),
        )
    }
    # A sentence may go over the lines of a paragraph that was broken by hand.
    words = [texts[id_][1][start:end].replace("\n", " ") for _, id_, start, end, _ in found]
    matches = store.rows(
        f"SELECT {_matched('words', patterns)} FROM (SELECT unnest(?::VARCHAR[]) AS words)",
        (*patterns, words),
    )
    return {
        number: (
            texts[source_id][0],
            _snippet(
                Passage("source", source_id, "text", source_id, start, end, said, line),
                _some(matched),
            ),
        )
        for (number, source_id, start, end, line), said, (matched,) in zip(
            found, words, matches, strict=True
        )
    }


def _snippet(passage: Passage, matched: tuple[str, ...]) -> Snippet:
    return Snippet(passage.field, passage.exact, matched, passage)


def _some(matched: Sequence[str | None]) -> tuple[str, ...]:
    return tuple(filter(None, matched))
