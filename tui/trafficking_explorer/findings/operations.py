"""Operations and events as rules read them: when they took place, and which texts say so."""

from dataclasses import dataclass
from datetime import date

from trafficking_explorer.findings.finding import Key, SideRef


@dataclass(frozen=True, slots=True)
class OperationRow:
    """One row of `operations`, or of `events`, which have dates too."""

    id: str
    name: str
    kind: str
    edtf: str | None
    first: date | None
    """First day."""
    last: date | None
    basis: str | None
    note: str | None
    """The words that give the date."""
    told: dict[str, tuple[str, ...]]
    """Ids of the texts that tell of it: the words in which each says when it was."""
    record_type: str = "operation"

    @property
    def key(self) -> Key:
        """The record."""
        return self.record_type, self.id

    def ref(self, *fields: str) -> SideRef:
        """This record as a side of a finding: the passages of these fields."""
        return SideRef(*self.key, fields=fields)
