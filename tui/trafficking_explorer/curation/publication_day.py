"""The day of publication, as the head or the foot of an article gives it."""

import re
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from trafficking_explorer.curation.article_lines import Line, is_release_label
from trafficking_explorer.curation.byline import byline
from trafficking_explorer.records.evidence import TextPosition
from trafficking_explorer.text.languages import writes_day_first
from trafficking_explorer.text.month_names import WEEKDAY_OF, fold_name
from trafficking_explorer.text.world_dates import WrittenDay, written_days

HEAD_LINES = 12
"""Most lines of a head; a text of short paragraphs does not end it."""
_LONGEST_HEAD_LINE = 120
_MOST_OTHER_WORDS = 6
"""Words that a line of the head may have beside its date: a place, an office, a name."""
_MOST_BESIDE = 3
"""Words that a line above a title may have beside its date."""
_MOST_SAID_WORDS = 8
_TAIL_LINES = 4
_PUBLISHED = re.compile(
    r"(?:(?:first|originally)\s+)?(?:published|posted|issued|released|publication date|release date|date)\b|"
    r"for (?:immediate )?release\b|fecha\b|publicad[oa]\b|publié\b|publication\b|mis en ligne\b|le\s+(?=\d)|"
    r"veröffentlicht\b|erstellt\b|erschienen\b|datum\b|stand\b|pubblicat[oa]\b|data\b|gepubliceerd\b|"
    r"opublikowano\b|опубликовано\b|yayın\w*|نشر|تاريخ النشر|التاريخ|发布|發布|公開日|掲載",
    re.IGNORECASE,
)
_UPDATED = re.compile(
    r"(?:last\s+)?(?:updated?|modified|edited|reviewed|changed)\b|actualizad[oa]\b|modificad[oa]\b|mis à jour\b|mise à jour\b|"
    r"modifié\b|aktualisiert\b|geändert\b|aggiornat[oa]\b|atualizad[oa]\b|bijgewerkt\b|обновлено\b|güncel\w*|"
    r"accessed\b|retrieved\b|visited\b|captured\b|archived\b|تحديث|آخر تحديث|更新",
    re.IGNORECASE,
)
"""Words before a day of another kind: of a change, or of a visit."""
_ASIDE = re.compile(
    r"\d{1,2}[:.h]\d{2}(?:[:.]\d{2})?|\b\d{1,2}\s?[ap]\.?m\.?(?!\w)|\b[ap]\.?m\.?(?!\w)|\b(?:[A-Z]{2,4}T|GMT|UTC|Uhr|ET|hrs?|Z)\b|[+-]\d{4}\b|[^\w\s]"
)
"""Times, zones and marks beside a date."""
_DATELINE_END = re.compile(
    r"\s*(?:\([^)\n]{2,40}\)|/[^/\n]{2,40}/)?\s*[.:]?\s?(?:[-–—]{1,3}|\.-)\s"
)
_DATELINE_CELLS = 90
_ADDRESS_DAY = re.compile(r"(?<!\d)((?:19|20)\d\d)[/_-](\d{1,2})[/_-](\d{1,2})(?!\d)")


class FoundDay(NamedTuple):
    """A day, and the words of the text that give it."""

    day: date
    place: TextPosition


class _Dated(NamedTuple):
    line: Line
    found: WrittenDay
    kind: str
    """`said`, `updated` or `bare`, by the words before the date."""


def find_published(
    text: str, before: Sequence[Line], head: Sequence[Line], body: Sequence[Line], address: str = ""
) -> FoundDay | None:
    """The day of publication if the text clearly gives just one.

    Args:
        before: the lines above the title.
        head: those from the title on, at most `HEAD_LINES` of them up to the first paragraph.
        body: those after the head.
        address: of the page; a day in it settles the order of “04/05/2021”.
    """
    order = _DayOrder(text, address)
    above = [each for line in before for each in _dated(text, line, None)]
    dated = _in_head(text, head)
    labelled = [each for line in body for each in _dated(text, line, None) if each.kind == "said"]
    for some in (
        [each for each in (*above, *dated) if each.kind == "said"],
        [each for each in dated if each.kind == "bare" and _is_of_head(each)],
        [each for each in above if each.kind == "bare" and _is_of_release(text, each, before)],
        [each for line in (*head[-1:], *body[:2]) for each in _dateline(text, line)],
        labelled,
        [
            each
            for line in body[-_TAIL_LINES:]
            for each in _dated(text, line, None)
            if each.kind == "bare" and _other_words(each) <= 2
        ],
        [
            each
            for each in (*above, *dated)
            if each.kind == "updated" and not _is_said_undated(each)
        ],
    ):
        days = {day: each for each in reversed(some) if (day := order.day(each.found)) is not None}
        if len(days) == 1:
            ((day, each),) = days.items()
            return FoundDay(day, _place(each))
        if some:
            # Several days, or one that could be two: nobody can tell which is meant.
            return None
    return None


def day_at(text: str, place: TextPosition, address: str = "") -> date | None:
    """The day that an entry such as `date:` has."""
    order = _DayOrder(text, address)
    days = {order.day(each) for each in written_days(text, *place)}
    return days.pop() if len(days) == 1 else None


def days_of_address(address: str) -> set[date]:
    """The days in an address such as …/2021/05/04/…, or …-2021-05-04."""
    return {
        day
        for match in _ADDRESS_DAY.finditer(address)
        for each in written_days("-".join(match.groups()))
        for day in each.days
    }


def says_when(line: Line) -> bool:
    """True if a line gives a date and little else, or is the label of one."""
    if _PUBLISHED.match(line.text) or _UPDATED.match(line.text):
        return len(line.words) <= 3 or any(written_days(line.text))
    dated = _dated(line.text, Line(0, len(line.text), line.text), None)
    return len(dated) > 0 and all(_other_words(each) <= _MOST_BESIDE for each in dated)


class _DayOrder:
    """The order of day and month in “04/05/2021”, as the text or its address settles it."""

    def __init__(self, text: str, address: str) -> None:
        self._address = days_of_address(address)
        self._first = writes_day_first(text)
        orders = {
            _is_day_first(text[each.start : each.end], each)
            for each in written_days(text[:4_000])
            if len(each.days) == 1
            and re.match(r"\d{1,2}[/-]\d{1,2}[/-]", text[each.start : each.end])
        }
        if len(orders) == 1:
            self._first = orders.pop()

    def day(self, found: WrittenDay) -> date | None:
        if len(found.days) > 1 and len(known := self._address.intersection(found.days)) == 1:
            return known.pop()
        return found.day(day_first=self._first)


def _is_day_first(words: str, found: WrittenDay) -> bool:
    return int(re.split(r"[/-]", words)[0]) == found.days[0].day


def _in_head(text: str, head: Sequence[Line]) -> list[_Dated]:
    """The dates of a head; a label may be on a line above its date."""
    found: list[_Dated] = []
    label = None
    for i, line in enumerate(head):
        if len(line.text) > _LONGEST_HEAD_LINE:
            continue
        # A date may be broken over two lines.
        end = head[i + 1].end if i + 1 < len(head) and len(line.text) < 30 else line.end
        here = list(_dated(text, line, label, end))
        found += here
        is_label = (_PUBLISHED.match(line.text) or _UPDATED.match(line.text)) and not here
        label = line.text if is_label and len(line.words) <= 3 else None
    return found


def _dated(text: str, line: Line, label: str | None, end: int | None = None) -> list[_Dated]:
    """The dates that begin in a line, each by the words before it."""
    if len(line.text) > _LONGEST_HEAD_LINE:
        return []
    found = []
    at = line.start
    kind = "bare"
    if label is not None:
        kind = "updated" if _UPDATED.match(label) else "said"
    for each in written_days(text, line.start, end or line.end):
        if each.start >= line.end:
            break
        words = text[at : each.start]
        updated = list(_UPDATED.finditer(words))
        said = list(_PUBLISHED.finditer(words)) if not line.is_sentence or at == line.start else []
        said = [match for match in said if _begins(words, match.start())]
        if updated and (not said or said[-1].start() < updated[-1].start()):
            kind = "updated"
        elif said:
            kind = "said"
        if kind == "said" and _other_words(_Dated(line, each, kind)) > _MOST_SAID_WORDS:
            # A sentence that begins so: “Released on 4 May 2021, he …”.
            kind = "bare"
        found.append(_Dated(line, each, kind))
        at = each.end
    return found


def _is_said_undated(each: _Dated) -> bool:
    """True for “Published yesterday, updated on 4 May 2021”: the day of publication is another."""
    return _PUBLISHED.match(each.line.text) is not None


def _begins(words: str, at: int) -> bool:
    """True if a label begins a line, or a part of it after a mark."""
    before = words[:at].rstrip()
    return not before or not before[-1].isalnum()


def _other_words(each: _Dated) -> int:
    line, found = each.line, each.found
    rest = line.text[: max(0, found.start - line.start)] + " " + line.text[found.end - line.start :]
    return sum(any(map(str.isalpha, word)) for word in _ASIDE.sub(" ", rest).split())


def _is_of_head(each: _Dated) -> bool:
    """True if a line has little but its date, or is a byline."""
    if byline(each.line.text) is not None:
        return True
    if each.line.is_sentence and _other_words(each) > 2:
        return False
    return _other_words(each) <= _MOST_OTHER_WORDS


def _is_of_release(text: str, each: _Dated, before: Sequence[Line]) -> bool:
    """True if a date above the title is that of a release; many sites show the day of the visit there."""
    if _other_words(each) > _MOST_BESIDE:
        return False
    if any(is_release_label(line.text) for line in before):
        return True
    words = re.findall(r"[^\W\d_]+", each.line.text)
    is_first = not text[: each.line.start].strip("\ufeff \t\r\n")
    return is_first and not any(fold_name(word) in WEEKDAY_OF for word in words)


def _dateline(text: str, line: Line) -> list[_Dated]:
    """The date in “PORT AMBER, 4 May 2021 (Wire) – Police …”."""
    for each in written_days(text, line.start, min(line.end, line.start + _DATELINE_CELLS)):
        before = text[line.start : each.start]
        if _DATELINE_END.match(text, each.end, line.end) and before[:1].isalpha() | (
            before[:1] == "("
        ):
            return [_Dated(line, each, "said")]
        break
    return []


def _place(each: _Dated) -> TextPosition:
    """The line of a date that is short; of another, the words up to the date."""
    line, found = each.line, each.found
    if len(line.text) <= _LONGEST_HEAD_LINE and found.end <= line.end:
        return TextPosition(line.start, line.end)
    return TextPosition(line.start, found.end)
