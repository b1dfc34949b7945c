"""Suggestions of statistics: value, unit, what is counted, and the passage.

Only what the words say is filled in. A code that they leave open is "…", which `check` reports.
"""

import math
import re
from collections.abc import Iterable, Iterator
from decimal import Decimal

from trafficking_explorer.corpus.support import missing_name
from trafficking_explorer.curation.article import ArticleText
from trafficking_explorer.curation.figures import VAGUE, ParsedFigure, parse_figure
from trafficking_explorer.curation.people import age_group, sex
from trafficking_explorer.curation.record_index import IndexedName, RecordIndex
from trafficking_explorer.curation.types import PLACEHOLDER, Draft, Fields
from trafficking_explorer.records.evidence import TextPosition, TextQuote
from trafficking_explorer.text.display import truncate
from trafficking_explorer.text.numbers import Number
from trafficking_explorer.text.operation_names import OPERATION

_DONE = "found seized rescued recovered identified detected assisted reunited charged convicted trafficked"
_PARTICIPLE = {
    **{measure: measure for measure in _DONE.split()},
    "arrests": "arrested",
    "suspects_identified": "identified",
    "migrants_identified": "identified",
    "deceased_identified": "identified",
}
_THE_OPERATION = re.compile(
    r"\b(?:the|this)\s+(?:\w+\s+)?(?:operations?|raids?|actions?|sweeps?|crackdowns?|swoops?|exercises?)\b(?!\s+(?:room|cent))",
    re.IGNORECASE,
)
"""Words for the operation that a text is about."""
_ANY_OPERATION = re.compile(
    r"\b(?:operations?|raids?|sweeps?|crackdowns?|swoops?)\b", re.IGNORECASE
)
_OTHER_TIME = re.compile(
    r"\b(?:before|until|till|prior to|ahead of|unlike)\s+(?:the\s+|this\s+)?(?:operations?|raids?|actions?|sweeps?)\b"
    r"|\b(?:previously|in the years before|an?\s+(?:similar|earlier|previous)\s+(?:operation|raid))\b",
    re.IGNORECASE,
)
"""Words of a sentence about another time than the operation's."""
_BEFORE_NAME = re.compile(
    r"\b(?:before|until|till|prior to|ahead of|unlike|like|after|since)\s+\Z", re.IGNORECASE
)
_OF_THEM = re.compile(r"(?:of|among|amongst)\s+(?:them|these|those)\b", re.IGNORECASE)
_OF_MEETING = re.compile(
    r"\b(?:meetings?|conferences?|workshops?|summits?|seminars?|forum|award|made up of|network of|participants|delegates)\b",
    re.IGNORECASE,
)
_ONE_CASE = re.compile(r"\bin (?:one|another) case\b", re.IGNORECASE)
_OF_WORLD = "world|worldwide|global|globally|globe"
_WORLD = re.compile(rf"\b(?:{_OF_WORLD})\b", re.IGNORECASE)
_BEYOND = re.compile(
    rf"\b(?:{_OF_WORLD}|estimates?|annual|annually|yearly|monthly|daily|since|"
    r"(?:each|every|per|an?|any given)\s+(?:year|month|week|day))\b",
    re.IGNORECASE,
)
"""Words with figures that are not results of an operation, though its report may have them."""

_OF_ALL = ("trafficked", "victims", "revenue", "persons", PLACEHOLDER)
"""Measures of figures about the world, if the words say so."""


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
    if _OTHER_TIME.search(reading.words(sentence)) or _ONE_CASE.search(reading.words(sentence)):
        return
    if len(named) == 1:
        if _is_of_another_time(reading, sentence, named[0]):
            return
        claim.operation = named[0]
        found = (reading.anchor_text.first_words(name, sentence) for name in named[0].names)
        if (place := next(filter(None, found), None)) is not None:
            claim.needed.append(place)
    elif not named:
        here = known.operations_in(reading.source_id)
        if (
            len(here) == 1
            and claim.unit not in ("ratio", "percent")
            and claim.measure != "participants"
            and not _OF_MEETING.search(reading.words(sentence))
            and _may_be_result(reading.words(sentence))
            and not _names_another(reading, here[0])
        ):
            claim.operation = here[0]
            claim.operation_reason = (
                "The text is about one operation; this passage does not name it."
            )


def _may_be_result(sentence: str) -> bool:
    """True if a figure of a sentence may be a result of the operation that the text is about."""
    if _THE_OPERATION.search(sentence):
        # "Overall, the operation resulted in 744 arrests worldwide."
        sentence = _WORLD.sub("", sentence)
    return not _BEYOND.search(sentence)


def _is_of_another_time(
    reading: ArticleText, sentence: TextPosition, operation: IndexedName
) -> bool:
    """True for "before Operation Sun began"."""
    places = (reading.anchor_text.first_words(name, sentence) for name in operation.names)
    place = next(filter(None, places), None)
    return place is not None and bool(
        _BEFORE_NAME.search(reading.text, sentence.start, place.start)
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
        fields += _people(claim, reading)
    if claim.period is not None:
        fields.append(("period", claim.period.edtf))
    if claim.speaker is not None:
        fields.append(("attributed_to", reading.words(claim.speaker)))
    if operation is not None:
        fields.append(("operation", operation.record_id))
    fields.append(("scope", _scope(claim, reading, passage)))
    if claim.is_part and (whole := _recorded_whole(claim, reading, known)) is not None:
        fields.append(("part_of", whole))
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


def _people(claim: ParsedFigure, reading: ArticleText) -> Iterator[tuple[str, str]]:
    """Sex and age group of those counted, where the words for them give just one."""
    if claim.unit != "persons" or claim.population is None:
        return
    words = reading.words(claim.population)
    for name, code in (("sex", sex(words)), ("age_group", age_group(words))):
        if code is not None:
            yield name, code


def _recorded_whole(claim: ParsedFigure, reading: ArticleText, known: RecordIndex) -> str | None:
    """The recorded figure that this one is a part of; None if there is none, or no telling which."""
    if claim.whole is not None:
        return known.statistic_at(reading.source_id, claim.whole)
    # "Of them, 12 were …": those of the sentence before.
    sentence = reading.sentence(claim.value_text)
    if _OF_THEM.match(reading.text, *sentence) is None:
        return None
    previous = reading.sentence_before(sentence)
    before = reading.numbers(previous) if previous is not None else []
    if len(before) != 1:
        return None
    return known.statistic_at(reading.source_id, TextPosition(before[0].start, before[0].end))


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
    sentence = reading.words(reading.sentence(passage))
    if claim.measure == "age" or _ONE_CASE.search(sentence):
        return "case"
    if claim.operation is not None:
        return "operation"
    is_result = claim.unit not in ("percent", "ratio") and claim.measure != PLACEHOLDER
    is_result = is_result and _may_be_result(sentence)
    if claim.measure == "participants" and _OF_MEETING.search(sentence):
        return "meeting"
    is_result = is_result and not _OTHER_TIME.search(sentence) and not _OF_MEETING.search(sentence)
    if is_result and (_THE_OPERATION.search(sentence) or _names_operation(sentence)):
        return "operation"
    of_all = claim.unit in ("percent", "ratio") or claim.measure in _OF_ALL
    if of_all and _WORLD.search(sentence):
        return "world"
    return "organisation" if claim.by_body and not _tells_of_operations(reading) else PLACEHOLDER


def _names_operation(sentence: str) -> bool:
    """True if a sentence names an operation, be it a record or not; not one before or after it."""
    found = list(OPERATION.finditer(sentence))
    return bool(found) and not any(_BEFORE_NAME.search(sentence[: each.start()]) for each in found)


def _tells_of_operations(reading: ArticleText) -> bool:
    """True if an article may be about an operation, whose results its figures would be."""
    return _ANY_OPERATION.search(reading.words(TextPosition(*reading.body))) is not None
