"""The results below the editor: any length, order and filter without running again, ways out."""

from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
import pytest_asyncio
from textual.widgets import Input, OptionList, Static, Tree

from tests.console_helpers import ENDLESS, limited_store
from tests.explorer_driver import Explore, keys_of, text_of
from tests.results_driver import Results, results
from trafficking_explorer.console.session import Console
from trafficking_explorer.database.cache import StoreLocation
from trafficking_explorer.database.sandbox import Limits
from trafficking_explorer.ui.dialogs.cell_viewer import CellViewer, hex_lines, nested_value
from trafficking_explorer.ui.dialogs.export import ExportScreen
from trafficking_explorer.ui.messages import (
    EditRecord,
    OpenCell,
    OpenCopy,
    OpenExport,
    OpenRecord,
    OpenSource,
)
from trafficking_explorer.ui.widgets.title_tabs import ResultTabs

LETTERS = "select * from (values ('b', 2), ('a', 10), (null, 1), ('', null), ('é', 3)) t(name, n)"


@pytest.fixture(scope="module")
def console(
    tiny_place: StoreLocation, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Console]:
    """A console over the small corpus, with a place for large results."""
    store = limited_store(tiny_place, Limits(spill=tmp_path_factory.mktemp("spill")))
    found = Console(store)
    yield found
    found.close()
    store.close()


@pytest_asyncio.fixture
async def it(console: Console) -> AsyncIterator[Results]:
    """The results view, alone on a screen."""
    async with results(console) as found:
        yield found


# What is shown.


async def test_rows_are_there_with_types_and_count(it: Results) -> None:
    """Names over types over rows; the line below says how many."""
    said = await it.run(LETTERS)
    assert said.startswith("row 1 of 5 · ")
    lines = it.text().splitlines()
    assert lines[0].split() == ["name", "n"]
    assert lines[1].split() == ["varchar", "integer"]
    assert [line.split()[-1] for line in lines[2:5]] == ["2", "10", "1"]


async def test_null_is_not_an_empty_text(it: Results) -> None:
    """Each has its sign, and a text that reads like the sign is not faint."""
    await it.run("select null as a union all select '' union all select 'NULL'")
    assert it.column() == [None, "", "NULL"]
    strips = [it.table.render_line(y) for y in range(2, 5)]
    assert [strip.text.strip(" ▸") for strip in strips] == ["NULL", '""', "NULL"]
    styles = [
        next(segment.style for segment in strip if "NULL" in segment.text)
        for strip in (strips[0], strips[2])
    ]
    assert styles[0] is not None
    assert styles[1] is not None
    assert styles[0].italic
    assert not styles[1].italic


async def test_numbers_are_at_the_right(it: Results) -> None:
    """Figures end in one column, texts begin in one."""
    await it.run("select * from (values (1, 'x'), (1000, 'y')) t(number, word)")
    lines = it.text().splitlines()[2:4]
    assert lines[0].index("1") == lines[1].index("1000") + 3
    assert lines[0].index("x") == lines[1].index("y")


HOSTILE = (
    "select chr(27) || '[31mred' as \"[b]a[/b]\", '[red]c[/]' as \"x\x1b\", "
    "'a' || chr(10) || 'b' as c, chr(8238) || 'd' as d, '日本語' as e, 'end' as f"
)


async def test_text_is_text(it: Results) -> None:
    """Escapes, markup and direction marks are shown, not obeyed; wide characters keep columns."""
    await it.run(HOSTILE)
    seen = it.text()
    assert not set("\x1b\u202e") & set(seen)
    for words in ("[31mred", "[red]c[/]", "[b]a[/b]", "a↵b", "日本語"):
        assert words in seen
    line = it.table.render_line(2)
    assert line.cell_length == it.table.content_width


async def test_a_long_result_is_read_by_page(it: Results) -> None:
    """First and last row of many are a key away, and few rows are held."""
    said = await it.run("select i, i * 2 as twice from range(3000000) t(i)")
    assert said.startswith("row 1 of 3,000,000 · ")
    (_, last) = keys_of("list.last")
    await it.press(last)
    assert it.table.cursor == 2_999_999
    assert "5999998" in it.text()
    assert len(it.table.rows.items()) < 5_000
    await it.press("g")
    assert it.table.current is not None
    assert it.table.current.cells == ("0", "0")


async def test_a_row_by_its_number(it: Results) -> None:
    """Typed with or without commas; one that is not there leads to the last, and that is said."""
    (key,) = keys_of("result.go-to")
    await it.run("select * from range(100000)")
    await it.press(key)
    await it.enter("54,321")
    assert it.table.cursor == 54_320
    assert "54320" in it.text()
    await it.press(key)
    await it.enter("200000")
    assert it.table.cursor == 99_999
    assert "100,000 rows" in it.said().text
    await it.press(key)
    await it.enter("x")
    assert "not a row number" in it.said().text
    assert it.table.cursor == 99_999


async def test_rows_are_there_while_more_come(it: Results) -> None:
    """Known rows are shown and counted, and the last of them can be reached."""
    result = it.start("select * from range(1000000000000)")
    await it.until(lambda: "so far (counting …)" in it.status and it.rows() != [])
    assert "esc interrupts" in it.status
    await it.pilot.press("G")
    assert it.table.cursor > 100
    assert not result.done
    result.stop()
    await it.settle()
    assert it.part._timer is None


async def test_the_end_of_many_rows_is_told(it: Results) -> None:
    """And the last of them is a key away."""
    await it.run("select * from range(3000000)")
    assert " of 3,000,000 · " in it.status
    await it.press("G")
    assert it.table.cursor == 2_999_999
    assert "2999999" in it.text()
    assert it.part._timer is None


async def test_an_interrupted_result_keeps_its_rows(it: Results) -> None:
    """It says that these are not all, and when it was stopped."""
    it.start("select i, md5(i::varchar) from range(1000000000000) t(i)")
    await it.until(lambda: "counting" in it.status)
    it.console.interrupt()
    await it.settle()
    assert "rows until then, not all" in it.status
    assert "interrupted after" in it.status
    assert it.rows()
    assert (await it.run("select 1 as one")).startswith("1 row · ")


async def test_a_query_without_end_says_that_it_runs(it: Results) -> None:
    """And ends when it is interrupted, long before anything is known."""
    it.start(ENDLESS)
    await it.until(lambda: "running" in it.status)
    it.console.interrupt()
    await it.until(lambda: "interrupted after" in it.status)
    assert it.part._timer is None or it.part.run is not None


async def test_an_error_is_said(it: Results) -> None:
    """Also one that comes after rows, which stay."""
    assert "nowhere" in await it.run("select * from nowhere")
    said = await it.run(
        "select case when i = 900000 then error('boom') end as a from range(1000000) t(i)"
    )
    assert "boom" in said
    assert it.part.query_one("#result-status").has_class("-error")


async def test_what_is_no_query_says_what_it_did(it: Results) -> None:
    """The number of changed rows; a table without rows says so."""
    assert (await it.run("create temp table mine (a int)")).startswith("done · ")
    assert (await it.run("insert into mine values (1), (2)")).startswith("done: 2 rows changed")
    assert (await it.run("select * from mine where false")).startswith("0 rows · ")
    assert "integer" in it.text()
    await it.run("drop table mine")


async def test_a_result_for_each_statement(it: Results) -> None:
    """Each under its number and first words; keys and clicks lead from one to the other."""
    (forward,), (back,) = keys_of("result.next"), keys_of("result.previous")
    await it.run("select 1 as one; select 2 as two; select 3 as three")
    assert "3 select 3 as three" in it.text().splitlines()[0]
    assert it.column() == ["3"]
    await it.press(back)
    assert it.column() == ["2"]
    await it.press(forward, forward)
    assert it.column() == ["1"]
    await it.pilot.click(ResultTabs, offset=(26, 0))
    await it.settle()
    assert it.column() == ["2"]
    await it.run("select 4 as four")
    assert len(it.part.runs) == 1
    assert "select 4" not in it.text().splitlines()[0]
    await it.press(back)
    assert "one result" in it.said().text


async def test_each_result_keeps_its_place(it: Results) -> None:
    """Cursor, order and filter are a result's own."""
    await it.run(f"{LETTERS}; select * from range(10)")
    await it.press("[", "s", "j", "j", "l", "]", "G", "[")
    assert (it.table.cursor, it.table.column) == (2, 1)
    assert it.column()[0] == ""
    await it.press("]")
    assert it.table.cursor == 9


async def test_many_results_fit_a_line(it: Results) -> None:
    """The one on screen is always among those that are named."""
    await it.run(";".join(f"select {i}" for i in range(60)))
    assert "60 select 59" in it.text().splitlines()[0]
    await it.press("]")
    assert "1 select 0" in it.text().splitlines()[0]


async def test_results_are_forgotten(it: Results) -> None:
    """Nothing of them is left on the screen or in the database."""
    await it.run(LETTERS)
    run = it.part.run
    assert run is not None
    it.part.clear_runs()
    await it.settle()
    assert it.text().strip() == ""
    assert it.status == ""
    assert run.result.rows == 0
    for key in ("s", "/", "o", "y", "x", "v", "space", "J", "enter", "escape", ":", "]"):
        await it.press(key)


# Moving.


async def test_moving_by_cell(it: Results) -> None:
    """To the sides, and to the first and the last column."""
    await it.run("select 1 as a, 2 as b, 3 as c")
    for keys, column in ((keys_of("result.right"), 1), (keys_of("result.left"), 0)):
        for key in keys:
            it.table.column = 1 - column
            await it.press(key)
            assert it.table.column == column
    (last,), (first,) = keys_of("result.last-column"), keys_of("result.first-column")
    await it.press(last)
    assert it.table.column == 2
    await it.press(first)
    assert it.table.column == 0


async def test_columns_that_do_not_fit(it: Results) -> None:
    """Are reached by moving to them, and the edges say that there are more."""
    names = ", ".join(f"repeat('{i}', 30) as column_{i}" for i in range(9))
    await it.run(f"select {names}")
    head = it.text().splitlines()[0]
    assert head.startswith(" column_0")
    assert head.rstrip().endswith("›")
    await it.press("dollar_sign")
    head = it.text().splitlines()[0]
    assert head.startswith("‹")
    assert "column_8" in head
    assert "8" * 30 in it.text()


async def test_columns_fit_what_is_on_screen(it: Results) -> None:
    """A column is as wide as what has been seen of it, and takes what others leave."""
    await it.run("select repeat('x', i::int // 100) as a, i from range(8000) t(i)")
    head = it.text().splitlines()[0]
    near = head.index(" i")
    await it.press("G")
    assert "x" * 79 in it.text()
    assert it.text().splitlines()[0].index(" i") > near


# Order and filter.


async def test_sorting(it: Results) -> None:
    """Numbers down, up, as before; NULL last; the statement does not run again."""
    (key,) = keys_of("result.sort")
    await it.run(f"{LETTERS.replace('*', 't.*, uuid() as u')}")
    ids = {row[:2]: row[2] for row in it.rows()}
    await it.press("l", key)
    assert it.column(1) == ["10", "3", "2", "1", None]
    assert "by n ▾" in it.status
    assert {row[:2]: row[2] for row in it.rows()} == ids
    await it.press(key)
    assert it.column(1) == ["1", "2", "3", "10", None]
    await it.press(key)
    assert it.column(1) == ["2", "10", "1", None, "3"]
    assert "by n" not in it.status


async def test_sorting_by_a_further_column(it: Results) -> None:
    """The first keeps its rank; the header says which is which."""
    (key,) = keys_of("result.sort-further")
    await it.run("select i // 2 as half, -i as minus from range(6) t(i)")
    await it.press("s", "l", key)
    assert it.column(1) == ["-4", "-5", "-2", "-3", "0", "-1"]
    assert "half ▾1" in it.text()
    await it.press(key)
    assert it.rows() == [
        ("2", "-5"),
        ("2", "-4"),
        ("1", "-3"),
        ("1", "-2"),
        ("0", "-1"),
        ("0", "0"),
    ]
    await it.press(key)
    assert "half ▾ " in it.text()


async def test_a_click_on_the_header_sorts(it: Results) -> None:
    """By the column that was clicked."""
    await it.run(LETTERS)
    await it.pilot.click("#result-table", offset=(10, 0))
    await it.settle()
    assert it.column(1) == ["10", "3", "2", "1", None]


FILTERS = [
    ("A", 0, [("a", "10")]),
    ("E", 0, [("é", "3")]),
    ("= 3", 1, [("é", "3")]),
    (">2", 1, [("a", "10"), ("é", "3")]),
    ("n <= 2", 0, [("b", "2"), (None, "1")]),
    ('"N" != 2', 0, [("a", "10"), (None, "1"), ("é", "3")]),
    ("name = 'b'", 1, [("b", "2")]),
    ("is null", 0, [(None, "1")]),
    ("n is not null", 0, [("b", "2"), ("a", "10"), (None, "1"), ("é", "3")]),
    ("=", 0, [("", None)]),
    ("nothing like it", 0, []),
    ("[red]", 0, []),
    ("x = 5", 0, []),
]
"""What is typed, the column of the cursor, and the rows that stay."""


async def test_filtering(it: Results) -> None:
    """Words over all columns, or a comparison with one; what is filtered by is said."""
    (key,) = keys_of("result.filter")
    for line, column, rows in FILTERS:
        await it.run(LETTERS)
        it.table.column = column
        await it.press(key)
        assert it.focused == "result-line"
        await it.enter(line)
        assert it.rows() == rows, line
        assert ", of 5 rows" in it.status, line
        assert it.focused == "result-table"


async def test_a_filter_can_be_taken_back(it: Results) -> None:
    """Escape closes the line, clears the filter, then the order, then the marks."""
    (escape,) = keys_of("result.clear")
    await it.run(LETTERS)
    await it.press("space", "l", "s", "/", "3", escape)
    assert len(it.rows()) == 5
    await it.press("/")
    await it.enter("> 2")
    assert it.column(1) == ["10", "3"]
    await it.press("/")
    assert it.app.focused is not None
    assert getattr(it.app.focused, "value", "") == "> 2"
    await it.press(escape, escape)
    assert it.column(1) == ["10", "3", "2", "1", None]
    await it.press(escape)
    assert it.column(1) == ["2", "10", "1", None, "3"]
    assert "1 marked" in it.status
    await it.press(escape)
    assert "marked" not in it.status
    assert not it.part.leave()


async def test_a_comparison_that_cannot_be_made(it: Results) -> None:
    """Is said, and the rows stay."""
    await it.run(LETTERS)
    await it.press("l", "/")
    await it.enter("= many")
    assert "many" in it.said().text
    assert len(it.rows()) == 5


@pytest.mark.slow
async def test_order_of_a_growing_result_takes_in_what_comes(it: Results) -> None:
    """Sorted while more come, the result is sorted again when all are there."""
    it.start("select i from range(20000000) t(i)")
    await it.until(lambda: "counting" in it.status)
    await it.pilot.press("s")
    await it.settle()
    assert it.column()[0] == "19999999"
    assert "of 20,000,000" in it.status


# One row, one cell.


PLACES = [
    ("select record_type, record_id from links where record_type = 'operation'", 1, "operation"),
    ("select 'x' as a, operation_id, name from operations", 0, "operation"),
    ("select 'agency/interpol' as a, 'operation/alba' as b", 1, "operation"),
    ("select 1 as n, 'agency/interpol' as b", 0, "agency"),
    ("select name, source_id from (select 'x' as name, '000' as source_id)", 0, "source"),
]


async def test_from_a_row_to_its_record(it: Results) -> None:
    """By the names of columns, or a value that is type/id."""
    for sql, column, kind in PLACES:
        await it.run(sql)
        it.table.column = column
        await it.press("enter")
        found = it.said(OpenRecord)
        assert found.record_type == kind, sql
        assert found.record_id
        it.app.said.clear()


async def test_from_a_row_to_its_passage(it: Results) -> None:
    """A row with a source and offsets; the cell of a record still leads to the record."""
    await it.run("select record_type, record_id, source_id, start_char, end_char from evidence")
    await it.press("l", "l", "enter")
    found = it.said(OpenSource)
    assert found.end > found.start >= 0
    await it.press("h", "enter")
    assert it.said(OpenRecord).record_id


async def test_from_a_row_to_the_file_of_its_record(it: Results) -> None:
    """The same record as is opened, also where the row holds a passage of it."""
    (key,) = keys_of("result.edit")
    for sql, column, kind in PLACES:
        await it.run(sql)
        it.table.column = column
        await it.press(key)
        assert it.said(EditRecord).record_type == kind, sql
        it.app.said.clear()
    await it.run("select source_id, start_char, end_char, 'quote/x' as of from evidence")
    await it.press(key)
    assert it.said(EditRecord) == EditRecord("quote", "x")


async def test_a_row_without_a_record(it: Results) -> None:
    """Says what a row would need, in one line."""
    (key,) = keys_of("result.edit")
    await it.run("select 1 as a, null as operation_id, 'a / b' as c, 'nonsense/x' as d")
    for each in ("enter", key):
        await it.press(each)
        assert "record_type" in it.said().text
        it.app.said.clear()
    await it.run("select 1 as a where false")
    await it.press(key)
    assert it.said().text == "There are no rows."
    it.app.said.clear()
    await it.run("select 'operation/alba' as a, 1 as n")
    await it.press("v", key)
    assert it.app.said == [], "a chart has no row"


async def test_a_cell_in_full(it: Results) -> None:
    """The whole of a long text, and NULL and empty told apart."""
    (key,) = keys_of("result.cell")
    await it.run("select repeat('word ', 3000) || 'end' as a, null as b, '' as c, '[b]x' as d")
    await it.press(key)
    screen = it.app.screen
    assert isinstance(screen, CellViewer)
    body = screen.query_one("#dialog-body Static", Static)
    assert text_of(body).endswith("end")
    (down,), (up,) = keys_of("cell.down"), keys_of("cell.up")
    await it.press(down, down, up)
    (copy,) = keys_of("cell.copy")
    await it.press(copy)
    assert it.app.clipboard == "word " * 3000 + "end"
    for close, words in zip(keys_of("cell.close"), ("NULL", "An empty text", "[b]x"), strict=True):
        await it.press(close)
        assert not isinstance(it.app.screen, CellViewer)
        await it.press("l", key)
        assert words in it.text()


NESTED = [
    "{'name': 'x', 'list': [1, 2, NULL]}",
    "map {'name': [1], 'list': [2]}",
    '\'{"name": "[red]", "list": [1.50], "name": 2}\'::json',
    '\'{"name": 1, "list": {}}\'',
]


async def test_nested_values_are_a_tree(it: Results) -> None:
    """Structs, maps, lists and text that is JSON; members can be opened."""
    for value in NESTED:
        await it.run(f"select {value} as v")
        await it.press("o")
        assert it.app.screen.query(Tree), value
        assert "name" in it.text()
        assert "list" in it.text()
        await it.press("j", "enter", "k", "escape")
    assert nested_value("VARCHAR", "[no json") is None
    assert nested_value("VARCHAR", "{}") is None
    assert nested_value("JSON", "[" * 100_000) is None


async def test_a_long_list_is_shown_in_parts(it: Results) -> None:
    """Some of its members, and more when they are asked for."""
    await it.run("select range(1200) as v")
    await it.press("o")
    tree = it.app.screen.query_one(Tree)
    assert len(tree.root.children) == 501
    tree.move_cursor_to_line(500)
    await it.press("enter")
    assert len(tree.root.children) == 1001


def test_a_blob_is_its_size_and_its_head() -> None:
    """Bytes in hex, and as ASCII beside it."""
    lines = list(hex_lines(b"ab\x00c" + bytes(5000)))
    assert lines[0] == "5,004 bytes, the first 1,024 shown"
    assert lines[2].startswith("00000000  61 62 00 63")
    assert lines[2].endswith("ab.c............")
    assert len(lines) == 2 + 64


# Marks and copies.


async def test_marks_and_copies(it: Results) -> None:
    """The cell, the row, the marked rows, as lines and as Markdown; marks stay under an order."""
    (mark,), (copy,) = keys_of("result.mark"), keys_of("result.copy")
    await it.run("select * from (values (-1, 'a|b'), (2, '=1+1'), (3, null)) t(n, w)")
    await it.press("l", copy)
    choices = {name: text for _, name, text in it.said(OpenCopy).choices}
    assert choices["cell, w"] == "a|b"
    assert choices["row"] == "-1\ta|b"
    assert choices["row, Markdown"].splitlines()[2] == "| -1 | a\\|b |"
    await it.press("h", "s", mark, mark)
    assert "2 marked" in it.status
    await it.press(copy)
    choices = {name: text for _, name, text in it.said(OpenCopy).choices}
    assert choices["2 marked rows"] == "n\tw\n2\t'=1+1\n3\t"
    await it.press("g", mark)
    assert "1 marked" in it.status


async def test_marking_a_range(it: Results) -> None:
    """Down and up, each row once."""
    await it.run("select * from range(10)")
    for key in keys_of("result.mark-down"):
        await it.press(key)
    assert "3 marked" in it.status
    for key in keys_of("result.mark-up"):
        await it.press(key)
    assert "3 marked" in it.status
    assert it.table.cursor == 0


async def test_a_copied_cell_is_whole(it: Results) -> None:
    """However little of it the table shows; its line breaks stay."""
    await it.run("select repeat('x', 5000) || chr(10) || chr(27) || 'y' as a")
    await it.press("y")
    assert it.said(OpenCopy).choices[0][2] == "x" * 5000 + "\n\ufffdy"


# Out.


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder for files."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


async def test_export_to_a_file(it: Results, folder: Path) -> None:
    """In every format, under a name that no file has."""
    (key,) = keys_of("result.export")
    await it.run(LETTERS)
    for letter, name in (
        ("c", "result.csv"),
        ("j", "result.json"),
        ("l", "result.jsonl"),
        ("p", "result.parquet"),
        ("m", "result.md"),
        ("e", "result.xlsx"),
        ("c", "result-2.csv"),
    ):
        await it.press(key, letter, "enter")
        assert "5 rows written" in it.said().text
        assert (folder / name).stat().st_size
    assert len(list(folder.iterdir())) == 7
    assert (folder / "result.csv").read_text() == 'name,n\nb,2\na,10\n,1\n"",\né,3\n'


async def test_what_is_on_screen_is_exported(it: Results, folder: Path) -> None:
    """In the order and under the filter that it has."""
    await it.run(LETTERS)
    await it.press("l", "s", "/")
    await it.enter("> 1")
    await it.press("x")
    assert "Export 3 rows" in it.text()
    await it.press("enter", "enter")
    assert (folder / "result.csv").read_text() == "name,n\na,10\né,3\nb,2\n"
    await it.press("x", "p", "enter")
    import pyarrow.parquet as pq

    assert pq.read_table(folder / "result.parquet").column("n").to_pylist() == [10, 3, 2]


async def test_nothing_is_overwritten_without_asking(it: Results, folder: Path) -> None:
    """A name that is there is asked for again; another name, and a way back, are there too."""
    (folder / "kept.csv").write_text("mine")
    await it.run("select 1 as a")
    await it.press("x", "c")
    screen = it.app.screen
    assert isinstance(screen, ExportScreen)
    field = screen.query_one(Input)
    field.value = "kept.csv"
    await it.press("enter")
    assert "overwrites it" in it.text()
    assert (folder / "kept.csv").read_text() == "mine"
    field.value = "gone/kept.csv"
    await it.press("enter")
    assert "no folder" in it.text()
    field.value = str(folder)
    await it.press("enter")
    assert "is a folder" in it.text()
    field.value = "kept.csv"
    await it.press("enter", "enter")
    assert (folder / "kept.csv").read_text() == "a\n1\n"
    (close,) = keys_of("export.close")
    await it.press("x", "c", close)
    assert it.app.screen.query_one(OptionList).has_focus
    await it.press(close)
    assert not isinstance(it.app.screen, ExportScreen)


@pytest.mark.slow
async def test_a_long_export_tells_how_far_it_is_and_can_be_stopped(
    it: Results, folder: Path
) -> None:
    """And then leaves no file."""
    await it.run("select i, md5(i::varchar) as m from range(2000000) t(i)")
    await it.pilot.press("x")
    await it.until(lambda: isinstance(it.app.screen, ExportScreen))
    await it.pilot.press("j")
    await it.until(lambda: it.app.screen.query_one(Input).has_focus)
    await it.pilot.press("enter")
    await it.until(lambda: "of 2,000,000 rows" in it.status)
    assert "esc stops" in it.status
    await it.pilot.press("escape")
    await it.settle()
    assert "not written: interrupted" in it.said().text
    assert not list(folder.iterdir())
    assert it.status.startswith("row 1 of 2,000,000")


async def test_export_to_the_clipboard(it: Results) -> None:
    """Cells separated by tabs, below their names."""
    await it.run(LETTERS)
    await it.press("x", "b")
    assert it.app.clipboard == "name\tn\nb\t2\na\t10\n\t1\n\t\né\t3"
    assert "5 rows sent" in it.said().text


async def test_there_must_be_a_result_to_export(it: Results) -> None:
    """A complete one."""
    await it.press("x")
    assert "no result" in it.said().text
    it.start("select i, md5(i::varchar) from range(1000000000000) t(i)")
    await it.until(lambda: "counting" in it.status)
    await it.pilot.press("x")
    await it.until(lambda: "not complete" in it.said().text)
    it.console.interrupt()
    await it.settle()


# Charts.


async def test_a_chart_of_a_result(it: Results) -> None:
    """The kind that suits the types; the same key leads back."""
    (key,) = keys_of("result.chart")
    await it.run(LETTERS)
    await it.press(key)
    assert it.part.chart.title == "bar · n by name"
    assert "█" in it.text()
    assert "1 row without a value" in it.text()
    assert it.focused == "result-chart"
    await it.press(key)
    assert it.focused == "result-table"
    await it.press(key, "escape")
    assert it.focused == "result-table"


async def test_kind_and_columns_of_a_chart_can_be_changed(it: Results) -> None:
    """Each key goes round; what is drawn is said."""
    await it.run(
        "select i as a, i * i as b, 'n' || i as c, date '2020-01-01' + i::int as d from range(20) t(i)"
    )
    await it.press("v")
    seen = [it.part.chart.title]
    for _ in range(4):
        for key in keys_of("chart.kind"):
            await it.press(key)
        seen.append(it.part.chart.title)
    kinds = [title.partition(" ")[0] for title in seen]
    assert kinds == ["bar", "line", "scatter", "histogram", "bar"]
    for key in keys_of("chart.kind-before"):
        await it.press(key)
        assert it.part.chart.title.startswith("histogram")
    await it.press("t", "t")
    for forth, back in (
        (keys_of("chart.x"), keys_of("chart.x-before")),
        (keys_of("chart.y"), keys_of("chart.y-before")),
    ):
        for one, other in zip(forth, back, strict=True):
            before = it.part.chart.title
            await it.press(one)
            assert it.part.chart.title != before
            await it.press(other)
            assert it.part.chart.title == before


async def test_a_chart_says_what_it_leaves_out(it: Results) -> None:
    """Rows beyond a bound, and those without a value."""
    await it.run("select i, if(i % 2 = 0, i, null) as j from range(60000) t(i)")
    await it.press("v")
    assert "25,000 rows without a value" in it.text()
    assert "rows after the first 50,000 of 60,000" in it.text()


async def test_what_cannot_be_drawn(it: Results) -> None:
    """Is said, and the table stays."""
    await it.run("select [1] as a, 'x'::blob as b")
    await it.press("v")
    assert "Nothing here can be drawn" in it.said().text
    assert it.focused == "result-table"


# In the explorer.


async def test_the_explorer_opens_what_results_ask_for(open_tiny: Explore, tmp_path: Path) -> None:
    """A cell and an export."""
    chosen: list[object] = []
    async with open_tiny() as explorer:
        await explorer.press("8")
        results = explorer.sql.results
        results.post_message(OpenCell("a · row 1", "INTEGER", 5, "5"))
        await explorer.settle()
        assert "a · row 1" in explorer.screen_text()
        await explorer.press("escape")
        results.post_message(OpenExport(5, lambda *target: chosen.append(target)))
        await explorer.settle()
        await explorer.press("b")
        assert chosen == [("clipboard", None, False)]


async def test_nothing_runs_when_nothing_happens(it: Results) -> None:
    """No timer is left when a result is complete."""
    await it.run(LETTERS)
    assert it.part._timer is None
