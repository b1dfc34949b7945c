"""The same claim with different values, or with different qualifiers.

What it looks for
  Claims about one and the same thing that give different figures, or one figure with different
  words before it: a heading's “500” and the body's “nearly 500”; 40 arrests in one text and 45 in
  another; a quarter and 20 per cent. Claims are of the same thing if operation (or organisation,
  meeting, or the world), measure, kind of unit, people and place agree, and also rate and forms of
  exploitation if they belong to no operation. Their meaning is compared, not their words: children and
  minors, teenagers and young people are the same people; one text may call recovered what another
  calls rescued; labels may differ.

  If a text was published later and its figure for an operation is higher, the finding says how many
  days later: the figure supersedes the earlier one, and does not contradict it.

Why it matters
  A reader of one text does not know that there is another figure. A heading that drops “nearly” turns
  a bound into a count.

What to do
  Read both passages. Keep both claims, each with its source. Say in a note which is more likely and
  why, or answer the finding.

Severity
  doubt, if no number fits both; note, if one does (“520” and “more than 500”), if a later text has the
  higher figure, or if one may count only a part of the people (children, teenagers).

What it does not see
  Claims curated under measures or populations that mean different things; a part of one count beside
  the whole of another; “another 20” and “20 more”; counts of two days in one text; sums in two
  currencies; things whose labels, populations and sentences have
  nothing in common; claims that are not curated.
"""

from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise

from trafficking_explorer.findings.claims import FAR, Claim, at_odds, related
from trafficking_explorer.findings.comparable_claims import comparable_claims
from trafficking_explorer.findings.dataset import Dataset
from trafficking_explorer.findings.finding import RuleMatch
from trafficking_explorer.findings.further_counts import are_of_two_days
from trafficking_explorer.findings.phrasing import claim_phrase, how_much_later
from trafficking_explorer.findings.reach import TIME, unit_class
from trafficking_explorer.findings.rules.base import Rule
from trafficking_explorer.text.currencies import is_money

_NO_COUNT = frozenset({"share", "age", "duration", "price", "revenue", "sentence"})
"""Measures that do not grow while an operation goes on."""


def find(data: Dataset) -> Iterator[RuleMatch]:
    """Each variant of a claim compared with the next larger one."""
    for claims in comparable_claims(data):
        # Sums in two currencies are told apart; between two of one there may be others.
        by_unit: dict[str, dict[object, tuple[int, Claim]]] = defaultdict(dict)
        for i, claim in enumerate(claims):
            if claim.reach is not None:
                unit = claim.unit if is_money(claim.unit) else ""
                by_unit[unit].setdefault(claim.quantity, (i, claim))
        for variants in by_unit.values():
            ordered = sorted(variants.values(), key=lambda each: (each[1].reach, each[0]))
            for pair in pairwise(ordered):
                first, second = (claim for _, claim in sorted(pair, key=lambda each: each[0]))
                if _may_differ(first, second, data):
                    yield _found(first, second, data)


def _may_differ(first: Claim, second: Claim, data: Dataset) -> bool:
    if first.quantity[1:] == second.quantity[1:]:
        return False
    if related(first, second, data.claim_of):
        return False
    if first.unit != second.unit and unit_class(first.unit, first.measure) == TIME:
        # A month may be 30 days.
        return at_odds(first, second)
    return first.work != second.work or not are_of_two_days(first, second, data.texts)


def _found(first: Claim, second: Claim, data: Dataset) -> RuleMatch:
    later = "" if first.work == second.work else how_much_later(data, first.work, second.work)
    if not later and (later := how_much_later(data, second.work, first.work)):
        first, second = second, first
    odd = at_odds(first, second)
    severity = "doubt" if odd else "note"
    if first.source == second.source:
        told = (
            f"source {first.source} gives {first.figure} in one place, {second.figure} in another"
        )
    elif first.work == second.work:
        told = f"{claim_phrase(first)}, {claim_phrase(second)}, and they are editions of one text"
    elif later and odd and _has_grown(first, second):
        severity = "note"
        told = f"{claim_phrase(first)}; {later}, {claim_phrase(second)}, which supersedes it"
    elif later:
        told = f"{claim_phrase(first)}; {later}, {claim_phrase(second)}"
    else:
        told = f"{claim_phrase(first)}, {claim_phrase(second)}"
    # Of the two labels that of the later claim: headings come first, and say less.
    message = f"{second.label}: {told}"
    values = sorted(value for value in (first.value, second.value) if value)
    if len(values) == 2 and first.unit == second.unit and values[1] >= FAR * values[0]:
        message += f"; one is {values[1] / values[0]:,.0f} times the other"
    if odd and severity == "doubt" and _may_be_part(first, second):
        severity = "note"
        message += "; one may count only a part of the people"
    return RuleMatch(message, first.ref(), second.ref(), severity)


def _has_grown(first: Claim, second: Claim) -> bool:
    """True if a later figure is higher, and of what an operation goes on to add to."""
    if first.reach is None or second.reach is None or first.operation is None:
        return False
    return first.measure not in _NO_COUNT and first.reach.high < second.reach.low


def _may_be_part(first: Claim, second: Claim) -> bool:
    """True if the lower figure is for a narrower group: teenagers among children."""
    lower, higher = sorted((first, second), key=lambda claim: claim.reach or (0.0, 0.0))
    ours, theirs = lower.counted.kind, higher.counted.kind
    return bool(ours) and lower.measure not in _NO_COUNT and ours < theirs


RULE = Rule("differing-claims", "Two figures for the same claim", "doubt", __doc__, find, order=80)
