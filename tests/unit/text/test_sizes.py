"""Sizes, read and written."""

import pytest

from trafficking_explorer.text.sizes import bytes_of, size_of


@pytest.mark.parametrize(
    ("size", "count"),
    [
        ("320MB", 320_000_000),
        ("1.5 GiB", 1_610_612_736),
        ("1 tb", 10**12),
        ("64kib", 65_536),
    ],
)
def test_a_size_is_read(size: str, count: int) -> None:
    """Sizes are read as DuckDB reads them."""
    assert bytes_of(size) == count


@pytest.mark.parametrize("size", ["", "5", "MB", "-1MB", "1.MB", "1e3MB", "1 PB", "1MB;", "１MB "])
def test_what_is_no_size_is_an_error(size: str) -> None:
    """Other texts raise an error."""
    with pytest.raises(ValueError, match="is not a size"):
        bytes_of(size)


@pytest.mark.parametrize(
    ("count", "size"),
    [(0, "0 MB"), (800_000_000, "800 MB"), (20 * 10**9, "20 GB"), (1_500_000_000, "1.5 GB")],
)
def test_a_size_is_said(count: int, size: str) -> None:
    """In two figures or three."""
    assert size_of(count) == size
