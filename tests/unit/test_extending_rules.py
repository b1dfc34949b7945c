"""A finding rule and a check that another package adds, used by the program like its own."""

import json
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest
from click.testing import Result

from trafficking_explorer.corpus.checks import CHECKS
from trafficking_explorer.corpus.checks.base import Check
from trafficking_explorer.corpus.corpus import Corpus, GroundedRecord, Problem
from trafficking_explorer.findings.dataset import Dataset
from trafficking_explorer.findings.finding import RuleMatch
from trafficking_explorer.findings.rules import RULES
from trafficking_explorer.findings.rules.base import Rule
from trafficking_explorer.registry import additions

Call = Callable[..., Result]

TEXT = "Operation Sun freed 30 people."
YAML = """
operations:
  - {id: sun, quote: Operation Sun, name: Operation Sun, kind: operation}
statistics:
  - {id: freed, quote: freed 30, label: Freed, measure: rescued, value: 30, value_text: 30,
     unit: persons, qualifier: exact, operation: sun, scope: operation, resolved: {operation: why}}
"""
CHECK_PAGE = """A name of a thing in the sky

What
  An operation is called after the sun.

Why
  A toy.

How to fix it
  Call it something else.
"""
RULE_PAGE = """A figure of thirty.

What it looks for
  Claims of exactly thirty.
"""


def sunny_name(grounds: Sequence[GroundedRecord], corpus: Corpus) -> Iterator[Problem]:
    """Report operations that are called after the sun."""
    for entry, _ in grounds:
        if entry.record.display_name.endswith("Sun"):
            yield Problem(entry.at("name"), "sunny-name", "called after the sun", "warning")


def thirties(dataset: Dataset) -> Iterator[RuleMatch]:
    """Every claim of thirty."""
    for claim in dataset.claims:
        if claim.value == 30:
            yield RuleMatch(f"{claim.label} is thirty", claim.ref())


CHECK = Check("sunny-name", sunny_name, CHECK_PAGE)
RULE = Rule("thirties", "A figure of thirty", "doubt", RULE_PAGE, thirties)


@pytest.fixture
def toys() -> Iterator[None]:
    """A check and a rule more; gone after the test."""
    before = ([*CHECKS], [*RULES], additions())
    CHECKS.register(CHECK)
    RULES.register(RULE)
    yield
    CHECKS.remove(CHECK.id)
    RULES.remove(RULE.id)
    assert ([*CHECKS], [*RULES], additions()) == before


@pytest.fixture
def corpus(text_folder: Callable[[str, str], Path]) -> Path:
    """A corpus in which both find something."""
    return text_folder(TEXT, YAML)


@pytest.mark.usefixtures("toys")
def test_check_prints_what_they_find(call: Call, corpus: Path) -> None:
    """The problem with its place and what to do, and the finding."""
    result = call("check", str(corpus))
    assert "records.yaml:3" in result.output
    assert "called after the sun" in result.output
    assert "Call it something else." in result.output
    assert "Freed is thirty" in result.output
    assert result.exit_code == 0
    assert call("check", str(corpus), "--strict").exit_code == 1


@pytest.mark.usefixtures("toys")
@pytest.mark.parametrize("format_", ["json", "github", "sarif"])
def test_every_report_has_them(call: Call, corpus: Path, format_: str) -> None:
    """Reports for other programs have the problem and the finding."""
    output = call("check", str(corpus), "--format", format_).stdout
    assert "sunny-name" in output
    assert "thirties" in output
    if format_ != "github":
        json.loads(output)


@pytest.mark.usefixtures("toys")
def test_their_pages_are_shown(call: Call) -> None:
    """`--explain` shows a page by its id."""
    page = call("check", "--explain", "sunny-name").output
    assert page.startswith("sunny-name: A name of a thing in the sky\n\nWhat\n  An operation")
    page = call("check", "--explain", "thirties").output
    assert page.startswith("thirties: A figure of thirty (doubt)\n\nWhat it looks for\n")
    assert "did you mean sunny-name?" in call("check", "--explain", "suny-name").output


@pytest.mark.usefixtures("toys")
def test_sql_has_the_finding(call: Call, corpus: Path) -> None:
    """In the table of findings."""
    query = "SELECT severity, message FROM findings WHERE rule = 'thirties'"
    result = call("--corpus", str(corpus), "sql", query, "--format", "csv")
    assert result.stdout == "severity,message\ndoubt,Freed is thirty\n"


def test_what_is_kept_does_not_hide_them(call: Call, corpus: Path) -> None:
    """A corpus that was checked and opened before is looked at again, and again without them."""

    def found() -> tuple[bool, bool]:
        query = "SELECT count(*) FROM findings WHERE rule = 'thirties'"
        stored = call("--corpus", str(corpus), "sql", query, "--format", "csv").stdout
        return "sunny-name" in call("check", str(corpus)).output, stored.split()[-1] == "1"

    assert found() == (False, False)
    CHECKS.register(CHECK)
    RULES.register(RULE)
    try:
        assert found() == (True, True)
    finally:
        CHECKS.remove(CHECK.id)
        RULES.remove(RULE.id)
    assert found() == (False, False)
