"""Check that every item of an article is covered by a record or excused."""

from collections.abc import Iterator

from trafficking_explorer.corpus.corpus import Corpus, Problem
from trafficking_explorer.errors import Location
from trafficking_explorer.text.display import truncate
from trafficking_explorer.text.lines import line_start


def uncovered_passage(corpus: Corpus) -> Iterator[Problem]:
    """Report numbers, quotations, operations and names that no evidence covers."""
    # Start-up: every read of a corpus imports this package, and only `--coverage` needs this.
    from trafficking_explorer.corpus.coverage import find_gaps

    for gap in find_gaps(corpus):
        text = corpus.texts[gap.source_id]
        column = gap.position.start - line_start(text.text, gap.position.start) + 1
        # A quotation has its own quotation marks.
        words = truncate(gap.words) if gap.kind == "quotation" else f"“{truncate(gap.words)}”"
        message = f"no record covers the {gap.kind} {words}"
        at = Location(f"seeds/{text.source.path}", gap.line, column)
        yield Problem(at, "uncovered-passage", message, "warning")
