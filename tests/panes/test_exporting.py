"""Rows of a pane, written to files and sent to the clipboard."""

import csv
import json
import threading
import zipfile
from pathlib import Path

import pytest

from tests.explorer_driver import Explore, Explorer, keys_of
from tests.waiting import until
from trafficking_explorer.database.row_stream import RowStream
from trafficking_explorer.secure import Feature, refusal
from trafficking_explorer.ui.dialogs.export import ExportScreen
from trafficking_explorer.ui.launch_options import LaunchOptions
from trafficking_explorer.ui.widgets.footer import Footer

(EXPORT,) = keys_of("pane.export")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder for files."""
    found = tmp_path / "files"
    found.mkdir()
    monkeypatch.chdir(found)
    return found


def on_screen(it: Explorer) -> list[list[str]]:
    """The cells of the rows, NULL as empty, with the record."""
    return [[*(cell or "" for cell in row.cells), "/".join(row.key)] for row in it.rows]


async def test_rows_are_exported_as_they_are_on_screen(open_tiny: Explore, folder: Path) -> None:
    """Under the filter, in the order, with the columns shown, in any format; the name says of what."""
    async with open_tiny() as it:
        await it.filter("freed -alba")
        await it.press("right", "right", "s", EXPORT)
        count = len(it.ids)
        assert count > 5
        assert f"Export {count} rows" in it.screen_text()
        await it.press("c", "enter")
        assert f"{count} rows written to" in it.notices[-1]
        with (folder / "operations-freed-alba.csv").open(newline="", encoding="utf-8") as file:
            head, *rows = csv.reader(file)
        assert head == [*(column.title for column in it.pane.view.columns), "Record"]
        assert rows == on_screen(it)
        await it.press(EXPORT, "j", "enter")
        records = json.loads((folder / "operations-freed-alba.json").read_text("utf-8"))
        assert [each["Record"] for each in records] == [row[-1] for row in on_screen(it)]
        await it.press(EXPORT, "e", "enter")
        with zipfile.ZipFile(folder / "operations-freed-alba.xlsx") as book:
            sheet = book.read("xl/worksheets/sheet1.xml")
        assert sheet.count(b"<row ") == count + 1
        await it.press(EXPORT, "p", "enter")
        import pyarrow.parquet as pq

        table = pq.read_table(folder / "operations-freed-alba.parquet")
        assert table.column("Record").to_pylist() == [row[-1] for row in on_screen(it)]


@pytest.mark.parametrize("pane", ["quotes", "findings", "sources"])
async def test_every_pane_exports(open_tiny: Explore, folder: Path, pane: str) -> None:
    """Its own columns, and to the clipboard as well."""
    async with open_tiny(start=LaunchOptions(pane=pane)) as it:
        await it.press(EXPORT, "b")
        assert "sent to the clipboard" in it.notices[-1]
        lines = it.app.clipboard.splitlines()
        titles = [column.title for column in it.pane.view.columns]
        assert lines[0].split("\t") == [*titles, "Record"]
        assert [line.split("\t")[-1] for line in lines[1:]] == [row[-1] for row in on_screen(it)]
        await it.press(EXPORT, "l", "enter")
        assert len((folder / f"{pane}.jsonl").read_text("utf-8").splitlines()) == len(it.rows)


async def test_nothing_to_export(open_tiny: Explore, folder: Path) -> None:
    """Without rows there is no dialog, and a file that fails leaves nothing."""
    async with open_tiny() as it:
        await it.filter("zebra")
        it.pane.focus_first()
        await it.press(EXPORT)
        assert it.notices[-1] == "There are no rows to export."
        assert not isinstance(it.app.screen, ExportScreen)
        assert not list(folder.iterdir())


async def test_a_long_export_tells_how_far_it_is_and_can_be_stopped(
    open_tiny: Explore, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Keys go on working meanwhile; stopped, it leaves no file."""
    may_go_on = threading.Event()
    read = RowStream.values

    def slowly(stream: RowStream, start: int, count: int) -> list[tuple[str | None, ...]]:
        if start:
            may_go_on.wait(60)
        return read(stream, start, count)

    monkeypatch.setattr(RowStream, "values", slowly)
    async with open_tiny() as it:
        count = len(it.ids)
        await it.press(EXPORT, "j")
        await it.pilot.press("enter")
        said = it.app.screen_stack[0].query_one(Footer)
        await until(lambda: f"writing operations.json: 1 of {count} rows" in said.said)
        assert "esc stops" in said.said
        await it.pilot.press("down", EXPORT)
        assert it.table.cursor == 1
        await until(lambda: "A file is being written: esc stops it." in it.notices)
        await it.pilot.press("escape")
        may_go_on.set()
        await it.settle()
        assert "operations.json was not written: interrupted" in it.notices
        assert not list(folder.iterdir())
        assert said.said == ""
        assert it.field.value == ""


async def test_secure_mode_exports_nothing(
    open_tiny: Explore, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It says why."""
    monkeypatch.setenv("TRAFFICKING_EXPLORER_SECURE", "1")
    async with open_tiny() as it:
        await it.press(EXPORT)
        assert not isinstance(it.app.screen, ExportScreen)
        assert it.notices[-1] == refusal(Feature.EXPORTS)
