"""Rules, which look for inconsistencies in the data."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from trafficking_explorer.database.signs import SIGNS
from trafficking_explorer.findings.dataset import Dataset
from trafficking_explorer.findings.finding import SEVERITIES, RuleMatch
from trafficking_explorer.registry import Registry, source_state

_SENTENCE = re.compile(r"(?<=\.)\s+(?:\d+\.\s+)?")
"""The space between two sentences, with the number of a list item."""
_POINT = re.compile(r"\d+\.\s+")
_SHORT = 100
"""Code points of a sentence that leave room for a second one."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One way of looking for inconsistencies.

    Attributes:
        id: the name in findings and for `check --explain`.
        title: one line for lists.
        severity: that of its findings, unless one has another.
        page: the docstring of its module: a summary line, then what it looks for, why it matters,
            what to do, and its limits.
        find: yields its matches in the data.
        order: its place among the rules, in which findings of one severity are reported.
        sign: the one beside the records, of `database/signs.py`; that of the severity if empty.
        is_routine: True if most corpora have very many notes of it, which hide the other findings.
    """

    id: str
    title: str
    severity: str
    page: str | None
    find: Callable[[Dataset], Iterator[RuleMatch]]
    order: int = 1_000
    sign: str = ""
    is_routine: bool = False

    def __post_init__(self) -> None:
        if self.severity not in SEVERITIES:
            raise ValueError(
                f"{self.id}: the severity {self.severity!r} is not one of {', '.join(SEVERITIES)}"
            )
        if self.sign and self.sign not in {each.text for each in SIGNS}:
            raise ValueError(f"{self.id}: the sign {self.sign!r} is not one of database/signs.py")

    @property
    def explain(self) -> str:
        """The page without its summary line; empty if Python runs without docstrings."""
        return (self.page or "").partition("\n\n")[2]

    @property
    def summary_line(self) -> str:
        """The first one or two sentences about what it looks for."""
        page = self.explain.partition("\n")[2].partition("\n\n")[0]
        line = " ".join(page.split())
        first, *others = _SENTENCE.split(
            line[point.end() :] if (point := _POINT.match(line)) else line
        )
        return f"{first} {others[0]}" if others and len(first) < _SHORT else first


class Rules(Registry[Rule]):
    """Rules in their order. Other packages add rules with `register`."""

    def name_of(self, declared: Rule) -> str:
        return declared.id

    def state_of(self, declared: Rule) -> str:
        return source_state(declared.find)

    def __iter__(self) -> Iterator[Rule]:
        return iter(sorted(super().__iter__(), key=lambda rule: (rule.order, rule.id)))
