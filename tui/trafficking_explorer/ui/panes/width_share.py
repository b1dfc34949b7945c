"""The widths of table, card and source beside each other: the table takes the cells it needs."""

from typing import NamedTuple

from textual.widget import Widget

_SOURCE_CELLS = 60
"""The least width of the source beside a table; a line of text is comfortable to read in it."""
_CARD_CELLS = 50


class WidthShares(NamedTuple):
    """Widths in cells, or parts of the width in this proportion."""

    table: int
    card: int
    source: int

    @property
    def left(self) -> int:
        """Table and card, if they are beside each other."""
        return self.table + self.card


def width_shares(width: int, needed: int, *, three: bool) -> WidthShares:
    """Share a width among the parts.

    Args:
        width: cells there are.
        needed: cells that the table needs to cut nothing.
        three: the card is beside the table; otherwise it is below.
    """
    if not three:
        table = max(width // 2, min(needed, width - _SOURCE_CELLS))
        return WidthShares(table, 0, width - table)
    most = width - _CARD_CELLS - _SOURCE_CELLS
    table = max(width * 6 // 20, min(needed, most))
    card = max(_CARD_CELLS, (width - table) * 5 // 14)
    return WidthShares(table, card, width - table - card)


def share_width(pane: Widget, needed: int) -> None:
    """Set the widths of the parts of a pane, by their ids and its classes.

    Args:
        needed: as for `width_shares`.
    """
    shares = ("1fr",) * 4
    if not pane.has_class("-narrow"):
        is_wide = pane.has_class("-wide")
        found = width_shares(pane.size.width, needed, three=is_wide)
        # Of parts above each other each has the whole width, which is one part of it.
        inner = (f"{found.table}fr", f"{found.card}fr") if is_wide else ("1fr", "1fr")
        shares = (f"{found.left}fr", *inner, f"{found.source}fr")
    parts = ("#left", "#table-part", "#card-part", "#source-part")
    for part, share in zip(parts, shares, strict=True):
        pane.query_one(part).styles.width = share
