"""Which claims are about one and the same thing, so that they can be held against each other.

Claims are put together by a key, never compared pair by pair: what a key cannot tell apart is the
same thing, and what it tells apart is left alone. Where in doubt, the key tells apart: a finding
that mixes two things up is worse than one that is missing.
"""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from trafficking_explorer.findings.article_texts import ArticleText
from trafficking_explorer.findings.claims import GENERIC_MEASURES, Claim, are_close
from trafficking_explorer.findings.operations import OperationRow
from trafficking_explorer.findings.populations import population
from trafficking_explorer.findings.rates import rate_of
from trafficking_explorer.text.folding import fold_words

_ASIDE = re.compile(r"\([^)]*\)")
ONE_TIME = frozenset({"operation", "investigation", "appeal"})
"""Kinds of operation whose claims are all of one time; others are held again and again."""

_WORDS = (
    "countries country continents continent the of in which that where was were is are operation "
    "carried out held conducted ran run took take taking part place participating participated "
    "involved mobilised mobilized covered across"
)
_TAKING_PART = frozenset(_WORDS.split())
"""Words by which labels say that an operation took place in a country."""

Cluster = list[Claim]


def find_clusters(
    claims: Iterable[Claim],
    operations: Mapping[str, OperationRow],
    texts: Mapping[str, ArticleText],
) -> Iterator[Cluster]:
    """Claims about the same thing at the same place, each cluster in the order of the texts.

    One claim may name the place and another not: they are of one place if their figures are close.
    """
    groups: dict[tuple[object, ...], Cluster] = defaultdict(list)
    for claim in claims:
        # An age and the like belong to one case, and can be held against no other.
        if claim.scope != "case":
            groups[_thing(claim, operations, texts)].append(claim)
    for group in groups.values():
        if len(group) > 1:
            yield from _by_place(group)
        else:
            yield group


def _thing(
    claim: Claim, operations: Mapping[str, OperationRow], texts: Mapping[str, ArticleText]
) -> tuple[object, ...]:
    """What a claim is about, all but the place.

    A claim about the world is told apart by the forms of exploitation and by every word of its
    population; one about an operation by less, since the operation holds them together.
    """
    operation = operations.get(claim.operation or "")
    one_time = operation is not None and operation.kind in ONE_TIME
    alone = claim.operation is None
    return (
        claim.subject,
        claim.measure,
        claim.unit,
        rate_of(claim, texts) if alone else None,
        population(claim.population, claim.measure, whole=alone),
        None if one_time else claim.period,
        claim.forms if alone else None,
        _label(claim, operation) if claim.measure in GENERIC_MEASURES else None,
    )


def _label(claim: Claim, operation: OperationRow | None) -> object:
    """What a label tells apart; of an operation's own countries it says no more than that."""
    label = fold_words(_ASIDE.sub("", claim.label))
    if operation is None or claim.measure not in ("countries", "continents"):
        return label
    return frozenset(label.split()) - _TAKING_PART - frozenset(fold_words(operation.name).split())


def _by_place(group: Cluster) -> Iterator[Cluster]:
    sizes = sorted({c.value for c in group if c.spot is None and c.value is not None})
    places: dict[str | None, Cluster] = defaultdict(list)
    for claim in group:
        near = claim.value is not None and _near(claim.value, sizes)
        places[None if near else claim.spot].append(claim)
    yield from places.values()


def _near(value: float, sizes: list[float]) -> bool:
    """Whether a figure is about as large as one of others, ascending."""
    at = bisect_left(sizes, value)
    return any(are_close(value, other) for other in sizes[max(0, at - 1) : at + 1])
