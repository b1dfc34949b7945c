"""Offers for sentences with known answers, as `tests/bench/reading.py` measures them."""

from pathlib import Path

import pytest

from tests.bench import reading
from tests.bench.reading import Answer, Case, answers, is_good, judge, read_cases


@pytest.mark.parametrize("path", reading.CASES, ids=lambda path: path.stem)
def test_sentences_are_read(path: Path) -> None:
    """At least 95 % of the fields are right, and none is wrong."""
    found = answers(read_cases(path))
    assert [each for each in found if each.verdict == "wrong"] == []
    assert is_good(found)


def test_there_are_many_sentences() -> None:
    """There are at least 190, of at least 60 kinds."""
    cases = [case for path in reading.CASES for case in read_cases(path)]
    assert len(cases) >= 190
    assert len({case.kind for case in cases}) >= 60


def test_fields_are_judged() -> None:
    """A guess is wrong, a field left out or "…" is open, and what must never be is wrong."""
    case = Case(
        "Forty fled.",
        "Forty",
        "x",
        expect={"value": 40, "unit": "persons"},
        never={"measure": ["arrests"]},
    )
    right = judge(case, {"value": "40", "unit": "persons", "measure": "persons"})
    assert [each.verdict for each in right] == ["right", "right"]
    bad = judge(case, {"value": "4", "unit": "…", "measure": "arrests"})
    assert [each.verdict for each in bad] == ["wrong", "open", "wrong"]
    assert [each.verdict for each in judge(case, {})] == ["open", "open"]


def test_what_is_good_enough() -> None:
    """One wrong field is too many; of a hundred five may be open."""
    case = Case("", "", "")
    made = {name: Answer(case, "unit", name, None) for name in ("right", "open", "wrong")}
    assert is_good([made["right"]] * 95 + [made["open"]] * 5)
    assert not is_good([made["right"]] * 94 + [made["open"]] * 6)
    assert not is_good([made["right"]] * 99 + [made["wrong"]])
