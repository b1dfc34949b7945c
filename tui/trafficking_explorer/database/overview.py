"""The overview of a corpus, as boxes of lines. Loads no database, so that it can be drawn before one is."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any

from trafficking_explorer.database.read_models import Key

ABOUT = "about"
DISAGREEMENTS = "disagreements"
ARRESTS = "arrests"
RESCUED = "rescued"
WHEN = "when"
SPEAKERS = "speakers"
QUOTATION = "quotation"
START = "start"


@dataclass(frozen=True, slots=True)
class Opens:
    """The place that a line leads to.

    Attributes:
        record: a record or a finding, to be shown in its pane.
        pane: otherwise, a pane by its name; "search" is the search of all kinds.
        filters: fields with a value each, for the filter of the pane.
        sort: the key of a column to sort by, the largest first.
    """

    record: Key | None = None
    pane: str = ""
    filters: tuple[tuple[str, str], ...] = ()
    sort: str = ""


@dataclass(frozen=True, slots=True)
class Words:
    """A passage with the words around it.

    Attributes:
        before, exact, after: on one line.
    """

    source_id: str
    line: int
    before: str
    exact: str
    after: str


@dataclass(frozen=True, slots=True)
class OverviewLine:
    """One line of a box.

    Attributes:
        label: who or what it is about.
        opens: where it leads.
        text: what it says: a message, a figure with its qualifier, a date.
        sign: one of `signs.SIGNS`, or empty.
        place: sources and lines, as shown.
        note: the answer to a finding, the agency of a speaker.
        low, high: a number, or the ends of a range: a figure, first and last day as ordinals; None for
            an open end. Both are None if there is nothing to draw.
        is_inferred: True if a curator has inferred what it says.
        words: passages that it is drawn from, one or two.
    """

    label: str
    opens: Opens
    text: str = ""
    sign: str = ""
    place: str = ""
    note: str = ""
    low: float | None = None
    high: float | None = None
    is_inferred: bool = False
    words: tuple[Words, ...] = ()


@dataclass(frozen=True, slots=True)
class Box:
    """The lines of one subject.

    Attributes:
        name: one of the names above.
        lines: the first of them.
        total: how many there are.
        remark: a sentence about what is not shown.
    """

    name: str
    lines: tuple[OverviewLine, ...] = ()
    total: int = 0
    remark: str = ""


Overview = dict[str, Box]
"""Boxes by their names; one that is not known yet is missing."""


def overview_to_json(boxes: Iterable[Box]) -> list[Any]:
    """Boxes as plain JSON values, for the manifest."""
    return [asdict(box) for box in boxes]


def overview_from_json(packed: Iterable[dict[str, Any]]) -> Overview:
    """Boxes as `overview_to_json` packed them."""
    return {
        each["name"]: Box(**{**each, "lines": tuple(map(_line, each["lines"]))}) for each in packed
    }


def _line(packed: dict[str, Any]) -> OverviewLine:
    opens, words = packed["opens"], packed["words"]
    record, filters = opens["record"], opens["filters"]
    target = Opens(
        (record[0], record[1]) if record else None,
        opens["pane"],
        tuple((field, value) for field, value in filters),
        opens["sort"],
    )
    return OverviewLine(**{**packed, "opens": target, "words": tuple(Words(**w) for w in words)})
