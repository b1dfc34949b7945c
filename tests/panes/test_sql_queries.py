"""Earlier queries, queries with names, their parameters, and saving one's own."""

from pathlib import Path

import pytest
from textual.widgets import Input, OptionList

from tests.explorer_driver import Explore, Explorer, keys_of
from tests.panes.sql import SQL, editor, focused, names, rows, run, status, text, write
from tests.slow import first_quick
from trafficking_explorer.ui.dialogs.query_forms import ParametersScreen, SaveQueryScreen
from trafficking_explorer.ui.dialogs.query_picker import QueryHistoryScreen, SavedQueriesScreen

(HISTORY,), (SAVED,), (SAVE,) = keys_of("sql.history"), keys_of("sql.saved"), keys_of("sql.save")
(CLOSE,) = keys_of("choose.close")


def listed(it: Explorer) -> list[str]:
    """The lines of the list on screen."""
    found = it.app.screen.query_one(OptionList)
    return [" ".join(str(option.prompt).split()) for option in found.options]


@pytest.mark.slow
async def test_earlier_queries_tell_how_they_went(open_tiny: Explore) -> None:
    """Newest first, once each, with time, duration, rows and outcome; one is taken up by enter."""
    async with open_tiny(start=SQL) as it:
        for sql in ("select 1", "select 2; select error('no')", "selec 3", "select 1"):
            await run(it, sql)
    async with open_tiny(start=SQL) as it:
        await it.press("escape", HISTORY)
        assert isinstance(it.app.screen, QueryHistoryScreen)
        lines = listed(it)
        assert [line.partition(" s ")[2] for line in lines] == [
            "1 row select 1",
            "failed selec 3",
            "failed select error('no')",
            "1 row select 2",
        ]
        down, up = keys_of("choose.down")[0], keys_of("choose.up")[0]
        await it.press(down, down, up, down, down)
        assert "done" in it.screen_text()
        await it.press("enter")
        assert it.on_main
        assert text(it) == "select 2"
        assert focused(it) is editor(it).area


async def test_earlier_queries_are_searched(open_tiny: Explore) -> None:
    """All words must be in the query or in how it went; a key runs what is found."""
    (key,) = keys_of("queries.run")
    async with open_tiny(start=SQL) as it:
        for sql in ("select 'Épervier'", "select 'weka'", "select nope"):
            await run(it, sql)
        await it.press("escape", HISTORY, *"FAILED")
        assert len(listed(it)) == 1
        assert "nope" in listed(it)[0]
        it.app.screen.query_one(Input).value = "select eper"
        await it.settle()
        assert "Earlier queries: 1 of 3" in it.screen_text()
        await it.press(key)
        assert it.on_main
        assert rows(it) == [("Épervier",)]
        assert text(it) == "select 'Épervier'"


async def test_a_list_can_be_left(open_tiny: Explore) -> None:
    """Closed without a choice, the editor is as it was; empty, the list says so."""
    async with open_tiny(start=SQL) as it:
        await write(it, "select 'mine'")
        await it.press("escape", HISTORY)
        assert "No query has been run yet" in it.screen_text()
        await it.press("enter", *keys_of("queries.run"), CLOSE)
        assert it.on_main
        await it.press(SAVED, *"no such query", "enter", CLOSE)
        assert it.on_main
        assert names(it) == ["select 'mine'"]


async def test_a_list_can_be_clicked(open_tiny: Explore) -> None:
    """A click takes a query up; markup, line breaks and escape sequences in it are text."""
    async with open_tiny(start=SQL) as it:
        await run(it, "select\n  '[bold]x[/]\x1b[2J' as a")
        await run(it, "select 2")
        await it.press("escape", HISTORY)
        assert "select '[bold]x[/]" in it.screen_text()
        await it.press("down")
        assert "\x1b" not in it.screen_text()
        await it.click(it.app.screen.query_one(OptionList), 3, 1)
        assert text(it) == "select\n  '[bold]x[/]\x1b[2J' as a"


@pytest.mark.slow
@pytest.mark.parametrize("size", first_quick([(80, 24), (160, 45)]))
async def test_shipped_queries_are_explained(open_tiny: Explore, size: tuple[int, int]) -> None:
    """Title, parameters, explanation and the query itself; enter takes it into a buffer."""
    async with open_tiny(start=SQL, size=size) as it:
        await it.press(SAVED)
        assert isinstance(it.app.screen, SavedQueriesScreen)
        assert len(listed(it)) == 19
        await it.press(*"largest")
        assert listed(it)[0] == "Largest operations by arrests $measure"
        seen = it.screen_text()
        assert "Operations in the order" in seen
        for key in (*keys_of("choose.page-down"), *keys_of("choose.page-up")):
            await it.press(key)
        await it.press("enter")
        assert text(it).startswith("-- Largest operations by arrests\n")
        assert names(it)[-1].startswith("Largest operations")


async def test_parameters_are_asked_for(open_tiny: Explore) -> None:
    """A form with explanations and defaults; the values given last are there the next time."""
    (run_key,), (close,) = keys_of("parameters.run"), keys_of("parameters.close")
    (down,), (up,) = keys_of("parameters.next"), keys_of("parameters.previous")
    sql = "-- T\n--\n-- $a = 7    a [b]number[/b]\nselect $a::int + $b::int as n, '$c'"
    async with open_tiny(start=SQL) as it:
        await write(it, sql, (3, 0))
        await it.press("ctrl+r")
        assert isinstance(it.app.screen, ParametersScreen)
        assert "$a   a [b]number[/b]" in it.screen_text()
        fields = list(it.app.screen.query(Input))
        assert [field.value for field in fields] == ["7", ""]
        await it.press(down, "5", up, down, "enter")
        assert it.on_main
        assert rows(it) == [(12, "$c")]
        await it.press("ctrl+r")
        assert [field.value for field in it.app.screen.query(Input)] == ["7", "5"]
        await it.press("backspace", "1", run_key)
        assert rows(it) == [(6, "$c")]
        await it.press("ctrl+r", close)
        assert "not run" in status(it)
        await it.press("ctrl+e")
        await it.press("x", "enter", "enter")
        assert "Could not convert" in status(it)
        assert (await run(it, "select 1")).startswith("1 row")


async def test_a_shipped_query_is_run_at_once(open_tiny: Explore) -> None:
    """A key in the list runs it, after its parameters."""
    (key,) = keys_of("saved.run")
    async with open_tiny(start=SQL) as it:
        await it.press(SAVED, *"what is counted", key)
        if isinstance(it.app.screen, ParametersScreen):
            await it.press("ctrl+r")
        assert it.on_main
        assert "row" in status(it)


async def test_a_query_of_ones_own(open_tiny: Explore, no_history: Path) -> None:
    """A query saved with a title is a file with a header, listed among the others."""
    (save,), (replace,) = keys_of("save.save"), keys_of("save.replace")
    (close,) = keys_of("save.close")
    (down,), (up,) = keys_of("save.next"), keys_of("save.previous")
    path = no_history.parent / "queries" / "my_claims.sql"
    async with open_tiny(start=SQL) as it:
        await write(it, "")
        await it.press(SAVE)
        assert "nothing to save" in status(it)
        await write(it, "select $n as n")
        await it.press(SAVE, close)
        assert not path.exists()
        await it.press(SAVE)
        assert isinstance(it.app.screen, SaveQueryScreen)
        await it.press(save)
        assert "needs a title" in it.screen_text()
        await it.press(*"My claims", down, up, down, *"Why [b].", save)
        assert it.on_main
        assert str(path) in status(it).replace("\n", "")
        header = "-- My claims\n--\n-- Why [b].\nselect $n as n\n"
        assert path.read_text("utf-8") == header
        assert text(it) == header
        # Changed and saved again, it takes the place of itself without a question.
        await it.press("ctrl+end", *"-- more", SAVE, "enter")
        assert path.read_text("utf-8").endswith("-- more\n")
        # Another query of that name does not, unless that is asked for.
        await it.press("ctrl+t", *"select 2", SAVE, *"My claims", "enter")
        assert "already exists" in it.screen_text()
        assert path.read_text("utf-8").endswith("-- more\n")
        await it.press(replace)
        assert it.on_main
        assert path.read_text("utf-8") == "-- My claims\nselect 2\n"
        await it.press(SAVED)
        assert listed(it)[0] == "My claims yours"
        await it.press("enter")
        assert text(it) == "-- My claims\nselect 2\n"


@pytest.mark.slow
async def test_files_that_are_no_queries(open_tiny: Explore, no_history: Path) -> None:
    """Problems of the reader's files are listed below the queries."""
    folder = no_history.parent / "queries"
    folder.mkdir(parents=True)
    (folder / "a.sql").write_bytes(b"\xff")
    (folder / "b.sql").write_text("-- [red]Title\x1b[2J\nselect 1")
    async with open_tiny(start=SQL) as it:
        await it.press(SAVED)
        assert "a.sql: not UTF-8" in it.screen_text()
        assert "[red]Title" in it.screen_text()
        assert "\x1b" not in it.screen_text()


async def test_a_folder_that_cannot_be_written(open_tiny: Explore, no_history: Path) -> None:
    """The reason stays beside what was typed."""
    no_history.parent.mkdir(parents=True, exist_ok=True)
    (no_history.parent / "queries").write_text("")
    async with open_tiny(start=SQL) as it:
        await write(it, "select 1")
        await it.press(SAVE, *"x", "enter")
        assert "queries" in it.screen_text()
        assert isinstance(it.app.screen, SaveQueryScreen)
