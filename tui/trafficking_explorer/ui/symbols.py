"""The signs beside values and passages."""

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from textual.widget import Widget


@dataclass(frozen=True, slots=True)
class Symbols:
    """A sign for each basis; plain ones for terminals without a font for the others."""

    stated: str = "◆"
    resolved: str = "◇"
    bar: str = "▌"
    """Beside the current passage."""
    thin_bar: str = "▏"
    """Beside the other passages of the record."""
    open: str = "┊"
    """Beside text that no record cites yet."""
    bookmark: str = "★"
    """Before a record that the reader has bookmarked."""
    note: str = "✎"
    """Before a record that the reader has written a note on."""
    here: str = "▸"
    """Before the title of the panel that has the focus."""
    rule: str = "─"
    """A cell of the rule above a panel."""
    heavy_rule: str = "━"
    """The same above the panel that has the focus."""
    is_linear: bool = False
    """True for a screen that is read line by line: words and blanks in place of lines and bars."""

    def of(self, basis: str) -> str:
        """The sign of a basis; empty for the curator's own words."""
        return {"stated": self.stated, "resolved": self.resolved}.get(basis, "")


PLAIN = Symbols("s", "r", "|", ":", ".", "*", "&", ">", "-", "=")
LINEAR = replace(PLAIN, rule=" ", heavy_rule=" ", is_linear=True)


def marks_of(widget: "Widget") -> Symbols:
    """The signs of the app that a widget is in; the usual ones in an app that has none."""
    marks = getattr(widget.app, "marks", None)
    return marks if isinstance(marks, Symbols) else Symbols()
