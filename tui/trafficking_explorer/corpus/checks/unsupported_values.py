"""A stated value stands in its passage: the number or its word, the name, the date.

What a curator worked out is marked `resolved` and is not held against anything.
"""

from collections.abc import Iterator

from trafficking_explorer.corpus.bearing import test_of
from trafficking_explorer.corpus.corpus import Corpus, Problem
from trafficking_explorer.model.fields import fields_of
from trafficking_explorer.terminal import shorten


def unsupported_values(corpus: Corpus) -> Iterator[Problem]:
    """Report stated values that none of their passages bears out."""
    for entry in corpus.entries:
        record = entry.record
        evidence = corpus.evidence_of.get((record.record_type, record.id), [])
        for field in fields_of(type(record)):
            # Most fields are ruled out by the first word of this; there are very many.
            if field.is_words or (value := getattr(record, field.name)) in (None, ()):
                continue
            if field.is_own or field.name in record.resolved:
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
