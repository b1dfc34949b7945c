"""Check that the words of a statistic say its value, the end of its range, its unit and its qualifier.

The number is read where `value_text` is, with the words around it: "2" of "2 million" is not 2, and
"at most" before another number does not qualify this one.
"""

import re
from collections.abc import Iterator, Mapping, Sequence

from trafficking_explorer.corpus.corpus import Corpus, SourcePosition
from trafficking_explorer.records.populations import age_group_of, sex_of
from trafficking_explorer.records.statistic import Statistic
from trafficking_explorer.text.currencies import UNSURE, currencies_in
from trafficking_explorer.text.currency_names import NAMES as CURRENCIES
from trafficking_explorer.text.display import truncate
from trafficking_explorer.text.numbers import Number, find_numbers, numbers_at
from trafficking_explorer.text.qualifiers import (
    EXAMPLES,
    QUALIFIER_CODES,
    VAGUE_CODES,
    find_qualifiers,
)

FIELDS = ("value", "value_to", "unit", "qualifier", "sex", "age_group")
"""The fields that are checked here."""
Places = Mapping[str, Sequence[SourcePosition]]
"""The positions of fields that were not inferred."""

_LEAD = re.compile(
    r"(?:(?:between|from|an?|the|ages?|of|about|around|estimated)\s+)+\Z", re.IGNORECASE
)
_NONE = re.compile(r"(?:no|none|nil|nobody|not\s+any|not\s+one|without\s+any)\b", re.IGNORECASE)
_LESS = re.compile(r"\b(?:under|below|short\s+of|shy\s+of|less|fewer)\b", re.IGNORECASE)
_PERCENT = re.compile(
    r"[%％٪]|\b(?:per\s?cent|percent\w*|pct|pc|pour\s?cent|por\s?ciento|por\s?cento|per\s?cento|procent\w*|prozent)\b"
    r"|процент|في\s+المئة|بالمئة|بالمائة",
    re.IGNORECASE,
)
_TIME = {
    "minutes": r"\bmin(?:ute)?s?\b",
    "hours": r"\b(?:hours?|hrs?|hourly)\b|\d\s?h\b",
    "days": r"\b(?:days?|daily)\b",
    "weeks": r"\bweek(?:s|ly)?\b",
    "months": r"\bmonth(?:s|ly)?\b",
    "years": r"\b(?:years?|yrs?|annual(?:ly)?|aged?|ages|year-olds?)\b|,\s\d{1,3}\b",
}


_NEEDS_WORDS = frozenset(["percent", *_TIME, *CURRENCIES])
"""Units that must be in words of the passage; what persons or cases are, the curator knows."""


def unsupported_figures(
    record: Statistic, places: Places, corpus: Corpus
) -> Iterator[tuple[str, str]]:
    """Each field of a statistic that its words do not support, and the reason."""
    numbers = _numbers(record, places, corpus)
    if record.value is None:
        chosen = numbers
    else:
        agreeing = [each for each in numbers if each.agrees(record.value)]
        if "value" in places and not agreeing:
            yield from _wrong_value(record, numbers, places, corpus)
        elif "value_to" in places or "value" in places:
            yield from _wrong_range(record, agreeing or numbers, places)
        chosen = agreeing or numbers
    if "unit" in places and chosen and (wrong := _wrong_unit(record, chosen, places, corpus)):
        yield "unit", wrong
    if "qualifier" in places and (wrong := _wrong_qualifier(record, chosen, places, corpus)):
        yield "qualifier", wrong
    if (record.sex or record.age_group) and _is_english(places, corpus):
        yield from _wrong_people(record, places, corpus)


def numbers_of(corpus: Corpus, place: SourcePosition) -> list[Number]:
    """The numbers that share words with a place of a text."""
    source_id, (start, end) = place
    return numbers_at(corpus.texts[source_id].text, start, end)


def _numbers(record: Statistic, places: Places, corpus: Corpus) -> list[Number]:
    """The numbers that a statistic may give: those of its own words, whole."""
    own = places.get("value_text", ())
    wide = places.get("value", ()) or own
    inner = [each for each in own if any(_contains(outer, each) for outer in wide)]
    return [
        number for place in inner or wide for number in _whole(numbers_of(corpus, place), place)
    ]


def _contains(outer: SourcePosition, inner: SourcePosition) -> bool:
    return (
        outer[0] == inner[0] and outer[1].start <= inner[1].start and inner[1].end <= outer[1].end
    )


def _whole(numbers: list[Number], place: SourcePosition) -> list[Number]:
    """Those inside the place, if there are some; else the one that it is a part of."""
    start, end = place[1]
    inside = [each for each in numbers if start <= each.start and each.end <= end]
    if inside:
        return inside
    for number in numbers:
        parts = [each for each in number.parts if start <= each.start and each.end <= end]
        if parts and len(parts) == 1:
            return parts
    return numbers


def _words(corpus: Corpus, number: Number, place: SourcePosition) -> str:
    text = corpus.texts[place[0]].text
    return truncate(" ".join(text[number.amount_start : number.amount_end].split()), 60)


def _shown(value: float) -> str:
    return f"{value:,}" if isinstance(value, int) else f"{value:,.10g}"


def _wrong_value(
    record: Statistic, numbers: list[Number], places: Places, corpus: Corpus
) -> Iterator[tuple[str, str]]:
    assert record.value is not None
    place = (places.get("value_text") or places["value"])[0]
    words = truncate(corpus.words_at(place), 60)
    if not numbers:
        if record.value == 0 and _NONE.match(words):
            return
        yield "value", f"no number {_shown(record.value)} in “{words}”"
        return
    number = numbers[0]
    said = _words(corpus, number, place)
    if number.value is not None:
        end = "" if number.value_to is None else f" to {_shown(number.value_to)}"
        yield (
            "value",
            f"no number {_shown(record.value)} in “{words}”: “{said}” is {_shown(number.value)}{end}",
        )
    elif number.kind == "unsure":
        yield (
            "value",
            f"“{said}” can be read in more than one way; say under resolved how you read it",
        )
    elif number.is_figure:
        yield "value", f"no number {_shown(record.value)} in “{words}”: “{said}” has no figure"
    else:
        yield "value", f"“{said}” is {_KINDS.get(number.kind, number.kind)}, not a quantity"


_KINDS = {
    "date": "a date",
    "year": "a year",
    "time": "a time of day",
    "telephone": "a telephone number",
    "address": "part of an address",
    "reference": "a reference",
    "name": "part of a name",
    "idiom": "an idiom",
}


def _wrong_range(
    record: Statistic, numbers: list[Number], places: Places
) -> Iterator[tuple[str, str]]:
    if not numbers or any(each.agrees_to(record.value_to) for each in numbers):
        return
    number = numbers[0]
    if record.value_to is None:
        if number.value_to is not None and "value" in places:
            yield (
                "value",
                (
                    f"the text has a range, {_shown(number.value or 0)} to {_shown(number.value_to)}: add "
                    f"value_to: {_shown(number.value_to).replace(',', '')}"
                ),
            )
    elif "value_to" in places:
        if number.value_to is None:
            yield "value_to", f"no range that ends at {_shown(record.value_to)}"
        else:
            yield (
                "value_to",
                f"the range ends at {_shown(number.value_to)}, not {_shown(record.value_to)}",
            )


def _is_english(places: Places, corpus: Corpus) -> bool:
    """True if no text is said to be in another language: the words of others are not known here."""
    sources = {source_id for found in places.values() for source_id, _ in found}
    return all(
        (corpus.texts[each].source.language or "en").lower().startswith("en")
        for each in sources
        if each in corpus.texts
    )


def _passages(names: Sequence[str], places: Places, corpus: Corpus) -> list[str]:
    found = dict.fromkeys(place for name in names for place in places.get(name, ()))
    return [corpus.words_at(place) for place in found]


def _wrong_unit(
    record: Statistic, numbers: list[Number], places: Places, corpus: Corpus
) -> str | None:
    unit, number = record.unit, numbers[0]
    said = {each.unit for each in numbers}
    if unit in said or (None in said and unit not in _NEEDS_WORDS and numbers[0].kind != "points"):
        return None
    place = (places.get("value_text") or places.get("value") or places["unit"])[0]
    words = f"“{_words(corpus, number, place)}”"
    passages = _passages(("unit", "record", "value", "value_text"), places, corpus)
    if number.kind == "points" and unit == "percent":
        return f"{words} are not per cent of a whole"
    if None not in said:
        return _other_unit(unit, number, words, passages, place, corpus)
    if unit == "percent":
        found = any(map(_PERCENT.search, passages))
        return None if found else f"no “per cent” or “%” with {words}"
    if not _is_english(places, corpus):
        return None
    if unit in CURRENCIES:
        found = any(unit in currencies_in(each) for each in passages)
        return None if found else f"no words for {unit} ({CURRENCIES[unit]}) with {words}"
    if unit in _TIME:
        pattern = re.compile(_TIME[unit], re.IGNORECASE)
        found = any(map(pattern.search, passages))
        return None if found else f"no word for {unit} with {words}"
    return None


def _other_unit(
    unit: str,
    number: Number,
    words: str,
    passages: list[str],
    place: SourcePosition,
    corpus: Corpus,
) -> str | None:
    """The objection to a unit where the words beside the number say which it is."""
    assert number.unit is not None
    if number.unit == UNSURE and unit in CURRENCIES:
        # Words of the text may say once whose dollars are meant.
        if any(unit in currencies_in(each) for each in (*passages, corpus.texts[place[0]].text)):
            return None
        return f"{words} does not say that it is {unit}; give the reason under resolved, or quote the words that do"
    names = {"currency": "money", "ratio": "a share (ratio)"}
    return f"{words} is {names.get(number.unit, number.unit)}, not {unit}"


def _wrong_qualifier(
    record: Statistic, numbers: list[Number], places: Places, corpus: Corpus
) -> str | None:
    code = record.qualifier
    if code not in QUALIFIER_CODES:
        return None
    if code in VAGUE_CODES:
        return _wrong_size(code, numbers, places, corpus)
    near: list[str] = []
    for place in (*places.get("value_text", ()), *places.get("value", ())):
        text = corpus.texts[place[0]].text
        for number in numbers:
            if (found := number.qualifying) is None:
                continue
            first, last = min(found.start, number.amount_start), max(found.end, number.amount_end)
            codes = {found.code, *(each.code for each in find_qualifiers(text[first:last]))}
            if code in codes or (
                (found.code, code) == ("nearly", "less_than")
                and _LESS.search(text, found.start, found.end)
            ):
                return None
            near.append(
                f"“{' '.join(text[found.start : found.end].split())}” says {found.code}, not {code}"
            )
    if near:
        return near[0]
    if any(
        code in _free_qualifiers(each)
        for each in _passages(("qualifier", "record"), places, corpus)
    ):
        return None
    return f"no word for {code!r} with the number; words for it are {EXAMPLES[code]}"


def _wrong_size(code: str, numbers: list[Number], places: Places, corpus: Corpus) -> str | None:
    """The objection to "hundreds" and the like."""
    said = {each.qualifier for each in numbers if each.kind == "vague"}
    if code in said:
        return None
    if said - {None}:
        return f"the words say {', '.join(sorted(filter(None, said)))}, not {code}"
    passages = _passages(("value_text", "qualifier"), places, corpus)
    vague = {
        each.qualifier for words in passages for each in find_numbers(words) if each.kind == "vague"
    }
    if not numbers and code in vague:
        return None
    return f"no word for {code!r}; words for it are {EXAMPLES[code]}"


def _free_qualifiers(passage: str) -> set[str]:
    """Qualifiers of a passage that no number has at its side: "the least number …, is 2.5 million"."""
    taken = [
        (each.qualifying.start, each.qualifying.end)
        for each in find_numbers(passage)
        if each.qualifying is not None
    ]
    return {
        each.code
        for each in find_qualifiers(passage)
        if not any(start < each.end and each.start < end for start, end in taken)
    }


def _wrong_people(record: Statistic, places: Places, corpus: Corpus) -> Iterator[tuple[str, str]]:
    for name, read in (("sex", sex_of), ("age_group", age_group_of)):
        code = getattr(record, name)
        if code is None or name not in places:
            continue
        words = record.population or ""
        found = read(words)
        passages = " ; ".join(_passages((name, "record"), places, corpus))
        if code in found and len(found) == 1:
            continue
        if found:
            yield (
                name,
                f"“{truncate(words, 60)}” says {' and '.join(sorted(found))}, not only {code}",
            )
        elif code not in read(passages):
            yield name, f"no word for {code!r} in “{truncate(passages, 90)}”"
