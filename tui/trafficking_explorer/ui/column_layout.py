"""How a reader has set the columns of a view: their order, which are shown, how wide, which stay."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any, TypeGuard

from trafficking_explorer.database.views import View

LEAST_CELLS = 3
MOST_CELLS = 200


@dataclass(frozen=True, slots=True)
class ColumnLayout:
    """The columns of one view. One is always shown."""

    order: tuple[str, ...]
    """The key of every column of the view, hidden ones too."""
    hidden: frozenset[str] = frozenset()
    widths: tuple[tuple[str, int], ...] = ()
    """(key, cells) of the columns the reader has set, by key; the others fit their content."""
    frozen: int = 0
    """How many of the shown columns, from the left, stay while the others move sideways."""

    @classmethod
    def of(cls, view: View) -> "ColumnLayout":
        """The view's own."""
        return cls(tuple(column.key for column in view.columns))

    def shown(self) -> tuple[str, ...]:
        """The keys of the columns that are shown, in order."""
        return tuple(key for key in self.order if key not in self.hidden)

    def width(self, key: str) -> int | None:
        """The cells a column was set to; None where it fits its content."""
        return dict(self.widths).get(key)

    def is_frozen(self, key: str) -> bool:
        """Whether a column stays while the others move sideways."""
        return key in self.shown()[: self.frozen]

    def toggled(self, key: str) -> "ColumnLayout":
        """With a column shown or hidden; the last one stays."""
        if key not in self.order or self.shown() == (key,):
            return self
        if key in self.hidden:
            # Among the frozen ones, it becomes one of them: those that stayed go on to stay.
            showing = replace(self, hidden=self.hidden - {key})
            more = showing.shown().index(key) < self.frozen
            return replace(showing, frozen=self.frozen + more)
        fewer = self.is_frozen(key)
        return replace(self, hidden=self.hidden | {key}, frozen=self.frozen - fewer)

    def moved(self, key: str, by: int) -> "ColumnLayout":
        """With a column so many places later, earlier below 0, hidden columns counted.

        What is frozen is a number of places: a column can move in among them, and out.
        """
        if key not in self.order:
            return self
        at = self.order.index(key)
        others = [other for other in self.order if other != key]
        others.insert(max(0, at + by), key)
        return replace(self, order=tuple(others))

    def resized(self, key: str, cells: int | None) -> "ColumnLayout":
        """With a column so wide, within bounds; None fits it to its content again."""
        if key not in self.order:
            return self
        widths = {other: width for other, width in self.widths if other != key}
        if cells is not None:
            widths[key] = _within(cells, LEAST_CELLS, MOST_CELLS)
        return replace(self, widths=tuple(sorted(widths.items())))

    def frozen_through(self, key: str) -> "ColumnLayout":
        """With the shown columns up to this one in place; with none where just these were."""
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
        """What `to_json` gave, as far as it fits the view.

        Args:
            value: anything: a file may be old, of another version, or edited by hand.
        """
        own = cls.of(view)
        if not isinstance(value, dict):
            return own
        known = set(own.order)
        order = [key for key in _texts(value.get("order")) if key in known]
        for before, key in zip((None, *own.order), own.order, strict=False):
            if key not in order:
                # A column that is new since then stands where the view has it.
                order.insert(0 if before is None else order.index(before) + 1, key)
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
            found = replace(found, frozen=_within(frozen, 0, len(found.shown())))
        return found


def _within(number: int, least: int, most: int) -> int:
    return max(least, min(number, most))


def _is_number(value: object) -> TypeGuard[int]:
    # To Python, true and false are numbers too.
    return isinstance(value, int) and not isinstance(value, bool)


def _texts(value: object) -> Iterable[str]:
    """The texts in a list, each once."""
    items = value if isinstance(value, list) else []
    return dict.fromkeys(item for item in items if isinstance(item, str))
