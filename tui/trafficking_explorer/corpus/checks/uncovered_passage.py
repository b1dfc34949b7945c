"""What an article says, a record rests on, or the curator has said why not."""

from collections.abc import Iterator

from trafficking_explorer.corpus.corpus import Corpus, Problem
from trafficking_explorer.errors import Location
from trafficking_explorer.text.display import truncate


def uncovered_passage(corpus: Corpus) -> Iterator[Problem]:
    """Report numbers, quotations, operations and names that no evidence covers."""
    # What reads prose takes long to load, and this package is loaded with every corpus.
    from trafficking_explorer.corpus.coverage import find_gaps

    seen = set()
    for gap in find_gaps(corpus):
        if (gap.source_id, gap.position) in seen:
            # "Operation Weka" is an operation and a name: the explorer counts it once, too.
            continue
        seen.add((gap.source_id, gap.position))
        text = corpus.texts[gap.source_id]
        column = gap.position.start - (text.text.rfind("\n", 0, gap.position.start) + 1) + 1
        # A quotation brings its own marks.
        words = truncate(gap.words) if gap.kind == "quotation" else f"“{truncate(gap.words)}”"
        message = f"no record rests on the {gap.kind} {words}"
        at = Location(f"seeds/{text.source.path}", gap.line, column)
        yield Problem(at, "uncovered-passage", message, "warning")
