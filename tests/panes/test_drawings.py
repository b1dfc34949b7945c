"""The timeline and the map, each alone in a small app."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import date

import pytest
from textual.app import App, ComposeResult
from textual.pilot import Pilot
from textual.widget import Widget

from trafficking_explorer.database.drawn_rows import (
    DatedRow,
    DrawnRow,
    Map,
    PlacedRow,
    Timeline,
    Undrawn,
)
from trafficking_explorer.ui.symbols import PLAIN
from trafficking_explorer.ui.themes import DARK
from trafficking_explorer.ui.time_scale import PLAIN_BARS
from trafficking_explorer.ui.widgets.map_view import MapView
from trafficking_explorer.ui.widgets.timeline_view import Figures, TimelineView

NOT_DRAWN = Undrawn(1, (DrawnRow("operation", "none", "None", 9),))
DATED = Timeline(
    (
        DatedRow(
            "operation", "a", "Before [b]all[/b]", 1, "../2010", None, date(2010, 12, 31), "stated"
        ),
        DatedRow(
            "operation", "b", "Sun", 0, "2014-05", date(2014, 5, 1), date(2014, 5, 31), "resolved"
        ),
        DatedRow("operation", "c", "Moon\x1b[2J", 2, "2016/..", date(2016, 1, 1), None, "stated"),
    ),
    NOT_DRAWN,
)
PLACED = Map(
    (
        PlacedRow("operation", "a", "A", 0, ("ML", "NE", "SN"), ()),
        PlacedRow("operation", "b", "B", 1, ("SV",), ()),
        PlacedRow("operation", "c", "C", 2, ("ML",), ("Sahel",)),
        PlacedRow("operation", "d", "D", 3, (), ("western Africa",)),
    ),
    NOT_DRAWN,
)


class Alone(App[None]):
    """One widget, and the messages that it posts."""

    def __init__(self, make: Callable[[], Widget]) -> None:
        super().__init__()
        self.make = make
        self.said: list[tuple[str, str]] = []

    def compose(self) -> ComposeResult:
        yield self.make()

    def on_mount(self) -> None:
        self.register_theme(DARK)
        self.theme = DARK.name

    def on_map_view_highlighted(self, event: MapView.Highlighted) -> None:
        self.said.append(("highlighted", event.code))

    def on_map_view_chosen(self, event: MapView.Chosen) -> None:
        self.said.append(("chosen", event.code))

    def lines(self) -> list[str]:
        """The lines on screen."""
        return [strip.text for strip in self.screen._compositor.render_strips()]


@asynccontextmanager
async def alone(
    make: Callable[[], Widget], size: tuple[int, int] = (80, 16)
) -> AsyncIterator[tuple[Alone, Pilot[None]]]:
    app = Alone(make)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        yield app, pilot


def timeline_view() -> TimelineView:
    return TimelineView(bars=PLAIN_BARS, marks=PLAIN, words=lambda edtf: f"at {edtf}")


async def test_a_timeline_shows_names_bars_and_dates() -> None:
    """With signs of findings; text of a record is shown as text."""
    async with alone(timeline_view) as (app, pilot):
        view = app.query_one(TimelineView)
        view.show(DATED, {("operation", "b"): "≠"}, keep=("operation", "b"))
        await pilot.pause()
        head, first, second, third = app.lines()[:4]
        assert "2012" in head
        assert first.startswith("  Before [b]all[/b]")
        assert "<" in first
        assert "|" in first
        assert "at ../2010 s" in first
        assert second.startswith("> Sun")
        assert "≠" in second
        assert ">" in third
        assert "\x1b" not in third
        assert view.current is not None
        assert view.current.record_id == "b"


@pytest.mark.parametrize(
    ("width", "titles"), [(60, []), (80, ["arrests"]), (110, ["arrests", "rescued"])]
)
async def test_a_timeline_has_as_many_figures_as_there_is_room_for(
    width: int, titles: list[str]
) -> None:
    """Below their titles, at the right; bars are never squeezed for them."""
    words = {
        ("operation", "a"): ("7", "12 ≠ nearly 13"),
        ("operation", "b"): ("1,234", ""),
    }
    async with alone(timeline_view, (width, 8)) as (app, pilot):
        view = app.query_one(TimelineView)
        figures = Figures(("arrests", "rescued"), words)
        view.show(DATED, {}, None, figures)
        await pilot.pause()
        lines = [line.rstrip() for line in app.lines()]
        assert [title for title in ("arrests", "rescued") if title in lines[0]] == titles
        for title, figure in (("arrests", "1,234"), ("rescued", "12 ≠ nearly 13")):
            found = next((line for line in lines if figure in line), None)
            assert (found is not None) == (title in titles)
            if found is not None:
                end = found.index(figure) + len(figure)
                assert lines[0].index(title) + len(title) == end
        assert all(len(line) <= width for line in lines)


async def test_a_timeline_is_panned_and_zoomed() -> None:
    """Bars leave at the edges and come back; a narrow one leaves the dates in words out."""
    async with alone(timeline_view, (50, 8)) as (app, pilot):
        view = app.query_one(TimelineView)
        view.focus()
        view.show(DATED, {})
        await pilot.pause()
        whole = app.lines()[:4]
        assert "at " not in whole[1]
        await pilot.press(*["plus"] * 6, *["right"] * 60)
        assert "<" in app.lines()[2]
        assert " o" not in app.lines()[2]
        await pilot.press(*["minus"] * 12)
        await pilot.press("j")
        assert view.current is not None
        assert view.current.record_id == "b"


async def test_a_map_has_the_codes_of_countries() -> None:
    """Those that records name, and not those of a region."""
    async with alone(lambda: MapView(plain=True)) as (app, pilot):
        view = app.query_one(MapView)
        view.show(PLACED)
        await pilot.pause()
        shown = "\n".join(app.lines())
        assert all(code in shown for code in ("ML", "SV"))
        assert view.codes == ("ML", "NE", "SN", "SV")
        assert view.regions == ("Sahel", "western Africa")
        assert view.legend == "Mali · 2 records"
        assert (view.is_shared("ML"), view.is_shared("NE")) == (False, True)
        assert shown.isascii()


async def test_the_cursor_goes_to_the_next_country() -> None:
    """In the direction of a key, with zoom around it; enter chooses it."""
    async with alone(lambda: MapView(plain=False)) as (app, pilot):
        view = app.query_one(MapView)
        view.show(PLACED, keep="SN")
        view.focus()
        await pilot.press("left")
        assert view.code == "SV"
        await pilot.press("left")
        assert view.code == "SV"
        await pilot.press("right", "right", "enter")
        assert app.said[-2:] == [("highlighted", "ML"), ("chosen", "ML")]
        await pilot.press(*["plus"] * 12)
        assert "ML" in "\n".join(app.lines())
        assert "SV" not in "\n".join(app.lines())
        await pilot.press(*["minus"] * 20)
        assert "SV" in "\n".join(app.lines())


async def test_nothing_to_draw_is_no_error() -> None:
    """A map without countries and a timeline without dates have no cursor."""
    async with alone(lambda: MapView(plain=False)) as (app, pilot):
        view = app.query_one(MapView)
        view.show(Map((), NOT_DRAWN))
        view.focus()
        await pilot.press("left", "plus", "enter")
        assert (view.code, view.legend, app.said) == ("", "", [])
    async with alone(timeline_view) as (app, pilot):
        timeline = app.query_one(TimelineView)
        timeline.show(Timeline((), NOT_DRAWN), {})
        timeline.focus()
        await pilot.press("left", "plus", "down", "enter")
        assert timeline.current is None
