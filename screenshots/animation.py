"""One SVG from several screens, shown one after the other: no script, no font and no picture from elsewhere.

A reader who has asked the system for less motion sees the first screen only.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from html import escape

from rich.cells import cell_len
from rich.color import ColorType
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

_CELL_WIDTH, _CELL_HEIGHT, _FONT_SIZE = 12.2, 24.4, 20
_MARGIN = 16
_BASELINE = 18
_FRAME_GROUND, _FRAME_INK, _KEY_INK = "#14171c", "#a9b0ba", "#aaccee"
_FADE = 0.3
"""Part of a percent of the whole time in which a screen gives way to the next: a cut, not a slide."""


@dataclass(frozen=True, slots=True)
class Frame:
    """One screen, and what a reader has to know of it.

    Attributes:
        key: the one that leads here.
        caption: a few words on what is seen.
    """

    lines: Sequence[Strip]
    key: str
    caption: str


def animate(frames: Sequence[Frame], columns: int, *, seconds: float, label: str) -> str:
    """The frames as one SVG that begins again at the end.

    Args:
        columns: cells of each line.
        seconds: time of each frame.
        label: what the picture shows, for those who do not see it.
    """
    rows = max(len(frame.lines) for frame in frames)
    width = round(columns * _CELL_WIDTH + 2 * _MARGIN)
    height = round((rows + 2) * _CELL_HEIGHT + 2 * _MARGIN)
    classes = _Classes()
    drawn = [_frame(frame, number, rows, classes) for number, frame in enumerate(frames)]
    parts = [
        f'<svg viewBox="0 0 {width} {height}" xmlns="http://www.w3.org/2000/svg" role="img" '
        f'aria-label="{escape(label)}">',
        f"<title>{escape(label)}</title>",
        "<style>",
        f"text{{font:{_FONT_SIZE}px 'Fira Code','DejaVu Sans Mono',Menlo,Consolas,monospace;white-space:pre}}",
        *_motion(len(frames), seconds),
        *classes.rules(),
        "</style>",
        f'<rect width="{width}" height="{height}" rx="8" fill="{_FRAME_GROUND}"/>',
        *drawn,
        "</svg>",
    ]
    return "\n".join(parts) + "\n"


class _Classes:
    """A short class for each look of text."""

    def __init__(self) -> None:
        self._names: dict[str, str] = {}

    def name(self, style: Style) -> str:
        """The class of a style."""
        rule = _rule(style)
        return self._names.setdefault(rule, f"s{len(self._names)}")

    def rules(self) -> Iterator[str]:
        """The style sheet of all that were named."""
        for rule, name in self._names.items():
            yield f".{name}{{{rule}}}"


def _motion(count: int, seconds: float) -> Iterator[str]:
    """Rules that show one frame after the other."""
    share = 100 / count
    yield f".f{{opacity:0;animation:show {count * seconds:g}s infinite}}"
    for number in range(count):
        yield f".f{number}{{animation-delay:{number * seconds:g}s}}"
    yield (
        f"@keyframes show{{0%,{share - _FADE:.2f}%{{opacity:1}}"
        f"{share:.2f}%,{100 - _FADE:.2f}%{{opacity:0}}100%{{opacity:1}}}}"
    )
    yield "@media (prefers-reduced-motion:reduce){.f{animation:none}.f0{opacity:1}}"


def _frame(frame: Frame, number: int, rows: int, classes: _Classes) -> str:
    pieces = [f'<g class="f f{number}">']
    for row, strip in enumerate(frame.lines):
        pieces += _line(Segment.simplify(strip), row, classes)
    top = _MARGIN + (rows + 1) * _CELL_HEIGHT + _BASELINE
    pieces.append(
        f'<text x="{_MARGIN}" y="{top:.1f}" fill="{_FRAME_INK}">'
        f'<tspan fill="{_KEY_INK}" font-weight="bold">{escape(frame.key)}</tspan>'
        f"  {escape(frame.caption)}</text></g>"
    )
    return "\n".join(pieces)


def _line(segments: Iterable[Segment], row: int, classes: _Classes) -> list[str]:
    """Grounds, then words of a line; both only where there are some."""
    grounds: list[str] = []
    words: list[str] = []
    at, top = 0, _MARGIN + row * _CELL_HEIGHT
    for text, style, control in segments:
        if control:
            continue
        cells = cell_len(text)
        left, length = _MARGIN + at * _CELL_WIDTH, cells * _CELL_WIDTH
        at += cells
        look = style or Style()
        ground = _color(look, "color" if look.reverse else "bgcolor")
        if ground not in (None, _FRAME_GROUND):
            grounds.append(
                f'<rect x="{left:.1f}" y="{top:.1f}" width="{length:.1f}" '
                f'height="{_CELL_HEIGHT}" fill="{ground}"/>'
            )
        if text.strip() or look.underline:
            words.append(
                f'<tspan x="{left:.1f}" textLength="{length:.1f}" class="{classes.name(look)}">'
                f"{escape(text, quote=False)}</tspan>"
            )
    if words:
        grounds.append(f'<text y="{top + _BASELINE:.1f}">{"".join(words)}</text>')
    return grounds


def _rule(style: Style) -> str:
    """A style as CSS."""
    parts = [f"fill:{_color(style, 'bgcolor' if style.reverse else 'color') or _FRAME_INK}"]
    if style.bold:
        parts.append("font-weight:bold")
    if style.italic:
        parts.append("font-style:italic")
    if style.underline:
        parts.append("text-decoration:underline")
    if style.dim:
        parts.append("opacity:.66")
    return ";".join(parts)


def _color(style: Style, which: str) -> str | None:
    color = getattr(style, which)
    if color is None or color.type is not ColorType.TRUECOLOR:
        return None
    found: str = color.name
    return found
