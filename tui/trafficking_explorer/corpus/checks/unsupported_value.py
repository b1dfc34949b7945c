"""Check that the passage contains the stated value: the number or its word, the name, the date.

Values that the curator inferred are marked `resolved` and not checked.
"""

from collections.abc import Iterator, Sequence
from functools import lru_cache

from trafficking_explorer.corpus.checks.base import Check
from trafficking_explorer.corpus.corpus import (
    Corpus,
    GroundedRecord,
    LocatedRecord,
    Problem,
    SourcePosition,
)
from trafficking_explorer.corpus.figure_support import FIELDS, unsupported_figures
from trafficking_explorer.corpus.support import SupportCheck, support_check
from trafficking_explorer.records.base import Record
from trafficking_explorer.records.fields import FieldSpec, fields_of
from trafficking_explorer.records.statistic import Statistic
from trafficking_explorer.text.display import truncate


@lru_cache
def _tests(model: type[Record]) -> dict[str, tuple[FieldSpec, SupportCheck]]:
    """The fields of a record kind that can be checked against words."""
    return {
        field.name: (field, test)
        for field in fields_of(model)
        if not field.is_own and (test := support_check(field))
        if model is not Statistic or field.name not in FIELDS
    }


def unsupported_value(grounds: Sequence[GroundedRecord], corpus: Corpus) -> Iterator[Problem]:
    """Report stated values that no passage supports."""
    for entry, places in grounds:
        record = entry.record
        tested = _tests(type(record))
        if isinstance(record, Statistic):
            yield from _figures(entry, places, corpus)
        passages_of: dict[str, list[str]] = {}
        for name, place in places:
            if name in tested and name not in record.resolved:
                passages_of.setdefault(name, []).append(corpus.words_at(place))
        for name, passages in passages_of.items():
            field, test = tested[name]
            value = getattr(record, name)
            for i, each in enumerate(value if field.many else (value,)):
                if (wrong := test(each, passages, corpus)) and not corpus.has_unreadable_text(
                    entry
                ):
                    trail = (field.name, i) if field.many else (field.name,)
                    words = truncate(passages[0], 90)
                    # The rule's page says how to fix it.
                    message = f"{field.name}: {wrong} in “{words}”"
                    yield Problem(entry.at(*trail), "unsupported-value", message)


def _figures(
    entry: LocatedRecord, places: Sequence[tuple[str, SourcePosition]], corpus: Corpus
) -> Iterator[Problem]:
    """Report what the words of a statistic do not say of its figure."""
    record = entry.record
    assert isinstance(record, Statistic)
    places_of: dict[str, list[SourcePosition]] = {}
    for name, place in places:
        if name not in record.resolved:
            places_of.setdefault(name, []).append(place)
    if corpus.has_unreadable_text(entry):
        return
    for name, wrong in unsupported_figures(record, places_of, corpus):
        yield Problem(entry.at(name), "unsupported-value", f"{name}: {wrong}")


CHECK = Check("unsupported-value", unsupported_value)
