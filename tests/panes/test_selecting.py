"""Selecting words of a source: with keys and with the mouse, to copy them or to make a record."""

import pytest
from textual import events

from tests.explorer_driver import Explore, Explorer, keys_of, painted, place_of
from tests.slow import first_quick
from trafficking_explorer.ui.dialogs.copy_menu import CopyMenu
from trafficking_explorer.ui.screens.main import MainScreen
from trafficking_explorer.ui.widgets.selectable_source import SelectableSource
from trafficking_explorer.ui.widgets.status_line import StatusLine


def reader(it: Explorer) -> SelectableSource:
    assert isinstance(it.source, SelectableSource)
    return it.source


def selected(it: Explorer) -> str | None:
    view = reader(it)
    if view.place.selection is None or view.document is None:
        return None
    return view.document.text[slice(*view.place.selection.span)]


def foot(it: Explorer) -> str:
    return it.sources.query_one("#first-foot", StatusLine).text


async def begin(it: Explorer, item: int = 1) -> None:
    """Select an open item of the first source."""
    await it.press("6", *["u"] * item, "space")


@pytest.mark.parametrize("key", first_quick(keys_of("select.words")))
async def test_where_a_selection_begins(open_it: Explore, key: str) -> None:
    """At the open item or the passage the reader is at; else with the first word on screen."""
    async with open_it() as it:
        await it.press("6", "shift+tab", key)
        assert selected(it) == "Raids"
        await it.press("escape", "u", key)
        assert selected(it) == "12"
        assert foot(it) == "“12” · 1 word · line 5 · ⏎ make a record · y copy"
        await it.press("tab")
        assert foot(it) == "“12” · 1 word · line 5"
        await it.press("shift+tab")
        assert foot(it) == "“12” · 1 word · line 5 · ⏎ make a record · y copy"
        await it.press("n", key)
        assert selected(it) == "Raids in Chad"


SUSPECTS = (
    "12 suspects on Monday. More than 80 victims were freed.\n\n“We go on”, said Awa Sarr, who"
)


async def test_moving_the_end(open_it: Explore) -> None:
    """By character, word, sentence, line, whichever key of the binding is pressed."""
    expected = [
        (keys_of("select.right"), "12 "),
        (keys_of("select.left"), "1"),
        (keys_of("select.word"), "12 suspects"),
        (keys_of("select.word-back"), "arrested 12"),
        (keys_of("select.sentence"), "12 suspects on Monday."),
        (keys_of("select.sentence-back"), "Police in Chad arrested 12"),
        (keys_of("select.line-start"), "Police in Chad arrested 12"),
        (keys_of("select.line-end"), "12 suspects on Monday. More than 80 victims were freed."),
        (keys_of("source.down"), SUSPECTS),
        (keys_of("source.up"), "Chad\n\nPolice in Chad arrested 12"),
    ]
    async with open_it(size=(320, 30)) as it:
        await begin(it)
        for keys, words in expected:
            for key in keys:
                await it.press(key)
                assert selected(it) == words
                assert painted(it.source, "source-reader--selection") in " ".join(words.split())
                reader(it).action_leave_selection()
                reader(it).action_select_words()
                assert selected(it) == "12"
        (other,) = keys_of("select.other-end")
        await it.press("w", other, "b", "b")
        assert selected(it) == "Chad arrested 12 suspects"
        await it.press("w")
        assert selected(it) == "arrested 12 suspects"


@pytest.mark.parametrize("key", first_quick(keys_of("select.leave")))
async def test_leaving(open_it: Explore, key: str) -> None:
    """Escape leaves the selection, and only then the text; walking on leaves it as well."""
    async with open_it() as it:
        await begin(it)
        assert "esc Leave" in it.screen_text().splitlines()[-1]
        await it.press("w", key)
        assert selected(it) is None
        assert it.part == "source"
        assert "esc Leave" not in it.screen_text().splitlines()[-1]
        await it.press("o")
        assert reader(it).opened
        await it.press(key)
        assert it.part == "table"
        # A filter that keeps the source on the card keeps the selection; walking on does not.
        await it.press("u", "space")
        await it.filter("raids")
        assert selected(it) is not None
        await it.press("u")
        assert selected(it) is None


async def test_the_end_stays_in_sight(open_it: Explore) -> None:
    """The text is scrolled along, and page furniture opened where the end goes into it."""
    async with open_it(size=(80, 14)) as it:
        await begin(it)
        for key in "jjjjjjj))":
            await it.press(key)
            shown = painted(it.source, "source-reader--selection").split()
            assert shown[-1] == (selected(it) or "").split()[-1]
        assert shown[-4:] == ["Footer", "of", "55", "links"]


async def test_hostile_words(open_it: Explore) -> None:
    """Wide characters, marks, directions and escape sequences: every one of them counts once."""
    async with open_it() as it:
        await begin(it, 6)
        await it.press("w")
        assert selected(it) == "3\u202e"
        await it.press("w", "w", "w")
        assert selected(it) == "3\u202e victims of 人身売買"
        await it.press("w", "w", "h")
        assert selected(it) == "3\u202e victims of 人身売買 in e\u0301t"
        await it.press("h", "h")
        assert selected(it) == "3\u202e victims of 人身売買 in "
        await it.press(")")
        assert (selected(it) or "").endswith("2019.")
        await it.press(")")
        text = it.screen_text()
        assert "\x1b" not in text
        assert "\u202e" not in text
        assert (selected(it) or "").endswith("end here.")


async def test_the_mouse(open_it: Explore) -> None:
    """Dragged from word to word, over lines and back, where words are wide too; and clicks."""
    async with open_it() as it:
        await it.press("6")
        start, end = place_of(it.source, "spects on"), place_of(it.source, "an 80")
        await drag(it, start, end)
        assert selected(it) == "suspects on Monday. More than"
        assert it.passage is None
        assert "5 words" in foot(it)
        x, y = place_of(it.source, "人")
        await drag(it, (x + 3, y), (x + 7, y))
        assert selected(it) == "人身売買"
        await drag(it, (x + 3, y), (x + 9, y))
        assert (selected(it) or "").startswith("人身売買 ")
        await drag(it, end, start)
        assert selected(it) == "suspects on Monday. More than"
        # A button that went up elsewhere selects no further.
        await it.pilot.mouse_down(it.source, offset=end)
        await it.pilot.hover(it.source, offset=start)
        await it.pilot.hover(it.source, offset=(x, y))
        await it.settle()
        assert selected(it) == "suspects on Monday. More than"
        # One click goes to the passage as ever, two select a word, or all of an open item.
        await it.click(it.source, *place_of(it.source, "Police in"))
        assert [it.passage, selected(it)] == ["Police in Chad", None]
        await it.click(it.source, *place_of(it.source, "suspects"), times=2)
        assert selected(it) == "suspects"
        x, y = place_of(it.source, "We go on")
        await it.click(it.source, x + 4, y, times=2)
        assert selected(it) == "“We go on”"
        await it.click(it.source, *place_of(it.source, "Police in"))
        assert [it.passage, selected(it)] == ["Police in Chad", None]


async def drag(it: Explorer, start: tuple[int, int], end: tuple[int, int]) -> None:
    await it.pilot.mouse_down(it.source, offset=start)
    # As a terminal says it while the button is down.
    await it.pilot._post_mouse_events([events.MouseMove], it.source, end, 1)
    await it.pilot.mouse_up(it.source, offset=end)
    await it.settle()


@pytest.mark.parametrize("key", first_quick(keys_of("select.copy")))
async def test_copying(open_it: Explore, key: str) -> None:
    """The words with source and line, or alone."""
    async with open_it() as it:
        await begin(it)
        await it.press("w", key)
        assert isinstance(it.app.screen, CopyMenu)
        await it.press("enter")
        assert it.app.clipboard.startswith("“12 suspects” — Lake Press (resolved), “Raids in Chad”")
        assert it.app.clipboard.endswith("source a, line 5")
        await it.press(key, "w")
        assert it.app.clipboard == "12 suspects"
        # Menus and furniture can be copied; a message says why they have no record.
        await it.press("escape", "o", "g")
        await it.click(it.source, *place_of(it.source, "Menu of"), times=2)
        await it.press("w")
        assert selected(it) == "Menu of"
        assert foot(it) == "“Menu of” · 2 words · line 1 · outside the article: y copies"
        await it.press("enter")
        assert isinstance(it.app.screen, MainScreen)
        assert "outside the article" in it.notices[-1]
        await it.press("y", "w")
        assert it.app.clipboard == "Menu of"
