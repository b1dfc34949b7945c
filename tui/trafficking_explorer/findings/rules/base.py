"""A rule: one way of looking at the data for inconsistencies."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from trafficking_explorer.findings.dataset import Dataset
from trafficking_explorer.findings.finding import RuleMatch
from trafficking_explorer.registry import Registry, source_state

_SENTENCE = re.compile(r"(?<=\.)\s+(?:\d+\.\s+)?")
"""Stands between two sentences; with it goes the number of a point."""
_POINT = re.compile(r"\d+\.\s+")
_SHORT = 100
"""Code points of a sentence that leaves room for another."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One way of looking at the data.

    Attributes:
        id: as findings and `check --explain` name it.
        title: one line for lists.
        severity: of its findings, unless one of them says otherwise.
        page: the docstring of its module: a summary line, then what it looks for, why it matters,
            what to do, what it does not see.
        find: yields what it finds in the data.
        order: among the rules; findings of one severity are told in this order.
    """

    id: str
    title: str
    severity: str
    page: str | None
    find: Callable[[Dataset], Iterator[RuleMatch]]
    order: int = 1_000

    @property
    def explain(self) -> str:
        """The page without its summary line; empty where Python leaves docstrings out."""
        return (self.page or "").partition("\n\n")[2]

    @property
    def summary_line(self) -> str:
        """What it looks for, in a sentence or two."""
        page = self.explain.partition("\n")[2].partition("\n\n")[0]
        line = " ".join(page.split())
        first, *others = _SENTENCE.split(
            line[point.end() :] if (point := _POINT.match(line)) else line
        )
        return f"{first} {others[0]}" if others and len(first) < _SHORT else first


class Rules(Registry[Rule]):
    """Rules in their order. A rule from elsewhere is added with `register`."""

    def name_of(self, declared: Rule) -> str:
        return declared.id

    def state_of(self, declared: Rule) -> str:
        return source_state(declared.find)

    def __iter__(self) -> Iterator[Rule]:
        return iter(sorted(super().__iter__(), key=lambda rule: (rule.order, rule.id)))
