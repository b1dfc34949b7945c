"""Rows to an open stream, in every format."""

import csv
import json
import unicodedata
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from io import StringIO
from pathlib import Path
from typing import Any
from uuid import UUID
from xml.etree import ElementTree
from zipfile import ZipFile

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from tests.console_helpers import ask
from trafficking_explorer.console.query_result import QueryResult
from trafficking_explorer.console.result_views import Condition
from trafficking_explorer.console.session import Console, StreamingAnswer
from trafficking_explorer.database.connection import Store
from trafficking_explorer.errors import QueryError, QueryInterrupted, UsageError
from trafficking_explorer.export import excel_format as excel
from trafficking_explorer.export.cell_text import as_text, json_text
from trafficking_explorer.export.excel_format import write_excel
from trafficking_explorer.export.formats import FORMATS
from trafficking_explorer.export.parquet_format import write_parquet
from trafficking_explorer.export.write_result import write_result

FILES = {each.name: each.suffix for each in FORMATS if each.suffix}
COLUMNS = ("id", "names", "value", "day")
ROWS = [
    ("a", ["x", "y"], 500.0, date(2016, 3, 1)),
    ('b, "c"\n|', [], 0.5, None),
    (None, None, None, None),
]


def written(name: str, columns: Sequence[str] = COLUMNS, rows: Sequence[Any] = ROWS) -> str:
    stream = StringIO(newline="")
    FORMATS[name].writer(stream, columns, iter(rows))
    return stream.getvalue()


def test_csv_reads_back() -> None:
    """A header, then a line a row; NULL is an empty cell, an empty text is quoted, a list is joined."""
    assert written("csv") == (
        'id,names,value,day\na,x; y,500,2016-03-01\n"b, ""c""\n|","",0.5,\n,,,\n'
    )
    assert list(csv.reader(StringIO(written("csv"))))[2] == ['b, "c"\n|', "", "0.5", ""]


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
    """Columns with the same name all keep their values."""
    columns = ("a", "a", "a_1", "b", "a")
    assert json.loads(written("json", columns, [(1, 2, 3, 4, 5)])) == [
        {"a": 1, "a_1": 2, "a_1_1": 3, "b": 4, "a_2": 5}
    ]


def test_a_table_is_aligned() -> None:
    """Numbers at the right, text at the left, wide characters at their width, no trailing blanks."""
    table = written("table", ("name", "n"), [("日本", 5), ("Chad", 1000), ("e\u0301", None)])
    assert table == ("name     n\n────  ────\n日本     5\nChad  1000\ne\u0301\n")


def test_a_table_without_rows_has_its_head() -> None:
    """The header shows the columns."""
    assert written("table", ("a", "bcd"), []) == "a  bcd\n─  ───\n"


def test_one_long_value_does_not_make_every_row_as_long() -> None:
    """It is whole, and the rows beside it are no longer than a thousand cells."""
    rows = [("x" * 100_000, "a"), *[("y", "b")] * 50]
    lines = written("table", ("text", "n"), rows).splitlines()
    assert lines[2] == "x" * 100_000 + "  a"
    assert {len(line) for line in lines[3:]} == {1003}


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
    FORMATS["table"].writer(stream, ["a"], rows())
    assert stream.first == 1000
    assert stream.getvalue().endswith("x\n" + "y" * 20 + "\n")


def test_markdown_is_a_table() -> None:
    """A bar in a cell does not make a column, nor a line break a row."""
    assert written("markdown", ("a|b", "c"), [("x|y", "one\ntwo"), (None, 1.5)]) == (
        "| a\\|b | c |\n| --- | --- |\n| x\\|y | one two |\n|  | 1.5 |\n"
    )


@pytest.mark.parametrize("name", ["table", "markdown"])
def test_hostile_text_reaches_no_terminal(name: str) -> None:
    """Neither from a value nor from the name of a column; a row stays a line."""
    for is_terminal in (True, False):
        stream = Terminal() if is_terminal else StringIO()
        rows = [["\x1b[2J\u202e\r\n\x00"], [["\x9b"]]]
        FORMATS[name].writer(stream, ["a\x1b]0;x\x07\nb"], iter(rows))
        text = stream.getvalue()
        assert all(unicodedata.category(char) != "Cc" or char == "\n" for char in text)
        assert ("\u202e" in text) is not is_terminal
        assert text.count("\n") == 4


class Terminal(StringIO):
    """A terminal of many columns."""

    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize("name", ["table", "markdown", "lines", "csv"])
@pytest.mark.parametrize(
    "words", ["می\u200cخواهیم", "traf\u00adfick\u00ading", "a\u200bb", "क\u200dष", "x\u2060y"]
)
def test_a_file_has_the_invisible_characters_of_the_words(name: str, words: str) -> None:
    """Marks that a screen shows in their place are not exported."""
    text = written(name, ["a"], [[words]])
    assert words in text
    assert "\ufffd" not in text


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
        (Decimal("3.00"), 3.0, "3.00"),
        (Decimal("1E+5"), 100000, "1E+5"),
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
    assert json.loads(json_text(value)) == json_value
    assert as_text(value) == text


def test_json_keeps_every_digit() -> None:
    """For decimals and whole numbers of any size, also within lists and structs."""
    value = {"a": [Decimal("12345678901234567890.123456789"), 2**126], "b": Decimal("1.50")}
    text = (
        '{"a": [12345678901234567890.123456789, 85070591730234615865843651857942052864], "b": 1.50}'
    )
    assert json_text(value) == text


def test_csv_tells_null_from_an_empty_text() -> None:
    """A row of one NULL is an empty line, as PostgreSQL writes it."""
    assert written("csv", ["a", "b"], [(None, ""), ("", None)]) == 'a,b\n,""\n"",\n'
    assert written("csv", ["a"], [(None,), ("x",), ("",)]) == 'a\n\nx\n""\n'


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("<i>x</i>", r"\<i\>x\</i\>"),
        ("*y* and _z_", r"\*y\* and \_z\_"),
        (r"c\|d", r"c\\\|d"),
        ("`code` [a](b)", r"\`code\` \[a\](b)"),
        ("operation_id", "operation_id"),
        ("R&amp;D & co", r"R\&amp;D & co"),
        ("~~no~~ $1", r"\~\~no\~\~ \$1"),
    ],
)
def test_markdown_shows_values_as_they_are(value: str, shown: str) -> None:
    """No text becomes mark-up."""
    assert written("markdown", ["a"], [(value,)]).splitlines()[2] == f"| {shown} |"


def write(path: Path, answer: StreamingAnswer | None) -> None:
    """An answer to a file of Parquet."""
    assert answer is not None
    with answer.record_batches() as reader, path.open("wb") as stream:
        write_parquet(stream, reader.schema, reader)


def test_parquet_keeps_the_types(store: Store, tmp_path: Path) -> None:
    """In all batches of a long answer."""
    answer = Console(store).run(
        "SELECT i::INTEGER AS i, ['a'] AS l, DATE '2016-03-01' AS d, NULL::DOUBLE AS n "
        "FROM range(200000) t(i)",
        as_arrow=True,
    )
    write(tmp_path / "x.parquet", answer)
    table = pq.read_table(tmp_path / "x.parquet")
    assert table.num_rows == 200_000
    assert table.column("i").to_pylist()[::50_000] == [0, 50_000, 100_000, 150_000]
    assert table.schema.field("d").type == pa.date32()
    assert table.schema.field("n").type == pa.float64()
    assert table.slice(0, 1).to_pylist() == [{"i": 0, "l": ["a"], "d": date(2016, 3, 1), "n": None}]


def test_parquet_without_rows_has_its_columns(store: Store, tmp_path: Path) -> None:
    """Readers of the file find the columns."""
    answer = Console(store).run("SELECT name FROM operations WHERE false", as_arrow=True)
    write(tmp_path / "x.parquet", answer)
    assert pq.read_table(tmp_path / "x.parquet").schema.names == ["name"]


@pytest.mark.parametrize(
    ("sql", "text"),
    [
        (f"{2**128 - 1}::uhugeint", f"{2**128 - 1}"),
        (f"[{2**127}::uhugeint]", f"[{2**127}]"),
        ("'0101'::bit", "0101"),
        ("'12:30:00+05:30'::timetz", "12:30:00+05:30"),
        (f"{10**60}::varchar::bignum", f"{10**60}"),
        ("interval '1 month 2 days'", "1 month 2 days"),
        ("union_value(a := 1)", "1"),
    ],
)
@pytest.mark.parametrize("is_kept", [False, True])
def test_parquet_has_texts_of_what_it_cannot_hold(
    store: Store, tmp_path: Path, sql: str, text: str, *, is_kept: bool
) -> None:
    """No value changes, neither of an answer nor of a result that is kept."""
    path = tmp_path / "x.parquet"
    query = f"SELECT {sql} AS v UNION ALL SELECT NULL"
    if is_kept:
        result = kept(store, query)
        write_result(
            path, "parquet", result.columns, result, result.batches, lambda _: None, overwrite=False
        )
    else:
        write(path, Console(store).run(query, as_arrow=True))
    assert pq.read_table(path).to_pylist() == [{"v": text}, {"v": None}]


@pytest.mark.parametrize(
    ("sql", "value"),
    [
        ("0.1::float", 0.1),
        ("-3.4e38::float", -3.4e38),
        ("16777217::float", 16777216.0),
        ("[0.1::float, 0.7::float, null]", [0.1, 0.7, None]),
        ("{'a': 0.1::float, 's': 'x, y'}", {"a": 0.1, "s": "x, y"}),
        ("map {'a': 0.3::float}", {"a": 0.3}),
        ("0.1::float::double", 0.10000000149011612),
        ("'inf'::float", float("inf")),
    ],
)
def test_floats_have_their_own_digits(store: Store, sql: str, value: object) -> None:
    """As DuckDB writes them; as doubles they would have digits that mean nothing."""
    answer = Console(store).run(f"SELECT {sql} AS v")
    assert answer is not None
    assert [row for page in answer.pages() for row in page] == [(value,)]
    assert kept(store, f"SELECT {sql} AS v").values(0, 1) == [(value,)]


# Excel.


def sheet(path: Path) -> dict[str, tuple[str, str]]:
    """The cells of a workbook: type and text of each, by its name."""
    with ZipFile(path) as book:
        tree = ElementTree.fromstring(book.read("xl/worksheets/sheet1.xml"))
    space = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
    return {
        str(cell.get("r")): (cell.get("t", "n"), "".join(cell.itertext()))
        for cell in tree.iter(f"{space}c")
    }


def test_excel_keeps_what_it_can_and_writes_the_rest_as_text(tmp_path: Path) -> None:
    """Numbers, days and truth as such; what Excel would change as the text it is."""
    values = [
        1.5,
        10**14,
        10**15,
        Decimal("12345.67"),
        Decimal("1234567890.1234567"),
        True,
        date(2016, 3, 1),
        date(1850, 1, 1),
        datetime(2016, 3, 1, 12),
        datetime(2016, 3, 1, 12, 0, 0, 1),
        "=1+1",
        "",
        None,
        float("nan"),
        ["a", 1],
        "https://example.org",
        "\x1b",
    ]
    with (tmp_path / "x.xlsx").open("wb") as stream:
        write_excel(stream, [f"c{i}" for i in range(len(values))], [values])
    cells = sheet(tmp_path / "x.xlsx")
    kinds = [
        "n",
        "n",
        "inlineStr",
        "n",
        "inlineStr",
        "b",
        "n",
        "inlineStr",
        "n",
        "inlineStr",
        "inlineStr",
        "inlineStr",
    ]
    assert [cells[f"{chr(65 + i)}2"][0] for i in range(len(kinds))] == kinds
    assert cells["C2"][1] == "1000000000000000"
    assert cells["E2"][1] == "1234567890.1234567"
    assert cells["H2"][1] == "1850-01-01"
    assert cells["K2"] == ("inlineStr", "=1+1")
    assert cells["L2"] == ("inlineStr", "")
    assert "M2" not in cells
    assert cells["N2"][1] == "nan"
    assert cells["O2"][1] == "a; 1"
    assert cells["A1"] == ("inlineStr", "c0")


def test_excel_says_what_it_cannot_hold(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Too many rows or columns, too long a text."""
    monkeypatch.setattr(excel, "MOST_ROWS", 3)
    for columns, rows, words in (
        (["a"], [(1,)] * 4, "at most 3 rows"),
        (["a"] * 16_385, [], "16,384 columns"),
        (["a", "b"], [("", "é" * 32_768)], "row 1, column b"),
    ):
        with (tmp_path / "x").open("wb") as stream, pytest.raises(QueryError, match=words):
            write_excel(stream, columns, rows)


# Results that are kept.


def kept(store: Store, sql: str) -> QueryResult:
    """A result, complete."""
    return ask(Console(store), sql)


EXACT = """
select * from (values
  (interval 1 month, 'infinity'::timestamp, date '9999-12-31', 1::hugeint << 120, '', null::int),
  (null, timestamp '2020-01-01 00:00:00.5', '-infinity'::date, null, null, 1)
) t(a, b, c, d, e, f)
"""


def test_a_kept_result_is_exact(store: Store, tmp_path: Path) -> None:
    """Months, infinite dates, large figures, NULL and empty text."""
    result = kept(store, EXACT)
    path = tmp_path / "x"
    write_result(
        path, "csv", result.columns, result, result.batches, lambda _: None, overwrite=False
    )
    assert path.read_text().splitlines()[1:] == [
        '1 month,infinity,9999-12-31,1329227995784915872903807060280344576,"",',
        ",2020-01-01T00:00:00.500000,-infinity,,,1",
    ]


@pytest.mark.parametrize("format_", list(FILES))
def test_a_kept_result_is_written_whole(store: Store, tmp_path: Path, format_: str) -> None:
    """In every format, also without rows, and with progress."""
    for sql, rows in (
        ("select i, 'x' as s from range(5000) t(i)", 5000),
        ("select 1 as i where false", 0),
    ):
        result = kept(store, sql)
        told: list[int] = []
        path = tmp_path / f"{rows}{FILES[format_]}"
        write_result(
            path, format_, result.columns, result, result.batches, told.append, overwrite=False
        )
        assert path.stat().st_size or format_ == "jsonl"
        assert sorted(told) == told
        assert not told or told[-1] == rows
        if format_ == "parquet":
            assert pq.read_table(path).num_rows == rows


def test_a_selection_is_written_in_its_order(store: Store, tmp_path: Path) -> None:
    """In text and in Parquet."""
    result = kept(store, "select i, i % 3 as m from range(100000) t(i)")
    chosen = result.select(Condition("1", 1, "="), ((0, True),))
    chosen.finish()
    for format_ in ("csv", "parquet"):
        write_result(
            tmp_path / format_,
            format_,
            result.columns,
            chosen,
            chosen.batches,
            lambda _: None,
            overwrite=False,
        )
    lines = (tmp_path / "csv").read_text().splitlines()
    assert lines[1:3] == ["99997,1", "99994,1"]
    numbers = pq.read_table(tmp_path / "parquet").column("i").to_pylist()
    assert numbers == [int(line.partition(",")[0]) for line in lines[1:]]


def test_a_file_is_whole_or_not_there(store: Store, tmp_path: Path) -> None:
    """Stopped, refused or in the way of another: nothing is left, and what was there stays."""
    result = kept(store, "select i from range(100000) t(i)")

    def stop(_: int) -> None:
        raise QueryInterrupted("interrupted")

    for format_ in FILES:
        with pytest.raises(QueryInterrupted):
            write_result(
                tmp_path / "x",
                format_,
                result.columns,
                result,
                result.batches,
                stop,
                overwrite=True,
            )
        assert not list(tmp_path.iterdir())
    (tmp_path / "mine").write_text("mine")
    with pytest.raises(UsageError, match="exists by now"):
        write_result(
            tmp_path / "mine",
            "csv",
            ("i",),
            result,
            result.batches,
            lambda _: None,
            overwrite=False,
        )
    assert (tmp_path / "mine").read_text() == "mine"
    with pytest.raises(UsageError, match="folder"):
        write_result(tmp_path, "csv", ("i",), result, result.batches, print, overwrite=True)
    assert len(list(tmp_path.iterdir())) == 1
