"""A finding: one sober sentence about one record or two, and the passages that show it."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from trafficking_explorer.records.answer import FindingAnswer

SEVERITIES = ("error", "doubt", "note")
"""error: it cannot be so as it stands. doubt: it may well be wrong. note: worth knowing."""

Key = tuple[str, str]
"""A record: its type and its id."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A place in a source that shows one side of a finding."""

    source_id: str
    start: int
    """First code point, from 0."""
    end: int
    """The code point after the last."""
    evidence_id: int | None = None
    """The evidence it is; None where no record rests on just these words."""
    field: str | None = None
    """The field that this evidence supports. `record` is the whole passage, others are words in it."""


@dataclass(frozen=True, slots=True)
class SideRef:
    """One side as a rule names it; its passages are filled in afterwards."""

    record_type: str
    record_id: str
    fields: tuple[str, ...] = ("record",)
    """The fields whose evidence shows this side."""
    also: "tuple[SideRef, ...]" = ()
    """Further records whose evidence belongs to this side: the parts of a sum."""
    passages: tuple[Passage, ...] = ()
    """Places that are nobody's evidence."""

    @property
    def key(self) -> Key:
        """The record."""
        return self.record_type, self.record_id


@dataclass(frozen=True, slots=True)
class RuleMatch:
    """What a rule yields."""

    message: str
    side: SideRef
    other: SideRef | None = None
    severity: str | None = None
    """Where it is not the rule's own."""
    apart: str = ""
    """Tells findings of one rule about the same records apart."""


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a finding."""

    record_type: str
    record_id: str
    passages: tuple[Passage, ...]
    """Those of field `record` first, then by place; none where the side is a whole text."""


@dataclass(frozen=True, slots=True)
class Finding:
    """Something the data says about itself."""

    id: str
    """The rule and the records, the same for as long as they are: never a running number."""
    rule: str
    severity: str
    message: str
    side: Side
    other: Side | None = None
    answer: "FindingAnswer | None" = None
    """What a curator has said to it."""


def finding_id(rule_id: str, found: RuleMatch) -> str:
    """`rule:type/id+type/id`, whichever side comes first; an id that a curator can copy.

    A side that stands for several records is left out: one of them may come or go.
    """
    sides = [found.side] if found.other is None or found.other.also else [found.side, found.other]
    keys = sorted({"/".join(side.key) for side in sides})
    apart = f"@{found.apart}" if found.apart else ""
    return f"{rule_id}:{'+'.join(keys)}{apart}"
