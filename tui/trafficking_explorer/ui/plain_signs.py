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
_PAIRS = (("≥ ", ">="), ("≤ ", "<="), ("≈ ", "c."))
_LEFT = {"≥": ">", "≤": "<", "≈": "~"}


class PlainSigns(LineFilter):
    """Writes ASCII in place of our signs, whichever widget has drawn them; cells stay as wide."""

    def __init__(self, *, lines: bool) -> None:
        """Prepare.

        Args:
            lines: write lines and boxes in ASCII too.
        """
        super().__init__()
        self._table = str.maketrans({**_SIGNS, **_LEFT, **(_LINES if lines else {})})

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
