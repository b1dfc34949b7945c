"""Items of an article without a record."""

from collections.abc import Callable

from trafficking_explorer.corpus.checks.uncovered_passage import uncovered_passage
from trafficking_explorer.corpus.corpus import Corpus

Read = Callable[[str, str], Corpus]

TEXT = "The news.\n  In it, 40 were arrested."


def test_a_gap_is_a_warning_at_its_place_in_the_text(read_text: Read) -> None:
    """The place is one of the text: a line and a column, from 1, in characters."""
    corpus = read_text("éé.\n  ü, 40 were arrested.", "people: []\n")
    (problem,) = list(uncovered_passage(corpus))
    assert (problem.rule, problem.severity) == ("uncovered-passage", "warning")
    assert str(problem.at) == "seeds/s.txt:2:6"
    assert problem.message == "no record covers the number “40”"


def test_what_is_two_things_is_reported_once(read_text: Read) -> None:
    """The name of an operation, as the one that says more; a quotation keeps its own marks."""
    found = uncovered_passage(
        read_text("It is “the end” of Operation Sun, he said.", "people: []\n")
    )
    assert [problem.message for problem in found] == [
        "no record covers the quotation “the end”",
        "no record covers the operation “Operation Sun”",
    ]


def test_what_is_listed_with_a_reason_is_no_gap(read_text: Read) -> None:
    """A number with a reason under `uncovered` is not reported."""
    yaml = "uncovered:\n  - {exact: '40', why: Not a count of victims.}\n"
    assert not list(uncovered_passage(read_text(TEXT, yaml)))


def test_coverage_is_asked_for(read_text: Read) -> None:
    """It is not part of every check: a corpus may be unfinished."""
    assert not read_text(TEXT, "people: []\n").problems
