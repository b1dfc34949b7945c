"""The SQL pane: asking, failing, stopping, and the way through its parts."""

from pathlib import Path

import pytest

from tests.console_helpers import Alarms
from tests.explorer_driver import Explore, explore, keys_of
from tests.panes.sql import (
    ENDLESS,
    SQL,
    editor,
    focused,
    has_failed,
    names,
    rows,
    run,
    status,
    text,
    write,
)
from tests.slow import first_quick
from tests.waiting import until
from trafficking_explorer.config import Config
from trafficking_explorer.database.cache import StoreLocation
from trafficking_explorer.database.sandbox import Limits
from trafficking_explorer.ui.messages import OpenRecord
from trafficking_explorer.ui.widgets.results_view import ResultsView
from trafficking_explorer.ui.widgets.schema_tree import SchemaTree


@pytest.mark.parametrize("key", first_quick(keys_of("sql.run")))
async def test_an_empty_buffer_suggests_a_query(open_tiny: Explore, key: str) -> None:
    """Until a key takes it over, the buffer is empty; then it runs."""
    async with open_tiny() as it:
        await it.press("8")
        assert focused(it) is editor(it).text_input
        assert "ctrl+r" in status(it)
        assert (text(it), names(it)) == ("", ["empty"])
        for words in ("from statistics", "tab takes it", "tab Take the example"):
            assert words in it.screen_text()
        await it.press(key)
        assert "tab takes the example" in status(it)
        await it.press("tab")
        assert "tab takes it" not in it.screen_text()
        assert "tab Take the example" not in it.screen_text()
        assert text(it).startswith("-- Claims about operations\nselect")
        await it.press("tab")
        assert text(it).startswith("-- Claims about operations\n")
        await it.press("ctrl+z", "ctrl+z")
        assert text(it) == ""


async def test_typing_replaces_the_suggestion(open_tiny: Explore) -> None:
    """With the first letter it is gone, and is back in an emptied and in a new buffer."""
    async with open_tiny() as it:
        await it.press("8", "x")
        assert "from statistics" not in it.screen_text()
        assert "tab Take the example" not in it.screen_text()
        await it.press("backspace")
        assert "from statistics" in it.screen_text()
        await it.press("x", "ctrl+t")
        assert (names(it), text(it)) == (["x", "empty"], "")
        assert "from statistics" in it.screen_text()
        await it.press("tab", "ctrl+r")
        assert status(it).startswith("15 rows · ")
        assert len(rows(it)) == 15
        assert "operation_id" in it.screen_text()


async def test_the_suggestion_under_a_key_of_the_readers_choice(open_tiny: Explore) -> None:
    """It names that key; tab indents."""
    async with open_tiny(config=Config(keys={"sql.example": "ctrl+j"})) as it:
        await it.press("8")
        assert "ctrl+j takes it" in it.screen_text()
        await it.press("tab")
        assert text(it).isspace()
        await it.press("ctrl+a", "backspace", "ctrl+j")
        assert text(it).startswith("-- Claims")


async def test_the_explorer_opens_beside_the_editor(open_tiny: Explore) -> None:
    """Keys of the start are commands, not text; those of buffers work there too."""
    async with open_tiny(start=SQL) as it:
        assert focused(it) is it.sql
        assert "i Edit" in it.screen_text()
        await it.press("ctrl+t", "x", "escape", "ctrl+b")
        assert names(it) == ["empty", "x"]
        await it.press("escape", "1")
        assert it.main.pane_name == "operations"


async def test_typing_is_typing(open_tiny: Explore) -> None:
    """In the editor, keys that are actions elsewhere are text."""
    async with open_tiny(start=SQL) as it:
        await write(it, "")
        await it.press(*"select 1q?zu<>/8 as i")
        assert text(it) == "select 1q?zu<>/8 as i"
        assert it.on_main


@pytest.mark.slow
async def test_a_bracket_within_a_string_stays_alone(open_tiny: Explore) -> None:
    """A second one would change the string; outside of strings it is closed."""
    async with open_tiny(start=SQL) as it:
        await it.press("ctrl+t")
        for typed, text in (("select '(a", "select '(a'"), (" + [1", "select '(a' + [1]")):
            await it.press("end", *typed)
            assert it.sql.editor is not None
            assert it.sql.editor.text == text


async def test_an_answer(open_tiny: Explore) -> None:
    """The rows are as they are, and it is said how many and how long they took."""
    async with open_tiny(start=SQL) as it:
        said = await run(it, "select operation_id, measure, value from statistics order by all")
        assert said.startswith("15 rows · 0.")
        assert rows(it)[0] == ("alba", "rescued", 11.0)
        assert (await run(it, "select 1 as one where false")).startswith("0 rows")
        assert (await run(it, "select 1 as a, 2 as a, null as b")).startswith("1 row ")
        assert rows(it) == [(1, 2, None)]
        assert (await run(it, "select 1; select 2 as two;")).startswith("2 statements")
        assert rows(it) == [(2,)]
        assert (await run(it, "create table t as select 1 as a")).startswith("1 row changed")
        assert (await run(it, "update t set a = 2")).startswith("1 row changed")
        assert (await run(it, "drop table t")).startswith("done")


async def test_what_runs(open_tiny: Explore) -> None:
    """One key runs the statement at the cursor or the selection, another key all."""
    script = (
        "create or replace table t as select 1 as a;\nselect 2 as b; select 3 as c\n;\n\nselec 4"
    )
    async with open_tiny(start=SQL) as it:
        for place, found in (((1, 2), 2), ((1, 14), 2), ((1, 20), 3), ((2, 0), 3)):
            await write(it, script, place)
            await it.press("ctrl+r")
            assert rows(it) == [(found,)]
            assert editor(it).cursor == place
        (key,) = keys_of("sql.run-all")
        await it.press(key)
        assert has_failed(it)
        assert status(it).startswith("line 5, column 1: statement 4 of 4: ")
        await write(it, script.removesuffix("selec 4"))
        await it.press(key)
        assert status(it).startswith("3 statements")


async def test_each_statement_has_a_result(
    open_tiny: Explore, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A script hands over a result for each statement, and stops at the first that fails."""
    shown: list[str] = []
    monkeypatch.setattr(ResultsView, "show_run", lambda self, title, result: shown.append(title))
    monkeypatch.setattr(ResultsView, "clear_runs", lambda self: shown.clear())
    async with open_tiny(start=SQL) as it:
        said = await run(it, "select 1;\nselect 2;\nselect error('no');\nselect 4")
        assert shown == ["select 1", "select 2", "select error('no')"]
        assert "statement 3 of 4" in said
        await run(it, "select 5")
        assert shown == ["select 5"]


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
    """An error is reported with line and column, and the cursor goes there."""
    async with open_tiny(start=SQL) as it:
        for sql, place, words in ERRORS:
            said = await run(it, sql)
            assert has_failed(it), sql
            assert said.startswith(f"line {place[0] + 1}, column {place[1] + 1}: ")
            assert words in said
            assert editor(it).cursor == place
            assert editor(it).area.wrong == place
            assert text(it) == sql
            await it.press("end", "space")
            assert editor(it).area.wrong is None
            assert (await run(it, "select 1")).startswith("1 row")
            assert not has_failed(it)


async def test_an_error_of_one_statement_among_others(open_tiny: Explore) -> None:
    """The place of an error of the statement at the cursor is one in the whole text."""
    async with open_tiny(start=SQL) as it:
        await write(it, "select 'é' as ok;\n  select 1, nam from operations; selec", (1, 5))
        await it.press("ctrl+r")
        assert status(it).startswith("line 2, column 13: ")
        assert "nam" in status(it)
        assert editor(it).cursor == (1, 12)
        assert "Candidate" in status(it)


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
            await run(it, "select count(*) as n from corpus.records")
            assert rows(it) == [(40,)]


async def test_markup_in_an_error_is_text(open_tiny: Explore) -> None:
    """Messages of DuckDB are shown as they are, with their square brackets."""
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


@pytest.mark.slow
async def test_any_type_can_be_shown(open_tiny: Explore) -> None:
    """Whatever the answer is made of, it is on the screen, and one can walk through it."""
    async with open_tiny(start=SQL, size=(80, 24)) as it:
        for sql in TYPES:
            assert "row" in await run(it, sql), sql
            assert not has_failed(it)
            await it.press("escape", "down", "pagedown", "i")
        assert it.app.is_running


async def test_nothing_in_an_answer_reaches_the_terminal_raw(open_tiny: Explore) -> None:
    """Escape sequences, direction marks and markup in an answer are shown, not obeyed."""
    async with open_tiny(start=SQL) as it:
        await run(it, "select chr(27) || '[31mred' as a, chr(8238) || 'b' as b, '[red]c' as c")
        await write(it, "select '\x1b[31mred\u202eb', '[red]c' ")
        seen = it.screen_text()
        assert not set("\x1b\u202e") & set(seen)
        assert "[31mred" in seen
        assert "[red]c" in seen


async def test_nothing_to_run(open_tiny: Explore) -> None:
    """A message says that there is no statement."""
    async with open_tiny(start=SQL) as it:
        for sql in ("", "  \n ", "-- a remark", ";"):
            for key in ("ctrl+r", "ctrl+e"):
                assert "to run" in await run(it, sql, key), sql


async def test_only_what_is_selected_runs(open_tiny: Explore) -> None:
    """With a part of the text selected, that part is the query, and places are those of the text."""
    async with open_tiny(start=SQL) as it:
        await write(it, "select 1 as a\nselect 2 as b", (1, 0))
        await it.press("shift+end", "ctrl+r")
        assert rows(it) == [(2,)]
        await write(it, "selec 1 as a\n select x2 as b", (1, 1))
        await it.press("shift+end", "ctrl+r")
        assert status(it).startswith("line 2, column 9: ")
        assert editor(it).selected == (14, 28)


async def test_a_query_can_be_interrupted(open_tiny: Explore) -> None:
    """Escape stops what runs, and nothing after it runs; meanwhile the screen answers."""
    script = f"select 1; {ENDLESS}; select 3"
    async with open_tiny(start=SQL) as it:
        await write(it, script)
        await it.pilot.press("ctrl+e")
        assert "running" in status(it)
        await it.pilot.press("x")
        await until(lambda: text(it) != script and "statement 2 of 3" in status(it))
        assert text(it) == "x" + script
        assert " s · " in status(it)
        it.sql.action_run()
        assert "esc interrupts" in status(it)
        # The first may close what is offered.
        await it.pilot.press("escape", "escape")
        await until(lambda: status(it) == "interrupted")
        assert not has_failed(it)
        await it.settle()
        assert it.sql.outcome is not None
        assert len(it.sql.outcome.ran) == 1
        assert (await run(it, "select 1")).startswith("1 row")


async def test_a_query_can_be_interrupted_from_the_results(open_tiny: Explore) -> None:
    """The key works outside the editor too."""
    (back,) = keys_of("sql.back")
    async with open_tiny(start=SQL) as it:
        await run(it, "select 1")
        await write(it, ENDLESS)
        await it.pilot.press("ctrl+r")
        it.sql.query_one(ResultsView).focus_rows()
        await it.pilot.press(back)
        await until(lambda: status(it) == "interrupted")


async def test_a_time_limit_is_kept(
    tiny_place: StoreLocation, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A statement that takes longer than the settings allow is stopped, and that is said."""
    alarms = Alarms(monkeypatch)
    place = StoreLocation(
        tiny_place.root, tiny_place.folder, tiny_place.fingerprint, Limits(seconds=0.3)
    )
    async with explore(place, start=SQL) as it:
        await write(it, ENDLESS)
        await it.pilot.press("ctrl+e")
        await until(alarms.is_watched.is_set)
        alarms.ring()
        await it.settle()
        assert "0.3 s: that is the time limit" in status(it)
        assert (await run(it, "select 1")).startswith("1 row")


async def test_files_are_read_only_where_the_settings_say_so(
    open_tiny: Explore, tiny_place: StoreLocation, tmp_path: Path
) -> None:
    """Closed as a rule; opened by the settings, it is said on the screen, and nothing is written."""
    (tmp_path / "a.csv").write_text("n\n7\n")
    read = f"select n from '{tmp_path / 'a.csv'}'"
    async with open_tiny(start=SQL) as it:
        assert "out of reach" in await run(it, read)
        assert "files can be read" not in it.screen_text()
    place = StoreLocation(
        tiny_place.root, tiny_place.folder, tiny_place.fingerprint, Limits(files=True)
    )
    async with explore(place, start=SQL) as it:
        await run(it, read)
        assert rows(it) == [(7,)]
        assert "files can be read" in it.screen_text().splitlines()[1]
        await run(it, f"copy (select 1) to '{tmp_path / 'b.csv'}'")
        assert has_failed(it)
        assert not (tmp_path / "b.csv").exists()


async def test_quitting_while_a_query_runs(open_tiny: Explore) -> None:
    """The explorer closes at once, whatever still runs."""
    async with open_tiny(start=SQL) as it:
        await write(it, ENDLESS)
        await it.pilot.press("ctrl+r", "ctrl+q")
    assert it.app.return_code == 0


async def test_the_way_through_the_parts(open_tiny: Explore) -> None:
    """Escape leaves the editor for the results; the keys lead back in, and round."""
    (leave,) = keys_of("sql.leave")
    (forward,), (backward,) = keys_of("sql.next-part"), keys_of("sql.previous-part")
    async with open_tiny(start=SQL, size=(100, 30)) as it:
        area, results = editor(it).area, it.sql.query_one(ResultsView)
        await it.press(leave)
        assert focused(it) is it.sql
        for key in keys_of("sql.edit"):
            await it.press(key)
            assert focused(it) is area
            await it.press(leave)
        await it.press("i")
        await run(it, "select 1")

        def is_in_results() -> bool:
            focused = it.app.screen.focused
            return focused is not None and results in focused.ancestors_with_self

        await it.press(leave)
        assert is_in_results()
        for key in (forward, backward):
            await it.press(key)
            assert focused(it) is area
            await it.press(leave)
            assert is_in_results()
        (tables,) = keys_of("sql.tables")
        await it.press(tables)
        tree = it.sql.query_one(SchemaTree)
        assert focused(it) is tree
        await it.press(forward)
        assert focused(it) is area
        await it.press(leave, forward)
        assert focused(it) is tree
        await it.press(backward)
        assert is_in_results()
        await it.press(tables, tables)
        assert not tree.display or not it.sql.has_class("-tables")
        assert focused(it) is area


async def test_zoom(open_tiny: Explore) -> None:
    """The results, or without them the editor, get all the room and give it back."""
    (zoom,) = keys_of("sql.zoom")
    async with open_tiny(start=SQL, size=(80, 24)) as it:
        upper, results = it.sql.editors, it.sql.query_one(ResultsView)
        await it.press("escape", zoom)
        assert (upper.display, results.display) == (True, False)
        await it.press(zoom)
        assert (upper.display, results.display) == (True, True)
        await it.press("i")
        await run(it, "select 1")
        await it.press("escape", zoom)
        assert (upper.display, results.display) == (False, True)
        await it.press("escape")
        assert (upper.display, results.display) == (True, True)
        await it.press(zoom, "i")
        assert (upper.display, results.display) == (True, True)
        assert focused(it) is editor(it).area


async def test_messages_of_results_lead_to_records(open_tiny: Explore) -> None:
    """A record or a passage that is chosen in a result is shown in its pane."""
    async with open_tiny(start=SQL) as it:
        it.sql.query_one(ResultsView).post_message(OpenRecord("operation", "alba"))
        await it.settle()
        assert it.pane.view.name == "operations"
        assert it.at == "alba"


@pytest.mark.parametrize("size", first_quick([(80, 24), (160, 45)]))
async def test_the_answer_is_on_the_screen(open_tiny: Explore, size: tuple[int, int]) -> None:
    """Editor, what is said and the first rows of the answer are seen together."""
    async with open_tiny(start=SQL, size=size) as it:
        await run(it, "select operation_id as seen from operations order by 1")
        shown = it.screen_text()
        for words in ("select operation_id", "13 rows", "seen", "alba", "brisa"):
            assert words in shown


async def test_the_palette_offers_what_the_pane_does(open_tiny: Explore) -> None:
    """Every action of the pane can be found by its name, and is carried out."""
    async with open_tiny(start=SQL) as it:
        await write(it, "select 1;\nselect 2")
        await it.press("ctrl+p")
        assert "SQL: run all statements" in await it.search_palette("run all")
        await it.press("enter")
        await it.press("enter") if not it.on_main else None
        await it.settle()
        assert status(it).startswith("2 statements")


async def test_a_key_before_the_store_is_open_is_not_lost(open_tiny: Explore) -> None:
    """A run that is asked for while the corpus is being opened begins as soon as it is open."""
    async with open_tiny(start=SQL) as it:
        store = it.sql.store
        assert store is not None
        it.sql.store = None
        await it.press("i", "tab", "ctrl+r")
        assert "being opened" in status(it)
        it.sql.open(store)
        await it.settle()
        assert status(it).startswith("15 rows")


async def test_keys_are_taken_in_the_order_they_come(open_tiny: Explore) -> None:
    """Text typed before the key that runs is there when it runs, however fast it came."""
    async with open_tiny(start=SQL) as it:
        await write(it, "")
        for key in ("select 40", " + 2"):
            for character in key:
                it._send(character)
        it._send("ctrl+r")
        await it.settle()
        assert rows(it) == [(42,)]


async def test_a_chart_in_plain_signs(open_tiny: Explore) -> None:
    """It is drawn in ASCII where all other signs are, also where the terminal has lines and blocks."""
    async with open_tiny(start=SQL, config=Config(plain_marks=True)) as it:
        await run(it, "select 'a' as name, 3 as n union all select 'b', 1")
        await it.press("escape", "v")
        text = it.screen_text()
        assert "n by name" in text
        assert "####" in text
        assert not set("█▏▎▍▌▋▊▉") & set(text)
