"""ASCII in place of our signs, for terminals that lack them."""

from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter

_SIGNS = {
    **dict(zip("◆◇✗≠·", "srx#.", strict=True)),
    **dict(zip("▌▏▎┊▸▾▴✓■□−⏎", "|::.>v^v#o-<", strict=True)),
    **dict(zip("★✎", "*&", strict=True)),
    **dict(zip("↑↓←→↵⇥‹›", "^v<><><>", strict=True)),
    **dict(zip("…“”„’‘–—•", '."""\'\'--*', strict=True)),
}
_LINES = {
    **dict.fromkeys("─━═╌╍┄┅▔▁", "-"),
    **dict.fromkeys("│┃║╎╏┆┇▕", "|"),
    **dict.fromkeys("┌┐└┘├┤┬┴┼╭╮╯╰╔╗╚╝╠╣╦╩╬╒╓╕╖╘╙╛╜╞╡╤╧╪", "+"),
    **dict.fromkeys("█▉▊▋▍▂▃▄▅▆▇▀▐░▒▓▪●", "#"),
}
_DRAWN = [
    *map(chr, range(0x2500, 0x25B0)),
    *map(chr, range(0x2800, 0x2900)),
    *"●○◀▶◂◐◑▴▵",
]
"""Lines, blocks, dots of Braille and the shapes of drawings."""
_KEYS = {"↑": "up", "↓": "down", "←": "left", "→": "right", "⏎": "enter", "↵": "enter"}
_PAIRS = (("≥ ", ">="), ("≤ ", "<="), ("≈ ", "c."))
_LEFT = {"≥": ">", "≤": "<", "≈": "~"}


class PlainSigns(LineFilter):
    """Writes ASCII in place of our signs, whichever widget has drawn them; cells stay as wide."""

    def __init__(self, *, lines: bool, blank: bool = False) -> None:
        """Prepare.

        Args:
            lines: write lines and boxes in ASCII too.
            blank: leave out lines, boxes and bars altogether, for a screen that is read aloud.
        """
        super().__init__()
        drawn = dict.fromkeys(_DRAWN, " ") if blank else _LINES if lines else {}
        signs = {**_SIGNS, **_LEFT} | drawn
        if blank:
            # A cursor and a list that can be opened are more than decoration.
            signs |= {sign: _SIGNS[sign] for sign in "▸▾"}
        self._table = str.maketrans(signs)

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        return [
            segment
            if segment.control or segment.text.isascii()
            else Segment(self._plain(segment.text), segment.style)
            for segment in segments
        ]

    def _plain(self, text: str) -> str:
        for sign, plain in _PAIRS:
            text = text.replace(sign, plain)
        return text.translate(self._table)


def keys_in_words(shown: str) -> str:
    """Keys as a footer shows them, with words for arrows: `← →` is `left right`."""
    return "".join(_KEYS.get(char, char) for char in shown)
