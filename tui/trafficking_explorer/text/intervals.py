"""The interval of numbers that a figure and its qualifier allow."""

WIDTH = 0.1
"""The reach of "nearly" and "around", as a part of the figure."""
VAGUE_INTERVALS: dict[str, tuple[float, float | None]] = {
    "dozens": (24.0, 199.0),
    "hundreds": (200.0, 1_999.0),
    "thousands": (2_000.0, 1_999_999.0),
    "tens_of_thousands": (20_000.0, 199_999.0),
    "hundreds_of_thousands": (200_000.0, 1_999_999.0),
    "millions": (2_000_000.0, None),
}
"""Quantities in words; each ends where a larger word would have been used, "thousands" before "millions"."""


def interval(
    value: float | None, value_to: float | None, qualifier: str
) -> tuple[float | None, float | None]:
    """The least and the greatest number that the words allow.

    Args:
        value: the figure, or the lower end of a range; None for a quantity without one.
        value_to: the upper end of a range.
        qualifier: a code of the vocabulary.

    Returns:
        Both ends, None for an open one. The figure itself ends the interval of "more than 500"
        and "fewer than 500", though these words leave it out; "nearly 500" is 450 to 500.
    """
    if value is None:
        return VAGUE_INTERVALS.get(qualifier, (None, None))
    low, high = float(value), float(value if value_to is None else value_to)
    match qualifier:
        case "at_least" | "more_than":
            return low, None
        case "at_most" | "less_than":
            return None, high
        case "nearly":
            return low - abs(low) * WIDTH, high
        case "around":
            return low - abs(low) * WIDTH, high + abs(high) * WIDTH
    return low, high
