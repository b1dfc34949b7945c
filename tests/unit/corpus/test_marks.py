"""Marks in texts of many shapes that were written before the readers."""

import pytest

from tests.marked_texts import FOLDER, found, parse, score

WRITTEN, HELD = sorted(FOLDER.glob("*.txt")), sorted((FOLDER / "held").glob("*.txt"))


@pytest.mark.parametrize("paths", [WRITTEN, HELD], ids=["written", "held"])
def test_marks_are_right_and_none_is_missing(paths: list) -> None:  # type: ignore[type-arg]
    """Nine of ten at least, by kind and exact extent; 98 % and more when this was written."""
    result = score(paths)
    assert len(result.right) > 100
    assert result.precision >= 0.95, result.wrong
    assert result.recall >= 0.95, result.missed


def test_nothing_but_words_is_marked_of_what_has_no_capitals() -> None:
    """Digits and quotations of an Arabic text, and no names."""
    text, _ = parse((FOLDER / "held" / "arabic.txt").read_text("utf-8"))
    assert {kind for kind, *_ in found(text, "ar")} == {"number", "quotation"}
