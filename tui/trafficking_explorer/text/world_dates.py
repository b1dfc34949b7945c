"""Whole dates as texts of many languages write them: 4 mai 2021, 04.05.2021, 2021年5月4日.

A date that could be two days gives both; who asks decides, or leaves it open.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from trafficking_explorer.text.month_names import MONTH_OF, WEEKDAY_OF, fold_name

_GAP = r"[^\S\r\n]*(?:\r?\n)?[^\S\r\n]*"
"""White space with one line break at most."""
_OF = r"(?:(?:de|del|do|of|den|د)\s+|d['’]\s?)?"
_WORD = r"[^\W\d_](?:[^\W\d_]|[\u0300-\u036f\u064b-\u065f\u0900-\u094f])*"
_NAME = rf"{_WORD}(?:{_GAP}ال{_WORD})?(?:\s?/\s?{_WORD}(?:\s+ال{_WORD})?)?"
"""A name of a month, in Arabic perhaps of two words and with that of another country."""
_ORDINAL = r"(?:st|nd|rd|th|er|re|[.ºª°])?"
_PATTERNS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        # 2021-05-04, 2021/05/04, 2021.05.04; also with a time after it.
        r"(?<![\d/.-])(?P<year>(?:1[89]|20)\d\d)(?P<sign>[-/.])(?P<month>\d{1,2})(?P=sign)(?P<day>\d{1,2})(?!\d|[-/]\d)",
        r"(?<!\d)(?P<year>\d{4})\s?[年년]\s?(?P<month>\d{1,2})\s?[月월]\s?(?P<day>\d{1,2})\s?[日일]",
        # 4 May 2021, 4. Mai 2021, 4 de mayo de 2021.
        rf"(?<![\d.,:/-])(?P<day>\d{{1,2}}){_ORDINAL}(?:-|{_GAP}){_OF}(?P<name>{_NAME})[.,]?(?:-|{_GAP}){_OF}(?P<year>\d{{4}})(?!\d)",
        # May 4, 2021.
        rf"(?<!\w)(?P<name>{_NAME})\.?{_GAP}(?P<day>\d{{1,2}})(?:st|nd|rd|th)?[.,]?{_GAP}{_OF}(?P<year>\d{{4}})(?!\d)",
        # 2021. május 4., 2021 May 4.
        rf"(?<![\d.,:/-])(?P<year>(?:1[89]|20)\d\d)[.,]?[^\S\r\n]+(?P<name>{_NAME})\.?[^\S\r\n]+(?P<day>\d{{1,2}})(?![\d:])",
        # 04.05.2021, 04/05/2021.
        r"(?<![\d/.-])(?P<first>\d{1,2})(?P<mark>[./-])[^\S\r\n]?(?P<second>\d{1,2})(?P=mark)[^\S\r\n]?(?P<year>(?:1[89]|20)\d\d)(?!\d|[-/.]\d(?!\d?[:.h]\d))",
    )
)
_ENGLISH_WORDS = ("may", "march", "august")
_SHORT_MONTHS = ("may", "mai", "maj", "mei", "ماي", "اوت", "اب")
"""Names of three letters that are not abbreviations."""
_WEEKDAY_BEFORE = re.compile(rf"({_WORD}(?:-feira)?)[.,،]?{_GAP}\Z", re.IGNORECASE)
_WEEKDAY_AFTER = re.compile(rf"[^\S\r\n,(]*({_WORD})")


@dataclass(frozen=True, slots=True)
class WrittenDay:
    """A date in a text.

    Attributes:
        days: the days it may mean: one, or two where day and month could be either.
    """

    start: int
    end: int
    days: tuple[date, ...]

    def day(self, *, day_first: bool | None = None) -> date | None:
        """The day that is meant; None if that is not sure.

        Args:
            day_first: the order of the text's language; None if it is not known.
        """
        if len(self.days) == 1:
            return self.days[0]
        if day_first is None or not self.days:
            return None
        # The reading with the day first is listed first.
        return self.days[0 if day_first else 1]


def written_days(text: str, start: int = 0, end: int | None = None) -> Iterator[WrittenDay]:
    """Every possible date between two places of a text, in order, each part of it once."""
    last = len(text) if end is None else end
    found: list[WrittenDay] = []
    for pattern in _PATTERNS:
        for match in pattern.finditer(text, start, last):
            if any(match.start() < each.end and each.start < match.end() for each in found):
                continue
            if days := _with_weekday(text, match, _days(match)):
                found.append(WrittenDay(match.start(), match.end(), days))
    yield from sorted(found, key=lambda each: each.start)


def possible_days(words: str) -> set[date]:
    """All days that words may name."""
    return {day for found in written_days(words) for day in found.days}


def months_in(words: str) -> set[int]:
    """The months that words name in full, 1 to 12, in any language.

    “may” and “march” are months only with a capital, and “set” or “ago” never without a day.
    """
    found: set[int] = set()
    for name in {*re.findall(_NAME, words), *re.findall(_WORD, words)}:
        folded = fold_name(name)
        is_word = name.islower() and name in _ENGLISH_WORDS
        if folded in MONTH_OF and not is_word and (len(folded) > 3 or folded in _SHORT_MONTHS):
            found.add(MONTH_OF[folded])
    return found


def _days(match: re.Match[str]) -> tuple[date, ...]:
    parts = match.groupdict()
    year = int(parts["year"])
    if (name := parts.get("name")) is not None:
        month = _month(name)
        return () if month is None else _valid((year, month, int(parts["day"])))
    if parts.get("month") is not None:
        return _valid((year, int(parts["month"]), int(parts["day"])))
    first, second = int(parts["first"]), int(parts["second"])
    if parts["mark"] == ".":
        # Nobody writes the month first with points.
        return _valid((year, second, first))
    return tuple(dict.fromkeys(_valid((year, second, first), (year, first, second))))


def _month(name: str) -> int | None:
    """The month of a name, or of two that mean the same."""
    found = {MONTH_OF.get(" ".join(fold_name(each).split())) for each in name.split("/")}
    return found.pop() if len(found) == 1 else None


def _valid(*parts: tuple[int, int, int]) -> tuple[date, ...]:
    found = []
    for year, month, day in parts:
        try:
            found.append(date(year, month, day))
        except ValueError:
            continue
    return tuple(found)


def _with_weekday(text: str, match: re.Match[str], days: tuple[date, ...]) -> tuple[date, ...]:
    """The days that fall on the weekday which is written beside them, if one is."""
    before = _WEEKDAY_BEFORE.search(text, max(0, match.start() - 30), match.start())
    after = _WEEKDAY_AFTER.match(text, match.end())
    for found in (before, after):
        number = WEEKDAY_OF.get(fold_name(found[1])) if found else None
        if number is not None:
            return tuple(each for each in days if each.weekday() == number)
    return days
