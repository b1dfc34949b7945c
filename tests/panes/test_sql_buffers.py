"""The buffers of the SQL pane: several texts, their names, and what becomes of them."""

import sqlite3
from contextlib import closing
from pathlib import Path
from threading import Thread

import pytest
from textual.widgets import Input

from tests.explorer_driver import Explore, keys_of
from tests.panes.sql import SQL, editor, focused, names, run, status, text, write
from trafficking_explorer.ui.editor_buffers import Buffer, EditorBuffers
from trafficking_explorer.ui.messages import OpenSql
from trafficking_explorer.ui.state import State
from trafficking_explorer.ui.widgets.title_tabs import BufferTabs

(NEW,) = keys_of("sql.new")
(NEXT,) = keys_of("sql.next-buffer")
(PREVIOUS,) = keys_of("sql.previous-buffer")
(CLOSE,) = keys_of("sql.close-buffer")


async def test_several_buffers(open_tiny: Explore) -> None:
    """Keys make, change and close buffers; each keeps its text, its cursor and what can be undone."""
    async with open_tiny(start=SQL) as it:
        await it.press(PREVIOUS)
        assert "there is one buffer" in status(it)
        await write(it, "-- one\nselect 1", (1, 3))
        await it.press(NEW)
        assert text(it) == ""
        assert names(it) == ["one", "empty"]
        await it.press(*"select 2", NEXT)
        assert (text(it), editor(it).cursor) == ("-- one\nselect 1", (1, 3))
        assert focused(it) is editor(it).area
        await it.press(PREVIOUS)
        assert text(it) == "select 2"
        assert "1 one" in it.screen_text()
        assert "2 select 2" in it.screen_text()
        await it.press("ctrl+z")
        assert text(it) == ""
        await it.press("ctrl+y", NEW, *"third", PREVIOUS, CLOSE)
        assert names(it) == ["one", "third"]
        assert "closed “select 2”" in status(it)
        await it.press(CLOSE, CLOSE)
        assert names(it) == ["empty"]
        await it.press(CLOSE, *"again")
        assert names(it) == ["again"]


async def test_results_of_another_buffer_say_so(open_tiny: Explore) -> None:
    """Below an editor that they are not from; at their own, their number is back."""
    async with open_tiny(start=SQL) as it:
        assert (await run(it, "-- sums\nselect 1")).startswith("1 row")
        await it.press(NEW)
        assert status(it) == "the results below are those of “sums”"
        await it.press(PREVIOUS)
        assert status(it).startswith("1 row")


async def test_a_closed_buffer_is_among_the_earlier_queries(open_tiny: Explore) -> None:
    """Nothing that was typed is lost by a key."""
    async with open_tiny(start=SQL) as it:
        await write(it, "select 'unfinished")
        await it.press(CLOSE, "escape", "u")
        assert "closed" in it.screen_text()
        await it.press("enter")
        assert text(it) == "select 'unfinished"


async def test_buffers_outlive_the_explorer(open_tiny: Explore) -> None:
    """The next one opens with all of them, at the one that was on screen."""
    async with open_tiny(start=SQL) as it:
        await write(it, "select 1", (0, 4))
        await it.press(NEW, *"select 2", PREVIOUS)
    async with open_tiny(start=SQL) as it:
        assert names(it) == ["select 1", "select 2"]
        assert (text(it), editor(it).cursor) == ("select 1", (0, 4))
        await it.press(NEXT)
        assert text(it) == "select 2"


def kept(state: Path) -> str:
    """The buffers that are stored."""
    if not state.exists():
        return ""
    with closing(sqlite3.connect(state)) as db:
        return " ".join(document for (document,) in db.execute("select document from buffers"))


async def test_what_is_typed_is_kept_while_it_is_typed(
    open_tiny: Explore, no_history: Path
) -> None:
    """Half a second later it is stored, without anything that has to be pressed."""
    async with open_tiny(start=SQL) as it:
        await write(it, "select 'crash'")
        await it.until(lambda: "select 'crash'" in kept(no_history))


async def test_what_is_typed_is_kept_when_there_is_no_time(
    open_tiny: Explore, no_history: Path
) -> None:
    """A terminal that has gone: also changes that the editor has not told of yet; from a thread."""
    async with open_tiny(start=SQL) as it:
        await write(it, "select 'told'")
        editor(it).area.insert("select 'just now';")
        thread = Thread(target=it.main.panes.keep_buffers)
        thread.start()
        thread.join()
        assert "select 'just now'" in kept(no_history)


@pytest.mark.slow
async def test_two_explorers_at_once(open_tiny: Explore) -> None:
    """Each has its own buffers, and the next one those of both."""
    async with open_tiny(start=SQL) as one:
        await write(one, "select 'one'")
        async with open_tiny(start=SQL) as other:
            assert "one" not in text(other)
            await write(other, "select 'other'")
    async with open_tiny(start=SQL) as it:
        assert set(names(it)) == {"select 'one'", "select 'other'"}


async def test_a_folder_that_cannot_be_written(open_tiny: Explore, no_history: Path) -> None:
    """The pane works, and says once that nothing is kept."""
    no_history.parent.mkdir(parents=True)
    (no_history.parent / "buffers").write_text("")
    async with open_tiny(start=SQL) as it:
        assert (await run(it, "select 1")).startswith("1 row")
        await it.until(lambda: any("gone after a crash" in notice for notice in it.notices))


async def test_a_query_that_is_handed_over_gets_a_buffer(open_tiny: Explore) -> None:
    """The text in the editor stays; the same query is not opened twice."""
    async with open_tiny(start=SQL) as it:
        await write(it, "select 'mine'")
        for _ in range(2):
            it.main.post_message(OpenSql("select 'handed\r\nover'"))
            await it.settle()
            assert text(it) == "select 'handed\nover'"
            assert names(it) == ["select 'mine'", "select 'handed over'"]


@pytest.mark.slow
async def test_hostile_names(open_tiny: Explore, no_history: Path) -> None:
    """Escape sequences and markup in a kept text are shown, not obeyed; many buffers are cut."""
    wide = "漢字" * 30
    texts = ["\x1b[2J\u202e", "[red]x[/]", wide, *(f"select {i}" for i in range(30))]
    for width in (40, 80, 160):
        buffers = EditorBuffers(State(no_history.parent))
        buffers.open()
        buffers.write([Buffer(each, (10**9, 10**9)) for each in texts], 29)
        buffers.close()
        async with open_tiny(start=SQL, size=(width, 24)) as it:
            assert text(it) == "select 26"
            line = it.screen_text().splitlines()[1]
            assert "30 select 26" in line
            assert "\x1b" not in line
            tabs = it.sql.query_one(BufferTabs)
            assert tabs.render_line(0).cell_length == tabs.size.width
            await it.press(NEXT, NEXT, NEXT, NEXT)
            assert "\x1b[2J" in text(it)
            assert not set("\x1b\u202e") & set(it.screen_text())
            await it.press(NEXT)
            assert "[red]x[/]" in it.screen_text()


@pytest.mark.slow
async def test_names_can_be_clicked(open_tiny: Explore) -> None:
    """A click opens a buffer."""
    async with open_tiny(start=SQL) as it:
        await write(it, "select 1")
        await it.press(NEW, *"select 2")
        await it.click(it.sql.query_one(BufferTabs), 12, 0)
        assert text(it) == "select 1"


async def test_comment_find_and_indent(open_tiny: Explore) -> None:
    """The editor's own keys do what they say, and what they did can be undone."""
    comment = keys_of("sql.comment")[0]
    (find,), (line,) = keys_of("sql.find"), keys_of("sql.go-to-line")
    async with open_tiny(start=SQL) as it:
        await write(it, "select a,\n  b\nfrom t", (1, 2))
        await it.press(comment)
        assert text(it) == "select a,\n  -- b\nfrom t"
        await it.press(comment)
        assert text(it) == "select a,\n  b\nfrom t"
        await it.press(find, *"from")
        assert isinstance(focused(it), Input)
        await it.press("escape")
        assert focused(it) is editor(it).area
        assert editor(it).area.selected_text == "from"
        await it.press(line, "1", "enter")
        assert editor(it).cursor[0] == 0
        await it.press("home", "shift+down", "shift+down", "tab")
        assert text(it).startswith("    select a,\n")
        await it.press("shift+tab")
        assert text(it).startswith("select a,\n")


async def test_layout(open_tiny: Explore) -> None:
    """One key sets out the statement at the cursor, with a selection all; one step undoes it."""
    (key,) = keys_of("sql.format")
    script = "-- a\nselect   1, -- one\n 2;\nselect   7 // 2;\nselect   3"
    async with open_tiny(start=SQL) as it:
        await write(it, script, (4, 0))
        await it.press(key)
        assert text(it) == script.replace("select   3", "select 3")
        assert status(it) == "formatted"
        await it.press(key)
        assert "already" in status(it)
        await it.press("ctrl+z")
        assert text(it) == script
        await write(it, script, (3, 0))
        await it.press(key)
        assert text(it) == script
        assert status(it).startswith("line 4: this statement cannot be formatted")
        await it.press("ctrl+a", key)
        assert "select\n    1,  -- one\n    2;" in text(it)
        assert "7 // 2" in text(it)
        assert text(it).endswith("select 3")
        assert "line 4" in status(it)
