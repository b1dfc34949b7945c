"""The same quantity per day, week, month and year that do not fit together.

What it looks for
  Figures for one thing per day, week, month and year. Each is multiplied up to the next longer one in
  a text: a week has 7 days, a month 30 or 31, a year 365 or 366 and 12 months. Each figure may be off
  by half of its last digit that is not 0, at least by 0.5 % and at most by 5 %; “around” and “nearly”
  allow 10 %.

Why it matters
  Rates are mostly calculated from one another, and “four weeks” is often taken for a month: the result
  is too small by a tenth, and is repeated as if somebody had counted it.

What to do
  There is nothing to correct. Say in a note which figure was counted and which was calculated.

Severity
  doubt.

What it does not see
  Rates in other words (“every 30 seconds”, “a quarter”); a rate in another sentence than its figure;
  figures for two different times.
"""

from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal

from trafficking_explorer.findings.claims import Claim, disjoint
from trafficking_explorer.findings.dataset import Dataset
from trafficking_explorer.findings.finding import RuleMatch
from trafficking_explorer.findings.phrasing import span
from trafficking_explorer.findings.rates import FACTORS, UNITS, rate_of
from trafficking_explorer.findings.rules.base import Rule


def find(data: Dataset) -> Iterator[RuleMatch]:
    """Each rate with the next longer one, in the same text if possible."""
    groups: dict[object, dict[str, list[Claim]]] = defaultdict(lambda: defaultdict(list))
    for claim in data.claims:
        if claim.value is None or claim.scope == "case":
            continue
        if (rate := rate_of(claim, data.texts)) is not None:
            who = claim.who_of_all
            key = claim.subject, claim.measure, claim.unit, who, claim.spot, claim.forms
            groups[key][rate].append(claim)
    for rates in groups.values():
        first: dict[tuple[str, str], Claim] = {}
        anywhere: dict[str, Claim] = {}
        for rate, claims in rates.items():
            anywhere[rate] = claims[0]
            for claim in claims:
                first.setdefault((rate, claim.work), claim)
        for i, shorter in enumerate(UNITS):
            for claim in rates.get(shorter, ()):
                longer = next(
                    (each for each in UNITS[i + 1 :] if (each, claim.work) in first),
                    next((each for each in UNITS[i + 1 :] if each in anywhere), None),
                )
                if longer is not None:
                    other = first.get((longer, claim.work), anywhere[longer])
                    yield from _compare(claim, shorter, other, longer)


def _compare(claim: Claim, shorter: str, other: Claim, longer: str) -> Iterator[RuleMatch]:
    if disjoint(claim, other):
        return
    factor = FACTORS[shorter, longer]
    low, high = _reach(claim)
    least, most = _reach(other)
    if low * factor.low > most or high * factor.high < least:
        value = claim.value or 0.0
        made = span(round(value * factor.low), round(value * factor.high))
        yield RuleMatch(
            f"{other.label}: {other.figure} a {longer}, but {claim.figure} a {shorter} make {made}",
            claim.ref(),
            other.ref(),
        )


def _reach(claim: Claim) -> tuple[float, float]:
    assert claim.value is not None
    assert claim.bounds is not None
    low, high = claim.bounds
    exponent = Decimal(repr(claim.value)).normalize().as_tuple().exponent
    half_a_digit = 10.0 ** int(exponent) / 2
    slack = min(max(half_a_digit, 0.005 * claim.value), 0.05 * claim.value)
    return low - slack, high + slack


RULE = Rule("unfitting-rates", "Rates that do not fit together", "doubt", __doc__, find, order=60)
