"""Pack the outlines of countries that the map draws.

    python outlines/pack.py countries-50m.json

Reads a TopoJSON file of the npm package world-atlas (2.0.2), which is Natural Earth at 1:50 million, and
writes `tui/trafficking_explorer/ui/world/outlines.json.gz`. Run it by hand when the outlines change; the
program only reads the result.
"""

import gzip
import json
import math
import sys
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pycountry

TARGET = Path(__file__).parents[1] / "tui/trafficking_explorer/ui/world/outlines.json.gz"
NOTE = (
    "Made with Natural Earth (naturalearthdata.com, public domain), 1:50 million, by way of the npm "
    "package world-atlas 2.0.2 (ISC licence, Copyright 2013-2019 Michael Bostock). Simplified. Borders "
    "are those of Natural Earth and state no opinion."
)
TOLERANCE = 0.12
"""Degrees by which a simplified line may differ."""
SMALLEST = 0.02
"""Square degrees; a smaller island is left out, unless it is its country's largest part."""
BY_NAME = {"Kosovo": "XK"}
"""Countries without a number of ISO 3166-1 that have a code in common use."""
POINTS = {
    "BQ": (-68.3, 12.2),
    "BV": (3.4, -54.4),
    "CC": (96.8, -12.2),
    "CX": (105.6, -10.5),
    "GF": (-53.0, 4.0),
    "GI": (-5.3, 36.1),
    "GP": (-61.5, 16.2),
    "MQ": (-61.0, 14.6),
    "RE": (55.5, -21.1),
    "SJ": (16.0, 78.5),
    "TK": (-171.8, -9.2),
    "TV": (179.2, -8.5),
    "UM": (166.6, 19.3),
    "YT": (45.2, -12.8),
}
"""Longitude and latitude of codes that Natural Earth has inside another country or not at all."""

Point = tuple[float, float]


def main() -> None:
    topology = json.loads(Path(sys.argv[1]).read_text("utf-8"))
    arcs = [_simplified(points) for points in _arcs(topology)]
    countries: dict[str, list[list[int]]] = {}
    for geometry in topology["objects"]["countries"]["geometries"]:
        code = _code(geometry)
        rings = sorted(_rings(geometry), key=lambda ring: -_area(_points(ring, arcs)))
        kept = [
            ring
            for i, ring in enumerate(rings)
            if _area(_points(ring, arcs)) >= SMALLEST or (i == 0 and not countries.get(code))
        ]
        countries.setdefault(code, []).extend(kept)
    used = sorted(
        {arc if arc >= 0 else ~arc for rings in countries.values() for r in rings for arc in r}
    )
    number = {old: new for new, old in enumerate(used)}
    document = {
        "note": NOTE,
        "arcs": [_deltas(arcs[old]) for old in used],
        "countries": {
            code: [[number[a] if a >= 0 else ~number[~a] for a in ring] for ring in rings]
            for code, rings in sorted(countries.items())
        },
        "points": {
            code: [round(x * 10), round(y * 10)]
            for code, (x, y) in POINTS.items()
            if code not in countries
        },
    }
    body = json.dumps(document, separators=(",", ":")).encode()
    TARGET.write_bytes(gzip.compress(body, 9, mtime=0))
    known = {country.alpha_2 for country in pycountry.countries}
    missing = sorted(known - countries.keys() - POINTS.keys())
    print(
        f"{len(used)} arcs, {len(body):,} bytes, packed {TARGET.stat().st_size:,}; without: {missing}"
    )


def _code(geometry: dict[str, Any]) -> str:
    """The alpha-2 code of a country; "" if it has none."""
    found = pycountry.countries.get(numeric=str(geometry.get("id", "")))
    return found.alpha_2 if found else BY_NAME.get(geometry["properties"]["name"], "")


def _arcs(topology: dict[str, Any]) -> Iterator[list[Point]]:
    (sx, sy), (tx, ty) = (topology["transform"][key] for key in ("scale", "translate"))
    for arc in topology["arcs"]:
        x = y = 0
        points = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            points.append((x * sx + tx, y * sy + ty))
        yield points


def _rings(geometry: dict[str, Any]) -> list[list[int]]:
    if geometry["type"] == "Polygon":
        return list(geometry["arcs"])
    return [ring for polygon in geometry["arcs"] for ring in polygon]


def _points(ring: list[int], arcs: list[list[Point]]) -> list[Point]:
    return [point for arc in ring for point in (arcs[arc] if arc >= 0 else reversed(arcs[~arc]))]


def _area(points: list[Point]) -> float:
    return abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in pairwise(points))) / 2


def _simplified(points: list[Point]) -> list[Point]:
    """The points of a line without those that it hardly needs; both ends stay, and rings stay rings."""
    keep = {0, len(points) - 1}
    if points[0] == points[-1] and len(points) > 3:
        keep.add(max(range(len(points)), key=lambda i: math.dist(points[0], points[i])))
    ends = sorted(keep)
    todo = list(pairwise(ends))
    while todo:
        first, last = todo.pop()
        if last - first < 2:
            continue
        at = max(
            range(first + 1, last), key=lambda i: _distance(points[i], points[first], points[last])
        )
        if _distance(points[at], points[first], points[last]) > TOLERANCE:
            keep.add(at)
            todo += [(first, at), (at, last)]
    return [points[i] for i in sorted(keep)]


def _distance(point: Point, a: Point, b: Point) -> float:
    length = math.dist(a, b)
    if not length:
        return math.dist(point, a)
    return abs((b[0] - a[0]) * (a[1] - point[1]) - (a[0] - point[0]) * (b[1] - a[1])) / length


def _deltas(points: list[Point]) -> list[int]:
    """Tenths of a degree: the first point, then differences."""
    found: list[int] = []
    x = y = 0
    for px, py in points:
        nx, ny = round(px * 10), round(py * 10)
        if found and (nx, ny) == (x, y):
            continue
        found += [nx - x, ny - y]
        x, y = nx, ny
    return found


if __name__ == "__main__":
    main()
