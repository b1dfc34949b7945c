"""The look of a pane: its order and columns, marked rows, copies, and remembered state."""

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.explorer_driver import Explore, Explorer, keys_of, lines_of
from trafficking_explorer.database import row_reader as paging
from trafficking_explorer.database.cache import StoreLocation
from trafficking_explorer.database.read_models import ListRow
from trafficking_explorer.ui.column_layout import ColumnLayout
from trafficking_explorer.ui.dialogs.columns import ColumnsScreen
from trafficking_explorer.ui.dialogs.copy_menu import CopyMenu
from trafficking_explorer.ui.dialogs.text_viewer import TextViewer
from trafficking_explorer.ui.launch_options import LaunchOptions
from trafficking_explorer.ui.state import State
from trafficking_explorer.ui.view_state import ViewStateStore
from trafficking_explorer.ui.widgets import table
from trafficking_explorer.ui.widgets.table import RowCache

(COPY,) = keys_of("pane.copy")
(MARK,) = keys_of("table.mark")


# Order.


async def test_a_further_key(open_tiny: Explore) -> None:
    """It counts behind the first; it turns, and goes again, without the first losing its place."""
    (sort,), (further,) = keys_of("table.sort"), keys_of("table.sort-further")
    async with open_tiny(size=(160, 40)) as it:
        await it.press("4", "l", sort, "h", further)
        assert it.pane.question.sort == (("measure", False), ("value", True))
        header = lines_of(it.table)[0]
        assert "Measure ▴1" in header
        assert "Value ▾2" in header
        values = [row.cells[1] for row in it.rows if row.cells[2] == "rescued"]
        assert values[:3] == ["500", "nearly 500", "236"]
        await it.press(further)
        assert it.pane.question.sort == (("measure", False), ("value", False))
        assert it.rows[0].cells[2] == "arrests"
        values = [row.cells[1] for row in it.rows if row.cells[2] == "rescued"]
        assert values[:3] == ["11", "12", "13"]
        await it.press(further)
        assert len(it.pane.question.sort) == 1
        await it.press("l", sort, sort)
        assert not it.pane.question.sort


# Pages.


async def test_rows_are_read_as_they_come_into_sight(
    open_tiny: Explore, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A long list has only the pages around the reader in memory, and none is missing on screen."""
    monkeypatch.setattr(paging, "PAGE_ROWS", 4)
    async with open_tiny(size=(100, 16)) as it:
        await it.press("4")
        first = it.rows
        assert 4 <= len(first) < 15 == it.table.item_count()
        await it.press("G")
        last = it.rows[-1]
        assert it.at == it.shown == last.record_id == "kayak-rescued"
        assert not any(line.strip().startswith("…") for line in lines_of(it.table)[1:])
        await it.filter("freed")
        await it.press("escape", "g")
        assert it.at == it.shown == "rescued-heading"


@pytest.mark.slow
@given(st.lists(st.integers(min_value=0, max_value=10**6), min_size=1, max_size=30))
def test_rows_far_away_are_forgotten(places: list[int]) -> None:
    """However far one goes, no more rows are kept than some; those around the reader are there."""
    kept: RowCache[ListRow] = RowCache()
    kept.clear(10**6 + 500)
    for first in places:
        rows = tuple(ListRow("tool", str(first + i), (), first + i) for i in range(400))
        kept.put(first, rows, near=first + 200)
        assert len(kept.items()) <= table.KEPT_ROWS
        assert kept.missing(first, first + 400) is None
        assert kept.get(first + 7) == rows[7]


# Columns.


async def test_columns_are_chosen_and_followed_live(open_tiny: Explore) -> None:
    """A hidden column goes at once and comes back when shown; the cursor stays on a visible column."""
    (columns,) = keys_of("pane.columns")
    async with open_tiny(size=(160, 40)) as it:
        await it.press("4", "l", columns)
        assert isinstance(it.app.screen, ColumnsScreen)
        await it.press("j", "j", "space", "escape")
        assert "Measure" not in lines_of(it.table)[0]
        assert it.pane.view.columns[it.table.column].key in it.table.arrangement.shown()
        await it.press(columns, "r", "escape")
        assert "Measure" in lines_of(it.table)[0]


async def test_columns_move_sideways_and_frozen_ones_stay(open_tiny: Explore) -> None:
    """At 60 cells the last column comes into sight under the cursor; the first stays if frozen."""
    async with open_tiny(size=(60, 24)) as it:
        await it.press("4")
        header = lines_of(it.table)[0]
        assert "Sources" not in header
        assert header.rstrip().endswith("›")
        await it.press(*["l"] * 5)
        header = lines_of(it.table)[0]
        assert "Sources" in header
        assert header.startswith("‹")
        assert "Value" not in header
        it.table.set_arrangement(ColumnLayout.of(it.pane.view).frozen_through("value"))
        await it.settle()
        header = lines_of(it.table)[0]
        assert "Sources" in header
        assert "Value" in header
        await it.press(*["h"] * 5)
        assert "Claim" in lines_of(it.table)[0]


async def test_the_cell_in_full(open_tiny: Explore) -> None:
    """A cut cell says so; a key shows all of it, and tells an empty text from no value."""
    (cell,) = keys_of("table.cell")
    async with open_tiny(size=(60, 24)) as it:
        await it.press("4", "l", "l", cell)
        assert isinstance(it.app.screen, TextViewer)
        assert "Victims rescued (heading)" in it.screen_text()
        for key in keys_of("text.down") + keys_of("text.up"):
            await it.press(key)
        (copy,) = keys_of("text.copy")
        await it.press(copy)
        assert it.app.clipboard == "Victims rescued (heading)"
        for key in keys_of("text.close"):
            await it.press(key)
            assert it.on_main
            await it.press(cell)
        await it.press("escape", "l", "l", cell)
        assert "This cell is empty." in it.screen_text()


# Marking and copying.


async def copied(it: Explorer, letter: str) -> str:
    """Each letter of the copy menu puts its text on the clipboard."""
    await it.press(COPY)
    assert isinstance(it.app.screen, CopyMenu)
    await it.press(letter)
    assert it.on_main
    return it.app.clipboard


async def test_rows_are_marked_and_copied(open_tiny: Explore) -> None:
    """One by one or as a range; they stay marked under another filter, in the order of the pane."""
    async with open_tiny() as it:
        await it.press("j", MARK)
        assert it.at == "brisa"
        for down, up in zip(keys_of("table.mark-down"), keys_of("table.mark-up"), strict=True):
            await it.press("g", down, down)
            await it.press(up)
        assert sorted(row.record_id for row in it.table.marked.values()) == [
            "alba",
            "brisa",
            "epervier",
        ]
        assert it.count == "3 marked · 13 operations"
        assert lines_of(it.table)[1].startswith("*")
        await it.filter("kayak")
        assert it.count == "3 marked · 1 of 13"
        lines = (await copied(it, "m")).split("\n")
        assert lines[0].split("\t")[:2] == ["Doubt", "Operation"]
        assert [line.split("\t")[1] for line in lines[1:]] == [
            "Operation Épervier",
            "Operation Alba",
            "Operation Brisa",
        ]
        it.table.focus()
        await it.press("escape")
        assert (it.count, it.table.marked) == ("1 of 13", {})


async def test_a_mark_is_taken_away_again(open_tiny: Explore) -> None:
    """By the key that made it."""
    async with open_tiny() as it:
        await it.press(MARK, "g", MARK)
        assert it.table.marked == {}
        assert it.count == "13 operations"


async def test_there_is_an_end_to_marking(
    open_tiny: Explore, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is said, and what is marked stays."""
    monkeypatch.setattr(table, "MOST_MARKED", 3)
    async with open_tiny() as it:
        await it.press(MARK, MARK, MARK, MARK)
        assert len(it.table.marked) == 3
        assert "At most 3 rows" in it.notices[-1]


async def test_what_can_be_copied(open_tiny: Explore) -> None:
    """Cell, row, value, quotation with its citation, id, and the command that opens the view."""
    async with open_tiny() as it:
        await it.press("4")
        await it.filter("rescued")
        await it.press("escape", "j")
        await it.filter("rescued")
        it.table.focus()
        await it.settle()
        assert it.at == "rescued"
        assert await copied(it, "c") == "nearly 500"
        assert (await copied(it, "r")).startswith("≠\tnearly 500\trescued\tVictims rescued\t")
        assert await copied(it, "v") == "~ 500"
        assert await copied(it, "i") == "statistic/rescued"
        quote = await copied(it, "q")
        assert "Nearly 500" in quote
        assert "line" in quote
        assert (await copied(it, "d")).startswith(">")
        assert (await copied(it, "b")).startswith("@")
        link = await copied(it, "l")
        assert "--pane statistics --filter rescued" in link
        assert link.endswith("--goto statistic/rescued")
        assert "--columns" not in link
        view = it.pane.view
        it.table.set_arrangement(
            ColumnLayout.of(view).toggled("label").moved("measure", -1).frozen_through("measure")
        )
        link = await copied(it, "l")
        assert "--columns 'sign,measure|value,operation,period,sources'" in link
        assert (await copied(it, "r")).startswith("≠\trescued\tnearly 500\tOperation Épervier")
        assert it.notices[-1].startswith("Copied: ")


def test_a_copied_row_runs_nothing_in_a_spreadsheet() -> None:
    """Values that a spreadsheet would take for formulas become text."""
    from trafficking_explorer.database.views import VIEWS
    from trafficking_explorer.ui.clipboard import as_text

    row = ListRow("tool", "x", ("=1+1", "@a", "a\tb", None), 0)
    view = VIEWS["tools"]
    keys = [column.key for column in view.columns]
    assert as_text(view, keys, [row]) == "'=1+1\t'@a\ta b\t"
    assert as_text(view, [keys[1], keys[0]], [row], headed=True) == "Kind\tTool\n'@a\t'=1+1"


# What is remembered.


async def test_views_are_remembered(
    open_tiny: Explore, tiny_place: StoreLocation, tmp_path: Path
) -> None:
    """Filter, order, columns and place of each pane, and the pane itself, come back."""
    kept = ViewStateStore(State(tmp_path))
    async with open_tiny(remembered=kept) as it:
        await it.press("4")
        await it.filter("freed")
        it.table.focus()
        await it.press("s", "j", "j")
        it.table.set_arrangement(ColumnLayout.of(it.pane.view).toggled("measure"))
        await it.settle()
        record = it.at
        it.app.keep_views()
    assert list(kept.read(tiny_place.root).panes) == ["operations", "statistics"]
    async with open_tiny(remembered=ViewStateStore(State(tmp_path))) as it:
        assert it.pane.view.name == "statistics"
        assert it.field.value == "freed"
        assert it.pane.question.sort == (("value", True),)
        assert "Measure" not in lines_of(it.table)[0]
        assert it.at == it.shown == record
        await it.press("1")
        assert (it.field.value, it.at) == ("", "epervier")


async def test_a_view_that_is_asked_for_is_just_that(open_tiny: Explore, tmp_path: Path) -> None:
    """Nothing remembered narrows it; what is remembered of other panes is still there."""
    state = State(tmp_path)
    async with open_tiny(remembered=ViewStateStore(state)) as it:
        await it.filter("chad")
        await it.press("escape")
        await it.filter("chad")
        await it.press("tab", "4")
        await it.filter("freed")
        it.app.keep_views()
    start = LaunchOptions(pane="statistics", sort="value:desc")
    async with open_tiny(remembered=ViewStateStore(state), start=start) as it:
        assert (it.pane.view.name, it.field.value) == ("statistics", "")
        assert it.pane.question.sort == (("value", True),)
        await it.press("1")
        assert it.field.value == "chad"


@pytest.mark.parametrize(
    "asked",
    [
        LaunchOptions(goto="statistic/rescued"),
        LaunchOptions(goto="statistic/rescued", filter_text="freed", sort="value:desc"),
    ],
)
async def test_a_view_that_is_asked_for_is_not_remembered(
    open_tiny: Explore, tmp_path: Path, asked: LaunchOptions
) -> None:
    """It does not replace the reader's choice, which is back the next time; a change does."""
    state = State(tmp_path)
    async with open_tiny(remembered=ViewStateStore(state)) as it:
        await it.press("4", "s")
        await it.filter("kayak")
        it.app.keep_views()
        own = it.pane.memory
    async with open_tiny(remembered=ViewStateStore(state), start=asked) as it:
        # One that hides the record is cleared.
        assert it.field.value == ("" if asked.filter_text == "freed" else asked.filter_text)
        await it.press("1", "4")
        it.app.keep_views()
    async with open_tiny(remembered=ViewStateStore(state)) as it:
        now = it.pane.memory
        assert (now.filter_text, now.sort, now.arrangement) == ("kayak", own.sort, own.arrangement)
    async with open_tiny(remembered=ViewStateStore(state), start=asked) as it:
        await it.filter("freed raids")
        it.app.keep_views()
    async with open_tiny(remembered=ViewStateStore(state)) as it:
        assert (it.field.value, it.pane.question.sort) == ("freed raids", own.sort)


async def test_columns_that_are_asked_for(open_tiny: Explore) -> None:
    """In their order, those before the bar frozen, the others hidden."""
    start = LaunchOptions(pane="statistics", columns="measure|value,sources")
    async with open_tiny(start=start, size=(160, 40)) as it:
        assert lines_of(it.table)[0].split() == ["Measure", "Value", "Sources"]
        assert it.table.arrangement.frozen == 1


async def test_marked_rows_are_copied_as_they_stand(open_tiny: Explore) -> None:
    """In the order on screen."""
    async with open_tiny() as it:
        await it.press("s", "s", MARK, MARK)
        lines = (await copied(it, "m")).split("\n")
        assert [line.split("\t")[1] for line in lines[1:]] == [row.cells[1] for row in it.rows[:2]]
        assert lines_of(it.table)[1].startswith("*")
        await it.press("k")
        assert lines_of(it.table)[2].startswith("»")


async def test_what_is_gone_is_not_missed(
    open_tiny: Explore, tiny_place: StoreLocation, tmp_path: Path
) -> None:
    """A record, a column or a pane that is no more is left out without a word."""
    from trafficking_explorer.ui.view_state import PaneState

    kept = ViewStateStore(State(tmp_path))
    memory = PaneState(
        "", (("gone", True), ("name", True)), {"order": ["gone"]}, ("operation", "gone")
    )
    kept.write(tiny_place.root, "gone", {"operations": memory})
    async with open_tiny(remembered=kept) as it:
        assert it.pane.question.sort == (("name", True),)
        assert it.at == it.shown
        assert it.notices == []


@pytest.mark.skipif(os.name == "nt", reason="file modes")
async def test_nothing_is_written_while_nothing_changes(open_tiny: Explore, tmp_path: Path) -> None:
    """Looking at the first view leaves no file behind."""
    state = State(tmp_path)
    async with open_tiny(remembered=ViewStateStore(state)) as it:
        await it.press("j", "k")
    assert not state.path.exists()
