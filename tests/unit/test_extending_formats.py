"""A format that another package adds: to the command line, and to the export dialog."""

from collections.abc import AsyncIterator, Callable, Iterable, Iterator, Sequence
from itertools import chain
from pathlib import Path
from typing import IO, Any

import pytest
import pytest_asyncio
from click.testing import Result

from tests.results_driver import Results, results
from trafficking_explorer.console.session import Console
from trafficking_explorer.database.connection import Store
from trafficking_explorer.export.base import Format
from trafficking_explorer.export.formats import FORMATS
from trafficking_explorer.manual.reference import formats

Call = Callable[..., Result]
QUERY = "SELECT 1 AS a, NULL AS b"


def write_toy(stream: IO[str], columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Write cells between bars."""
    for row in chain([columns], rows):
        stream.write("|".join(map(str, row)) + "\n")


def write_types(stream: IO[bytes], schema: Any, batches: Iterable[Any]) -> None:
    """Write the types of the columns, and how many rows there are."""
    stream.write(f"{schema.types} {sum(each.num_rows for each in batches)}".encode())


TOY = Format("toy", "Toy", write_toy, "cells between bars", suffix=".toy", key="z")
TYPES = Format(
    "types", "Types", write_types, suffix=".types", key="v", is_binary=True, takes_arrow=True
)


@pytest.fixture(autouse=True)
def toys() -> Iterator[None]:
    """Two formats more; gone after the test."""
    before = FORMATS.names
    for each in (TOY, TYPES):
        FORMATS.register(each)
    yield
    for each in (TOY, TYPES):
        FORMATS.remove(each.name)
    assert FORMATS.names == before


@pytest_asyncio.fixture
async def it(store: Store) -> AsyncIterator[Results]:
    """Results on a screen."""
    console = Console(store)
    async with results(console) as found:
        yield found
    console.close()


def test_sql_prints_it(call: Call) -> None:
    """By its name; one that is not text is kept from nothing but a terminal."""
    assert call("sql", QUERY, "--format", "toy").stdout == "a|b\n1|None\n"
    found = call("sql", QUERY, "--format", "types")
    assert found.stdout == "[DataType(int32), DataType(null)] 1"


@pytest.mark.parametrize(("name", "begins"), [("x.toy", "a|b\n1|"), ("X.TYPES", "[DataType")])
def test_sql_writes_it(call: Call, tmp_path: Path, name: str, begins: str) -> None:
    """To a file that ends like it."""
    result = call("sql", QUERY, "-o", str(tmp_path / name))
    assert result.exit_code == 0, result.output
    assert (tmp_path / name).read_text().startswith(begins)


def test_search_prints_it(call: Call) -> None:
    """Formats of text can be printed."""
    result = call("search", "epervier", "--format", "toy", "--limit", "1")
    assert result.stdout.startswith("record_type|record_id|title|")
    assert call("search", "epervier", "--format", "types").exit_code == 2


def test_help_and_manual_name_it(call: Call) -> None:
    """Both list it beside the program's own formats."""
    assert "|toy|parquet|excel|types]" in "".join(call("sql", "--help").stdout.split())
    assert "| `toy` | `.toy` | yes |" in formats()
    assert "| `types` | `.types` | no |" in formats()


def test_it_is_gone_with_its_registration(call: Call) -> None:
    """An unknown name is a wrong call, and the known ones are named."""
    FORMATS.remove("toy")
    result = call("sql", QUERY, "--format", "toy")
    assert result.exit_code == 2
    assert "'toy' is not one of 'table', 'csv'" in result.output
    FORMATS.register(TOY)


async def test_the_export_dialog_offers_it(
    it: Results, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By its letter, with its label."""
    monkeypatch.chdir(tmp_path)
    await it.run(QUERY)
    await it.press("x")
    assert "z  Toy" in it.text()
    await it.press("z", "enter")
    assert (tmp_path / "result.toy").read_text() == "a|b\n1|None\n"
    await it.press("x", "v", "enter")
    assert (tmp_path / "result.types").read_text().startswith("[DataType")
