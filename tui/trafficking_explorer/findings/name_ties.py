"""Records whose evidence suggests that they are one thing, so that near names deserve a look."""

from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple

from trafficking_explorer.database.read_models import Key
from trafficking_explorer.findings.claims import Claim
from trafficking_explorer.findings.dataset import Dataset
from trafficking_explorer.findings.names import without_numeral

_MIN_COUNT = 10
"""A smaller figure may be the same by chance."""
_PLACES = ("place", "form")
"""Kinds whose names in one text are mostly those of different things."""


class Tie(NamedTuple):
    """Records that the evidence connects."""

    keys: set[Key]
    words: str
    """The connection, after "the two"."""
    is_strong: bool = True
    """True if names may also differ by a whole word."""


def find_ties(data: Dataset) -> Iterator[Tie]:
    """Records that share a figure across texts, a quotation, a part in an operation, or a text."""
    yield from _figures(data)
    for copy in data.copies:
        if copy.quotations:
            people = {("person", each.speaker_id) for each in copy.quotations if each.speaker_id}
            if len(people) > 1:
                yield Tie(people, "are quoted with the same words")
    yield from _parts(data)
    yield from _texts(data)
    yield from _long_names(data)


def _figures(data: Dataset) -> Iterator[Tie]:
    figures: dict[object, dict[Key, Claim]] = defaultdict(dict)
    for claim in data.claims:
        if claim.operation and claim.value and claim.value >= _MIN_COUNT:
            key = claim.measure, claim.unit, claim.value, claim.counted
            figures[key].setdefault(("operation", claim.operation), claim)
    for claims in figures.values():
        if len(claims) > 1 and len({claim.work for claim in claims.values()}) > 1:
            claim = next(iter(claims.values()))
            words = claim.measure.replace("_", " ")
            yield Tie(set(claims), f"have the same figure for “{words}”, {claim.figure}")


def _parts(data: Dataset) -> Iterator[Tie]:
    """Agencies with the same part in one operation."""
    takers: dict[tuple[str, str], set[Key]] = defaultdict(set)
    for operation, relation, type_, id_ in data.rows(
        "SELECT record_id, relation, target_type, target_id FROM corpus.links "
        "WHERE record_type = 'operation' AND target_type IN ('agency', 'person', 'tool') "
        "AND target_id IS NOT NULL ORDER BY ALL"
    ):
        takers[operation, relation].add((type_, id_))
    for keys in takers.values():
        if len(keys) > 1:
            yield Tie(keys, "have the same part in one operation")


def _texts(data: Dataset) -> Iterator[Tie]:
    """Records of one kind with names of several words in one text."""
    found: dict[tuple[str, str], set[Key]] = defaultdict(set)
    for named in data.named:
        if named.record_type not in _PLACES and " " in named.names[0].strip():
            for source in named.sources:
                found[named.record_type, source].add(named.key)
    for keys in found.values():
        if len(keys) > 1:
            yield Tie(keys, "are in one text", is_strong=False)


def _long_names(data: Dataset) -> Iterator[Tie]:
    """Records of one kind with names of three words or more, numerals left out."""
    found: dict[str, set[Key]] = defaultdict(set)
    for named in data.named:
        if named.record_type not in _PLACES and any(
            len(without_numeral(name).split()) > 2 for _, name in named.folded
        ):
            found[named.record_type].add(named.key)
    for keys in found.values():
        if len(keys) > 1:
            yield Tie(keys, "have all their other words in common", is_strong=False)
