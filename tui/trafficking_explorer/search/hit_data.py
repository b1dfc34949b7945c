"""What the reasons of hits are made of, read for many hits with the same few queries as for one."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from trafficking_explorer.database.connection import Store
from trafficking_explorer.search.ast import And, Between, Compare, FieldMatch, Fuzzy, Node, Or
from trafficking_explorer.search.sql_compiler import IS_NEAR, max_edits
from trafficking_explorer.text.folding import fold

_SLIPS = 40
"""Words that a fuzzy word may stand for, to be marked."""

_COUNTRY = "country"
"""Found by its names, though a record may have no more than its code."""

FieldCondition = FieldMatch | Compare | Between
"""A term that asks for a field."""


@dataclass(frozen=True, slots=True)
class Snippet:
    """A field's value, or a passage that a field rests on.

    Attributes:
        name: the field's, as the card has it.
        matched: what in it fits besides the words of the filter, folded.
        basis: of a field, not of a passage.
    """

    name: str
    text: str
    matched: tuple[str, ...]
    source_id: str | None = None
    line: int | None = None
    basis: str = ""


@dataclass(frozen=True, slots=True)
class RecordData:
    """What is known of a record that fits."""

    record_type: str
    record_id: str
    title: str
    passages: list[Snippet] = field(default_factory=list)
    fields: list[Snippet] = field(default_factory=list)
    facts: list[tuple[Any, ...]] = field(default_factory=list)
    """(field, value, folded, number, first day, last day) of the fields that are asked for, and of
    its countries."""


@dataclass(frozen=True, slots=True)
class SentenceData:
    """A sentence that fits, and where it stands, in code points."""

    source_id: str
    title: str
    start: int
    end: int
    piece: Snippet


def leaves(node: Node) -> Iterator[Node]:
    """The terms of a filter that must or may hold, in its order."""
    if isinstance(node, And | Or):
        for each in node.nodes:
            yield from leaves(each)
    else:
        yield node


def near_words(store: Store, tree: And) -> Iterator[str]:
    """The words of the corpus that the fuzzy words of a filter stand for."""
    for node in leaves(tree):
        if isinstance(node, Fuzzy):
            rows = store.rows(
                f"SELECT w.word FROM corpus.words w WHERE {IS_NEAR} "
                "ORDER BY damerau_levenshtein(w.word, ?) LIMIT ?",
                (
                    *(len(node.text), max_edits(node.text)),
                    *(node.text, max_edits(node.text), node.text, _SLIPS),
                ),
            )
            yield from (word for (word,) in rows)


def _matched(text: str, patterns: tuple[str, ...]) -> str:
    """A list of what the expressions match in a text; they are the store's, not Python's."""
    found = ", ".join(f"regexp_extract(strip_accents(lower({text})), ?, 0, 'i')" for _ in patterns)
    return f"[{found}]::VARCHAR[]"


def read_records(
    store: Store,
    positions: list[int],
    patterns: tuple[str, ...],
    asked: tuple[FieldCondition, ...],
) -> dict[int, RecordData]:
    """What is known of the records at some positions.

    Args:
        patterns: expressions whose matches are wanted.
        asked: terms whose facts are.
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
    for position, name, text, source_id, line, matched in store.rows(
        f"SELECT e.record, e.field, e.exact, e.source_id, e.line, {_matched('e.exact', patterns)} "
        f"FROM corpus.evidence e WHERE e.record {these} ORDER BY e.evidence_id",
        (*patterns, positions),
    ):
        found[position].passages.append(Snippet(name, text, _some(matched), source_id, line))
    for position, name, text, reason, basis, in_text, in_reason in store.rows(
        f"SELECT f.record, f.field, f.value, f.reason, f.basis, {_matched('f.value', patterns)}, "
        f"{_matched('f.reason', patterns)} FROM corpus.fields f WHERE f.record {these} "
        "ORDER BY f.position",
        (*patterns, *patterns, positions),
    ):
        found[position].fields.append(Snippet(name, text, _some(in_text), basis=basis))
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
        for operation_id, written, text, source_id, line in store.rows(
            "SELECT s.operation_id, max_by(s.value_text, s.value), max_by(e.exact, s.value), "
            "max_by(e.source_id, s.value), max_by(e.line, s.value) FROM corpus.statistics s JOIN corpus.evidence e "
            "ON e.record_type = 'statistic' AND e.record_id = s.statistic_id "
            "AND e.field IN ('record', 'value') "
            "WHERE s.operation_id IN (SELECT unnest(?::VARCHAR[])) AND s.scope = 'operation' "
            f"AND s.measure = ? AND {condition[0]} GROUP BY s.operation_id",
            (operations, leaf.field, *condition[1]),
        ):
            matched = (fold(written),) if written else ()
            found[operation_id, leaf.field] = Snippet(leaf.field, text, matched, source_id, line)
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
) -> dict[int, SentenceData]:
    """The sentences of some numbers."""
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
        number: SentenceData(
            source_id,
            texts[source_id][0],
            start,
            end,
            Snippet("text", said, _some(matched), source_id, line),
        )
        for (number, source_id, start, end, line), said, (matched,) in zip(
            found, words, matches, strict=True
        )
    }


def _some(matched: Sequence[str | None]) -> tuple[str, ...]:
    return tuple(filter(None, matched))
