"""Claims whose figures may be held against each other: wholes with wholes, parts with the same parts."""

from collections import defaultdict
from collections.abc import Iterator

from trafficking_explorer.findings.claim_clusters import Cluster
from trafficking_explorer.findings.claims import Claim
from trafficking_explorer.findings.dataset import Dataset
from trafficking_explorer.findings.further_counts import is_further
from trafficking_explorer.findings.meanings import family


def comparable_claims(data: Dataset) -> Iterator[Cluster]:
    """The claims of each cluster, parts apart from wholes.

    A part is compared with the parts of other claims for the same whole, if they are of the same
    people or place. It is compared with a whole only if that may be the same part: it is of children,
    women or the like, and its text gives no larger figure. What adds to another count is left out.
    """
    home = {claim.id: at for at, cluster in enumerate(data.clusters) for claim in cluster}
    largest: dict[object, float] = defaultdict(float)
    for claim in data.claims:
        key = claim.work, claim.subject, family(claim.measure)
        largest[key] = max(largest[key], claim.value or 0.0)
    for cluster in data.clusters:
        wholes: Cluster = []
        parts: dict[int | None, list[tuple[Claim, Claim]]] = defaultdict(list)
        for claim in cluster:
            whole = data.whole_of(claim)
            if whole is None and not is_further(claim, data.texts):
                wholes.append(claim)
            elif whole is None:
                continue
            elif _is_told_apart(claim, whole):
                parts[home.get(whole.id)].append((claim, whole))
        yield wholes
        for group in parts.values():
            yield [part for part, _ in group]
            unnamed = [
                claim
                for claim in _of_no_whole(wholes, group)
                if largest[claim.work, claim.subject, family(claim.measure)] <= (claim.value or 0.0)
            ]
            if unnamed:
                yield [*unnamed, *(part for part, _ in group)]


def _is_told_apart(part: Claim, whole: Claim) -> bool:
    """True if it is said who or where the part is."""
    return part.counted != whole.counted or part.spot != whole.spot


def _of_no_whole(wholes: Cluster, group: list[tuple[Claim, Claim]]) -> Iterator[Claim]:
    """Claims without a whole that may be the same part of another text's whole."""
    works = {part.work for part, _ in group}
    most = min(whole.reach.high if whole.reach else 0.0 for _, whole in group)
    if all(part.counted.kind for part, _ in group):
        for claim in wholes:
            if claim.work not in works and claim.reach is not None and claim.reach.low <= most:
                yield claim
