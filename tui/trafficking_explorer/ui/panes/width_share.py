"""The widths of table, card and source beside each other, by what the table needs."""

from typing import NamedTuple

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
        needed: cells in which the table cuts nothing.
        three: the card has a column of its own; otherwise it is below the table.
    """
    if not three:
        table = max(width // 2, min(needed, width - _SOURCE_CELLS))
        return WidthShares(table, 0, width - table)
    most = width - _CARD_CELLS - _SOURCE_CELLS
    table = max(width * 6 // 20, min(needed, most))
    card = max(_CARD_CELLS, (width - table) * 5 // 14)
    return WidthShares(table, card, width - table - card)
