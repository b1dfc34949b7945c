"""The figures of a record as lines of its card: measure, sign, value, what is counted, and the place."""

from collections.abc import Sequence
from dataclasses import dataclass

from trafficking_explorer.database.read_models import Figure
from trafficking_explorer.records.measures import measure_words
from trafficking_explorer.text.display import cell_width, single_line
from trafficking_explorer.ui.widgets.segments import fit_cells

_INDENT = 2
"""Cells by which a part is further in than its whole."""
_MOST_VALUE = 24
_MOST_TEXT = 200
"""Code points of a word from the corpus that are looked at."""
_LEAST_COUNTED = 14
"""Cells below which the words for what is counted get a separate line."""
_PART = "of them"
"""The label of parts that have the measure of their whole."""

Piece = tuple[str, str]
"""Text, and the name of its style; empty for the line's own."""
FigureText = tuple[Piece, ...]
"""One line of the screen, without its label."""


@dataclass(frozen=True, slots=True)
class FigureLines:
    """One figure: its label, and one line or two."""

    label: str
    lines: tuple[FigureText, ...]


def figure_lines(
    figures: Sequence[Figure], width: int, signs: dict[str, str] | None = None
) -> list[FigureLines]:
    """Figures in columns.

    Args:
        width: cells of each line, without its label.
        signs: other signs to show in the place of some.
    """
    columns = _Columns.of(figures, width)
    labels = _labels(figures)
    return [
        FigureLines(label, columns.lines(figure, (signs or {}).get(figure.sign, figure.sign)))
        for figure, label in zip(figures, labels, strict=True)
    ]


def _labels(figures: Sequence[Figure]) -> list[str]:
    """The measure of the first figure of each group; "of them" for parts of the same measure."""
    above: list[Figure] = []
    labels: list[str] = []
    before: tuple[int, str] | None = None
    for figure in figures:
        del above[figure.depth :]
        label = measure_words(figure.measure)
        if above and above[-1].measure == figure.measure:
            label = _PART
        labels.append("" if (figure.depth, label) == before else label)
        before = figure.depth, label
        above.append(figure)
    return labels


@dataclass(frozen=True, slots=True)
class _Columns:
    """The widths of the columns, in cells."""

    sign: int
    value: int
    counted: int
    """0 if it has a separate line."""
    place: int
    width: int

    @classmethod
    def of(cls, figures: Sequence[Figure], width: int) -> "_Columns":
        sign = 2 if any(figure.sign for figure in figures) else 0
        most_value = max(6, min(_MOST_VALUE, width // 2))
        value = max((cell_width(_value(figure)) for figure in figures), default=0)
        value = min(value, most_value)
        place = max((cell_width(place_of(figure)) for figure in figures), default=0)
        place = max(0, min(place, max(8, width // 3), width - sign - value - 1))
        counted = width - sign - value - 2 - place - 2
        return cls(sign, value, counted if counted >= _LEAST_COUNTED else 0, place, width)

    def lines(self, figure: Figure, sign: str) -> tuple[FigureText, ...]:
        """The lines of one figure."""
        pieces: list[Piece] = []
        if self.sign:
            pieces.append((_padded(sign, self.sign), sign_style(figure.sign)))
        pieces.append((_padded(_value(figure), self.value), "value"))
        counted = _counted(figure)
        place, blank = fit_cells(place_of(figure), self.place)
        right = " " * blank + place
        if self.counted:
            pieces.append(("  ", ""))
            pieces.append((_padded(counted, self.counted), ""))
            return ((*pieces, ("  ", ""), (right, "faint")),)
        gap = self.width - self.sign - self.value - self.place
        first = (*pieces, (" " * max(1, gap), ""), (right, "faint"))
        if not counted:
            return (first,)
        indent = self.sign + figure.depth * _INDENT
        words, _ = fit_cells(counted, max(6, self.width - indent))
        return first, ((" " * indent, ""), (words, "faint"))


def _padded(text: str, width: int) -> str:
    shown, blank = fit_cells(text, width)
    return shown + " " * blank


def _value(figure: Figure) -> str:
    return " " * (figure.depth * _INDENT) + single_line(figure.value[:_MOST_TEXT])


def _counted(figure: Figure) -> str:
    words = ", ".join(filter(None, (figure.heading, figure.counted[:_MOST_TEXT])))
    return single_line(words)


def place_of(figure: Figure) -> str:
    """The source and the line of a figure: "002 l.3", "002 l.3, 7"."""
    if figure.source_id is None:
        return ""
    if not figure.lines:
        return single_line(figure.source_id)
    more = ", …" if len(figure.lines) > 2 else ""
    lines = ", ".join(str(line) for line in figure.lines[:2])
    return f"{single_line(figure.source_id)} l.{lines}{more}"


def sign_style(sign: str) -> str:
    """The style of a sign: what cannot be right, what differs, and the rest."""
    return {"✗": "wrong", "≠": "differs"}.get(sign, "faint")
