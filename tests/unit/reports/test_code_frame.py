"""The line of a problem, and the caret below its place."""

from pathlib import Path

import pytest

from trafficking_explorer.errors import Location
from trafficking_explorer.reports.code_frame import code_frame
from trafficking_explorer.text.display import cell_width


def lines(folder: Path, data: bytes, line: int, column: int, width: int = 60) -> list[str]:
    path = folder / f"{abs(hash((data, line)))}.yaml"
    path.write_bytes(data)
    return code_frame(folder, Location(path.name, line, column), width)


@pytest.mark.parametrize(
    ("data", "line", "column", "shown", "under"),
    [
        (b"a: b", 1, 4, "a: b", "b"),
        (b"\xef\xbb\xbfa: b", 1, 1, "a: b", "a"),
        (b"x\r\na: b\r\n", 2, 4, "a: b", "b"),
        ("日本: x".encode(), 1, 5, "日本: x", "x"),
        (b"a\tb: \x1b[31mred", 1, 6, "a b: \ufffd[31mred", "\ufffd"),
        (b"a: \xff\xfe!", 1, 6, "a: \ufffd\ufffd!", "!"),
    ],
)
def test_the_caret_is_below_the_place(
    tmp_path: Path, data: bytes, line: int, column: int, shown: str, under: str
) -> None:
    """Counted in cells: wide letters take two; what is unprintable is one mark."""
    found, caret = lines(tmp_path, data, line, column)
    assert found.partition("| ")[2] == shown
    cells = cell_width(caret) - 1
    before = ""
    while cell_width(before) < cells:
        before = found[: len(before) + 1]
    assert found[len(before)] == under


@pytest.mark.parametrize("column", [1, 50, 500, 990, 1001])
@pytest.mark.parametrize("letter", ["x", "日", "e\u0301", "❤\ufe0f"])
def test_a_long_line_is_cut_around_the_caret(tmp_path: Path, column: int, letter: str) -> None:
    """Neither the line nor the caret is wider than the terminal, and an ellipsis says what is cut."""
    found, caret = lines(tmp_path, (letter * 1000).encode(), 1, column)
    assert cell_width(found) <= 61
    assert caret.index("^") < 61
    assert "…" in found


def test_a_line_of_many_megabytes_costs_little(tmp_path: Path) -> None:
    """Only the part around the column is processed."""
    found, caret = lines(
        tmp_path, b"a: " + b"x" * 4_000_000 + b"Y" + b"x" * 4_000_000, 1, 4_000_004
    )
    assert found[caret.index("^")] == "Y"


def test_what_cannot_be_read_has_no_excerpt(tmp_path: Path) -> None:
    """A file that is not there, a line that it does not have, a problem with the file as a whole."""
    assert code_frame(tmp_path, Location("none.yaml", 1, 1), 80) == []
    assert code_frame(tmp_path, Location("\x00", 1, 1), 80) == []
    assert lines(tmp_path, b"a", 9, 1) == []
    assert lines(tmp_path, b"a", 0, 0) == []
