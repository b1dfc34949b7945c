"""The lineage of claims: the text that each was taken from, its earliest witness, and independent ones.

A witness is a text that gives the figure; editions of one text are one. Two witnesses are not independent
if one has words of the other, names it as its source or has the same publisher, if both cite one body
for the figure, or if they give several figures alike.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from trafficking_explorer.findings.claims import Claim
from trafficking_explorer.findings.dataset import Dataset
from trafficking_explorer.findings.sentence_parts import words_around
from trafficking_explorer.findings.text_reuse import SharedPassage
from trafficking_explorer.text.folding import fold_words

COPIED, NAMED, PUBLISHER, BODY, FIGURES = (
    "copied_words",
    "named_source",
    "same_publisher",
    "same_body",
    "same_figures",
)
"""The ways in which two claims are connected, the surest first."""
TAKEN = (COPIED, NAMED, PUBLISHER, FIGURES)
"""Those by which a claim is taken from another; a body that both cite is behind both."""
_MOST = 50
"""Earlier witnesses that each is compared with."""
_ALIKE = 3
"""Figures of one subject that two texts hardly have alike by chance."""
_LEAST = 10.0
"""A smaller figure may be the same by chance."""
_RUN = 4
"""Words in a row that two sentences share."""
_FEWEST_RUNS = 5
_MUCH = 0.6
"""The part of these runs that makes one sentence a copy of the other."""
_SHORTEST = 4
"""Letters of a publisher's name that is looked for in a sentence."""
_EDGE = re.compile(r"\n|\. ")
_REACH = 200


@dataclass(frozen=True, slots=True)
class Connection:
    """The reason why two claims are not independent.

    Attributes:
        how: one of the ways above.
        why: in words, after "not independent:".
    """

    how: str
    why: str


@dataclass(frozen=True, slots=True)
class Lineage:
    """The lineage of one claim.

    Attributes:
        origin: the claim of an earlier text that it was taken from; None if none is known.
        connection: what shows that.
        earliest: the claim of the earliest text that gives the figure; None if that text has no date
            and is not the only one.
        witnesses: the number of texts that give the figure.
        independent: the number of these that nothing connects with each other.
    """

    claim: Claim
    origin: Claim | None = None
    connection: Connection | None = None
    earliest: Claim | None = None
    witnesses: int = 1
    independent: int = 1


class Tracer:
    """Connections between claims; made once for all of them."""

    def __init__(self, data: Dataset) -> None:
        self._data = data
        self._sentences: dict[str, str] = {}
        self._copies: dict[frozenset[str], SharedPassage] = {}
        self._neighbours: dict[str, dict[str, None]] = defaultdict(dict)
        for copy in data.copies:
            works = frozenset(map(data.work_of, copy.pair))
            self._copies[works] = copy
            for work in works:
                self._neighbours[work] |= dict.fromkeys(sorted(works - {work}))
        self._figures: dict[tuple[object, str], set[object]] = defaultdict(set)
        for claim in data.claims:
            if claim.value is not None and claim.value >= _LEAST and claim.operation:
                key = claim.subject, claim.work
                self._figures[key].add((claim.measure, claim.unit, claim.value))

    def connection(self, first: Claim, second: Claim) -> Connection | None:
        """The surest connection of two claims, that of the earlier text first; None if there is none."""
        found = (
            self._copied(first, second)
            or self._reworded(first, second)
            or self._named(first, second)
            or self._published(first, second)
            or self._cited(first, second)
        )
        return found or self._figured(first, second)

    def _copied(self, first: Claim, second: Claim) -> Connection | None:
        works = frozenset((first.work, second.work))
        if copy := self._copies.get(works):
            why = f"source {copy.later} has words of source {copy.earlier} word for word"
            return Connection(COPIED, why)
        ours, theirs = (self._neighbours.get(each.work, {}) for each in (first, second))
        third = next((work for work in ours if work in theirs), None)
        if third is not None:
            return Connection(COPIED, f"both have words of source {third} word for word")
        return None

    def _reworded(self, first: Claim, second: Claim) -> Connection | None:
        """Most of the words of one sentence in the other, in the same order."""
        ours, theirs = (_runs(self._sentence(each)) for each in (first, second))
        fewer = min(len(ours), len(theirs))
        if fewer >= _FEWEST_RUNS and len(ours & theirs) >= _MUCH * fewer:
            why = f"source {second.source} has the sentence of source {first.source} nearly word for word"
            return Connection(COPIED, why)
        return None

    def _named(self, first: Claim, second: Claim) -> Connection | None:
        text = self._data.texts.get(first.source)
        name = fold_words(text.publisher or "") if text else ""
        if text is None or len(name) < _SHORTEST:
            return None
        said = f" {fold_words(second.attributed_to or '')} {self._sentence(second)} "
        if f" {name} " in said:
            return Connection(NAMED, f"source {second.source} names {text.publisher} for it")
        return None

    def _sentence(self, claim: Claim) -> str:
        """The folded words of a claim's sentence; asked for each two texts, so found once."""
        found = self._sentences.get(claim.id)
        if found is None:
            words = words_around(claim, self._data.texts, _EDGE, _REACH)
            found = self._sentences[claim.id] = fold_words(" ".join(words))
        return found

    def _published(self, first: Claim, second: Claim) -> Connection | None:
        publishers = {
            text.publisher
            for each in (first, second)
            if (text := self._data.texts.get(each.source)) is not None
        }
        if len(publishers) == 1 and None not in publishers:
            return Connection(PUBLISHER, "both have the same publisher")
        return None

    def _cited(self, first: Claim, second: Claim) -> Connection | None:
        if first.attributed_to and second.attributed_to:
            ours, theirs = fold_words(first.attributed_to), fold_words(second.attributed_to)
            if ours == theirs or f" {ours} " in f" {theirs} " or f" {theirs} " in f" {ours} ":
                return Connection(BODY, f"both cite {first.attributed_to} for it")
        return None

    def _figured(self, first: Claim, second: Claim) -> Connection | None:
        if first.operation is None:
            return None
        ours = self._figures.get((first.subject, first.work), set())
        common = ours & self._figures.get((second.subject, second.work), set())
        if len(common) >= _ALIKE:
            return Connection(FIGURES, f"both give {len(common)} figures of it alike")
        return None


def _runs(sentence: str) -> set[tuple[str, ...]]:
    words = sentence.split()
    return {tuple(words[at : at + _RUN]) for at in range(len(words) - _RUN + 1)}


def trace(data: Dataset) -> Iterator[Lineage]:
    """The lineage of every claim, in the order of the texts."""
    found: dict[str, Lineage] = {}
    tracer = Tracer(data)
    for cluster in data.clusters:
        variants: dict[object, list[Claim]] = defaultdict(list)
        for claim in cluster:
            variants[claim.quantity].append(claim)
        for claims in variants.values():
            for each in _trace(claims, data, tracer):
                found[each.claim.id] = each
    for claim in data.claims:
        yield found.get(claim.id) or Lineage(claim, earliest=claim)


def _trace(claims: Sequence[Claim], data: Dataset, tracer: Tracer) -> Iterator[Lineage]:
    by_work: dict[str, Claim] = {}
    for claim in sorted(claims, key=lambda each: data.order.get(each.source, len(data.order))):
        by_work.setdefault(claim.work, claim)
    first, *others = by_work.values()
    origins: dict[str, tuple[Claim, Connection]] = {}
    root = {first.work: first.work}
    earlier = [first]
    for claim in others:
        root[claim.work] = claim.work
        best: tuple[int, Claim, Connection] | None = None
        for other in earlier[:_MOST]:
            connection = tracer.connection(other, claim)
            if connection is None:
                continue
            _join(root, other.work, claim.work)
            if connection.how in TAKEN:
                rank = TAKEN.index(connection.how)
                if best is None or rank < best[0]:
                    best = rank, other, connection
        if best is not None and _is_dated(best[1], data):
            origins[claim.work] = best[1], best[2]
        earlier.append(claim)
    independent = len({_root(root, work) for work in by_work})
    known = len(by_work) == 1 or _is_dated(first, data)
    common = Lineage(first, None, None, first if known else None, len(by_work), independent)
    for claim in claims:
        origin, connection = origins.get(claim.work, (None, None))
        yield replace(common, claim=claim, origin=origin, connection=connection)


def _is_dated(claim: Claim, data: Dataset) -> bool:
    text = data.texts.get(claim.source)
    return text is not None and text.first is not None


def _root(root: dict[str, str], work: str) -> str:
    while root[work] != work:
        root[work] = root[root[work]]
        work = root[work]
    return work


def _join(root: dict[str, str], one: str, other: str) -> None:
    root[_root(root, other)] = _root(root, one)
