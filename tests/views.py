"""Every view of the explorer, visited by keys in one app, and its screens as text and styles.

An app a view would take a second each; one that goes from view to view takes a tenth of that.
"""

import hashlib
from collections import Counter
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass

from rich.style import Style
from textual.command import CommandInput, CommandPalette
from textual.strip import Strip
from textual.theme import Theme
from textual.widgets import Input, TextArea

from tests.explorer_driver import Explorer
from trafficking_explorer.ui.launch_options import LaunchOptions

SIZES = {"80x24": (80, 24), "100x30": (100, 30), "160x45": (160, 45)}
START = LaunchOptions(goto="operation/epervier")
"""The record at which the visits begin: texts contradict each other about it."""


@dataclass(frozen=True, slots=True)
class View:
    """One view.

    Attributes:
        name: of its pictures.
        keys: those that lead there from a pane of records with nothing over it.
        home: the keys that go back to that, once nothing is laid over the screen.
        search: typed into the palette.
        is_recoloured: false if it stays as it is when the theme changes.
    """

    name: str
    keys: tuple[str, ...]
    home: tuple[str, ...] = ()
    search: str = ""
    is_recoloured: bool = True


GROUPS = {
    "panels": (
        View("operations", ()),
        View("card", ("tab", "j", "j", "j"), ("shift+tab",)),
        View("table-zoomed", ("z",), ("z",)),
        View("card-zoomed", ("tab", "z"), ("z", "shift+tab")),
        View("source-zoomed", ("tab", "tab", "z"), ("z", "shift+tab", "shift+tab")),
        View("two-sources", ("w",), ("w",)),
        View("compare", ("c", "n")),
        View("timeline", ("t",), ("escape",)),
        View("map", ("m",), ("escape",)),
        View("facets", ("f",)),
        View("columns", ("C",)),
        View("copy", ("y",)),
        View("note", ("B",)),
        View("sorted", ("right", "right", "s"), ("s", "s", "left", "left")),
    ),
    "words": (
        # First: its list keeps the colours that it was opened with.
        View("palette", ("ctrl+p",), search="epervier", is_recoloured=False),
        View("help", ("question_mark",)),
        View("search", ("a", *"nearly 700")),
        View("problems", ("exclamation_mark",)),
        View("filter", ("slash", *"africa"), ("escape", "escape")),
        View("nothing-found", ("slash", *"zebra", "enter"), ("escape",)),
        View("wrong-filter", ("slash", *"arrests>x"), ("escape", "escape")),
        View("sql", ("8", "i", "tab", "ctrl+r", "escape"), ("1",)),
        View("sql-chart", ("8", "escape", "v"), ("v", "1")),
        View("export", ("8", "escape", "x"), ("1",)),
        View("sql-error", ("8", "i", "ctrl+end", *"nope", "ctrl+r"), ("escape", "1")),
        View("overview", ("0", "j")),
        View("overview-rescued", ("0", "tab", "r", "j")),
    ),
    "panes": (
        View("agencies", ("2",)),
        View("compare-agency", ("2", "c", "n")),
        View("who-with-whom", ("2", "W"), ("escape",)),
        View("quotes", ("3",)),
        View("statistics", ("4",)),
        View("chart", ("4", "v"), ("escape",)),
        View("tools", ("5",)),
        View("sources", ("6", "n", "n")),
        View("findings", ("7", "j")),
        View("answer", ("7", "A")),
        View("two-names", ("7", "slash", *"rule:near-names", "enter"), ("escape",)),
        View("more", ("9",)),
        View("records-here", ("6", "j", "j", *["n"] * 9, "shift+tab", "enter", "enter")),
    ),
}
"""The views of one app each: the fewer panes are open, the quicker the colours of all change."""
VIEWS = tuple(view for group in GROUPS.values() for view in group)


async def visit(explorer: Explorer, views: Sequence[View] = VIEWS) -> AsyncIterator[View]:
    """Go to one view after the other; what is asked of each is asked before the next.

    Raises:
        AssertionError: something stays laid over the screen.
    """
    for view in views:
        await explorer.press(*view.keys)
        screen = explorer.app.screen
        if isinstance(screen, CommandPalette):
            await explorer.search_palette(view.search)
        for field in (*screen.query(Input), *screen.query(TextArea)):
            field.cursor_blink = False
        await explorer.settle()
        yield view
        if isinstance(explorer.app.screen, CommandPalette):
            explorer.app.screen.query_one(CommandInput).value = ""
        await explorer.uncover()
        await explorer.press(*view.home)
        # What was said of one view is not part of the next.
        explorer.app.clear_notifications()


def strips_of(explorer: Explorer) -> list[Strip]:
    """The lines of the screen with their styles."""
    return explorer.app.screen._compositor.render_strips()


def styles_of(strips: Sequence[Strip], *, is_coloured: bool = True) -> str:
    """The styles of a screen in some lines: the cells of each, and a digest of their places.

    Args:
        is_coloured: false for what is left of them in a terminal without colours.
    """
    cells: Counter[str] = Counter()
    places = hashlib.sha256()
    for strip in strips:
        for text, style, control in strip:
            if not control:
                words = _words(style or Style(), is_coloured=is_coloured)
                cells[words] += len(text)
                # A piece by itself and as a part of a longer one are the same.
                places.update("".join(f"{words}\n" for _ in text).encode())
        places.update(b"\n")
    counted = sorted(cells.items(), key=lambda each: (-each[1], each[0]))
    lines = [f"places {places.hexdigest()[:12]}", *(f"{n:>6} {words}" for words, n in counted)]
    return "\n".join(lines)


def _words(style: Style, *, is_coloured: bool) -> str:
    attributes = [
        name
        for name in ("bold", "dim", "italic", "underline", "reverse", "strike")
        if getattr(style, name)
    ]
    if not is_coloured:
        return " ".join(attributes) or "plain"
    ink, ground = (each.name if each else "default" for each in (style.color, style.bgcolor))
    return " ".join((f"{ink} on {ground}", *attributes))


async def wear(explorer: Explorer, theme: Theme) -> None:
    """Change the colours."""
    explorer.app.theme = theme.name
    await explorer.settle()
