"""A figure that is orders of magnitude away from its siblings.

What it looks for
  Three or more parts of one whole (`part_of`) with the same measure, of which one is a thousand times
  smaller or larger than the median of the others. If a factor of a thousand, a million or a billion
  would bring it among them, the finding says so.

Why it matters
  Such different sizes mostly mean a lost “million”, or a figure for something else.

What to do
  Read the passage. Leave the value as it is written, and say in a note what is likely.

Severity
  doubt.

What it does not see
  Fewer than three figures; differences of less than a thousand times, which counts by country have.
"""

from collections import defaultdict
from collections.abc import Iterator
from statistics import median

from trafficking_explorer.database.quantities import number_text
from trafficking_explorer.findings.claims import FAR, Claim, distance, missing_scale
from trafficking_explorer.findings.dataset import Dataset
from trafficking_explorer.findings.finding import RuleMatch
from trafficking_explorer.findings.phrasing import span
from trafficking_explorer.findings.rules.base import Rule

SHOWN = 12
"""The number of siblings whose passages are shown."""


def find(data: Dataset) -> Iterator[RuleMatch]:
    """Each part compared with the others."""
    for parts in data.parts_of.values():
        by_measure: dict[str, list[Claim]] = defaultdict(list)
        for part in parts:
            if part.value and part.unit not in ("percent", "ratio"):
                by_measure[part.measure].append(part)
        for siblings in by_measure.values():
            if len(siblings) > 2:
                yield from _outliers(siblings)


def _outliers(siblings: list[Claim]) -> Iterator[RuleMatch]:
    middle = median(claim.value or 0.0 for claim in siblings)
    usual = [claim for claim in siblings if distance(claim.value or 0.0, middle) < FAR]
    values = [claim.value or 0.0 for claim in usual]
    for claim in siblings:
        value = claim.value or 0.0
        if distance(value, middle) < FAR:
            continue
        message = f"{claim.label}: {claim.figure}, but the other parts are "
        message += span(min(values), max(values))
        if scale := missing_scale(value, values):
            message += f"; {number_text(value * scale)} would fit among them"
        yield RuleMatch(message, claim.ref(), usual[0].ref(*usual[1:SHOWN]))


RULE = Rule("odd-magnitudes", "A figure far from its siblings", "doubt", __doc__, find, order=50)
