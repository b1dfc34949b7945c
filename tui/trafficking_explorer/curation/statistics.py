"""Suggestions of statistics: value, unit, what is counted, and the passage.

Only what the words say is filled in. A code that they leave open is "…", which `check` reports.
"""

import math
import re
from collections.abc import Iterable
from decimal import Decimal

from trafficking_explorer.corpus.support import missing_name
from trafficking_explorer.curation.article import ArticleText
from trafficking_explorer.curation.entities import OPERATION
from trafficking_explorer.curation.figures import VAGUE, ParsedFigure, parse_figure
from trafficking_explorer.curation.record_index import IndexedName, RecordIndex
from trafficking_explorer.curation.types import PLACEHOLDER, Draft, Fields
from trafficking_explorer.records.evidence import TextPosition, TextQuote
from trafficking_explorer.text.display import truncate
from trafficking_explorer.text.numbers import Number

_DONE = "rescued recovered identified detected assisted reunited charged convicted trafficked"
_PARTICIPLE = {
    **{measure: measure for measure in _DONE.split()},
    "arrests": "arrested",
    "suspects_identified": "identified",
    "migrants_identified": "identified",
    "deceased_identified": "identified",
}
_OF_WORLD = "world|worldwide|global|globally|globe"
_WORLD = re.compile(rf"\b(?:{_OF_WORLD})\b", re.IGNORECASE)
_BEYOND = re.compile(
    rf"\b(?:{_OF_WORLD}|estimates?|annual|annually|yearly|monthly|daily|since|"
    r"(?:each|every|per|an?|any given)\s+(?:year|month|week|day))\b",
    re.IGNORECASE,
)
"""Words with figures that are not results of an operation, though its report may have them."""

_OF_ALL = ("trafficked", "victims", "revenue")
"""Measures whose scope only the words can tell: the world, a country or a few people."""


def statistic(
    reading: ArticleText,
    number: Number,
    selected: TextPosition,
    known: RecordIndex,
    used: Iterable[str] = (),
) -> tuple[Draft, str, bool]:
    """The record of one number.

    Args:
        selected: the words that the passage must hold; the number at least.
        used: ids of records that are offered beside it.

    Returns:
        The record, a line about it, and whether a reader would take the number for a count.

    Raises:
        CuratingError: no selector fits its passage alone.
    """
    claim = parse_figure(reading, number)
    sentence = reading.sentence(TextPosition(number.start, number.end))
    _find_operation(claim, reading, sentence, known)
    passage = _passage(claim, reading, selected)
    record = _draft(claim, reading, passage, known, used)
    value = reading.words(claim.value_text)
    sign = (
        ""
        if claim.qualifier in ("exact", "unspecified", *VAGUE)
        else f"{claim.qualifier.replace('_', ' ')} "
    )
    counted = reading.words(claim.population) if claim.population else claim.measure
    line = f"statistic · {sign}{value} {truncate(counted, 40)} · {claim.unit}"
    return record, line, claim.sure


def _find_operation(
    claim: ParsedFigure, reading: ArticleText, sentence: TextPosition, known: RecordIndex
) -> None:
    """The one operation that the sentence names, else the one that the text is about."""
    named = [
        each
        for each in known.operations
        if each.kind != "initiative"
        and missing_name(each.names, (reading.words(sentence),)) is None
    ]
    if len(named) == 1:
        claim.operation = named[0]
        found = (reading.anchor_text.first_words(name, sentence) for name in named[0].names)
        if (place := next(filter(None, found), None)) is not None:
            claim.needed.append(place)
    elif not named:
        here = known.operations_in(reading.source_id)
        if (
            len(here) == 1
            and claim.unit not in ("ratio", "percent")
            and not _BEYOND.search(reading.words(sentence))
            and not _names_another(reading, here[0])
        ):
            claim.operation = here[0]
            claim.operation_reason = (
                "The text is about one operation; this passage does not name it."
            )


def _names_another(reading: ArticleText, operation: IndexedName) -> bool:
    """True if the article names an operation beside this one, curated or not."""
    article = reading.words(TextPosition(*reading.body))
    return any(missing_name(operation.names, (found[0],)) for found in OPERATION.finditer(article))


def _passage(claim: ParsedFigure, reading: ArticleText, selected: TextPosition) -> TextPosition:
    """The clauses around the selection and all words that the fields need."""
    places = [*claim.needed, selected]
    return reading.clause(
        TextPosition(min(place.start for place in places), max(place.end for place in places))
    )


def _draft(
    claim: ParsedFigure,
    reading: ArticleText,
    passage: TextPosition,
    known: RecordIndex,
    used: Iterable[str],
) -> Draft:
    operation, value_text = claim.operation, reading.words(claim.value_text)
    value = claim.number.value
    has_value = value is not None and math.isfinite(value)
    fields = [("label", _label(claim, reading, passage)), ("measure", claim.measure)]
    if has_value:
        assert value is not None
        fields.append(("value", number_text(value)))
        if claim.number.value_to is not None:
            fields.append(("value_to", number_text(claim.number.value_to)))
    fields += [("value_text", value_text), ("unit", claim.unit), ("qualifier", claim.qualifier)]
    if claim.population is not None:
        fields.append(("population", reading.words(claim.population)))
    if operation is not None:
        fields.append(("operation", operation.record_id))
    fields.append(("scope", _scope(claim, reading, passage)))
    evidence: list[tuple[str, TextQuote]] = []
    if not reading.fits_first(value_text, claim.value_text, passage):
        # The passage has the same figure earlier.
        names = "value, value_text" if has_value else "value_text"
        evidence.append((names, reading.quote(claim.value_text)))
    resolved: Fields = ()
    if operation is not None and missing_name(operation.names, (reading.words(passage),)):
        resolved = (("operation", claim.operation_reason),)
    about = operation.record_id if operation else reading.source_id
    what = claim.measure if claim.measure not in (PLACEHOLDER, "items", "persons") else "figure"
    if operation is None:
        what = f"{reading.words(claim.population)} {what}" if claim.population else what
        about = ""
    record_id = known.new_id("statistic", about, what, also=used)
    return Draft(
        "statistic",
        record_id,
        (reading.quote(passage),),
        tuple(fields),
        tuple(evidence),
        resolved,
        (TextPosition(claim.number.start, claim.number.end),),
    )


def number_text(value: float) -> str:
    """A number in plain digits, as it is read back."""
    return str(int(value)) if value == int(value) else format(Decimal(repr(value)), "f")


def _label(claim: ParsedFigure, reading: ArticleText, passage: TextPosition) -> str:
    """A label in the words of the passage."""
    where = f" in {claim.operation.names[0]}" if claim.operation else ""
    if claim.population is not None and claim.unit not in ("percent", "ratio"):
        done = _PARTICIPLE.get(claim.measure, "")
        words = f"{reading.words(claim.population)} {done}".strip() + where
    elif claim.measure in ("arrests", "convicted", "charged"):
        noun = {"arrests": "arrests", "convicted": "convictions", "charged": "prosecutions"}
        words = noun[claim.measure] + where
    elif claim.measure in _PARTICIPLE:
        words = f"persons {_PARTICIPLE[claim.measure]}{where}"
    else:
        words = truncate(reading.words(passage), 100)
    return words[:1].upper() + words[1:]


def _scope(claim: ParsedFigure, reading: ArticleText, passage: TextPosition) -> str:
    if claim.measure == "age":
        return "case"
    if claim.operation is not None:
        return "operation"
    if claim.measure == "participants":
        return "meeting"
    if _WORLD.search(reading.words(reading.sentence(passage))):
        return "world"
    of_all = claim.unit in ("percent", "ratio") or claim.measure in _OF_ALL
    return PLACEHOLDER if of_all else "organisation"
