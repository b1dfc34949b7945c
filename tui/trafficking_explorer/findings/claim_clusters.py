"""Clusters of claims about the same thing, which can be compared.

Claims are grouped by a key, never compared pair by pair. In doubt the key keeps them apart: a finding
that mixes up two things is worse than one that is missing.
"""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from trafficking_explorer.findings.article_texts import ArticleText
from trafficking_explorer.findings.claims import Claim, are_close
from trafficking_explorer.findings.dataset_rows import DatedRecord
from trafficking_explorer.findings.rates import rate_of
from trafficking_explorer.records import measures
from trafficking_explorer.text.folding import fold_words

_ASIDE = re.compile(r"\([^)]*\)")
ONE_TIME = frozenset({"operation", "investigation", "appeal"})
"""Kinds of operation that take place once; others are repeated."""

_WORDS = (
    "countries country continents continent the of in which that where was were is are operation "
    "carried out held conducted ran run took take taking part place participating participated "
    "involved mobilised mobilized covered across"
)
_TAKING_PART = frozenset(_WORDS.split())
"""Words with which labels say that an operation took place in a country."""

Cluster = list[Claim]


def find_clusters(
    claims: Iterable[Claim],
    operations: Mapping[str, DatedRecord],
    texts: Mapping[str, ArticleText],
) -> Iterator[Cluster]:
    """Claims about the same thing at the same place, each cluster in the order of the texts.

    If one claim names the place and another does not, they are of one place if their figures are close.
    """
    groups: dict[tuple[object, ...], Cluster] = defaultdict(list)
    for claim in claims:
        # An age and the like belong to one case and cannot be compared.
        if claim.scope != "case":
            groups[_thing(claim, operations, texts)].append(claim)
    for group in groups.values():
        if len(group) > 1:
            yield from _by_place(group)
        else:
            yield group


def _thing(
    claim: Claim, operations: Mapping[str, DatedRecord], texts: Mapping[str, ArticleText]
) -> tuple[object, ...]:
    """The key of the subject of a claim, without its place.

    The key of a claim about the world includes the forms of exploitation and every word of its
    population; that of a claim about an operation need not.
    """
    operation = operations.get(claim.operation or "")
    one_time = operation is not None and operation.kind in ONE_TIME
    alone = claim.operation is None
    return (
        claim.subject,
        claim.measure,
        claim.unit,
        rate_of(claim, texts) if alone else None,
        claim.who_of_all if alone else claim.who,
        None if one_time else claim.period,
        claim.forms if alone else None,
        _label(claim, operation) if claim.measure in measures.GENERIC else None,
    )


def _label(claim: Claim, operation: DatedRecord | None) -> object:
    """The part of a label that tells claims apart, without words for taking part in an operation."""
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
    """True if a figure is close to one of `sizes`, which ascend."""
    at = bisect_left(sizes, value)
    return any(are_close(value, other) for other in sizes[max(0, at - 1) : at + 1])
