"""Completions under the cursor of the SQL editor."""

from threading import Event

import pytest

from tests.explorer_driver import Explore, Explorer, keys_of
from tests.panes.sql import SQL, editor, focused, has_failed, run, status, text, write
from tests.waiting import until
from trafficking_explorer.console.completion import Completer, CompletionList
from trafficking_explorer.ui.widgets.completion_popup import CompletionPopup

(COMPLETE,) = keys_of("sql.complete")


def offers(it: Explorer) -> list[str]:
    """The completions on screen; none if the list is closed."""
    found = editor(it).offers
    return [offer.text for offer in found.offers] if found.is_open else []


async def typed(it: Explorer, line: str, before: str = "") -> None:
    """Type a line, with something in the editor before it."""
    await write(it, before)
    await it.press("ctrl+end", *line)


async def test_typing_offers_what_can_follow(open_tiny: Explore) -> None:
    """Tables behind FROM, columns with type and a value they have, members behind a full stop."""
    async with open_tiny(start=SQL) as it:
        await typed(it, "from ")
        assert {"operations", "statistics"} <= set(offers(it))
        await it.press(*"sta")
        assert offers(it)[0] == "statistics"
        seen = it.screen_text()
        assert "statistics" in seen
        assert "tab accept" in seen
        await it.press("tab")
        assert text(it) == "from statistics"
        assert offers(it) == []
        await it.press(*" where mea")
        assert offers(it)[0] == "measure"
        assert "VARCHAR" in it.screen_text()
        await it.press("tab", *" = '")
        assert "arrests" in offers(it)
        await it.press(*"arr", "tab")
        assert text(it) == "from statistics where measure = 'arrests'"
        await typed(it, "select s.", "from statistics s where 1 = 1;\n")
        assert "measure" not in offers(it)
        await typed(it, " where s.", "from statistics s")
        assert "measure" in offers(it)


@pytest.mark.slow
async def test_enter_is_a_line_break_until_something_is_chosen(open_tiny: Explore) -> None:
    """The list takes enter only from one who has gone into it; escape closes it and nothing else."""
    async with open_tiny(start=SQL) as it:
        await typed(it, "select count")
        assert offers(it)
        await it.press("enter")
        assert text(it) == "select count\n"
        assert offers(it) == []
        await typed(it, "from oper")
        await it.press("escape")
        assert offers(it) == []
        assert focused(it) is editor(it).area
        await it.press("a", "backspace", "down", "enter")
        assert text(it) == "from operations"
        await typed(it, "s")
        found = offers(it)
        await it.press("down", "down", "up", "up", "up", "down", "enter")
        assert text(it) == found[1]


async def test_up_leaves_a_list_that_nobody_went_into(open_tiny: Explore) -> None:
    """Moving in the text goes on as if there were no list."""
    async with open_tiny(start=SQL) as it:
        await typed(it, "s", "select 1;\n")
        assert offers(it)
        await it.press("up")
        assert offers(it) == []
        assert editor(it).cursor[0] == 0
        for key in ("left", "home", "end"):
            await typed(it, "s")
            await it.press(key)
            assert offers(it) == []


async def test_a_key_asks_for_it(open_tiny: Explore) -> None:
    """Then the first is chosen, and enter takes it; where nothing is known, that is said."""
    for key in (COMPLETE, "ctrl+@"):
        async with open_tiny(start=SQL) as it:
            await typed(it, "select * from ")
            await it.press("escape", key)
            first = offers(it)[0]
            assert editor(it).offers.chosen == 0
            await it.press("enter")
            assert text(it) == f"select * from {first}"
            await typed(it, "-- a remark")
            await it.press(key)
            assert offers(it) == []
            assert "no completions" in status(it)


@pytest.mark.slow
async def test_what_is_not_asked_for(open_tiny: Explore) -> None:
    """No offers for numbers, in comments, and for a word that is complete."""
    async with open_tiny(start=SQL) as it:
        for line in ("select 12", "-- sel", "from operations", "select 1 "):
            await typed(it, line)
            assert offers(it) == [], line


async def test_an_answer_that_is_late_is_dropped(open_tiny: Explore) -> None:
    """A question about an older text opens no list."""
    async with open_tiny(start=SQL) as it:
        completer = it.sql.editors.completer
        assert completer is not None
        begun, gate = Event(), Event()

        def complete(script: str, place: int) -> CompletionList:
            begun.set()
            gate.wait(30)
            found = Completer.complete(completer, script, place)
            assert found.offers
            return found

        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(completer, "complete", complete)
            await write(it, "se", (0, 2))
            it._send("l")
            await until(begun.is_set)
            it._send("space")
            await until(lambda: text(it) == "sel ")
            gate.set()
            await it.settle()
        assert offers(it) == []


async def test_running_and_leaving_close_the_list(open_tiny: Explore) -> None:
    """Nothing is left over the results, or over another pane."""
    async with open_tiny(start=SQL) as it:
        await typed(it, "select 1 as s")
        await it.press("backspace", "s", "ctrl+r")
        assert offers(it) == []
        assert status(it).startswith("1 row")
        await typed(it, "from op")
        await it.press("escape", "escape")
        assert focused(it) is not editor(it).area
        assert offers(it) == []


async def test_own_tables_are_offered(open_tiny: Explore) -> None:
    """New tables at once, quoted if necessary."""
    async with open_tiny(start=SQL) as it:
        await run(it, 'create table "My [b]table" as select 1 as "a b"; create table mine(x int)')
        assert not has_failed(it)
        await typed(it, "from m")
        assert "mine" in offers(it)
        assert '"My [b]table"' in offers(it)
        assert "[b]" in it.screen_text()
        await typed(it, ' where "a', 'from "My [b]table"')
        assert '"a b"' in offers(it)


async def test_the_list_can_be_clicked(open_tiny: Explore) -> None:
    """A click takes an offer; the editor keeps the keys."""
    async with open_tiny(start=SQL) as it:
        await typed(it, "from oper")
        await it.click(it.sql.query_one(CompletionPopup), 3, 0)
        assert text(it) == "from operations"
        assert focused(it) is editor(it).area


@pytest.mark.slow
async def test_the_list_is_on_the_screen(open_tiny: Explore) -> None:
    """Wherever the cursor is, all of the list can be seen, beside the line that is typed."""
    for size in ((80, 24), (160, 45)):
        async with open_tiny(start=SQL, size=size) as it:
            for before in ("", "\n" * 60, " " * (size[0] - 30), "\n" * 60 + " " * 200):
                await typed(it, "from s", before)
                assert offers(it)
                found = it.sql.query_one(CompletionPopup)
                region = found.region
                assert region.width > 0
                assert it.app.screen.region.contains_region(region), (size, region)
                cursor = editor(it).area.cursor_screen_offset
                assert not region.contains_point(cursor)
                lines = it.screen_text().splitlines()
                assert any("tab accept" in line for line in lines)
