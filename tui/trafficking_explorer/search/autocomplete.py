"""Completions of a filter line: fields, then the values of a field with their counts."""

from dataclasses import dataclass
from weakref import WeakKeyDictionary

from trafficking_explorer.database.connection import Store
from trafficking_explorer.database.sql_text import SqlCondition
from trafficking_explorer.database.views import searched_table
from trafficking_explorer.errors import FilterError
from trafficking_explorer.search.ast import NOTE_STATES, format_value
from trafficking_explorer.search.fields import FIELDS, Field
from trafficking_explorer.search.lexer import Token, tokenize
from trafficking_explorer.search.parser import parse_filter
from trafficking_explorer.search.sql_compiler import compile_filter
from trafficking_explorer.text.folding import fold, fold_words

_FEWEST_LETTERS = 2
"""Letters of a word before fields are suggested, since most words are just words."""
_LONGEST = 10_000
"""Code points of a line that is completed; longer ones are not typed."""

_KNOWN: WeakKeyDictionary[Store, dict[tuple[str, ...], set[str]]] = WeakKeyDictionary()
"""The fields that records of some kinds have, for each open store."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """One completion.

    Attributes:
        line: the whole completed line.
        shown: the field or the value.
        count: records with the value that fit the line otherwise; None for a field.
    """

    line: str
    shown: str
    count: int | None


def complete(
    store: Store, types: tuple[str, ...], line: str, limit: int = 8
) -> tuple[Candidate, ...]:
    """Completions at the end of a line, best first; none if the line is complete."""
    if len(line) > _LONGEST:
        return ()
    tokens = list(tokenize(line))
    if not tokens or tokens[-1].end != len(line):
        return ()
    last = tokens[-1]
    head = line[: last.start]
    if last.kind == "field":
        field = FIELDS.find(last.text)
        return () if field is None else _values(store, types, head, last, field, limit)
    if last.kind == "word" and len(last.text) >= _FEWEST_LETTERS:
        known = _known_fields(store, types)
        found = [
            word
            for field in FIELDS.all
            if field.name in known
            for word in (field.name, *field.aliases)
            if word.startswith(last.text.casefold())
        ]
        return tuple(Candidate(f"{head}{word}:", f"{word}:", None) for word in found[:limit])
    return ()


def _known_fields(store: Store, types: tuple[str, ...]) -> set[str]:
    """The fields that records of some kinds have; those of a store do not change."""
    known = _KNOWN.setdefault(store, {})
    if types not in known:
        known[types] = _read_known_fields(store, types)
    return known[types]


def _read_known_fields(store: Store, types: tuple[str, ...]) -> set[str]:
    rows = store.rows(
        f"SELECT DISTINCT f.field FROM corpus.facts f JOIN corpus.{searched_table(types)} r "
        "ON r.position = f.record WHERE list_contains(?, r.record_type)",
        (list(types),),
    )
    return {field for (field,) in rows}


def _values(
    store: Store, types: tuple[str, ...], head: str, token: Token, field: Field, limit: int
) -> tuple[Candidate, ...]:
    if field.kind != "text" or token.operator != ":":
        return ()
    if field.name == "has":
        names = sorted(_known_fields(store, types))
        start = fold(token.values[-1].text)
        return tuple(
            Candidate(f"{head}{token.text}:{name}", name, None)
            for name in names
            if name.startswith(start)
        )[:limit]
    where = _condition(head)
    typed = fold_words(token.values[-1].text)
    before = ",".join(format_value(fold(value.text)) for value in token.values[:-1])
    prefix = f"{head}{token.text}:{before}{',' if before else ''}"
    rows = store.rows(
        "SELECT f.value, count(DISTINCT f.record) FROM corpus.facts f "
        f"JOIN corpus.{searched_table(types)} r "
        "ON r.position = f.record WHERE f.field = ? AND contains(f.folded, ?) "
        f"AND list_contains(?, r.record_type) AND ({where.sql}) GROUP BY 1 "
        "ORDER BY starts_with(first(f.folded), ?) DESC, 2 DESC, first(f.folded), 1 LIMIT ?",
        (field.name, f" {typed}", list(types), *where.params, f" {typed}", limit),
    )
    if field.name == "is":
        # Asked of the notes, not of the corpus, and so without a number.
        rows += [(state, None) for state in NOTE_STATES if state.startswith(typed)]
    return tuple(
        Candidate(f"{prefix}{format_value(fold(value))}", value.replace("_", " "), count)
        for value, count in rows
        if fold(value) != fold(token.values[-1].text)
    )


def _condition(head: str) -> SqlCondition:
    """The condition before the last token; everything fits if it does not parse."""
    try:
        return compile_filter(parse_filter(head))
    except FilterError:
        return SqlCondition()
