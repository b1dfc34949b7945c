"""The SQL pane: asking, failing, stopping, and what was asked before."""

import json
from pathlib import Path
from typing import Any

import pytest
from textual.widgets import OptionList, Static

from tests.ui import Explore, Explorer, keys_of, text_of
from trafficking_explorer.ui.panes.sql import SqlPane
from trafficking_explorer.ui.screens.queries import QueriesScreen
from trafficking_explorer.ui.start import Start
from trafficking_explorer.ui.widgets.result_table import ResultTable

SQL = Start(pane="sql")
ENDLESS = "select count(*) from range(1000000000000) a where a.range % 7 = 3"
"""One thread of DuckDB's, for hours."""


def status(it: Explorer) -> str:
    """The line between the editor and the answer."""
    return text_of(it.sql.query_one("#sql-status", Static))


def has_failed(it: Explorer) -> bool:
    """Whether that line is an error."""
    return it.sql.query_one("#sql-status", Static).has_class("-error")


def answer(it: Explorer) -> ResultTable:
    """The answer's table."""
    return it.sql.results.table


def cells(it: Explorer) -> list[tuple[Any, ...]]:
    """All cells of the answer."""
    found = it.sql.results.run
    assert found is not None
    return found.result.values(0, found.result.rows)


async def run(it: Explorer, sql: str) -> str:
    """Put a query into the editor, run it, and return what is said of it."""
    it.sql.editor.text = sql
    await it.press("ctrl+r")
    found = it.sql.results.run
    if status(it) or found is None:
        return status(it)
    return f"{found.result.rows:,} row{'' if found.result.rows == 1 else 's'}"


async def test_the_first_query_is_there_to_be_run(open_tiny: Explore) -> None:
    """The pane opens with the cursor in the editor and a query that runs as it stands."""
    for key in keys_of("sql.run"):
        async with open_tiny(start=SQL) as it:
            assert it.app.screen.focused is it.sql.editor.text_input
            assert "ctrl+r" in status(it)
            await it.press(key)
            assert "row 1 of 15" in it.sql.results.status
            assert len(cells(it)) == 15
            assert "operation_id" in it.screen_text()


async def test_typing_is_typing(open_tiny: Explore) -> None:
    """In the editor, keys that are actions elsewhere are text."""
    async with open_tiny(start=SQL) as it:
        it.sql.editor.text = ""
        await it.press(*"select 1q?zu<>/8 as i")
        assert it.sql.editor.text == "select 1q?zu<>/8 as i"
        assert it.on_main


async def test_an_answer(open_tiny: Explore) -> None:
    """The answer shows the rows as they are."""
    async with open_tiny(start=SQL) as it:
        said = await run(it, "select operation_id, measure, value from statistics order by all")
        assert said == "15 rows"
        assert cells(it)[0] == ("alba", "rescued", 11.0)
        assert await run(it, "select 1 as one where false") == "0 rows"
        assert await run(it, "select 1 as a, 2 as a, null as b") == "1 row"
        assert cells(it) == [(1, 2, None)]
        assert await run(it, "select 1; select 2 as two;") == "1 row"
        assert cells(it) == [(2,)]


ERRORS = [
    ("select * from nowhere", (0, 14), "nowhere"),
    ("select name\n  from operations\n where nam = 1", (2, 7), "nam"),
    ("selec 1", (0, 0), "selec"),
    ("select 1;\n\nselect frobnicate(1)", (2, 7), "frobnicate"),
    ("select '" + "x" * 300 + "', nope", (0, 311), "nope"),
    ("select 'épervier’s', nope", (0, 21), "nope"),
]
"""Queries, where they are wrong (line and column from 0), and a word of what is said."""


async def test_an_error_puts_the_cursor_at_its_place(open_tiny: Explore) -> None:
    """What is wrong is said with line and column, and the cursor stands there."""
    async with open_tiny(start=SQL) as it:
        for sql, place, words in ERRORS:
            said = await run(it, sql)
            assert has_failed(it), sql
            assert said.startswith(f"line {place[0] + 1}, column {place[1] + 1}: ")
            assert words in said
            assert it.sql.editor.text_input.cursor_location == place
            assert it.sql.editor.text == sql
            assert await run(it, "select 1") == "1 row"
            assert not has_failed(it)


REFUSED = [
    "drop table corpus.records",
    "insert into corpus.records select * from records",
    "copy operations to 'out.csv'",
    "select * from read_csv('/etc/hosts')",
    "attach 'x.duckdb'",
    "install httpfs",
    "set enable_external_access = true",
    "select error('[bold]boom[/bold] [/]')",
]


async def test_what_is_refused(open_tiny: Explore) -> None:
    """The console changes nothing and reaches nothing beyond the corpus; it says so and goes on."""
    async with open_tiny(start=SQL) as it:
        for sql in REFUSED:
            await run(it, sql)
            assert has_failed(it), sql
            assert len(status(it)) > 20
            assert await run(it, "select count(*) as n from corpus.records") == "1 row"
            assert cells(it) == [(40,)]


async def test_markup_in_an_error_is_text(open_tiny: Explore) -> None:
    """What DuckDB says is shown as it is, square brackets and all."""
    async with open_tiny(start=SQL) as it:
        assert "[bold]boom[/bold] [/]" in await run(it, "select error('[bold]boom[/bold] [/]')")


TYPES = [
    "select [1, null], {'a': 1}, map {'k': 'v'}, 'x'::blob, uuid(), interval 3 months",
    "select 1::hugeint << 100, 'nan'::double, 'inf'::float, 1.5::decimal(38, 10)",
    "select date '0001-01-01', timestamp 'infinity', time '12:00', now(), 'a'::enum('a')",
    "select union_value(num := 1), '101'::bit, '{\"a\": 1}'::json, null, 1::variant",
    "select repeat('x', 100000), repeat(chr(10), 50)",
    "select '[bold]x[/]' as \"[/b]\", '' as \"é̀\"",
    "summarize operations",
    "select * from duckdb_columns()",
]


async def test_any_type_can_be_shown(open_tiny: Explore) -> None:
    """Whatever the answer is made of, it is on the screen, and one can walk through it."""
    async with open_tiny(start=SQL, size=(80, 24)) as it:
        for sql in TYPES:
            assert "row" in await run(it, sql), sql
            assert not has_failed(it)
            await it.press("escape", "right", "down", "end", "pagedown", "i")
        assert it.app.is_running


async def test_nothing_in_an_answer_reaches_the_terminal_raw(open_tiny: Explore) -> None:
    """Escape sequences, direction marks and markup in an answer are shown, not obeyed."""
    async with open_tiny(start=SQL) as it:
        await run(it, "select chr(27) || '[31mred' as a, chr(8238) || 'b' as b, '[red]c' as c")
        seen = it.screen_text()
        assert not set("\x1b\u202e") & set(seen)
        assert "[31mred" in seen
        assert "[red]c" in seen


async def test_nothing_to_run(open_tiny: Explore) -> None:
    """Where there is no statement, that is said."""
    async with open_tiny(start=SQL) as it:
        for sql in ("", "  \n ", "-- a remark", ";"):
            assert "to run" in await run(it, sql), sql


async def test_only_what_is_selected_runs(open_tiny: Explore) -> None:
    """With a part of the text selected, that part is the query."""
    async with open_tiny(start=SQL) as it:
        it.sql.editor.text = "select 1 as a\nselect 2 as b"
        it.sql.editor.text_input.move_cursor((1, 0))
        await it.press("shift+end", "ctrl+r")
        assert cells(it) == [(2,)]


async def test_a_query_can_be_interrupted(open_tiny: Explore) -> None:
    """Escape stops what runs, and the next query runs as usual; meanwhile the screen answers."""
    async with open_tiny(start=SQL) as it:
        it.sql.editor.text = ENDLESS
        await it.pilot.press("ctrl+r")
        assert "running" in status(it)
        await it.pilot.press("x")
        for _ in range(100):
            if it.sql.editor.text != ENDLESS:
                break
            await it.pilot.pause()
        assert it.sql.editor.text == "x" + ENDLESS
        it.sql.action_run()
        assert "esc interrupts" in status(it)
        for _ in range(100):
            await it.pilot.press("escape")
            if status(it) == "interrupted":
                break
        assert status(it) == "interrupted"
        assert not has_failed(it)
        await it.settle()
        assert await run(it, "select 1") == "1 row"


async def test_quitting_while_a_query_runs(open_tiny: Explore) -> None:
    """The explorer closes at once, whatever still runs."""
    async with open_tiny(start=SQL) as it:
        it.sql.editor.text = ENDLESS
        await it.pilot.press("ctrl+r", "ctrl+q")
    assert it.app.return_code == 0


async def test_an_old_answer_is_not_shown(open_tiny: Explore) -> None:
    """An answer to an older question than the newest changes nothing."""
    async with open_tiny(start=SQL) as it:
        await run(it, "select 1 as new")
        before = it.screen_text()
        it.sql.post_message(SqlPane.Answered(0, 0))
        await it.settle()
        assert it.screen_text() == before


async def test_the_way_through_the_parts(open_tiny: Explore) -> None:
    """Escape leaves the editor for the answer; the keys lead back in, and round."""
    (leave,) = keys_of("sql.leave")
    async with open_tiny(start=SQL) as it:
        editor = it.sql.editor.text_input
        await it.press(leave)
        assert it.app.screen.focused is it.sql
        for key in keys_of("sql.edit"):
            await it.press(key)
            assert it.app.screen.focused is editor
            await it.press(leave)
        await it.press("i")
        await run(it, "select 1")
        await it.press(leave)
        assert it.app.screen.focused is answer(it)
        for key in [*keys_of("sql.next-part"), *keys_of("sql.previous-part")]:
            await it.press(key)
            assert it.app.screen.focused is editor
            await it.press(leave)
            assert it.app.screen.focused is answer(it)
            await it.press(*keys_of("sql.edit")[:1])
            assert it.app.screen.focused is editor
            await it.press(leave)


async def test_zoom(open_tiny: Explore) -> None:
    """The answer, or the editor where there is none, gets all the room and gives it back."""
    (zoom,) = keys_of("sql.zoom")
    async with open_tiny(start=SQL, size=(80, 24)) as it:
        editor, result = (it.sql.query_one(f"#sql-{name}-part") for name in ("editor", "result"))
        await it.press("escape", zoom)
        assert (editor.display, result.display) == (True, False)
        await it.press(zoom)
        assert (editor.display, result.display) == (True, True)
        await it.press("i")
        await run(it, "select 1")
        await it.press("escape", zoom)
        assert (editor.display, result.display) == (False, True)
        await it.press("escape")
        assert (editor.display, result.display) == (True, True)
        await it.press(zoom, "i")
        assert (editor.display, result.display) == (True, True)
        assert it.app.screen.focused is it.sql.editor.text_input


async def test_queries_are_kept_between_runs(open_tiny: Explore, no_history: Path) -> None:
    """The next explorer opens with the last query, and lists all of them, newest first, once."""
    (key,) = keys_of("sql.history")
    async with open_tiny(start=SQL) as it:
        for sql in ("select 1", "select 2", "select nonsense", "select 1"):
            await run(it, sql)
    kept = [json.loads(line)["sql"] for line in no_history.read_text("utf-8").splitlines()]
    assert kept == ["select 1", "select 2", "select nonsense", "select 1"]
    async with open_tiny(start=SQL) as it:
        assert it.sql.editor.text == "select 1"
        await it.press("escape", key)
        assert isinstance(it.app.screen, QueriesScreen)
        options = it.app.screen.query_one(OptionList).options
        listed = [str(option.prompt) for option in options]
        assert listed == ["select 1", "select nonsense", "select 2"]
        await it.press("down", "down", "enter")
        assert it.on_main
        assert it.sql.editor.text == "select 2"
        assert it.app.screen.focused is it.sql.editor.text_input


async def test_the_list_of_queries_can_be_left(open_tiny: Explore) -> None:
    """Closed without a choice, the list leaves the editor as it is; empty, it says so."""
    for close in keys_of("queries.close"):
        async with open_tiny(start=SQL) as it:
            it.sql.editor.text = "select 'mine'"
            await it.press("escape", "u")
            assert "No query has been run yet" in it.screen_text()
            await it.press("enter", close)
            assert it.on_main
            assert it.sql.editor.text == "select 'mine'"


async def test_the_list_of_queries_can_be_clicked(open_tiny: Explore) -> None:
    """A click takes a query up; markup and line breaks in it are text."""
    async with open_tiny(start=SQL) as it:
        await run(it, "select\n  '[bold]x[/]' as a")
        await run(it, "select 2")
        await it.press("escape", "u")
        assert "select '[bold]x[/]' as a" in it.screen_text()
        await it.click(it.app.screen.query_one(OptionList), 3, 1)
        assert it.sql.editor.text == "select\n  '[bold]x[/]' as a"


@pytest.mark.parametrize("size", [(80, 24), (160, 45)])
async def test_the_answer_is_on_the_screen(open_tiny: Explore, size: tuple[int, int]) -> None:
    """Editor, what is said and the first rows of the answer are seen together."""
    async with open_tiny(start=SQL, size=size) as it:
        await run(it, "select operation_id as seen from operations order by 1")
        text = it.screen_text()
        for words in ("select operation_id", "row 1 of 13", "seen", "alba", "brisa"):
            assert words in text
