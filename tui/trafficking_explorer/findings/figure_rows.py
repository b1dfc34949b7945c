"""The rows of a comparison that hold figures, each part below the whole that it is a part of."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from trafficking_explorer.database.signs import DIFFERS
from trafficking_explorer.findings.claim_clusters import find_clusters
from trafficking_explorer.findings.claims import Claim, ancestors
from trafficking_explorer.findings.comparison import FIGURE, ComparisonRow
from trafficking_explorer.findings.comparison_data import ComparisonData
from trafficking_explorer.findings.comparison_rows import about, saying_of_claim, with_findings
from trafficking_explorer.text.currencies import is_money

Cluster = list[Claim]


def figure_rows(data: ComparisonData) -> Iterator[ComparisonRow]:
    """The rows of claims, by operation, in the order in which the sources have them."""
    order = {claim.id: at for at, claim in enumerate(data.claims)}
    sections: dict[str | None, list[Claim]] = defaultdict(list)
    for claim in data.claims:
        sections[claim.operation].append(claim)
    # What belongs to no operation comes first, as the record's own.
    for operation in sorted(sections, key=lambda each: each is not None):
        record = data.operations.get(operation or "")
        is_own = operation is None or data.subject.record == ("operation", operation)
        section = "" if is_own or record is None else record.name
        clusters = _clusters(sections[operation], data, order)
        labels = _labels(clusters, has_operation=operation is not None)
        for at, indent in _in_tree(clusters):
            yield from _row(clusters[at], labels[at], indent, section, data)


def _clusters(
    claims: Sequence[Claim], data: ComparisonData, order: dict[str, int]
) -> list[Cluster]:
    """Claims about the same thing together; those about single cases each alone."""
    found = find_clusters(claims, data.operations, data.texts)
    by_id = {claim.id: claim for claim in claims}
    clusters = [level for cluster in found for level in _levels(cluster, by_id)]
    clusters += [[claim] for claim in claims if claim.scope == "case"]
    for cluster in clusters:
        cluster.sort(key=lambda claim: order[claim.id])
    clusters.sort(key=lambda cluster: (cluster[0].scope == "case", order[cluster[0].id]))
    return clusters


def _levels(cluster: Cluster, by_id: dict[str, Claim]) -> list[Cluster]:
    """The claims of a cluster, those apart that are parts of others in it."""
    ids = {claim.id for claim in cluster}
    levels: dict[int, Cluster] = defaultdict(list)
    for claim in cluster:
        levels[len(ancestors(claim, by_id) & ids)].append(claim)
    return list(levels.values())


def _parents(clusters: Sequence[Cluster]) -> list[int | None]:
    """The cluster that each is a part of, by its index; None for wholes."""
    cluster_of = {claim.id: at for at, cluster in enumerate(clusters) for claim in cluster}
    parents: list[int | None] = []
    for at, cluster in enumerate(clusters):
        wholes = (cluster_of.get(claim.part_of or "") for claim in cluster)
        parents.append(next((each for each in wholes if each not in (None, at)), None))
    return parents


def _in_tree(clusters: Sequence[Cluster]) -> Iterator[tuple[int, int]]:
    """Each cluster by its index, with its depth; parts right after their whole."""
    parents = _parents(clusters)
    parts: dict[int | None, list[int]] = defaultdict(list)
    for at, parent in enumerate(parents):
        parts[parent].append(at)
    seen: set[int] = set()
    waiting = [(at, 0) for at in reversed(parts[None])]
    # A ring of wholes and parts has no beginning: it begins anywhere.
    rest = iter(range(len(clusters)))
    while len(seen) < len(clusters):
        if not waiting:
            waiting.append((next(at for at in rest if at not in seen), 0))
        at, depth = waiting.pop()
        if at in seen:
            continue
        seen.add(at)
        yield at, depth
        waiting += ((part, depth + 1) for part in reversed(parts[at]) if part not in seen)


def _row(
    cluster: Cluster, label: str, indent: int, section: str, data: ComparisonData
) -> Iterator[ComparisonRow]:
    sayings = tuple(filter(None, (saying_of_claim(claim, data) for claim in cluster)))
    if sayings:
        row = ComparisonRow(label, FIGURE, sayings, indent, section)
        sign = DIFFERS.text if _differs(cluster, data) else ""
        yield with_findings(row, about((claim.key for claim in cluster), data), data, sign)


def _differs(cluster: Cluster, data: ComparisonData) -> bool:
    """True if no number fits all claims, unless a curator has called the comparison wrong."""
    keys = {claim.key for claim in cluster}
    if any(each.sides and keys.issuperset(each.sides) for each in data.wrong):
        return False
    units = {claim.unit for claim in cluster}
    if len(units) > 1 and any(map(is_money, units)):
        # Two currencies cannot be compared.
        return any(_differs([c for c in cluster if c.unit == unit], data) for unit in units)
    reaches = [claim.reach for claim in cluster if claim.reach is not None]
    return bool(reaches) and max(low for low, _ in reaches) > min(high for _, high in reaches)


def _labels(clusters: Sequence[Cluster], *, has_operation: bool) -> list[str]:
    """A few words for each cluster that no other one has, as short as that allows."""
    parents = _parents(clusters)
    candidates = [
        _candidates(
            cluster, None if parent is None else clusters[parent], has_operation=has_operation
        )
        for cluster, parent in zip(clusters, parents, strict=True)
    ]
    used = Counter(
        (parent, each)
        for found, parent in zip(candidates, parents, strict=True)
        for each in set(found)
    )
    return [
        next((each for each in found if used[parent, each] == 1), found[-1])
        for found, parent in zip(candidates, parents, strict=True)
    ]


def _candidates(cluster: Cluster, whole: Cluster | None, *, has_operation: bool) -> list[str]:
    """Labels of a cluster, the shortest first; the last is the curator's."""
    first = cluster[0]
    measure = first.measure.replace("_", " ")
    who = _shortest(claim.population for claim in cluster)
    place = _shortest(claim.place for claim in cluster)
    label = cluster[-1].label
    if first.scope == "case" or (not has_operation and whole is None):
        return [label]
    if whole is not None:
        # Women among women are told by the curator's label.
        found = [f"of them {who}"] if who and first.who != whole[0].who else []
        return [*found, *([f"of them in {place}"] if place else []), label]
    if not any(first.who):
        # "victims" and "people" tell nothing from anything.
        return [measure, f"{measure}: {place}" if place else f"{measure}, in all", label]
    found = [measure, f"{measure}: {who}"]
    return [*found, *([f"{measure}: {who}, {place}"] if place else []), label]


def _shortest(texts: Iterator[str | None]) -> str:
    return min((" ".join(text.split()) for text in texts if text), key=len, default="")
