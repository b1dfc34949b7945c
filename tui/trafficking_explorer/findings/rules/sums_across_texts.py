"""Parts in one text that do not fit the total in another.

What it looks for
  The counts that several texts give for one operation and measure: a total for everywhere in one text,
  and in others counts by place, or counts of groups that exclude each other (children and adults,
  women and men, girls and boys of children, smugglers and drivers in one list); such groups of age and
  sex also in one text, if nobody has curated them as parts. Parts that together are
  more than the total are reported; so are groups that include everybody, or parts curated as parts of
  it (`part_of`), if they are less.

Why it matters
  Each text may be right in itself. Only their sum shows that one has counted more, or later, or other
  people.

What to do
  Read the passages. Say in a note what the total may leave out, or answer the finding.

Severity
  doubt; note, if the parts are from a later text than the total, or if parts that need not be all
  are less than the total by a quarter at most, so that one may be missing.

What it does not see
  Other parts and totals of one text, which another rule looks for; places that overlap; a few places of
  many; percentages; parts whose place or group is not curated.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from trafficking_explorer.database.quantities import number_text
from trafficking_explorer.findings.claims import Claim
from trafficking_explorer.findings.dataset import Dataset
from trafficking_explorer.findings.finding import RuleMatch
from trafficking_explorer.findings.local_places import overlap, spot_of
from trafficking_explorer.findings.meanings import family
from trafficking_explorer.findings.people import ALL, EVERYBODY, Kind
from trafficking_explorer.findings.phrasing import claim_phrase, how_much_later, sources
from trafficking_explorer.findings.reach import unit_class
from trafficking_explorer.findings.rules.base import Rule
from trafficking_explorer.records import measures
from trafficking_explorer.text.plural import count_noun

_COUNTED = frozenset(["persons", "cases", "investigations", "families", "items", "checks"])
_TOLERANCE = 0.01
_NEARLY = 0.75
"""The part of a total from which its parts are likely meant to be all."""
_NEAR = 80
"""Code points between the counts of one list."""
_MOST = 200
"""The most counts of one operation that are added up."""


class Parts(NamedTuple):
    """Counts that exclude each other."""

    claims: list[Claim]
    by: str
    is_all: bool
    """True if there can be no further part."""


def find(data: Dataset) -> Iterator[RuleMatch]:
    """Each total with the sums of what other texts give."""
    groups: dict[object, list[Claim]] = defaultdict(list)
    for claim in data.claims:
        if _is_count(claim):
            units = unit_class(claim.unit, claim.measure)
            groups[claim.operation, family(claim.measure), units, claim.period].append(claim)
    for group in groups.values():
        if 2 < len(group) <= _MOST:
            yield from _of_group(_newest_first(group, data), data)


def _is_count(claim: Claim) -> bool:
    """True for a number of people or things of one operation."""
    return (
        claim.operation is not None
        and claim.value is not None
        and claim.scope != "case"
        and claim.unit in _COUNTED
        and claim.measure not in measures.GENERIC
    )


def _newest_first(group: list[Claim], data: Dataset) -> list[Claim]:
    return sorted(group, key=lambda claim: -data.order.get(claim.source, -1))


def _of_group(group: list[Claim], data: Dataset) -> Iterator[RuleMatch]:
    spots = {claim.id: spot_of(claim, data.texts) for claim in group}
    wholes: dict[object, Claim] = {}
    for claim in group:
        if not claim.counted.words and spots[claim.id] is None and claim.part_of is None:
            wholes.setdefault((claim.counted.kind, claim.variant), claim)
    for whole in wholes.values():
        for parts in _parts(group, whole, spots):
            in_two = any(part.work != whole.work for part in parts.claims)
            if in_two or (parts.by == "age and sex" and not any(p.part_of for p in parts.claims)):
                yield from _compare(parts, whole, data)


def _parts(group: list[Claim], whole: Claim, spots: dict[str, str | None]) -> Iterator[Parts]:
    others = [claim for claim in group if claim is not whole and claim.variant != whole.variant]
    stated = [claim for claim in others if claim.part_of == whole.id]
    by_spot: dict[str, Claim] = {}
    by_kind: dict[Kind, Claim] = {}
    beside: dict[str, list[Claim]] = defaultdict(list)
    for claim in stated or [each for each in others if each.part_of is None]:
        spot = spots[claim.id]
        kind = claim.counted.kind
        if spot is not None and kind == whole.counted.kind and not claim.counted.words:
            by_spot.setdefault(spot, claim)
        elif spot is None and not claim.counted.words and _is_part(kind, whole.counted.kind):
            by_kind.setdefault(kind, claim)
        elif (
            whole.counted.kind == EVERYBODY
            and spot is None
            and claim.counted.words
            and _is_beside(claim, beside[claim.work])
        ):
            beside[claim.work].append(claim)
    placed = list(by_spot.values())
    if len(placed) > 1 and not _may_overlap(placed):
        yield Parts(placed, "place", bool(stated))
    yield from _by_kind(by_kind, whole.counted.kind)
    listed = max(beside.values(), key=len, default=[])
    if len(listed) > 1 and (stated or not (placed or by_kind)):
        yield Parts(listed, "group", bool(stated))


def _is_beside(claim: Claim, others: list[Claim]) -> bool:
    """True if a claim is for other people than the claims before it, in one list of them."""
    if not others:
        return True
    at, last = claim.at, others[-1].at
    if at is None or last is None or at.source_id != last.source_id:
        return False
    near = abs(at.start - last.start) <= _NEAR
    return near and all(claim.counted.words.isdisjoint(other.counted.words) for other in others)


def _is_part(kind: Kind, of: Kind) -> bool:
    """True for some of the people of another kind."""
    return bool(kind) and (of == EVERYBODY or kind < of)


def _by_kind(by_kind: dict[Kind, Claim], of: Kind) -> Iterator[Parts]:
    """Groups that share nobody, the widest first; together they are all of a kind, or not."""
    chosen: dict[Kind, Claim] = {}
    for kind in sorted(by_kind, key=lambda each: (-len(each), sorted(each))):
        if all(kind.isdisjoint(other) for other in chosen):
            chosen[kind] = by_kind[kind]
    if len(chosen) > 1:
        yield Parts(list(chosen.values()), "age and sex", sum(map(len, chosen)) == len(of or ALL))


def _may_overlap(parts: Sequence[Claim]) -> bool:
    """True if one place is known to contain another, or may: a region among countries."""
    return overlap(parts) or len({part.country is None for part in parts}) > 1


def _compare(parts: Parts, whole: Claim, data: Dataset) -> Iterator[RuleMatch]:
    reaches = [part.reach for part in parts.claims if part.reach is not None]
    if whole.reach is None or len(reaches) < len(parts.claims):
        return
    low, high = sum(each.low for each in reaches), sum(each.high for each in reaches)
    later = max((how_much_later(data, whole.work, part.work) for part in parts.claims), key=len)
    if low > whole.reach.high * (1 + _TOLERANCE):
        severity = "note" if later else "doubt"
    elif high < whole.reach.low * (1 - _TOLERANCE):
        if parts.is_all:
            severity = "doubt"
        elif high >= _NEARLY * whole.reach.low:
            severity = "note"
        else:
            return
    else:
        return
    made = number_text(sum(part.value or 0.0 for part in parts.claims))
    rough = "about " if any(part.qualifier != "exact" for part in parts.claims) else ""
    told = f"; {later}" if later and low > whole.reach.high else ""
    yield RuleMatch(
        f"{whole.label}: {claim_phrase(whole)} in all{told}, {count_noun(len(reaches), 'part')} by "
        f"{parts.by} in {sources(part.source for part in parts.claims)} add up to {rough}{made}",
        whole.ref(),
        parts.claims[0].ref(*parts.claims[1:]),
        severity,
        {"place": "", "group": "list"}.get(parts.by, "groups"),
    )


RULE = Rule(
    "sums-across-texts",
    "Parts in one text that do not fit another's total",
    "doubt",
    __doc__,
    find,
    order=45,
)
