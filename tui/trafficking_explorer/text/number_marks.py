"""Numbers of a text that somebody states: no telephone numbers, references, times or idioms."""

import re
from bisect import bisect_right
from collections.abc import Iterator

from trafficking_explorer.text.date_marks import find_dates, find_times
from trafficking_explorer.text.name_words import REFERENCES
from trafficking_explorer.text.numbers import find_numbers
from trafficking_explorer.text.tokens import find_addresses

_TELEPHONE = re.compile(
    r"(?<![\w.,])(?:\+|00)\d{1,3}[ \u00a0./-]?(?:\(0\)[ \u00a0]?)?\d{1,5}(?:[ \u00a0./-]\d{2,8}){1,5}(?!\w)"
    r"|(?<!\w)\(\d{2,5}\)[ \u00a0./-]?\d{2,8}(?:[ \u00a0./-]\d{2,8}){0,4}(?!\w)"
    r"|(?<![\w.,$£€-])\d{3}[-.]\d{3}[-.]\d{4}(?!\w)|(?<![\w.,$£€-])1-\d{3}-\d{3}-\d{4}(?!\w)"
    r"|(?<![\w.,$£€])0\d{2,5}(?:[ \u00a0./-]\d{2,8}){1,5}(?!\w)|(?<![\w.,$£€])0\d{6,12}(?!\w)"
)
_REFERENCE = re.compile(
    rf"\b(?:{'|'.join(sorted(REFERENCES - {'day', 'no', 'number'}))})s?[ \u00a0]\d[\w.-]*(?:(?:, | and | to |[-–])\d[\w.-]*)*"
    r"|\b(?:No|Nos|Nr|Art|Sec|Fig|Vol|Tel|Fax|Ref)\.?[ \u00a0]?\d[\w./-]*|#\d+|§+[ \u00a0]?\d+\w*|[A-Z]{1,4}-\d+"
    r"|\b(?:number|day)[ \u00a0]\d+\b",
    re.IGNORECASE,
)
_ROAD = re.compile(r"\b(?:the[ \u00a0])[ABEM]\d{1,4}\b")
_OUTLINE = re.compile(
    r"^[ \t]*(?:\d{1,2}\.){1,4}\d{0,2}[ \t]|^[ \t]*\(?\d{1,2}\)[ \t]", re.MULTILINE
)
"""The number of a heading or of a point in a list."""
_IDIOM = re.compile(
    r"\bno[ -]one\b|\bone[ \u00a0](?:another|by[ \u00a0]one|always|never|day|thing|way|such|can|could|may|might|must|"
    r"should|would|has|had|is|does|of[ \u00a0](?:the|its|his|her|their|our|my|your|those|these|them|us|many|several|"
    r"two|three|only))\b|\b(?:this|that|the|which|each|every|any|some|another|next|last|first|only|right|wrong|"
    r"single|good|big|new|old|young|other|for|at|as|is|was|from|in)[ \u00a0]one\b(?=[ \u00a0]?[.,;:!?)]|[ \u00a0](?:hand|point|"
    r"time|day|stage|go|country[ \u00a0]to|place[ \u00a0]to|of|who|that|which|thing))"
    r"|\bfirst[ \u00a0]half\b|\bsecond[ \u00a0]half\b|\bbetter[ \u00a0]half\b|\bhalf[ -](?:way|hearted|brother|sister|"
    r"life|time|term|past|open|naked|hidden|empty|full|finished|asleep)\b|\bon[ \u00a0]all[ \u00a0]fours\b"
    r"|\b(?:once|twice)[ \u00a0]or[ \u00a0]twice\b|\b24/7\b|\b9/11\b|\b4x4s?\b|\b(?:double|triple)[ -](?:check|edged|glazed|"
    r"cross|decker)\w*\b|\bin[ \u00a0]two[ \u00a0]minds\b|\bthousand[ \u00a0]times\b|\ba[ \u00a0]million[ \u00a0]miles\b",
    re.IGNORECASE,
)
_TYPE = re.compile(r"\b[A-Za-z]+[-‑]\d+\b|\b\d+[A-Za-z]{1,3}\d+\b")
"""“COVID-19”, “MI-6”."""


def find_marks(text: str) -> Iterator[tuple[str, int, int]]:
    """The numbers and dates of a text that a record could hold: (`number` or `date`, start, end).

    Args:
        text: with blanks for the line breaks within a paragraph.
    """
    dates = list(find_dates(text))
    left_out = [*find_times(text), *find_addresses(text)]
    for pattern in (_TELEPHONE, _REFERENCE, _OUTLINE, _IDIOM, _TYPE):
        left_out += [match.span() for match in pattern.finditer(text)]
    covered = _Spans(left_out)
    marks = [("date", *span) for span in dates if not covered.touch(*span)]
    covered = _Spans([*left_out, *dates])
    marks += [
        ("number", number.start, number.end)
        for number in find_numbers(text)
        if not covered.touch(number.start, number.end)
    ]
    yield from sorted(marks, key=lambda mark: mark[1:])


class _Spans:
    """Ranges prepared for many tests whether they overlap another one."""

    def __init__(self, spans: list[tuple[int, int]]) -> None:
        self._spans: list[tuple[int, int]] = []
        for start, end in sorted(spans):
            if self._spans and start <= self._spans[-1][1]:
                self._spans[-1] = (self._spans[-1][0], max(end, self._spans[-1][1]))
            else:
                self._spans.append((start, end))

    def touch(self, start: int, end: int) -> bool:
        """True if one of the ranges overlaps another one."""
        at = bisect_right(self._spans, (end - 1, float("inf")))
        return at > 0 and self._spans[at - 1][1] > start
