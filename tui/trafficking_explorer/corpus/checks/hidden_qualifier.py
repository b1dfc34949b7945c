"""Check that a figure with a qualifier in the text ("nearly 500") is not curated as exact."""

from collections.abc import Iterator, Sequence

from trafficking_explorer.corpus.anchoring import CONTEXT
from trafficking_explorer.corpus.checks.base import Check
from trafficking_explorer.corpus.corpus import Corpus, GroundedRecord, Problem
from trafficking_explorer.records.statistic import Statistic
from trafficking_explorer.text.qualifiers import qualifier_before


def hidden_qualifier(grounds: Sequence[GroundedRecord], corpus: Corpus) -> Iterator[Problem]:
    """Report exact figures that follow a qualifying word in the source."""
    for entry, places in grounds:
        record = entry.record
        if type(record) is not Statistic or record.qualifier != "exact":
            continue
        for field, place in places:
            if field != "value":
                continue
            source_id, (start, _) = place
            before = corpus.texts[source_id].text[max(0, start - CONTEXT) : start]
            if found := qualifier_before(before):
                words = before[found.start : found.end]
                message = f"qualifier: the text has “{words}” before the number, so it is not exact"
                yield Problem(entry.at("qualifier"), "hidden-qualifier", message)


CHECK = Check("hidden-qualifier", hidden_qualifier)
