"""Findings as plain lines, for a terminal or a pipe."""

from collections.abc import Iterator

from trafficking_explorer.findings.dataset import Queryable
from trafficking_explorer.findings.finding import Finding, Side
from trafficking_explorer.text.display import single_line, truncate

Place = tuple[str, int, int]
"""A source, and where a passage of it begins and ends."""
_WORDS = 100
"""Code points of a passage that are shown."""
_PASSAGES = 4
"""Passages of a side that are shown."""


def report(findings: list[Finding], store: Queryable) -> Iterator[str]:
    """What each finding says, its sides with their words, and the id by which it is answered."""
    texts: dict[str, str] = dict(store.rows("SELECT source_id, text FROM corpus.sources"))
    for finding in findings:
        yield f"{finding.severity}: {single_line(finding.message)} [{finding.rule}]"
        for side in (finding.side, finding.other):
            if side is not None:
                yield from _side(side, texts)
        if finding.answer is not None:
            answer = finding.answer
            yield f"    {answer.answer.replace('_', ' ')}: {single_line(answer.reason)}"
        else:
            yield f"    to answer it: {finding.id}"


def _side(side: Side, texts: dict[str, str]) -> Iterator[str]:
    yield f"    {side.record_type}/{side.record_id}"
    # The words of a single field are shown by the sentence around them.
    places = dict.fromkeys((each.source_id, each.start, each.end) for each in side.passages)
    outer = [place for place in places if not any(_holds(other, place) for other in places)]
    for source_id, start, end in outer[:_PASSAGES]:
        text = texts.get(source_id, "")
        line = text.count("\n", 0, start) + 1
        yield f"        [{source_id}:{line}] {truncate(single_line(text[start:end]), _WORDS)}"
    if len(outer) > _PASSAGES:
        yield f"        and {len(outer) - _PASSAGES} more"


def _holds(outer: Place, inner: Place) -> bool:
    """Whether a place lies within another."""
    return outer != inner and outer[0] == inner[0] and outer[1] <= inner[1] and inner[2] <= outer[2]


def as_json(finding: Finding) -> dict[str, str | None]:
    """A finding as an object, its keys those of the table `findings`."""
    other, answer = finding.other, finding.answer
    return {
        "finding_id": finding.id,
        "rule": finding.rule,
        "severity": finding.severity,
        "message": finding.message,
        "record_type": finding.side.record_type,
        "record_id": finding.side.record_id,
        "other_type": other.record_type if other else None,
        "other_id": other.record_id if other else None,
        "answer": answer.answer if answer else None,
        "reason": answer.reason if answer else None,
    }
