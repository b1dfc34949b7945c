"""How far a figure is from its siblings, and the "million" that would bring it among them."""

from collections.abc import Sequence
from statistics import median

FAR = 1000.0
"""Counts of one kind differ a hundredfold from country to country; a thousandfold asks for a look."""
_SCALES = (1e3, 1e6, 1e9)


def distance(value: float, middle: float) -> float:
    """How many times larger or smaller a figure is than another; at least 1."""
    return max(value / middle, middle / value) if value > 0 and middle > 0 else 1.0


def missing_scale(value: float, others: Sequence[float]) -> float | None:
    """A thousand, a million or a billion, if times that a figure lies among its siblings."""
    if distance(value, median(others)) < FAR:
        return None
    low, high = min(others) / 10, max(others) * 10
    return next((scale for scale in _SCALES if low <= value * scale <= high), None)
