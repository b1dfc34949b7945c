"""The items of a text that a record should cover: numbers, dates, quotations, operations, names."""

from collections.abc import Iterator
from functools import lru_cache

from trafficking_explorer.corpus.countries import is_country_name
from trafficking_explorer.corpus.places import Places
from trafficking_explorer.records.evidence import TextPosition
from trafficking_explorer.text.layout import find_headings, unwrap_lines
from trafficking_explorer.text.names import find_names
from trafficking_explorer.text.numbers import find_numbers
from trafficking_explorer.text.operation_names import OPERATION
from trafficking_explorer.text.quotations import find_quotations
from trafficking_explorer.text.scripts import can_read_names
from trafficking_explorer.text.tokens import with_whole_letters

KINDS = ("number", "date", "quotation", "operation", "name")
"""If the same words are two things, the more specific one comes first."""
_TEXTS_HELD = 256
"""Texts whose items are cached, for repeated measuring while records change."""

Item = tuple[str, TextPosition]


@lru_cache(maxsize=_TEXTS_HELD)
def find_in_text(text: str, start: int, end: int, language: str | None = None) -> tuple[Item, ...]:
    """The items of a range, by their kind and place."""
    # A name continues across a manual line break.
    words = unwrap_lines(text, start, end)
    operations = [
        TextPosition(*match.span()) for match in OPERATION.finditer(with_whole_letters(words))
    ]
    spans: list[Item] = [("operation", each) for each in operations]
    named, apart = Places(operations), list(operations)
    spans += [(kind, place) for kind, place in _numbers(words) if not named.contain(place)]
    for quotation in find_quotations(text, start, end):
        parts = [TextPosition(first - start, last - start) for first, last in quotation.parts]
        if quotation.is_speech:
            spans += [("quotation", part) for part in parts]
        elif not any(map(named.overlap, parts)):
            # A title, or single words: not the name of somebody.
            apart += parts
    if can_read_names(words):
        others = Places(apart)
        for first, last in find_names(
            text, start, end, language=language, is_place=is_country_name
        ):
            place = TextPosition(first - start, last - start)
            if not others.overlap(place):
                spans.append(("name", place))
    return tuple((kind, TextPosition(start + a, start + b)) for kind, (a, b) in spans)


def _numbers(words: str) -> Iterator[Item]:
    """The numbers that a statistic may hold, and the dates."""
    for number in find_numbers(words):
        if number.is_figure:
            yield "number", TextPosition(number.start, number.end)
        elif number.kind in ("date", "year"):
            last = number.start + len(words[number.start : number.end].rstrip("."))
            yield "date", TextPosition(number.start, last)


@lru_cache(maxsize=_TEXTS_HELD)
def headings_of(text: str, start: int, end: int) -> tuple[TextPosition, ...]:
    """The headings of a range."""
    return tuple(TextPosition(*span) for span in find_headings(text, start, end))
