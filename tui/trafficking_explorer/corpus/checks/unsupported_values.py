"""A stated value stands in its passage: the number or its word, the name, the date.

What a curator worked out is marked `resolved` and is not held against anything.
"""

from collections.abc import Iterator
from functools import lru_cache

from trafficking_explorer.corpus.bearing import is_tested, test_of
from trafficking_explorer.corpus.corpus import Corpus, Problem
from trafficking_explorer.model.fields import FieldSpec, fields_of
from trafficking_explorer.model.record import Record
from trafficking_explorer.terminal import shorten


@lru_cache
def _tested(model: type[Record]) -> tuple[FieldSpec, ...]:
    """The fields whose values words can settle; most are not among them."""
    return tuple(each for each in fields_of(model) if is_tested(each) and not each.is_own)


def unsupported_values(corpus: Corpus) -> Iterator[Problem]:
    """Report stated values that none of their passages bears out."""
    for entry in corpus.entries:
        record = entry.record
        values = vars(record)
        evidence = corpus.evidence_of.get((record.record_type, record.id), [])
        for field in _tested(type(record)):
            if (value := values[field.name]) is None or field.name in record.resolved:
                continue
            passages = [item.exact for item in evidence if item.field == field.name]
            if not passages or (test := test_of(field, corpus)) is None:
                continue
            for i, each in enumerate(value if field.many else (value,)):
                if (wrong := test(each, passages)) is not None:
                    trail = (field.name, i) if field.many else (field.name,)
                    words = shorten(passages[0], 90)
                    message = (
                        f"{field.name}: {wrong} in “{words}”; quote the words that say so under "
                        "evidence, or say why under resolved"
                    )
                    yield Problem(entry.at(*trail), "unsupported-value", message)
