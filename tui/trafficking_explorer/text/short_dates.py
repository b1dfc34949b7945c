"""EDTF dates as tables show them: without days, in words."""

import re

from trafficking_explorer.text.edtf_words import edtf_words
from trafficking_explorer.text.months import EDTF_NAMES

_POINT = re.compile(r"(\d{4})(?:-(\d\d))?(?:-\d\d)?([?~%]?)")
_ABOUT = {"?": ("", "?"), "~": ("about ", ""), "%": ("about ", "?"), "": ("", "")}
"""Words before and after a date that is uncertain, approximate, or both."""


def short_date(edtf: str) -> str:
    """A date of some precision: "Nov 2017", "since 2014", "until Mar 2011", "Nov–Dec 2021".

    Sets, unknown digits and other rare forms stay as they are curated.
    """
    return edtf_words(edtf, _point, _span)


def _span(start: str, end: str) -> str:
    """Two dates in words as one span, a common year said once."""
    if start == end:
        return start
    month, _, year = start.rpartition(" ")
    if year and start.count(" ") == end.count(" ") == 1 and end.endswith(f" {year}"):
        return f"{month}–{end}"
    return f"{start}–{end}" if " " not in start + end else f"{start} – {end}"


def _point(edtf: str) -> str | None:
    """One end of a date in words; empty if it is open, None if it is of a rare form."""
    if edtf in ("", ".."):
        return ""
    match = _POINT.fullmatch(edtf)
    if match is None or (match[2] is not None and match[2] not in EDTF_NAMES):
        return None
    year, month, unsure = match.groups()
    before, after = _ABOUT[unsure]
    names = EDTF_NAMES.get(month or "", ("",))
    name = names[-1] if month and month <= "12" else names[0]
    return f"{before}{name} {year}{after}" if name else f"{before}{year}{after}"
