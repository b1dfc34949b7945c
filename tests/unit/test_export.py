"""Rows to an open stream, in every format."""

import csv
import json
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from io import StringIO
from pathlib import Path
from typing import Any
from uuid import UUID

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from trafficking_explorer.export import BINARY_FORMATS, FORMATS, TEXT_FORMATS
from trafficking_explorer.export.parquet import write_parquet
from trafficking_explorer.export.values import as_json, as_text
from trafficking_explorer.store.connection import Store
from trafficking_explorer.store.console import Console

COLUMNS = ("id", "names", "value", "day")
ROWS = [
    ("a", ["x", "y"], 500.0, date(2016, 3, 1)),
    ('b, "c"\n|', [], 0.5, None),
    (None, None, None, None),
]


def written(name: str, columns: Sequence[str] = COLUMNS, rows: Sequence[Any] = ROWS) -> str:
    stream = StringIO(newline="")
    TEXT_FORMATS[name](stream, columns, iter(rows))
    return stream.getvalue()


def test_the_formats_are_those_of_the_contract() -> None:
    """Text for a pipe, one that needs a file."""
    assert FORMATS == ("table", "csv", "json", "jsonl", "markdown", "parquet")
    assert set(TEXT_FORMATS) | set(BINARY_FORMATS) == set(FORMATS)


def test_csv_reads_back() -> None:
    """A header, then a line a row; NULL is an empty cell, a list is joined."""
    assert written("csv") == (
        'id,names,value,day\na,x; y,500,2016-03-01\n"b, ""c""\n|",,0.5,\n,,,\n'
    )
    assert list(csv.reader(StringIO(written("csv"))))[2] == ['b, "c"\n|', "", "0.5", ""]


def test_csv_keeps_every_line_break_in_its_cell() -> None:
    """Also a lone carriage return."""
    for text in ("a\rb", "\r", "a\r\nb", "a\nb"):
        found = list(csv.reader(StringIO(written("csv", [text, "x"], [["y", text]]), newline="")))
        assert found == [[text, "x"], ["y", text]]


def test_json_is_one_array() -> None:
    """Lists as arrays, dates in ISO 8601, NULL as null."""
    assert json.loads(written("json")) == [
        {"id": "a", "names": ["x", "y"], "value": 500.0, "day": "2016-03-01"},
        {"id": 'b, "c"\n|', "names": [], "value": 0.5, "day": None},
        {"id": None, "names": None, "value": None, "day": None},
    ]
    assert written("json", rows=[]) == "[]\n"
    assert json.loads(written("json", rows=[])) == []


def test_json_lines_are_an_object_a_line() -> None:
    """Whatever line breaks the values have."""
    lines = written("jsonl").splitlines()
    assert [json.loads(line) for line in lines] == json.loads(written("json"))
    assert written("jsonl", rows=[]) == ""


@pytest.mark.parametrize("name", ["json", "jsonl"])
def test_json_keeps_text_as_it_is(name: str) -> None:
    """Not escaped, and nothing normalised."""
    assert "Épervier – “so” 日本 🧭 e\u0301" in written(
        name, ["a"], [["Épervier – “so” 日本 🧭 e\u0301"]]
    )


def test_json_loses_no_column() -> None:
    """Of columns that bear one name, each has its value."""
    columns = ("a", "a", "a_1", "b", "a")
    assert json.loads(written("json", columns, [(1, 2, 3, 4, 5)])) == [
        {"a": 1, "a_1": 2, "a_1_1": 3, "b": 4, "a_2": 5}
    ]


def test_a_table_is_aligned() -> None:
    """Numbers at the right, text at the left, wide characters at their width, no trailing blanks."""
    table = written("table", ("name", "n"), [("日本", 5), ("Chad", 1000), ("e\u0301", None)])
    assert table == ("name     n\n────  ────\n日本     5\nChad  1000\ne\u0301\n")


def test_a_table_without_rows_has_its_head() -> None:
    """So that one sees what was asked."""
    assert written("table", ("a", "bcd"), []) == "a  bcd\n─  ───\n"


def test_a_long_table_is_not_held_in_memory() -> None:
    """The first rows decide the widths; a longer cell later on is written whole."""
    seen = 0

    def rows() -> Iterator[tuple[str]]:
        nonlocal seen
        for _ in range(1500):
            seen += 1
            yield ("x",)
        yield ("y" * 20,)

    class Stream(StringIO):
        first: int | None = None

        def write(self, text: str) -> int:
            self.first = self.first if self.first is not None else seen
            return super().write(text)

    stream = Stream()
    TEXT_FORMATS["table"](stream, ["a"], rows())
    assert stream.first == 1000
    assert stream.getvalue().endswith("x\n" + "y" * 20 + "\n")


def test_markdown_is_a_table() -> None:
    """A bar in a cell is no column, a line break no row."""
    assert written("markdown", ("a|b", "c"), [("x|y", "one\ntwo"), (None, 1.5)]) == (
        "| a\\|b | c |\n| --- | --- |\n| x\\|y | one two |\n|  | 1.5 |\n"
    )


@pytest.mark.parametrize("name", ["table", "markdown"])
def test_hostile_text_reaches_no_terminal(name: str) -> None:
    """Neither from a value nor from the name of a column; a row stays a line."""
    text = written(name, ["a\x1b]0;x\x07\nb"], [["\x1b[2J\u202e\r\n\x00"], [["\x9b"]]])
    assert all(char.isprintable() or char == "\n" for char in text)
    assert text.count("\n") == 4


@pytest.mark.parametrize(
    ("value", "json_value", "text"),
    [
        (None, None, ""),
        (True, True, "true"),
        (False, False, "false"),
        (0, 0, "0"),
        (10**30, 10**30, "1" + "0" * 30),
        (500.0, 500.0, "500"),
        (-2.0, -2.0, "-2"),
        (0.1, 0.1, "0.1"),
        (1e300, 1e300, "1e+300"),
        (float("nan"), None, "nan"),
        (float("inf"), None, "inf"),
        (Decimal("1.50"), 1.5, "1.50"),
        (Decimal("3.00"), 3, "3.00"),
        ("", "", ""),
        ("é", "é", "é"),
        (date(2016, 3, 1), "2016-03-01", "2016-03-01"),
        (datetime(2016, 3, 1, 12, 30), "2016-03-01T12:30:00", "2016-03-01T12:30:00"),
        (time(12, 30), "12:30:00", "12:30:00"),
        (timedelta(days=1), "1 day, 0:00:00", "1 day, 0:00:00"),
        (b"\x00\xff", "00ff", "00ff"),
        (UUID(int=1), str(UUID(int=1)), str(UUID(int=1))),
        ([], [], ""),
        (["a", None, 1.0], ["a", None, 1.0], "a; ; 1"),
        ((date(2016, 3, 1),), ["2016-03-01"], "2016-03-01"),
        ({"a": [1, date(2016, 3, 1)]}, {"a": [1, "2016-03-01"]}, "a: 1; 2016-03-01"),
        ({1: "x"}, {"1": "x"}, "1: x"),
    ],
)
def test_a_value_has_a_form_in_json_and_in_a_cell(
    value: object, json_value: object, text: str
) -> None:
    """Every type that DuckDB gives."""
    assert as_json(value) == json_value
    assert as_text(value) == text
    json.dumps(as_json(value), allow_nan=False)


def test_parquet_keeps_the_types(store: Store, tmp_path: Path) -> None:
    """Of every batch of a long answer."""
    answer = Console(store).run(
        "SELECT i::INTEGER AS i, ['a'] AS l, DATE '2016-03-01' AS d, NULL::DOUBLE AS n "
        "FROM range(200000) t(i)"
    )
    assert answer is not None
    write_parquet(tmp_path / "x.parquet", answer)
    table = pq.read_table(tmp_path / "x.parquet")
    assert table.num_rows == 200_000
    assert table.column("i").to_pylist()[::50_000] == [0, 50_000, 100_000, 150_000]
    assert table.schema.field("d").type == pa.date32()
    assert table.schema.field("n").type == pa.float64()
    assert table.slice(0, 1).to_pylist() == [{"i": 0, "l": ["a"], "d": date(2016, 3, 1), "n": None}]


def test_parquet_without_rows_has_its_columns(store: Store, tmp_path: Path) -> None:
    """So that what reads it finds them."""
    answer = Console(store).run("SELECT name FROM operations WHERE false")
    assert answer is not None
    write_parquet(tmp_path / "x.parquet", answer)
    assert pq.read_table(tmp_path / "x.parquet").schema.names == ["name"]
