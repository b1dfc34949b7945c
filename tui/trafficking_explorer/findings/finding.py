"""A finding: one sober sentence about one record or two, and the passages that show it."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from trafficking_explorer.findings.dataset import Dataset
    from trafficking_explorer.records.answer import FindingAnswer

_SENTENCE = re.compile(r"(?<=\.)\s+(?:\d+\.\s+)?")
"""Stands between two sentences; with it goes the number of a point."""
_POINT = re.compile(r"\d+\.\s+")
_SHORT = 100
"""Code points of a sentence that leaves room for another."""

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


@dataclass(frozen=True, slots=True)
class Rule:
    """One way of looking at the data."""

    id: str
    title: str
    severity: str
    """What its findings are, unless one of them says otherwise."""
    explain: str
    """A page: what it looks for, why it matters, what to do, what it does not see."""
    find: "Callable[[Dataset], Iterator[RuleMatch]]"

    @property
    def summary_line(self) -> str:
        """What it looks for, in a sentence or two."""
        page = self.explain.partition("\n")[2].partition("\n\n")[0]
        line = " ".join(page.split())
        first, *others = _SENTENCE.split(
            line[point.end() :] if (point := _POINT.match(line)) else line
        )
        return f"{first} {others[0]}" if others and len(first) < _SHORT else first


def finding_id(rule: Rule, found: RuleMatch) -> str:
    """`rule:type/id+type/id`, whichever side comes first; an id that a curator can copy.

    A side that stands for several records is left out: one of them may come or go.
    """
    sides = [found.side] if found.other is None or found.other.also else [found.side, found.other]
    keys = sorted({"/".join(side.key) for side in sides})
    apart = f"@{found.apart}" if found.apart else ""
    return f"{rule.id}:{'+'.join(keys)}{apart}"
