"""Everything that can go wrong in a way we foresaw."""

import pytest

from trafficking_explorer import errors
from trafficking_explorer.errors import ExplorerError, Location, opening_corpus


@pytest.mark.parametrize(
    ("location", "text"),
    [
        (Location("curated/a.yaml", 12, 9), "curated/a.yaml:12:9"),
        (Location("curated/a.yaml"), "curated/a.yaml"),
    ],
)
def test_a_place_is_written_as_editors_read_it(location: Location, text: str) -> None:
    """Path, line and column; the file alone where there is no line."""
    assert str(location) == text


def test_places_sort_by_file_line_and_column() -> None:
    """Lines and columns are compared as numbers."""
    places = [Location("b", 1, 1), Location("a", 10, 1), Location("a", 9, 2), Location("a", 9, 1)]
    assert [str(place) for place in sorted(places)] == ["a:9:1", "a:9:2", "a:10:1", "b:1:1"]


@pytest.mark.parametrize(
    ("name", "status"),
    [
        ("CorpusError", 3),
        ("StoreError", 3),
        ("StoreDamaged", 3),
        ("UsageError", 2),
        ("QueryError", 1),
        ("QueryInterrupted", 130),
        ("QuoteNotFound", 1),
        ("QuoteAmbiguous", 1),
    ],
)
def test_an_error_has_an_exit_status(name: str, status: int) -> None:
    """1 it ran and failed, 2 the call is wrong, 3 the corpus cannot be opened."""
    error = getattr(errors, name)
    assert issubclass(error, ExplorerError)
    assert error.exit_status == status


def test_ctrl_c_while_duckdb_works_is_no_bug() -> None:
    """DuckDB makes a RuntimeError of it, in the thread that gets signals."""
    with pytest.raises(KeyboardInterrupt), opening_corpus():
        raise RuntimeError("Query interrupted")
