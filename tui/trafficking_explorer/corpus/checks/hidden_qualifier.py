"""A figure that the text qualifies ("nearly 500") is not curated as exact."""

import re
from collections.abc import Iterator, Sequence

from trafficking_explorer.corpus.anchoring import CONTEXT
from trafficking_explorer.corpus.corpus import Corpus, GroundedRecord, Problem
from trafficking_explorer.records.statistic import Statistic

_QUALIFYING = (
    "nearly",
    "almost",
    "close to",
    "just under",
    "more than",
    "over",
    "at least",
    "up to",
    "at most",
    "as many as",
    "around",
    "about",
    "approximately",
    "roughly",
    "some",
)
_BEFORE = re.compile(rf"\b({'|'.join(_QUALIFYING)})\s+$", re.IGNORECASE)


def hidden_qualifier(grounds: Sequence[GroundedRecord], corpus: Corpus) -> Iterator[Problem]:
    """Report exact figures before which a qualifying word stands in the source."""
    for entry, places in grounds:
        record = entry.record
        if type(record) is not Statistic or record.qualifier != "exact":
            continue
        for field, place in places:
            if field != "value":
                continue
            source_id, (start, _) = place
            prefix = corpus.texts[source_id].text[max(0, start - CONTEXT) : start]
            # A search looks at every place of it.
            if prefix.rstrip().lower().endswith(_QUALIFYING) and (found := _BEFORE.search(prefix)):
                message = f"qualifier: the text says “{found[1]}” before the number, not exact"
                yield Problem(entry.at("qualifier"), "hidden-qualifier", message)
