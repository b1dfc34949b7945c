"""The signs that say how a value is known."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Symbols:
    """One sign per basis; plain ones for terminals whose font has no others."""

    stated: str = "◆"
    resolved: str = "◇"
    bar: str = "▌"
    """Stands beside the passage the reader is at."""
    thin_bar: str = "▏"
    """Stands beside the record's other passages."""
    open: str = "┊"
    """Stands beside what no record rests on yet."""

    def of(self, basis: str) -> str:
        """The sign of a basis; none for the curator's own words."""
        return {"stated": self.stated, "resolved": self.resolved}.get(basis, "")


PLAIN = Symbols("s", "r", "|", ":", ".")
