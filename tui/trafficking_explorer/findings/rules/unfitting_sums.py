"""Parts that do not add up to their whole.

What it looks for
  Figures whose parts (`part_of`) add up to more than the whole, or to less: parts for different places,
  or that exclude each other by age and sex.

  Minors and adults, women and men, girls and boys may not be more than the whole; minors and adults,
  or girls and boys of children, not less either. Parts that the text introduces with “including”,
  “such as”, “for example” may be less than the whole.

Why it matters
  A breakdown that does not add up has lost a part, or a figure in it is wrong.

What to do
  Look for a part that has not been curated, a misprint, a figure without its unit. If the text is
  wrong, leave it, say so in a note, and answer the finding.

Severity
  doubt, if the sum is too small; error, if separate parts add up to more than the whole.

What it does not see
  Places that are known to overlap; percentages, which may be of different wholes; parts by age and sex
  that overlap (minors and women); parts with another measure or unit than the whole; a sum that is
  right by chance.
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple

from trafficking_explorer.database.quantities import number_text
from trafficking_explorer.findings.claims import Claim, missing_scale, total
from trafficking_explorer.findings.dataset import Dataset
from trafficking_explorer.findings.finding import RuleMatch
from trafficking_explorer.findings.local_places import overlap
from trafficking_explorer.findings.rules.base import Rule
from trafficking_explorer.text.plural import count_noun

_TOLERANCE = 0.01
"""The tolerance for roundings of the parts, as a share of the whole."""
_INCOMPLETE = re.compile(r"\b(?:including|such as|for example|for instance|notably)\b", re.I)
_EVERYBODY = (frozenset({"child", "adult"}), frozenset({"woman", "man", "girl", "boy"}))
"""Groups that exclude each other and include everybody."""
_APART = (*_EVERYBODY, frozenset({"woman", "man"}), frozenset({"girl", "boy"}))


class Division(NamedTuple):
    """Parts that exclude each other."""

    parts: list[Claim]
    by: str
    """The difference between the parts, in words."""
    complete: bool
    """True if there can be no further part."""


def find(data: Dataset) -> Iterator[RuleMatch]:
    """Each whole with the sum of its parts."""
    for whole_id, all_parts in data.parts_of.items():
        whole = data.claim_of.get(whole_id)
        if whole is None or whole.value is None:
            continue
        parts = [part for part in all_parts if _adds_to(part, whole)]
        for division in _divisions(parts, whole):
            yield from _compare(division, whole, data)


def _compare(division: Division, whole: Claim, data: Dataset) -> Iterator[RuleMatch]:
    parts, sum_ = division.parts, total(division.parts)
    if whole.bounds is None or sum_ is None:
        return
    if sum_[0] > whole.bounds[1] * (1 + _TOLERANCE):
        severity = "error"
    elif (
        sum_[1] < whole.bounds[0] * (1 - _TOLERANCE)
        and division.complete
        and not _incomplete(whole, parts, data)
    ):
        severity = "doubt"
    else:
        return
    yield RuleMatch(
        f"{whole.label}: {count_noun(len(parts), 'part')} by {division.by} add up to {_sum(parts)}, "
        f"but the whole is {whole.figure}{_read_larger(parts)}",
        whole.ref(),
        parts[0].ref(*parts[1:]),
        severity,
        "" if division.by == "place" else "groups",
    )


def _adds_to(part: Claim, whole: Claim) -> bool:
    return (
        part.work == whole.work
        and part.measure == whole.measure
        and part.unit in (whole.unit, "none")
        and part.unit not in ("percent", "ratio")
        and part.value is not None
    )


def _divisions(parts: list[Claim], whole: Claim) -> Iterator[Division]:
    """Parts by place, if all places differ; then by age and sex, if they exclude each other."""
    places = [part for part in parts if part.spot is not None]
    if len({part.spot for part in places}) >= max(2, len(places)) and not overlap(places):
        yield Division(places, "place", True)
    who = whole.who
    groups: dict[str, list[Claim]] = defaultdict(list)
    for part in parts:
        group = part.who
        if part.spot in (None, whole.spot) and len(group.part) == 1 and group.words <= who.words:
            groups[next(iter(group.part))].append(part)
    names = frozenset(groups)
    if len(groups) < 2 or any(len(claims) > 1 for claims in groups.values()):
        return
    if any(names <= apart for apart in _APART):
        complete = (not who.part and names in _EVERYBODY) or (
            who.part == {"child"} and names == {"girl", "boy"}
        )
        yield Division([claims[0] for claims in groups.values()], "age and sex", complete)


def _incomplete(whole: Claim, parts: list[Claim], data: Dataset) -> bool:
    """True if the text says between the whole and the first part that there are others."""
    if whole.at is None:
        return False
    text = data.texts.get(whole.at.source_id)
    # Places in two editions have no words between them.
    places = [part.at for part in parts if part.at and part.at.source_id == whole.at.source_id]
    if not places or text is None:
        return False
    first = min(place.start for place in places)
    return _INCOMPLETE.search(text.text, whole.at.end, first) is not None


def _sum(parts: list[Claim]) -> str:
    rounded = any(part.qualifier != "exact" for part in parts)
    made = number_text(sum(part.value or 0.0 for part in parts))
    return f"about {made}" if rounded else made


def _read_larger(parts: list[Claim]) -> str:
    """The sum with a "million" added to a part that is far too small."""
    least, *others = sorted(part.value or 0.0 for part in parts)
    if len(others) > 1 and (scale := missing_scale(least, others)):
        read = least * scale
        made = number_text(sum(others) + read)
        return f"; with {number_text(least)} read as {number_text(read)}, {made}"
    return ""


RULE = Rule(
    "unfitting-sums", "Parts that do not add up to their whole", "doubt", __doc__, find, order=40
)
