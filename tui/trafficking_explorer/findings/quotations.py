"""Quotations as rules read them."""

from dataclasses import dataclass

from trafficking_explorer.findings.finding import Passage, SideRef


@dataclass(frozen=True, slots=True)
class QuotationRow:
    """One row of `quotes`."""

    id: str
    text: str
    speaker_id: str | None
    speaker: str | None
    source: str
    places: tuple[Passage, ...]
    """Its parts, in order."""
    work: str = ""
    """The work that its source is an edition of."""

    def ref(self) -> SideRef:
        """This quotation as a side of a finding."""
        return SideRef("quote", self.id, fields=("text",))
