"""A finding: one sentence about one record or two, and the passages that show it."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from trafficking_explorer.database.read_models import Key, Passage
from trafficking_explorer.database.signs import DIFFERS, IMPOSSIBLE, NOTE

if TYPE_CHECKING:
    from trafficking_explorer.records.answer import FindingAnswer

SEVERITIES = ("error", "doubt", "note")
"""error: it cannot be true as it is written. doubt: it may well be wrong. note: worth knowing."""
_SIGNS = dict(zip(SEVERITIES, (IMPOSSIBLE, DIFFERS, NOTE), strict=True))


@dataclass(frozen=True, slots=True)
class SideRef:
    """One side as a rule names it; its passages are filled in afterwards."""

    record_type: str
    record_id: str
    fields: tuple[str, ...] = ("record",)
    """The fields whose evidence shows this side."""
    also: "tuple[SideRef, ...]" = ()
    """More records whose evidence belongs to this side, such as the parts of a sum."""
    passages: tuple[Passage, ...] = ()
    """Further places, which need not be evidence."""

    @property
    def key(self) -> Key:
        """The record."""
        return self.record_type, self.record_id


@dataclass(frozen=True, slots=True)
class RuleMatch:
    """One match of a rule."""

    message: str
    side: SideRef
    other: SideRef | None = None
    severity: str | None = None
    """The severity, if it is not that of the rule."""
    apart: str = ""
    """The end of the id, for several findings of one rule about the same records."""
    sign: str = ""
    """The sign beside its records, if it is not that of the rule."""


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a finding."""

    record_type: str
    record_id: str
    passages: tuple[Passage, ...]
    """Those of field `record` first, then by place; none if the side is a whole text."""


@dataclass(frozen=True, slots=True)
class Finding:
    """An inconsistency in the data, or something worth knowing about it."""

    id: str
    """The rule and the records; it stays the same as long as they do."""
    rule: str
    severity: str
    message: str
    side: Side
    other: Side | None = None
    answer: "FindingAnswer | None" = None
    """The curator's answer."""
    sign: str = ""
    """The sign beside the records it is about; set from its severity if empty."""

    def __post_init__(self) -> None:
        if not self.sign:
            object.__setattr__(self, "sign", _SIGNS[self.severity].text)


def finding_id(rule_id: str, found: RuleMatch) -> str:
    """An id that a curator can copy: `rule:type/id+type/id`, in either order of the sides.

    A side of several records is left out, since one of them may be added or removed.
    """
    sides = [found.side] if found.other is None or found.other.also else [found.side, found.other]
    keys = sorted({"/".join(side.key) for side in sides})
    apart = f"@{found.apart}" if found.apart else ""
    return f"{rule_id}:{'+'.join(keys)}{apart}"
