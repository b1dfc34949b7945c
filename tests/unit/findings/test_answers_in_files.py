"""Answers as curated files hold them."""

from collections.abc import Callable
from pathlib import Path

import pytest

from trafficking_explorer.corpus.corpus import Corpus
from trafficking_explorer.corpus.loader import load
from trafficking_explorer.database.connection import Store
from trafficking_explorer.findings.answers import apply_answers
from trafficking_explorer.findings.engine import run_rules

ANSWERS = """\
answers:
  - finding: missing-units:statistic/a
    answer: explained
    reason: The text has none.
"""


def read(corpus_folder: Callable[..., Path], yaml: str) -> Corpus:
    return load(corpus_folder({"answers.yaml": yaml}))


def test_an_answer_keeps_its_place(corpus_folder: Callable[..., Path]) -> None:
    """The place is the id of its finding, so that a problem can be shown there."""
    corpus = read(corpus_folder, ANSWERS)
    assert corpus.problems == []
    ((answer, at),) = corpus.answers
    assert (answer.finding, answer.answer) == ("missing-units:statistic/a", "explained")
    assert (at.path, at.line, at.column) == ("curated/answers.yaml", 2, 5)


def test_an_id_may_have_its_kind_before_it(corpus_folder: Callable[..., Path]) -> None:
    """As `show` and `--goto` name a finding, and as a reader may have copied it."""
    corpus = read(corpus_folder, ANSWERS.replace("missing-units:", "finding/missing-units:"))
    assert corpus.problems == []
    ((answer, _),) = corpus.answers
    assert answer.finding == "missing-units:statistic/a"


@pytest.mark.parametrize(
    ("old", "new", "rule", "said"),
    [
        ("explained", "explaind", "unknown-code", "did you mean explained?"),
        ("reason", "raeson", "unknown-key", "did you mean reason?"),
        ("    reason: The text has none.\n", "", "missing-field", "reason is missing"),
        ("  - finding", "    finding", "wrong-type", "answers must be a list"),
    ],
)
def test_a_wrong_answer_is_a_problem(
    corpus_folder: Callable[..., Path], old: str, new: str, rule: str, said: str
) -> None:
    """Answers are validated like records."""
    corpus = read(corpus_folder, ANSWERS.replace(old, new))
    problems = {problem.rule: problem.message for problem in corpus.problems}
    assert said in problems[rule]
    assert corpus.answers == []


def test_every_answer_of_the_bundled_corpus_has_its_finding(bundled: Corpus, store: Store) -> None:
    """And a reason of a sentence; what is left open is open on purpose."""
    findings, problems = apply_answers(run_rules(store), bundled.answers)
    assert problems == []
    assert sum(finding.answer is not None for finding in findings) == len(bundled.answers) > 10
    assert all(len(answer.reason.split()) >= 4 for answer, _ in bundled.answers)
    assert all(finding.answer for finding in findings if finding.severity == "error")
