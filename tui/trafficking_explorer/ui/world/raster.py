"""Countries as dots of braille: two across and four down in a cell."""

import math
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from trafficking_explorer.ui.world.outlines import Country, Ring

DOTS_ACROSS = 2
DOTS_DOWN = 4
_BITS = ((0x01, 0x08), (0x02, 0x10), (0x04, 0x20), (0x40, 0x80))
"""The bit of each dot of a braille character, by row and column."""
_FIRST_BRAILLE = 0x2800
TOP, BOTTOM = 84.0, -57.0
"""Latitudes between which the whole world is drawn: without Antarctica."""
_BORDERS_FROM = 0.6
"""Degrees a dot from which on neighbours would blur; below it a gap parts them."""


@dataclass(frozen=True, slots=True)
class Viewport:
    """The part of the world that is drawn, with equal degrees everywhere (plate carrée).

    Attributes:
        left: longitude of its left edge, in degrees.
        top: latitude of its upper edge.
        degrees: of a dot.
        width: in cells.
        height: in cells.
    """

    left: float
    top: float
    degrees: float
    width: int
    height: int

    @classmethod
    def of_world(cls, width: int, height: int) -> "Viewport":
        """The smallest part that shows the whole world, in its middle."""
        degrees = max(360 / (width * DOTS_ACROSS), (TOP - BOTTOM) / (height * DOTS_DOWN))
        return cls.around((0.0, (TOP + BOTTOM) / 2), degrees, width, height)

    @classmethod
    def around(
        cls, centre: tuple[float, float], degrees: float, width: int, height: int
    ) -> "Viewport":
        """The part around a longitude and a latitude."""
        x, y = centre
        left = x - degrees * width * DOTS_ACROSS / 2
        return cls(left, y + degrees * height * DOTS_DOWN / 2, degrees, width, height)

    @property
    def centre(self) -> tuple[float, float]:
        """Longitude and latitude of its middle."""
        x = self.left + self.degrees * self.width * DOTS_ACROSS / 2
        return x, self.top - self.degrees * self.height * DOTS_DOWN / 2

    def dot(self, point: tuple[float, float]) -> tuple[float, float]:
        """Column and row of a place, in dots; outside the part they are beyond its edges."""
        return (point[0] - self.left) / self.degrees, (self.top - point[1]) / self.degrees

    def cell(self, point: tuple[float, float]) -> tuple[int, int] | None:
        """Column and row of a place, in cells; None outside the part."""
        x, y = self.dot(point)
        column, row = math.floor(x / DOTS_ACROSS), math.floor(y / DOTS_DOWN)
        inside = 0 <= column < self.width and 0 <= row < self.height
        return (column, row) if inside else None


@dataclass(frozen=True, slots=True)
class Raster:
    """A drawing of the countries, row by row.

    Attributes:
        land: the braille character of each cell; a space for the sea.
        owners: the code of the country with most dots in each cell; None for the sea, "" for land
            without a code.
    """

    land: tuple[str, ...]
    owners: tuple[tuple[str | None, ...], ...]


def draw(countries: Iterable[Country], part: Viewport) -> Raster:
    """Draw countries; one that is too small for a dot has one all the same."""
    across, down = part.width * DOTS_ACROSS, part.height * DOTS_DOWN
    codes: list[str] = []
    dots = [[-1] * across for _ in range(down)]
    for country in countries:
        number = len(codes)
        codes.append(country.code)
        is_drawn = _fill(dots, number, country.rings, part)
        x, y = part.dot(country.point)
        if not is_drawn and 0 <= x < across and 0 <= y < down:
            dots[int(y)][int(x)] = number
    gaps = part.degrees < _BORDERS_FROM
    rows = [_row(dots, row, part.width, gaps) for row in range(part.height)]
    return Raster(
        tuple("".join(character for character, _ in row) for row in rows),
        tuple(tuple(None if owner < 0 else codes[owner] for _, owner in row) for row in rows),
    )


def _fill(dots: list[list[int]], number: int, rings: tuple[Ring, ...], part: Viewport) -> bool:
    """Set the dots inside some rings by the even-odd rule; True if there are any."""
    crossings: dict[int, list[float]] = {}
    for ring in rings:
        placed = [part.dot(point) for point in ring]
        for ends in zip(placed, (*placed[1:], placed[0]), strict=True):
            (x0, y0), (x1, y1) = sorted(ends, key=lambda end: end[1])
            # A row of dots is tested in its middle.
            for row in range(max(0, math.ceil(y0 - 0.5)), min(len(dots), math.ceil(y1 - 0.5))):
                crossings.setdefault(row, []).append(x0 + (row + 0.5 - y0) * (x1 - x0) / (y1 - y0))
    is_drawn = False
    for row, xs in crossings.items():
        xs.sort()
        line = dots[row]
        for start, end in zip(xs[::2], xs[1::2], strict=False):
            first, last = max(0, math.ceil(start - 0.5)), min(len(line), math.ceil(end - 0.5))
            if first < last:
                line[first:last] = [number] * (last - first)
                is_drawn = True
    return is_drawn


def _row(dots: list[list[int]], row: int, width: int, gaps: bool) -> list[tuple[str, int]]:
    """The character and the owner of each cell of a row; -1 for the sea."""
    found = []
    lines = dots[row * DOTS_DOWN : (row + 1) * DOTS_DOWN]
    below = dots[(row + 1) * DOTS_DOWN] if (row + 1) * DOTS_DOWN < len(dots) else lines[-1]
    under = (*lines[1:], below)
    for column in range(width):
        mask = 0
        owners: list[int] = []
        for y, line in enumerate(lines):
            for x in range(DOTS_ACROSS):
                at = column * DOTS_ACROSS + x
                owner = line[at]
                if owner < 0:
                    continue
                owners.append(owner)
                right = line[at + 1] if at + 1 < len(line) else owner
                if not gaps or (right in (owner, -1) and under[y][at] in (owner, -1)):
                    mask |= _BITS[y][x]
        owner = Counter(owners).most_common(1)[0][0] if owners else -1
        found.append((chr(_FIRST_BRAILLE + mask) if mask else " ", owner))
    return found
