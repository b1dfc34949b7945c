"""Check that a figure with a qualifier in the text ("nearly 500") is not curated as exact."""

from collections.abc import Iterator, Sequence

from trafficking_explorer.corpus.checks.base import Check
from trafficking_explorer.corpus.corpus import Corpus, GroundedRecord, Problem
from trafficking_explorer.corpus.figure_support import numbers_of
from trafficking_explorer.records.statistic import Statistic


def hidden_qualifier(grounds: Sequence[GroundedRecord], corpus: Corpus) -> Iterator[Problem]:
    """Report exact figures that follow a qualifying word in the source."""
    for entry, places in grounds:
        record = entry.record
        if type(record) is not Statistic or record.qualifier != "exact":
            continue
        for field, place in places:
            if field != "value":
                continue
            for number in numbers_of(corpus, place):
                if (found := number.qualifying) is None or not number.agrees(record.value or 0):
                    continue
                words = corpus.texts[place[0]].text[found.start : found.end]
                side = "before" if found.start < number.start else "after"
                message = f"qualifier: the text has “{words}” {side} the number, so it is not exact"
                yield Problem(entry.at("qualifier"), "hidden-qualifier", message)


CHECK = Check("hidden-qualifier", hidden_qualifier)
