"""A figure that one text gives as a part of a larger one, and another as the whole.

What it looks for
  The same figure in two texts: in one as a part of a larger count of the same operation (“nearly 500
  victims, including 236 minors”), in the other without the larger count (“a total of 236 minors”).

Why it matters
  A reader of the second text takes the part for the whole.

What to do
  There is nothing to correct. Say in a note on the second claim that the first text has more.

Severity
  note.

What it does not see
  Parts that are not curated as such (`part_of`).
"""

from collections import defaultdict
from collections.abc import Iterator

from trafficking_explorer.database.signs import DIFFERS
from trafficking_explorer.findings.claims import Claim
from trafficking_explorer.findings.dataset import Dataset
from trafficking_explorer.findings.finding import RuleMatch
from trafficking_explorer.findings.rules.base import Rule


def find(data: Dataset) -> Iterator[RuleMatch]:
    """For each figure, the first claim that is a part with each one that is not."""
    largest: dict[object, float] = defaultdict(float)
    for claim in data.claims:
        key = claim.work, claim.subject, claim.measure
        largest[key] = max(largest[key], claim.value or 0.0)

    def whole_of(claim: Claim) -> Claim | None:
        whole = data.whole_of(claim)
        return whole if whole and whole.subject == claim.subject else None

    for cluster in data.clusters:
        by_variant: dict[object, list[Claim]] = defaultdict(list)
        for claim in cluster:
            if claim.value is not None and claim.operation is not None:
                by_variant[claim.quantity].append(claim)
        for claims in by_variant.values():
            part = next((claim for claim in claims if whole_of(claim)), None)
            whole = whole_of(part) if part else None
            if part is None or whole is None:
                continue
            for claim in claims:
                alone = largest[claim.work, claim.subject, claim.measure] <= (claim.value or 0.0)
                if claim.work != part.work and whole_of(claim) is None and alone:
                    yield RuleMatch(
                        f"{claim.label}: source {claim.source} gives {claim.figure} and no larger "
                        f"figure; source {part.source} gives it as a part of {whole.figure}",
                        claim.ref(),
                        part.ref(whole),
                    )


RULE = Rule(
    "parts-as-wholes",
    "A part given as the whole",
    "note",
    __doc__,
    find,
    order=160,
    sign=DIFFERS.text,
)
