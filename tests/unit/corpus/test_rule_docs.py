"""The pages on the rules of problems."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

import trafficking_explorer
from trafficking_explorer.corpus.corpus import Corpus
from trafficking_explorer.corpus.rule_docs import RuleDoc, problem_rules, rule_doc

Read = Callable[[str, str], Corpus]

TEXT = (
    "In total, 40 suspected traffickers were arrested in Chad in 2017. Nearly 500 victims were "
    "rescued. Mr Stock spoke first. Then Mr Stock thanked the police."
)
PAGES = [page for rule in problem_rules() if (page := rule_doc(rule)) is not None]
SHOWN = [page for page in PAGES if page.example]
NO_YAML = {
    "answer-without-finding",
    "duplicate-answer",
    "encoding",
    "file",
    "stale-schema",
    "uncovered-passage",
}
"""Rules that no YAML alone can show."""


def test_every_rule_has_a_page() -> None:
    """Each id that the code gives to a problem is one of the pages, and the other way round."""
    package = Path(trafficking_explorer.__file__).parent
    used: set[str] = set()
    for path in (*(package / "corpus").rglob("*.py"), package / "findings" / "answers.py"):
        used.update(re.findall(r'"([a-z]+(?:-[a-z]+)*)"', path.read_text("utf-8")))
    assert set(problem_rules()) <= used
    assert {page.rule for page in PAGES} - {page.rule for page in SHOWN} == NO_YAML


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.rule)
def test_a_page_says_what_and_why_and_how(page: RuleDoc) -> None:
    """In lines that fit a terminal."""
    assert page.title
    assert page.fix.endswith(".")
    for heading in ("What", "Why", "How to fix it"):
        assert f"{heading}\n  " in page.text
    assert bool(page.example) == bool(page.fixed)


@pytest.mark.parametrize("page", SHOWN, ids=lambda page: page.rule)
def test_an_example_is_one(page: RuleDoc, read_text: Read) -> None:
    """The example has the problem, and the fixed version does not."""
    assert page.rule in {problem.rule for problem in read_text(TEXT, page.example).problems}
    assert not read_text(TEXT, page.fixed).problems


def test_what_is_no_rule_has_no_page() -> None:
    """Nor does a name that leads out of the folder."""
    assert rule_doc("../../pages/file") is None
    assert rule_doc("") is None
