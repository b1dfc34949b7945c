"""Dates of known precision: an EDTF string and the days it spans.

Origin: Extended Date/Time Format, Library of Congress, levels 0 and 1; parsed by the `edtf` package.
"""

import re
from calendar import monthrange
from contextlib import redirect_stdout
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from io import StringIO
from time import struct_time


@dataclass(frozen=True, slots=True)
class DateRange:
    """The first and last day that a date of some precision can mean.

    Attributes:
        edtf: the date as curated.
        first, last: inclusive; None where the date is open at that end or unknown.
    """

    edtf: str
    first: date | None
    last: date | None


_PLAIN = re.compile(r"([1-9]\d{3})(?:-(0[1-9]|1[0-2])(?:-(\d\d))?)?", re.ASCII)
_LONGEST = 100
"""Code points; two dates with every possible mark take about thirty."""


@lru_cache(maxsize=4096)
def parse_date(edtf: str) -> DateRange:
    """Read an EDTF string.

    Raises:
        ValueError: the string is not EDTF, or names a day that does not exist.
    """
    if (day := _plain_day(edtf)) is not None:
        return day
    # The grammar takes 0.1 s to import, and only building a store needs it.
    from edtf import parse_edtf
    from edtf.parser.edtf_exceptions import EDTFParseException

    try:
        if len(edtf) > _LONGEST:
            raise ValueError("too long for a date; the grammar would take very long")
        if edtf.split() != [edtf]:
            raise ValueError("white space, which the package ignores")
        # The package prints input that it cannot parse before it raises.
        with redirect_stdout(StringIO()):
            parsed = parse_edtf(edtf)
        first = None if _is_open(edtf, 0) else _day(parsed.lower_strict())
        last = None if _is_open(edtf, 1) else _day(parsed.upper_strict())
    except (EDTFParseException, ValueError, AttributeError, TypeError, OverflowError) as error:
        raise ValueError(
            f"{edtf!r} is not an EDTF date (2016, 2016-06, 2017-11-06/2017-11-10, 2014/.. …)"
        ) from error
    if first and last and last < first:
        raise ValueError(f"{edtf!r} ends before it begins")
    return DateRange(edtf, first, last)


def _plain_day(edtf: str) -> DateRange | None:
    """Read a date without EDTF marks; most are, and the package takes 0.1 s to import."""
    if not (found := _PLAIN.fullmatch(edtf)):
        return None
    year, month, day = int(found[1]), int(found[2] or 0), int(found[3] or 0)
    if found[3]:
        try:
            first = last = date(year, month, day)
        except ValueError:
            return None
    elif month:
        first, last = date(year, month, 1), date(year, month, monthrange(year, month)[1])
    else:
        first, last = date(year, 1, 1), date(year, 12, 31)
    return DateRange(edtf, first, last)


def _is_open(edtf: str, end: int) -> bool:
    """True if an interval has no day at this end (0 start, 1 end): ".." or nothing (unknown)."""
    ends = edtf.split("/")
    return len(ends) == 2 and ends[end] in ("", "..")


def _day(moment: struct_time) -> date:
    # struct_time of the edtf package may hold day 0 of a month that does not exist.
    return date(moment.tm_year, moment.tm_mon, moment.tm_mday)
