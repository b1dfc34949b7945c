"""A rule: one way of looking at the data for inconsistencies."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from trafficking_explorer.findings.dataset import Dataset
from trafficking_explorer.findings.finding import RuleMatch

_SENTENCE = re.compile(r"(?<=\.)\s+(?:\d+\.\s+)?")
"""Stands between two sentences; with it goes the number of a point."""
_POINT = re.compile(r"\d+\.\s+")
_SHORT = 100
"""Code points of a sentence that leaves room for another."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One way of looking at the data."""

    id: str
    title: str
    severity: str
    """What its findings are, unless one of them says otherwise."""
    explain: str
    """A page: what it looks for, why it matters, what to do, what it does not see."""
    find: Callable[[Dataset], Iterator[RuleMatch]]

    @property
    def summary_line(self) -> str:
        """What it looks for, in a sentence or two."""
        page = self.explain.partition("\n")[2].partition("\n\n")[0]
        line = " ".join(page.split())
        first, *others = _SENTENCE.split(
            line[point.end() :] if (point := _POINT.match(line)) else line
        )
        return f"{first} {others[0]}" if others and len(first) < _SHORT else first
