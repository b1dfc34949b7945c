"""Findings and the answers of curators."""

from collections.abc import Iterable
from dataclasses import replace

from trafficking_explorer.corpus.corpus import Problem
from trafficking_explorer.errors import Location
from trafficking_explorer.findings.finding import Finding
from trafficking_explorer.records.answer import FindingAnswer
from trafficking_explorer.text.did_you_mean import close_words

_GONE = ": remove the answer"
_MOST_NEAR = 100
"""Answers without a finding for which a similar id is looked for."""


def apply_answers(
    findings: Iterable[Finding], answers: Iterable[tuple[FindingAnswer, Location]]
) -> tuple[list[Finding], list[Problem]]:
    """Mark the findings that have been answered.

    Args:
        findings: all of them.
        answers: each with the place of its `finding` in a curated file.

    Returns:
        The findings in their order, with their answers; and a problem for each answer to a finding
        that does not exist or has an answer already.
    """
    found = list(findings)
    known = {finding.id for finding in found}
    in_order = sorted(known)
    given: dict[str, tuple[FindingAnswer, Location]] = {}
    problems: list[Problem] = []
    for answer, at in answers:
        if answer.finding not in known:
            near = _nearest(answer.finding, in_order) if len(problems) < _MOST_NEAR else _GONE
            message = f"no finding is called {answer.finding!r}{near}"
            problems.append(Problem(at, "answer-without-finding", message))
        elif answer.finding in given:
            message = f"{answer.finding} has an answer already, at {given[answer.finding][1]}"
            problems.append(Problem(at, "duplicate-answer", message))
        else:
            given[answer.finding] = answer, at
    return [
        replace(finding, answer=given[finding.id][0]) if finding.id in given else finding
        for finding in found
    ], problems


def _nearest(id_: str, known: list[str]) -> str:
    """The id that was probably meant, or what to do if none is similar."""
    close = close_words(id_, known, limit=1, least=90)
    return f": did you mean {close[0]}?" if close else _GONE
