"""The meaning of a number in its sentence: unit, qualifier, what is counted, and the words for it."""

import re
from dataclasses import dataclass, field

from trafficking_explorer.curation.article import ArticleText
from trafficking_explorer.curation.lexicon import noun, verb
from trafficking_explorer.curation.record_index import IndexedName
from trafficking_explorer.curation.types import PLACEHOLDER
from trafficking_explorer.records.evidence import TextPosition
from trafficking_explorer.text.months import MONTH
from trafficking_explorer.text.numbers import Number
from trafficking_explorer.text.qualifiers import VAGUE_CODES

_COUNTED_UNITS = {"countries", "continents", "investigations", "checks", "cases", "organisations"}
"""Units that are measures too."""
_MEASURE_OF_NOUN = re.compile(
    r"(?P<arrests>arrests?)|(?P<convicted>convictions?)|(?P<charged>prosecutions?)"
    r"|(?P<participants>participants?|delegates?)|(?P<users>users?|visitors?)"
    r"|(?P<fugitives>fugitives?)",
    re.IGNORECASE,
)
_OF = re.compile(r"\s+(?:of|in)\s+(?!them\b|whom\b)", re.IGNORECASE)
_TIME = re.compile(
    r"[\s-]*(?P<unit>year|month|day)s?\b(?P<old>[\s-]+old\b|[\s-]+of[\s-]+age\b)?", re.IGNORECASE
)
_AGED = re.compile(r"\b(?:aged|age of|ages)\s*\Z", re.IGNORECASE)
_PERCENT = re.compile(r"\s*%|\s+per\s?cent\b", re.IGNORECASE)
_NOT_MADE = re.compile(
    r"\b(?:seiz\w+|confiscat\w+|froz\w+|fund\w*|donat\w+|grant\w*|budget\w*|cost\w*|spen[dt]\w*|"
    r"reward\w*|fined|fines?)\b",
    re.IGNORECASE,
)
"""Said of money that was not made from the crime."""
_DATE = re.compile(
    rf"\b\d{{1,2}}(?:st|nd|rd|th)?(?:\s?[-–]\s?\d{{1,2}})?\s+(?:{MONTH})\b\.?(?:,?\s+\d{{4}}\b)?"
    rf"|\b(?:{MONTH})\.?\s+\d{{1,2}}(?:st|nd|rd|th)?\b(?:,?\s+\d{{4}}\b)?"
    rf"|\b(?:{MONTH})\.?,?\s+\d{{4}}\b|\b\d{{4}}-\d{{2}}(?:-\d{{2}})?\b"
)
_YEAR = re.compile(r"(?:1[89]|20)\d\d\Z")
_PART = re.compile(r"\Amost\Z", re.IGNORECASE)
_ARE_VICTIMS = re.compile(r"\s+(?:are|were)\s+(?:\w+\s+)?victims\b")
_NUMBER_OF = re.compile(r"\bnumber of\s+", re.IGNORECASE)
_OF_MILLIONS = re.compile(r"\s+of\s+(?:m|b)illions\b", re.IGNORECASE)
_LEAST = re.compile(r"\b(?P<at_least>least|minimum)\b|\b(?P<at_most>maximum)\b", re.IGNORECASE)
VAGUE = VAGUE_CODES


@dataclass
class ParsedFigure:
    """A number in its sentence.

    Attributes:
        sure: True if a reader would take it for a count; a year is not.
        needed: the places that its passage must include.
    """

    number: Number
    value_text: TextPosition
    unit: str = PLACEHOLDER
    measure: str = PLACEHOLDER
    qualifier: str = "exact"
    population: TextPosition | None = None
    operation: IndexedName | None = None
    operation_reason: str = "The sentence names it."
    sure: bool = True
    needed: list[TextPosition] = field(default_factory=list)


def parse_figure(reading: ArticleText, number: Number) -> ParsedFigure:
    place = TextPosition(number.start, number.end)
    text = reading.text
    if text.endswith("multi-", 0, number.start):
        place = TextPosition(number.start - len("multi-"), number.end)
        number = Number(*place, None)
    elif number.value is None and (more := _OF_MILLIONS.match(text, number.end)):
        place = TextPosition(number.start, more.end())
        number = Number(*place, None)
    sentence = reading.sentence(place)
    before, after = text[sentence.start : place.start], text[place.end : sentence.end]
    claim = ParsedFigure(number, place, needed=[place])
    _qualify(claim, sentence, before, text)
    if percent := _PERCENT.match(after):
        sign = TextPosition(place.start, place.end + percent.end())
        claim.value_text = sign if "%" in percent[0] else place
        claim.needed.append(sign)
        claim.unit, claim.measure = "percent", "share"
        claim.population = _whole(reading, sign.end, sentence.end)
    elif number.kind == "share" or _PART.search(text[place.start : place.end]):
        claim.unit, claim.measure = "ratio", "share"
        claim.population = _whole(reading, place.end, sentence.end)
    elif number.is_money:
        is_made = not _NOT_MADE.search(before[-120:] + " " + after[:60])
        claim.unit, claim.measure = (
            number.unit or PLACEHOLDER,
            "revenue" if is_made else PLACEHOLDER,
        )
        claim.needed.append(TextPosition(number.amount_start, number.amount_end))
    elif (time := _TIME.match(after)) and number.value is not None:
        is_age = bool(time["old"] or _AGED.search(before))
        claim.unit, claim.measure = f"{time['unit'].lower()}s", "age" if is_age else "duration"
        claim.needed.append(TextPosition(place.start, place.end + time.end()))
    elif number.value is not None and _AGED.search(before):
        claim.unit, claim.measure = "years", "age"
    else:
        _count(claim, reading, sentence)
    claim.sure = not _is_no_count(reading, claim, sentence)
    if not claim.sure:
        claim.unit = claim.measure = PLACEHOLDER
        claim.needed, claim.population = [place], None
    if claim.population is not None:
        claim.needed.append(claim.population)
    return claim


def _qualify(claim: ParsedFigure, sentence: TextPosition, before: str, text: str) -> None:
    number = claim.number
    if found := number.qualifying:
        claim.qualifier = found.code
        start, end = min(found.start, number.start), max(found.end, number.end)
        claim.needed.append(TextPosition(start, end))
    elif number.value is None:
        claim.qualifier = number.qualifier or "unspecified"
    elif least := _LEAST.search(before[-120:]):
        # "the least number of people …, is 2.5 million"
        claim.qualifier = str(least.lastgroup)
        start = sentence.start + max(0, len(before) - 120) + least.start()
        claim.needed.append(TextPosition(start, number.start))


def _whole(reading: ArticleText, at: int, end: int) -> TextPosition | None:
    """The whole of a share: the words after "of"."""
    found = _OF.match(reading.text, at, end)
    return noun(reading, found.end(), end)[0] if found else None


def _count(claim: ParsedFigure, reading: ArticleText, sentence: TextPosition) -> None:
    """Unit, measure and population of a count of persons or things."""
    population, unit = noun(reading, claim.number.end, sentence.end)
    if unit is None and (of := _NUMBER_OF.search(reading.text, sentence.start, claim.number.start)):
        # "the least number of people …, is 2.5 million"
        population, unit = noun(reading, of.end(), claim.number.start)
    claim.population = population
    done = verb(reading, claim.number, population, sentence)
    if population is None or unit is None:
        if done:
            # "including 234 that have been missing": the persons are named before.
            claim.unit, claim.measure = "persons", done[0]
            claim.needed.append(done[1])
        return
    claim.unit = unit
    counted = reading.words(population).lower()
    if unit == "persons":
        _count_persons(claim, reading, population, done, sentence)
    elif unit == "families" and done and done[0] == "reunited":
        claim.measure = done[0]
        claim.needed.append(done[1])
    else:
        claim.measure = unit if unit in _COUNTED_UNITS else "items"
        if counted in ("case", "cases"):
            claim.needed.append(population)
            claim.population = None


def _count_persons(
    claim: ParsedFigure,
    reading: ArticleText,
    population: TextPosition,
    done: tuple[str, TextPosition] | None,
    sentence: TextPosition,
) -> None:
    counted = reading.words(population).lower()
    words = counted.split()
    if found := _MEASURE_OF_NOUN.fullmatch(words[-1]) or _MEASURE_OF_NOUN.fullmatch(words[0]):
        claim.measure = str(found.lastgroup)
        if claim.measure in ("arrests", "convicted", "charged"):
            # "40 arrests" counts persons whom the words do not name.
            claim.needed.append(population)
            claim.population = None
        return
    if "potential victim" in counted:
        claim.measure = "potential_victims"
    elif done:
        claim.measure = _kept_apart(done[0], counted)
        claim.needed.append(done[1])
    elif "victim" in counted or "survivor" in counted:
        claim.measure = "victims"
    elif are := _ARE_VICTIMS.match(reading.text, population.end, sentence.end):
        claim.measure = "victims"
        claim.needed.append(TextPosition(*are.span()))
    else:
        claim.measure = "persons"


def _kept_apart(measure: str, counted: str) -> str:
    """The measure of identified persons by who they are."""
    if measure != "identified":
        return measure
    if "deceased" in counted or "dead" in counted:
        return "deceased_identified"
    if "migrant" in counted:
        return "migrants_identified"
    if re.search(r"suspect|trafficker|offender|smuggler|perpetrator", counted):
        return "suspects_identified"
    return measure


def _is_no_count(reading: ArticleText, claim: ParsedFigure, sentence: TextPosition) -> bool:
    number, text = claim.number, reading.text
    if not number.is_figure:
        return True
    if any(
        match.start() <= number.start and number.end <= match.end()
        for match in _DATE.finditer(text, max(sentence.start, number.start - 30), sentence.end)
    ):
        return True
    words = text[number.start : number.end]
    if words.lower() == "one" and (
        claim.unit in (PLACEHOLDER, "items")
        or re.match(r"\s+of\b", text[number.end : sentence.end])
    ):
        # An idiom: "one of the largest".
        return True
    return (
        bool(_YEAR.match(words))
        and claim.population is None
        and claim.unit in (PLACEHOLDER, "persons")
    )
