"""Every pane and screen over the bundled corpus, to the cell.

After a change that is meant, look at `snapshot_report.html`, then take the new pictures with
`python -m pytest tests/snapshots --snapshot-update`.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

import pytest
from textual.command import CommandInput, CommandPalette
from textual.pilot import Pilot

from tests.explorer_driver import Explorer
from trafficking_explorer.config import Config
from trafficking_explorer.database.cache import StoreLocation
from trafficking_explorer.ui.app import ExplorerApp
from trafficking_explorer.ui.launch_options import LaunchOptions
from trafficking_explorer.ui.themes import LIGHT

SIZES = {"80x24": (80, 24), "160x45": (160, 45)}


@dataclass(frozen=True)
class Shot:
    """Options of a start, and the keys pressed before the picture is taken."""

    start: LaunchOptions
    keys: tuple[str, ...] = ()
    search: str = ""
    """Typed into the palette at the end."""
    overview: bool = False
    """Open on the overview where the options name no pane."""


SHOTS = {
    "overview": Shot(LaunchOptions(), ("j",), overview=True),
    "overview-rescued": Shot(LaunchOptions(), ("tab", "r", "j", "j"), overview=True),
    "operations": Shot(LaunchOptions()),
    "agencies": Shot(LaunchOptions(pane="agencies"), ("j", "j", "j")),
    "quotes": Shot(LaunchOptions(pane="quotes"), ("j",)),
    "statistics": Shot(LaunchOptions(pane="statistics")),
    "tools": Shot(LaunchOptions(pane="tools")),
    "sources": Shot(LaunchOptions(pane="sources"), ("j", "n", "n", "shift+tab")),
    "findings": Shot(LaunchOptions(pane="findings"), ("j",)),
    "compared": Shot(LaunchOptions(pane="findings", filter_text="rule:near-names")),
    "comparison": Shot(LaunchOptions(goto="operation/epervier"), ("c", "n")),
    "comparison-agency": Shot(LaunchOptions(goto="agency/interpol"), ("c", "n", "right")),
    "timeline": Shot(LaunchOptions(goto="operation/epervier"), ("t",)),
    "map": Shot(LaunchOptions(goto="operation/epervier"), ("m",)),
    "who-with-whom": Shot(LaunchOptions(pane="agencies"), ("W",)),
    "facets": Shot(LaunchOptions(pane="statistics"), ("f",)),
    "found": Shot(LaunchOptions(), ("a", *"nearly 700")),
    "wrong-filter": Shot(LaunchOptions(pane="statistics"), ("slash", *"arrests", ">", "=", "x")),
    "sql": Shot(LaunchOptions(pane="sql"), ("i", "tab", "ctrl+r")),
    "sql-chart": Shot(LaunchOptions(pane="sql"), ("i", "tab", "ctrl+r", "escape", "v")),
    "sql-error": Shot(LaunchOptions(pane="sql"), ("i", "tab", "ctrl+end", *"nope", "ctrl+r")),
    "more": Shot(LaunchOptions(pane="more")),
    "help": Shot(LaunchOptions(), ("question_mark",)),
    "palette": Shot(LaunchOptions(), ("ctrl+p",), "epervier"),
    "pick": Shot(LaunchOptions(goto="source/002"), (*["n"] * 9, "shift+tab", "enter")),
    "filtered": Shot(LaunchOptions(pane="statistics", filter_text="epervier rescued"), ("j", "j")),
    "nothing-found": Shot(LaunchOptions(pane="quotes", filter_text="zebra -unicorn")),
    "card": Shot(LaunchOptions(goto="operation/epervier"), ("tab", "j", "j", "j", "j")),
    "two-sources": Shot(LaunchOptions(goto="operation/epervier"), ("tab", "tab", "w")),
    "zoomed-table": Shot(LaunchOptions(), ("z",)),
    "zoomed-card": Shot(LaunchOptions(goto="statistic/epervier-rescued-002"), ("tab", "z")),
    "zoomed-source": Shot(
        LaunchOptions(goto="statistic/epervier-rescued-002"), ("tab", "tab", "z")
    ),
    "sorted": Shot(LaunchOptions(), ("l", "l", "s", "s")),
    "light": Shot(LaunchOptions(goto="statistic/epervier-rescued-002", theme=LIGHT.name)),
}


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("name", SHOTS)
def test_screen(
    name: str, size: str, bundled_place: StoreLocation, snap_compare: Callable[..., bool]
) -> None:
    """The screen is what it was when somebody last looked at it."""
    shot = SHOTS[name]
    config = Config(overview=shot.overview)
    app = ExplorerApp(bundled_place, start=shot.start, config=config, name="bundled")
    assert snap_compare(app, terminal_size=SIZES[size], run_before=prepare(app, shot))


def prepare(app: ExplorerApp, shot: Shot) -> Callable[[Pilot[int]], Awaitable[None]]:
    """Bring an explorer to the state of the picture, and wait for it."""

    async def act(pilot: Pilot[int]) -> None:
        explorer = Explorer(app, pilot)
        await explorer.settle()
        await explorer.press(*shot.keys)
        if isinstance(app.screen, CommandPalette):
            await explorer.search_palette(shot.search)
            app.screen.query_one(CommandInput).cursor_blink = False
            await explorer.settle()

    return act
