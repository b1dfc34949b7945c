"""Findings as plain lines, for a terminal or a pipe."""

from collections.abc import Iterator

from trafficking_explorer.findings.finding import Finding, Side
from trafficking_explorer.findings.material import Asked
from trafficking_explorer.terminal import one_line, shorten

_WORDS = 100
"""Code points of a passage that are shown."""


def report(findings: list[Finding], store: Asked) -> Iterator[str]:
    """What each finding says, its sides with their words, and the id by which it is answered."""
    texts: dict[str, str] = dict(store.rows("SELECT source_id, text FROM corpus.sources"))
    for finding in findings:
        yield f"{finding.severity}: {one_line(finding.message)} [{finding.rule}]"
        for side in (finding.side, finding.other):
            if side is not None:
                yield from _side(side, texts)
        if finding.answer is not None:
            answer = finding.answer
            yield f"    {answer.answer.replace('_', ' ')}: {one_line(answer.reason)}"
        else:
            yield f"    to answer it: {finding.id}"


def _side(side: Side, texts: dict[str, str]) -> Iterator[str]:
    yield f"    {side.record_type}/{side.record_id}"
    for passage in side.passages:
        text = texts.get(passage.source_id, "")
        line = text.count("\n", 0, passage.start) + 1
        words = shorten(one_line(text[passage.start : passage.end]), _WORDS)
        yield f"        [{passage.source_id}:{line}] {words}"


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
