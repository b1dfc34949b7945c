"""EDTF dates in full words: "6–10 November 2017", "since 2014"."""

import re

from trafficking_explorer.text.edtf_words import edtf_words
from trafficking_explorer.text.months import MONTHS

_POINT = re.compile(r"(\d{4})(?:-(0[1-9]|1[0-2])(?:-(\d\d))?)?([?~%]?)")
_UNSURE = {"?": "perhaps ", "~": "about ", "%": "perhaps about ", "": ""}


def long_date(edtf: str) -> str:
    """A date of some precision: "2016", "June 2016", "6–10 November 2017", "until 16 March 2011".

    Seasons, sets and unknown digits stay as they are curated.
    """
    return edtf_words(edtf, point_words, _span)


def _span(start: str, end: str) -> str:
    """Two dates in words as one span, month and year said once."""
    if start == end:
        return start
    if " " not in start + end:
        return f"{start}–{end}"
    if start.split(" ", maxsplit=1)[0] in _HEDGES or end.split(" ", maxsplit=1)[0] in _HEDGES:
        return f"{start} to {end}"
    one, other = start.split(" "), end.split(" ")
    same = 0
    while len(one) == len(other) and same < len(one) - 1 and one[-1 - same] == other[-1 - same]:
        same += 1
    if not same:
        return f"{start} – {end}"
    left = " ".join(one[:-same])
    return f"{left}–{end}" if " " not in left else f"{left} – {end}"


_HEDGES = ("perhaps", "about")


def point_words(edtf: str) -> str | None:
    """One end of a date in words; empty if it is open, None if it is of a rare form."""
    if edtf in ("", ".."):
        return ""
    match = _POINT.fullmatch(edtf)
    if match is None:
        return None
    year, month, day_of_month, mark = match.groups()
    words = [str(int(day_of_month))] if day_of_month else []
    words += [MONTHS[int(month) - 1]] if month else []
    return _UNSURE[mark] + " ".join([*words, year])
