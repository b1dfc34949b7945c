"""Check that every item of an article is covered by a record or excused."""

from collections.abc import Iterator

from trafficking_explorer.corpus.corpus import Corpus, Problem
from trafficking_explorer.errors import Location
from trafficking_explorer.text.display import truncate
from trafficking_explorer.text.lines import line_start


def uncovered_passage(corpus: Corpus) -> Iterator[Problem]:
    """Report numbers, dates, quotations, operations and names that no evidence covers."""
    # Start-up: every read of a corpus imports this package, and only `--coverage` needs this.
    from trafficking_explorer.corpus.coverage import measure_coverage

    measured = measure_coverage(corpus)
    for source_id, coverage in measured.items():
        if coverage.unread is not None:
            at = Location(f"seeds/{corpus.texts[source_id].source.path}")
            message = f"{coverage.unread} are not read; look for them yourself"
            yield Problem(at, "uncovered-passage", message, "warning")
    for gap in (gap for coverage in measured.values() for gap in coverage.gaps):
        text = corpus.texts[gap.source_id]
        column = gap.position.start - line_start(text.text, gap.position.start) + 1
        # A quotation has its own quotation marks.
        words = truncate(gap.words) if gap.kind == "quotation" else f"“{truncate(gap.words)}”"
        message = f"no record covers the {gap.kind} {words}"
        at = Location(f"seeds/{text.source.path}", gap.line, column)
        yield Problem(at, "uncovered-passage", message, "warning")
