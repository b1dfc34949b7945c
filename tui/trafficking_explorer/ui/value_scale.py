"""The scale of a chart from 0, its axis, and the bars on it."""

from collections.abc import Callable
from dataclasses import dataclass
from math import floor, log10

_TICK_CELLS = 12
"""The fewest cells from tick to tick."""
_STEPS = (1, 2, 2.5, 5, 10)


@dataclass(frozen=True, slots=True)
class BarSigns:
    """The characters of bars, a cell each.

    Attributes:
        eighths: a cell filled from the left, by eighths; the last one is full.
        between: from the lower to the upper end of a range.
        more: at the end of a bar that may be longer.
        less: at the end of one that may be shorter.
        nearly: at the end of one that is a little shorter.
        around: at the end of one that may be a little shorter or longer.
    """

    eighths: str = "▏▎▍▌▋▊▉█"
    between: str = "▒"
    more: str = "▶"
    less: str = "◀"
    nearly: str = "~"
    around: str = "≈"

    def of(self, qualifier: str) -> str:
        """The sign of a qualifier; empty if it has none."""
        return {
            "at_least": self.more,
            "more_than": self.more,
            "at_most": self.less,
            "less_than": self.less,
            "nearly": self.nearly,
            "around": self.around,
        }.get(qualifier, "")


FINE_SIGNS = BarSigns()
PLAIN_SIGNS = BarSigns("#", ":", ">", "<", "~", "~")


def filled_bar(cells: float, eighths: str = FINE_SIGNS.eighths) -> str:
    """A bar of a length in cells; never empty.

    Args:
        eighths: as in `BarSigns`.
    """
    steps = len(eighths)
    full, part = divmod(max(1, round(max(0.0, cells) * steps)), steps)
    return eighths[-1] * full + (eighths[part - 1] if part else "")


@dataclass(frozen=True, slots=True)
class ValueScale:
    """Values from 0 to `top` on some cells; the last one is for the sign at the end of a bar."""

    top: float
    width: int

    def cells(self, value: float) -> float:
        """The length of a value."""
        room = max(1, self.width - 1)
        return 0.0 if self.top <= 0 else max(0.0, value / self.top) * room

    def bar(self, value: float, value_to: float | None, qualifier: str, signs: BarSigns) -> str:
        """A bar, never empty; hatched from the lower to the upper end of a range."""
        solid = filled_bar(self.cells(value), signs.eighths)
        if value_to is not None:
            # One cell at least: a range is not a figure.
            solid += signs.between * max(1, round(self.cells(value_to)) - len(solid))
        return f"{solid[: max(1, self.width - 1)]}{signs.of(qualifier)}"[: self.width]

    def axis(self, words: Callable[[float], str]) -> str:
        """Numbers from 0 on, each at the cell where it begins."""
        line = "0"
        step = self._step()
        for count in range(1, int(self.top / step + 1e-9) + 1 if step else 1):
            value = count * step
            at, text = round(self.cells(value)), words(round(value, 10))
            if at > len(line) and at + len(text) <= self.width:
                line = line.ljust(at) + text
        return line

    def _step(self) -> float:
        """The distance of two ticks, a round number; 0 if there is nothing to measure."""
        ticks = max(1, self.width // _TICK_CELLS)
        least = self.top / ticks
        if least <= 0:
            return 0.0
        size = 10.0 ** floor(log10(least))
        return next(each * size for each in _STEPS if each * size >= least * 0.999)
