"""Help for the focused panel, keys that do nothing, the palette's actions and themes, the first start."""

from pathlib import Path

import pytest
from textual.command import CommandList

from tests.explorer_driver import Explore, Explorer, explore
from trafficking_explorer.config import Config, read_config
from trafficking_explorer.database.cache import StoreLocation
from trafficking_explorer.ui.launch_options import LaunchOptions
from trafficking_explorer.ui.panes.records import RecordsPane
from trafficking_explorer.ui.reader_choices import ReaderChoices
from trafficking_explorer.ui.screens.help import HelpScreen
from trafficking_explorer.ui.screens.key_change import KeyChangeScreen
from trafficking_explorer.ui.state import State
from trafficking_explorer.ui.themes import DARK, OWN
from trafficking_explorer.ui.widgets.footer import Footer

SQL = LaunchOptions(pane="sql")


def bottom(it: Explorer) -> str:
    """The last line of the screen."""
    return it.screen_text().splitlines()[-1].strip()


def text_of_help(it: Explorer) -> str:
    """All of the help, not only what is on screen."""
    screen = it.app.screen
    assert isinstance(screen, HelpScreen)
    sections = screen._all if screen._shows_all else screen._here
    return "\n".join(
        f"{section.title}\n{section.about}\n"
        + "\n".join(f"{keys}  {what}" for keys, what in (*section.lines, *section.examples))
        for section in sections
    )


# Help.


_PANELS = (
    ((), "Table", "s  sort by that column", "select words"),
    (("enter",), "Card", "n N  next, previous passage", "sort by that column"),
    (("tab", "tab"), "Source", "space  select words", "sort by that column"),
    (("tab", "tab", "space"), "Words selected", "( )  to the end", "sort by that column"),
    (("7",), "Table", "] [  over to the other side", "select words"),
    (("f",), "Facets", "-  exclude it", "sort by that column"),
    (("C",), "Columns", "+ -  wider, narrower", "sort by that column"),
    (("y",), "Copy", "esc  close", "sort by that column"),
    (("a", "x", "tab"), "Search all", "esc  back to where you were", "sort by that column"),
    (("8", "escape"), "SQL", "ctrl+e  run all statements", "sort by that column"),
)
"""Keys from the table, the panel that has the focus then, and a line of its help; none of another's."""


async def test_help_opens_at_the_focused_panel(open_tiny: Explore) -> None:
    """With what it is, and the keys that work there and no others; the same key closes it again."""
    async with open_tiny(size=(80, 24)) as it:
        for keys, title, has, has_not in _PANELS:
            await go_home(it)
            await it.press(*keys)
            before = it.app.screen
            await it.press("f1")
            assert f"Help: {title}" in it.screen_text()
            assert "◆ in the text" in it.screen_text()
            assert "≠ differs" in it.screen_text()
            text = text_of_help(it)
            lines = text.replace(") (  to the end", "( )  to the end")
            assert has in lines, title
            assert has_not not in text, title
            await it.press("f1")
            assert it.app.screen is before


async def go_home(it: Explorer) -> None:
    """To the table of the operations, with nothing over it and no words selected."""
    await it.uncover()
    if isinstance(it.main.pane, RecordsPane) and it.part == "source":
        await it.press("escape")
    await it.press("1")
    it.pane.focus_first()
    await it.settle()


async def test_help_in_fields_is_f1(open_tiny: Explore) -> None:
    """In a field `?` is text."""
    async with open_tiny() as it:
        await it.press("slash", "?")
        assert it.field.value == "?"
        await it.press("f1")
        assert text_of_help(it).startswith("Filter")
        assert "mali girl" in text_of_help(it)


async def test_help_shows_keys_as_they_are_bound(open_tiny: Explore) -> None:
    """After rebinding too; a key that was taken from an action is not its key any more."""
    keys = {"pane.filter": "F", "pane.statistics": "1", "app.quit": "ctrl+x"}
    async with open_tiny(config=Config(keys=keys), size=(100, 30)) as it:
        tabs = it.screen_text().splitlines()[0]
        assert "1 Statistics" in tabs
        assert "1 Operations" not in tabs
        assert "⏎ Open  s Sort  F Filter" in bottom(it)
        await it.press("question_mark")
        assert "\nF  filter: " in text_of_help(it)
        assert "\n1  Statistics" in text_of_help(it)
        assert "Operations" not in text_of_help(it)
        assert "\nctrl+x  quit" in text_of_help(it)
        await it.press("tab")
        assert "\nF  filter: " in text_of_help(it)
        assert "\nctrl+x  quit" in text_of_help(it)


async def test_help_can_be_searched(open_tiny: Explore) -> None:
    """By words of an action, or by a key; a tab shows all keys, and searches them."""
    async with open_tiny(size=(80, 24)) as it:
        await it.press("question_mark", "slash", *"blobs")
        assert "No key here has these words." in it.screen_text()
        await it.press("enter", "tab")
        assert "blobs" in it.screen_text().replace("│ blobs ", "")
        assert "the cell in full" in it.screen_text()
        assert "sort by that column" not in it.screen_text()
        await it.press("slash", *["backspace"] * 5, *"sort")
        assert "sort by that column" in it.screen_text()
        await it.press("escape")
        assert isinstance(it.app.screen, HelpScreen)
        assert "Everywhere" in it.screen_text()
        await it.press("escape")
        assert it.on_main


# The bottom line.


_BOTTOMS = (
    ("f", "⏎ Include  - Exclude  esc Close"),
    ("C", "⏎ Show/hide"),
    ("y", "⏎ Copy  esc Close  ? Help"),
    ("question_mark", "tab All keys  / Search  m Manual  esc Close"),
    ("!", "e Edit"),
    ("ctrl+p", "esc Close"),
)
"""Keys that open a dialog, and words of its bottom line."""


async def test_a_dialog_has_its_own_bottom_line(open_tiny: Explore) -> None:
    """Nothing is shown there that does not work now."""
    async with open_tiny(size=(80, 24)) as it:
        for key, has in _BOTTOMS:
            await go_home(it)
            await it.press(key)
            assert has in bottom(it), key
            assert "Sort" not in bottom(it), key
            assert it.screen_text().count("esc Close") == 1, key


# Keys that do nothing.


_DEAD = (
    (("ctrl+t",), "ctrl+t works in the SQL pane (New): press 8"),
    (("enter", "s"), "s works in the table (Sort): press tab; in SQL results (Sort): press 8"),
    (("ctrl+e",), "ctrl+e works in the SQL pane (Run all): press 8"),
    (("C", "x"), "x works in the panes of records (Export); in SQL results (Export)"),
    (("8", "escape", "f"), "f works in the panes of records (Facets): press 1"),
)
"""Keys from the table, the last of which does nothing there, and what is said of it."""


async def test_a_dead_key_says_where_it_works(open_tiny: Explore) -> None:
    """In the bottom line, until the next key."""
    async with open_tiny(size=(100, 30)) as it:
        for keys, says in _DEAD:
            await go_home(it)
            await it.press(*keys)
            assert bottom(it).startswith(says)
            assert not it.notices
            await it.press("j")
            assert not bottom(it).startswith(says)


async def test_a_dead_key_follows_the_settings(open_tiny: Explore) -> None:
    """Keys of the reader's, not the usual ones."""
    keys = {"result.export": "X", "pane.sql": "ctrl+s"}
    async with open_tiny(config=Config(keys=keys), size=(100, 30)) as it:
        await it.press("X")
        assert bottom(it) == "X works in SQL results (Export): press ctrl+s"
        await it.press("x")
        assert "works in" not in bottom(it)


async def test_what_is_typed_is_no_dead_key(open_tiny: Explore) -> None:
    """In fields, and keys that nothing has; keys that move about are left alone too."""
    async with open_tiny(size=(100, 30)) as it:
        await it.press("slash", *"xvt", "up")
        assert it.field.value == "xvt"
        assert "works in" not in bottom(it)
        await it.press("escape", "f12", "{", "left", "pagedown")
        assert "works in" not in bottom(it)


# The palette.


async def test_the_palette_has_every_action_with_its_key(open_tiny: Explore) -> None:
    """As bound now; those of other parts say where they work."""
    async with open_tiny(config=Config(keys={"pane.facets": "F"}), size=(100, 40)) as it:
        await it.press("ctrl+p")
        assert "Records: facets" in await it.search_palette("facets")
        line = next(line for line in it.screen_text().splitlines() if "Records: facets" in line)
        assert line.split("Records: facets")[1].split()[0] == "F"
        hits = await it.search_palette("export")
        assert "Result: export to a file or the clipboard" in hits
        assert "in SQL results" in " ".join(it.screen_text().split())


async def test_the_palette_sorts_the_table(open_tiny: Explore) -> None:
    """By any of its columns."""
    async with open_tiny() as it:
        await it.press("ctrl+p")
        hits = await it.search_palette("sort by rescued")
        assert hits[0] == "Table: sort by Rescued"
        await it.press("enter")
        await it.settle()
        assert it.pane.question.sort[0][0] == "rescued"


async def test_an_action_of_another_part_leads_there(open_tiny: Explore) -> None:
    """And says what its key is."""
    async with open_tiny(size=(100, 30)) as it:
        await it.press("ctrl+p")
        hits = await it.search_palette("result export")
        it.app.screen.query_one(CommandList).highlighted = hits.index(
            "Result: export to a file or the clipboard"
        )
        await it.press("enter")
        for _ in range(5):
            await it.settle()
        assert it.main.pane_name == "sql"


# Themes.


@pytest.fixture
def choices(tmp_path: Path) -> ReaderChoices:
    """Choices of a reader who knows the hint of the first start."""
    made = ReaderChoices(State(tmp_path))
    made.keep_hint_seen()
    return made


async def test_themes_are_shown_before_they_are_chosen(
    tiny_place: StoreLocation, tmp_path: Path, choices: ReaderChoices
) -> None:
    """Escape gives the colours back; the one that is taken is kept for the next start."""
    del choices
    async with explore(tiny_place, choices=ReaderChoices(State(tmp_path))) as it:
        await it.press("ctrl+p")
        hits = await it.search_palette("theme:")
        assert {f"Theme: {theme.name}" for theme in OWN} <= set(hits)
        listed = it.app.screen.query_one(CommandList)
        for name in ("nord", "contrast-light"):
            listed.highlighted = hits.index(f"Theme: {name}")
            await it.settle()
            assert it.app.theme == name
        await it.press("escape")
        assert it.app.theme == DARK.name
        await it.press("ctrl+p")
        await it.search_palette("theme: nord")
        await it.press("enter")
        for _ in range(5):
            await it.settle()
        assert it.app.theme == "nord"
    async with explore(tiny_place, choices=ReaderChoices(State(tmp_path))) as it:
        assert it.app.theme == "nord"
    # A theme that is written into the settings later counts more.
    later = Config(theme="dracula")
    async with explore(tiny_place, config=later, choices=ReaderChoices(State(tmp_path))) as it:
        assert it.app.theme == "dracula"
    start = LaunchOptions(theme="gruvbox")
    async with explore(tiny_place, start=start, choices=ReaderChoices(State(tmp_path))) as it:
        assert it.app.theme == "gruvbox"


# The first start.


async def test_the_hint_of_the_first_start(tiny_place: StoreLocation, tmp_path: Path) -> None:
    """Said once in all; escape takes it away."""
    hint = "? explains this screen"
    for is_first in (True, False):
        async with explore(tiny_place, size=(80, 24), choices=ReaderChoices(State(tmp_path))) as it:
            assert (hint in bottom(it)) is is_first
            await it.press("ctrl+t")
            assert bottom(it) == "ctrl+t works in the SQL pane (New): press 8"
            await it.press("down")
            assert (hint in bottom(it)) is is_first
            await it.press("escape")
            assert hint not in bottom(it)
            assert it.app.screen.query_one(Footer).said == ""


# Keys that are changed in the explorer.


async def test_a_key_is_changed_in_the_palette(open_tiny: Explore, tmp_path: Path) -> None:
    """It works at once, is written to config.toml, and can be taken back."""
    path = tmp_path / "config.toml"
    path.write_text('# mine\ntheme = "nord"\n')
    async with open_tiny(config=read_config(path), size=(100, 30)) as it:
        await it.press("ctrl+p")
        hits = await it.search_palette("keys: change records facets")
        assert hits[0] == "Keys: change Records: facets"
        await it.press("enter")
        await it.settle()
        assert isinstance(it.app.screen, KeyChangeScreen)
        await it.press("s")
        assert "s means table.sort (Sort) in the table" in it.screen_text()
        await it.press("F", "enter")
        await it.settle()
        assert it.on_main
        assert path.read_text() == '# mine\ntheme = "nord"\n\n[keys]\n"pane.facets" = "F"\n'
        assert "F Facets" in bottom(it)
        await it.press("F")
        assert not it.on_main
        await it.press("escape", "ctrl+p")
        await it.search_palette("keys: change records facets")
        await it.press("enter")
        await it.settle()
        await it.press("delete")
        await it.settle()
        assert "f Facets" in bottom(it)
        assert path.read_text() == '# mine\ntheme = "nord"\n\n[keys]\n'


# Signs in ASCII.


async def test_signs_in_ascii(open_tiny: Explore) -> None:
    """No sign of ours is on a screen that lacks them; words keep their accents."""
    async with open_tiny(config=Config(plain_marks=True), size=(100, 30)) as it:
        for key in ("tab", "question_mark", "escape", "7"):
            await it.press(key)
            lines = "\n".join(_filtered(it))
            odd = {char for char in lines if not char.isascii() and not char.isalpha()}
            assert odd <= set("─│╭╮╰╯▔▁▂▃▄▅▆▇█"), odd
        assert "enter Open" in bottom(it)


def _filtered(it: Explorer) -> list[str]:
    """The lines of the screen as the terminal gets them."""
    background = it.app.screen.background_colors[1]
    found = []
    for strip in it.app.screen._compositor.render_strips():
        segments = list(strip)
        for each in it.app._filters:
            if each.enabled:
                segments = each.apply(segments, background)
        found.append("".join(segment.text for segment in segments))
    return found
