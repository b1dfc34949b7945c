"""Clusters of claims about the same thing, which can be compared.

Claims are grouped by a key, never compared pair by pair; within a group, their different wordings are
compared. In doubt they are kept apart: a finding that mixes up two things is worse than one that is
missing.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from trafficking_explorer.findings.article_texts import ArticleText
from trafficking_explorer.findings.claims import Claim, are_close
from trafficking_explorer.findings.dataset_rows import DatedRecord
from trafficking_explorer.findings.local_places import spot_of
from trafficking_explorer.findings.meanings import by_meaning, family
from trafficking_explorer.findings.rates import rate_of
from trafficking_explorer.findings.reach import unit_class

ONE_TIME = frozenset({"operation", "investigation", "appeal"})
"""Kinds of operation that take place once; others are repeated."""

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
    by_id: dict[str, Claim] = {}
    for claim in claims:
        by_id[claim.id] = claim
        # An age and the like belong to one case and cannot be compared.
        if claim.scope != "case":
            groups[_subject(claim, operations, texts)].append(claim)
    for group in groups.values():
        for same in by_meaning(group, operations, texts):
            if len(same) > 1:
                yield from _by_place(same, by_id, texts)
            else:
                yield same


def _subject(
    claim: Claim, operations: Mapping[str, DatedRecord], texts: Mapping[str, ArticleText]
) -> tuple[object, ...]:
    """The key of the subject of a claim, without who is counted and where.

    The key of a claim about the world includes its rate and the forms of exploitation.
    """
    operation = operations.get(claim.operation or "")
    one_time = operation is not None and operation.kind in ONE_TIME
    alone = claim.operation is None
    return (
        claim.subject,
        family(claim.measure),
        unit_class(claim.unit, claim.measure),
        rate_of(claim, texts) if alone else None,
        None if one_time else claim.period,
        claim.forms if alone else None,
    )


def _by_place(
    group: Cluster, by_id: Mapping[str, Claim], texts: Mapping[str, ArticleText]
) -> Iterator[Cluster]:
    spots = [_spot(claim, by_id, texts) for claim in group]
    placed = zip(group, spots, strict=True)
    sizes = sorted({c.value for c, spot in placed if spot is None and c.value is not None})
    places: dict[str | None, Cluster] = defaultdict(list)
    for claim, spot in zip(group, spots, strict=True):
        near = claim.value is not None and _near(claim.value, sizes)
        places[None if near else spot].append(claim)
    yield from places.values()


def _spot(claim: Claim, by_id: Mapping[str, Claim], texts: Mapping[str, ArticleText]) -> str | None:
    """The place of a claim, else that of the whole of which it is a part."""
    spot = spot_of(claim, texts)
    whole = by_id.get(claim.part_of or "")
    return spot_of(whole, texts) if spot is None and whole is not None else spot


def _near(value: float, sizes: list[float]) -> bool:
    """True if a figure is close to one of `sizes`, which ascend."""
    at = bisect_left(sizes, value)
    return any(are_close(value, other) for other in sizes[max(0, at - 1) : at + 1])
