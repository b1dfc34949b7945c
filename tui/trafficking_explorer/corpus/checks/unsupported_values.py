"""A stated value stands in its passage: the number or its word, the name, the date.

What a curator worked out is marked `resolved` and is not held against anything.
"""

from collections.abc import Iterator

from trafficking_explorer.corpus.bearing import Test, test_of
from trafficking_explorer.corpus.corpus import Corpus, Problem
from trafficking_explorer.model.fields import FieldSpec, fields_of
from trafficking_explorer.model.kinds import MODELS
from trafficking_explorer.terminal import shorten


def _test(field: FieldSpec, corpus: Corpus) -> Test | None:
    return None if field.is_own else test_of(field, corpus)


def unsupported_values(corpus: Corpus) -> Iterator[Problem]:
    """Report stated values that none of their passages bears out."""
    tests = {
        model: {
            each.name: (each, test) for each in fields_of(model) if (test := _test(each, corpus))
        }
        for model in MODELS
    }
    for entry, places in corpus.grounds:
        record = entry.record
        tested = tests[type(record)]
        passages_of: dict[str, list[str]] = {}
        for name, place in places:
            if name in tested and name not in record.resolved:
                passages_of.setdefault(name, []).append(corpus.words_at(place))
        for name, passages in passages_of.items():
            field, test = tested[name]
            value = getattr(record, name)
            for i, each in enumerate(value if field.many else (value,)):
                if (wrong := test(each, passages)) is not None:
                    trail = (field.name, i) if field.many else (field.name,)
                    words = shorten(passages[0], 90)
                    # What mends it is said with the rule.
                    message = f"{field.name}: {wrong} in “{words}”"
                    yield Problem(entry.at(*trail), "unsupported-value", message)
