"""The places of the panels of a pane: side by side or stacked, in sizes that a reader can change.

All of them are on screen in any size: evidence is never a key away.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate

from textual.geometry import NULL_OFFSET, NULL_SPACING, Offset, Region, Size
from textual.layout import ArrangeResult, Layout, WidgetPlacement
from textual.widget import Widget

STACKED_CELLS = 100
"""Below this width the panels are stacked, with a strip of the source at the end."""
BESIDE_CELLS = 120
"""From this width on the source has its own column."""
WIDE_CELLS = 180
"""From this width on so has the card."""

TABLE, CARD, SOURCE = "table", "card", "source"
Places = dict[str, Region]
"""The place of each panel within a pane, by name."""

_LEAST_ROWS = 3
_LEAST_CELLS = 20
_SOURCE_CELLS, _CARD_CELLS = 60, 50
"""Cells that a wide table leaves to the source and the card beside it."""
_STRIP_ROWS = (4, 9)
"""Lines of the passage strip, with its rule: the least and the most, unless it was dragged."""
_ROWS_WITH_CARD = 25
"""The height from which a narrow pane has room for a card below a drawing."""


@dataclass(frozen=True, slots=True)
class Boundary:
    """A line between panels that the mouse can drag.

    Attributes:
        panel: the one whose size it sets.
        is_upright: true for a line between two columns.
        is_end: true if the size counts from the far edge.
    """

    panel: str
    is_upright: bool = False
    is_end: bool = False


class PanelPlan:
    """An arrangement of panels for widths from some number of cells on.

    Subclasses place the panels.
    """

    name = ""
    has_strip = False
    """True if only some lines of the source are on screen."""
    boundaries: Mapping[tuple[str, bool], Boundary] = {}
    """The boundaries, by the panel at the right or below, and whether it is an upright one."""

    def fit(self, size: Size, shares: Mapping[str, float], needed: int = 0) -> Places:
        """Place the panels that there is room for.

        Args:
            size: of the pane.
            shares: the sizes the reader has chosen, from 0 to 1, by panel.
            needed: cells that the table needs to cut nothing.
        """
        width, height = size
        if height < 2 * _LEAST_ROWS:
            return {TABLE: size.region}
        if height < 3 * _LEAST_ROWS:
            half = height // 2
            return {
                TABLE: Region(0, 0, width, half),
                SOURCE: Region(0, half, width, height - half),
            }
        return self.places(size, shares, needed)

    def places(self, size: Size, shares: Mapping[str, float], needed: int) -> Places:
        """Place all panels."""
        raise NotImplementedError


class Stacked(PanelPlan):
    """Table, card and a strip of the source, one below the other."""

    name = "stacked"
    has_strip = True
    boundaries = {
        (CARD, False): Boundary(TABLE),
        (SOURCE, False): Boundary(SOURCE, is_end=True),
    }

    def places(self, size: Size, shares: Mapping[str, float], needed: int) -> Places:
        width, height = size
        strip = _rows(
            height, shares.get(SOURCE), min(_STRIP_ROWS[1], max(_STRIP_ROWS[0], height // 5))
        )
        table = _rows(height, shares.get(TABLE), round((height - strip) * 0.42))
        table, card, strip = _fit((table, height - strip - table, strip), height)
        return _stacked(width, {TABLE: table, CARD: card, SOURCE: strip})


class Low(PanelPlan):
    """The table above card and source."""

    name = "low"
    table_share = 0.4
    """The part of the height that the table has, unless the reader has chosen another."""
    boundaries = {
        (CARD, False): Boundary(TABLE),
        (SOURCE, False): Boundary(TABLE),
        (SOURCE, True): Boundary(CARD, is_upright=True),
    }

    def places(self, size: Size, shares: Mapping[str, float], needed: int) -> Places:
        width, height = size
        table, lower = _fit(_two(height, shares.get(TABLE), self.table_share), height)
        card, source = _fit(_two(width, shares.get(CARD), 0.5), width, _LEAST_CELLS)
        return {
            TABLE: Region(0, 0, width, table),
            CARD: Region(0, table, card, lower),
            SOURCE: Region(card, table, source, lower),
        }


class Beside(PanelPlan):
    """The table above the card, and the source beside them."""

    name = "beside"
    boundaries = {
        (CARD, False): Boundary(TABLE),
        (SOURCE, True): Boundary(SOURCE, is_upright=True, is_end=True),
    }

    def places(self, size: Size, shares: Mapping[str, float], needed: int) -> Places:
        width, height = size
        # A wide table takes cells from the source, as long as that can be read comfortably.
        left = max(width // 2, min(needed, width - _SOURCE_CELLS))
        source = _rows(width, shares.get(SOURCE), width - left)
        source, left = _fit((source, width - source), width, _LEAST_CELLS)
        table, card = _fit(_two(height, shares.get(TABLE), 0.5), height)
        return {
            TABLE: Region(0, 0, left, table),
            CARD: Region(0, table, left, card),
            SOURCE: Region(left, 0, source, height),
        }


class Columns(PanelPlan):
    """Table, card and source, each in its column."""

    name = "columns"
    boundaries = {
        (CARD, True): Boundary(TABLE, is_upright=True),
        (SOURCE, True): Boundary(SOURCE, is_upright=True, is_end=True),
    }

    def places(self, size: Size, shares: Mapping[str, float], needed: int) -> Places:
        width, height = size
        table = max(width * 6 // 20, min(needed, width - _CARD_CELLS - _SOURCE_CELLS))
        card = max(_CARD_CELLS, (width - table) * 5 // 14)
        source = _rows(width, shares.get(SOURCE), width - table - card)
        table = _rows(width, shares.get(TABLE), table)
        table, card, source = _fit((table, width - source - table, source), width, _LEAST_CELLS)
        return {
            TABLE: Region(0, 0, table, height),
            CARD: Region(table, 0, card, height),
            SOURCE: Region(table + card, 0, source, height),
        }


class DrawnStacked(Stacked):
    """A drawing, what room there is of the card, and a strip of the source."""

    name = "drawn-stacked"

    def places(self, size: Size, shares: Mapping[str, float], needed: int) -> Places:
        width, height = size
        strip = _rows(height, shares.get(SOURCE), min(_STRIP_ROWS[1], max(4, height // 5)))
        if height < _ROWS_WITH_CARD:
            drawing, strip = _fit((height - strip, strip), height)
            return _stacked(width, {TABLE: drawing, SOURCE: strip})
        drawing = _rows(height, shares.get(TABLE), height - strip - max(_LEAST_ROWS, height // 5))
        drawing, card, strip = _fit((drawing, height - strip - drawing, strip), height)
        return _stacked(width, {TABLE: drawing, CARD: card, SOURCE: strip})


class DrawnWide(Low):
    """A drawing as wide as the pane, above card and source."""

    name = "drawn-wide"
    table_share = 0.58


class FindingsStacked(PanelPlan):
    """Findings above their passages, and the card below these."""

    name = "findings"
    boundaries = {
        (SOURCE, False): Boundary(TABLE),
        (CARD, False): Boundary(CARD, is_end=True),
    }

    def places(self, size: Size, shares: Mapping[str, float], needed: int) -> Places:
        width, height = size
        table = _rows(height, shares.get(TABLE), round(height * 0.34))
        card = _rows(height, shares.get(CARD), max(4, round(height * 0.25)))
        table, source, card = _fit((table, height - table - card, card), height)
        return _stacked(width, {TABLE: table, SOURCE: source, CARD: card})


class FindingsWide(PanelPlan):
    """Findings above their passages, with the card beside these."""

    name = "findings-wide"
    boundaries = {
        (SOURCE, False): Boundary(TABLE),
        (CARD, False): Boundary(TABLE),
        (CARD, True): Boundary(CARD, is_upright=True, is_end=True),
    }

    def places(self, size: Size, shares: Mapping[str, float], needed: int) -> Places:
        width, height = size
        table, lower = _fit(_two(height, shares.get(TABLE), 0.4), height)
        card, source = _fit(_two(width, shares.get(CARD), 0.34), width, _LEAST_CELLS)
        return {
            TABLE: Region(0, 0, width, table),
            SOURCE: Region(0, table, source, lower),
            CARD: Region(source, table, card, lower),
        }


Plans = Sequence[tuple[int, PanelPlan]]
"""Plans, each with the width in cells that it begins at; narrow ones first."""
RECORD_PLANS: Plans = (
    (0, Stacked()),
    (STACKED_CELLS, Low()),
    (BESIDE_CELLS, Beside()),
    (WIDE_CELLS, Columns()),
)
DRAWING_PLANS: Plans = ((0, DrawnStacked()), (STACKED_CELLS, DrawnWide()))
"""Whatever the panels of the rows: a drawing needs the width."""
FINDING_PLANS: Plans = ((0, FindingsStacked()), (WIDE_CELLS, FindingsWide()))


def plan_for(plans: Plans, width: int) -> PanelPlan:
    """The plan for a width in cells."""
    return next(plan for least, plan in reversed(plans) if width >= least)


def share_at(boundary: Boundary, size: Size, to: Offset) -> float:
    """The share of a pane that a panel has with its boundary at some place of the pane."""
    whole, at = (size.width, to.x) if boundary.is_upright else (size.height, to.y)
    at = max(0, min(at, whole))
    return (whole - at if boundary.is_end else at) / max(1, whole)


def _stacked(width: int, rows: Mapping[str, int]) -> Places:
    """Panels as wide as the pane, one below the other, by their rows."""
    tops = accumulate(rows.values(), initial=0)
    return {
        name: Region(0, top, width, height)
        for (name, height), top in zip(rows.items(), tops, strict=False)
    }


def _rows(whole: int, share: float | None, otherwise: int) -> int:
    return otherwise if share is None else round(whole * share)


def _two(whole: int, share: float | None, otherwise: float) -> tuple[int, int]:
    first = round(whole * (otherwise if share is None else share))
    return first, whole - first


def _fit(wanted: Sequence[int], whole: int, least: int = _LEAST_ROWS) -> Iterator[int]:
    """Sizes near those wanted that fill `whole`: each at least `least`, or with too little room its part."""
    least = max(0, min(least, whole // len(wanted)))
    room = whole
    sizes = []
    for i, each in enumerate(wanted):
        others = least * (len(wanted) - i - 1)
        size = room if i == len(wanted) - 1 else max(least, min(each, room - others))
        sizes.append(size)
        room -= size
    return iter(sizes)


class PanelLayout(Layout):
    """The layout of the body of a pane, whose children are the panels, named `NAME-part`."""

    name = "panels"

    def __init__(self, plans: Plans) -> None:
        self.plans = plans
        self.shares: dict[str, float] = {}
        """The sizes the reader has chosen: "stacked.table" is that of the table in a plan."""
        self.needed = 0
        """Cells that the table needs to cut nothing."""

    def shares_of(self, plan: PanelPlan) -> dict[str, float]:
        """The sizes the reader has chosen in a plan, by panel."""
        return {
            panel: share
            for panel in (TABLE, CARD, SOURCE)
            if (share := self.shares.get(f"{plan.name}.{panel}")) is not None
        }

    def arrange(
        self, parent: Widget, children: list[Widget], size: Size, greedy: bool = True
    ) -> ArrangeResult:
        parent.pre_layout(self)
        if len(children) == 1:
            # The one that was given the whole screen.
            return [WidgetPlacement(size.region, NULL_OFFSET, NULL_SPACING, children[0])]
        plan = plan_for(self.plans, parent.app.size.width)
        places = plan.fit(size, self.shares_of(plan), self.needed)
        named = ((places.get(panel_of(child)), child) for child in children)
        return [
            WidgetPlacement(place, NULL_OFFSET, NULL_SPACING, child)
            for place, child in named
            if place
        ]


def panel_of(part: Widget) -> str:
    """The name of the panel that a child of the body holds."""
    return (part.id or "").removesuffix("-part")
