"""A rule: one way of looking at the data for inconsistencies."""

import re
from collections.abc import Callable, Iterable, Iterator
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


class Rules(Iterable[Rule]):
    """Rules in their order. A rule from elsewhere is added with `register`."""

    def __init__(self, rules: Iterable[Rule]) -> None:
        self._by_id: dict[str, Rule] = {}
        for rule in rules:
            self.register(rule)

    def register(self, rule: Rule) -> None:
        """Add a rule, or replace the one of its id."""
        self._by_id[rule.id] = rule

    def remove(self, id_: str) -> None:
        """Leave a rule out."""
        del self._by_id[id_]

    def get(self, id_: str) -> Rule | None:
        """The rule of that id; None where there is none."""
        return self._by_id.get(id_)

    def __iter__(self) -> Iterator[Rule]:
        return iter(sorted(self._by_id.values(), key=lambda rule: (rule.order, rule.id)))

    def __len__(self) -> int:
        return len(self._by_id)
