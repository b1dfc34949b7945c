"""The same claim with different values, or with different qualifiers.

What it looks for
  Claims about one and the same thing that give different figures, or one figure with different
  words before it: a heading's “500” and the body's “nearly 500”; 40 arrests in one text and 45 in
  another. Claims are of the same thing if operation (or organisation, meeting, or the world),
  measure, unit, population and place agree, and also period, rate and forms of exploitation if they
  belong to no operation.

Why it matters
  A reader of one text does not know that there is another figure. A heading that drops “nearly” turns
  a bound into a count.

What to do
  Read both passages. Keep both claims, each with its source. Say in a note which is more likely and
  why, or answer the finding.

Severity
  doubt, if no number fits both; note, if one does (“520” and “more than 500”).

What it does not see
  Claims curated under different measures or populations although the texts mean the same; shares,
  ages and other things whose labels differ, also countries, unless both labels only say that an
  operation was there; claims that are not curated.
"""

from collections.abc import Iterator
from itertools import pairwise

from trafficking_explorer.findings.claims import FAR, Claim, at_odds, related
from trafficking_explorer.findings.dataset import Dataset
from trafficking_explorer.findings.finding import RuleMatch
from trafficking_explorer.findings.phrasing import claim_phrase
from trafficking_explorer.findings.rules.base import Rule


def find(data: Dataset) -> Iterator[RuleMatch]:
    """Each variant of a claim compared with the next larger one."""
    for cluster in data.clusters:
        variants: dict[object, tuple[int, Claim]] = {}
        for i, claim in enumerate(cluster):
            if claim.bounds is not None:
                variants.setdefault(claim.variant, (i, claim))
        ordered = sorted(variants.values(), key=lambda each: (each[1].bounds, each[0]))
        for pair in pairwise(ordered):
            first, second = (claim for _, claim in sorted(pair, key=lambda each: each[0]))
            if not related(first, second, data.claim_of):
                yield _found(first, second)


def _found(first: Claim, second: Claim) -> RuleMatch:
    if first.source == second.source:
        told = (
            f"source {first.source} gives {first.figure} in one place, {second.figure} in another"
        )
    elif first.work == second.work:
        told = f"{claim_phrase(first)}, {claim_phrase(second)}, and they are editions of one text"
    else:
        told = f"{claim_phrase(first)}, {claim_phrase(second)}"
    # Of the two labels that of the later claim: headings come first, and say less.
    message = f"{second.label}: {told}"
    values = sorted(value for value in (first.value, second.value) if value)
    if len(values) == 2 and values[1] >= FAR * values[0]:
        message += f"; one is {values[1] / values[0]:,.0f} times the other"
    severity = "doubt" if at_odds(first, second) else "note"
    return RuleMatch(message, first.ref(), second.ref(), severity)


RULE = Rule("differing-claims", "Two figures for the same claim", "doubt", __doc__, find, order=80)
