"""The outlines of the countries, as packed by `outlines/pack.py`."""

import gzip
import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from itertools import accumulate
from typing import Any

Ring = tuple[tuple[float, float], ...]
"""A closed line of points: longitude and latitude in degrees."""


@dataclass(frozen=True, slots=True)
class Country:
    """The outline of one country.

    Attributes:
        code: ISO 3166-1 alpha-2, XK for Kosovo; "" for land without a code.
        rings: its parts, the largest first, and holes in them; empty if it is only a point.
        point: a place inside its largest part.
    """

    code: str
    rings: tuple[Ring, ...]
    point: tuple[float, float]


@dataclass(frozen=True, slots=True)
class Outlines:
    """All countries.

    Attributes:
        note: the origin and the licence of the outlines.
    """

    countries: tuple[Country, ...]
    note: str


@lru_cache(maxsize=1)
def read_outlines() -> Outlines:
    """Read the outlines of the package: 30 KB, some 10,000 points."""
    packed = files(__package__).joinpath("outlines.json.gz").read_bytes()
    document = json.loads(gzip.decompress(packed))
    arcs = [_points(deltas) for deltas in document["arcs"]]
    return Outlines(tuple(_countries(document, arcs)), document["note"])


def _countries(document: dict[str, Any], arcs: list[Ring]) -> Iterator[Country]:
    for code, parts in document["countries"].items():
        rings = tuple(_ring(part, arcs) for part in parts)
        yield Country(code, rings, _inside(rings[0]))
    for code, (x, y) in document["points"].items():
        yield Country(code, (), (x / 10, y / 10))


def _points(deltas: list[int]) -> Ring:
    xs, ys = accumulate(deltas[::2]), accumulate(deltas[1::2])
    return tuple((x / 10, y / 10) for x, y in zip(xs, ys, strict=True))


def _ring(part: list[int], arcs: list[Ring]) -> Ring:
    """A ring of arcs; a complement, as in TopoJSON, is an arc from its end to its beginning."""
    return tuple(
        point for number in part for point in (arcs[number] if number >= 0 else arcs[~number][::-1])
    )


def _inside(ring: Ring) -> tuple[float, float]:
    """The middle of the widest part of a ring at the height of its centre."""
    ys = [y for _, y in ring]
    height = (min(ys) + max(ys)) / 2
    crossings = sorted(
        x0 + (height - y0) * (x1 - x0) / (y1 - y0)
        for (x0, y0), (x1, y1) in zip(ring, (*ring[1:], ring[0]), strict=True)
        if (y0 > height) != (y1 > height)
    )
    spans = list(zip(crossings[::2], crossings[1::2], strict=False))
    left, right = max(spans, key=lambda span: span[1] - span[0], default=(ring[0][0], ring[0][0]))
    return (left + right) / 2, height
