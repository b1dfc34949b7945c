"""Findings as plain lines, for a terminal or a pipe."""

from collections.abc import Iterable, Iterator

from trafficking_explorer.database.read_models import Passage
from trafficking_explorer.findings.finding import Finding, Side
from trafficking_explorer.text.display import clean_line, truncate

_WORDS = 100
"""Code points of a passage that are shown."""
_PASSAGES = 4
"""Passages of a side that are shown."""


def report(findings: Iterable[Finding], *, whole: bool = False) -> Iterator[str]:
    """The message of each finding, its sides with their words, and the id by which it is answered.

    Args:
        whole: show all passages of a side, and all their words.
    """
    for finding in findings:
        yield f"{finding.severity}: {clean_line(finding.message)} [{finding.rule}]"
        for side in (finding.side, finding.other):
            if side is not None:
                yield from _side(side, whole)
        if finding.answer is not None:
            answer = finding.answer
            yield f"    {answer.answer.replace('_', ' ')}: {clean_line(answer.reason)}"
        else:
            yield f"    answer id: {finding.id}"


def _side(side: Side, whole: bool) -> Iterator[str]:
    yield f"    {side.record_type}/{clean_line(side.record_id)}"
    # The words of a single field are shown by the sentence around them.
    distinct = {passage.place: passage for passage in side.passages}.values()
    outer = [each for each in distinct if not any(_holds(other, each) for other in distinct)]
    for passage in outer if whole else outer[:_PASSAGES]:
        words = clean_line(passage.exact)
        shown = words if whole else truncate(words, _WORDS)
        yield f"        [{passage.source_id}:{passage.line}] {shown}"
    if len(outer) > _PASSAGES and not whole:
        yield f"        and {len(outer) - _PASSAGES} more"


def _holds(outer: Passage, inner: Passage) -> bool:
    """True if a place contains another."""
    return (
        outer.span != inner.span
        and outer.source_id == inner.source_id
        and outer.start <= inner.start
        and inner.end <= outer.end
    )
