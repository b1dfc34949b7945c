"""Claims of one subject grouped by meaning, whatever their labels and populations are called."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from trafficking_explorer.findings.article_texts import ArticleText
from trafficking_explorer.findings.claims import Claim, are_close
from trafficking_explorer.findings.dataset_rows import DatedRecord
from trafficking_explorer.findings.people import EVERYBODY, People, same_kind
from trafficking_explorer.findings.topics import Topic, same_topic, topic_of
from trafficking_explorer.records import measures

_MOST = 120
"""The most wordings of one subject that are compared with each other; more are kept apart."""
_FAMILIES = (("rescued", "recovered", "found"), ("identified", "detected"))
"""Measures that two texts may use for one thing; a text that has both means two things."""
_FAMILY = {measure: names[0] for names in _FAMILIES for measure in names}
_OF_A_TOPIC = measures.GENERIC | {"price", "sentence", "seized"}
"""Measures of quite different things."""
_TELLING = 1000.0
"""A figure from which two claims about the world hardly agree by chance."""


def family(measure: str) -> str:
    """The measure under which a claim is grouped."""
    return _FAMILY.get(measure, measure)


@dataclass
class _Meaning:
    """Claims in the same words."""

    measure: str
    people: People
    topic: Topic | None
    is_of_all: bool
    """True for claims about the world."""
    is_unnamed: bool
    """True if the records do not say who is counted."""
    claims: list[Claim] = field(default_factory=list)
    works: set[str] = field(default_factory=set)
    values: set[float] = field(default_factory=set)

    def add(self, claims: Sequence[Claim]) -> None:
        self.claims += claims
        self.works.update(claim.work for claim in claims)
        self.values.update(claim.value for claim in claims if claim.value is not None)


def by_meaning(
    group: Sequence[Claim],
    operations: Mapping[str, DatedRecord],
    texts: Mapping[str, ArticleText],
) -> Iterator[list[Claim]]:
    """Claims of one subject, measure and unit, those about the same thing together."""
    worded: dict[tuple[str, People, Topic | None, bool], _Meaning] = {}
    order = {claim.id: at for at, claim in enumerate(group)}
    for claim in group:
        of_all = claim.operation is None
        who = claim.counted_of_all if of_all else claim.counted
        topic = None
        if claim.measure in _OF_A_TOPIC:
            operation = operations.get(claim.operation or "")
            topic = topic_of(claim, operation.name if operation else "", texts)
        unnamed = claim.population is None and who.kind == EVERYBODY
        key = claim.measure, who, topic, unnamed
        if key not in worded:
            worded[key] = _Meaning(claim.measure, who, topic, of_all, unnamed)
        worded[key].add([claim])
    if len(worded) > _MOST:
        yield from (each.claims for each in worded.values())
        return
    found: list[list[_Meaning]] = []
    for meaning in worded.values():
        home = next((each for each in found if _fits(meaning, each)), None)
        if home is None:
            found.append([meaning])
        else:
            home.append(meaning)
    for same in found:
        claims = [claim for meaning in same for claim in meaning.claims]
        yield sorted(claims, key=lambda claim: order[claim.id])


def _fits(meaning: _Meaning, same: list[_Meaning]) -> bool:
    """True if claims mean what others do: all of them, lest one word leads to the next."""
    return all(_are_same(meaning, other) for other in same)


def _are_same(one: _Meaning, other: _Meaning) -> bool:
    apart = one.works.isdisjoint(other.works)
    if not same_kind(one.people.kind, other.people.kind):
        return _is_unnamed(one, other, apart=apart)
    if not apart and (one.measure != other.measure or one.people.kind != other.people.kind):
        return False
    if one.topic is not None and other.topic is not None:
        return one.measure == other.measure and same_topic(
            one.topic, other.topic, one.measure, apart=apart
        )
    if one.people.words == other.people.words:
        return True
    if not apart:
        return False
    if one.is_of_all:
        return any(value >= _TELLING for value in one.values & other.values)
    is_wider = one.people.words < other.people.words or other.people.words < one.people.words
    return is_wider and _are_near(one.values, other.values)


def _is_unnamed(one: _Meaning, other: _Meaning, *, apart: bool) -> bool:
    """True if one of two does not say who is counted, and the rest shows that it is the same."""
    unnamed, named = (one, other) if one.is_unnamed else (other, one)
    if not unnamed.is_unnamed or named.is_unnamed or one.measure != other.measure:
        return False
    if one.topic is not None and other.topic is not None:
        # "a quarter of the children had been sold", "20 per cent had been sold".
        return same_topic(one.topic, other.topic, one.measure, apart=False)
    return apart and not one.is_of_all and _are_near(one.values, other.values)


def _are_near(ours: set[float], theirs: set[float]) -> bool:
    """True if a figure of each is so close to the other's that both may count the same people."""
    theirs_in_order = sorted(theirs)[:_MOST]
    return any(are_close(one, other) for one in sorted(ours)[:_MOST] for other in theirs_in_order)
