"""Pages of rows that are the smaller the larger the rows are."""

from itertools import islice
from typing import Any

import pytest

from trafficking_explorer.console.lossless_values import Row
from trafficking_explorer.console.pages import pages, weight

KB = "x" * 1_000


def sizes(rows: list[Row], most: int = 128) -> list[int]:
    """The number of rows of each page; every row must come once."""
    left = iter(rows)
    found = list(pages(lambda count: list(islice(left, count)), most))
    assert [row for page in found for row in page] == rows
    return [len(page) for page in found]


@pytest.mark.parametrize(
    ("row", "largest"),
    [
        ((1, "a", None), 128),
        ((KB,), 128),
        ((KB * 100,), 79),
        ((KB * 1_000, 5), 7),
        ((KB * 9_000,), 1),
        ((list(range(100_000)),), 1),
        ((list(range(2_000)), [[1, 2]] * 500), 57),
        (({"a": KB * 40, "b": [KB] * 40},), 97),
    ],
)
def test_a_page_is_the_smaller_the_larger_its_rows_are(row: Row, largest: int) -> None:
    """A page has at least one row."""
    found = sizes([row] * 400)
    assert found[0] == 1
    assert max(found) == largest


def test_no_rows_are_no_pages() -> None:
    """Nothing is asked for twice."""
    assert sizes([]) == []
    assert sizes([(1,)], most=1) == [1]
    assert sizes([(1,)] * 5, most=2) == [1, 2, 2]


def test_pages_follow_the_rows() -> None:
    """Rows that become large, and small again."""
    found = sizes([(1,)] * 149 + [(KB * 1_000,)] * 128 + [(1,)] * 300)
    assert found[:5] == [1, 4, 16, 64, 128]
    assert found[5] == 7
    assert found[-1] > 7


@pytest.mark.parametrize("value", [None, 1, "", b"", [], {}, (), [None], [[]], 1.5, True])
def test_everything_has_a_weight(value: Any) -> None:
    """There is no division by zero."""
    assert weight(value) > 0
