"""Dates of a text as dates: of an event that the curator names."""

from trafficking_explorer.curation.article import ArticleText
from trafficking_explorer.curation.periods import edtf_of
from trafficking_explorer.curation.record_index import RecordIndex
from trafficking_explorer.curation.types import PLACEHOLDER, Draft
from trafficking_explorer.records.evidence import TextPosition
from trafficking_explorer.text.numbers import Number

_FIT = 62
"""Better than a case of the same words (60 at most), worse than a figure."""
_WORDS = 5
"""Words of the sentence that make the id."""


def dated_event(
    reading: ArticleText, number: Number, known: RecordIndex
) -> tuple[int, Draft, str] | None:
    """Fit, record and line of the event on a date; None for other numbers, and for a date without a year."""
    if number.kind not in ("date", "year"):
        return None
    place = TextPosition(number.start, number.end)
    edtf = edtf_of(reading.words(place))
    if edtf is None:
        return None
    passage = reading.clause(place)
    words = " ".join(reading.words(passage).split()[:_WORDS])
    draft = Draft(
        "event",
        known.new_id("event", words),
        (reading.quote(passage),),
        (("name", PLACEHOLDER), ("kind", PLACEHOLDER), ("date", edtf)),
        of=(place,),
    )
    return _FIT, draft, f"event · {edtf}"
