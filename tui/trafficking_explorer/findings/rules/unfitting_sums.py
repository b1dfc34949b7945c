"""Parts that do not add up to their whole."""

import re
from collections.abc import Iterator

from trafficking_explorer.findings.claims import Claim, total
from trafficking_explorer.findings.finding import Found, Rule
from trafficking_explorer.findings.material import Material
from trafficking_explorer.findings.scale import missing_scale
from trafficking_explorer.findings.wording import counted
from trafficking_explorer.store.display import number_text

EXPLAIN = """\
What it looks for
  A figure with two or more parts, each for a place of its own (`part_of`), whose sum falls short
  of it or goes beyond it. Parts by age or sex are left alone: they overlap, and seldom claim to be
  complete. So are parts that the text introduces with “including”, “such as”, “for example”, as
  long as they are not more than the whole.

Why it matters
  A breakdown that does not add up has lost a part, or a figure in it is wrong.

What to do
  Look for a part that has not been curated, a misprint, a figure without its unit. If the text is
  at fault, nothing is corrected: say so in a note, and answer the finding.

Severity
  doubt, where the sum falls short; error, where separate places make more than the whole.

What it does not see
  Percentages; parts under another measure or unit than the whole; a sum that is right by chance.
"""

_TOLERANCE = 0.01
"""Roundings of the parts."""
_INCOMPLETE = re.compile(r"\b(?:including|such as|for example|for instance|notably)\b", re.I)


def find(material: Material) -> Iterator[Found]:
    """Each whole against the sum of its parts."""
    for whole_id, all_parts in material.parts_of.items():
        whole = material.claim_of.get(whole_id)
        if whole is None or whole.value is None or whole.bounds is None:
            continue
        parts = [part for part in all_parts if _adds_to(part, whole)]
        sum_ = total(parts)
        if len({part.spot for part in parts}) < max(2, len(parts)) or sum_ is None:
            continue
        if sum_[0] > whole.bounds[1] * (1 + _TOLERANCE):
            severity, fault = "error", "more than"
        elif sum_[1] < whole.bounds[0] * (1 - _TOLERANCE) and not _incomplete(
            whole, parts, material
        ):
            severity, fault = "doubt", "short of"
        else:
            continue
        yield Found(
            f"{whole.label}: {counted(len(parts), 'part')} by place make {_sum(parts)}, {fault} "
            f"{whole.figure}{_read_larger(parts)}",
            whole.ref(),
            parts[0].ref(*parts[1:]),
            severity,
        )


def _adds_to(part: Claim, whole: Claim) -> bool:
    return (
        part.work == whole.work
        and part.measure == whole.measure
        and part.unit in (whole.unit, "none")
        and part.unit not in ("percent", "ratio")
        and part.value is not None
        and part.spot is not None
    )


def _incomplete(whole: Claim, parts: list[Claim], material: Material) -> bool:
    """Whether the text says between whole and first part that these are only some."""
    if whole.at is None:
        return False
    text = material.texts.get(whole.at.source_id)
    # Between places of two editions there are no words.
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
    """What the sum would be if a part that is far too small lacks its "million"."""
    least, *others = sorted(part.value or 0.0 for part in parts)
    if len(others) > 1 and (scale := missing_scale(least, others)):
        read = least * scale
        made = number_text(sum(others) + read)
        return f"; with {number_text(least)} read as {number_text(read)}, {made}"
    return ""


RULE = Rule("unfitting-sums", "Parts that do not add up to their whole", "doubt", EXPLAIN, find)
