"""The fields of a record for people: dates and countries in words, who, where and when first.

Only what is shown changes: codes and dates as curated stay in the tables, in `show` and in exports.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from trafficking_explorer.database.quantities import value_words
from trafficking_explorer.database.read_models import Detail, Field, Passage
from trafficking_explorer.text.long_dates import long_date

ROLE_JOINT = " — "
"""Between a linked record and its role, in the value of a field."""
_VALUE_JOINT = " · "
"""Between the values of a field that has several."""
_LOCATED = "located_in"
_AT_THE_END = ("name", "title", "kind", "acronym", "aliases")
_WHO = ("speaker", "speaker_id", "speaker_role", "attributed_to", "publisher", "author", "role")
_WHERE = ("countries", "country", "regions", "place", _LOCATED)
"""Fields that say where, so that two with one name say the same."""
_SILENT_UNITS = ("items", "none", "persons")
"""Units that say nothing beside a measure and a population."""
_OF_VALUE = ("value", "value_to", "value_text", "unit", "qualifier")
"""The fields of a statistic that make its value in words."""


@dataclass(frozen=True, slots=True)
class Words:
    """The words for codes of one record.

    Attributes:
        dates: its dates as curated.
        countries: the names of countries by code.
    """

    dates: frozenset[str] = frozenset()
    countries: dict[str, str] = field(default_factory=dict)


def card_fields(record: Detail, words: Words) -> tuple[Field, ...]:
    """The fields of a record as its card shows them."""
    fields = [_in_words(each, words) for each in record.fields]
    if record.record_type == "statistic":
        fields = _with_value(fields)
    fields = list(_without_repeats(_places_together(fields)))
    fields.sort(key=_rank)
    return tuple(fields)


def name_of(field: Field) -> str:
    """The value of a field that names a record, without its role."""
    return field.value.partition(ROLE_JOINT)[0]


def _in_words(each: Field, words: Words) -> Field:
    if each.value in words.dates and not each.name.endswith("_note"):
        return replace(each, value=long_date(each.value))
    if each.name in ("country", "countries"):
        codes = each.value.split(_VALUE_JOINT)
        return replace(each, value=", ".join(words.countries.get(code, code) for code in codes))
    return each


def _with_value(fields: list[Field]) -> list[Field]:
    """One field for the value of a statistic, its qualifier and its unit."""
    by_name = {each.name: each for each in fields}
    parts = [by_name[name] for name in _OF_VALUE if name in by_name]
    if not parts:
        return fields
    given = {each.name: each.value for each in parts}
    unit = given.get("unit", "")
    words, value = _words_of(given, unit), given.get("value")
    said = {"value", "value_to", "qualifier"}
    text = given.get("value_text", "")
    if value is None or text in words or _digits(text) == _digits(value):
        said.add("value_text")
    if unit in _SILENT_UNITS or words != _words_of(given, ""):
        said.add("unit")
    # A part that was inferred for another reason keeps its line, with the reason.
    known = {(parts[0].basis, parts[0].reason), ("stated", None)}
    joined = [
        each for each in parts if each.name in said and (each.basis, each.reason) in known
    ] or parts[:1]
    first = fields.index(joined[0])
    whole = replace(_merged(joined), name="value", value=words)
    return [
        whole if index == first else each
        for index, each in enumerate(fields)
        if index == first or each not in joined
    ]


def _words_of(given: dict[str, str], unit: str) -> str:
    return value_words(
        _number(given.get("value")),
        _number(given.get("value_to")),
        given.get("value_text"),
        unit,
        given.get("qualifier", ""),
    )


def _number(text: str | None) -> float | None:
    return float(text.replace(",", "")) if text is not None else None


def _digits(text: str) -> str:
    """A number as written, without what only groups its digits."""
    return "".join(text.replace(",", "").split())


def _places_together(fields: list[Field]) -> list[Field]:
    """All places of one basis on one line; of a single place, its role stays."""
    places = [each for each in fields if each.name.partition(":")[0] == _LOCATED]
    merged: dict[int, Field] = {}
    for basis, reason in dict.fromkeys((each.basis, each.reason) for each in places):
        alike = [each for each in places if (each.basis, each.reason) == (basis, reason)]
        if len(alike) > 1:
            names = ", ".join(dict.fromkeys(map(name_of, alike)))
            merged[id(alike[0])] = replace(_merged(alike), name=_LOCATED, value=names)
            merged |= {id(each): merged[id(alike[0])] for each in alike[1:]}
    return list(dict.fromkeys(merged.get(id(each), each) for each in fields))


def _without_repeats(fields: list[Field]) -> Iterator[Field]:
    """The fields, one for those that say the same; the one that leads to a record stays."""
    used: set[int] = set()
    for each in fields:
        if id(each) in used:
            continue
        same = [
            other
            for other in fields
            if id(other) not in used and (other is each or _say_the_same(each, other))
        ]
        used.update(map(id, same))
        if len(same) == 1:
            yield each
            continue
        leading = max(same, key=lambda other: len(other.targets))
        whole = _merged([leading, *(other for other in same if other is not leading)])
        # "speaker", not "speaker_id".
        is_shorter = leading.name.startswith(each.name)
        yield replace(whole, name=each.name if is_shorter else leading.name)


def _say_the_same(one: Field, other: Field) -> bool:
    """True if two fields have one value, and one of them only adds the record it names."""
    if (one.basis, one.reason) != (other.basis, other.reason):
        return False
    places = {each.name.partition(":")[0] for each in (one, other)}
    if places <= set(_WHERE):
        return name_of(one) == name_of(other)
    return one.value == other.value and other.name.removesuffix("_id") == one.name


def _merged(fields: list[Field]) -> Field:
    """One field with the targets and the passages of several."""
    first = fields[0]
    targets = dict.fromkeys(target for each in fields for target in each.targets)
    by_place: dict[tuple[str, int, int], Passage] = {}
    for each in fields:
        for passage in each.passages:
            by_place.setdefault(passage.place, passage)
    return replace(first, targets=tuple(targets), passages=tuple(by_place.values()))


def _rank(each: Field) -> int:
    """Groups of fields in the order of the card: who, where, when, the rest, name and kind, links."""
    relation, colon, _ = each.name.partition(":")
    kinds = {record_type for record_type, _ in each.targets}
    if relation == "text":
        return 0
    if relation in _WHERE or kinds == {"place"}:
        return 2
    if relation in _AT_THE_END:
        return 5
    if relation in _WHO or (kinds and kinds <= {"agency", "person"}):
        return 1
    if relation in ("date", "date_note", "period", "published"):
        return 3
    return 6 if colon else 4


def dates_and_countries(rows: Iterable[tuple[str, str, str]]) -> Words:
    """The words of a record from its facts: field, value and folded names."""
    dates: set[str] = set()
    countries: dict[str, str] = {}
    for name, value, folded in rows:
        if name == "date":
            dates.add(value)
        else:
            countries |= {line.strip().upper(): value for line in folded.splitlines()}
    return Words(frozenset(dates), countries)
