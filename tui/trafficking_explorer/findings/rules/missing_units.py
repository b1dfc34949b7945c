"""A value without its unit.

What it looks for
  Figures curated with the unit `none`, sums of money without a currency (unit `currency`), and persons
  or things counted in fractions (“1.4 persons”).

Why it matters
  “1.4 are in Asia” says nothing: a “million”, a “%” or a whole word may have been lost.

What to do
  Look at the passage. If it has a unit, curate it; if the unit is elsewhere in the text, quote it
  under `evidence`. If the text has none, say so in a note, and answer the finding. Leave the value as
  it is written.

Severity
  error; note for a sum without a currency: “£3,000” or “3,000 dollars” may not say whose pounds or
  dollars they are.

What it does not see
  A unit that is wrong. Quantities in words (“multi-billion dollar”), which have no value.
"""

from collections.abc import Iterator

from trafficking_explorer.findings.claims import Claim
from trafficking_explorer.findings.dataset import Dataset
from trafficking_explorer.findings.finding import RuleMatch
from trafficking_explorer.findings.rules.base import Rule

_WORDS = "persons countries continents organisations checks investigations cases families items"
_WHOLE = frozenset(_WORDS.split())
"""Units of things that are counted one by one."""


def find(data: Dataset) -> Iterator[RuleMatch]:
    """Every figure that cannot be read."""
    for claim in data.claims:
        if claim.value is not None and (fault := _fault(claim)):
            message = f"{claim.label}: source {claim.source} gives {fault}"
            yield RuleMatch(
                message, claim.ref(), None, "note" if claim.unit == "currency" else None
            )


def _fault(claim: Claim) -> str | None:
    if claim.unit == "none":
        return f"{claim.figure} without a unit"
    if claim.unit == "currency":
        return f"{claim.figure} without a currency"
    if claim.unit in _WHOLE and claim.value is not None and not claim.value.is_integer():
        return f"{claim.figure}, which cannot be a number of {claim.unit}"
    return None


RULE = Rule("missing-units", "A value without its unit", "error", __doc__, find, order=10)
