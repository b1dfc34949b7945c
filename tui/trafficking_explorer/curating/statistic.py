"""A number in its sentence to a statistic: value, unit, what is counted, and the words that say so.

Only what the words say is written; what they leave open stands as "…", which `check` reports with
the codes there are.
"""

import math
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal

from trafficking_explorer.corpus.bearing import missing_name, qualifier_before
from trafficking_explorer.corpus.numbers import Number
from trafficking_explorer.curating.known import Known, Named
from trafficking_explorer.curating.offers import Draft, Fields
from trafficking_explorer.curating.reading import Reading
from trafficking_explorer.model.evidence import TextPosition, TextQuote
from trafficking_explorer.terminal import shorten

OPEN = "…"
"""Stands for a code that the words do not settle."""

_PERSONS = (
    "victims? survivors? child children kids? minors? girls? boys? wom[ae]n m[ae]n adults? "
    "teenagers? youths? infants? bab(?:y|ies) people persons? individuals? migrants? refugees? "
    "suspects? traffickers? smugglers? offenders? criminals? perpetrators? abusers? pimps? "
    "fugitives? workers? labou?rers? nationals? citizens? officers? agents? experts? "
    "participants? delegates? users? visitors? members? prosecutors? investigators? police "
    "recruiters? employees? prostitutes? passengers? students? patients? arrests? convictions? "
    "prosecutions? slaves? inspectors?"
)
_THINGS = {
    "countries": "countr(?:y|ies) nations? territor(?:y|ies)",
    "continents": "continents?",
    "investigations": "investigations? probes?",
    "checks": "checks? inspections?",
    "cases": "cases?",
    "families": "famil(?:y|ies)",
    "organisations": (
        "organi[sz]ations? agenc(?:y|ies) offices? units? bureaus? bureaux ngos? institutions? "
        "companies networks? associations? partners? authorities ministries"
    ),
}
_UNIT_OF = [
    ("persons", re.compile(rf"(?:{'|'.join(_PERSONS.split())})\Z", re.IGNORECASE)),
    *(
        (unit, re.compile(rf"(?:{'|'.join(words.split())})\Z", re.IGNORECASE))
        for unit, words in _THINGS.items()
    ),
]
_MEASURE_OF_UNIT = {
    "countries": "countries",
    "continents": "continents",
    "investigations": "investigations",
    "checks": "checks",
    "cases": "cases",
    "organisations": "organisations",
    "items": "items",
}
_MEASURE_OF_NOUN = [
    ("arrests", re.compile(r"arrests?\Z", re.IGNORECASE)),
    ("convicted", re.compile(r"convictions?\Z", re.IGNORECASE)),
    ("charged", re.compile(r"prosecutions?\Z", re.IGNORECASE)),
    ("participants", re.compile(r"participants?\Z|delegates?\Z", re.IGNORECASE)),
    ("users", re.compile(r"users?\Z|visitors?\Z", re.IGNORECASE)),
    ("fugitives", re.compile(r"fugitives?\Z", re.IGNORECASE)),
]
_VERBS = {
    "rescued": r"rescu\w+|sav(?:ed|ing)|safeguard\w+|freed|freeing|liberat\w+",
    "recovered": r"recover(?:y|ed|ing|s)?",
    "identified": r"identif\w+",
    "detected": r"detect(?:ed|ing|ion|s)",
    "assisted": r"assist(?:ed|ance|ing)",
    "reunited": r"reunit\w+",
    "arrests": r"arrest(?:s|ed|ing)?",
    "charged": r"charged|prosecuted|indicted",
    "convicted": r"convict(?:ed|ing|ion|ions)",
    "trafficked": r"trafficked",
}
_VERB = re.compile(
    rf"\b(?:{'|'.join(f'(?P<{measure}>{words})' for measure, words in _VERBS.items())})\b",
    re.IGNORECASE,
)
_PARTICIPLE = {
    "rescued": "rescued",
    "recovered": "recovered",
    "identified": "identified",
    "detected": "detected",
    "assisted": "assisted",
    "reunited": "reunited",
    "arrests": "arrested",
    "charged": "charged",
    "convicted": "convicted",
    "trafficked": "trafficked",
    "suspects_identified": "identified",
    "migrants_identified": "identified",
    "deceased_identified": "identified",
}
_JOINED = re.compile(r"\s*(?:,|\band\b|\bor\b|\bthe\b|\s)*\Z", re.IGNORECASE)
_PASSIVE = re.compile(r"\b(?:is|are|was|were|be|been|being|got)\s+(?:\w+ly\s+)?\Z", re.IGNORECASE)
_WORD = re.compile(r"[\w’'&-]+")
_STOP = re.compile(
    r"in|on|at|from|by|for|with|during|across|after|before|to|into|over|under|between|within|"
    r"without|including|following|than|as|per|since|until|through|throughout|around|about|is|are|"
    r"was|were|be|been|being|has|have|had|will|would|can|could|may|might|must|should|do|does|did|"
    r"who|that|which|whose|where|when|or|but|while|because|nor|every|each|a|an|the|their|its|"
    r"his|her|this|these|those|not"
)
"""Words at which the name of what is counted ends."""
_ARTICLE = re.compile(r"the|a|an|their|its")
_VERB_LIKE = re.compile(r"\w{3,}(?:ed|ing)\Z")
_OF = re.compile(r"\s+(?:of|in)\s+", re.IGNORECASE)
_TAKES_OF = re.compile(r"(?:victims?|survivors?|members?|cases?|ways?|forms?)\Z", re.IGNORECASE)
_TIME = re.compile(
    r"[\s-]*(?P<unit>year|month|day)s?\b(?P<old>[\s-]+old\b|[\s-]+of[\s-]+age\b)?", re.IGNORECASE
)
_AGED = re.compile(r"\b(?:aged|age of|ages)\s*\Z", re.IGNORECASE)
_PERCENT = re.compile(r"\s*%|\s+per\s?cent\b", re.IGNORECASE)
_MONEY_BEFORE = re.compile(r"(?P<USD>US\s?\$|USD\s?)|(?P<EUR>€|EUR\s?)|[$£¥]")
_MONEY_AFTER = re.compile(
    r"\s*(?:of\s+)?(?:(?P<USD>USD\b|US dollars?\b|U\.S\. dollars?\b)|(?P<EUR>EUR\b|euros?\b|€)"
    r"|(?:dollars?|pounds?|francs?|naira|pesos?)\b)",
    re.IGNORECASE,
)
_MONTHS = (
    "January|February|March|April|May|June|July|August|September|October|November|December|"
    "Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec"
)
_DATE = re.compile(
    rf"\b\d{{1,2}}(?:st|nd|rd|th)?(?:\s?[-–]\s?\d{{1,2}})?\s+(?:{_MONTHS})\b\.?(?:,?\s+\d{{4}}\b)?"
    rf"|\b(?:{_MONTHS})\.?\s+\d{{1,2}}(?:st|nd|rd|th)?\b(?:,?\s+\d{{4}}\b)?"
    rf"|\b(?:{_MONTHS})\.?,?\s+\d{{4}}\b|\b\d{{4}}-\d{{2}}(?:-\d{{2}})?\b"
)
_YEAR = re.compile(r"(?:1[89]|20)\d\d\Z")
_PART = re.compile(r"\bout\b|half|quarter|\Amost\Z", re.IGNORECASE)
_NUMBER_OF = re.compile(r"\bnumber of\s+", re.IGNORECASE)
_OF_MILLIONS = re.compile(r"\s+of\s+(?:m|b)illions\b", re.IGNORECASE)
_LEAST = re.compile(r"\b(?P<at_least>least|minimum)\b|\b(?P<at_most>maximum)\b", re.IGNORECASE)
_WORLD = re.compile(r"\b(?:world|worldwide|global|globally|globe)\b", re.IGNORECASE)
_VAGUE = {"dozens": "dozens", "hundreds": "hundreds", "thousands": "thousands"}


@dataclass
class Claim:
    """What a sentence says of a number.

    Attributes:
        sure: whether a reader would take it for a count; a year is none.
        needed: the places that its fields rest on.
    """

    number: Number
    value_text: TextPosition
    unit: str = OPEN
    measure: str = OPEN
    qualifier: str = "exact"
    population: TextPosition | None = None
    operation: Named | None = None
    operation_reason: str = ""
    sure: bool = True
    needed: list[TextPosition] = field(default_factory=list)


def statistic(
    reading: Reading, number: Number, selected: TextPosition, known: Known, used: Iterable[str] = ()
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
    claim = _claim(reading, number)
    sentence = reading.sentence(TextPosition(number.start, number.end))
    _find_operation(claim, reading, sentence, known)
    passage = _passage(claim, reading, selected)
    record = _draft(claim, reading, passage, known, used)
    value = reading.words(claim.value_text)
    sign = (
        ""
        if claim.qualifier in ("exact", "unspecified", *_VAGUE)
        else f"{claim.qualifier.replace('_', ' ')} "
    )
    counted = reading.words(claim.population) if claim.population else claim.measure
    line = f"statistic · {sign}{value} {shorten(counted, 40)} · {claim.unit}"
    return record, line, claim.sure


def _claim(reading: Reading, number: Number) -> Claim:
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
    claim = Claim(number, place, needed=[place])
    _qualify(claim, sentence, before, text)
    if percent := _PERCENT.match(after):
        sign = TextPosition(place.start, place.end + percent.end())
        claim.value_text = sign if "%" in percent[0] else place
        claim.needed.append(sign)
        claim.unit, claim.measure = "percent", "share"
        claim.population = _whole(reading, sign.end, sentence.end)
    elif _PART.search(text[place.start : place.end]):
        claim.unit, claim.measure = "ratio", "share"
        claim.population = _whole(reading, place.end, sentence.end)
    elif money := _money(before, after):
        claim.unit, claim.measure = money[0], "revenue"
        claim.needed.append(TextPosition(place.start - money[1], place.end + money[2]))
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
        claim.unit = claim.measure = OPEN
        claim.needed, claim.population = [place], None
    if claim.population is not None:
        claim.needed.append(claim.population)
    return claim


def _qualify(claim: Claim, sentence: TextPosition, before: str, text: str) -> None:
    number = claim.number
    if number.value is None or not math.isfinite(number.value):
        words = text[number.start : number.end].lower()
        claim.qualifier = _VAGUE.get(words, "unspecified")
        if words in ("millions", "billions"):
            claim.qualifier = "thousands"
    elif found := qualifier_before(before):
        claim.qualifier = found[0]
        claim.needed.append(TextPosition(sentence.start + found[1], number.start))
    elif least := _LEAST.search(before[-120:]):
        # "the least number of people …, is 2.5 million"
        claim.qualifier = str(least.lastgroup)
        start = sentence.start + max(0, len(before) - 120) + least.start()
        claim.needed.append(TextPosition(start, number.start))


def _money(before: str, after: str) -> tuple[str, int, int] | None:
    """The currency of an amount, and how far its sign reaches before and after the number."""
    tail = before[-6:]
    sign = next(
        (match for match in _MONEY_BEFORE.finditer(tail) if not tail[match.end() :].strip()), None
    )
    if sign:
        return sign.lastgroup or "currency", len(tail) - sign.start(), 0
    if sign := _MONEY_AFTER.match(after):
        return sign.lastgroup or "currency", 0, sign.end()
    return None


def _whole(reading: Reading, at: int, end: int) -> TextPosition | None:
    """What a share is a share of: the words after "of"."""
    found = _OF.match(reading.text, at, end)
    return _noun(reading, found.end(), end)[0] if found else None


def _noun(reading: Reading, at: int, end: int) -> tuple[TextPosition | None, str | None]:
    """The thing counted: the words up to its noun, and the unit; (None, None) where none follows."""
    tokens: list[tuple[int, int]] = []
    best: tuple[int, str] | None = None
    start, has_of = at, False
    for word in _WORD.finditer(reading.text, at, min(end, at + 200)):
        if reading.text[start : word.start()].strip() or len(tokens) > 8:
            break
        lower = word[0].lower()
        if lower == "of":
            if not tokens:
                start = word.end()
                continue
            if best is None or not _TAKES_OF.match(reading.text, *tokens[best[0]]):
                break
            has_of = True
        elif (
            (_STOP.fullmatch(lower) and (tokens or not _ARTICLE.fullmatch(lower)))
            or word[0][0].isdigit()
            or (best is not None and not has_of and _VERB_LIKE.match(lower))
        ):
            break
        if tokens or lower not in ("the", "a", "an"):
            tokens.append(word.span())
        start = word.end()
        unit = next((unit for unit, words in _UNIT_OF if words.match(word[0])), None)
        if unit and not has_of:
            best = (len(tokens) - 1, unit)
    if best is not None:
        last = best[0]
        if _TAKES_OF.match(reading.text, *tokens[last]):
            last = _with_of(reading, tokens, last)
        return TextPosition(tokens[0][0], tokens[last][1]), best[1]
    while tokens and reading.text[slice(*tokens[-1])].lower() in ("and", "of"):
        tokens.pop()
    plural = reading.text[slice(*tokens[-1])] if tokens else ""
    if len(tokens) <= 4 and plural.islower() and plural.endswith("s"):
        return TextPosition(tokens[0][0], tokens[-1][1]), "items"
    return None, None


def _with_of(reading: Reading, tokens: list[tuple[int, int]], last: int) -> int:
    """The index of the last word of "victims of human trafficking"."""
    words = [reading.text[slice(*span)].lower() for span in tokens]
    if last + 2 >= len(words) or words[last + 1] != "of":
        return last
    stop = last + 2
    while stop + 1 < len(words) and words[stop + 1] not in ("and", "of") and stop < last + 4:
        stop += 1
    return stop


def _count(claim: Claim, reading: Reading, sentence: TextPosition) -> None:
    """Unit, measure and population of a count of persons or things."""
    claim.population, unit = _noun(reading, claim.number.end, sentence.end)
    if unit is None and (of := _NUMBER_OF.search(reading.text, sentence.start, claim.number.start)):
        # "the least number of people …, is 2.5 million"
        claim.population, unit = _noun(reading, of.end(), claim.number.start)
    if unit is None:
        verb = _verb(claim, reading, sentence)
        if verb:
            # "including 234 that have been missing": who is counted stands before.
            claim.unit, claim.measure = "persons", verb[0]
            claim.needed.append(verb[1])
        return
    claim.unit = unit
    population = claim.population
    assert population is not None
    noun = reading.words(population)
    claim.measure = _MEASURE_OF_UNIT.get(unit, OPEN)
    if unit == "families":
        verb = _verb(claim, reading, sentence)
        claim.measure = "reunited" if verb and verb[0] == "reunited" else "items"
        if claim.measure == "reunited" and verb:
            claim.needed.append(verb[1])
    if unit == "cases" and noun.lower() in ("case", "cases"):
        claim.needed.append(population)
        claim.population = None
    if unit != "persons":
        return
    for measure, words in _MEASURE_OF_NOUN:
        if words.match(noun.split()[-1]) or words.match(noun.split()[0]):
            claim.measure = measure
            if measure in ("arrests", "convicted", "charged"):
                # "40 arrests" counts persons whom the words do not name.
                claim.needed.append(population)
                claim.population = None
            return
    lower = noun.lower()
    if "potential victim" in lower:
        claim.measure = "potential_victims"
    elif verb := _verb(claim, reading, sentence):
        claim.measure = _kept_apart(verb[0], lower)
        claim.needed.append(verb[1])
    elif "victim" in lower or "survivor" in lower:
        claim.measure = "victims"
    elif are := re.compile(r"\s+(?:are|were)\s+(?:\w+\s+)?victims\b").match(
        reading.text, population.end, sentence.end
    ):
        claim.measure = "victims"
        claim.needed.append(TextPosition(*are.span()))
    else:
        claim.measure = "persons"


def _kept_apart(measure: str, noun: str) -> str:
    """The measure of identified persons by who they are."""
    if measure != "identified":
        return measure
    if "deceased" in noun or "dead" in noun:
        return "deceased_identified"
    if "migrant" in noun:
        return "migrants_identified"
    if re.search(r"suspect|trafficker|offender|smuggler|perpetrator", noun):
        return "suspects_identified"
    return measure


def _verb(
    claim: Claim, reading: Reading, sentence: TextPosition
) -> tuple[str, TextPosition] | None:
    """What was done with those counted, and where the sentence says so."""
    number, text = claim.number, reading.text
    numbers = reading.numbers(sentence)
    first = max((each.end for each in numbers if each.end <= number.start), default=sentence.start)
    last = min((each.start for each in numbers if each.start >= number.end), default=sentence.end)
    after_noun = claim.population.end if claim.population else number.end
    including = re.search(r"\bincluding\s*\Z", text[sentence.start : number.start])
    if including:
        # "…, including 236 minors, have been rescued", or what the number before is about.
        first = sentence.start
    # In "216 arrests and the identification of 30" the arrests are another number's.
    before = [
        match
        for match in _VERB.finditer(text, first, number.start)
        if not any(
            text[each.end : match.start()].strip() == ""
            for each in numbers
            if each.end <= match.start()
        )
    ]
    if re.search(r",\s*including\s*\Z", text[after_noun:last]):
        # "500 victims, including 236 minors, have been rescued"
        last = min((each.start for each in numbers if each.start > last), default=sentence.end)
    later = [
        match
        for match in _VERB.finditer(text, after_noun, max(last, after_noun))
        if _PASSIVE.search(text, max(after_noun, match.start() - 30), match.start())
        or not text[after_noun : match.start()].strip()
    ]
    close = None
    if before:
        at = len(before) - 1
        # Of "rescued and assisted" the first counts.
        while at and _JOINED.match(text, before[at - 1].end(), before[at].start()):
            at -= 1
        close = before[at]
    gap = number.start - before[-1].end() if before else 0
    if close and ((gap <= 45 and not including) or not later):
        if gap <= 120 or including:
            return str(close.lastgroup), TextPosition(*close.span())
        return None
    if later:
        return str(later[0].lastgroup), TextPosition(*later[0].span())
    return None


def _is_no_count(reading: Reading, claim: Claim, sentence: TextPosition) -> bool:
    number, text = claim.number, reading.text
    if any(
        match.start() <= number.start and number.end <= match.end()
        for match in _DATE.finditer(text, max(sentence.start, number.start - 30), sentence.end)
    ):
        return True
    words = text[number.start : number.end]
    if words.lower() in ("one", "both") and (
        claim.unit in (OPEN, "items") or re.match(r"\s+of\b", text[number.end : sentence.end])
    ):
        # An idiom: "one of the largest", "both facilitate and impede".
        return True
    return bool(_YEAR.match(words)) and claim.population is None and claim.unit in (OPEN, "persons")


def _find_operation(claim: Claim, reading: Reading, sentence: TextPosition, known: Known) -> None:
    """The one operation that the sentence names, else the one that the text is about."""
    named = [
        each
        for each in known.operations
        if each.kind != "initiative"
        and missing_name(each.names, (reading.words(sentence),)) is None
    ]
    if len(named) == 1:
        claim.operation = named[0]
        place = next(
            (
                found
                for name in named[0].names
                if (found := reading.anchor_text.first_words(name, sentence))
            ),
            None,
        )
        if place is not None:
            claim.needed.append(place)
        else:
            claim.operation_reason = "The sentence names it."
    elif not named:
        here = known.operations_in(reading.source_id)
        if len(here) == 1 and claim.unit not in ("ratio", "percent"):
            claim.operation = here[0]
            claim.operation_reason = (
                "The text is about one operation; this passage does not name it."
            )


def _passage(claim: Claim, reading: Reading, selected: TextPosition) -> TextPosition:
    """From comma to comma around everything that the fields rest on, and what was selected."""
    places = [*claim.needed, selected]
    return reading.clause(
        TextPosition(min(place.start for place in places), max(place.end for place in places))
    )


def _draft(
    claim: Claim, reading: Reading, passage: TextPosition, known: Known, used: Iterable[str]
) -> Draft:
    operation, value_text = claim.operation, reading.words(claim.value_text)
    value = claim.number.value
    has_value = value is not None and math.isfinite(value)
    fields = [("label", _label(claim, reading, passage)), ("measure", claim.measure)]
    if has_value:
        assert value is not None
        fields.append(("value", number_text(value)))
    fields += [("value_text", value_text), ("unit", claim.unit), ("qualifier", claim.qualifier)]
    if claim.population is not None:
        fields.append(("population", reading.words(claim.population)))
    if operation is not None:
        fields.append(("operation", operation.record_id))
    fields.append(("scope", _scope(claim, reading, passage)))
    evidence: list[tuple[str, TextQuote]] = []
    if not reading.fits_first(value_text, claim.value_text, passage):
        # The same figure stands earlier in the passage.
        names = "value, value_text" if has_value else "value_text"
        evidence.append((names, reading.quote(claim.value_text)))
    resolved: Fields = ()
    if operation is not None and missing_name(operation.names, (reading.words(passage),)):
        reason = claim.operation_reason or "The sentence names it."
        resolved = (("operation", reason),)
    about = operation.record_id if operation else reading.source_id
    what = claim.measure if claim.measure not in (OPEN, "items", "persons") else "figure"
    if operation is None:
        what = f"{reading.words(claim.population)} {what}" if claim.population else what
        about = ""
    record_id = known.new_id("statistic", about, what, also=used)
    return Draft(
        "statistic", record_id, (reading.quote(passage),), tuple(fields), tuple(evidence), resolved
    )


def number_text(value: float) -> str:
    """A number in plain digits, as it is read back."""
    return str(int(value)) if value == int(value) else format(Decimal(repr(value)), "f")


def _label(claim: Claim, reading: Reading, passage: TextPosition) -> str:
    """What is counted, in the words of the passage."""
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
        words = shorten(reading.words(passage), 100)
    return words[:1].upper() + words[1:]


def _scope(claim: Claim, reading: Reading, passage: TextPosition) -> str:
    if claim.measure == "age":
        return "case"
    if claim.operation is not None:
        return "operation"
    if claim.measure == "participants":
        return "meeting"
    if claim.unit in ("percent", "ratio") or _WORLD.search(reading.words(passage)):
        return "world"
    return "world" if claim.measure in ("trafficked", "victims", "revenue") else "organisation"
