"""The explorer laid out for reading aloud: every view in words, one column, nothing drawn."""

import re
import unicodedata
from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager

import pytest
from textual.screen import ModalScreen

from tests.explorer_driver import Explorer, explore
from tests.slow import first_quick, slow_if
from tests.views import GROUPS, SIZES, START, visit
from trafficking_explorer.config import Config
from trafficking_explorer.database.cache import StoreLocation
from trafficking_explorer.ui.panes.map_drawing import MapDrawing
from trafficking_explorer.ui.widgets.panel_rule import PanelRule

_DECORATION = re.compile(r"([^\w\s])(\s*\1){3}")
"""The same sign four times over, which a screen reader reads out four times."""
_QUOTED = re.compile(r"\([^)]*\)|\"[^\"]*\"")

Plain = AbstractAsyncContextManager[Explorer]


@asynccontextmanager
async def plain(place: StoreLocation, size: tuple[int, int] = (80, 24)) -> AsyncIterator[Explorer]:
    """An explorer as `--plain` opens it, at an operation."""
    config = Config(plain=True)
    async with explore(place, size=size, start=START, config=config, name="bundled") as explorer:
        yield explorer


def drawn(text: str) -> set[str]:
    """The characters of a text that are neither ASCII nor of a word."""
    return {char for char in text if not char.isascii() and unicodedata.category(char)[0] != "L"}


@pytest.mark.parametrize("size", first_quick(["80x24", "160x45"]))
@pytest.mark.parametrize("group", slow_if(lambda group: group == "panes", GROUPS))
async def test_nothing_is_drawn(group: str, size: str, bundled_place: StoreLocation) -> None:
    """No line, box, bar or row of signs in any view; a panel says that it is one."""
    async with plain(bundled_place, SIZES[size]) as explorer:
        async for view in visit(explorer, GROUPS[group]):
            text = explorer.screen_text()
            assert not drawn(text), view.name
            for line in text.splitlines():
                assert not _DECORATION.search(_QUOTED.sub("", line)), f"{view.name}: {line}"
            screen = explorer.app.screen
            for rule in screen.query(PanelRule):
                if rule.region and rule.title and not screen.is_modal:
                    assert f"Panel {rule.title.split(' · ')[0]}" in text, view.name


async def test_panels_are_one_below_the_other(bundled_place: StoreLocation) -> None:
    """However wide the terminal is, no line has words of two panels; the one with the focus says so."""
    async with plain(bundled_place, (200, 50)) as explorer:
        parts = [explorer.pane.query_one(f"#{name}-part") for name in ("table", "card", "source")]
        assert [(part.region.x, part.region.width) for part in parts] == [(0, 200)] * 3
        assert sorted(parts, key=lambda part: part.region.y) == parts
        heads = [line for line in explorer.screen_text().splitlines() if "Panel " in line]
        assert [line[:8] for line in heads] == ["> Panel ", "  Panel ", "  Panel "]
        await explorer.press("tab")
        heads = [line for line in explorer.screen_text().splitlines() if "Panel " in line]
        assert [line[:2] for line in heads] == ["  ", "> ", "  "]
        # Drawings have the width, and no column beside them.
        await explorer.press("t")
        assert parts[1].region.x == parts[0].region.x == 0


@pytest.mark.parametrize("key", first_quick(["f", "C", "y", "question_mark", "ctrl+p"]))
async def test_a_dialog_has_its_lines_alone(key: str, bundled_place: StoreLocation) -> None:
    """Read line by line, words of the screen beneath would be between its own."""
    async with plain(bundled_place) as explorer:
        beneath = explorer.screen_text()
        await explorer.press(key)
        screen = explorer.app.screen
        assert isinstance(screen, ModalScreen)
        body = explorer.screen_text().splitlines()[2:-2]
        kept = [line for line in body if line.strip() and line in beneath.splitlines()]
        assert kept == []
        assert "Panel " not in "\n".join(body)


async def test_the_map_is_a_list_of_countries(bundled_place: StoreLocation) -> None:
    """One country a line with its records; arrows go through them, and enter to the records."""
    async with plain(bundled_place) as explorer:
        await explorer.press("1", "m")
        drawing = explorer.pane.query_one(MapDrawing)
        text = explorer.screen_text()
        for name in ("Mali", "Chad", "Senegal"):
            assert re.search(rf"^. {name}: 1 record, with other countries only$", text, re.M)
        assert re.search(r"^. Kenya: 1 record$", text, re.M)
        codes = drawing.map.codes
        at = codes.index(drawing.map.code)
        await explorer.press("down")
        assert drawing.map.code == codes[at + 1]
        assert "> " in explorer.screen_text()
        await explorer.press("up", "up")
        assert drawing.map.code == codes[at - 1]
        # There is nothing to enlarge.
        assert "Zoom" not in explorer.screen_text().splitlines()[-1]
        await explorer.press("enter")
        assert explorer.app.screen.focused is drawing.records


async def test_dates_and_figures_are_in_words(bundled_place: StoreLocation) -> None:
    """A timeline and a chart say what their bars would show."""
    async with plain(bundled_place) as explorer:
        await explorer.press("t")
        text = explorer.screen_text()
        assert re.search(r"Operation Epervier +# +6-10 November 2017 r", text)
        assert re.search(r"Operation Rescue +1 +until 16 March 2011 r", text)
        await explorer.press("escape", "4")
        await explorer.filter("measure:rescued")
        await explorer.press("v")
        text = explorer.screen_text()
        assert re.search(r"child rescue missions, children +1 +at least 700", text)
        assert re.search(r"Operation WEKA II, human trafficking victims +1 +nearly 700", text)


async def test_the_tab_on_screen_and_arrow_keys_have_words(bundled_place: StoreLocation) -> None:
    """The pane on screen has a sign in the top line, and the bottom line says `left right`."""
    async with plain(bundled_place, (160, 45)) as explorer:
        assert ">1 Operations" in explorer.screen_text().splitlines()[0]
        await explorer.press("3")
        assert ">3 Quotes" in explorer.screen_text().splitlines()[0]
        await explorer.press("1", "m")
        assert "left right up down Country" in explorer.screen_text().splitlines()[-1]


async def test_an_overview_in_one_column(bundled_place: StoreLocation) -> None:
    """Figures and dates stay, bars and frames go; what the texts disagree on is told in full."""
    async with explore(
        bundled_place, size=(160, 45), config=Config(plain=True), overview=True
    ) as explorer:
        text = explorer.screen_text()
        assert re.search(r"WEKA II +300 +001", text)
        assert "People in forced labour due to trafficking, Asia and the Pacific: 1.4" in text
        assert re.search(r"Epervier +6?.*Nov 2017 r", text)
        lines = text.splitlines()
        heads = [
            next(i for i, line in enumerate(lines) if line.strip().startswith(title))
            for title in ("Where the texts disagree", "Arrests by operation", "When")
        ]
        assert heads == sorted(heads)
        assert len(set(heads)) == 3
