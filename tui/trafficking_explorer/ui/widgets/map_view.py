"""A map: the countries that records name, with the records of the country under the cursor."""

from dataclasses import dataclass
from functools import lru_cache
from typing import ClassVar

from rich.segment import Segment
from textual import events
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.strip import Strip

from trafficking_explorer.corpus.countries import country_names
from trafficking_explorer.database.drawn_rows import Map, PlacedRow, Undrawn
from trafficking_explorer.text.plural import count_noun
from trafficking_explorer.ui.widgets.line_list import LineView
from trafficking_explorer.ui.widgets.segments import foreground
from trafficking_explorer.ui.world.outlines import Country, read_outlines
from trafficking_explorer.ui.world.raster import Raster, Viewport, draw

_ZOOM = 0.6
_LEAST_DEGREES = 0.02
"""Degrees of a dot, at most zoom."""
_ASIDE = 2.0
"""The weight of degrees across the direction of a key, to those along it."""
_Labels = dict[int, dict[int, tuple[str, str]]]
"""A code and one of its letters, by row and column."""
_NOTHING = Map((), Undrawn(0, ()))
_PLAIN_LAND = "."
_SHADES, _PLAIN_SHADES = ("▓", "▒"), ("#", "+")
"""The cells of countries that a record names alone, and of those named only with others."""


class MapView(LineView, can_focus=True):
    """The world, or a part of it. A country that a record names has its code; a region has no place.

    A country of a group, such as the five of one operation, is shaded like the others of the group:
    what is counted for all of them is nowhere split among them.
    """

    DEFAULT_CSS = """
    MapView {
        height: 1fr; background: $background; color: $foreground; overflow-y: hidden;
        & > .map--land { color: $text-disabled; }
        & > .map--alone { color: $accent; text-style: bold; }
        & > .map--shared { color: $warning; }
        & > .map--cursor { background: $primary-muted; color: $foreground; text-style: bold reverse; }
    }
    """
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "map--land",
        "map--alone",
        "map--shared",
        "map--cursor",
    }
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left,h", "go(-1, 0)", "Country", key_display="← → ↑ ↓", id="map.west"),
        Binding("right,l", "go(1, 0)", "East", show=False, id="map.east"),
        Binding("up,k", "go(0, 1)", "North", show=False, id="map.north"),
        Binding("down,j", "go(0, -1)", "South", show=False, id="map.south"),
        Binding("plus,equals_sign", "zoom(1)", "Zoom", key_display="+ -", id="map.in"),
        Binding("minus", "zoom(-1)", "Zoom out", show=False, id="map.out"),
        Binding("enter", "choose", "Its records", id="map.open"),
    ]

    @dataclass
    class Highlighted(Message):
        """The cursor came to a country.

        Attributes:
            code: ISO 3166-1 alpha-2.
            rows: the records that name it.
            moved: false if other records are shown.
        """

        view: "MapView"
        code: str
        rows: tuple[PlacedRow, ...]
        moved: bool = True

        @property
        def control(self) -> "MapView":
            return self.view

    @dataclass
    class Chosen(Message):
        """The reader pressed enter on a country.

        Attributes:
            code: ISO 3166-1 alpha-2.
        """

        view: "MapView"
        code: str

        @property
        def control(self) -> "MapView":
            return self.view

    def __init__(self, *, plain: bool, id: str | None = None) -> None:
        """Prepare an empty map.

        Args:
            plain: draw with ASCII only.
        """
        super().__init__(id=id)
        self.found = _NOTHING
        self.code = ""
        """The country under the cursor; empty if no record names one."""
        self.codes: tuple[str, ...] = ()
        """The countries that records name, those with most records first."""
        self._by_code: dict[str, tuple[PlacedRow, ...]] = {}
        self._shared: dict[str, bool] = {}
        self._plain = plain
        self.shades = _PLAIN_SHADES if plain else _SHADES
        """The cells of countries named alone, and of those named only with others."""
        self._part: Viewport | None = None
        """The part that the reader has zoomed to; None for the whole world."""
        self._raster: tuple[Viewport, Raster] | None = None
        self._placed: tuple[object, _Labels] | None = None
        """The letters on screen, and what they depend on."""

    def show(self, found: Map, keep: str = "") -> None:
        """Show other records.

        Args:
            keep: the country that the cursor goes to, if one of them names it.
        """
        self.found = found
        by_code: dict[str, list[PlacedRow]] = {}
        for row in found.rows:
            for code in row.countries:
                by_code.setdefault(code, []).append(row)
        self._by_code = {code: tuple(rows) for code, rows in by_code.items()}
        self._shared = {
            code: all(len(row.countries) > 1 for row in rows) for code, rows in by_code.items()
        }
        codes = self.codes = tuple(
            sorted(self._by_code, key=lambda code: (-len(self._by_code[code]), code))
        )
        self.code = keep if keep in codes else (codes[0] if codes else "")
        self.refresh()
        self._announce(moved=False)

    @property
    def regions(self) -> tuple[str, ...]:
        """The regions that records name, as the texts write them."""
        return tuple(dict.fromkeys(region for row in self.found.rows for region in row.regions))

    def rows_of(self, code: str) -> tuple[PlacedRow, ...]:
        """The records that name a country."""
        return self._by_code.get(code, ())

    def is_shared(self, code: str) -> bool:
        """True if every record that names a country names others too."""
        return self._shared.get(code, False)

    @property
    def legend(self) -> str:
        """The country under the cursor and its records, in words."""
        rows = self.rows_of(self.code)
        if not rows:
            return ""
        return f"{country_names(self.code)[0]} · {count_noun(len(rows), 'record')}"

    # Drawing.

    def _draw_part(self) -> tuple[Viewport, Raster]:
        width, height = max(1, self.content_width), max(1, self.size.height)
        part = self._part
        if part is None or (part.width, part.height) != (width, height):
            world = Viewport.of_world(width, height)
            part = (
                world if part is None else Viewport.around(part.centre, part.degrees, width, height)
            )
        if self._raster is None or self._raster[0] != part:
            self._raster = part, draw(read_outlines().countries, part)
        return self._raster

    def render_line(self, y: int) -> Strip:
        part, raster = self._draw_part()
        if y >= part.height:
            return Strip([])
        style = self.frame_style
        land, alone, shared = (
            style + foreground(self.get_component_rich_style(f"map--{name}"))
            for name in ("land", "alone", "shared")
        )
        cursor = self.get_component_rich_style("map--cursor")
        named = {code: shared if self.is_shared(code) else alone for code in self.codes}
        labels = self._labels(part).get(y, {})
        segments: list[Segment] = []
        for column, (character, owner) in enumerate(
            zip(raster.land[y], raster.owners[y], strict=True)
        ):
            at = named.get(owner or "", land)
            if column in labels:
                code, letter = labels[column]
                segments.append(Segment(letter, cursor if code == self.code else at))
            elif owner and owner == self.code:
                segments.append(Segment(self._shade(owner, character), cursor))
            elif owner in named:
                segments.append(Segment(self._shade(owner, character), at))
            else:
                is_land = character != " " and self._plain
                segments.append(Segment(_PLAIN_LAND if is_land else character, at))
        return Strip(Segment.simplify(segments))

    def _shade(self, code: str, character: str) -> str:
        """The cell of a country that records name, which differs without colour too."""
        return character if character == " " else self.shades[self.is_shared(code)]

    def _labels(self, part: Viewport) -> _Labels:
        """The letters of the codes of named countries, by row and column; none over another.

        All lines of a frame have the same.
        """
        state = part, self.code, self.codes
        if self._placed is None or self._placed[0] != state:
            self._placed = state, self._place_labels(part)
        return self._placed[1]

    def _place_labels(self, part: Viewport) -> _Labels:
        places: _Labels = {}
        # The country under the cursor is named in any case.
        for code in sorted(self.codes, key=lambda code: code != self.code):
            outline = _outlines().get(code)
            place = part.cell(outline.point) if outline else None
            if place is None:
                continue
            column, row = place
            line = places.setdefault(row, {})
            wanted = range(column, column + len(code))
            if column + len(code) <= part.width and not any(
                near in line for near in range(column - 1, column + len(code) + 1)
            ):
                line.update({at: (code, letter) for at, letter in zip(wanted, code, strict=True)})
        return places

    # Moving.

    def action_go(self, east: int, north: int) -> None:
        """Go to the nearest named country in a direction."""
        outlines = _outlines()
        here = outlines.get(self.code)
        if here is None:
            return
        costs = {
            code: cost
            for code in self.codes
            if code in outlines
            and (cost := _cost(here.point, outlines[code].point, (east, north))) is not None
        }
        if costs:
            self._go_to(min(costs, key=costs.__getitem__))

    def _go_to(self, code: str) -> None:
        self.code = code
        if self._part is not None and self._part.cell(_outlines()[code].point) is None:
            self._part = Viewport.around(
                _outlines()[code].point, self._part.degrees, self._part.width, self._part.height
            )
        self.refresh()
        self._announce()

    def action_zoom(self, towards: int) -> None:
        """Draw a smaller part around the country under the cursor, or a larger one."""
        part, _ = self._draw_part()
        world = Viewport.of_world(part.width, part.height)
        degrees = part.degrees * (_ZOOM if towards > 0 else 1 / _ZOOM)
        outline = _outlines().get(self.code)
        if degrees >= world.degrees:
            self._part = None
        else:
            centre = outline.point if outline else part.centre
            self._part = Viewport.around(
                centre, max(degrees, _LEAST_DEGREES), part.width, part.height
            )
        self.refresh()

    def action_choose(self) -> None:
        if self.code:
            self.post_message(self.Chosen(self, self.code))

    def on_click(self, event: events.Click) -> None:
        """Go to the named country that was clicked: its letters, or its land."""
        part, raster = self._draw_part()
        label = self._labels(part).get(event.y, {}).get(event.x)
        inside = event.y < part.height and event.x < part.width
        code = label[0] if label else (raster.owners[event.y][event.x] if inside else "")
        if code in self._by_code and code != self.code:
            self._go_to(code)
        elif code and code == self.code and event.chain > 1:
            self.action_choose()

    def _announce(self, *, moved: bool = True) -> None:
        if self.code:
            self.post_message(
                self.Highlighted(self, self.code, self.rows_of(self.code), moved=moved)
            )


@lru_cache(maxsize=1)
def _outlines() -> dict[str, Country]:
    return {country.code: country for country in read_outlines().countries}


def _cost(
    here: tuple[float, float], there: tuple[float, float], towards: tuple[int, int]
) -> float | None:
    """The distance of a place in a direction, in degrees; None if it is not in that direction."""
    x, y = there[0] - here[0], there[1] - here[1]
    along = x * towards[0] + y * towards[1]
    aside = abs(x * towards[1]) + abs(y * towards[0])
    return along + _ASIDE * aside if along > 0 else None
