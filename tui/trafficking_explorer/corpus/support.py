"""Check that words support a value: they contain the number or its word, the name, the date."""

import re
from collections.abc import Callable, Sequence

from trafficking_explorer.corpus.anchoring import fold_white_space
from trafficking_explorer.corpus.corpus import Corpus
from trafficking_explorer.corpus.countries import country_names, names_country
from trafficking_explorer.records.fields import Coded, Country, Date, FieldSpec, Normalized, Ref
from trafficking_explorer.records.vocabulary import QUALIFIER
from trafficking_explorer.text.display import truncate
from trafficking_explorer.text.months import EDTF_NAMES
from trafficking_explorer.text.numbers import Number, find_numbers
from trafficking_explorer.text.qualifiers import QUALIFIER_CODES, find_qualifiers
from trafficking_explorer.text.unseen import look_alike_hint
from trafficking_explorer.text.world_dates import months_in, possible_days

_DIGITS = re.compile(r"\d+|\d{1,3}(?:,\d{3})+", re.ASCII)

SupportCheck = Callable[[object, Sequence[str], Corpus], str | None]
"""Names what is missing from the words of a value's passages; None if nothing is."""


def support_check(field: FieldSpec) -> SupportCheck | None:
    """The check for a field's values; None for a field that words cannot settle.

    Words of the source need no check here: grounding finds them in their passage or reports them.
    """
    match field.role:
        case Normalized():
            return _fact
        case Country():
            return _country
        case Date():
            return _date
        case Coded(vocabulary) if vocabulary is QUALIFIER:
            return _qualifier
        case Ref(target) if target != "statistic":
            return lambda value, passages, corpus: missing_name(
                corpus.names_of(target, str(value)), passages
            )
    return None


def _fact(value: object, passages: Sequence[str], _: Corpus) -> str | None:
    if isinstance(value, int | float):
        for passage in passages:
            if _DIGITS.fullmatch(passage):
                # Most passages are just one number.
                if int(passage.replace(",", "")) == value:
                    return None
            elif any(_has(number, value) for number in find_numbers(passage)):
                return None
        return f"no number {value:,}" if isinstance(value, int) else f"no number {value:,.10g}"
    return _names((str(value),), passages)


def _has(number: Number, value: float) -> bool:
    """True if a value is one of those that a number or range has."""
    return (
        number.agrees(value)
        or (number.value_to is not None and number.agrees_to(value))
        or any(part.agrees(value) for part in number.parts)
    )


def _country(value: object, passages: Sequence[str], corpus: Corpus) -> str | None:
    code = str(value)
    if any(names_country(code, words) for words in passages):
        return None
    languages = {text.source.language for text in corpus.texts.values() if text.source.language}
    if any(names_country(code, words, languages) for words in passages):
        return None
    return _absent(country_names(code), passages)


def missing_name(names: tuple[str, ...] | None, passages: Sequence[str]) -> str | None:
    """The names missing if no passage contains one; None if there is no record."""
    return None if names is None else _names(names, passages)


def _names(names: tuple[str, ...], passages: Sequence[str]) -> str | None:
    # Mostly an exact match; compiling a pattern would take longer.
    if any(_contains_name(name, words) for name in names for words in passages):
        return None
    folded = [fold_white_space(passage) for passage in passages]
    known = [fold_white_space(name) for name in names]
    for name in known:
        pattern = re.compile(rf"(?<!\w){re.escape(name)}(?!\w)", re.IGNORECASE)
        if any(pattern.search(words) for words in folded):
            return None
    return _absent(names, passages)


def _absent(names: tuple[str, ...], passages: Sequence[str]) -> str:
    """The message about names that no passage has."""
    hint = next(filter(None, (look_alike_hint(name, passages) for name in names)), "")
    return f"no {' / '.join(f'“{truncate(name, 40)}”' for name in names[:3])}{hint}"


def _contains_name(name: str, words: str) -> bool:
    """True if the first match of a name in some words is a whole word."""
    start = words.find(name)
    if start < 0 or not name:
        return False
    end = start + len(name)
    before, after = words[start - 1 : start], words[end : end + 1]
    return not (before.isalnum() or before == "_" or after.isalnum() or after == "_")


def _date(value: object, passages: Sequence[str], _: Corpus) -> str | None:
    """Look for each year, month and day of the date in the passages, taken together."""
    words = " ".join(passages)
    missing = []
    for point in re.findall(r"\d{4}(?:-\d{2}(?:-\d{2})?)?", str(value)):
        if len(point) == len("2021-05-04") and _names_day(point, words):
            continue
        year, _, rest = point.partition("-")
        month, _, day = rest.partition("-")
        iso = re.search(rf"(?<!\d){point}(?!\d)", words)
        if not iso and not re.search(rf"(?<!\d){year}(?!\d)", words):
            missing.append(year)
        names = EDTF_NAMES.get(month, (month,))
        if not (iso or not month or re.search(rf"\b(?:{'|'.join(names)})\b", words)) and (
            month > "12" or int(month) not in months_in(words)
        ):
            missing.append(names[0])
        if not iso and day and not re.search(rf"(?<!\d)0?{int(day)}(?!\d)", words):
            missing.append(f"day {int(day)}")
    return f"no {', '.join(dict.fromkeys(missing))}" if missing else None


def _names_day(point: str, words: str) -> bool:
    """True if words have the day in the way of some language, such as “04.05.2021” or “4 mai 2021”."""
    return any(day.isoformat() == point for day in possible_days(words))


def _qualifier(value: object, passages: Sequence[str], _: Corpus) -> str | None:
    code = str(value)
    if code in QUALIFIER_CODES and not any(
        found.code == code for passage in passages for found in find_qualifiers(passage)
    ):
        return f"no word for {code!r}"
    return None
