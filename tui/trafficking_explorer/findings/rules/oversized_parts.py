"""A part that is larger than its whole.

What it looks for
  1. A claim that is curated as a part of another (`part_of`) but is larger.
  2. A claim about one group, such as children or women, that is larger than the claim about everybody:
     168 million children in forced labour where another sentence has at least 2.5 million people.
     Such claims must share measure, unit, place and a form of exploitation, and be about the world or
     a region.

Why it matters
  The two cannot count the same thing. Mostly one of them belongs to another term (child labour,
  not forced labour), another year or another definition.

What to do
  Read both passages. Check the link to the form of exploitation. If the text itself mixes up the two,
  say so in a note and answer the finding.

Severity
  error for a curated part; doubt if only group and form suggest that it is a part.

What it does not see
  Groups other than by age and sex; claims without a link to a form of exploitation.
"""

from collections.abc import Iterator

from trafficking_explorer.findings.claims import Claim
from trafficking_explorer.findings.dataset import Dataset
from trafficking_explorer.findings.finding import RuleMatch
from trafficking_explorer.findings.phrasing import claim_phrase
from trafficking_explorer.findings.rates import rate_of
from trafficking_explorer.findings.rules.base import Rule

_MANY = 10.0
"""The ratio that even a lower bound ("at least 2.5 million") makes unlikely."""


def find(data: Dataset) -> Iterator[RuleMatch]:
    """Parts by record, then parts by group."""
    for claim in data.claims:
        whole = data.whole_of(claim)
        if whole and _is_larger(claim, whole):
            yield RuleMatch(
                f"{claim.label}: {claim.figure}, more than the {whole.figure} of which it is "
                f"a part (“{whole.label}”)",
                claim.ref(),
                whole.ref(),
            )
    yield from _groups(data)


def _is_larger(part: Claim, whole: Claim) -> bool:
    if (part.measure, part.unit) != (whole.measure, whole.unit) or part.unit == "ratio":
        return False
    return bool(part.bounds and whole.bounds and part.bounds[0] > whole.bounds[1])


def _groups(data: Dataset) -> Iterator[RuleMatch]:
    # Each group is compared with the largest claim about everybody, in its text or in all of them.
    everybody: dict[object, Claim] = {}
    groups: list[Claim] = []
    for claim in data.claims:
        if claim.operation is None and claim.value is not None and claim.unit == "persons":
            if claim.who.part:
                groups.append(claim)
            else:
                for key in _keys(claim, data):
                    for place in (*key, claim.work), (*key, None):
                        everybody[place] = max(everybody.get(place, claim), claim, key=_value)
    for claim in groups:
        keys = list(_keys(claim, data))
        own = [everybody[place] for key in keys if (place := (*key, claim.work)) in everybody]
        any_ = [everybody[place] for key in keys if (place := (*key, None)) in everybody]
        whole = max(own or any_, key=_value, default=None)
        if whole is None or whole.value is None or claim.value is None or claim.bounds is None:
            continue
        beyond = whole.bounds is not None and claim.bounds[0] > whole.bounds[1]
        if claim.value > whole.value and (beyond or claim.value >= _MANY * whole.value):
            yield RuleMatch(
                f"{claim.label}: {claim_phrase(claim)} for this group, but {claim_phrase(whole)} "
                f"for everybody (“{whole.label}”)",
                claim.ref(),
                whole.ref(),
                "doubt",
            )


def _value(claim: Claim) -> float:
    return claim.value or 0.0


def _keys(claim: Claim, data: Dataset) -> Iterator[tuple[object, ...]]:
    for form in sorted(claim.forms):
        rate = rate_of(claim, data.texts)
        yield claim.subject, claim.measure, claim.spot, claim.period, rate, form


RULE = Rule("oversized-parts", "A part larger than its whole", "error", __doc__, find, order=30)
