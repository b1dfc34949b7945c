"""A figure that the text qualifies ("nearly 500") is not curated as exact."""

import re
from collections.abc import Iterator

from trafficking_explorer.corpus.corpus import Corpus, Problem
from trafficking_explorer.model.statistic import Statistic

_BEFORE = re.compile(
    r"\b(nearly|almost|close to|just under|more than|over|at least|up to|at most|around|about|"
    r"approximately|roughly|some)\s+$",
    re.IGNORECASE,
)


def hidden_qualifiers(corpus: Corpus) -> Iterator[Problem]:
    """Report exact figures before which a qualifying word stands in the source."""
    for entry in corpus.entries:
        record = entry.record
        if type(record) is not Statistic or record.qualifier != "exact":
            continue
        for evidence in corpus.evidence_of.get((record.record_type, record.id), []):
            # The last word alone, mostly: a search looks at every place of the words before.
            if (
                evidence.field == "value"
                and (prefix := evidence.prefix)[-1:].isspace()
                and (found := _BEFORE.search(prefix))
            ):
                message = f"qualifier: the text says “{found[1]}” before the number, not exact"
                yield Problem(entry.at("qualifier"), "hidden-qualifier", message)
