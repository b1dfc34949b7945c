"""Settings, arguments and file names are drawn as text, by any widget."""

from pathlib import Path

import pytest
from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.widgets import Input, Static

from tests.explorer_driver import Explore
from tests.tame import wild
from trafficking_explorer.config import Config, SettingProblem
from trafficking_explorer.ui.launch_options import LaunchOptions
from trafficking_explorer.ui.messages import Notice
from trafficking_explorer.ui.safe_app import HARMLESS

ATTACK = "a\x1b]0;x\x07b\x9b31mc\u202ed\u200be\ufefff\U000e0041g\rh"


@pytest.mark.parametrize(
    ("start", "config"),
    [
        (LaunchOptions(theme=ATTACK), Config()),
        (None, Config(theme=ATTACK)),
        (None, Config(problems=(SettingProblem(f"{ATTACK}: not to be read"),), path=Path("x"))),
        (None, Config(keys={f"pane.{ATTACK}": "a", "pane.sql": ATTACK})),
    ],
    ids=["argument", "theme", "problem", "keys"],
)
async def test_settings_are_shown_as_text(
    open_tiny: Explore, start: LaunchOptions | None, config: Config
) -> None:
    """In a notice and among the keys."""
    async with open_tiny(start=start, config=config) as it:
        assert not any(map(wild, it.notices))
        assert not wild(it.screen_text())
        await it.press("?", "tab")
        assert not wild(it.screen_text())
        await it.press("?")
        await it.app.run_action("setting_problems")
        await it.settle()
        assert not wild(it.screen_text())


async def test_what_is_said_is_shown_as_text(open_tiny: Explore) -> None:
    """Notifications of any origin keep their lines."""
    async with open_tiny() as it:
        it.app.post_message(Notice(f"One\nline {ATTACK}", "error"))
        await it.settle()
        it.app.notify("x", title=ATTACK, markup=False)
        await it.settle()
        assert it.notices[0].startswith("One\nline a\ufffd]0;x\ufffdb")
        assert not any(wild(each.message + each.title) for each in it.app._notifications)


async def test_no_widget_can_draw_anything_else(open_tiny: Explore) -> None:
    """Not those of Textual either, and the line is as wide as it was."""
    async with open_tiny() as it:
        await it.main.mount(Static(f"{ATTACK}|", markup=False), Input(ATTACK))
        await it.settle()
        screen = it.screen_text()
        assert "h|" in screen
        assert not wild(screen)


@pytest.mark.parametrize(
    "text", [ATTACK, "👩\u200d💻\u200b|", "日本\u115f\x9b", "\u202e", "a\u3164b"]
)
def test_a_line_keeps_its_width(text: str) -> None:
    """Characters that are left out took no room, or leave it empty."""
    style = Style(bold=True)
    plain = Segment("plain", style)
    shown = HARMLESS.apply([plain, Segment(text, style)], Color(0, 0, 0))
    assert shown[0] == plain
    assert not wild(shown[1].text)
    assert cell_len(shown[1].text) == cell_len(text)
    assert shown[1].style == style


def test_a_harmless_line_is_not_touched() -> None:
    """Nearly all are, and are drawn all the time."""
    line = [Segment("“so” – 日本"), Segment("e\u0301 🧭 soft\u00adhyphen")]
    assert HARMLESS.apply(line, Color(0, 0, 0)) is line
