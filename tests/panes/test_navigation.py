"""From pane to pane and from record to record, and back."""

from itertools import product

import pytest
from textual.command import CommandList, CommandPalette
from textual.widgets import OptionList, Static

from tests.explorer_driver import Explore, Explorer, keys_of, lines_of, text_of
from tests.panes.sql import editor
from tests.slow import first_quick
from trafficking_explorer.ui.launch_options import LaunchOptions
from trafficking_explorer.ui.messages import OpenRecord
from trafficking_explorer.ui.panes import registry
from trafficking_explorer.ui.screens.help import HelpScreen
from trafficking_explorer.ui.widgets.footer import Footer
from trafficking_explorer.ui.widgets.title_tabs import PaneTabs

PANES = {
    "agencies": keys_of("pane.agencies"),
    "quotes": keys_of("pane.quotes"),
    "statistics": keys_of("pane.statistics"),
    "tools": keys_of("pane.tools"),
    "sources": keys_of("pane.sources"),
    "findings": keys_of("pane.findings"),
    "more": keys_of("pane.more"),
    "sql": keys_of("pane.sql"),
    "operations": keys_of("pane.operations"),
}
COUNTS = {
    "agencies": "2 agencies",
    "quotes": "2 quotes",
    "statistics": "15 statistics",
    "tools": "1 tool",
    "sources": "2 sources",
    "findings": "26 findings",
    "more": "5 records",
    "operations": "13 operations",
}


def on_show(it: Explorer) -> str:
    """The pane on screen, by the name its tab has."""
    tabs = it.main.query_one(PaneTabs)
    assert it.main.pane.id == f"pane-{tabs.active}"
    return tabs.active


def at(it: Explorer) -> tuple[str, str | None]:
    """Pane and record."""
    assert it.shown == it.at
    return it.pane.view.name, it.shown


async def test_every_pane_by_its_key(open_tiny: Explore) -> None:
    """Each key shows its pane, with its rows, the first one on the card, ready for keys."""
    async with open_tiny() as it:
        for name, keys in PANES.items():
            for key in keys:
                await it.press(key)
                assert on_show(it) == name
                if name == "sql":
                    assert it.app.screen.focused is editor(it).area
                    await it.press("escape")
                else:
                    assert it.count.partition(" · ")[0] == COUNTS[name]
                    assert it.part == "table"
                    assert it.shown == next(iter(it.ids), None)
                await it.press(key)
                assert on_show(it) == name


@pytest.mark.parametrize("size", first_quick([(60, 24), (80, 24), (140, 40)]))
async def test_every_pane_by_a_click(open_tiny: Explore, size: tuple[int, int]) -> None:
    """A click on a tab shows its pane, at every width; those further right come on screen."""
    start = LaunchOptions(pane=next(iter(registry.PANES)).name)
    async with open_tiny(size=size, start=start) as it:
        for tab in registry.PANES:
            tabs = it.main.query_one(PaneTabs)
            line = lines_of(tabs)[0]
            await it.click(tabs, f" {line} ".index(f" {tab.key} "), 0)
            assert on_show(it) == tab.name
            shown = lines_of(tabs)[0]
            assert f"{tab.key} {tab.title}" in shown or f"{tab.key} {tab.short}" in shown
        await it.click(tabs, size[0] - 1, 0)
        assert on_show(it) == [*registry.PANES][-1].name


@pytest.mark.parametrize("pane", ["quotes", "findings", "sql"])
async def test_a_pane_to_begin_with(open_tiny: Explore, pane: str) -> None:
    """The explorer can be opened on any pane."""
    async with open_tiny(start=LaunchOptions(pane=pane)) as it:
        assert on_show(it) == pane
        if pane != "sql":
            assert it.shown == it.ids[0]
            assert it.part == "table"


async def test_a_pane_is_as_one_left_it(open_tiny: Explore) -> None:
    """Cursor and order of a pane are still there when one comes back."""
    async with open_tiny() as it:
        await it.press("s", "s", "down", "down")
        before = at(it)
        await it.press("2", "3", "8", "escape", "1")
        assert at(it) == before
        assert it.pane.question.sort == (("name", True),)


async def test_back_and_forward(open_tiny: Explore) -> None:
    """The keys lead back along what was opened, and forward again."""
    (back,), (forward,) = keys_of("go.back"), keys_of("go.forward")
    async with open_tiny() as it:
        await it.press("G", "k")
        await it.press("tab", "g", "enter")
        assert at(it) == ("statistics", "kayak-rescued")
        await it.press("2")
        await it.press("j")
        way = [("operations", "kayak"), ("statistics", "kayak-rescued"), ("agencies", "bureau")]
        assert at(it) == way[-1]
        for stop in way[-2::-1]:
            await it.press(back)
            assert at(it) == stop
        await it.press(back)
        assert "You are at the first record" in it.notices[-1]
        assert at(it) == way[0]
        for stop in way[1:]:
            await it.press(forward)
            assert at(it) == stop
        await it.press(forward)
        assert "You are at the last record" in it.notices[-1]
        assert at(it) == way[-1]


async def test_back_to_a_record_that_the_filter_hides(open_tiny: Explore) -> None:
    """A record that is asked for is shown, even where a filter has to give way."""
    async with open_tiny() as it:
        await it.press("2", "1")
        await it.filter("kayak")
        await it.press("4", "less_than_sign", "less_than_sign", "less_than_sign")
        assert at(it) == ("operations", "epervier")
        assert it.field.value == ""


@pytest.mark.parametrize(
    ("goto", "pane"),
    [
        ("operation/zafiro", "operations"),
        ("quote/children", "quotes"),
        ("source/b", "sources"),
        ("event/forum", "more"),
    ],
)
async def test_a_record_to_begin_with(open_tiny: Explore, goto: str, pane: str) -> None:
    """The explorer can be opened on any record, of any kind."""
    async with open_tiny(start=LaunchOptions(goto=goto), size=(80, 24)) as it:
        assert at(it) == (pane, goto.partition("/")[2])
        row = it.table.cursor
        first, last = it.table._span(row)
        assert it.table.scroll_offset.y <= first
        assert first < it.table.scroll_offset.y + it.table.size.height - 1
        assert last > first


@pytest.mark.parametrize("goto", ["operation/none", "spaceship/x", "operation/", "x", "[b]/[/b]"])
async def test_a_record_that_is_not_there(open_tiny: Explore, goto: str) -> None:
    """Asking for an unknown record opens the explorer all the same, and says so."""
    async with open_tiny(start=LaunchOptions(goto=goto)) as it:
        assert it.shown == "epervier"
        assert any("no record" in notice and goto in notice for notice in it.notices)


async def test_a_record_may_be_asked_for_at_any_time(open_tiny: Explore) -> None:
    """Records of known kinds open, also from code; unknown kinds do nothing."""
    async with open_tiny() as it:
        await it.press("8")
        it.main.post_message(OpenRecord("quote", "children"))
        await it.settle()
        assert at(it) == ("quotes", "children")
        it.main.post_message(OpenRecord("spaceship", "x"))
        await it.settle()
        assert at(it) == ("quotes", "children")


NAMES = [
    ("kayak", "Operation Kayak", "kayak"),
    ("EPERVIER", "Operation Épervier", "epervier"),
    ("operation ép", "Operation Épervier", "epervier"),
    ("traore", "Awa Traoré", "traore"),
    ("d'accueil", "Maison d’Accueil", "maison"),
    ("bold red", "“They are [bold red]children[/bold red],”", "children"),
]
"""What is typed into the palette, what is found, and the record that it is."""


async def test_the_palette_finds_records_by_name(open_tiny: Explore) -> None:
    """A part of a name, without accents and in any case, leads to the record."""
    (key,) = keys_of("app.palette")
    async with open_tiny() as it:
        for words, title, record in NAMES:
            await it.press("5", key)
            assert isinstance(it.app.screen, CommandPalette)
            hits = await it.search_palette(words)
            assert title in hits, words
            it.app.screen.query_one(CommandList).highlighted = hits.index(title)
            await it.press("enter")
            for _ in range(5):
                await it.settle()
            assert it.on_main
            assert it.shown == record


async def test_the_palette_with_words_it_does_not_know(open_tiny: Explore) -> None:
    """Nothing that can be typed into the palette is an error."""
    async with open_tiny(size=(80, 24)) as it:
        await it.press("ctrl+p")
        for words in ("zebra zebra", "[bold", "'", "\x1b[1m", "%", "x" * 5000):
            await it.search_palette(words)
        await it.press("escape")
        assert it.on_main
        assert not it.notices


async def test_the_palette_has_every_pane(open_tiny: Explore) -> None:
    """Panes can be opened from the palette."""
    async with open_tiny() as it:
        await it.press("ctrl+p")
        hits = await it.search_palette("Pane:")
        assert {f"Pane: {tab.title}" for tab in registry.PANES} <= set(hits)
        it.app.screen.query_one(CommandList).highlighted = hits.index("Pane: Quotes")
        await it.press("enter")
        for _ in range(5):
            await it.settle()
        assert on_show(it) == "quotes"


async def test_the_palette_names_actions_as_the_explorer_does(open_tiny: Explore) -> None:
    """Zoom and the list of keys are ours; Textual's commands for them are not offered."""
    async with open_tiny() as it:
        await it.press("ctrl+p")
        assert not {"Maximize", "Keys"} & {
            *await it.search_palette("max"),
            *await it.search_palette("keys"),
        }
        assert "🔎" not in it.screen_text()
        hits = await it.search_palette("zoom")
        it.app.screen.query_one(CommandList).highlighted = hits.index("Zoom this panel")
        await it.press("enter")
        assert it.pane.zoomed == "table"
        await it.press("ctrl+p")
        hits = await it.search_palette("all keys")
        it.app.screen.query_one(CommandList).highlighted = hits.index("Help: all keys")
        await it.press("enter")
        assert isinstance(it.app.screen, HelpScreen)


async def test_quit(open_tiny: Explore) -> None:
    """The key ends the explorer, with status 0."""
    for key in keys_of("app.quit"):
        async with open_tiny() as it:
            await it.pilot.press(key)
            assert it.app.return_code == 0
            assert it.app.failure is None


async def test_the_list_of_keys(open_tiny: Explore) -> None:
    """The key shows the list, which scrolls and closes."""
    for key, close in product(keys_of("app.help"), keys_of("help.close")):
        async with open_tiny(size=(80, 24)) as it:
            await it.press(key)
            assert isinstance(it.app.screen, HelpScreen)
            area = it.app.screen.query_one("#dialog-body")
            for down, up in zip(keys_of("help.down"), keys_of("help.up"), strict=True):
                await it.press(down, down)
                assert area.scroll_offset.y == 2
                await it.press(up)
                assert area.scroll_offset.y == 1
            await it.press(close)
            assert it.on_main
            assert it.part == "table"


@pytest.mark.slow
async def test_the_list_of_keys_can_be_read_whole(open_tiny: Explore) -> None:
    """At 80x24 no line of the list is cut: every word of it comes by."""
    async with open_tiny(size=(80, 24)) as it:
        await it.press("question_mark", "tab")
        area = it.app.screen.query_one("#dialog-body")
        found = ""
        for y in range(area.max_scroll_y + 1):
            area.scroll_to(y=y, animate=False)
            await it.pilot.pause()
            found += " " + it.screen_text()
        from trafficking_explorer.ui.screens.help import keys_offered

        for _, keys in keys_offered():
            for key, what in keys:
                for word in (*key.split(), *what.split()):
                    assert word in found


@pytest.mark.parametrize("size", first_quick([(120, 24), (140, 40)]))
async def test_the_bottom_line_can_be_clicked(open_tiny: Explore, size: tuple[int, int]) -> None:
    """Each key at the bottom does on a click what it does when pressed."""
    async with open_tiny(size=size) as it:
        hints = it.main.query_one(Footer)

        async def click(what: str) -> None:
            await it.click(hints, lines_of(hints)[0].index(what) + 1, 0)
            await it.settle()

        await click("Filter")
        assert it.part == "filter"
        await click("Leave")
        assert it.part == "table"
        await click("Sort")
        assert it.pane.question.sort == (("name", False),)
        await click("Open")
        assert it.part == "card"
        await click("Source")
        assert it.part == "source"
        await it.press(*keys_of("pane.zoom"))
        assert it.pane.zoomed == "source"
        await click("Leave zoom")
        assert it.pane.zoomed is None
        await click("Help")
        assert isinstance(it.app.screen, HelpScreen)


async def test_the_bottom_line_shows_what_can_be_pressed(open_tiny: Explore) -> None:
    """Keys, quit and the palette are always there to be found; while typing, no text is a key."""
    async with open_tiny(size=(80, 24)) as it:
        hints = it.main.query_one(Footer)
        for key in ("g", "tab", "tab"):
            await it.press(key)
            assert "? Help" in lines_of(hints)[0]
        await it.press("slash")
        assert "? Help" not in lines_of(hints)[0]
        assert "/ Filter" not in lines_of(hints)[0]
        assert "esc Leave" in lines_of(hints)[0]


async def test_choosing_among_records(open_tiny: Explore) -> None:
    """The list of records moves with keys and mouse, opens one, or closes without any."""
    girl = LaunchOptions(goto="case/girl")
    for close in keys_of("pick.close"):
        async with open_tiny(start=girl) as it:
            await it.press("tab", "tab", "enter")
            found = it.app.screen.query_one(OptionList)
            assert found.highlighted == 0
            for down, up in zip(keys_of("options.down"), keys_of("options.up"), strict=True):
                await it.press(down)
                assert found.highlighted == 1
                await it.press(up)
                assert found.highlighted == 0
            await it.press(close)
            assert it.on_main
            assert it.shown == "girl"
    async with open_tiny(start=girl) as it:
        await it.press("tab", "tab", "enter")
        await it.click(it.app.screen.query_one(OptionList), 3, 1)
        assert it.shown == "forced-labour"


@pytest.mark.slow
async def test_the_count_of_a_choice(open_tiny: Explore) -> None:
    """The list says how many records there are to choose from."""
    async with open_tiny(start=LaunchOptions(goto="case/girl")) as it:
        await it.press("tab", "tab", "enter")
        assert text_of(it.app.screen.query_one("#dialog-title", Static)).startswith("2 records")
