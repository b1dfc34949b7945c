"""Screens without colours, for terminals that have none and readers who want none."""

from functools import lru_cache

from rich.color import Color as RichColor
from rich.color import ColorType
from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.filter import LineFilter

from trafficking_explorer.ui.themes import DARK

_LEAST = 0.025
"""Luminance, from 0 to 1, by which a ground must be lighter than the screen's to be a mark; panels are less."""


class Colourless(LineFilter):
    """Takes all colours away; a ground that marks something becomes reversed.

    It counts on the usual dark theme, whose grounds are known; what else differs there by colour only
    has a sign as well.
    """

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        return [
            segment
            if segment.control or not segment.style
            else Segment(segment.text, _without_colours(segment.style))
            for segment in segments
        ]


@lru_cache(maxsize=4096)
def _without_colours(style: Style) -> Style:
    is_marked = _is_mark(style.bgcolor)
    return Style(
        bold=style.bold,
        italic=style.italic,
        underline=style.underline,
        strike=style.strike,
        reverse=bool(style.reverse) != is_marked,
        meta=style.meta or None,
    )


def _is_mark(ground: RichColor | None) -> bool:
    """True for a ground that stands out from that of the screen, such as the one of evidence."""
    if ground is None or ground.type is ColorType.DEFAULT:
        return False
    return luminance(Color.from_rich_color(ground)) - _SCREEN > _LEAST


def luminance(color: Color) -> float:
    """The relative luminance, as WCAG 2 defines it."""
    parts = [value / 255 for value in color.rgb]
    red, green, blue = (v / 12.92 if v <= 0.03928 else ((v + 0.055) / 1.055) ** 2.4 for v in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


_SCREEN = luminance(Color.parse(str(DARK.background)))
