"""The columns of a view as the reader set them: order, visibility, widths, frozen ones."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any, TypeGuard

from trafficking_explorer.database.views import View

LEAST_CELLS = 3
MOST_CELLS = 200


@dataclass(frozen=True, slots=True)
class ColumnLayout:
    """The columns of one view, of which at least one is shown."""

    order: tuple[str, ...]
    """The key of every column of the view, hidden ones too."""
    hidden: frozenset[str] = frozenset()
    widths: tuple[tuple[str, int], ...] = ()
    """(key, cells) of the columns that the reader resized, by key; the others fit their content."""
    frozen: int = 0
    """Number of shown columns, from the left, that stay while the others scroll sideways."""

    @classmethod
    def of(cls, view: View) -> "ColumnLayout":
        """The default layout of a view."""
        return cls(tuple(column.key for column in view.columns))

    def shown(self) -> tuple[str, ...]:
        """The keys of the columns that are shown, in order."""
        return tuple(key for key in self.order if key not in self.hidden)

    def width(self, key: str) -> int | None:
        """The width of a column in cells; None if it fits its content."""
        return dict(self.widths).get(key)

    def is_frozen(self, key: str) -> bool:
        """True if a column stays while the others scroll sideways."""
        return key in self.shown()[: self.frozen]

    def toggled(self, key: str) -> "ColumnLayout":
        """Show or hide a column; the last one stays."""
        if key not in self.order or self.shown() == (key,):
            return self
        if key in self.hidden:
            # Shown among frozen columns, it is frozen too, so that all of those stay frozen.
            showing = replace(self, hidden=self.hidden - {key})
            more = showing.shown().index(key) < self.frozen
            return replace(showing, frozen=self.frozen + more)
        fewer = self.is_frozen(key)
        return replace(self, hidden=self.hidden | {key}, frozen=self.frozen - fewer)

    def moved(self, key: str, by: int) -> "ColumnLayout":
        """Move a column by a number of places, hidden columns counted; below 0 to the left.

        The number of frozen columns stays: a column can move in among them, and out.
        """
        if key not in self.order:
            return self
        at = self.order.index(key)
        others = [other for other in self.order if other != key]
        others.insert(max(0, at + by), key)
        return replace(self, order=tuple(others))

    def resized(self, key: str, cells: int | None) -> "ColumnLayout":
        """Set the width of a column, within bounds; None fits it to its content again."""
        if key not in self.order:
            return self
        widths = {other: width for other, width in self.widths if other != key}
        if cells is not None:
            widths[key] = _within(cells, LEAST_CELLS, MOST_CELLS)
        return replace(self, widths=tuple(sorted(widths.items())))

    def frozen_through(self, key: str) -> "ColumnLayout":
        """Freeze the shown columns up to this one; if just these are frozen, none."""
        if key not in self.order:
            return self
        here = self.order[: self.order.index(key) + 1]
        count = sum(other not in self.hidden for other in here)
        return replace(self, frozen=0 if count == self.frozen else count)

    def to_json(self) -> dict[str, Any]:
        """Plain values, for a file."""
        return {
            "order": list(self.order),
            "hidden": sorted(self.hidden),
            "widths": dict(self.widths),
            "frozen": self.frozen,
        }

    @classmethod
    def from_json(cls, view: View, value: object) -> "ColumnLayout":
        """Read a value of `to_json`, as far as it fits the view.

        Args:
            value: anything: a file may be old, of another version, or edited by hand.
        """
        own = cls.of(view)
        if not isinstance(value, dict):
            return own
        known = set(own.order)
        order = [key for key in _texts(value.get("order")) if key in known]
        added = 0
        for before, key in zip((None, *own.order), own.order, strict=False):
            if key not in order:
                # A column that is new since then takes its place in the view.
                order.insert(0 if before is None else order.index(before) + 1, key)
                added += before is None and bool(order[1:])
        hidden = known.intersection(_texts(value.get("hidden")))
        if hidden == known:
            hidden = set()
        found = cls(tuple(order), frozenset(hidden))
        widths = value.get("widths")
        for key, cells in widths.items() if isinstance(widths, dict) else ():
            if _is_number(cells):
                found = found.resized(key, cells)
        frozen = value.get("frozen")
        if _is_number(frozen):
            # A new column before frozen ones is frozen too.
            frozen += added if frozen > 0 else 0
            found = replace(found, frozen=_within(frozen, 0, len(found.shown())))
        return found


def _within(number: int, least: int, most: int) -> int:
    return max(least, min(number, most))


def _is_number(value: object) -> TypeGuard[int]:
    # To Python, True and False are numbers too.
    return isinstance(value, int) and not isinstance(value, bool)


def _texts(value: object) -> Iterable[str]:
    """The texts in a list, each once."""
    items = value if isinstance(value, list) else []
    return dict.fromkeys(item for item in items if isinstance(item, str))
