"""The items of a record's card: figures, findings, fields, and what refers to the record."""

from collections.abc import Iterator
from dataclasses import dataclass

from trafficking_explorer.database.card_fields import name_of
from trafficking_explorer.database.read_models import (
    Detail,
    Field,
    Figure,
    FindingDetail,
    Reference,
    field_label,
)
from trafficking_explorer.database.signs import SIGNS
from trafficking_explorer.text.display import single_line, truncate
from trafficking_explorer.text.plural import count_noun
from trafficking_explorer.ui.symbols import PLAIN, Symbols
from trafficking_explorer.ui.text_layout import wrap_lines
from trafficking_explorer.ui.widgets.figure_lines import Piece, figure_lines

LABEL_CELLS = 14
_NARROW_CELLS = 56
"""Below this width the labels of figures take only the cells they need."""
_MOST_TEXT = 5_000
"""Code points of a field that are shown; `o` in the table shows a text in full."""
_TITLE = 100
"""Code points of another record's title that are shown."""
_MARGIN = 3
"""Cells of a line for the cursor and the blanks around its label."""
_LABELS = {"located_in": "in", "speaker_id": "speaker"}
"""Labels of fields that are not their names."""
_LEADERS = ("conducted_by", "led_by", "coordinated_by")
_DATES = ("date", "period", "published")
_PLAIN_SIGNS = {sign.text: sign.plain for sign in SIGNS}


@dataclass(frozen=True, slots=True)
class CardLine:
    """One line of an item: its label, its pieces with the names of their styles, and a sign."""

    label: str
    pieces: tuple[Piece, ...]
    mark: str = ""
    label_cells: int = LABEL_CELLS

    @property
    def text(self) -> str:
        """The words of the line."""
        return "".join(text for text, _ in self.pieces)


@dataclass(frozen=True, slots=True)
class CardItem:
    """An item under the card's cursor: a figure, a field, a reference, the findings, or further figures."""

    lines: tuple[CardLine, ...]
    field: Field | None = None
    """Of a figure, its value with the passages of the claim."""
    reference: Reference | None = None
    figure: Figure | None = None
    leads_to_findings: bool = False
    filter: str = ""
    """The filter of the statistics that this item leads to."""


def card_items(record: Detail, marks: Symbols, width: int) -> list[CardItem]:
    """The items of a record.

    Args:
        width: of the card, in cells.
    """
    room = max(10, width - LABEL_CELLS - 5)
    return [
        *_figures(record, marks, width),
        *_findings(record),
        *_fields(record, marks, room),
        *_references(record, room),
    ]


def note_item(body: str, width: int) -> CardItem:
    """The reader's note, line by line as it was written.

    Args:
        width: of the card, in cells.
    """
    room = max(10, width - LABEL_CELLS - 5)
    lines = [
        line
        for paragraph in body[:_MOST_TEXT].split("\n")
        for line in wrap_lines(single_line(paragraph), room) or [""]
    ]
    if len(body) > _MOST_TEXT:
        lines.append(f"… {len(body) - _MOST_TEXT:,} characters more")
    return CardItem(
        tuple(
            CardLine("your note" if n == 0 else "", ((line, ""),)) for n, line in enumerate(lines)
        )
    )


def head_words(record: Detail, marks: Symbols) -> str:
    """The kind of a record, who leads it, and its date: "operation · INTERPOL · 6–10 November 2017 ◇"."""
    shown = record.shown or record.fields
    by_relation = (
        [name_of(field) for field in shown if field.name.partition(":")[0] == relation]
        for relation in _LEADERS
    )
    leaders = next(filter(None, by_relation), [])
    words = [record.record_type]
    if isinstance(record, FindingDetail):
        words.append(record.severity)
    if leaders:
        more = f" and {len(leaders) - 1} more" if len(leaders) > 2 else ""
        words.append(leaders[0] + more if more else ", ".join(leaders))
    date = next((field for field in shown if field.name in _DATES), None)
    if date is not None:
        mark = marks.of(date.basis) if date.basis == "resolved" else ""
        words.append(f"{date.value} {mark}".rstrip())
    return single_line(" · ".join(words))


def _figures(record: Detail, marks: Symbols, width: int) -> Iterator[CardItem]:
    figures = record.figures
    if not figures.rows:
        return
    label_cells = LABEL_CELLS
    if width < _NARROW_CELLS:
        label_cells = min(LABEL_CELLS, _longest_label(record))
    drawn = figure_lines(
        figures.rows, width - label_cells - _MARGIN - 1, _PLAIN_SIGNS if marks == PLAIN else None
    )
    for figure, made in zip(figures.rows, drawn, strict=True):
        lines = tuple(
            CardLine(made.label if n == 0 else "", pieces, label_cells=label_cells)
            for n, pieces in enumerate(made.lines)
        )
        value = f"{figure.value} {figure.counted}".rstrip()
        field = Field("figure", value, "stated", None, (figure.key,), figure.passages)
        yield CardItem(lines, field=field, figure=figure)
    if figures.more:
        where = f": filter Statistics by {figures.filter}" if figures.filter else ""
        words = f"and {count_noun(figures.more, 'more figure')}{where}"
        room = max(10, width - label_cells - _MARGIN - 1)
        lines = tuple(
            CardLine("", ((line, "link"),), label_cells=label_cells)
            for line in wrap_lines(words, room)
        )
        yield CardItem(lines, filter=figures.filter)


def _longest_label(record: Detail) -> int:
    return max(len(made.label) for made in figure_lines(record.figures.rows, LABEL_CELLS))


def _findings(record: Detail) -> Iterator[CardItem]:
    if count := record.findings:
        words = f"{count:,} about this {record.record_type}"
        yield CardItem((CardLine("findings", ((words, "link"),)),), leads_to_findings=True)


def _fields(record: Detail, marks: Symbols, room: int) -> Iterator[CardItem]:
    before = ""
    for field in record.shown or record.fields:
        label = _LABELS.get(field.name.partition(":")[0]) or field_label(field.name)
        yield _field(field, "" if label == before else label, marks, room)
        before = label


def _field(field: Field, label: str, marks: Symbols, room: int) -> CardItem:
    mark = marks.of(field.basis)
    style = "link" if field.targets and field.name not in ("note", "text") else ""
    lines = [
        CardLine(label if n == 0 else "", ((line, style),), mark if n == 0 else "")
        for n, line in enumerate(_wrapped(field.value, room))
    ]
    if field.reason:
        lines += [
            CardLine("", ((line, "faint"),)) for line in _wrapped(f"why: {field.reason}", room)
        ]
    if not field.passages and field.basis == "stated":
        lines.append(CardLine("", (("no passage supports this", "faint"),)))
    return CardItem(tuple(lines), field=field)


def _references(record: Detail, room: int) -> Iterator[CardItem]:
    for i, reference in enumerate(record.references):
        label = "see also" if i == 0 else ""
        role = f", {single_line(reference.role)}" if reference.role else ""
        text = (
            f"{reference.record_type} · {truncate(reference.title, _TITLE)} "
            f"({field_label(reference.relation)}{role})"
        )
        lines = tuple(
            CardLine(label if n == 0 else "", ((line, "link"),))
            for n, line in enumerate(_wrapped(text, room))
        )
        yield CardItem(lines, reference=reference)


def _wrapped(text: str, room: int) -> list[str]:
    shown = single_line(text[:_MOST_TEXT])
    lines = wrap_lines(shown, room)
    if len(text) > _MOST_TEXT:
        lines.append(f"… {len(text) - _MOST_TEXT:,} characters more")
    return lines
