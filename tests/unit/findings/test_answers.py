"""Findings and what curators said to them."""

import pytest
from pydantic import ValidationError

from trafficking_explorer.errors import Location
from trafficking_explorer.findings.answers import apply_answers
from trafficking_explorer.findings.finding import Finding, Side
from trafficking_explorer.findings.finding_rows import finding_rows
from trafficking_explorer.records.answer import ANSWER_VOCABULARY, FindingAnswer
from trafficking_explorer.records.fields import UnknownCode

SIDE = Side("statistic", "a", ())
FOUND = [
    Finding("missing-units:statistic/a", "missing-units", "error", "a: 1.4 without a unit", SIDE),
    Finding("lone-claims:source/000+statistic/a", "lone-claims", "note", "a: alone", SIDE),
]
AT = Location("curated/answers.yaml", 3, 5)


def answer(finding: str, code: str = "explained") -> FindingAnswer:
    return FindingAnswer(finding=finding, answer=code, reason="The text has none.")


def test_an_answered_finding_is_marked() -> None:
    """With the answer and its reason; the others stay as they are."""
    given = answer("missing-units:statistic/a")
    findings, problems = apply_answers(FOUND, [(given, AT)])
    assert [finding.answer for finding in findings] == [given, None]
    assert [finding.id for finding in findings] == [finding.id for finding in FOUND]
    assert problems == []
    row = finding_rows(findings)["findings"][0]
    assert (row["answer"], row["reason"]) == ("explained", "The text has none.")


def test_an_answer_without_its_finding_is_a_problem() -> None:
    """At its place, with the finding that was meant, or what to do."""
    findings, problems = apply_answers(FOUND, [(answer("missing-units:statistic/b"), AT)])
    assert [finding.answer for finding in findings] == [None, None]
    (problem,) = problems
    assert problem.at == AT
    assert problem.rule == "answer-without-finding"
    assert problem.severity == "error"
    assert problem.message == (
        "no finding is called 'missing-units:statistic/b': did you mean missing-units:statistic/a?"
    )
    (problem,) = apply_answers(FOUND, [(answer("quite-another"), AT)])[1]
    assert problem.message.endswith("'quite-another': remove the answer")


def test_a_second_answer_is_a_problem() -> None:
    """The first answer counts."""
    later = Location("curated/answers.yaml", 9, 5)
    first, second = (answer(FOUND[0].id, code) for code in ("accepted", "wrong_rule"))
    findings, problems = apply_answers(FOUND, [(first, AT), (second, later)])
    assert findings[0].answer == first
    (problem,) = problems
    assert (problem.at, problem.rule) == (later, "duplicate-answer")
    assert "curated/answers.yaml:3:5" in problem.message


def test_an_answer_is_one_of_three_with_a_reason() -> None:
    """Anything else is refused, with the codes that are known."""
    assert ANSWER_VOCABULARY.codes == ("accepted", "explained", "wrong_rule")
    with pytest.raises(ValidationError) as caught:
        answer("x", "fine")
    (error,) = caught.value.errors()
    cause = error["ctx"]["error"]
    assert isinstance(cause, UnknownCode)
    assert cause.known == ANSWER_VOCABULARY.codes
    with pytest.raises(ValidationError):
        FindingAnswer(finding="x", answer="accepted", reason=" ")
