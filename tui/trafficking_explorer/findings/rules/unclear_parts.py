"""Two counts of one thing in one text, one of which may contain the other.

What it looks for
  Within one text, two figures for one operation and measure, of which the smaller is for one place or
  one group (“216 arrests … and the arrest of 27 people in El Salvador”), and which are not connected
  by `part_of`.

Why it matters
  Whether to add them or not changes the result: 216 arrests, or 243.

What to do
  If the text says that one contains the other, curate the smaller as `part_of` the larger. If it does
  not say, answer the finding with “accepted”: the text itself is unclear.

Severity
  doubt.

What it does not see
  Figures in two texts; two places or two groups beside each other, which do add up; different things
  counted under one measure (countries, organisations, items).
"""

from collections import defaultdict
from collections.abc import Iterator

from trafficking_explorer.findings.claims import Claim, are_close
from trafficking_explorer.findings.dataset import Dataset
from trafficking_explorer.findings.finding import RuleMatch
from trafficking_explorer.findings.rules.base import Rule
from trafficking_explorer.records import measures


def find(data: Dataset) -> Iterator[RuleMatch]:
    """Each narrower count with the widest of its text."""
    groups: dict[object, list[Claim]] = defaultdict(list)
    for claim in data.claims:
        if claim.operation and claim.value is not None and claim.scope != "case":
            key = claim.work, claim.operation, claim.measure, claim.unit, claim.period
            if claim.measure not in measures.GENERIC:
                groups[key].append(claim)
    for group in groups.values():
        whole = max(group, key=_width)
        ids = {claim.id for claim in group}
        for claim in group:
            if claim.part_of not in ids and _is_within(claim, whole):
                yield RuleMatch(
                    f"{whole.label}: source {claim.source} gives {whole.figure} and does not say "
                    f"whether it includes the {claim.figure} of “{claim.label}”",
                    whole.ref(),
                    claim.ref(),
                )


def _part(claim: Claim) -> frozenset[str]:
    return claim.who.part


def _width(claim: Claim) -> tuple[bool, bool, float]:
    return claim.spot is None, not _part(claim), claim.value or 0.0


def _is_within(claim: Claim, whole: Claim) -> bool:
    assert claim.value is not None
    if whole.value is None or claim.value >= whole.value or are_close(claim.value, whole.value):
        return False
    if claim.spot != whole.spot:
        return whole.spot is None and _part(whole) <= _part(claim)
    return _part(whole) < _part(claim)


RULE = Rule(
    "unclear-parts", "A count that may be part of another", "doubt", __doc__, find, order=90
)
