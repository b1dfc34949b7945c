"""The signs beside values and passages."""

from dataclasses import dataclass


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

    def of(self, basis: str) -> str:
        """The sign of a basis; empty for the curator's own words."""
        return {"stated": self.stated, "resolved": self.resolved}.get(basis, "")


PLAIN = Symbols("s", "r", "|", ":", ".", "*", "&", ">", "-", "=")
